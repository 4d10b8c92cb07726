//! Tabs of one origin: what they share, what they tell each other, and never two persons in one.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops where it fails")]

mod support;

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use claimgate::error::{Code, Error};
use claimgate::gate::{Gate, Status};
use claimgate::json::Json;
use claimgate::operation::Operation;
use serde_json::{Value, json};
use support::provider::{no_network, plain, refused};
use support::tab::{Framed, parameters};
use support::{Tab, World, access_token, ask, can, code, events, load, merge, page, role_map, seen, sign_in, sign_in_with};

const STORAGES: [&str; 3] = ["local", "session", "memory"];

fn local() -> Value {
    json!({ "storage": "local" })
}

fn refresh(gate: &Gate<Tab>) -> Option<Code> {
    code(ask(gate, "refresh", json!({})))
}

fn renewals(world: &World) -> usize {
    world.requests_to("/token").iter().filter(|request| request.body.as_ref().unwrap().contains("grant_type=refresh_token")).count()
}

/// Lets a page hear what it was told, as a browser would.
fn hear(world: &World, gate: &Gate<Tab>) {
    while let Some(message) = { world.inbox.borrow_mut().pop_front() } {
        told(gate, &message);
    }
}

fn told(gate: &Gate<Tab>, message: &str) {
    let _ = ask(gate, "hear", json!({ "message": message }));
}

fn shown(gate: &Gate<Tab>) -> Option<Code> {
    code(ask(gate, "hear", json!({})))
}

/// A person signs in in a tab beside; both have heard of it.
fn beside(world: &World, settings: Value) -> (Rc<World>, Gate<Tab>) {
    let other = world.beside();
    let gate = match settings["storage"].as_str() {
        Some("local") => load(&other, settings),
        _ => sign_in(&other, settings),
    };
    other.inbox.borrow_mut().clear();
    (other, gate)
}

type Outcome = Result<(bool, Json), Error>;

struct Running<'a>(Pin<Box<dyn Future<Output = Outcome> + 'a>>);

impl<'a> Running<'a> {
    /// Begins an operation whose next answer from the network keeps it waiting.
    fn begin(world: &World, gate: &'a Gate<Tab>, name: &'a str) -> Self {
        world.waits.set(1);
        let operation = Operation::parse(name, "{}").unwrap();
        let mut running = Self(Box::pin(operation.run(gate)));
        assert!(running.poll().is_pending(), "it waits for the network");
        world.waits.set(0);
        running
    }

    fn poll(&mut self) -> Poll<Result<(bool, Json), Code>> {
        self.0.as_mut().poll(&mut Context::from_waker(Waker::noop())).map(|outcome| outcome.map_err(|error| error.code()))
    }
}

#[test]
fn one_sign_in_is_every_tab_s() {
    let world = World::new();
    let gate = sign_in(&world, local());
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    assert!(world.stored("session").is_empty() && !world.everything_stored().contains("refresh"), "nothing in the tab's own store");
    let (_, second) = beside(&world, local());
    assert_eq!(seen(&second), (Status::SignedIn, None));
    assert_eq!(access_token(&second, 30), access_token(&gate, 30));
    assert!(can(&second, "projects:read"));
}

#[test]
fn a_tab_that_waits_signed_out_hears_of_a_sign_in() {
    let world = World::new();
    let other = world.beside();
    let waiting = load(&other, local());
    assert_eq!(seen(&waiting), (Status::SignedOut, None));
    sign_in(&world, local());
    hear(&other, &waiting);
    assert_eq!(seen(&waiting), (Status::SignedIn, None));
    assert_eq!(events(&waiting), ["signed-in ada"]);
}

#[test]
fn messages_hold_no_secret_and_no_claim() {
    let world = World::new();
    let gate = sign_in(&world, local());
    assert_eq!(refresh(&gate), None);
    ask(&gate, "signOut", json!({ "everywhere": false })).unwrap();
    let told = world.origin.told.borrow().join("\n");
    let tag = told.lines().next().unwrap().strip_prefix("in:").unwrap();
    assert_eq!((told.lines().skip(1).collect::<Vec<_>>(), tag.len()), (vec!["other", "out"], 16));
    for secret in ["ada", "refresh", "access", "eyJ"] {
        assert!(!told.contains(secret), "{secret}");
    }
}

#[test]
fn a_tab_adopts_what_another_has_renewed() {
    for renews_id in [true, false] {
        let world = World::new();
        world.provider.renews_id.set(renews_id);
        let gate = sign_in(&world, local());
        let (other, second) = beside(&world, local());
        world.pass(250);
        let mut first = Running::begin(&world, &gate, "refresh");
        let mut waiting = Box::pin(second.refresh(None));
        let mut cx = Context::from_waker(Waker::noop());
        assert!(waiting.as_mut().poll(&mut cx).is_pending(), "for the lock");
        assert!(matches!(first.poll(), Poll::Ready(Ok(_))));
        drop(first);
        assert!(matches!(waiting.as_mut().poll(&mut cx), Poll::Ready(Ok(_))));
        drop(waiting);
        assert_eq!((renewals(&world), renewals(&other)), (1, 0), "one request for both");
        assert_eq!(access_token(&second, 30), access_token(&gate, 30));
        assert_eq!(events(&second), ["renewed ada"]);
        hear(&other, &second);
        assert!(events(&second).is_empty(), "it knew");
        // A tab that did not ask hears of it.
        let (third, late) = beside(&world, local());
        assert_eq!(refresh(&gate), None);
        hear(&third, &late);
        assert_eq!(access_token(&late, 30), access_token(&gate, 30));
    }
}

#[test]
fn a_tab_that_heard_nothing_never_sends_a_used_refresh_token() {
    let world = World::new();
    let gate = sign_in(&world, local());
    let (other, second) = beside(&world, local());
    for _ in 0..3 {
        assert_eq!(refresh(&gate), None);
        assert_eq!(refresh(&second), None);
    }
    assert_eq!((renewals(&world), renewals(&other)), (3, 0));
    world.pass(301);
    assert_eq!(refresh(&second), None);
    assert_eq!(renewals(&other), 1, "what it adopts has ended too");
    assert!(!world.provider.reuse_seen.get());
}

#[test]
fn a_refresh_token_whose_fate_is_unknown_is_not_sent_again() {
    // The tab is closed while the answer is on its way.
    let world = World::new();
    let gate = sign_in(&world, local());
    let (other, second) = beside(&world, local());
    world.pass(250);
    drop(Running::begin(&world, &gate, "refresh"));
    assert_eq!(refresh(&second), Some(Code::NetworkError), "the lock is free, and the token marked");
    assert_eq!(refresh(&second), Some(Code::InteractionRequired), "there is none any more");
    assert_eq!((seen(&second), renewals(&other)), ((Status::SignedIn, None), 0));
    world.pass(3350);
    ask(&second, "wake", json!({ "visible": true })).unwrap();
    assert_eq!(seen(&second), (Status::SignedOut, Some(Code::SessionExpired)));
    world.pass(61);
    let later = world.beside();
    assert_eq!(load(&later, local()).state().status, Status::SignedOut);
    assert!(world.origin.shared.borrow().is_empty(), "nobody keeps what is of no use");
    assert!(!world.provider.reuse_seen.get());

    // The answer is lost.
    let world = World::new();
    let gate = sign_in(&world, local());
    world.provider.loses.set(1);
    assert_eq!(refresh(&gate), Some(Code::Timeout));
    assert_eq!(refresh(&gate), Some(Code::InteractionRequired));
    assert!(!world.provider.reuse_seen.get());
}

#[test]
fn what_was_never_sent_or_was_answered_is_tried_again() {
    let world = World::new();
    let gate = sign_in(&world, local());
    let (other, second) = beside(&world, local());
    world.provider.next("/token", [Ok(plain(503)), Ok(plain(429))]);
    assert_eq!(refresh(&gate), Some(Code::HttpError));
    assert_eq!(refresh(&second), Some(Code::HttpError));
    world.pass(60);
    other.offline.set(true);
    world.offline.set(true);
    let sent = world.requests_to("/token").len();
    assert_eq!(refresh(&gate), Some(Code::NetworkError));
    assert_eq!(world.requests_to("/token").len(), sent, "nothing is sent, nothing is marked");
    world.pass(60);
    other.offline.set(false);
    assert_eq!(refresh(&second), None);
    world.offline.set(false);
    assert_eq!(refresh(&gate), None);
    assert_eq!((seen(&gate), seen(&second)), ((Status::SignedIn, None), (Status::SignedIn, None)));
}

#[test]
fn a_tab_that_was_closed_before_its_answer_was_verified_leaves_the_new_token() {
    let world = World::new();
    let gate = sign_in(&world, local());
    world.pass(250);
    world.provider.kid.set("k2");
    world.provider.next("/jwks", [no_network()]);
    assert_eq!(refresh(&gate), Some(Code::NetworkError));
    let other = world.beside();
    let second = load(&other, local());
    assert_eq!(refresh(&second), None);
    assert!(!world.provider.reuse_seen.get());
}

#[test]
fn a_dead_grant_ends_every_tab() {
    let world = World::new();
    let gate = sign_in(&world, local());
    let (other, second) = beside(&world, local());
    world.provider.next("/token", [Ok(refused("invalid_grant"))]);
    assert_eq!(refresh(&gate), Some(Code::RefreshRejected));
    hear(&other, &second);
    assert_eq!((seen(&second), world.origin.shared.borrow().len()), ((Status::SignedOut, None), 0));
}

#[test]
fn signing_out_in_one_tab_signs_out_in_all() {
    for storage in STORAGES {
        let settings = json!({ "storage": storage });
        let world = World::new();
        let gate = sign_in(&world, settings.clone());
        let (other, second) = beside(&world, settings.clone());
        ask(&gate, "signOut", json!({ "everywhere": false })).unwrap();
        hear(&other, &second);
        assert_eq!(seen(&second), (Status::SignedOut, None), "{storage}");
        assert!(access_token(&second, 0).is_err() && !can(&second, "projects:read"), "{storage}");
        assert!(other.stored("session").is_empty() && other.stored("marker").is_empty(), "{storage}");
        assert_eq!(events(&second).last().map(String::as_str), Some("signed-out ada"), "{storage}");
        assert_eq!(load(&other, settings).state().status, Status::SignedOut, "{storage}: nor after a reload");
    }
}

#[test]
fn after_a_sign_out_elsewhere_a_tab_does_nothing_by_itself() {
    for storage in STORAGES {
        for restore in ["redirect", "iframe"] {
            let settings = json!({ "storage": storage, "restore": restore });
            let world = World::new();
            let gate = sign_in(&world, settings.clone());
            let (other, second) = beside(&world, settings.clone());
            ask(&gate, "signOut", json!({ "everywhere": false })).unwrap();
            hear(&other, &second);
            let (went, asked) = (other.navigations.borrow().len(), other.requests.borrow().len());
            other.framed.set(Framed::SignedIn);
            for seconds in [0, 60, 3600] {
                other.pass(seconds);
                assert_eq!(second.wake_at(), None, "{storage}");
                ask(&second, "wake", json!({ "visible": true, "online": true })).unwrap();
                shown(&second);
                assert_eq!(refresh(&second), Some(Code::InteractionRequired));
                assert!(access_token(&second, 0).is_err());
            }
            assert_eq!(seen(&second), (Status::SignedOut, None), "{storage}, {restore}");
            assert_eq!(
                seen(&load(&other, settings)),
                (Status::SignedOut, None),
                "{storage}, {restore}: what a tab heard, its next page knows"
            );
            assert_eq!((other.navigations.borrow().len(), other.requests.borrow().len()), (went, asked), "{storage}, {restore}");
            assert!(other.frames.borrow().is_empty());
        }
    }
}

#[test]
fn a_message_that_overtakes_its_write_or_lies_ends_nothing() {
    let world = World::new();
    let gate = sign_in(&world, local());
    for message in ["out", "in:AAAAAAAAAAAAAAAA", "other", "nonsense"] {
        told(&gate, message);
        assert_eq!(seen(&gate), (Status::SignedIn, None), "{message}");
    }
    assert_eq!(events(&gate), ["signed-in ada"]);
    world.origin.shared.borrow_mut().clear();
    told(&gate, "nonsense");
    assert_eq!(seen(&gate), (Status::SignedOut, None));
}

#[test]
fn another_person_takes_the_shared_session_over_and_ends_the_others() {
    for storage in STORAGES {
        let settings = json!({ "storage": storage });
        let world = World::new();
        let gate = sign_in(&world, settings.clone());
        let epoch = gate.epoch();
        world.provider.person.set(Some("eve"));
        sign_in(&world.beside(), settings);
        hear(&world, &gate);
        let asked_before = code(ask(&gate, "accessToken", json!({ "epoch": epoch })));
        assert_eq!(asked_before, Some(Code::InteractionRequired), "{storage}: who asked as ada gets nothing of eve's");
        assert!(!can(&gate, "projects:read") || can(&gate, "projects:write"), "{storage}");
        if storage == "local" {
            assert_eq!(gate.state().session.as_ref().unwrap().subject, "eve");
            assert_eq!(events(&gate), ["signed-in ada", "signed-out ada", "signed-in eve"]);
        } else {
            assert_eq!(seen(&gate), (Status::SignedOut, None), "{storage}");
            assert_eq!(events(&gate), ["signed-in ada", "signed-out ada"]);
        }
    }
}

#[test]
fn the_same_person_signing_in_elsewhere_ends_nothing() {
    for storage in STORAGES {
        let settings = json!({ "storage": storage });
        let world = World::new();
        let gate = sign_in(&world, settings.clone());
        sign_in(&world.beside(), settings);
        hear(&world, &gate);
        assert_eq!(seen(&gate), (Status::SignedIn, None), "{storage}");
    }
}

#[test]
fn a_renewal_under_way_does_not_outlive_its_person() {
    for out in [true, false] {
        let world = World::new();
        let gate = sign_in(&world, local());
        let (other, second) = beside(&world, local());
        let mut renewal = Running::begin(&world, &gate, "refresh");
        if out {
            ask(&second, "signOut", json!({ "everywhere": false })).unwrap();
        } else {
            world.provider.person.set(Some("eve"));
            sign_in(&other, local());
        }
        // Nothing was heard yet: what is stored decides.
        assert_eq!(renewal.poll(), Poll::Ready(Err(Code::InteractionRequired)));
        drop(renewal);
        hear(&world, &gate);
        let who = gate.state().session.as_ref().map(|session| session.subject.clone());
        assert_eq!(who.as_deref(), (!out).then_some("eve"));
        let shared = world.origin.shared.borrow().values().next().cloned();
        assert_eq!(shared.is_some(), !out);
    }
}

#[test]
fn a_sign_in_under_way_does_not_outlive_a_sign_out() {
    for storage in STORAGES {
        let settings = json!({ "storage": storage });
        let world = World::new();
        let (_, second) = beside(&sign_in_world(&world, settings.clone()), settings.clone());
        let gate = page(&world, settings.clone());
        assert!(ask(&gate, "signIn", json!({})).unwrap().0);
        world.authorize();
        let gate = page(&world, settings);
        let mut start = Running::begin(&world, &gate, "start");
        ask(&second, "signOut", json!({ "everywhere": false })).unwrap();
        hear(&world, &gate);
        while start.poll().is_pending() {}
        drop(start);
        assert_eq!(seen(&gate), (Status::SignedOut, None), "{storage}");
        assert!(world.stored("session").is_empty() && world.origin.shared.borrow().is_empty(), "{storage}");
    }
}

#[test]
fn what_is_told_during_a_start_is_heard_after_it() {
    let world = World::new();
    sign_in(&world, local());
    let other = world.beside();
    let gate = page(&other, local());
    let mut start = Running::begin(&other, &gate, "start");
    world.provider.person.set(Some("eve"));
    sign_in(&world, local());
    hear(&other, &gate);
    while start.poll().is_pending() {}
    drop(start);
    assert_eq!(gate.state().session.as_ref().unwrap().subject, "eve", "it had read the store before");
}

fn sign_in_world(world: &Rc<World>, settings: Value) -> Rc<World> {
    sign_in(world, settings);
    world.clone()
}

#[test]
fn a_page_that_is_shown_again_compares_with_what_is_stored() {
    for storage in STORAGES {
        let settings = json!({ "storage": storage });
        let world = World::new();
        let gate = sign_in(&world, settings);
        assert_eq!(shown(&gate), None);
        assert_eq!(seen(&gate), (Status::SignedIn, None), "{storage}");
        // The person cleared the site's data.
        world.store.borrow_mut().clear();
        world.origin.shared.borrow_mut().clear();
        shown(&gate);
        assert_eq!(seen(&gate), (Status::SignedOut, None), "{storage}");
    }
}

#[test]
fn a_page_from_the_back_forward_cache_takes_what_a_later_page_of_its_tab_renewed() {
    let world = World::new();
    let settings = json!({ "storage": "session" });
    let old = sign_in(&world, settings.clone());
    let later = load(&world, settings);
    assert_eq!(refresh(&later), None);
    assert_eq!(shown(&old), None);
    assert_eq!(access_token(&old, 30), access_token(&later, 30));
    assert_eq!(refresh(&old), None);
    assert!(!world.provider.reuse_seen.get());
}

#[test]
fn what_was_edited_in_the_store_is_no_session() {
    for edit in ["sub", "signature", "truncated", "empty"] {
        let world = World::new();
        let gate = sign_in(&world, local());
        {
            let mut shared = world.origin.shared.borrow_mut();
            let text = shared.values_mut().next().unwrap();
            let mut stored: Value = serde_json::from_str(text).unwrap();
            let id = stored["id"].as_str().unwrap().to_owned();
            stored["id"] = match edit {
                "sub" => json!(id.replacen(id.split('.').nth(1).unwrap(), "eyJzdWIiOiJldmUifQ", 1)),
                _ => json!(format!("{}AAAA{}", &id[..id.len() - 40], &id[id.len() - 36..])),
            };
            *text = match edit {
                "truncated" => text[..text.len() / 2].into(),
                "empty" => String::new(),
                _ => stored.to_string(),
            };
        }
        let other = world.beside();
        let fresh = load(&other, local());
        assert_eq!(fresh.state().status, Status::SignedOut, "{edit}");
        assert!(world.origin.shared.borrow().is_empty(), "{edit}: dropped");
        hear(&world, &gate);
        assert_eq!(gate.state().status, Status::SignedOut, "{edit}");
    }
}

#[test]
fn a_store_that_cannot_be_written_is_an_error_before_the_redirect() {
    let world = World::new();
    world.origin.shared_fails.set(true);
    let gate = page(&world, local());
    assert_eq!(code(ask(&gate, "signIn", json!({}))), Some(Code::StorageUnavailable));
    assert_eq!(seen(&gate), (Status::Failed, Some(Code::StorageUnavailable)));
    assert!(world.navigations.borrow().is_empty());
}

#[test]
fn a_full_store_leaves_the_session_in_this_tab_with_a_warning() {
    let world = World::new();
    let gate = page(&world, local());
    ask(&gate, "signIn", json!({})).unwrap();
    world.authorize();
    world.origin.shared_fails.set(true);
    let gate = load(&world, local());
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    assert_eq!(events(&gate), ["warning storage_unavailable", "signed-in ada"]);
    assert_eq!(refresh(&gate), None);
    world.origin.shared_fails.set(false);
    assert_eq!(shown(&gate), None);
    assert_eq!(refresh(&gate), None);
    assert_eq!(seen(&gate), (Status::SignedIn, None), "nothing is stored, and nothing was to be");
    assert!(!world.provider.reuse_seen.get());
}

#[test]
fn a_store_that_fails_during_a_renewal_costs_nobody_a_used_token() {
    let world = World::new();
    let gate = sign_in(&world, local());
    let (other, second) = beside(&world, local());
    world.origin.shared_fails.set(true);
    assert_eq!(refresh(&gate), Some(Code::StorageUnavailable));
    assert_eq!(seen(&gate), (Status::SignedIn, None), "until its end");
    world.origin.shared_fails.set(false);
    world.pass(60);
    assert_eq!(refresh(&gate), None);
    hear(&other, &second);
    let mut renewal = Running::begin(&world, &gate, "refresh");
    world.origin.shared_fails.set(true);
    assert!(matches!(renewal.poll(), Poll::Ready(Ok(_))));
    drop(renewal);
    world.origin.shared_fails.set(false);
    assert!(events(&gate).contains(&"warning storage_unavailable".into()));
    assert_eq!(refresh(&second), Some(Code::NetworkError), "the mark stands");
    assert_eq!(refresh(&gate), None, "alone");
    assert_eq!(renewals(&other), 0);
    assert!(!world.provider.reuse_seen.get());
}

#[test]
fn claims_that_the_map_demands_fail_in_every_tab() {
    let mut map = role_map();
    map["claims"] = json!({ "client": { "groups": { "sources": [{ "token": "id", "path": ["groups"] }], "onAbsent": "error" } } });
    let world = World::new();
    let gate = sign_in_with(&world, local(), &map);
    merge(&mut world.provider.claims.borrow_mut(), json!({ "groups": null }));
    assert_eq!(refresh(&gate), Some(Code::ClaimMissing));
    assert_eq!(seen(&gate), (Status::Failed, Some(Code::ClaimMissing)));
    assert!(world.origin.shared.borrow().is_empty());
}

/// A tab that keeps its own session, and a copy of it that the person made.
fn duplicated(restore: &str) -> (Rc<World>, Gate<Tab>, Rc<World>, Value) {
    let settings = json!({ "storage": "session", "restore": restore });
    let world = World::new();
    let gate = sign_in(&world, settings.clone());
    world.visit("https://app.example/projects");
    let copy = world.duplicate();
    (world, gate, copy, settings)
}

#[test]
fn a_duplicated_tab_does_not_share_the_refresh_token() {
    for restore in ["redirect", "iframe", "none"] {
        let (world, gate, copy, settings) = duplicated(restore);
        copy.framed.set(Framed::SignedIn);
        let mut second = load(&copy, settings.clone());
        if restore == "redirect" {
            let (url, replaces) = copy.navigations.borrow().last().unwrap().clone();
            assert!(replaces && parameters(&url)["prompt"] == "none", "as a reload from memory would");
            copy.authorize();
            second = load(&copy, settings);
            assert_eq!(second.state().return_to.as_deref(), Some("/projects"));
        }
        let expected = if restore == "none" { Status::SignedOut } else { Status::SignedIn };
        assert_eq!(seen(&second), (expected, None), "{restore}");
        assert_eq!(copy.stored("session").is_empty(), restore == "none", "the copy is gone");
        assert_eq!(seen(&gate), (Status::SignedIn, None), "{restore}");
        for _ in 0..2 {
            assert_eq!(refresh(&gate), None);
            if restore != "none" {
                assert_eq!(refresh(&second), None);
            }
        }
        assert_eq!(renewals(&world), 2);
        assert!(!world.provider.reuse_seen.get());
        assert_eq!(
            load(&world, json!({ "storage": "session", "restore": restore })).state().status,
            Status::SignedIn,
            "a reload is no copy"
        );
    }
}

#[test]
fn of_two_copies_that_both_slept_the_first_that_wakes_has_the_session() {
    for wakes in ["hear", "refresh"] {
        let (world, gate, copy, settings) = duplicated("none");
        // The page is in the back-forward cache, or its tab is discarded.
        world.origin.disown(&world);
        let second = load(&copy, settings);
        assert_eq!((seen(&second), refresh(&second)), ((Status::SignedIn, None), None));
        let _ = ask(&gate, wakes, json!({}));
        assert_eq!(refresh(&gate), Some(Code::InteractionRequired), "{wakes}");
        assert_eq!(seen(&gate), (Status::SignedIn, None), "until its end");
        assert!(!world.stored("session")[0].1.contains("refresh\":"), "{wakes}: nor after a reload");
        assert_eq!((renewals(&world), refresh(&second)), (0, None));
        assert!(!world.provider.reuse_seen.get());
    }
}
