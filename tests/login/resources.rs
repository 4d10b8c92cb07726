//! Several resources, each with its own access token (RFC 8707).

use std::rc::Rc;

use claimgate::error::Code;
use claimgate::gate::{Gate, Status};
use claimgate::json::Json;
use serde_json::{Value, json};

use crate::support::provider::refused;
use crate::support::tab::{Framed, parameters};
use crate::support::{Tab, World, ask, code, events, load, seen, sign_in};

const A: &str = "https://a.example";
const B: &str = "https://b.example";

fn two() -> Value {
    json!({ "resource": [A, B], "storage": "session" })
}

/// As a page does: asks, renews what it is told to, asks again.
fn token(gate: &Gate<Tab>, resource: &str) -> Result<String, Code> {
    let once = |min_ttl: i64| {
        let (_, value) = ask(gate, "accessToken", json!({ "resource": resource, "minTtl": min_ttl })).map_err(|error| error.code())?;
        let text = |name: &str| value.field(name).and_then(Json::as_str).map(str::to_owned);
        Ok((text("token"), text("resource")))
    };
    let (token, renew) = once(30)?;
    if let Some(token) = token {
        return Ok(token);
    }
    let options = renew.map_or(json!({}), |resource| json!({ "resource": resource }));
    ask(gate, "refresh", options).map_err(|error| error.code())?;
    Ok(once(0)?.0.expect("a token after the renewal"))
}

/// The resource of each request for tokens.
fn asked(world: &Rc<World>) -> Vec<String> {
    world.requests_to("/token").iter().map(|request| parameters(request.body.as_ref().unwrap())["resource"].clone()).collect()
}

#[test]
fn each_resource_has_its_own_token() {
    let world = World::new();
    let gate = sign_in(&world, two());
    let url = world.last_navigation();
    assert!(url.contains("resource=https%3A%2F%2Fa.example&resource=https%3A%2F%2Fb.example"), "{url}");
    let (a, b) = (token(&gate, A).unwrap(), token(&gate, B).unwrap());
    assert_ne!(a, b);
    assert_eq!((token(&gate, A).unwrap(), token(&gate, B).unwrap()), (a, b), "kept, each for itself");
    assert_eq!(asked(&world), [A, B]);
    assert!(!world.provider.reuse_seen.get());
    assert_eq!(token(&gate, "https://c.example"), Err(Code::ScopeRefused));
    assert_eq!(seen(&gate), (Status::SignedIn, None));
}

#[test]
fn tokens_of_further_resources_end_and_are_renewed_by_themselves() {
    for renews_id in [true, false] {
        let world = World::new();
        world.provider.renews_id.set(renews_id);
        let gate = sign_in(&world, two());
        world.pass(200);
        let (first, b) = (token(&gate, A).unwrap(), token(&gate, B).unwrap());
        assert_eq!(token(&gate, A).as_ref(), Ok(&first), "that of the first stays in its place");
        world.pass(80);
        assert_ne!(token(&gate, A).as_ref(), Ok(&first), "280 of 300 seconds");
        assert_eq!(token(&gate, B).as_ref(), Ok(&b), "80 of 300 seconds");
        world.pass(220);
        assert_ne!(token(&gate, B).as_ref(), Ok(&b));
        assert_eq!(asked(&world), [A, B, A, B]);
        assert!(!world.provider.reuse_seen.get());
    }
}

#[test]
fn a_token_of_a_further_resource_prolongs_nothing() {
    let world = World::new();
    world.provider.renews_id.set(false);
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada", "groups": ["readers"], "exp": world.now.get() + 250 });
    let gate = sign_in(&world, two());
    let end = gate.holds_until();
    world.pass(240);
    token(&gate, B).unwrap();
    assert_eq!(gate.holds_until(), end);
    assert_eq!(events(&gate), ["signed-in ada"]);
}

#[test]
fn a_reload_finds_them_all() {
    let world = World::new();
    let gate = sign_in(&world, two());
    let before = [token(&gate, A).unwrap(), token(&gate, B).unwrap()];
    let gate = load(&world, two());
    assert_eq!([token(&gate, A).unwrap(), token(&gate, B).unwrap()], before);
    assert_eq!(asked(&world).len(), 2);
    world.pass(290);
    assert_ne!(token(&gate, B).unwrap(), before[1], "its end was kept too");
}

#[test]
fn stored_tokens_that_cannot_be_read_are_asked_for_again() {
    let world = World::new();
    let gate = sign_in(&world, two());
    let b = token(&gate, B).unwrap();
    let (key, text) = world.stored("session")[0].clone();
    let broken = text.replace("\"others\":[", "\"others\":[7,");
    assert_ne!(text, broken);
    world.store.borrow_mut().insert(key, broken);
    let gate = load(&world, two());
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    assert_ne!(token(&gate, B).ok(), Some(b));
}

#[test]
fn a_resource_that_the_provider_refuses_ends_no_session() {
    let world = World::new();
    let gate = sign_in(&world, two());
    world.provider.next("/token", [Ok(refused("invalid_target"))]);
    assert_eq!(token(&gate, B), Err(Code::ScopeRefused));
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    world.pass(290);
    assert!(token(&gate, A).is_ok(), "the first is renewed as ever");
}

#[test]
fn without_a_refresh_token_there_is_only_the_first() {
    let world = World::new();
    *world.provider.answer.borrow_mut() = json!({ "refresh_token": null });
    let gate = sign_in(&world, two());
    assert!(token(&gate, A).is_ok());
    assert_eq!(token(&gate, B), Err(Code::InteractionRequired));
    assert_eq!(code(ask(&gate, "refresh", json!({ "resource": "https://c.example" }))), Some(Code::ScopeRefused));
}

#[test]
fn an_answer_that_was_lost_is_not_asked_for_again() {
    for restore in ["redirect", "iframe"] {
        let world = World::new();
        let settings = json!({ "resource": [A, B], "storage": "session", "restore": restore });
        let gate = sign_in(&world, settings);
        let (a, b) = (token(&gate, A).unwrap(), token(&gate, B).unwrap());
        world.pass(150);
        world.provider.loses.set(1);
        world.framed.set(Framed::SignedIn);
        assert_eq!(code(ask(&gate, "refresh", json!({ "resource": B }))), Some(Code::Timeout));
        assert_eq!(seen(&gate), (Status::SignedIn, None));
        assert_eq!((token(&gate, A), token(&gate, B)), (Ok(a), Ok(b)), "what stands stands");
        assert!(world.frames.borrow().is_empty(), "a frame brings the token of the first only");
        world.pass(100);
        assert!(token(&gate, B).is_ok(), "50 seconds are left, and no other is to be had");
        world.pass(49);
        let renewed = restore == "iframe";
        assert_eq!(code(ask(&gate, "wake", json!({ "visible": true }))), None);
        assert_eq!(world.frames.borrow().len(), usize::from(renewed));
        world.pass(1);
        // What the frame brought has a refresh token again, and that is good for both.
        assert_eq!((token(&gate, A).is_ok(), token(&gate, B).err()), (renewed, (!renewed).then_some(Code::InteractionRequired)));
        assert!(!world.provider.reuse_seen.get());
    }
}
