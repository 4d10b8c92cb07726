//! Tokens that are bound to a key (RFC 9449), from the sign-in to the sign-out.

use claimgate::error::Code;
use claimgate::gate::{Gate, Status};
use claimgate::json::Json;
use serde_json::{Value, json};

use crate::support::proofs::{digest, header, parts};
use crate::support::provider::{good, refused};
use crate::support::tab::parameters;
use crate::support::{Tab, World, access_token, ask, can, code, load, load_with, page, role_map, seen, sign_in, sign_in_with};

fn bound() -> Value {
    json!({ "dpop": true, "apiOrigins": ["https://api.example"] })
}

/// What a page sends to `https://api.example/x`.
fn headers(gate: &Gate<Tab>, method: &str) -> Result<Vec<(String, String)>, Code> {
    let options = json!({ "origin": "https://api.example", "path": "/x", "method": method });
    let (_, value) = ask(gate, "headers", options).map_err(|error| error.code())?;
    let all = value.field("token").and_then(Json::as_object).expect("a token");
    Ok(all.iter().map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())).collect())
}

fn answered(gate: &Gate<Tab>, authenticate: &str, nonce: &str) -> Option<String> {
    let options = json!({ "origin": "https://api.example", "authenticate": authenticate, "nonce": nonce });
    ask(gate, "answered", options).unwrap().1.field("next").and_then(Json::as_str).map(str::to_owned)
}

#[test]
fn code_and_tokens_are_bound_to_one_key() {
    let world = World::new();
    let gate = sign_in(&world, bound());
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    let asked = parameters(&world.last_navigation());
    let proof = header(&world.requests_to("/token")[0], "dpop").unwrap().to_owned();
    let [head, _] = parts(&proof);
    let jwk = &head["jwk"];
    let thumbprint = json!({ "crv": "P-256", "kty": "EC", "x": jwk["x"], "y": jwk["y"] }).to_string();
    assert_eq!(asked["dpop_jkt"], digest(&thumbprint));
    world.pass(250);
    assert_eq!(code(ask(&gate, "refresh", json!({}))), None);
    assert_eq!(parts(header(&world.requests_to("/token")[1], "dpop").unwrap())[0]["jwk"], *jwk);
    assert_eq!(world.proof_keys.borrow().len(), 1);
}

#[test]
fn who_asks_for_none_gets_none() {
    let world = World::new();
    let gate = sign_in(&world, json!({ "apiOrigins": ["https://api.example"] }));
    assert!(world.proof_keys.borrow().is_empty() && !world.last_navigation().contains("dpop_jkt"));
    assert!(header(&world.requests_to("/token")[0], "dpop").is_none());
    let [(name, value)] = &headers(&gate, "GET").unwrap()[..] else { panic!("one header") };
    assert!(name == "authorization" && value.starts_with("Bearer access-"), "{name}");
}

#[test]
fn a_request_to_an_api_has_a_proof_of_its_own() {
    let world = World::new();
    let gate = sign_in(&world, bound());
    let token = access_token(&gate, 30).unwrap().unwrap();
    let jkt = world.provider.jkt.borrow().clone().unwrap();
    for method in ["GET", "DELETE", "DELETE"] {
        let [(_, authorization), (name, proof)] = &headers(&gate, method).unwrap()[..] else { panic!("two headers") };
        assert_eq!((authorization, name.as_str()), (&format!("DPoP {token}"), "dpop"));
        let checked = world.provider.proofs.check(proof, method, "https://api.example/x", world.now.get(), Some(&token));
        assert_eq!(checked.as_deref(), Ok(jkt.as_str()));
    }
    let options = json!({ "origin": "https://evil.example", "path": "/x", "method": "GET" });
    assert_eq!(code(ask(&gate, "headers", options)), Some(Code::OriginNotAllowed));
}

#[test]
fn a_nonce_is_taken_up_once_and_kept_for_the_next_proof() {
    let world = World::new();
    world.provider.proofs.nonce.set(Some("n-1"));
    let gate = sign_in(&world, bound());
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    let nonces = |world: &World| -> Vec<Value> {
        world.requests_to("/token").iter().map(|request| parts(header(request, "dpop").unwrap())[1]["nonce"].clone()).collect()
    };
    assert_eq!(nonces(&world), [Value::Null, json!("n-1")]);
    world.provider.proofs.nonce.set(Some("n-2"));
    assert_eq!(code(ask(&gate, "refresh", json!({}))), None);
    assert_eq!(code(ask(&gate, "refresh", json!({}))), None);
    assert_eq!(nonces(&world)[2..], [json!("n-1"), json!("n-2"), json!("n-2")]);
    assert!(!world.provider.reuse_seen.get());
}

#[test]
fn a_server_that_is_never_content_with_the_nonce_is_asked_twice() {
    let world = World::new();
    let again = || Ok(claimgate::host::Response { dpop_nonce: Some("n".into()), ..refused("use_dpop_nonce") });
    world.provider.next("/token", [again(), again(), again()]);
    assert_eq!(seen(&sign_in(&world, bound())), (Status::SignedOut, Some(Code::TokenRejected)));
    assert_eq!(world.requests_to("/token").len(), 2);
}

#[test]
fn a_nonce_that_cannot_be_read_is_named() {
    let world = World::new();
    world.provider.next("/token", [Ok(refused("use_dpop_nonce"))]);
    let gate = sign_in(&world, bound());
    let message = gate.state().error.as_ref().unwrap().message();
    assert!(message.contains("DPoP-Nonce") && message.contains("CORS"), "{message}");
    assert_eq!(world.requests_to("/token").len(), 1);
}

#[test]
fn another_refusal_with_a_nonce_is_a_refusal() {
    let world = World::new();
    world.provider.next("/token", [Ok(claimgate::host::Response { dpop_nonce: Some("n".into()), ..refused("invalid_grant") })]);
    assert_eq!(seen(&sign_in(&world, bound())).0, Status::SignedOut);
    assert_eq!(world.requests_to("/token").len(), 1, "a code is sent once");
}

#[test]
fn an_api_s_nonce_is_taken_up_and_its_step_up_is_heard() {
    let world = World::new();
    let gate = sign_in(&world, bound());
    let nonce = |gate: &Gate<Tab>| parts(&headers(gate, "GET").unwrap()[1].1)[1].get("nonce").cloned();
    assert_eq!(nonce(&gate), None);
    assert_eq!(answered(&gate, "DPoP error=\"use_dpop_nonce\"", "").as_deref(), Some("renew"), "none was given");
    assert_eq!(answered(&gate, "DPoP error=\"use_dpop_nonce\"", "a\"b").as_deref(), Some("renew"), "none that could be sent");
    assert_eq!(answered(&gate, "dpop error=\"use_dpop_nonce\"", "r-1").as_deref(), Some("again"));
    assert_eq!(nonce(&gate), Some(json!("r-1")));
    answered(&gate, "", "r-2");
    assert_eq!(nonce(&gate), Some(json!("r-2")));
    assert_eq!(answered(&gate, "DPoP error=\"insufficient_user_authentication\", max_age=\"1\"", "r-3").as_deref(), Some("step-up"));
    assert_eq!(code(ask(&gate, "refresh", json!({}))), None, "the provider's proofs do not have the API's nonce");
    assert_eq!(parts(header(world.requests_to("/token").last().unwrap(), "dpop").unwrap())[1].get("nonce"), None);
}

#[test]
fn userinfo_gets_a_proof_too() {
    let world = World::new();
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada" });
    *world.provider.userinfo.borrow_mut() = json!({ "sub": "ada", "groups": ["writers"] });
    let gate = sign_in(&world, bound());
    assert!(can(&gate, "projects:write"));
    world.provider.proofs.nonce.set(Some("n"));
    assert_eq!(code(ask(&gate, "refresh", json!({}))), None);
    assert!(can(&gate, "projects:write"), "after a nonce for each");
    let mut map = role_map();
    map["claims"] = json!({ "client": { "groups": { "sources": [{ "token": "id", "path": ["groups"] }] } } });
    sign_in_with(&World::new(), bound(), &map);
}

#[test]
fn a_provider_that_takes_no_such_proof_is_not_left_for() {
    for (names, expected) in [
        (json!(["RS256", "EdDSA"]), Some(Code::ResponseInvalid)),
        (json!([]), Some(Code::ResponseInvalid)),
        (json!("ES256"), Some(Code::ResponseInvalid)),
        (json!(["RS256", "ES256"]), None),
        (json!(null), None),
    ] {
        let world = World::new();
        *world.provider.metadata.borrow_mut() = json!({ "dpop_signing_alg_values_supported": names });
        assert_eq!(code(ask(&page(&world, bound()), "signIn", json!({}))), expected, "{names}");
        assert_eq!(world.navigations.borrow().is_empty(), expected.is_some(), "{names}");
        assert_eq!(world.proof_keys.borrow().is_empty(), expected.is_some(), "{names}: no key is made in vain");
    }
}

#[test]
fn a_plain_token_is_no_bound_one() {
    for (kind, expected) in [("Bearer", Code::DpopDowngraded), ("bearer", Code::DpopDowngraded), ("mac", Code::TokenTypeUnsupported)] {
        let world = World::new();
        world.provider.next("/token", [Ok(good(&json!({ "access_token": "a", "token_type": kind, "id_token": "e.y.J" })))]);
        assert_eq!(seen(&sign_in(&world, bound())), (Status::SignedOut, Some(expected)), "{kind}");
    }
    let world = World::new();
    world.provider.next("/token", [Ok(good(&json!({ "access_token": "a", "token_type": "DPoP", "id_token": "e.y.J" })))]);
    assert_eq!(seen(&sign_in(&world, json!({}))).1, Some(Code::TokenTypeUnsupported), "one that was not asked for");
    let world = World::new();
    let gate = sign_in(&world, bound());
    world.provider.next("/token", [Ok(good(&json!({ "access_token": "a", "token_type": "Bearer" })))]);
    assert_eq!(code(ask(&gate, "refresh", json!({}))), Some(Code::DpopDowngraded));
    assert_eq!(seen(&gate).0, Status::SignedOut);
}

#[test]
fn a_reload_leaves_one_key_and_signing_out_takes_it_away() {
    for storage in ["memory", "session"] {
        let world = World::new();
        let settings = json!({ "dpop": true, "apiOrigins": ["https://api.example"], "storage": storage });
        sign_in(&world, settings.clone());
        let jkt = world.provider.jkt.borrow().clone();
        world.visit("https://app.example/projects");
        let mut gate = load(&world, settings.clone());
        if storage == "memory" {
            world.authorize();
            gate = load(&world, settings.clone());
        }
        assert_eq!(seen(&gate), (Status::SignedIn, None));
        assert_eq!((*world.provider.jkt.borrow() == jkt, world.proof_keys.borrow().len()), (storage == "session", 1), "{storage}");
        assert_eq!(headers(&gate, "GET").unwrap().len(), 2);
        assert_eq!(code(ask(&gate, "refresh", json!({}))), None);
        ask(&gate, "signOut", json!({ "everywhere": false })).unwrap();
        assert!(world.proof_keys.borrow().is_empty());
        sign_in(&world, settings);
        assert_ne!(*world.provider.jkt.borrow(), jkt, "the next person has another");
    }
}

#[test]
fn a_sign_in_that_failed_leaves_no_key_and_touches_no_other() {
    for storage in ["memory", "session", "local"] {
        let settings = json!({ "dpop": true, "apiOrigins": ["https://api.example"], "storage": storage });
        let world = World::new();
        let gate = sign_in(&world, settings.clone());
        let own = || world.proof_keys.borrow().keys().cloned().collect::<Vec<_>>();
        let before = own();
        for fails in ["the answer", "the code", "the push", "the navigation"] {
            let other = world.beside();
            let second =
                page(&other, json!({ "dpop": true, "storage": storage, "par": if fails == "the push" { "required" } else { "off" } }));
            if fails == "the push" {
                world.provider.next("/par", [Ok(refused("invalid_request"))]);
            }
            other.save_fails.set(fails == "the navigation");
            if ask(&second, "signIn", json!({})).is_ok() {
                assert_eq!(own().len(), 2, "{fails}: as long as it is under way");
                match fails {
                    "the answer" => other.refuse("access_denied"),
                    _ => world.provider.next("/token", [Ok(refused("invalid_grant"))]),
                }
                if fails == "the code" {
                    other.authorize();
                }
                assert!(load(&other, settings.clone()).state().error.is_some(), "{fails}");
            }
            assert_eq!(own(), before, "{storage}: {fails}");
        }
        assert_eq!(code(ask(&gate, "refresh", json!({}))), None, "{storage}");
        assert_eq!(headers(&gate, "GET").unwrap().len(), 2, "{storage}");
    }
}

#[test]
fn a_sign_in_that_nobody_came_back_from_leaves_no_key() {
    let world = World::new();
    assert!(ask(&page(&world, bound()), "signIn", json!({})).unwrap().0);
    world.pass(599);
    load(&world, bound());
    assert_eq!((world.proof_keys.borrow().len(), world.stored("tx:").len()), (1, 1), "somebody still may");
    world.pass(2);
    load(&world, bound());
    assert_eq!((world.proof_keys.borrow().len(), world.stored("tx:").len()), (0, 0));
}

#[test]
fn the_key_of_a_session_ends_with_it() {
    for storage in ["memory", "session", "local"] {
        let settings = json!({ "dpop": true, "storage": storage });
        let world = World::new();
        let gate = sign_in(&world, settings.clone());
        world.provider.next("/token", [Ok(refused("invalid_grant"))]);
        assert_eq!(code(ask(&gate, "refresh", json!({}))), Some(Code::RefreshRejected));
        assert!(world.proof_keys.borrow().is_empty(), "{storage}: refused");
        sign_in(&world, settings.clone());
        sign_in(&world, settings.clone());
        assert_eq!(world.proof_keys.borrow().len(), 1, "{storage}: another session in its place");
    }
}

#[test]
fn a_duplicated_tab_has_a_key_of_its_own_and_leaves_the_other_its() {
    for storage in ["memory", "session"] {
        let settings = json!({ "dpop": true, "apiOrigins": ["https://api.example"], "storage": storage });
        let world = World::new();
        let gate = sign_in(&world, settings.clone());
        let jkt = world.provider.jkt.borrow().clone();
        world.visit("https://app.example/projects");
        let copy = world.duplicate();
        load(&copy, settings.clone());
        copy.authorize();
        let second = load(&copy, settings.clone());
        assert_eq!(seen(&second), (Status::SignedIn, None), "{storage}");
        assert_ne!(*world.provider.jkt.borrow(), jkt);
        assert_eq!(world.proof_keys.borrow().len(), 2, "{storage}");
        assert!(headers(&gate, "GET").is_ok() && headers(&second, "GET").is_ok());
        copy.provider.next("/token", [Ok(refused("invalid_grant"))]);
        assert_eq!(code(ask(&second, "refresh", json!({}))), Some(Code::RefreshRejected));
        assert_eq!(code(ask(&gate, "refresh", json!({}))), None, "{storage}");
    }
}

#[test]
fn without_the_key_nothing_that_is_bound_to_it_is_of_use() {
    let world = World::new();
    let gate = page(&world, bound());
    ask(&gate, "signIn", json!({})).unwrap();
    world.authorize();
    world.proof_keys.borrow_mut().clear();
    let gate = load(&world, bound());
    assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::InteractionRequired)));
    assert!(world.requests_to("/token").is_empty(), "the code would be refused");

    let settings = json!({ "dpop": true, "apiOrigins": ["https://api.example"], "storage": "session" });
    sign_in(&world, settings.clone());
    world.proof_keys.borrow_mut().clear();
    let gate = load_with(&world, settings, &role_map());
    assert_eq!(headers(&gate, "GET"), Err(Code::InteractionRequired));
    world.pass(3700);
    assert_eq!(code(ask(&gate, "refresh", json!({}))), Some(Code::InteractionRequired));
    assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::SessionExpired)));
}

#[test]
fn a_key_that_cannot_be_kept_is_an_error_before_the_page_leaves() {
    let world = World::new();
    world.key_fails.set(true);
    let gate = page(&world, bound());
    assert_eq!(code(ask(&gate, "signIn", json!({}))), Some(Code::StorageUnavailable));
    assert!(world.navigations.borrow().is_empty() && world.stored("tx:").is_empty());
}

#[test]
fn a_stored_session_of_the_other_kind_is_none() {
    for (before, after) in [(true, false), (false, true)] {
        let world = World::new();
        sign_in(&world, json!({ "storage": "session", "dpop": before }));
        assert_eq!(seen(&load(&world, json!({ "storage": "session", "dpop": after }))), (Status::SignedOut, None));
        assert!(world.stored("session").is_empty());
    }
}
