//! `fetch` as a [`Host`](crate::host::Host) has to have it: no credentials, no redirects, no more than is wanted.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, ReadableStreamDefaultReader, RequestInit};

use super::web_crypto::scope;
use crate::error::{Code, Error, Result};
use crate::host::{Request, Response};
use crate::time::{UnixTime, seconds_of};

/// The most that is read of one answer, in bytes.
const MAX_ANSWER: u32 = 512 * 1024;

/// Why there is no answer.
pub enum Failure {
    /// Ours.
    Known(Error),
    /// The browser's.
    Thrown(JsValue),
}

impl From<JsValue> for Failure {
    fn from(thrown: JsValue) -> Self {
        Self::Thrown(thrown)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Known(error)
    }
}

/// Sends with a limit of `timeout` milliseconds; see [`Host::fetch`](crate::host::Host::fetch).
pub async fn send(request: &Request, timeout: u32) -> Result<Response, Failure> {
    let init = RequestInit::new();
    let headers = Headers::new()?;
    for (name, value) in &request.headers {
        headers.set(name, value)?;
    }
    if let Some(body) = &request.body {
        headers.set("content-type", "application/x-www-form-urlencoded")?;
        init.set_method("POST");
        init.set_body(&body.into());
    }
    init.set_headers(&headers);
    init.set_credentials(web_sys::RequestCredentials::Omit);
    init.set_redirect(web_sys::RequestRedirect::Manual);
    init.set_cache(web_sys::RequestCache::NoStore);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(timeout)));
    let promise = scope().fetch_with_str_and_init(&request.url, &init);
    let response: web_sys::Response = JsFuture::from(promise).await?.unchecked_into();
    if response.status() == 0 {
        return Err(Error::new(Code::ResponseInvalid).part("redirected").into());
    }
    let header = |name: &str| response.headers().get(name).ok().flatten();
    Ok(Response {
        status: response.status(),
        content_type: header("content-type").unwrap_or_default(),
        date: header("date").and_then(|date| seconds(js_sys::Date::parse(&date))),
        dpop_nonce: header("dpop-nonce"),
        retry_after: header("retry-after").and_then(|text| seconds_of(&text)),
        body: read_text(&response).await?,
    })
}

#[allow(clippy::cast_possible_truncation, reason = "the range is judged by UnixTime")]
fn seconds(milliseconds: f64) -> Option<UnixTime> {
    UnixTime::from_seconds((milliseconds / 1000.0) as i64).filter(|_| milliseconds.is_finite())
}

async fn read_text(response: &web_sys::Response) -> Result<String, Failure> {
    let Some(stream) = response.body() else { return Ok(String::new()) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes: Vec<u8> = Vec::new();
    loop {
        let step = JsFuture::from(reader.read()).await?;
        if Reflect::get(&step, &"done".into())?.is_truthy() {
            break;
        }
        let chunk: Uint8Array = Reflect::get(&step, &"value".into())?.unchecked_into();
        if chunk.length().saturating_add(u32::try_from(bytes.len()).unwrap_or(u32::MAX)) > MAX_ANSWER {
            let _ = reader.cancel();
            return Err(Error::new(Code::ResponseInvalid).part("larger than 512 KiB").into());
        }
        bytes.extend_from_slice(&chunk.to_vec());
    }
    String::from_utf8(bytes).map_err(|_| Error::new(Code::ResponseInvalid).part("not UTF-8").into())
}
