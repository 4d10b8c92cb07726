//! Being found again after a reload.

use std::rc::Rc;

use claimgate::error::Code;
use claimgate::gate::{Gate, Status};
use serde_json::{Value, json};

use crate::support::provider::{no_network, plain, refused};
use crate::support::tab::parameters;
use crate::support::{Tab, World, ask, can, events, load, page, seen, sign_in};

fn leaves(gate: &Gate<Tab>) -> bool {
    ask(gate, "start", json!({})).unwrap().0
}

#[test]
fn memory_is_restored_by_one_silent_round_trip() {
    let world = World::new();
    sign_in(&world, json!({}));
    world.visit("https://app.example/projects/new?a=1#b");
    assert!(leaves(&page(&world, json!({}))));
    let (url, replaced) = world.navigations.borrow().last().unwrap().clone();
    assert!(replaced, "going back must not lead into the round trip");
    assert_eq!(parameters(&url)["prompt"], "none");
    assert!(world.stored("tries").is_empty(), "it costs nothing of the budget");
    world.authorize();
    let gate = load(&world, json!({}));
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    assert_eq!(gate.state().return_to.as_deref(), Some("/projects/new?a=1#b"), "back to the same address, whatever its rules");
}

#[test]
fn a_restoration_that_does_not_end_signed_in_is_not_tried_again_for_a_minute() {
    let world = World::new();
    sign_in(&world, json!({}));
    world.visit("https://app.example/");
    assert!(leaves(&page(&world, json!({}))));
    world.pass(59);
    let stuck = load(&world, json!({}));
    assert_eq!(seen(&stuck), (Status::SignedOut, None));
    world.pass(1);
    // The marker of the first try counts, not the look at it.
    assert!(leaves(&page(&world, json!({}))) || world.stored("marker").is_empty());
}

#[test]
fn every_restoration_that_ends_signed_in_may_be_followed_by_another_at_once() {
    let world = World::new();
    sign_in(&world, json!({}));
    for _ in 0..5 {
        world.visit("https://app.example/");
        assert!(leaves(&page(&world, json!({}))));
        world.authorize();
        assert_eq!(seen(&load(&world, json!({}))).0, Status::SignedIn);
    }
}

#[test]
fn a_page_that_only_ever_restores_itself_is_stopped() {
    let world = World::new();
    sign_in(&world, json!({}));
    for _ in 0..10 {
        world.visit("https://app.example/");
        assert!(leaves(&page(&world, json!({}))));
        world.authorize();
        load(&world, json!({}));
    }
    world.visit("https://app.example/");
    let count = world.navigations.borrow().len();
    assert_eq!(seen(&load(&world, json!({}))), (Status::SignedOut, Some(Code::SignInLoop)));
    assert_eq!(world.navigations.borrow().len(), count);
}

#[test]
fn a_person_who_is_not_signed_in_at_the_provider_is_signed_out_without_an_error() {
    for error in ["login_required", "interaction_required", "consent_required", "account_selection_required"] {
        let world = World::new();
        sign_in(&world, json!({}));
        world.visit("https://app.example/projects/7");
        leaves(&page(&world, json!({})));
        world.refuse(error);
        let gate = load(&world, json!({}));
        assert_eq!(seen(&gate), (Status::SignedOut, None), "{error}");
        assert_eq!(gate.state().return_to.as_deref(), Some("/projects/7"));
        assert_eq!(events(&gate), Vec::<String>::new());
        assert!(world.stored("marker").is_empty());
        assert_eq!(*world.address.borrow(), "https://app.example/callback");
        let count = world.navigations.borrow().len();
        load(&world, json!({}));
        assert_eq!(world.navigations.borrow().len(), count, "nothing is tried without a marker");
    }
}

#[test]
fn a_provider_that_cannot_be_reached_does_not_make_a_tab_forget() {
    let world = World::new();
    sign_in(&world, json!({}));
    world.visit("https://app.example/");
    world.provider.next("configuration", [no_network()]);
    let gate = load(&world, json!({}));
    assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::NetworkError)));
    world.pass(60);
    assert!(leaves(&page(&world, json!({}))), "a minute later it is tried again");
}

#[test]
fn a_page_that_was_stopped_on_its_way_can_be_used() {
    let world = World::new();
    sign_in(&world, json!({}));
    world.visit("https://app.example/");
    let gate = page(&world, json!({}));
    assert!(leaves(&gate));
    assert_eq!(seen(&gate), (Status::Pending, None));
    let told = ask(&gate, "stay", json!({})).unwrap_err();
    assert!(told.code() == Code::InteractionRequired && told.is_retriable());
    assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::InteractionRequired)));
    assert!(ask(&gate, "signIn", json!({})).unwrap().0, "it leaves when asked");
    let signed_in = sign_in(&World::new(), json!({}));
    assert!(ask(&signed_in, "signIn", json!({})).unwrap().0);
    assert!(ask(&signed_in, "stay", json!({})).is_err());
    assert_eq!(seen(&signed_in), (Status::SignedIn, None), "a session is not touched by it");
}

#[test]
fn without_restoring_nothing_is_found() {
    let world = World::new();
    sign_in(&world, json!({ "restore": "none" }));
    world.visit("https://app.example/");
    assert_eq!(seen(&load(&world, json!({ "restore": "none" }))), (Status::SignedOut, None));
}

fn session() -> Value {
    json!({ "storage": "session" })
}

fn stored_session(world: &Rc<World>) -> (String, Value) {
    let [(key, text)] = &world.stored("session")[..] else { panic!("one stored session") };
    (key.clone(), serde_json::from_str(text).unwrap())
}

#[test]
fn a_stored_session_is_verified_again() {
    let world = World::new();
    sign_in(&world, session());
    world.visit("https://app.example/projects");
    let navigations = world.navigations.borrow().len();
    let gate = load(&world, session());
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    assert!(can(&gate, "projects:read"));
    assert_eq!(world.navigations.borrow().len(), navigations);
    assert_eq!(world.requests_to("/token").len(), 1);
    assert_eq!(world.requests_to("/jwks").len(), 2, "its signature was checked in this page too");
}

#[test]
fn a_renewed_session_whose_id_token_has_no_nonce_is_found_again() {
    let world = World::new();
    world.provider.edit.set(Some(|_, claims| {
        if claims["nonce"].is_null() {
            claims.as_object_mut().unwrap().remove("nonce");
        }
    }));
    let gate = sign_in(&world, session());
    ask(&gate, "refresh", json!({})).unwrap();
    world.visit("https://app.example/projects");
    assert_eq!(seen(&load(&world, session())), (Status::SignedIn, None));
    assert_eq!(world.requests_to("/token").len(), 2);
}

#[test]
fn a_guard_that_signs_in_while_the_provider_is_out_of_reach_costs_no_stored_session() {
    let world = World::new();
    sign_in(&world, session());
    world.visit("https://app.example/projects");
    world.provider.next("configuration", [no_network(), no_network()]);
    let gate = load(&world, session());
    assert!(ask(&gate, "signIn", json!({})).is_err());
    assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::NetworkError)));
    assert_eq!(seen(&load(&world, session())), (Status::SignedIn, None), "the next start finds it");
}

#[test]
fn an_edited_session_ends() {
    type Edit = fn(&mut Value);
    let edits: [(Edit, Code); 4] = [
        (|stored| stored["nonce"] = json!("another"), Code::NonceMismatch),
        (|stored| stored["id"] = json!("e30.e30.e30"), Code::JwtAlgRejected),
        (
            |stored| {
                let token = stored["id"].as_str().unwrap().to_owned();
                let parts: Vec<&str> = token.split('.').collect();
                stored["id"] = json!(format!("{}.{}A.{}", parts[0], parts[1], parts[2]));
            },
            Code::JwtMalformed,
        ),
        (
            |stored| {
                let token = stored["id"].as_str().unwrap();
                let flipped = if token.ends_with("AAAA") { "BBBB" } else { "AAAA" };
                stored["id"] = json!(format!("{}{flipped}", &token[..token.len() - 8]) + "AAAA");
            },
            Code::JwtSignatureInvalid,
        ),
    ];
    for (edit, expected) in edits {
        let world = World::new();
        sign_in(&world, session());
        let (key, mut stored) = stored_session(&world);
        edit(&mut stored);
        world.store.borrow_mut().insert(key, stored.to_string());
        world.visit("https://app.example/");
        let gate = load(&world, session());
        let (status, error) = seen(&gate);
        assert_eq!(status, Status::SignedOut, "{expected:?}");
        assert!(error == Some(expected) || error == Some(Code::JwtMalformed), "{error:?}");
        assert!(world.stored("session").is_empty());
        assert!(!can(&gate, "projects:read"));
    }
}

#[test]
fn times_in_the_store_prolong_nothing() {
    let world = World::new();
    sign_in(&world, session());
    let (key, mut stored) = stored_session(&world);
    stored["accepted"] = json!("99999999999");
    stored["expires"] = json!("99999999999");
    world.store.borrow_mut().insert(key, stored.to_string());
    world.visit("https://app.example/");
    let gate = load(&world, session());
    assert_eq!(gate.holds_until().map(|at| at.seconds() - world.now.get()), Some(3600));
}

#[test]
fn what_cannot_be_read_is_removed_without_an_error() {
    for text in ["", "{", "null", "{\"v\":2}", "{\"v\":1}", "{\"v\":1,\"id\":7}", "[]"] {
        let world = World::new();
        sign_in(&world, session());
        let (key, _) = stored_session(&world);
        world.store.borrow_mut().insert(key, text.into());
        world.visit("https://app.example/");
        let gate = load(&world, session());
        assert_eq!(seen(&gate), (Status::SignedOut, None), "{text}");
        assert!(world.stored("session").is_empty(), "{text}");
    }
}

#[test]
fn stored_tokens_that_no_provider_may_give_are_none() {
    for member in ["access", "refresh", "jkt"] {
        for bad in [json!(""), json!("a b"), json!("a\r\nx: y"), json!("\u{e4}"), json!({}), json!(null)] {
            let world = World::new();
            sign_in(&world, session());
            let (key, mut stored) = stored_session(&world);
            stored[member] = bad.clone();
            world.store.borrow_mut().insert(key, stored.to_string());
            world.visit("https://app.example/");
            assert_eq!(seen(&load(&world, session())), (Status::SignedOut, None), "{member}: {bad}");
            assert!(world.stored("session").is_empty(), "{member}: {bad}");
        }
    }
}

#[test]
fn a_session_of_another_client_is_not_seen() {
    let world = World::new();
    sign_in(&world, session());
    world.visit("https://app.example/");
    let other = load(&world, json!({ "storage": "session", "clientId": "other" }));
    assert_eq!(seen(&other), (Status::SignedOut, None));
    // Nor if somebody copies it over.
    let copied = world.stored("session")[0].1.clone();
    sign_in(&world, json!({ "storage": "session", "clientId": "other" }));
    assert_eq!(world.stored("session").len(), 1, "the answer is for `app`, so `other` is not signed in");
    assert!(copied.contains("eyJ"));
}

#[test]
fn a_stored_session_that_ran_out_is_renewed() {
    let world = World::new();
    sign_in(&world, session());
    world.pass(3661);
    world.visit("https://app.example/");
    let gate = load(&world, session());
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    assert_eq!(events(&gate), ["renewed ada"]);
    assert_eq!(gate.holds_until().map(|at| at.seconds() - world.now.get()), Some(3600));
}

#[test]
fn a_stored_session_past_the_longest_is_renewed_too() {
    let world = World::new();
    let settings = json!({ "storage": "session", "maxSession": 100 });
    sign_in(&world, settings.clone());
    world.pass(200);
    world.visit("https://app.example/");
    assert_eq!(seen(&load(&world, settings)), (Status::SignedIn, None));
}

#[test]
fn a_stored_session_that_ran_out_for_good_has_expired() {
    let world = World::new();
    sign_in(&world, json!({ "storage": "session", "optionalScope": "" }));
    world.pass(3661);
    world.visit("https://app.example/");
    let gate = load(&world, session());
    assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::SessionExpired)));
    assert!(world.stored("session").is_empty());
}

#[test]
fn a_stored_session_whose_renewal_is_refused_ends() {
    let world = World::new();
    sign_in(&world, session());
    world.pass(3661);
    world.visit("https://app.example/");
    world.provider.next("/token", [Ok(refused("invalid_grant"))]);
    assert_eq!(seen(&load(&world, session())), (Status::SignedOut, Some(Code::RefreshRejected)));
    assert!(world.stored("session").is_empty());
}

#[test]
fn a_renewed_stored_session_must_be_the_same_person_s_by_a_new_id_token() {
    let world = World::new();
    sign_in(&world, session());
    world.pass(3661);
    world.visit("https://app.example/");
    *world.provider.claims.borrow_mut() = json!({ "sub": "eve", "groups": ["writers"] });
    assert_eq!(seen(&load(&world, session())), (Status::SignedOut, Some(Code::SubjectMismatch)));

    *world.provider.claims.borrow_mut() = json!({ "sub": "ada", "groups": ["readers"] });
    sign_in(&world, session());
    world.pass(3661);
    world.visit("https://app.example/");
    world.provider.renews_id.set(false);
    assert_eq!(seen(&load(&world, session())), (Status::SignedOut, Some(Code::SessionExpired)));
}

#[test]
fn a_stored_session_waits_for_a_provider_that_cannot_be_reached() {
    for (seconds, path, fault, code) in [
        (10, "configuration", no_network(), Code::NetworkError),
        (10, "/jwks", no_network(), Code::NetworkError),
        (3661, "/token", Ok(plain(503)), Code::HttpError),
    ] {
        let world = World::new();
        sign_in(&world, session());
        world.pass(seconds);
        world.visit("https://app.example/");
        world.provider.next(path, [fault]);
        let gate = load(&world, session());
        assert_eq!(seen(&gate), (Status::SignedOut, Some(code)), "{path}");
        assert!(!can(&gate, "projects:read"));
        assert_eq!(seen(&load(&world, session())), (Status::SignedIn, None), "{path}");
    }
}

#[test]
fn keys_that_were_exchanged_are_fetched_again() {
    let world = World::new();
    let gate = sign_in(&world, json!({}));
    world.provider.kid.set("k2");
    world.pass(10);
    ask(&gate, "refresh", json!({})).unwrap();
    assert_eq!(world.requests_to("/jwks").len(), 2);
    assert_eq!(seen(&gate), (Status::SignedIn, None));
}
