//! Silent checks in a hidden frame: found again, renewed, and what a frame may not do.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use claimgate::error::Code;
use claimgate::gate::Status;
use serde_json::{Value, json};

use crate::support::provider::plain;
use crate::support::tab::{Framed, parameters};
use crate::support::{World, access_token, ask, can, code, events, load, page, seen, sign_in};

fn framed() -> Value {
    json!({ "restore": "iframe" })
}

/// Without a refresh token.
fn without_refresh() -> Value {
    json!({ "restore": "iframe", "optionalScope": "" })
}

/// A tab that was signed in, and is at another page now.
fn signed_in() -> std::rc::Rc<World> {
    let world = World::new();
    sign_in(&world, framed());
    world.visit("https://app.example/projects/7?a=1");
    world
}

#[test]
fn a_session_is_found_again_and_the_page_stays() {
    let world = signed_in();
    let (left, before) = (world.navigations.borrow().len(), world.everything_stored());
    world.framed.set(Framed::SignedIn);
    let gate = load(&world, framed());
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    assert!(can(&gate, "projects:read"));
    assert_eq!((gate.state().return_to.clone(), world.address.borrow().as_str()), (None, "https://app.example/projects/7?a=1"));
    assert_eq!(world.navigations.borrow().len(), left);
    assert_eq!(events(&gate), ["signed-in ada"]);
    assert!(world.stored("tx:").is_empty() && !world.everything_stored().contains("secret"), "{before}");
    for _ in 0..3 {
        assert_eq!(seen(&load(&world, framed())).0, Status::SignedIn, "and again at once");
    }
}

#[test]
fn without_the_marker_nothing_is_asked() {
    let world = World::new();
    world.framed.set(Framed::SignedIn);
    assert_eq!(seen(&load(&world, framed())), (Status::SignedOut, None));
    assert!(world.requests.borrow().is_empty() && world.frames.borrow().is_empty());
}

#[test]
fn a_person_whom_the_provider_does_not_know_is_signed_out_without_an_error() {
    for error in ["login_required", "interaction_required", "consent_required", "account_selection_required"] {
        let world = signed_in();
        world.framed.set(Framed::Refused(error));
        let gate = load(&world, framed());
        assert_eq!(seen(&gate), (Status::SignedOut, None), "{error}");
        assert_eq!(events(&gate), Vec::<String>::new());
        assert!(world.stored("marker").is_empty());
        load(&world, framed());
        assert_eq!(world.frames.borrow().len(), 1);
    }
}

#[test]
fn a_frame_that_says_nothing_is_not_waited_for_again_for_a_minute() {
    let world = signed_in();
    let began = world.now.get();
    let gate = load(&world, framed());
    assert_eq!((seen(&gate), world.now.get() - began), ((Status::SignedOut, Some(Code::Timeout)), 10));
    world.framed.set(Framed::SignedIn);
    assert_eq!(seen(&load(&world, framed())), (Status::SignedOut, None));
    let world = signed_in();
    load(&world, framed());
    world.pass(60);
    world.framed.set(Framed::SignedIn);
    assert_eq!(seen(&load(&world, framed())), (Status::SignedIn, None), "then it is");
}

#[test]
fn the_answer_in_a_frame_is_judged_like_any_other() {
    type Change = fn(String) -> String;
    let cases: [(Change, Code); 5] = [
        (|answer| answer.replace("state=", "state=x"), Code::StateUnknown),
        (|answer| answer.replace("state=", "other="), Code::StateUnknown),
        (|_| "https://app.example/callback".into(), Code::StateUnknown),
        (|answer| answer.replace("idp.example", "evil.example"), Code::ResponseIssuerMismatch),
        (|answer| answer.replace("code=", "code=x"), Code::TokenRejected),
    ];
    for (change, expected) in cases {
        let world = signed_in();
        world.framed.set(Framed::Changed(change));
        let gate = load(&world, framed());
        assert_eq!(seen(&gate), (Status::SignedOut, Some(expected)));
        assert!(!can(&gate, "projects:read") && world.stored("tx:").is_empty());
    }
    let world = signed_in();
    world.provider.forges.set(true);
    world.framed.set(Framed::SignedIn);
    assert_eq!(seen(&load(&world, framed())), (Status::SignedOut, Some(Code::JwtSignatureInvalid)));
}

#[test]
fn a_page_in_a_frame_hands_its_answer_on_and_does_nothing_else() {
    let world = signed_in();
    world.in_frame.set(true);
    let answer = "https://app.example/callback?code=of-a-frame&state=of-a-frame&iss=https%3A%2F%2Fidp.example";
    world.visit(answer);
    let (requests, stored) = (world.requests.borrow().len(), world.everything_stored());
    let gate = page(&world, framed());
    assert!(ask(&gate, "start", json!({})).unwrap().0, "whoever waits goes on waiting");
    assert_eq!(seen(&gate), (Status::Pending, None));
    assert_eq!(*world.reported.borrow(), [answer]);
    assert_eq!((world.requests.borrow().len(), world.everything_stored()), (requests, stored));
    assert_eq!(*world.address.borrow(), "https://app.example/callback");

    // Elsewhere it is an app in a frame, and so it is where its own sign-in comes back.
    world.visit("https://app.example/projects?state=mine");
    world.framed.set(Framed::SignedIn);
    assert_eq!(seen(&load(&world, framed())).0, Status::SignedIn);
    assert_eq!(seen(&sign_in(&world, framed())).0, Status::SignedIn);
    assert_eq!(world.reported.borrow().len(), 1);
}

#[test]
fn a_session_without_a_refresh_token_is_renewed_in_a_frame() {
    let world = World::new();
    let gate = sign_in(&world, without_refresh());
    world.framed.set(Framed::SignedIn);
    let before = access_token(&gate, 30).unwrap();
    world.pass(240);
    assert!(gate.wake_at().is_some_and(|at| at.seconds() <= world.now.get()));
    assert_eq!(code(ask(&gate, "wake", json!({ "visible": false }))), None);
    assert_eq!(world.frames.borrow().len(), 0, "nobody looks");
    assert_eq!(code(ask(&gate, "wake", json!({ "visible": true }))), None);
    assert_eq!(events(&gate), ["signed-in ada", "renewed ada"]);
    assert!(access_token(&gate, 30).unwrap() != before);
    world.pass(280);
    assert_eq!(access_token(&gate, 30), Ok(None), "to be renewed first");
    let scope = parameters(&world.frames.borrow()[0].0)["scope"].clone();
    assert_eq!(scope, "openid profile");
}

#[test]
fn a_person_who_signed_out_at_the_provider_or_another_one_there_ends_the_session() {
    let world = World::new();
    let gate = sign_in(&world, without_refresh());
    world.framed.set(Framed::Refused("login_required"));
    assert_eq!(code(ask(&gate, "refresh", json!({}))), Some(Code::InteractionRequired));
    assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::InteractionRequired)));
    assert!(world.stored("marker").is_empty() && !can(&gate, "projects:read"));

    let world = World::new();
    let gate = sign_in(&world, without_refresh());
    world.framed.set(Framed::Refused("consent_required"));
    assert_eq!(code(ask(&gate, "refresh", json!({}))), Some(Code::InteractionRequired));
    assert_eq!(seen(&gate), (Status::SignedIn, None), "the person is there");

    let world = World::new();
    let gate = sign_in(&world, framed());
    world.provider.loses.set(1);
    world.framed.set(Framed::SignedIn);
    *world.provider.claims.borrow_mut() = json!({ "sub": "eve", "groups": ["writers"] });
    world.provider.next("/token", []);
    assert!(ask(&gate, "refresh", json!({})).is_err());
    assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::SubjectMismatch)));
    let last = world.requests.borrow().last().cloned().unwrap();
    assert!(last.url.ends_with("/revoke") && last.body.unwrap().contains(&world.provider.newest_refresh()), "not ours to keep");
}

#[test]
fn an_answer_that_was_lost_falls_back_to_a_frame() {
    for storage in ["memory", "session"] {
        let settings = json!({ "restore": "iframe", "storage": storage });
        let world = World::new();
        let gate = sign_in(&world, settings.clone());
        world.pass(100);
        world.provider.loses.set(1);
        world.framed.set(Framed::SignedIn);
        assert_eq!(code(ask(&gate, "refresh", json!({}))), None);
        assert_eq!(events(&gate), ["signed-in ada", "renewed ada"]);
        assert_eq!(code(ask(&gate, "refresh", json!({}))), None, "by the new refresh token");
        assert_eq!(world.frames.borrow().len(), 1);

        // And where the frame does not answer either, later.
        world.provider.loses.set(1);
        world.framed.set(Framed::Nothing);
        let error = ask(&gate, "refresh", json!({})).unwrap_err();
        assert_eq!((error.code(), error.retry_after()), (Code::Timeout, Some(2)));
        assert_eq!(seen(&gate), (Status::SignedIn, None));
        world.pass(2);
        world.framed.set(Framed::SignedIn);
        assert_eq!(code(ask(&gate, "refresh", json!({}))), None);
        assert!(!world.provider.reuse_seen.get());

        // A stored session that ran out, and whose renewal was lost.
        if storage == "session" {
            world.pass(3700);
            world.provider.loses.set(1);
            world.visit("https://app.example/");
            assert_eq!(seen(&load(&world, settings)), (Status::SignedIn, None));
            assert!(!world.provider.reuse_seen.get());
        }
    }
}

#[test]
fn a_machine_without_a_network_waits_for_no_frame() {
    let world = World::new();
    let gate = sign_in(&world, without_refresh());
    let began = world.now.get();
    world.offline.set(true);
    let error = ask(&gate, "refresh", json!({})).unwrap_err();
    assert_eq!((error.code(), error.retry_after(), world.now.get()), (Code::NetworkError, Some(2), began));
    assert_eq!(seen(&gate), (Status::SignedIn, None));
}

#[test]
fn an_answer_of_the_server_is_not_lost() {
    let world = World::new();
    let gate = sign_in(&world, framed());
    world.provider.next("/token", [Ok(plain(503))]);
    assert_eq!(code(ask(&gate, "refresh", json!({}))), Some(Code::HttpError));
    world.pass(2);
    assert_eq!(code(ask(&gate, "refresh", json!({}))), None);
    assert!(world.frames.borrow().is_empty());
}

#[test]
fn a_refused_optional_scope_is_given_up_in_a_frame_too() {
    let world = signed_in();
    world.framed.set(Framed::Refused("invalid_scope"));
    assert_eq!(seen(&load(&world, framed())), (Status::SignedOut, Some(Code::ScopeRefused)));
    let asked: Vec<_> = world.frames.borrow().iter().map(|(url, _)| parameters(url)["scope"].clone()).collect();
    assert_eq!(asked, ["openid profile offline_access", "openid profile"]);
}

#[test]
fn a_check_under_way_does_not_undo_a_sign_out() {
    let world = World::new();
    let gate = sign_in(&world, framed());
    world.provider.loses.set(1);
    world.framed.set(Framed::SignedIn);
    world.waits.set(1);
    let mut cx = Context::from_waker(Waker::noop());
    let mut renewal = pin!(gate.refresh(None));
    while world.frames.borrow().is_empty() {
        assert!(renewal.as_mut().poll(&mut cx).is_pending());
    }
    world.waits.set(0);
    ask(&gate, "signOut", json!({ "everywhere": false })).unwrap();
    match renewal.as_mut().poll(&mut cx) {
        Poll::Ready(outcome) => assert!(outcome.is_err()),
        Poll::Pending => panic!("all answers have come"),
    }
    assert_eq!(seen(&gate), (Status::SignedOut, None));
    let given_back = world.requests_to("/revoke").last().unwrap().body.clone().unwrap();
    assert!(given_back.contains(&world.provider.newest_refresh()));
}

#[test]
fn a_frame_is_asked_in_the_way_that_the_sign_in_was() {
    let world = World::new();
    let bound = json!({ "restore": "iframe", "optionalScope": "", "dpop": true, "par": "required" });
    let gate = sign_in(&world, bound.clone());
    world.framed.set(Framed::SignedIn);
    world.pass(240);
    assert_eq!(code(ask(&gate, "wake", json!({ "visible": true }))), None);
    assert_eq!(seen(&load(&world, bound)), (Status::SignedIn, None));
    assert_eq!(world.frames.borrow().len(), 2);
    let pushed: Vec<_> = world.requests_to("/par").iter().map(|push| parameters(push.body.as_ref().unwrap())).collect();
    assert_eq!(pushed.len(), 3);
    let keys: std::collections::BTreeSet<_> = pushed.iter().map(|asked| &asked["dpop_jkt"]).collect();
    assert_eq!((keys.len(), world.proof_keys.borrow().len()), (3, 1), "each has its own, and the last is kept");

    let world = World::new();
    let alone = json!({ "restore": "iframe", "responseType": "id_token" });
    let gate = sign_in(&world, alone.clone());
    world.framed.set(Framed::SignedIn);
    world.pass(3540);
    assert_eq!(code(ask(&gate, "wake", json!({ "visible": true }))), None);
    assert_eq!(events(&gate), ["signed-in ada", "renewed ada"]);
    assert_eq!(seen(&load(&world, alone)), (Status::SignedIn, None));
    assert!(world.requests_to("/token").is_empty() && world.frames.borrow().len() == 2);
}
