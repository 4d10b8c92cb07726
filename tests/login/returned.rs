//! Coming back: whose answer it is, and that it counts once.

use claimgate::error::Code;
use claimgate::gate::Status;
use serde_json::json;

use crate::support::provider::no_network;
use crate::support::tab::parameters;
use crate::support::{Tab, World, ask, can, events, load, page, seen, sign_in};

#[test]
fn the_whole_way() {
    let world = World::new();
    world.visit("https://app.example/projects/7?tab=2#top");
    ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
    let asked = parameters(&world.last_navigation());
    world.authorize();
    let gate = load(&world, json!({}));
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    assert_eq!(events(&gate), ["signed-in ada"]);
    assert!(can(&gate, "projects:read") && !can(&gate, "projects:write"));
    assert_eq!(gate.state().return_to.as_deref(), Some("/projects/7?tab=2#top"));
    assert_eq!(gate.state().session.as_ref().unwrap().expires.seconds(), world.now.get() + 3600);
    assert_eq!(gate.holds_until().map(|at| at.seconds()), Some(world.now.get() + 3600));
    assert_eq!(*world.address.borrow(), "https://app.example/callback", "the address bar holds nothing of the answer");
    let [redeemed] = &world.requests_to("/token")[..] else { panic!("one redemption") };
    let form = parameters(redeemed.body.as_ref().unwrap());
    assert_eq!(form["redirect_uri"], asked["redirect_uri"]);
    assert!(!form.contains_key("client_secret"));
    assert!(world.stored("tx:").is_empty());
    assert_eq!(world.stored("used:").len(), 1, "a mark that the state was taken");
    for secret in [&form["code"], &form["code_verifier"], &asked["state"], &asked["nonce"], "access-", "refresh-", "eyJ"] {
        assert!(!world.everything_stored().contains(secret), "`memory` stores no secret");
    }
}

#[test]
fn the_parameters_of_the_app_stay_in_the_address() {
    let world = World::new();
    ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
    let address = world.authorize().replace('?', "?lang=de&") + "#part";
    world.visit(&address);
    assert_eq!(seen(&load(&world, json!({}))), (Status::SignedIn, None));
    assert_eq!(*world.address.borrow(), "https://app.example/callback?lang=de#part");
}

#[test]
fn the_transaction_is_taken_before_the_first_request() {
    let world = World::new();
    ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
    let address = world.authorize();
    world.provider.next("configuration", [no_network()]);
    assert_eq!(seen(&load(&world, json!({}))), (Status::SignedOut, Some(Code::NetworkError)));
    assert!(world.stored("tx:").is_empty());
    assert_eq!(*world.address.borrow(), "https://app.example/callback");
    world.visit(&address);
    assert_eq!(seen(&load(&world, json!({}))), (Status::SignedOut, Some(Code::CallbackReplayed)));
    assert!(world.requests_to("/token").is_empty(), "the code was never sent");
}

#[test]
fn an_answer_counts_once() {
    let world = World::new();
    ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
    let address = world.authorize();
    load(&world, json!({ "restore": "none" }));
    world.visit(&address);
    let again = load(&world, json!({ "restore": "none" }));
    assert_eq!(seen(&again), (Status::SignedOut, Some(Code::CallbackReplayed)));
    assert_eq!(*world.address.borrow(), "https://app.example/callback");
    assert_eq!(world.requests_to("/token").len(), 1);
    world.pass(600);
    world.visit(&address);
    assert_eq!(seen(&load(&world, json!({ "restore": "none" }))), (Status::SignedOut, Some(Code::StateUnknown)), "the mark is gone");
}

#[test]
fn a_session_that_stands_survives_answers_that_are_not_its_own() {
    for (replayed, expected) in [(true, "warning callback_replayed"), (false, "warning state_unknown")] {
        let world = World::new();
        ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
        let address = world.authorize();
        load(&world, json!({ "storage": "session" }));
        world.visit(if replayed { &address } else { "https://app.example/callback?code=x&state=forged" });
        let gate = load(&world, json!({ "storage": "session" }));
        assert_eq!(seen(&gate), (Status::SignedIn, None));
        assert_eq!(events(&gate), [expected]);
        assert_eq!(*world.address.borrow(), "https://app.example/callback");
        assert_eq!(world.requests_to("/token").len(), 1);
    }
}

#[test]
fn an_unknown_state_is_no_sign_in_of_this_tab() {
    for address in ["?code=c&state=forged", "?error=access_denied&state=forged", "?code=c&code=d&state=forged"] {
        let world = World::new();
        ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
        world.visit(&format!("https://app.example/callback{address}"));
        assert_eq!(seen(&load(&world, json!({}))), (Status::SignedOut, Some(Code::StateUnknown)), "{address}");
        assert_eq!(world.stored("tx:").len(), 1, "the sign-in that is under way is not touched");
        assert!(world.requests_to("/token").is_empty());
    }
}

#[test]
fn an_answer_without_state_is_ours_only_while_a_sign_in_is_under_way() {
    let world = World::new();
    ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
    world.visit("https://app.example/callback?code=coupon");
    assert_eq!(seen(&load(&world, json!({}))), (Status::SignedOut, Some(Code::StateUnknown)));
    assert_eq!(*world.address.borrow(), "https://app.example/callback");
    world.pass(601);
    world.visit("https://app.example/callback?code=coupon");
    assert_eq!(seen(&load(&world, json!({}))), (Status::SignedOut, None), "what was begun ten minutes ago is not under way");
    assert_eq!(*world.address.borrow(), "https://app.example/callback?code=coupon");
}

#[test]
fn what_is_not_ours_is_left_alone() {
    for address in [
        "https://app.example/callback?state=NY",
        "https://app.example/shop?code=coupon&state=NY",
        "https://app.example/callback/more?code=c&state=s",
        "https://app.example/callback#code-of-conduct",
    ] {
        let world = World::new();
        world.visit(address);
        assert_eq!(seen(&load(&world, json!({}))), (Status::SignedOut, None), "{address}");
        assert_eq!(*world.address.borrow(), address);
    }
}

#[test]
fn an_answer_in_the_query_where_the_fragment_was_asked_for_is_malformed_and_removed() {
    let world = World::new();
    let settings = json!({ "responseMode": "fragment" });
    ask(&page(&world, settings.clone()), "signIn", json!({})).unwrap();
    let address = world.authorize().replace('#', "?").replace('?', "?lang=de&");
    world.visit(&address);
    assert_eq!(seen(&load(&world, settings.clone())), (Status::SignedOut, Some(Code::ResponseMalformed)));
    assert_eq!(*world.address.borrow(), "https://app.example/callback?lang=de");
    assert!(world.stored("tx:").is_empty() && world.requests_to("/token").is_empty());
    world.visit("https://app.example/callback?code=of-the-app&state=of-the-app");
    assert_eq!(seen(&load(&world, settings)), (Status::SignedOut, None), "what is the app's own stays");
    assert_eq!(*world.address.borrow(), "https://app.example/callback?code=of-the-app&state=of-the-app");
}

#[test]
fn tokens_in_the_fragment_are_removed_and_ignored() {
    let world = World::new();
    world.visit("https://app.example/callback#access_token=x&id_token=y&state=z");
    assert_eq!(seen(&load(&world, json!({}))), (Status::SignedOut, None));
    assert_eq!(*world.address.borrow(), "https://app.example/callback");
}

#[test]
fn after_ten_minutes_it_is_too_late() {
    for (seconds, expected) in [(600, None), (601, Some(Code::CallbackExpired)), (-3600, Some(Code::CallbackExpired))] {
        let world = World::new();
        ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
        world.authorize();
        world.pass(seconds);
        let (_, error) = seen(&load(&world, json!({})));
        assert_eq!(error, expected, "{seconds}");
        assert_eq!(world.requests_to("/token").is_empty(), expected.is_some());
    }
}

#[test]
fn two_sign_ins_at_once_both_succeed() {
    let world = World::new();
    let gate = page(&world, json!({}));
    ask(&gate, "signIn", json!({ "returnTo": "/projects/1" })).unwrap();
    let first = world.authorize();
    ask(&gate, "signIn", json!({ "returnTo": "/projects/2" })).unwrap();
    let second = world.authorize();
    for (address, path) in [(second, "/projects/2"), (first, "/projects/1")] {
        world.visit(&address);
        let gate = load(&world, json!({}));
        assert_eq!(seen(&gate), (Status::SignedIn, None));
        assert_eq!(gate.state().return_to.as_deref(), Some(path));
    }
}

#[test]
fn an_answer_of_another_issuer_is_refused_before_the_code_is_sent() {
    for (value, expected) in [
        ("iss=https%3A%2F%2Fevil.example", Code::ResponseIssuerMismatch),
        ("iss=https%3A%2F%2Fidp.example%2F", Code::ResponseIssuerMismatch),
        ("iss=https%3A%2F%2FIDP.example", Code::ResponseIssuerMismatch),
        ("x=1", Code::ResponseIssuerMissing),
        ("iss=", Code::ResponseIssuerMissing),
        ("iss=https%3A%2F%2Fidp.example&iss=https%3A%2F%2Fidp.example", Code::ResponseMalformed),
    ] {
        let world = World::new();
        ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
        let address = world.authorize().replace("iss=https%3A%2F%2Fidp.example", value);
        world.visit(&address);
        assert_eq!(seen(&load(&world, json!({}))), (Status::SignedOut, Some(expected)), "{value}");
        assert!(world.requests_to("/token").is_empty());
    }
}

#[test]
fn an_error_of_another_issuer_is_not_believed() {
    // What the right one says of a silent check ends it quietly; what another says is no answer to it.
    for (value, expected) in [("https%3A%2F%2Fidp.example", None), ("https%3A%2F%2Fevil.example", Some(Code::ResponseIssuerMismatch))] {
        let world = World::new();
        sign_in(&world, json!({}));
        world.visit("https://app.example/projects");
        load(&world, json!({}));
        world.refuse("login_required");
        let address = world.address.borrow().replace("https%3A%2F%2Fidp.example", value);
        world.visit(&address);
        assert_eq!(seen(&load(&world, json!({}))), (Status::SignedOut, expected), "{value}");
    }
}

#[test]
fn what_was_granted_is_what_the_answer_says_or_what_was_asked_for() {
    for (said, expected) in [(json!("openid"), vec!["openid"]), (json!(null), vec!["openid", "profile", "offline_access"])] {
        let world = World::new();
        *world.provider.answer.borrow_mut() = json!({ "scope": said });
        let gate = sign_in(&world, json!({}));
        assert_eq!(gate.state().session.as_ref().unwrap().tokens.scopes, expected);
    }
}

#[test]
fn a_provider_that_does_not_promise_iss_need_not_send_it() {
    let world = World::new();
    *world.provider.metadata.borrow_mut() = json!({ "authorization_response_iss_parameter_supported": false });
    ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
    let address = world.authorize().replace("iss=", "x=");
    world.visit(&address);
    assert_eq!(seen(&load(&world, json!({}))), (Status::SignedIn, None));
}

#[test]
fn an_app_of_another_issuer_does_not_know_the_state() {
    let world = World::new();
    ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
    world.authorize();
    let other = load(&world, json!({ "clientId": "other" }));
    assert_eq!(seen(&other), (Status::SignedOut, Some(Code::StateUnknown)));
    assert_eq!(world.stored("tx:").len(), 1);
}

#[test]
fn a_malformed_answer_ends_its_sign_in() {
    for more in ["&code=d", "&error=access_denied", "&code=%FF", "&state=x"] {
        let world = World::new();
        ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
        let address = world.authorize() + more;
        world.visit(&address);
        assert_eq!(seen(&load(&world, json!({}))), (Status::SignedOut, Some(Code::ResponseMalformed)), "{more}");
        assert!(world.stored("tx:").is_empty() && world.requests_to("/token").is_empty());
    }
}

#[test]
fn a_refusal_is_told_in_the_provider_s_words() {
    let world = World::new();
    ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
    world.refuse("access_denied");
    let gate = load(&world, json!({}));
    assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::AuthorizationDenied)));
    let state = gate.state();
    assert_eq!(state.error.as_ref().unwrap().provider_answer().unwrap().error, "access_denied");
    assert_eq!(state.return_to.as_deref(), Some("/"), "another try leads where this one was to lead");
    assert_eq!(*world.address.borrow(), "https://app.example/callback");
}

#[test]
fn login_required_is_an_error_where_somebody_asked_to_sign_in() {
    let world = World::new();
    ask(&page(&world, json!({})), "signIn", json!({})).unwrap();
    world.refuse("login_required");
    assert_eq!(seen(&load(&world, json!({}))), (Status::SignedOut, Some(Code::InteractionRequired)));
}

#[test]
fn a_refused_optional_scope_is_given_up_once() {
    let world = World::new();
    ask(
        &page(&world, json!({})),
        "signIn",
        json!({ "returnTo": "/projects/7", "prompt": "login", "loginHint": "ada", "maxAge": 60, "acrValues": ["mfa"] }),
    )
    .unwrap();
    let first = parameters(&world.last_navigation());
    world.refuse("invalid_scope");
    let (leaving, _) = ask(&page(&world, json!({})), "start", json!({})).unwrap();
    assert!(leaving);
    let (url, replaced) = world.navigations.borrow()[1].clone();
    assert!(replaced, "the refusal does not stay in the history");
    let second = parameters(&url);
    assert_eq!((first["scope"].as_str(), second["scope"].as_str()), ("openid profile offline_access", "openid profile"));
    assert_eq!((second["max_age"].as_str(), second["acr_values"].as_str()), ("60", "mfa"));
    assert_eq!((second["prompt"].as_str(), second["login_hint"].as_str()), ("login", "ada"), "who asked to be asked is asked");
    assert_ne!(first["state"], second["state"]);
    assert!(world.stored("tx:")[0].1.contains("/projects/7"));
    world.refuse("invalid_scope");
    let gate = load(&world, json!({}));
    assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::ScopeRefused)));
    assert_eq!(world.navigations.borrow().len(), 2);
}

#[test]
fn without_an_optional_scope_a_refused_scope_is_final() {
    let world = World::new();
    let settings = json!({ "optionalScope": "" });
    ask(&page(&world, settings.clone()), "signIn", json!({})).unwrap();
    world.refuse("invalid_scope");
    assert_eq!(seen(&load(&world, settings)), (Status::SignedOut, Some(Code::ScopeRefused)));
}

#[test]
fn a_saved_path_must_pass_its_own_rules() {
    for (path, expected) in [
        ("/projects/7", Some("/projects/7")),
        ("/projects/new", None),
        ("/elsewhere?a=1#b", Some("/elsewhere?a=1#b")),
        ("/login", None),
        ("/LOGIN", None),
        ("/login/", None),
        ("/forbidden", None),
        ("/callback?code=1", None),
        ("/Callback/", None),
    ] {
        let world = World::new();
        ask(&page(&world, json!({})), "signIn", json!({ "returnTo": path })).unwrap();
        world.authorize();
        let gate = load(&world, json!({}));
        assert_eq!(seen(&gate), (Status::SignedIn, None));
        assert_eq!(gate.state().return_to.as_deref(), expected, "{path}");
        assert_eq!(gate.landing(), "/projects");
    }
}

#[test]
fn with_a_basename_paths_are_the_router_s() {
    let world = World::new();
    let settings = json!({ "basename": "/app", "redirectUri": "https://app.example/app/callback" });
    world.visit("https://app.example/app/projects/7");
    ask(&page(&world, settings.clone()), "signIn", json!({})).unwrap();
    world.authorize();
    let gate: claimgate::gate::Gate<Tab> = load(&world, settings);
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    assert_eq!(gate.state().return_to.as_deref(), Some("/projects/7"));
    assert_eq!(gate.route("/callback").outcome.as_str(), "allow");
}

#[test]
fn each_state_is_told_to_the_page() {
    let world = World::new();
    let gate = sign_in(&world, json!({}));
    assert!(world.changes.get() >= 1);
    let (version, changes) = (gate.version(), world.changes.get());
    ask(&gate, "signOut", json!({ "everywhere": false })).unwrap();
    assert!(gate.version() > version && world.changes.get() > changes);
}
