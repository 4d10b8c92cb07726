//! Leaving for the provider.

use claimgate::error::Code;
use claimgate::gate::Status;
use serde_json::{Value, json};

use crate::support::provider::no_network;
use crate::support::tab::parameters;
use crate::support::{Tab, World, ask, code, load, load_with, page, page_with, role_map, seen, sign_in};

#[test]
fn the_request_has_all_that_protects_the_answer() {
    let world = World::new();
    world.visit("https://app.example/projects/7?tab=2#top");
    let gate = page(&world, json!({ "resource": "https://api.example", "scope": "openid groups" }));
    let options = json!({ "prompt": "select_account", "loginHint": "ada@acme.example", "maxAge": 60, "acrValues": ["mfa", "hw"] });
    let (leaving, _) = ask(&gate, "signIn", options).unwrap();
    assert!(leaving);
    let (url, replaced) = world.navigations.borrow()[0].clone();
    assert!(!replaced, "the page that was left stays in the history");
    assert!(url.starts_with("https://idp.example/authorize?"));
    let asked = parameters(&url);
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", "app"),
        ("redirect_uri", "https://app.example/callback"),
        ("scope", "openid groups offline_access"),
        ("code_challenge_method", "S256"),
        ("prompt", "select_account"),
        ("login_hint", "ada@acme.example"),
        ("max_age", "60"),
        ("acr_values", "mfa hw"),
        ("resource", "https://api.example"),
    ] {
        assert_eq!(asked[name], value, "{name}");
    }
    for name in ["state", "nonce", "code_challenge"] {
        assert_eq!(asked[name].len(), 43, "{name}");
    }
    assert_ne!(asked["state"], asked["nonce"]);
    assert!(!url.contains("code_verifier"));
    let [(key, transaction)] = &world.stored("tx:")[..] else { panic!("one transaction") };
    assert!(key.ends_with(&asked["state"]));
    let kept: Value = serde_json::from_str(transaction).unwrap();
    assert_eq!(kept["return_to"], "/projects/7?tab=2#top", "where the person is, when nothing else is said");
    assert_eq!(seen(&gate), (Status::Pending, None));
}

#[test]
fn no_two_requests_have_anything_in_common() {
    let world = World::new();
    let gate = page(&world, json!({}));
    let two: Vec<_> = (0..2)
        .map(|_| {
            ask(&gate, "signIn", json!({})).unwrap();
            parameters(&world.last_navigation())
        })
        .collect();
    for name in ["state", "nonce", "code_challenge"] {
        assert_ne!(two[0][name], two[1][name], "{name}");
    }
    assert_eq!(world.stored("tx:").len(), 2);
}

#[test]
fn return_to_is_a_path_of_this_origin_or_nothing() {
    let world = World::new();
    let gate = page(&world, json!({}));
    let bad = [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "data:,x",
        "evil",
        "/a\t/b",
        "/\t/evil.example",
        "/\n/evil.example",
        "/..//evil.example",
        "/%2e%2e//evil.example",
        "/%5cevil.example",
        "",
        "/a b",
        "@evil.example",
        "/%2F/evil.example/..//x",
    ];
    for path in bad {
        let outcome = code(ask(&gate, "signIn", json!({ "returnTo": path })));
        assert!(matches!(outcome, Some(Code::ReturnToRejected | Code::ConfigInvalid)), "{path:?}: {outcome:?}");
    }
    assert!(world.navigations.borrow().is_empty());
}

#[test]
fn places_that_one_passes_through_are_not_returned_to() {
    for detour in ["https://app.example/login", "https://app.example/forbidden?why=1", "https://app.example/callback?error=x"] {
        let world = World::new();
        world.visit(detour);
        ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
        let kept: Value = serde_json::from_str(&world.stored("tx:")[0].1).unwrap();
        assert_eq!(kept.get("return_to"), None, "{detour}");
    }
}

#[test]
fn the_fourth_try_within_a_minute_is_a_loop() {
    let world = World::new();
    for _ in 0..3 {
        ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
        world.pass(19);
    }
    let gate = page(&world, json!({}));
    assert_eq!(code(ask(&gate, "signIn", json!({}))), Some(Code::SignInLoop));
    assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::SignInLoop)));
    assert_eq!(world.navigations.borrow().len(), 3);
    world.pass(4);
    assert_eq!(code(ask(&gate, "signIn", json!({}))), None, "the first try is a minute ago");
}

#[test]
fn a_sign_in_that_ended_well_starts_the_count_anew() {
    let world = World::new();
    for _ in 0..5 {
        sign_in(&world, json!({}));
    }
    assert!(world.stored("tries").is_empty());
}

#[test]
fn a_route_that_asks_for_more_after_every_sign_in_is_stopped() {
    let world = World::new();
    let mut map = role_map();
    map["routes"]["rules"] = json!([{ "path": "/vault", "stepUp": { "maxAge": 10 } }]);
    // Behind by less than the leeway: recent enough for the token, never for the route.
    world.provider.clock.set(-30);
    for _ in 0..3 {
        world.provider.claims.borrow_mut()["auth_time"] = json!(world.now.get() - 30);
        let gate = page_with(&world, json!({}), &map);
        ask(&gate, "signIn", json!({ "returnTo": "/vault", "maxAge": 10 })).unwrap();
        world.authorize();
        let gate = load_with(&world, json!({}), &map);
        assert_eq!(seen(&gate), (Status::SignedIn, None));
        assert_eq!(gate.route("/vault").outcome.as_str(), "step_up");
    }
    assert_eq!(code(ask(&page_with(&world, json!({}), &map), "signIn", json!({ "returnTo": "/vault" }))), Some(Code::SignInLoop));
}

#[test]
fn tries_of_a_clock_that_was_set_back_do_not_count() {
    let world = World::new();
    for _ in 0..3 {
        ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
    }
    world.pass(-3600);
    assert_eq!(code(ask(&page(&world, json!({})), "signIn", json!({}))), None);
}

#[test]
fn what_stands_in_the_way_of_leaving_is_said_and_leaves_nothing_behind() {
    type Fault = fn(&World);
    let faults: [(Fault, Code, Status); 6] = [
        (|world| world.provider.next("configuration", [no_network()]), Code::NetworkError, Status::SignedOut),
        (
            |world| *world.provider.metadata.borrow_mut() = json!({ "issuer": "https://evil.example" }),
            Code::IssuerMismatch,
            Status::SignedOut,
        ),
        (|world| *world.provider.metadata.borrow_mut() = json!({ "token_endpoint": null }), Code::ResponseInvalid, Status::SignedOut),
        (
            |world| *world.provider.metadata.borrow_mut() = json!({ "code_challenge_methods_supported": ["plain"] }),
            Code::ResponseInvalid,
            Status::SignedOut,
        ),
        (|world| world.random_fails.set(true), Code::CryptoUnavailable, Status::Failed),
        (|world| world.save_fails.set(true), Code::StorageUnavailable, Status::Failed),
    ];
    for (fault, expected, status) in faults {
        let world = World::new();
        fault(&world);
        let gate = page(&world, json!({}));
        assert_eq!(code(ask(&gate, "signIn", json!({}))), Some(expected));
        assert_eq!(seen(&gate), (status, Some(expected)));
        assert!(world.navigations.borrow().is_empty(), "{expected:?}");
        assert!(world.stored("tx:").is_empty(), "{expected:?}");
    }
}

#[test]
fn a_session_that_stands_is_not_touched_by_a_sign_in_that_cannot_begin() {
    let world = World::new();
    let gate = sign_in(&world, json!({}));
    world.random_fails.set(true);
    assert_eq!(code(ask(&gate, "signIn", json!({}))), Some(Code::CryptoUnavailable));
    assert_eq!(seen(&gate), (Status::SignedIn, None));
}

#[test]
fn without_anything_to_do_nothing_is_asked_of_anybody() {
    for settings in [json!({}), json!({ "storage": "session" }), json!({ "restore": "none" })] {
        let world = World::new();
        let gate = load(&world, settings);
        assert_eq!(seen(&gate), (Status::SignedOut, None));
        assert!(world.requests.borrow().is_empty() && world.navigations.borrow().is_empty());
        assert_eq!(world.everything_stored(), "");
    }
}

#[test]
fn metadata_that_is_configured_is_not_asked_for() {
    let world = World::new();
    let at = |path: &str| format!("https://idp.example{path}");
    let metadata = json!({ "issuer": "https://idp.example", "authorization_endpoint": at("/authorize"), "token_endpoint": at("/token"),
        "jwks_uri": at("/jwks") });
    let gate: claimgate::gate::Gate<Tab> = sign_in(&world, json!({ "metadata": metadata }));
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    assert!(world.requests_to("openid-configuration").is_empty());
}
