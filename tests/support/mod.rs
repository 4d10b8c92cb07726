//! A page without a browser: a tab that remembers, a provider that signs in earnest, and a clock that is set by hand.
#![allow(dead_code, reason = "each test binary uses its own part of it")]

pub mod block_on;
pub mod origin;
pub mod proofs;
pub mod provider;
pub mod tab;

use std::rc::Rc;

use claimgate::access::Policy;
use claimgate::config::Config;
use claimgate::error::{Code, Error};
use claimgate::gate::{Event, Gate, Status};
use claimgate::json::Json;
use claimgate::operation::Operation;
use serde_json::{Value, json};

pub use block_on::block_on;
pub use provider::{CLIENT, ISSUER};
pub use tab::{Tab, World};

pub const ORIGIN: &str = "https://app.example";

/// Two groups, three pages, a landing.
pub fn role_map() -> Value {
    json!({
        "version": 1,
        "permissions": { "projects:read": "", "projects:write": "" },
        "groups": [
            { "match": "readers", "allow": ["projects:read"] },
            { "match": "writers", "allow": ["projects:**"] }
        ],
        "routes": {
            "rules": [
                { "path": "/projects/*", "all": ["projects:read"] },
                { "path": "/projects/new", "all": ["projects:write"] }
            ],
            "signIn": "/login",
            "forbidden": "/forbidden"
        },
        "landing": [{ "permission": "projects:read", "to": "/projects" }]
    })
}

/// A page of the app that was just loaded: nothing in memory, the tab's store as it was left.
pub fn page(world: &Rc<World>, settings: Value) -> Gate<Tab> {
    page_with(world, settings, &role_map())
}

pub fn page_with(world: &Rc<World>, settings: Value, role_map: &Value) -> Gate<Tab> {
    new_gate(world, settings, role_map).unwrap_or_else(|error| panic!("{}", error.message()))
}

pub fn new_gate(world: &Rc<World>, settings: Value, role_map: &Value) -> Result<Gate<Tab>, Error> {
    let mut config = json!({ "issuer": ISSUER, "clientId": CLIENT });
    merge(&mut config, settings);
    let config = Config::parse(&config.to_string(), Some(ORIGIN))?;
    Ok(Gate::new(Tab(world.clone()), config, Policy::load(&role_map.to_string(), false)?))
}

/// Members of `more` over those of `base`; `null` takes one away.
pub fn merge(base: &mut Value, more: Value) {
    let Value::Object(more) = more else { return };
    for (name, value) in more {
        match value {
            Value::Null => drop(base.as_object_mut().unwrap().remove(&name)),
            value => base[name] = value,
        }
    }
}

/// What a page asks of its gate: whether it is leaving, and the value.
pub fn ask(gate: &Gate<Tab>, operation: &str, options: Value) -> Result<(bool, Json), Error> {
    block_on(Operation::parse(operation, &options.to_string())?.run(gate))
}

/// As [`ask`] where only the code of the failure matters.
pub fn code(outcome: Result<(bool, Json), Error>) -> Option<Code> {
    outcome.err().map(|error| error.code())
}

/// Loads a page and lets it do what a page does first.
pub fn load(world: &Rc<World>, settings: Value) -> Gate<Tab> {
    load_with(world, settings, &role_map())
}

pub fn load_with(world: &Rc<World>, settings: Value, role_map: &Value) -> Gate<Tab> {
    let gate = page_with(world, settings, role_map);
    ask(&gate, "start", json!({})).unwrap();
    gate
}

/// The whole way: a page that is left for the provider, and the page that comes back.
pub fn sign_in(world: &Rc<World>, settings: Value) -> Gate<Tab> {
    sign_in_with(world, settings, &role_map())
}

pub fn sign_in_with(world: &Rc<World>, settings: Value, role_map: &Value) -> Gate<Tab> {
    let gate = page_with(world, settings.clone(), role_map);
    assert!(ask(&gate, "signIn", json!({})).unwrap().0, "the page leaves");
    world.authorize();
    load_with(world, settings, role_map)
}

/// Status and error.
pub fn seen(gate: &Gate<Tab>) -> (Status, Option<Code>) {
    let state = gate.state();
    (state.status, state.error.as_ref().map(Error::code))
}

pub fn can(gate: &Gate<Tab>, permission: &str) -> bool {
    gate.check(permission).outcome.as_str() == "allowed"
}

/// The access token that a page would send.
pub fn access_token(gate: &Gate<Tab>, min_ttl: i64) -> Result<Option<String>, Code> {
    let token = gate.access_token(min_ttl, None).map_err(|error| error.code())?;
    Ok(token.map(|token| token.secret().into()))
}

/// The names of what happened, errors with their code.
pub fn events(gate: &Gate<Tab>) -> Vec<String> {
    let name = |event: &Event| match event {
        Event::SignedIn(who) => format!("signed-in {who}"),
        Event::SignedOut(who) => format!("signed-out {who}"),
        Event::Renewed(who) => format!("renewed {who}"),
        Event::Expired(who) => format!("expired {who}"),
        Event::Error(error) => format!("error {}", error.code().as_str()),
        Event::Warning(error) => format!("warning {}", error.code().as_str()),
    };
    gate.take_events().iter().map(name).collect()
}
