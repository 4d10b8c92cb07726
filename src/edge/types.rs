//! What crosses: plain objects, the twins of `www/lib/types.ts` and `errors.ts`.

use js_sys::{Array, JSON, Object};
use wasm_bindgen::JsValue;

use crate::error::Error;
use crate::gate::{Event, Gate, Status};
use crate::host::Host;
use crate::json::Json;
use crate::policy::decision::{Outcome, Reason};

/// What `JSON.parse` makes: plain objects whose members keep their order, `__proto__` a member like any other. One text crosses sooner than
/// many values do; those that our text cannot hold cross one by one.
pub fn to_js(json: &Json) -> JsValue {
    if json.is_whole() { JSON::parse(&json.to_text()).unwrap_or(JsValue::NULL) } else { value_of(json) }
}

#[allow(clippy::cast_precision_loss, reason = "JavaScript has no other number")]
fn value_of(json: &Json) -> JsValue {
    match json {
        Json::Null => JsValue::NULL,
        Json::Bool(value) => (*value).into(),
        Json::Integer(value) => (*value as f64).into(),
        Json::Float(value) => (*value).into(),
        Json::Text(text) => text.as_str().into(),
        Json::List(items) => {
            let list = Array::new();
            for item in items {
                list.push(&value_of(item));
            }
            list.into()
        }
        Json::Object(members) => {
            let entries = Array::new();
            for (name, value) in members {
                entries.push(&Array::of2(&name.as_str().into(), &value_of(value)));
            }
            Object::from_entries(&entries).map_or(JsValue::NULL, Into::into)
        }
    }
}

/// The twin of `GateErrorFields`.
pub fn error_to_js(error: &Error) -> JsValue {
    to_js(&error.to_json())
}

/// The lists whose places the numbers of `check` are.
pub fn vocabulary() -> Json {
    let outcomes = [Outcome::Allowed, Outcome::Denied, Outcome::Indeterminate, Outcome::Pending];
    Json::object([
        ("outcomes", outcomes.iter().map(|outcome| outcome.as_str()).collect::<Vec<_>>().into()),
        ("reasons", Reason::ALL.iter().map(|reason| reason.as_str()).collect::<Vec<_>>().into()),
    ])
}

/// The twin of `Snapshot`.
pub fn snapshot<H: Host>(gate: &Gate<H>) -> Json {
    let state = gate.state();
    let session = state.session.as_ref().filter(|_| state.status == Status::SignedIn);
    let status = match state.status {
        Status::Pending => "pending",
        Status::SignedOut => "signed-out",
        Status::SignedIn => "signed-in",
        Status::Failed => "error",
    };
    let summary = gate.policy().summary(session.map(|session| &session.access));
    let part = |name: &str| summary.field(name).cloned().unwrap_or(Json::Null);
    Json::object([
        ("status", status.into()),
        ("user", session.map(|session| user(&session.subject, &session.claims)).unwrap_or(Json::Null)),
        ("groups", part("groups")),
        ("roles", part("roles")),
        ("scopes", session.map(|session| session.tokens.scopes.clone()).unwrap_or_default().into()),
        ("expiresAt", session.map(|session| session.expires.seconds()).into()),
        ("error", state.error.as_ref().map(Error::to_json).into()),
        ("returnTo", state.return_to.clone().into()),
        ("mapDigest", gate.policy().digest().into()),
        ("revision", i64::from(gate.revision()).into()),
    ])
}

fn user(subject: &str, claims: &Json) -> Json {
    let mut members = Vec::from([("sub".into(), subject.into())]);
    for name in ["name", "email"] {
        if let Some(Json::Text(text)) = claims.field(name) {
            members.push((name.into(), text.as_str().into()));
        }
    }
    members.push(("claims".into(), claims.clone()));
    Json::Object(members)
}

/// The twin of `GateEvent`.
pub fn event(event: &Event) -> Json {
    let of = |kind: &str, subject: &str| Json::object([("type", kind.into()), ("sub", subject.into())]);
    match event {
        Event::SignedIn(subject) => of("signed-in", subject),
        Event::SignedOut(subject) => of("signed-out", subject),
        Event::Renewed(subject) => of("renewed", subject),
        Event::Expired(subject) => of("expired", subject),
        Event::Error(error) => Json::object([("type", "error".into()), ("error", error.to_json())]),
        Event::Warning(error) => Json::object([("type", "warning".into()), ("error", error.to_json())]),
    }
}
