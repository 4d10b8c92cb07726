//! Clocks that differ from the provider's, and clocks that are set.

use claimgate::error::Code;
use claimgate::gate::{Event, Status};
use serde_json::json;

use crate::support::provider::{no_network, plain};
use crate::support::tab::Framed;
use crate::support::{World, access_token, ask, can, code, events, load, page, seen, sign_in};

/// The sizes of the differences that were told.
fn told(gate: &claimgate::gate::Gate<crate::support::Tab>) -> Vec<String> {
    let sizes = |event: &Event| match event {
        Event::Warning(error) if error.code() == Code::ClockSkew => Some(error.message()),
        _ => None,
    };
    gate.take_events().iter().filter_map(sizes).collect()
}

fn offset(gate: &claimgate::gate::Gate<crate::support::Tab>) -> Option<i64> {
    gate.diagnostics().field("clockOffset").and_then(claimgate::json::Json::as_integer)
}

#[test]
fn the_provider_s_clock_is_read_off_its_answers_and_told_once() {
    for (clock, words) in [(40, "ahead by 40 seconds"), (-40, "behind by 40 seconds")] {
        let world = World::new();
        world.provider.dates.set(true);
        world.provider.clock.set(clock);
        let gate = sign_in(&world, json!({}));
        assert_eq!((seen(&gate), offset(&gate)), ((Status::SignedIn, None), Some(clock)));
        let first = told(&gate);
        assert!(matches!(&first[..], [one] if one.contains(words)), "{first:?}");
        world.pass(250);
        assert_eq!(code(ask(&gate, "refresh", json!({}))), None);
        assert_eq!(told(&gate), Vec::<String>::new(), "it is no news");
        world.provider.clock.set(0);
        assert_eq!(code(ask(&gate, "refresh", json!({}))), None);
        assert_eq!((offset(&gate), told(&gate)), (Some(0), Vec::new()), "a clock that is right is no warning");
    }
}

#[test]
fn without_a_date_the_time_of_a_fresh_token_tells() {
    let world = World::new();
    assert_eq!(offset(&page(&world, json!({}))), None, "nothing is known yet");
    world.provider.clock.set(-30);
    let gate = sign_in(&world, json!({}));
    assert_eq!(offset(&gate), Some(-30));
    assert_eq!(told(&gate).len(), 1);
    let exact = sign_in(&World::new(), json!({}));
    assert_eq!((offset(&exact), told(&exact).len()), (Some(0), 0));
}

#[test]
fn a_wrong_clock_at_sign_in_is_named_with_its_size_before_the_expiry_that_it_feigns() {
    for (clock, words) in [(7200, "ahead by 7200 seconds"), (-7200, "behind by 7200 seconds")] {
        let world = World::new();
        world.provider.clock.set(clock);
        let gate = sign_in(&world, json!({}));
        let state = gate.state();
        let error = state.error.as_ref().unwrap();
        assert_eq!((state.status, error.code(), error.claim_name()), (Status::SignedOut, Code::ClockSkew, Some("iat")));
        assert!(error.message().contains(words), "{}", error.message());
    }
}

#[test]
fn the_leeway_is_the_app_s() {
    for (leeway, clock, admitted) in [(0, 0, true), (0, 1, false), (300, 300, true), (300, 301, false), (300, -300, true)] {
        let world = World::new();
        world.provider.clock.set(clock);
        let gate = sign_in(&world, json!({ "leeway": leeway }));
        assert_eq!(seen(&gate).0 == Status::SignedIn, admitted, "leeway {leeway}, clock {clock}");
    }
}

#[test]
fn a_clock_that_is_set_back_revives_no_session_that_ended() {
    // Nothing renews it: whatever asked last has ended it.
    for ask_last in ["can", "accessToken", "wake"] {
        let world = World::new();
        let gate = sign_in(&world, json!({ "storage": "session", "optionalScope": "" }));
        world.pass(3600);
        match ask_last {
            "can" => gate.expire(),
            "wake" => drop(ask(&gate, "wake", json!({ "visible": true }))),
            _ => assert_eq!(code(ask(&gate, "accessToken", json!({}))), Some(Code::SessionExpired)),
        }
        assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::SessionExpired)), "{ask_last}");
        world.pass(-3000);
        assert!(!can(&gate, "projects:read"));
        assert_eq!(access_token(&gate, 0), Err(Code::SessionExpired));
        world.visit("https://app.example/");
        assert_eq!(seen(&load(&world, json!({ "storage": "session" }))), (Status::SignedOut, None));
    }
}

#[test]
fn a_clock_that_is_set_back_revives_no_session_that_waits_for_its_renewal() {
    let world = World::new();
    let settings = json!({ "storage": "session" });
    let gate = sign_in(&world, settings.clone());
    world.pass(3600);
    world.provider.next("/token", [Ok(plain(503)), Ok(plain(503))]);
    assert_eq!(code(ask(&gate, "wake", json!({ "visible": true }))), Some(Code::HttpError));
    assert_eq!(seen(&gate), (Status::Pending, None));
    world.pass(-3000);
    assert!(!can(&gate, "projects:read"));
    assert_eq!(seen(&gate), (Status::Pending, None));
    world.visit("https://app.example/");
    let again = load(&world, settings.clone());
    assert_eq!(seen(&again), (Status::SignedOut, Some(Code::HttpError)), "nor in the store");
    assert!(!can(&again, "projects:read"));
    assert_eq!(seen(&load(&world, settings)), (Status::SignedIn, None), "a new ID token does");
}

#[test]
fn a_clock_that_was_set_back_does_not_hold_up_a_restoration() {
    let world = World::new();
    let settings = json!({ "restore": "iframe" });
    sign_in(&world, settings.clone());
    world.visit("https://app.example/");
    world.provider.next("configuration", [no_network()]);
    assert_eq!(seen(&load(&world, settings.clone())).1, Some(Code::NetworkError));
    world.pass(-3600);
    world.framed.set(Framed::SignedIn);
    assert_eq!(seen(&load(&world, settings)).0, Status::SignedIn);
}

#[test]
fn a_clock_that_is_set_forward_ends_a_session_at_the_next_question() {
    let world = World::new();
    let gate = sign_in(&world, json!({ "optionalScope": "" }));
    world.pass(86_400);
    assert!(!can(&gate, "projects:read") && !gate.can_some("projects:*"));
    gate.expire();
    assert_eq!(events(&gate).last().map(String::as_str), Some("expired ada"));
}
