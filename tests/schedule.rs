//! Random schedules from a seed: pages that come and go, clocks, faults. Whatever happens, some things never do.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops where it fails")]

mod support;
#[path = "schedule/tabs.rs"]
mod tabs;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};

use claimgate::gate::{Gate, Status};
use serde_json::{Value, json};
use support::provider::{no_network, plain};
use support::tab::Framed;
use support::{Tab, World, access_token, ask, can, page};

const SCHEDULES: u64 = 200;
const STEPS: usize = 60;

#[test]
fn no_schedule_breaks_what_must_always_hold() {
    let mut signed_in = 0;
    for seed in 0..SCHEDULES {
        signed_in += run(seed);
    }
    assert!(signed_in > 10 * SCHEDULES, "the schedules went nowhere: {signed_in} steps signed in");
}

fn run(seed: u64) -> u64 {
    let world = World::with_seed(seed);
    let pick = |count: u64| world.draw() % count;
    let storage = ["memory", "session"][usize::try_from(pick(2)).unwrap()];
    let longest = [100, 28_800][usize::try_from(pick(2)).unwrap()];
    let restore = ["redirect", "iframe", "none"][usize::try_from(pick(3)).unwrap()];
    let settings = json!({ "storage": storage, "maxSession": longest, "restore": restore });
    world.provider.renews_id.set(pick(2) == 0);
    world.provider.rotates.set(pick(4) != 0);
    let mut answers: Vec<String> = Vec::new();
    let mut gate = page(&world, settings.clone());
    let mut signed_in = 0;
    for step in 0..STEPS {
        let told = step_once(&world, &mut gate, &settings, &mut answers, &pick);
        signed_in += u64::from(gate.state().status == Status::SignedIn);
        check_invariants(&world, &gate, longest, &format!("seed {seed}, step {step}: {told}"));
    }
    signed_in
}

fn step_once(
    world: &std::rc::Rc<World>,
    gate: &mut Gate<Tab>,
    settings: &Value,
    answers: &mut Vec<String>,
    pick: &dyn Fn(u64) -> u64,
) -> &'static str {
    let reload = || page(world, settings.clone());
    // Left to chance alone, hardly anybody is ever signed in.
    if gate.state().status == Status::SignedOut && pick(3) == 0 {
        world.pass(30);
        world.offline.set(false);
        if ask(gate, "signIn", json!({})).is_ok() {
            answers.push(world.authorize());
            *gate = reload();
            let _ = ask(gate, "start", json!({}));
        }
        return "sign in and come back";
    }
    match pick(15) {
        0 => {
            let _ = ask(gate, "signIn", json!({}));
            "sign in"
        }
        1 | 2 if !world.navigations.borrow().is_empty() && world.last_navigation().contains("/authorize?") => {
            answers.push(world.authorize());
            *gate = reload();
            let _ = ask(gate, "start", json!({}));
            "come back"
        }
        3 if !answers.is_empty() => {
            world.visit(&answers[usize::try_from(pick(answers.len() as u64)).unwrap()]);
            *gate = reload();
            let _ = ask(gate, "start", json!({}));
            "come back with an answer of before"
        }
        4 => {
            world.visit("https://app.example/projects");
            *gate = reload();
            let _ = ask(gate, "start", json!({}));
            "reload"
        }
        5 | 6 => {
            let _ = ask(gate, "refresh", json!({}));
            "refresh"
        }
        7 => {
            let _ = ask(gate, "wake", json!({ "visible": pick(2) == 0 }));
            "wake"
        }
        8 => {
            world.pass([1, 59, 61, 299, 3600][usize::try_from(pick(5)).unwrap()]);
            "time passes"
        }
        9 => {
            world.provider.loses.set(u32::try_from(pick(2)).unwrap());
            let path = ["/token", "/jwks", "configuration"][usize::try_from(pick(3)).unwrap()];
            world.provider.next(path, [if pick(2) == 0 { no_network() } else { Ok(plain(503)) }]);
            "a fault is about to come"
        }
        10 => {
            world.save_fails.set(pick(4) == 0);
            "the store is full or not"
        }
        12 => {
            let framed = [Framed::SignedIn, Framed::Refused("login_required"), Framed::Nothing];
            world.framed.set(framed[usize::try_from(pick(3)).unwrap()]);
            "the provider knows the person, or not"
        }
        13 => {
            world.waits.set(1);
            let _ = pin!(gate.refresh(None)).as_mut().poll(&mut Context::from_waker(Waker::noop()));
            world.waits.set(0);
            world.visit("https://app.example/projects");
            *gate = reload();
            let _ = ask(gate, "start", json!({}));
            "reload in the midst of a refresh"
        }
        14 => {
            world.offline.set(!world.offline.get() && pick(2) == 0);
            "the network goes or comes"
        }
        11 if pick(4) == 0 => {
            let _ = ask(gate, "signOut", json!({ "everywhere": false }));
            assert!(gate.state().session.is_none() && world.stored("session").is_empty());
            "sign out"
        }
        _ => "nothing",
    }
}

fn check_invariants(world: &World, gate: &Gate<Tab>, longest: i64, told: &str) {
    assert!(world.provider.presented.borrow().values().all(|times| *times == 1), "{told}: a code was presented twice");
    assert!(!world.provider.reuse_seen.get(), "{told}: a used refresh token was presented");
    let state = gate.state();
    let stands =
        state.status == Status::SignedIn && state.session.as_ref().is_some_and(|session| world.now.get() < session.expires.seconds());
    if !stands {
        assert!(!can(gate, "projects:read") && !gate.can_some("projects:*"), "{told}: yes without a session that stands");
        assert_ne!(gate.route("/projects").outcome.as_str(), "allow", "{told}");
    }
    if let Some(session) = &state.session {
        assert!(session.expires.seconds() - session.tokens.accepted.seconds() <= longest, "{told}: past the longest session");
    } else {
        assert!(access_token(gate, 0).is_err(), "{told}: a token without a session");
    }
    if state.status == Status::SignedIn {
        assert!(state.session.is_some() && state.error.is_none(), "{told}");
    }
    drop(state);
    assert!(!world.everything_stored().contains("verifier") || !world.stored("tx:").is_empty(), "{told}");
}
