//! What JavaScript can call. Hot answers are numbers and strings; see `www/lib/answers.ts`.

use std::pin::Pin;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::future_to_promise;

use super::host::Page;
use super::proof_keys::ProofKeys;
use super::tabs::Tabs;
use super::types::{error_to_js, event, snapshot, to_js, vocabulary as lists};
use crate::access::{Access, Policy};
use crate::alone;
use crate::claims::Side;
use crate::config::Config;
use crate::error::{Code, Error};
use crate::gate::Gate;
use crate::json::Json;
use crate::operation::Operation;
use crate::policy::decision::Decision;
use crate::policy::route::RouteDecision;
use crate::time::UnixTime;

std::thread_local! {
    /// One host for all tokens: a key that was imported is kept, since an import costs more than a verification.
    static ALONE: Rc<Page> = Rc::new(Page::alone());
}

/// A decision as a number: the places of outcome and reason in [`vocabulary`].
fn number(decision: Decision) -> u32 {
    decision.outcome as u32 * 64 + decision.reason as u32
}

/// JSON of a `RouteDecision`, with `until` where the answer changes by itself.
fn route_text(decision: &RouteDecision<'_>) -> String {
    let mut json = decision.to_json();
    if let (Json::Object(members), Some(until)) = (&mut json, decision.valid_until) {
        members.push(("until".into(), until.seconds().into()));
    }
    json.to_text()
}

/// The version of this module.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// JSON of `{ outcomes, reasons }`.
#[wasm_bindgen]
pub fn vocabulary() -> String {
    lists().to_text()
}

/// Reads a JWT, verifies nothing.
#[wasm_bindgen(js_name = decodeToken)]
pub fn decode_token(token: &str) -> Result<JsValue, JsValue> {
    alone::decode_token(token).map(|json| to_js(&json)).map_err(|error| error_to_js(&error))
}

/// Verifies an ID token.
#[wasm_bindgen(js_name = verifyIdToken)]
pub fn verify_id_token(token: String, options: String) -> Promise {
    promise(Box::pin(verified(true, token, options)))
}

/// Verifies an access token.
#[wasm_bindgen(js_name = verifyAccessToken)]
pub fn verify_access_token(token: String, options: String) -> Promise {
    promise(Box::pin(verified(false, token, options)))
}

async fn verified(is_id: bool, token: String, options: String) -> Result<JsValue, JsValue> {
    let host = ALONE.with(Rc::clone);
    let verified = match is_id {
        true => alone::verify_id_token(&*host, &token, &options).await,
        false => alone::verify_access_token(&*host, &token, &options).await,
    };
    verified.map(|json| to_js(&json)).map_err(|error| error_to_js(&error))
}

/// One way from futures to promises, since each type of future would bring its own.
fn promise(future: Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>) -> Promise {
    future_to_promise(future)
}

async fn outcome(gate: Rc<Gate<Page>>, name: String, options: String) -> Result<JsValue, JsValue> {
    let outcome = match Operation::parse(&name, &options) {
        Ok(operation) => operation.run(&gate).await,
        Err(error) => Err(error),
    };
    let (leaving, value, error) = match outcome {
        Ok((leaving, value)) => (leaving, value, Json::Null),
        Err(error) => (false, Json::Null, error.to_json()),
    };
    Ok(to_js(&Json::object([("leaving", leaving.into()), ("value", value), ("error", error)])))
}

/// A gate.
#[wasm_bindgen]
pub struct Core {
    gate: Rc<Gate<Page>>,
}

#[wasm_bindgen]
impl Core {
    /// From the JSON of the configuration and of the role map; `changed` is called whenever the state is another,
    /// `frame` asks in a hidden frame, `tabs` reaches the other tabs, `keys` keeps keys for proofs.
    #[wasm_bindgen(constructor)]
    pub fn new(
        config: &str,
        role_map: &str,
        origin: Option<String>,
        changed: Function,
        frame: Function,
        tabs: Tabs,
        keys: ProofKeys,
    ) -> Result<Core, JsValue> {
        let page = |timeout| Page::new(timeout, Some(changed), Some(frame), Some(tabs), Some(keys));
        make(config, role_map, origin, page).map_err(|error| error_to_js(&error))
    }

    /// Runs one operation; what it is and takes, [`Operation`] says.
    pub fn run(&self, name: String, options: String) -> Promise {
        promise(Box::pin(outcome(self.gate.clone(), name, options)))
    }

    /// The name under which tabs share and tell.
    pub fn name(&self) -> String {
        self.gate.name().into()
    }

    /// Another one whenever a session ended or became another person's.
    pub fn epoch(&self) -> u32 {
        self.gate.epoch()
    }

    /// Grows with each change of the state.
    pub fn version(&self) -> u32 {
        self.gate.version()
    }

    /// The state as a `Snapshot`.
    pub fn snapshot(&self) -> JsValue {
        to_js(&snapshot(&self.gate))
    }

    /// What happened since the last call, a list of `GateEvent`.
    #[wasm_bindgen(js_name = takeEvents)]
    pub fn take_events(&self) -> JsValue {
        to_js(&Json::List(self.gate.take_events().iter().map(event).collect()))
    }

    /// See [`Gate::diagnostics`].
    pub fn diagnostics(&self) -> JsValue {
        to_js(&self.gate.diagnostics())
    }

    /// Milliseconds since the epoch until which answers hold; 0 for ever.
    pub fn until(&self) -> f64 {
        milliseconds(self.gate.holds_until())
    }

    /// Milliseconds since the epoch at which `wake` has something to do; 0 never.
    #[wasm_bindgen(js_name = wakeAt)]
    pub fn wake_at(&self) -> f64 {
        milliseconds(self.gate.wake_at())
    }

    /// Ends a session that has run out.
    pub fn expire(&self) {
        self.gate.expire();
    }

    /// See [`number`].
    pub fn check(&self, permission: &str) -> u32 {
        number(self.gate.check(permission))
    }

    /// Whether anything under `pattern` is allowed.
    #[wasm_bindgen(js_name = canSome)]
    pub fn can_some(&self, pattern: &str) -> bool {
        self.gate.can_some(pattern)
    }

    /// JSON of a `RouteDecision`, with `until` in seconds.
    pub fn route(&self, path: &str) -> String {
        route_text(&self.gate.route(path))
    }

    /// JSON of an `Explanation`.
    pub fn explain(&self, permission: &str) -> String {
        self.gate.explain(permission).to_text()
    }

    /// JSON of a `RouteExplanation`.
    #[wasm_bindgen(js_name = explainRoute)]
    pub fn explain_route(&self, path: &str) -> String {
        self.gate.explain_route(path).to_text()
    }

    /// Where to go after a sign-in.
    pub fn landing(&self) -> String {
        self.gate.landing().into()
    }
}

fn make(config: &str, role_map: &str, origin: Option<String>, page: impl FnOnce(u32) -> Page) -> Result<Core, Error> {
    // In an insecure context every default address is refused too, but that is not what has to be mended.
    let config = Config::parse(config, origin.as_deref())
        .map_err(|error| if Page::has_crypto() { error } else { Code::CryptoUnavailable.into() })?;
    let policy = Policy::load(role_map, false)?;
    let host = page(u32::try_from(config.request_timeout).unwrap_or(u32::MAX));
    Ok(Core { gate: Rc::new(Gate::new(host, config, policy)) })
}

#[allow(clippy::cast_precision_loss, reason = "seconds up to the year 9999 fit 53 bits as milliseconds")]
fn milliseconds(at: Option<UnixTime>) -> f64 {
    at.map_or(0.0, |at| at.seconds() as f64 * 1000.0)
}

/// A role map.
#[wasm_bindgen]
pub struct PolicyHandle {
    policy: Rc<Policy>,
}

#[wasm_bindgen]
impl PolicyHandle {
    /// From text, or from the JSON of an object.
    #[wasm_bindgen(constructor)]
    pub fn new(map: &str, is_text: bool) -> Result<PolicyHandle, JsValue> {
        Policy::load(map, is_text).map(|policy| PolicyHandle { policy: Rc::new(policy) }).map_err(|error| error_to_js(&error))
    }

    /// SHA-256 of the canonical map.
    pub fn digest(&self) -> String {
        self.policy.digest().into()
    }

    /// What the person of these claims may do; `now` in seconds.
    #[allow(clippy::cast_possible_truncation, reason = "UnixTime judges the range")]
    pub fn access(&self, claims: &str, side: &str, now: f64) -> Result<AccessHandle, JsValue> {
        let side = if side == "api" { Side::Api } else { Side::Client };
        let access = alone::access(&self.policy, claims, side).map_err(|error| error_to_js(&error))?;
        Ok(AccessHandle { policy: self.policy.clone(), access, now: UnixTime::EPOCH.plus(now as i64) })
    }
}

/// What one person may do.
#[wasm_bindgen]
pub struct AccessHandle {
    policy: Rc<Policy>,
    access: Access,
    now: UnixTime,
}

#[wasm_bindgen]
impl AccessHandle {
    /// JSON of `{ groups, roles, diagnostics }`.
    pub fn summary(&self) -> String {
        self.policy.summary(Some(&self.access)).to_text()
    }

    /// See [`Core::check`].
    pub fn check(&self, permission: &str) -> u32 {
        number(self.policy.check(&self.access, permission))
    }

    /// See [`Core::can_some`].
    #[wasm_bindgen(js_name = canSome)]
    pub fn can_some(&self, pattern: &str) -> bool {
        self.policy.can_some(&self.access, pattern)
    }

    /// See [`Core::route`].
    pub fn route(&self, path: &str) -> String {
        route_text(&self.policy.route(&self.access, path, &[], self.now))
    }

    /// See [`Core::explain`].
    pub fn explain(&self, permission: &str) -> String {
        self.policy.explain(&self.access, permission).to_text()
    }

    /// See [`Core::explain_route`].
    #[wasm_bindgen(js_name = explainRoute)]
    pub fn explain_route(&self, path: &str) -> String {
        self.policy.explain_route(&self.access, path, &[], self.now).to_text()
    }

    /// See [`Core::landing`].
    pub fn landing(&self) -> String {
        self.policy.landing(&self.access, &[], self.now).into()
    }
}
