//! Authorization requests that are pushed first (RFC 9126).

use claimgate::error::Code;
use claimgate::gate::Status;
use serde_json::json;

use crate::support::provider::{no_network, plain, refused};
use crate::support::tab::parameters;
use crate::support::{World, ask, code, load, page, seen, sign_in};

#[test]
fn a_provider_that_requires_it_gets_it_and_the_address_only_refers_to_it() {
    let world = World::new();
    *world.provider.metadata.borrow_mut() = json!({ "require_pushed_authorization_requests": true });
    let gate = sign_in(&world, json!({}));
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    let [push] = &world.requests_to("/par")[..] else { panic!("one push") };
    let pushed = parameters(push.body.as_ref().unwrap());
    for name in ["state", "nonce", "code_challenge"] {
        assert_eq!(pushed[name].len(), 43, "{name}");
    }
    let asked = parameters(&world.last_navigation());
    assert_eq!(asked.keys().collect::<Vec<_>>(), ["client_id", "request_uri"]);
}

#[test]
fn who_pushes_is_up_to_the_setting_and_then_to_the_provider() {
    for (par, requires, pushes) in
        [("auto", false, 0), ("auto", true, 1), ("required", false, 1), ("required", true, 1), ("off", false, 0), ("off", true, 0)]
    {
        let world = World::new();
        *world.provider.metadata.borrow_mut() = json!({ "require_pushed_authorization_requests": requires });
        sign_in(&world, json!({ "par": par }));
        assert_eq!(world.requests_to("/par").len(), pushes, "{par} {requires}");
    }
}

#[test]
fn each_sign_in_pushes_its_own() {
    let world = World::new();
    let gate = page(&world, json!({ "par": "required" }));
    let two = [0, 1].map(|_| {
        ask(&gate, "signIn", json!({})).unwrap();
        parameters(&world.last_navigation())["request_uri"].clone()
    });
    assert_ne!(two[0], two[1]);
}

#[test]
fn an_optional_scope_that_is_refused_here_is_left_out_once() {
    let world = World::new();
    world.provider.next("/par", [Ok(refused("invalid_scope"))]);
    let gate = sign_in(&world, json!({ "par": "required" }));
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    let scopes: Vec<_> = world.requests_to("/par").iter().map(|push| parameters(push.body.as_ref().unwrap())["scope"].clone()).collect();
    assert_eq!(scopes, ["openid profile offline_access", "openid profile"]);

    let world = World::new();
    world.provider.next("/par", [Ok(refused("invalid_scope")), Ok(refused("invalid_scope"))]);
    let gate = page(&world, json!({ "par": "required" }));
    assert_eq!(code(ask(&gate, "signIn", json!({}))), Some(Code::ScopeRefused));
    assert_eq!(world.requests_to("/par").len(), 2);
}

#[test]
fn what_cannot_be_pushed_does_not_leave_and_leaves_nothing() {
    for (answer, expected) in [
        (no_network(), Code::NetworkError),
        (Ok(plain(200)), Code::ResponseInvalid),
        (Ok(plain(503)), Code::HttpError),
        (Ok(refused("invalid_request")), Code::AuthorizationDenied),
    ] {
        let world = World::new();
        world.provider.next("/par", [answer]);
        let gate = page(&world, json!({ "par": "required" }));
        assert_eq!(code(ask(&gate, "signIn", json!({}))), Some(expected));
        assert_eq!(seen(&gate), (Status::SignedOut, Some(expected)));
        assert!(world.navigations.borrow().is_empty() && world.stored("tx:").is_empty(), "{expected:?}");
    }
    let world = World::new();
    *world.provider.metadata.borrow_mut() = json!({ "pushed_authorization_request_endpoint": null });
    assert_eq!(code(ask(&page(&world, json!({ "par": "required" })), "signIn", json!({}))), Some(Code::ResponseInvalid));
}

#[test]
fn a_reload_finds_the_session_again_by_a_push() {
    let world = World::new();
    sign_in(&world, json!({ "par": "required" }));
    world.visit("https://app.example/projects");
    load(&world, json!({ "par": "required" }));
    assert_eq!(parameters(world.requests_to("/par")[1].body.as_ref().unwrap())["prompt"], "none");
    world.authorize();
    assert_eq!(seen(&load(&world, json!({ "par": "required" }))), (Status::SignedIn, None));
}
