//! Signing in with an ID token and no more (OpenID Connect Core 3.2).

use claimgate::error::Code;
use claimgate::gate::Status;
use serde_json::{Value, json};

use crate::support::tab::parameters;
use crate::support::{World, access_token, ask, can, code, events, load, page, seen, sign_in};

fn implicit() -> Value {
    json!({ "responseType": "id_token" })
}

#[test]
fn the_person_is_known_and_nothing_is_to_be_had() {
    let world = World::new();
    let gate = sign_in(&world, implicit());
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    assert!(can(&gate, "projects:read"));
    let asked = parameters(&world.last_navigation());
    assert_eq!((asked["response_type"].as_str(), asked["scope"].as_str()), ("id_token", "openid profile"));
    assert!(!asked.contains_key("code_challenge") && asked["nonce"].len() == 43);
    assert!(world.requests_to("/token").is_empty());
    assert_eq!(*world.address.borrow(), "https://app.example/callback", "the token is not left in the address");
    assert_eq!(access_token(&gate, 30), Err(Code::InteractionRequired));
    assert_eq!(code(ask(&gate, "refresh", json!({}))), Some(Code::InteractionRequired));
    assert_eq!(seen(&gate), (Status::SignedIn, None), "to ask for what is not there ends nothing");
}

#[test]
fn the_token_is_verified_like_every_other() {
    type Edit = fn(&mut Value, &mut Value);
    let cases: [(Edit, Code); 4] = [
        (|_, claims| claims["nonce"] = json!("another"), Code::NonceMismatch),
        (|_, claims| drop(claims.as_object_mut().unwrap().remove("nonce")), Code::ClaimMissing),
        (|_, claims| claims["aud"] = json!("other"), Code::AudienceRejected),
        (|header, _| header["alg"] = json!("none"), Code::JwtAlgRejected),
    ];
    for (edit, expected) in cases {
        let world = World::new();
        world.provider.edit.set(Some(edit));
        let gate = sign_in(&world, json!({ "responseType": "id_token", "storage": "session" }));
        assert_eq!(seen(&gate), (Status::SignedOut, Some(expected)));
        assert!(world.stored("session").is_empty() && world.stored("tx:").is_empty());
        assert_eq!(*world.address.borrow(), "https://app.example/callback");
    }
    let world = World::new();
    ask(&page(&world, implicit()), "signIn", json!({})).unwrap();
    let address = world.authorize();
    world.visit(&format!("{address}&iss=https%3A%2F%2Fevil.example"));
    assert_eq!(seen(&load(&world, implicit())), (Status::SignedOut, Some(Code::ResponseIssuerMismatch)));
    let world = World::new();
    world.provider.forges.set(true);
    assert_eq!(seen(&sign_in(&world, implicit())), (Status::SignedOut, Some(Code::JwtSignatureInvalid)));
}

#[test]
fn a_token_that_nobody_asked_for_is_not_taken_and_does_not_stay() {
    let world = World::new();
    let gate = page(&world, implicit());
    ask(&gate, "signIn", json!({})).unwrap();
    let address = world.authorize();
    world.store.borrow_mut().clear();
    let gate = load(&world, implicit());
    assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::StateUnknown)));
    assert!(!world.address.borrow().contains("id_token"));
    world.visit(&address.replace("state=", "x="));
    assert_eq!(seen(&load(&world, implicit())), (Status::SignedOut, None));
    assert!(!world.address.borrow().contains("id_token"), "without a state neither");
}

#[test]
fn it_ends_with_its_token() {
    let world = World::new();
    let gate = sign_in(&world, implicit());
    world.pass(3600);
    assert!(!can(&gate, "projects:read"));
    gate.expire();
    assert_eq!(events(&gate), ["signed-in ada", "expired ada"]);
}

#[test]
fn a_reload_finds_it_again() {
    for storage in ["memory", "session"] {
        let world = World::new();
        let settings = json!({ "responseType": "id_token", "storage": storage });
        sign_in(&world, settings.clone());
        world.visit("https://app.example/projects");
        let mut gate = load(&world, settings.clone());
        if storage == "memory" {
            world.authorize();
            gate = load(&world, settings);
        }
        assert_eq!(seen(&gate), (Status::SignedIn, None), "{storage}");
        assert!(world.requests_to("/token").is_empty());
    }
}
