//! Being admitted: what the token endpoint and its tokens must say.

use claimgate::error::Code;
use claimgate::gate::Status;
use claimgate::host::Response;
use claimgate::names::State;
use serde_json::{Value, json};

use crate::support::provider::{Edit, good, no_network, plain, refused, with_status};
use crate::support::{World, access_token, can, events, load_with, merge, role_map, seen, sign_in, sign_in_with};

/// What is left of a sign-in that failed: nothing that could be used.
fn assert_nothing_is_left(world: &World, what: &str) {
    for kind in ["tx:", "session", "marker"] {
        assert!(world.stored(kind).is_empty(), "{what}: {kind}");
    }
    for secret in ["access-", "refresh-", "eyJ"] {
        assert!(!world.everything_stored().contains(secret), "{what}: {secret}");
    }
}

#[test]
fn every_fault_of_the_token_endpoint_has_its_name() {
    let huge = Response { body: format!("\"{}\"", "x".repeat(512 * 1024)), ..good(&json!({})) };
    let moved = Response { status: 302, ..good(&json!({})) };
    for (answer, expected) in [
        (Ok(refused("invalid_grant")), Code::TokenRejected),
        (Ok(with_status(401, &json!({ "error": "invalid_client" }))), Code::TokenRejected),
        (Ok(with_status(400, &json!({ "fault": 1 }))), Code::HttpError),
        (Ok(plain(400)), Code::HttpError),
        (Ok(plain(429)), Code::HttpError),
        (Ok(plain(503)), Code::HttpError),
        (Ok(plain(200)), Code::ResponseInvalid),
        (Ok(moved), Code::ResponseInvalid),
        (Ok(huge), Code::ResponseInvalid),
        (Ok(good(&json!([]))), Code::TokenResponseInvalid),
        (Ok(good(&json!({ "access_token": "a", "token_type": "Bearer" }))), Code::TokenResponseInvalid),
        (no_network(), Code::NetworkError),
    ] {
        let world = World::new();
        world.provider.next("/token", [answer.clone()]);
        let gate = sign_in(&world, json!({ "storage": "session" }));
        assert_eq!(seen(&gate), (Status::SignedOut, Some(expected)), "{answer:?}");
        assert_eq!(events(&gate), [format!("error {}", expected.as_str())]);
        assert_eq!(world.requests_to("/token").len(), 1, "a code is never sent again");
        assert_nothing_is_left(&world, expected.as_str());
    }
}

#[test]
fn members_of_the_answer_are_read_as_servers_write_them() {
    for (more, expected) in [
        (json!({ "token_type": "bEARER" }), None),
        (json!({ "token_type": "DPoP" }), Some(Code::TokenTypeUnsupported)),
        (json!({ "token_type": null }), Some(Code::TokenResponseInvalid)),
        (json!({ "expires_in": null, "__proto__": {}, "more": [1] }), None),
        (json!({ "expires_in": "300" }), None),
        (json!({ "expires_in": "300abc" }), Some(Code::TokenResponseInvalid)),
        (json!({ "id_token": 7 }), Some(Code::TokenResponseInvalid)),
        (json!({ "refresh_token": "" }), Some(Code::TokenResponseInvalid)),
    ] {
        let world = World::new();
        *world.provider.answer.borrow_mut() = more.clone();
        let (_, error) = seen(&sign_in(&world, json!({})));
        assert_eq!(error, expected, "{more}");
    }
}

#[test]
fn every_tampering_with_the_id_token_ends_the_sign_in() {
    let cases: [(Edit, Code); 22] = [
        (|_, claims| claims["iss"] = json!("https://evil.example"), Code::IssuerRejected),
        (|_, claims| claims["iss"] = json!("https://idp.example/"), Code::IssuerRejected),
        (|_, claims| claims["aud"] = json!("other"), Code::AudienceRejected),
        (|_, claims| claims["aud"] = json!(["app", "other"]), Code::AudienceRejected),
        (|_, claims| merge(claims, json!({ "aud": null })), Code::ClaimMissing),
        (|_, claims| claims["azp"] = json!("other"), Code::AzpRejected),
        (|_, claims| claims["nonce"] = json!("another"), Code::NonceMismatch),
        (|_, claims| merge(claims, json!({ "nonce": null })), Code::ClaimMissing),
        (|_, claims| claims["exp"] = json!(claims["iat"].as_i64().unwrap() - 61), Code::TokenExpired),
        (|_, claims| claims["exp"] = json!("9999999999"), Code::ClaimInvalid),
        (|_, claims| claims["iat"] = json!(claims["iat"].as_i64().unwrap() + 61), Code::ClockSkew),
        (|_, claims| claims["iat"] = json!(claims["iat"].as_i64().unwrap() - 61), Code::ClockSkew),
        (|_, claims| claims["nbf"] = json!(claims["iat"].as_i64().unwrap() + 61), Code::TokenNotYetValid),
        (|_, claims| merge(claims, json!({ "sub": null })), Code::ClaimMissing),
        (|_, claims| claims["at_hash"] = json!("AAAAAAAAAAAAAAAAAAAAAA"), Code::AtHashMismatch),
        (|_, claims| claims["c_hash"] = json!("AAAAAAAAAAAAAAAAAAAAAA"), Code::CHashMismatch),
        (|_, claims| claims["events"] = json!({}), Code::JwtTypeRejected),
        (|header, _| header["typ"] = json!("at+jwt"), Code::JwtTypeRejected),
        (|header, _| header["typ"] = json!("logout+jwt"), Code::JwtTypeRejected),
        (|header, _| header["alg"] = json!("none"), Code::JwtAlgRejected),
        (|header, _| header["alg"] = json!("HS256"), Code::JwtAlgRejected),
        (|header, _| header["crit"] = json!(["b64"]), Code::JwtCritRejected),
    ];
    for (edit, expected) in cases {
        let world = World::new();
        world.provider.edit.set(Some(edit));
        let gate = sign_in(&world, json!({ "storage": "session" }));
        assert_eq!(seen(&gate), (Status::SignedOut, Some(expected)));
        assert!(!can(&gate, "projects:read"));
        assert_nothing_is_left(&world, expected.as_str());
    }
}

#[test]
fn a_forged_signature_ends_the_sign_in() {
    let world = World::new();
    world.provider.forges.set(true);
    assert_eq!(seen(&sign_in(&world, json!({ "storage": "session" }))), (Status::SignedOut, Some(Code::JwtSignatureInvalid)));
    assert_nothing_is_left(&world, "forged");
}

#[test]
fn the_algorithms_can_be_narrowed() {
    let world = World::new();
    assert_eq!(seen(&sign_in(&world, json!({ "algorithms": ["RS256"] }))), (Status::SignedOut, Some(Code::JwtAlgRejected)));
}

#[test]
fn a_key_that_names_no_algorithm_is_bound_by_the_metadata() {
    for (algorithms, expected) in [(json!(["RS256"]), Some(Code::JwtKeyRejected)), (json!(["RS256", "ES256"]), None), (json!(null), None)] {
        let world = World::new();
        *world.provider.metadata.borrow_mut() = json!({ "id_token_signing_alg_values_supported": algorithms });
        let mut key = world.provider.jwk();
        key.as_object_mut().unwrap().remove("alg");
        world.provider.next("/jwks", [Ok(good(&json!({ "keys": [key] })))]);
        assert_eq!(seen(&sign_in(&world, json!({}))).1, expected, "{algorithms}");
    }
}

#[test]
fn what_was_asked_for_is_required_of_the_answer() {
    let world = World::new();
    let asked = json!({ "authorizeParams": { "max_age": "60", "acr_values": "mfa" } });
    assert_eq!(seen(&sign_in(&world, asked.clone())).1, Some(Code::AcrUnmet));
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada", "acr": "mfa" });
    assert_eq!(seen(&sign_in(&world, asked.clone())).1, Some(Code::ClaimMissing));
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada", "acr": "mfa", "auth_time": world.now.get() - 121 });
    assert_eq!(seen(&sign_in(&world, asked.clone())).1, Some(Code::AuthTooOld));
    world.pass(60);
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada", "acr": "mfa", "auth_time": world.now.get() - 60 });
    assert_eq!(seen(&sign_in(&world, asked)), (Status::SignedIn, None));
}

#[test]
fn keys_that_cannot_be_had_end_the_sign_in() {
    for (answer, expected) in [
        (no_network(), Code::NetworkError),
        (Ok(plain(200)), Code::ResponseInvalid),
        (Ok(good(&json!({}))), Code::JwksInvalid),
        (Ok(good(&json!({ "keys": [] }))), Code::JwtKeyMissing),
    ] {
        let world = World::new();
        world.provider.next("/jwks", [answer]);
        assert_eq!(seen(&sign_in(&world, json!({}))), (Status::SignedOut, Some(expected)));
        assert_eq!(world.requests_to("/jwks").len(), 1, "keys that were just fetched are not fetched again");
    }
}

#[test]
fn a_clock_within_the_leeway_is_told_and_stops_nobody() {
    let world = World::new();
    world.provider.clock.set(30);
    let gate = sign_in(&world, json!({}));
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    let told = events(&gate);
    assert!(told.contains(&"warning clock_skew".to_owned()), "{told:?}");
}

#[test]
fn a_full_storage_costs_a_reload_its_session_and_no_more() {
    let world = World::new();
    let settings = json!({ "storage": "session" });
    crate::support::ask(&crate::support::page(&world, settings.clone()), "signIn", json!({})).unwrap();
    world.authorize();
    world.save_fails.set(true);
    let gate = crate::support::load(&world, settings);
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    assert_eq!(events(&gate), ["warning storage_unavailable", "signed-in ada"]);
}

#[test]
fn at_the_second_of_expiry_every_answer_is_no() {
    let world = World::new();
    *world.provider.answer.borrow_mut() = json!({ "refresh_token": null });
    let gate = sign_in(&world, json!({ "optionalScope": "" }));
    world.pass(3599);
    assert!(can(&gate, "projects:read") && gate.can_some("projects:*"));
    assert_eq!(gate.route("/projects").outcome.as_str(), "allow");
    world.pass(1);
    assert!(!can(&gate, "projects:read") && !gate.can_some("projects:*"));
    assert_eq!(gate.route("/projects").outcome.as_str(), "sign_in");
    assert_eq!(gate.check("projects:read").reason.as_str(), "signed_out");
    assert_eq!(access_token(&gate, 0), Err(Code::SessionExpired));
    gate.expire();
    assert_eq!(seen(&gate), (Status::SignedOut, Some(Code::SessionExpired)));
    assert_eq!(events(&gate), ["signed-in ada", "expired ada"]);
    world.pass(-3000);
    assert!(!can(&gate, "projects:read"), "a clock that is set back revives nothing");
}

#[test]
fn a_session_lasts_as_long_as_the_app_says() {
    let world = World::new();
    let gate = sign_in(&world, json!({ "maxSession": 100, "optionalScope": "" }));
    world.pass(99);
    assert!(can(&gate, "projects:read"));
    world.pass(1);
    assert!(!can(&gate, "projects:read"));
}

#[test]
fn a_token_for_a_hundred_years_ends_after_eight_hours() {
    let world = World::new();
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada", "groups": ["readers"], "exp": world.now.get() + 3_155_760_000_i64 });
    let gate = sign_in(&world, json!({}));
    assert_eq!(gate.holds_until().map(|at| at.seconds() - world.now.get()), Some(28_800));
}

#[test]
fn a_token_accepted_within_the_leeway_stands_to_its_end() {
    let world = World::new();
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada", "groups": ["readers"], "exp": world.now.get() - 10 });
    let gate = sign_in(&world, json!({}));
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    assert_eq!(gate.holds_until().map(|at| at.seconds() - world.now.get()), Some(50));
}

#[test]
fn userinfo_is_asked_only_for_what_is_missing() {
    let world = World::new();
    sign_in(&world, json!({}));
    assert!(world.requests_to("/userinfo").is_empty());

    *world.provider.claims.borrow_mut() = json!({ "sub": "ada", "name": "Ada" });
    *world.provider.userinfo.borrow_mut() = json!({ "sub": "ada", "name": "Other", "email": "ada@acme.example", "groups": ["writers"] });
    let gate = sign_in(&world, json!({}));
    assert!(can(&gate, "projects:write"));
    let [request] = &world.requests_to("/userinfo")[..] else { panic!("asked once") };
    assert!(request.headers.iter().any(|(name, value)| *name == "authorization" && value.starts_with("Bearer access-")));
    assert!(!request.url.contains("access-"));
    let state = gate.state();
    let claims = &state.session.as_ref().unwrap().claims;
    let claim = |name: &str| claims.field(name).and_then(|value| value.as_str().map(str::to_owned));
    assert_eq!((claim("name").as_deref(), claim("email").as_deref()), (Some("Ada"), Some("ada@acme.example")));
}

#[test]
fn userinfo_that_fails_or_is_about_somebody_else_is_unavailable() {
    for answer in [
        no_network(),
        Ok(plain(200)),
        Ok(plain(500)),
        Ok(with_status(401, &json!({ "error": "invalid_token" }))),
        Ok(good(&json!({ "sub": "eve", "groups": ["writers"] }))),
        Ok(good(&json!({ "groups": ["writers"] }))),
    ] {
        let world = World::new();
        *world.provider.claims.borrow_mut() = json!({ "sub": "ada" });
        world.provider.next("/userinfo", [answer.clone()]);
        let gate = sign_in(&world, json!({}));
        assert_eq!(seen(&gate), (Status::SignedIn, None), "never fatal: {answer:?}");
        let decision = gate.check("projects:write");
        assert_eq!((decision.outcome.as_str(), decision.reason.as_str()), ("indeterminate", "unavailable"));
        assert!(!can(&gate, "projects:write"));
    }
}

#[test]
fn a_provider_without_userinfo_has_no_groups_there_that_could_be_missed() {
    let world = World::new();
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada" });
    *world.provider.metadata.borrow_mut() = json!({ "userinfo_endpoint": null });
    let decision = sign_in(&world, json!({})).check("projects:write");
    assert_eq!((decision.outcome.as_str(), decision.reason.as_str()), ("denied", "no_grant"));
    assert!(world.requests_to("/userinfo").is_empty());
}

/// Groups in the access token.
fn reads_access() -> Value {
    let mut map = role_map();
    map["claims"] = json!({ "client": { "groups": { "sources": [{ "token": "access", "path": ["groups"] }] } } });
    map
}

#[test]
fn an_access_token_is_read_only_where_the_map_says_so_and_it_verifies() {
    let world = World::new();
    *world.provider.access.borrow_mut() = json!({ "groups": ["writers"] });
    assert!(can(&sign_in_with(&world, json!({}), &reads_access()), "projects:write"));
    assert!(!can(&sign_in(&world, json!({})), "projects:write"), "another map does not read it");
    for claims in [json!({ "groups": ["writers"], "iss": "https://evil.example" }), json!({ "groups": ["writers"], "exp": 1 }), Value::Null]
    {
        *world.provider.access.borrow_mut() = claims.clone();
        let gate = sign_in_with(&world, json!({}), &reads_access());
        assert_eq!(seen(&gate), (Status::SignedIn, None));
        assert_eq!(gate.check("projects:write").reason.as_str(), "unavailable", "{claims}");
    }
}

#[test]
fn keys_that_changed_are_asked_for_anew_for_an_access_token_too() {
    let world = World::new();
    *world.provider.access.borrow_mut() = json!({ "groups": ["writers"] });
    let gate = sign_in_with(&world, json!({}), &reads_access());
    world.provider.kid.set("k2");
    // The ID token still bears the old name: alone the access token says that there is a new one.
    world.provider.edit.set(Some(|header, _| header["kid"] = json!("k1")));
    crate::support::ask(&gate, "refresh", json!({})).unwrap();
    assert!(can(&gate, "projects:write"), "{:?}", gate.check("projects:write").reason.as_str());
}

#[test]
fn an_access_token_of_an_okta_org_server_is_not_read() {
    let mut map = reads_access();
    map["claims"] = json!({ "client": { "groups": { "sources": [{ "token": "access", "path": ["groups"] }] } } });
    let world = World::new();
    *world.provider.access.borrow_mut() = json!({ "groups": ["writers"] });
    let metadata = json!({ "issuer": "https://acme.okta.com", "authorization_response_iss_parameter_supported": false,
        "authorization_endpoint": "https://idp.example/authorize", "token_endpoint": "https://idp.example/token",
        "jwks_uri": "https://idp.example/jwks" });
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada", "iss": "https://acme.okta.com" });
    let settings = json!({ "issuer": "https://acme.okta.com", "metadata": metadata });
    let gate = crate::support::page_with(&world, settings.clone(), &map);
    crate::support::ask(&gate, "signIn", json!({})).unwrap();
    let address = world.authorize().replace("iss=", "x=");
    world.visit(&address);
    let gate = load_with(&world, settings, &map);
    assert_eq!(seen(&gate), (Status::SignedIn, None));
    assert_eq!(gate.check("projects:write").reason.as_str(), "unavailable");
}

#[test]
fn a_claim_that_the_map_demands_and_nobody_sends_is_a_failure_and_no_session() {
    let mut map = role_map();
    map["claims"] = json!({ "client": { "groups": { "sources": [{ "token": "id", "path": ["groups"] }], "onAbsent": "error" } } });
    let world = World::new();
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada" });
    let gate = sign_in_with(&world, json!({ "storage": "session" }), &map);
    assert_eq!(seen(&gate), (Status::Failed, Some(Code::ClaimMissing)));
    assert_eq!(gate.state().error.as_ref().unwrap().claim_name(), Some("groups"));
    assert!(gate.state().session.is_none());
    assert_eq!(events(&gate), ["error claim_missing"]);
    assert_eq!(gate.route("/projects").outcome.as_str(), "indeterminate", "signing in would not mend it");
    assert!(!can(&gate, "projects:read") && !gate.can_some("projects:*"));
    assert_nothing_is_left(&world, "claims");
}

#[test]
fn groups_that_were_left_out_are_no_groups() {
    let world = World::new();
    *world.provider.claims.borrow_mut() = json!({ "sub": "ada", "_claim_names": { "groups": "src1" } });
    let gate = sign_in(&world, json!({}));
    assert_eq!(gate.check("projects:read").reason.as_str(), State::Overage.as_str());
}
