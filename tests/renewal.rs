//! Renewing: on demand and ahead of time, through faults, and never the wrong person.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops where it fails")]

mod support;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use claimgate::error::Code;
use claimgate::gate::{Gate, Status};
use claimgate::host::Response;
use claimgate::time::UnixTime;
use serde_json::{Value, json};
use support::provider::{good, no_network, plain, refused};
use support::tab::parameters;
use support::{Tab, World, access_token, ask, can, code, events, load, merge, role_map, seen, sign_in, sign_in_with};

fn refresh(gate: &Gate<Tab>) -> Option<Code> {
    code(ask(gate, "refresh", json!({})))
}

fn wake(gate: &Gate<Tab>, visible: bool) -> Option<Code> {
    code(ask(gate, "wake", json!({ "visible": visible })))
}

fn left(world: &World, at: Option<UnixTime>) -> Option<i64> {
    at.map(|at| at.seconds() - world.now.get())
}

#[test]
fn renewing_brings_new_tokens_and_new_grants() {
    let world = World::new();
    let gate = sign_in(&world, json!({ "storage": "session" }));
    let before = access_token(&gate, 30);
    world.pass(100);
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada", "groups": ["writers"] });
    assert_eq!(refresh(&gate), None);
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    assert!(can(&gate, "projects:write"), "an ID token replaces the claims");
    assert_ne!(access_token(&gate, 30), before);
    assert_eq!(left(&world, gate.holds_until()), Some(3600));
    assert_eq!(events(&gate), ["signed-in ada", "renewed ada"]);
    let form = parameters(world.requests_to("/token")[1].body.as_ref().unwrap());
    assert_eq!((form["grant_type"].as_str(), form["client_id"].as_str()), ("refresh_token", "app"));
    for _ in 0..3 {
        assert_eq!(refresh(&gate), None);
    }
    assert!(!world.provider.reuse_seen.get(), "each refresh token was presented once");
}

#[test]
fn a_page_hears_that_answers_may_be_others_only_when_the_names_are() {
    let world = World::new();
    let gate = sign_in(&world, json!({}));
    let (before, version) = (gate.revision(), gate.version());
    assert_eq!(refresh(&gate), None);
    assert_eq!(gate.revision(), before, "a renewal renders nothing");
    assert_ne!(gate.version(), version, "and is taken over all the same");
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada", "groups": ["writers"] });
    assert_eq!(refresh(&gate), None);
    assert_ne!(gate.revision(), before);
}

#[test]
fn without_a_new_id_token_the_claims_stand_until_the_access_token_ends() {
    let world = World::new();
    world.provider.renews_id.set(false);
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada", "groups": ["readers"], "exp": world.now.get() + 400 });
    let gate = sign_in(&world, json!({}));
    world.pass(390);
    assert_eq!(refresh(&gate), None);
    assert_eq!(left(&world, gate.holds_until()), Some(300));
    assert!(can(&gate, "projects:read"));
    world.pass(299);
    assert!(can(&gate, "projects:read"));
    world.pass(1);
    assert!(!can(&gate, "projects:read"));
}

#[test]
fn claims_are_never_trusted_longer_than_the_longest_session() {
    let world = World::new();
    world.provider.renews_id.set(false);
    let gate = sign_in(&world, json!({ "maxSession": 1000 }));
    for _ in 0..20 {
        world.pass(60);
        let _ = refresh(&gate);
        assert!(!can(&gate, "projects:read") || world.now.get() < 1_700_000_000 + 1000);
    }
    assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::SessionExpired)), "only a new ID token could say more");
}

#[test]
fn a_renewal_that_brings_no_id_token_and_no_lifetime_does_not_prolong() {
    let world = World::new();
    world.provider.renews_id.set(false);
    *world.provider.answer.borrow_mut() = json!({ "expires_in": null });
    let gate = sign_in(&world, json!({}));
    world.pass(3595);
    assert_eq!(refresh(&gate), None);
    assert_eq!(left(&world, gate.holds_until()), Some(5));
}

#[test]
fn a_page_never_wakes_for_nothing() {
    for (renews_id, lifetime) in [(true, json!(300)), (false, json!(300)), (false, json!(30)), (false, Value::Null), (true, Value::Null)] {
        for visible in [true, false] {
            let world = World::new();
            world.provider.renews_id.set(renews_id);
            *world.provider.answer.borrow_mut() = json!({ "expires_in": lifetime });
            let gate = sign_in(&world, json!({}));
            let (start, mut wakes) = (world.now.get(), 0);
            while let Some(at) = gate.wake_at().filter(|at| at.seconds() < start + 7200) {
                world.now.set(world.now.get().max(at.seconds()));
                let _ = wake(&gate, visible);
                wakes += 1;
                assert!(wakes < 1000, "renews_id {renews_id} lifetime {lifetime} visible {visible}: a hot loop");
            }
            assert!(wakes > 0);
        }
    }
}

#[test]
fn a_visible_page_renews_ahead_and_a_hidden_one_waits() {
    let world = World::new();
    let gate = sign_in(&world, json!({}));
    let due = left(&world, gate.wake_at()).unwrap();
    assert!((225..=240).contains(&due), "a minute before the access token ends, and up to a quarter more: {due}");
    world.pass(due - 1);
    assert_eq!(wake(&gate, true), None);
    assert_eq!(world.requests_to("/token").len(), 1);
    world.pass(1);
    assert_eq!(wake(&gate, false), None);
    assert_eq!(world.requests_to("/token").len(), 1);
    assert_eq!(wake(&gate, true), None);
    assert_eq!(world.requests_to("/token").len(), 2);
}

#[test]
fn a_token_that_is_good_long_enough_is_given_and_another_must_be_renewed() {
    let world = World::new();
    let gate = sign_in(&world, json!({}));
    world.pass(269);
    assert!(matches!(access_token(&gate, 30), Ok(Some(_))));
    world.pass(1);
    assert_eq!(access_token(&gate, 30), Ok(None), "30 seconds are not more than 30");
    assert!(matches!(access_token(&gate, 29), Ok(Some(_))));
    assert_eq!(refresh(&gate), None);
    assert!(matches!(access_token(&gate, 86_400), Ok(Some(_))), "at most a third of the lifetime");
}

#[test]
fn short_tokens_without_id_tokens_are_given_too() {
    let world = World::new();
    world.provider.renews_id.set(false);
    let gate = sign_in(&world, json!({}));
    world.pass(1000);
    *world.provider.answer.borrow_mut() = json!({ "expires_in": 20 });
    assert_eq!(refresh(&gate), None);
    assert!(matches!(access_token(&gate, 30), Ok(Some(_))), "a third of twenty seconds");
}

#[test]
fn without_a_refresh_token_a_person_must_be_asked() {
    let world = World::new();
    let gate = sign_in(&world, json!({ "optionalScope": "" }));
    world.pass(299);
    assert!(matches!(access_token(&gate, 30), Ok(Some(_))), "what is left of it");
    world.pass(1);
    assert_eq!(access_token(&gate, 30), Err(Code::InteractionRequired));
    assert_eq!(refresh(&gate), Some(Code::InteractionRequired));
    assert_eq!(seen(&gate), (Status::SignedIn, None), "the session stands");
    let nobody = load(&World::new(), json!({}));
    assert_eq!(access_token(&nobody, 30), Err(Code::InteractionRequired));
    assert_eq!(refresh(&nobody), Some(Code::InteractionRequired));
}

#[test]
fn tokens_are_for_the_resources_and_origins_that_the_app_named() {
    let world = World::new();
    let gate = sign_in(&world, json!({ "resource": "https://api.example", "apiOrigins": ["https://api.example"] }));
    assert!(gate.access_token(30, Some("https://api.example")).is_ok());
    assert_eq!(gate.access_token(30, Some("https://other.example")).map_err(|error| error.code()).err(), Some(Code::ScopeRefused));
    assert_eq!(gate.may_send_to("https://api.example/v1?x=1").err(), None);
    for url in [
        "https://api.example.evil.example/",
        "https://api.example@evil.example/",
        "http://api.example/",
        "https://api.example:8443/",
        "https://evil.example/https://api.example",
        "//api.example/",
        "javascript:x",
        "https://user@api.example/",
    ] {
        assert_eq!(gate.may_send_to(url).map_err(|error| error.code()), Err(Code::OriginNotAllowed), "{url}");
    }
}

#[test]
fn a_refusal_ends_the_session() {
    for (answer, expected) in [
        (refused("invalid_grant"), Code::RefreshRejected),
        (refused("invalid_client"), Code::TokenRejected),
        (plain(200), Code::ResponseInvalid),
        (good(&json!({ "access_token": "a", "token_type": "mac" })), Code::TokenTypeUnsupported),
    ] {
        let world = World::new();
        let gate = sign_in(&world, json!({ "storage": "session" }));
        world.provider.next("/token", [Ok(answer)]);
        assert_eq!(refresh(&gate), Some(expected));
        assert_eq!(seen(&gate), (Status::SignedOut, Some(expected)));
        assert!(world.stored("session").is_empty() && world.stored("marker").is_empty());
        assert_eq!(events(&gate), ["signed-in ada", &format!("error {}", expected.as_str()), "signed-out ada"]);
        assert!(!can(&gate, "projects:read"));
    }
}

#[test]
fn a_refused_scope_or_a_wish_to_see_the_person_leaves_the_session() {
    for (error, expected) in [("invalid_scope", Code::ScopeRefused), ("interaction_required", Code::InteractionRequired)] {
        let world = World::new();
        let gate = sign_in(&world, json!({}));
        world.provider.next("/token", [Ok(refused(error))]);
        assert_eq!(refresh(&gate), Some(expected));
        assert_eq!(seen(&gate), (Status::SignedIn, None));
    }
}

#[test]
fn a_passing_fault_changes_nothing_before_the_end_and_makes_it_pending_then() {
    for fault in [Ok(plain(503)), Ok(plain(429))] {
        let world = World::new();
        let gate = sign_in(&world, json!({}));
        world.pass(3590);
        world.provider.next("/token", [fault.clone(), fault.clone(), fault]);
        assert!(refresh(&gate).is_some());
        assert_eq!(seen(&gate), (Status::SignedIn, None));
        assert!(can(&gate, "projects:read"));
        world.pass(10);
        assert!(!can(&gate, "projects:read"), "at the second");
        assert!(wake(&gate, true).is_some());
        assert_eq!(seen(&gate), (Status::Pending, None));
        assert_eq!(gate.check("projects:read").outcome.as_str(), "pending");
        assert_eq!(gate.route("/projects").outcome.as_str(), "pending");
        assert!(!gate.can_some("projects:*"));
        world.pass(60);
        assert!(wake(&gate, false).is_some(), "who waits renews unseen too");
        world.pass(60);
        assert_eq!(wake(&gate, false), None);
        assert_eq!(seen(&gate), (Status::SignedIn, None));
        assert!(can(&gate, "projects:read"));
        assert_eq!(events(&gate).last().map(String::as_str), Some("renewed ada"));
    }
}

#[test]
fn pages_that_signed_in_at_one_instant_do_not_all_renew_at_another() {
    let world = World::new();
    let mut due: Vec<i64> = (0..12).map(|_| left(&world, sign_in(&world, json!({})).wake_at()).unwrap()).collect();
    assert!(due.iter().all(|due| (225..=240).contains(due)), "{due:?}");
    due.sort_unstable();
    due.dedup();
    assert!(due.len() > 3, "{due:?}");
}

#[test]
fn a_page_renews_about_once_in_a_lifetime_and_before_its_end_where_a_second_is_short() {
    for lifetime in [4, 5, 7, 10, 60, 300] {
        let world = World::new();
        *world.provider.answer.borrow_mut() = json!({ "expires_in": lifetime });
        let expire = || merge(&mut world.provider.claims.borrow_mut(), json!({ "exp": world.now.get() + lifetime }));
        expire();
        let gate = sign_in(&world, json!({}));
        let start = world.now.get();
        let mut pending = 0;
        while world.now.get() < start + 15 * lifetime {
            world.pass(left(&world, gate.wake_at()).unwrap().max(1));
            expire();
            gate.expire();
            pending += u32::from(seen(&gate).0 == Status::Pending);
            assert_eq!(wake(&gate, true), None);
            assert_eq!(seen(&gate), (Status::SignedIn, None));
        }
        let renewals = world.requests_to("/token").len() - 1;
        assert!(if lifetime == 4 { renewals == 15 } else { renewals <= 20 }, "{renewals} renewals in 15 lifetimes of {lifetime} s");
        assert!(lifetime == 4 || pending == 0, "{lifetime} s: {pending} times at the end");
    }
}

#[test]
fn tries_come_less_and_less_often_and_as_the_provider_says() {
    let world = World::new();
    let gate = sign_in(&world, json!({}));
    world.pass(240);
    world.provider.next("/token", (0..8).map(|_| Ok(plain(502))));
    let mut pauses = Vec::new();
    for _ in 0..7 {
        assert_eq!(wake(&gate, true), Some(Code::HttpError));
        assert_eq!(wake(&gate, true), None, "not before the pause is over");
        let pause = left(&world, gate.wake_at()).unwrap();
        pauses.push(pause);
        world.pass(pause);
    }
    assert_eq!(pauses, [2, 4, 8, 16, 32, 60, 60]);
    world.provider.next("/token", [Ok(Response { retry_after: Some(100), ..plain(503) })]);
    assert_eq!(wake(&gate, true), Some(Code::HttpError));
    world.pass(60);
    assert_eq!(wake(&gate, true), Some(Code::HttpError));
    assert_eq!(left(&world, gate.wake_at()), Some(100));
    world.pass(100);
    assert_eq!(wake(&gate, true), None);
    assert!((225..=240).contains(&left(&world, gate.wake_at()).unwrap()), "all is well again");
}

#[test]
fn while_backing_off_nothing_is_asked_and_the_caller_hears_how_long() {
    let world = World::new();
    let gate = sign_in(&world, json!({}));
    world.pass(280);
    world.provider.next("/token", [Ok(Response { retry_after: Some(7), ..plain(503) })]);
    assert_eq!(refresh(&gate), Some(Code::HttpError));
    let asked = world.requests_to("/token").len();
    for left in [7, 4, 1] {
        let fault = ask(&gate, "refresh", json!({})).unwrap_err();
        assert_eq!((fault.code(), fault.is_retriable(), fault.retry_after()), (Code::HttpError, true, Some(left)));
        assert_eq!(access_token(&gate, 30), Ok(None), "and so a page asks for a renewal, which says the same");
        world.pass(if left == 1 { 1 } else { 3 });
    }
    assert_eq!(world.requests_to("/token").len(), asked);
    assert_eq!(refresh(&gate), None, "when the pause is over");
}

#[test]
fn a_provider_that_wants_to_be_left_alone_for_years_is_asked_again_after_an_hour() {
    for wish in [3_601, 31_536_000, i64::MAX] {
        let world = World::new();
        let gate = sign_in(&world, json!({}));
        world.provider.next("/token", [Ok(Response { retry_after: Some(wish), ..plain(503) })]);
        let fault = ask(&gate, "refresh", json!({})).unwrap_err();
        assert_eq!(fault.retry_after(), Some(3_600), "{wish}");
        world.pass(3_600);
        assert_eq!(refresh(&gate), None, "{wish}");
    }
}

#[test]
fn a_clock_that_was_set_back_does_not_prolong_a_pause() {
    let world = World::new();
    let gate = sign_in(&world, json!({}));
    world.provider.next("/token", [Ok(plain(503))]);
    assert_eq!(refresh(&gate), Some(Code::HttpError));
    world.pass(-30);
    assert_eq!(refresh(&gate), None);
}

#[test]
fn the_renewed_token_must_be_about_the_same_sign_in() {
    type Change = fn(&World);
    let cases: [(Change, Code); 7] = [
        (|world| merge(&mut world.provider.claims.borrow_mut(), json!({ "sub": "eve" })), Code::SubjectMismatch),
        (|world| merge(&mut world.provider.claims.borrow_mut(), json!({ "iss": "https://evil.example" })), Code::IssuerRejected),
        (|world| merge(&mut world.provider.claims.borrow_mut(), json!({ "aud": "other" })), Code::AudienceRejected),
        (|world| merge(&mut world.provider.claims.borrow_mut(), json!({ "nonce": "another" })), Code::NonceMismatch),
        (|world| merge(&mut world.provider.claims.borrow_mut(), json!({ "auth_time": 1_700_000_100 })), Code::ClaimInvalid),
        (|world| merge(&mut world.provider.claims.borrow_mut(), json!({ "at_hash": "AAAAAAAAAAAAAAAAAAAAAA" })), Code::AtHashMismatch),
        (|world| world.provider.forges.set(true), Code::JwtSignatureInvalid),
    ];
    for (change, expected) in cases {
        let world = World::new();
        merge(&mut world.provider.claims.borrow_mut(), json!({ "auth_time": 1_699_999_990 }));
        let gate = sign_in(&world, json!({ "storage": "session" }));
        world.pass(100);
        change(&world);
        assert_eq!(refresh(&gate), Some(expected));
        assert_eq!(seen(&gate), (Status::SignedOut, Some(expected)));
        assert!(world.stored("session").is_empty());
        assert!(!can(&gate, "projects:read"));
    }
}

#[test]
fn a_refresh_token_whose_answer_was_lost_is_never_sent_again() {
    for storage in ["memory", "session"] {
        let world = World::new();
        let gate = sign_in(&world, json!({ "storage": storage }));
        world.pass(250);
        world.provider.loses.set(1);
        let error = ask(&gate, "refresh", json!({})).unwrap_err();
        assert_eq!((error.code(), error.is_retriable()), (Code::Timeout, false), "the same call will not do better");
        assert_eq!(seen(&gate), (Status::SignedIn, None), "what stands stands until its end");
        assert!(matches!(access_token(&gate, 30), Ok(Some(_))), "what is left of it");
        assert_eq!(refresh(&gate), Some(Code::InteractionRequired));
        assert_eq!(wake(&gate, true), None);
        if storage == "session" {
            world.visit("https://app.example/");
            assert_eq!(seen(&load(&world, json!({ "storage": storage }))), (Status::SignedIn, None), "and after a reload too");
        }
        world.pass(3600 - 250);
        assert_eq!(wake(&gate, true), None);
        assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::SessionExpired)));
        assert_eq!(events(&gate).last().map(String::as_str), Some("expired ada"));
        assert_eq!(world.requests_to("/token").len(), 2, "a code and a renewal");
        assert!(!world.provider.reuse_seen.get());
    }
}

#[test]
fn a_page_that_goes_in_the_midst_of_a_renewal_leaves_no_used_token() {
    for renews in [true, false] {
        let world = World::new();
        let settings = json!({ "storage": "session" });
        let gate = sign_in(&world, settings.clone());
        world.waits.set(1);
        assert!(pin!(gate.refresh(None)).as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        world.waits.set(0);
        world.visit("https://app.example/");
        world.pass(if renews { 10 } else { 3661 });
        let again = load(&world, settings);
        let expected = if renews { (Status::SignedIn, None) } else { (Status::SignedOut, Some(Code::SessionExpired)) };
        assert_eq!(seen(&again), expected, "as long as its ID token says");
        assert_ne!(refresh(&again), None);
        assert!(!world.provider.reuse_seen.get());
    }
}

#[test]
fn what_was_never_sent_is_not_lost() {
    let world = World::new();
    let gate = sign_in(&world, json!({}));
    world.pass(3590);
    world.offline.set(true);
    let error = ask(&gate, "refresh", json!({})).unwrap_err();
    assert_eq!((error.code(), error.is_retriable(), error.retry_after()), (Code::NetworkError, true, Some(2)));
    world.pass(10);
    assert!(wake(&gate, true).is_some());
    assert_eq!(seen(&gate), (Status::Pending, None), "across the expiry");
    assert!(!can(&gate, "projects:read"));
    world.offline.set(false);
    assert_eq!(code(ask(&gate, "wake", json!({ "visible": true, "online": true }))), None, "at once, not after the pause");
    assert_eq!(seen(&gate), (Status::SignedIn, None));
}

#[test]
fn a_page_that_overslept_makes_sure_of_the_network_first() {
    let world = World::new();
    let gate = sign_in(&world, json!({}));
    world.pass(5000);
    world.provider.next("/jwks", [no_network()]);
    assert_eq!(wake(&gate, true), Some(Code::NetworkError));
    assert_eq!(world.requests_to("/token").len(), 1, "the refresh token was not risked");
    assert_eq!(seen(&gate), (Status::Pending, None));
    world.pass(2);
    assert_eq!(wake(&gate, true), None);
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    let asked = world.requests_to("/jwks").len();
    world.pass(240);
    assert_eq!(wake(&gate, true), None);
    assert_eq!(world.requests_to("/jwks").len(), asked, "one that is in time does not ask twice");
}

#[test]
fn a_replaced_refresh_token_is_stored_before_anything_is_done_with_the_answer() {
    // The answer came, its key is a new one, and the key set cannot be had.
    let world = World::new();
    let gate = sign_in(&world, json!({ "storage": "session" }));
    world.pass(10);
    world.provider.kid.set("k2");
    world.provider.next("/jwks", [no_network()]);
    assert_eq!(refresh(&gate), Some(Code::NetworkError));
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    world.pass(2);
    assert_eq!(refresh(&gate), None, "with the refresh token of the answer");
    assert!(!world.provider.reuse_seen.get());

    // The same, and the page is gone in the meantime.
    world.pass(4000);
    world.provider.edit.set(Some(|header, _| header["kid"] = json!("k3")));
    world.provider.next("/jwks", [no_network()]);
    assert_eq!(refresh(&gate), Some(Code::NetworkError));
    world.provider.edit.set(None);
    world.visit("https://app.example/");
    assert_eq!(seen(&load(&world, json!({ "storage": "session" }))), (Status::SignedIn, None));
    assert!(!world.provider.reuse_seen.get());
}

#[test]
fn a_restored_session_keeps_the_replaced_refresh_token_too() {
    let world = World::new();
    sign_in(&world, json!({ "storage": "session" }));
    world.pass(4000);
    world.visit("https://app.example/");
    // Fetched for the stored token, then again for the renewed one.
    world.provider.edit.set(Some(|header, _| header["kid"] = json!("other")));
    let first = load(&world, json!({ "storage": "session" }));
    assert_eq!(seen(&first), (Status::SignedOut, Some(Code::JwtKeyMissing)));
    assert!(!world.provider.reuse_seen.get());
}

#[test]
fn a_used_refresh_token_does_not_stay_in_a_full_storage() {
    let world = World::new();
    let gate = sign_in(&world, json!({ "storage": "session" }));
    for renews_id in [true, false] {
        world.provider.renews_id.set(renews_id);
        world.save_fails.set(true);
        assert_eq!(refresh(&gate), None);
        assert!(events(&gate).contains(&"warning storage_unavailable".to_owned()));
        assert!(world.stored("session").is_empty(), "an old refresh token must not be presented again");
        world.save_fails.set(false);
        assert_eq!(refresh(&gate), None);
        assert!(!world.stored("session").is_empty());
    }
}

#[test]
fn a_provider_that_does_not_rotate_is_fine() {
    let world = World::new();
    world.provider.rotates.set(false);
    let gate = sign_in(&world, json!({}));
    for _ in 0..3 {
        world.pass(250);
        assert_eq!(refresh(&gate), None);
    }
    assert_eq!(seen(&gate), (Status::SignedIn, None));
}

#[test]
fn a_thin_renewed_token_asks_userinfo_again_and_old_groups_are_not_kept() {
    let world = World::new();
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada" });
    *world.provider.userinfo.borrow_mut() = json!({ "sub": "ada", "groups": ["writers"] });
    let gate = sign_in(&world, json!({}));
    assert!(can(&gate, "projects:write"));
    world.provider.next("/userinfo", [no_network()]);
    assert_eq!(refresh(&gate), None);
    assert_eq!(gate.check("projects:write").reason.as_str(), "unavailable");
    assert_eq!(refresh(&gate), None);
    assert!(can(&gate, "projects:write"));
}

#[test]
fn claims_that_the_map_demands_and_a_renewal_lacks_are_a_failure() {
    let mut map = role_map();
    map["claims"] = json!({ "client": { "groups": { "sources": [{ "token": "id", "path": ["groups"] }], "onAbsent": "error" } } });
    let world = World::new();
    let gate = sign_in_with(&world, json!({ "storage": "session" }), &map);
    assert!(can(&gate, "projects:read"));
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada" });
    assert_eq!(refresh(&gate), Some(Code::ClaimMissing));
    assert_eq!(seen(&gate), (Status::Failed, Some(Code::ClaimMissing)));
    assert!(!can(&gate, "projects:read") && world.stored("session").is_empty());
}

/// Runs `during` while the answer to a renewal is on its way.
fn while_renewing(world: &World, gate: &Gate<Tab>, during: impl FnOnce()) -> Result<(), Code> {
    world.waits.set(1);
    let mut cx = Context::from_waker(Waker::noop());
    let mut renewal = pin!(gate.refresh(None));
    assert!(renewal.as_mut().poll(&mut cx).is_pending(), "the request is on its way");
    world.waits.set(0);
    during();
    match renewal.as_mut().poll(&mut cx) {
        Poll::Ready(outcome) => outcome.map(drop).map_err(|error| error.code()),
        Poll::Pending => panic!("the answer has come"),
    }
}

#[test]
fn a_renewal_under_way_does_not_undo_a_sign_out() {
    for renews_id in [true, false] {
        let world = World::new();
        world.provider.renews_id.set(renews_id);
        let gate = sign_in(&world, json!({ "storage": "session" }));
        let outcome = while_renewing(&world, &gate, || {
            ask(&gate, "signOut", json!({ "everywhere": false })).unwrap();
        });
        assert!(outcome.is_err());
        assert_eq!(seen(&gate), (Status::SignedOut, None), "and nothing went wrong");
        assert!(!can(&gate, "projects:read"));
        assert!(world.stored("session").is_empty() && world.stored("marker").is_empty());
        assert_eq!(events(&gate), ["signed-in ada", "signed-out ada"]);
        let given_back: Vec<_> = world.requests_to("/revoke").iter().map(|request| request.body.clone().unwrap()).collect();
        let last = world.provider.newest_refresh();
        assert!(given_back.len() == 2 && given_back[1].contains(&last), "the one that came afterwards too");
    }
}

#[test]
fn a_renewal_that_fails_after_a_sign_out_is_nobody_s_error() {
    let world = World::new();
    let gate = sign_in(&world, json!({}));
    world.provider.next("/token", [Ok(refused("invalid_grant"))]);
    let outcome = while_renewing(&world, &gate, || {
        ask(&gate, "signOut", json!({ "everywhere": false })).unwrap();
    });
    assert!(outcome.is_err());
    assert_eq!(seen(&gate), (Status::SignedOut, None));
}
