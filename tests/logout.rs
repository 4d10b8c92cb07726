//! Signing out: here first, then at the provider, whatever the provider says.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops where it fails")]

mod support;

use claimgate::error::Code;
use claimgate::gate::Status;
use serde_json::json;
use support::provider::{no_network, plain, refused};
use support::tab::parameters;
use support::{World, access_token, ask, can, code, events, load, page, seen, sign_in};

#[test]
fn everything_of_the_session_goes_and_the_page_leaves_for_the_provider() {
    let world = World::new();
    let gate = sign_in(&world, json!({ "storage": "session" }));
    let (leaving, _) = ask(&gate, "signOut", json!({ "everywhere": true })).unwrap();
    assert!(leaving);
    assert_eq!(seen(&gate), (Status::Pending, None), "guards must not send the person to sign in while the page leaves");
    assert!(!can(&gate, "projects:read"));
    assert!(gate.state().session.is_none());
    assert_eq!(access_token(&gate, 0), Err(Code::InteractionRequired));
    for kind in ["session", "marker", "tx:", "tries"] {
        assert!(world.stored(kind).is_empty(), "{kind}");
    }
    let url = world.last_navigation();
    assert!(url.starts_with("https://idp.example/logout?"));
    let asked = parameters(&url);
    assert_eq!((asked["client_id"].as_str(), asked["post_logout_redirect_uri"].as_str()), ("app", "https://app.example/"));
    assert!(asked["id_token_hint"].starts_with("eyJ"));
    let [revoked] = &world.requests_to("/revoke")[..] else { panic!("the refresh token is given back") };
    assert!(parameters(revoked.body.as_ref().unwrap())["token"].starts_with("refresh-"));
    assert_eq!(events(&gate), ["signed-in ada", "signed-out ada"]);
    world.visit("https://app.example/");
    assert_eq!(seen(&load(&world, json!({ "storage": "session" }))), (Status::SignedOut, None));
}

#[test]
fn only_here_leaves_the_page_where_it_is() {
    let world = World::new();
    let gate = sign_in(&world, json!({}));
    let navigations = world.navigations.borrow().len();
    let (leaving, _) = ask(&gate, "signOut", json!({ "everywhere": false })).unwrap();
    assert!(!leaving);
    assert_eq!(seen(&gate), (Status::SignedOut, None));
    assert_eq!(world.navigations.borrow().len(), navigations);
    assert_eq!(world.requests_to("/revoke").len(), 1);
    world.visit("https://app.example/");
    let reloaded = load(&world, json!({}));
    assert_eq!(seen(&reloaded), (Status::SignedOut, None), "a reload restores nobody");
    assert_eq!(world.navigations.borrow().len(), navigations);
}

#[test]
fn whoever_was_refused_here_can_still_sign_out_there() {
    let world = World::new();
    let gate = page(&world, json!({}));
    ask(&gate, "start", json!({})).unwrap();
    let (leaving, _) = ask(&gate, "signOut", json!({ "everywhere": true })).unwrap();
    assert!(leaving, "without a session here there may be one at the provider");
    let (url, _) = world.navigations.borrow().last().unwrap().clone();
    assert!(!parameters(&url).contains_key("id_token_hint"));
    assert_eq!(parameters(&url)["client_id"], "app");
}

#[test]
fn a_provider_that_fails_does_not_keep_anybody_signed_in() {
    for fault in [no_network(), Ok(plain(500)), Ok(refused("invalid_request"))] {
        let world = World::new();
        let gate = sign_in(&world, json!({ "storage": "session" }));
        world.provider.next("/revoke", [fault]);
        assert!(ask(&gate, "signOut", json!({ "everywhere": true })).unwrap().0, "the page leaves all the same");
        assert!(gate.state().session.is_none() && world.stored("session").is_empty());
    }
}

#[test]
fn metadata_that_cannot_be_had_is_told_after_the_person_is_signed_out() {
    let world = World::new();
    sign_in(&world, json!({ "storage": "session" }));
    world.visit("https://app.example/");
    let gate = load(&world, json!({ "storage": "session" }));
    // The keys are known, the metadata of this page too: what is asked for next is another provider's.
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    *world.provider.metadata.borrow_mut() = json!({ "end_session_endpoint": null, "revocation_endpoint": null });
    world.visit("https://app.example/");
    let gate = load(&world, json!({ "storage": "session" }));
    let (leaving, _) = ask(&gate, "signOut", json!({ "everywhere": true })).unwrap();
    assert!(leaving, "as with a provider that has a way to sign out: the page is left for where that would lead");
    assert_eq!(world.last_navigation(), "https://app.example/");
    assert_eq!(seen(&gate), (Status::Pending, None));
    assert!(world.stored("session").is_empty());
}

#[test]
fn a_sign_in_that_is_under_way_ends_too() {
    let world = World::new();
    let gate = page(&world, json!({}));
    ask(&gate, "signIn", json!({})).unwrap();
    let address = world.authorize();
    assert_eq!(code(ask(&gate, "signOut", json!({ "everywhere": false }))), None);
    world.visit(&address);
    let late = load(&world, json!({}));
    assert_eq!(late.state().status, Status::SignedOut);
    assert!(world.requests_to("/token").is_empty(), "its code is not redeemed");
}

#[test]
fn who_is_not_signed_in_is_signed_out_at_once() {
    let world = World::new();
    let gate = load(&world, json!({}));
    let (leaving, _) = ask(&gate, "signOut", json!({ "everywhere": false })).unwrap();
    assert!(!leaving);
    assert_eq!(seen(&gate), (Status::SignedOut, None));
    assert!(world.requests.borrow().is_empty());
}

#[test]
fn nobody_s_sign_out_has_an_error_of_before() {
    let world = World::new();
    let gate = sign_in(&world, json!({ "optionalScope": "" }));
    world.pass(3600);
    gate.expire();
    assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::SessionExpired)));
    ask(&gate, "signOut", json!({ "everywhere": false })).unwrap();
    assert_eq!(seen(&gate), (Status::SignedOut, None));
    assert!(events(&gate).contains(&"expired ada".to_owned()));
}
