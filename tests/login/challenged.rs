//! An API that is not content with how the person authenticated (RFC 9470).

use std::rc::Rc;

use claimgate::error::Code;
use claimgate::gate::{Gate, Status};
use claimgate::json::Json;
use serde_json::{Value, json};

use crate::support::tab::parameters;
use crate::support::{Tab, World, ask, code, load, seen, sign_in};

const RECENT: &str = "Bearer error=\"insufficient_user_authentication\", max_age=\"10\"";
const STRONG: &str = "DPoP error=\"insufficient_user_authentication\", acr_values=\"mfa hw\", max_age=\"600\"";

/// What the page is told to do, and the options of the sign-in.
fn told(gate: &Gate<Tab>, header: &str) -> (Option<String>, String) {
    let (_, value) = ask(gate, "answered", json!({ "origin": "https://api.example", "authenticate": header })).unwrap();
    let next = value.field("next").and_then(Json::as_str).map(str::to_owned);
    (next, value.field("signIn").map(Json::to_text).unwrap_or_default())
}

fn person(world: &World, acr: &str, authenticated: i64) {
    *world.provider.claims.borrow_mut() =
        json!({ "sub": "ada", "groups": ["readers"], "acr": acr, "auth_time": world.now.get() - authenticated });
}

/// Signs in with what the page was told.
fn step_up(world: &Rc<World>, gate: &Gate<Tab>, options: &str, settings: Value) -> Gate<Tab> {
    assert!(ask(gate, "signIn", serde_json::from_str(options).unwrap()).unwrap().0);
    world.authorize();
    load(world, settings)
}

#[test]
fn the_person_is_sent_to_authenticate_as_the_api_asks() {
    let world = World::new();
    person(&world, "pwd", 20);
    let gate = sign_in(&world, json!({}));
    let (next, options) = told(&gate, STRONG);
    assert_eq!((next.as_deref(), options.as_str()), (Some("step-up"), r#"{"acrValues":["mfa","hw"],"maxAge":600}"#));
    world.visit("https://app.example/projects/7");
    assert!(ask(&gate, "signIn", serde_json::from_str(&options).unwrap()).unwrap().0);
    let asked = parameters(&world.last_navigation());
    assert_eq!((asked["acr_values"].as_str(), asked["max_age"].as_str()), ("mfa hw", "600"));
    person(&world, "hw", 0);
    world.authorize();
    let gate = load(&world, json!({}));
    assert_eq!(gate.state().return_to.as_deref(), Some("/projects/7"));
    assert_eq!(told(&gate, STRONG).0, None, "the second 401 is the app's: asking again would bring the same");
}

#[test]
fn a_challenge_that_the_person_meets_already_is_no_reason_to_leave() {
    let world = World::new();
    person(&world, "mfa", 500);
    let gate = sign_in(&world, json!({}));
    assert_eq!(told(&gate, STRONG).0, None);
    world.pass(101);
    assert_eq!(told(&gate, STRONG).0.as_deref(), Some("step-up"), "it has grown too old");
}

#[test]
fn a_short_age_is_asked_for_to_the_second_but_not_twice() {
    let world = World::new();
    person(&world, "pwd", 30);
    let gate = sign_in(&world, json!({}));
    let (next, options) = told(&gate, RECENT);
    assert_eq!(next.as_deref(), Some("step-up"), "the leeway is for clocks, not for people");
    // The provider's clock is 40 seconds behind: fresh as the authentication is, it looks older than asked for.
    person(&world, "pwd", 40);
    let gate = step_up(&world, &gate, &options, json!({}));
    assert_eq!(told(&gate, RECENT).0, None, "this would go on for ever");
    world.pass(31);
    assert_eq!(told(&gate, RECENT).0.as_deref(), Some("step-up"), "later it is another matter");
}

#[test]
fn apis_that_ask_for_different_things_in_turn_send_nobody_to_and_fro_for_ever() {
    let world = World::new();
    person(&world, "pwd", 0);
    let mut gate = sign_in(&world, json!({}));
    let ask_in_turn = |gate: &mut Gate<Tab>, acr: &str| {
        let (next, options) = told(gate, &STRONG.replace("mfa hw", acr));
        assert_eq!(next.as_deref(), Some("step-up"));
        person(&world, acr, 0);
        let refused = code(ask(gate, "signIn", serde_json::from_str(&options).unwrap()));
        if refused.is_none() {
            world.authorize();
            *gate = load(&world, json!({}));
        }
        refused
    };
    assert_eq!(["one", "two", "one"].map(|acr| ask_in_turn(&mut gate, acr)), [None; 3]);
    assert_eq!(ask_in_turn(&mut gate, "two"), Some(Code::SignInLoop));
    assert_eq!(seen(&gate), (Status::SignedIn, None), "the refusal is the app's, the session stands");
    world.pass(61);
    assert_eq!(ask_in_turn(&mut gate, "two"), None, "later it is another matter");
}

#[test]
fn what_asks_for_nothing_special_is_worth_a_renewal() {
    let world = World::new();
    let gate = sign_in(&world, json!({}));
    let long = STRONG.replace("hw", &"h".repeat(5_000));
    for header in
        [&long, "", "Bearer error=\"invalid_token\"", "Bearer error=\"insufficient_user_authentication\"", "Bearer error=\"a", "\u{1}"]
    {
        assert_eq!(told(&gate, header).0.as_deref(), Some("renew"), "{header}");
    }
}

#[test]
fn nobody_is_sent_to_sign_in_for_a_session_that_is_over() {
    let world = World::new();
    let gate = load(&world, json!({}));
    assert_eq!(told(&gate, STRONG).0, None);
}
