//! The report for an issue: what it says, and that it says nothing of anybody.

use std::collections::BTreeSet;

use claimgate::gate::Gate;
use serde_json::{Value, json};

use crate::support::provider::plain;
use crate::support::{CLIENT, Tab, World, ask, page, sign_in};

fn report(gate: &Gate<Tab>) -> Value {
    serde_json::from_str(&gate.diagnostics().to_text()).unwrap()
}

#[test]
fn a_report_says_what_the_gate_is_set_to_and_saw() {
    let world = World::new();
    let fresh = report(&page(&world, json!({ "storage": "session", "restore": "none", "leeway": 5 })));
    let settings = json!({ "storage": "session", "restore": "none", "maxSession": 28_800, "leeway": 5 });
    let provider = json!({ "issuer": "https://idp.example", "endpoints": null });
    let expected = json!({ "provider": provider, "settings": settings, "clockOffset": null, "session": null,
        "renewalPausedUntil": null, "verification": null });
    assert_eq!(fresh, expected);

    let gate = sign_in(&world, json!({}));
    let now = world.now.get();
    world.provider.next("/token", [Ok(plain(503))]);
    let _ = ask(&gate, "refresh", json!({}));
    let told = report(&gate);
    let at = |name: &str| told["provider"]["endpoints"][name].clone();
    assert_eq!((at("token"), at("jwks"), at("revocation")), (json!(crate::support::ISSUER), json!(crate::support::ISSUER), at("token")));
    let session = json!({ "acceptedAt": now, "receivedAt": now, "expiresAt": now + 3600, "accessExpiresAt": now + 300,
        "hasRefreshToken": true, "userinfoClaims": [] });
    assert_eq!((&told["session"], &told["renewalPausedUntil"]), (&session, &json!(now + 2)));
    let checks = told["verification"]["checks"].as_array().unwrap();
    assert!(checks.len() > 12 && checks.iter().all(|check| check["ok"] == true), "{checks:?}");
    assert!(checks.contains(&json!({ "step": "11 nonce", "ok": true })));
}

#[test]
fn a_report_names_the_claims_that_only_userinfo_had() {
    let world = World::new();
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada", "name": "Ada" });
    *world.provider.userinfo.borrow_mut() = json!({ "sub": "ada", "name": "Other", "groups": ["writers"], "7": "seven" });
    let told = report(&sign_in(&world, json!({})));
    let names: BTreeSet<_> = told["session"]["userinfoClaims"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(names, BTreeSet::from(["groups", "7"]));
}

#[test]
fn a_report_says_what_a_verification_failed_with() {
    let world = World::new();
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada", "aud": "somebody-else" });
    let gate = sign_in(&world, json!({}));
    let told = report(&gate);
    assert_eq!(told["verification"]["code"], "audience_rejected");
    assert_eq!((&told["verification"]["claim"], &told["verification"]["checks"]), (&json!("aud"), &json!([])));
    assert!(!told.to_string().contains("somebody-else"));
}

#[test]
fn a_report_holds_nothing_secret_and_names_nobody() {
    let world = World::new();
    let person =
        json!({ "sub": "ada-of-all", "email": "ada@example.org", "name": "Ada L", "groups": ["readers", "some-group"], "iss": null });
    *world.provider.claims.borrow_mut() = person;
    for (settle, settings) in [(true, json!({ "storage": "session" })), (false, json!({})), (true, json!({ "restore": "iframe" }))] {
        crate::support::merge(&mut world.provider.claims.borrow_mut(), json!({ "iss": "https://idp.example" }));
        let gate = sign_in(&world, settings);
        if settle {
            world.provider.forges.set(true);
            let _ = ask(&gate, "refresh", json!({}));
            world.provider.forges.set(false);
        }
        let text = report(&gate).to_string();
        let own = ["ada", "Ada", "readers", "some-group", "eyJ", "secret", CLIENT];
        for word in own.iter().filter(|word| **word != CLIENT) {
            assert!(!text.contains(word), "{word} in {text}");
        }
        for (_, kept) in world.stored("tx:").iter().chain(&world.stored("session")) {
            let kept: Value = serde_json::from_str(kept).unwrap();
            for name in ["state", "nonce", "verifier", "id", "access", "refresh"] {
                assert!(kept[name].as_str().is_none_or(|secret| !text.contains(secret)), "{name} in {text}");
            }
        }
    }
}
