//! What every answer over HTTP has in common: JSON, or an error that says which kind of failure it is.

use alloc::string::String;

use crate::error::{Code, Error, ProviderAnswer, Result};
use crate::host::{Request, Response};
use crate::json::{Json, integer};

use super::refusal;

/// The largest answer that is read, in bytes.
const MAX_BODY: usize = 512 * 1024;

/// The JSON of a 200 answer. `http_error` for 4xx and 5xx, `response_invalid` for whatever else is not JSON
/// (OpenID Connect Discovery 4.2).
pub fn read_json(response: &Response) -> Result<Json> {
    read_status(response, 200)
}

/// As [`read_json`] where success is another status.
pub(super) fn read_status(response: &Response, success: u16) -> Result<Json> {
    match response.status {
        status if status == success => json_of(response),
        400..=599 => Err(http_error(response)),
        _ => Err(invalid("status")),
    }
}

/// The JSON of a 200 answer of an OAuth endpoint; its 4xx answers may hold an OAuth error, which `refused` turns into ours
/// (RFC 6749 section 5.2).
pub(super) fn read_oauth(response: &Response, refused: fn(ProviderAnswer) -> Error) -> Result<Json> {
    match oauth_error(response) {
        Some(answer) => Err(refused(answer)),
        None => read_json(response),
    }
}

/// The OAuth error that an answer holds; 429 and 5xx tell of the server, whatever they hold.
pub(super) fn oauth_error(response: &Response) -> Option<ProviderAnswer> {
    if !(400..500).contains(&response.status) || response.status == 429 {
        return None;
    }
    let json = json_of(response).ok()?;
    let description = json.field("error_description").and_then(Json::as_str);
    refusal::provider_answer(json.field("error")?.as_str()?, description)
}

pub(super) fn http_error(response: &Response) -> Error {
    let status = response.status;
    let error = Error::new(Code::HttpError).part(&["status ", &integer(status.into())].concat());
    match status {
        429 | 500.. => error.retriable(response.retry_after.filter(|seconds| *seconds >= 0)),
        _ => error,
    }
}

/// `response_invalid` that names the part at fault.
pub(super) fn invalid(part: &str) -> Error {
    Error::new(Code::ResponseInvalid).part(part)
}

/// A POST of a form to an OAuth endpoint.
pub(super) fn post(url: &str, body: String) -> Request {
    Request { url: url.into(), headers: [("accept", "application/json".into())].into(), body: Some(body) }
}

fn json_of(response: &Response) -> Result<Json> {
    if !is_json(&response.content_type) {
        return Err(invalid("media type"));
    }
    if response.body.len() > MAX_BODY {
        return Err(invalid("size"));
    }
    Json::parse(&response.body).map_err(|_| invalid("body"))
}

/// `application/json` or a type that is built on it (RFC 6839 section 3.1), in any case, with any parameters.
fn is_json(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || kind.starts_with("application/") && kind.ends_with("+json")
}
