//! Runs `tests/vectors/token/*.json`: the very same files run through the npm package in Node and in a browser.
//!
//! A case is `{ name, ask, token, jwks, options, expect }`. `ask` is `id_token`, `access_token` or `decode`; `options` are those of
//! `verifyIdToken` and `verifyAccessToken`, and in `sign_in.json` also `iatWindow`, `issuerTemplate` and `nonceRule`, which only the
//! conductors have. `token` is text, or pieces with how often each comes: `[["a", 3], ["b", 1]]` is `aaab`. `expect` is
//! `{ code, claim? }`, or `{ ok: true }` with members of `header` and `claims`, `expiresAt` and `clockOffset`. The tokens were signed
//! with keys made for them and thrown away; only the public halves are here.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops where it fails")]

#[path = "support/block_on.rs"]
mod block_on;

use std::collections::BTreeSet;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use block_on::block_on;
use claimgate::error::{Code, Error};
use claimgate::host::{Algorithm, PublicKey, Signatures};
use claimgate::json::Json;
use claimgate::native::NativeSignatures;
use claimgate::secret::Nonce;
use claimgate::time::{Leeway, UnixTime};
use claimgate::token::{
    AccessTokenRules, IdTokenRules, KeySet, NonceRule, Profile, decode, verify_access_token, verify_access_token_for_client,
    verify_id_token,
};
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

/// What a token was found to hold: of an ID token, an access token, or of one that was only decoded.
#[derive(Default)]
struct Outcome {
    header: Option<Json>,
    claims: Option<Json>,
    expires_at: Option<i64>,
    clock_offset: Option<i64>,
}

#[test]
fn every_vector_ends_as_it_says() {
    let mut failures = Vec::new();
    let mut count = 0;
    for (file, cases) in vectors() {
        for case in cases.as_list().expect("an array of cases") {
            count += 1;
            if let Err(why) = judge(case, run(case)) {
                failures.push(format!("{file}: {}: {why}", text(case, "name")));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count} failed:\n{}", failures.len(), failures.join("\n"));
    assert!(count > 500, "only {count} vectors were found");
}

#[test]
fn every_vector_has_its_own_name_and_one_expectation() {
    for (file, cases) in vectors() {
        let mut names = BTreeSet::new();
        for case in cases.as_list().unwrap() {
            assert!(names.insert(text(case, "name")), "{file}: {} twice", text(case, "name"));
            let expect = case.field("expect").unwrap();
            assert!(expect.field("ok").is_some() != expect.field("code").is_some(), "{file}: {}", text(case, "name"));
        }
    }
}

#[test]
fn every_envelope_and_claims_code_that_verification_can_give_is_pinned() {
    let mut seen = BTreeSet::new();
    for (_, cases) in vectors() {
        for case in cases.as_list().unwrap() {
            if let Some(code) = case.field("expect").unwrap().field("code") {
                seen.insert(code.as_str().unwrap().to_owned());
            }
        }
    }
    for code in [
        "jwt_malformed jwt_too_large jwt_encrypted jwt_alg_rejected jwt_crit_rejected jwt_key_missing jwt_key_ambiguous jwt_key_rejected",
        "jwt_signature_invalid jwt_type_rejected jwks_invalid claim_missing claim_invalid token_expired token_not_yet_valid issuer_rejected",
        "audience_rejected azp_rejected nonce_mismatch at_hash_mismatch c_hash_mismatch auth_too_old acr_unmet clock_skew scope_refused",
    ]
    .iter()
    .flat_map(|line| line.split(' '))
    {
        assert!(seen.contains(code), "no vector ends with {code}");
    }
}

#[test]
fn the_checklist_comes_in_the_order_of_the_specification() {
    let case = find("claims.json", "the least that an ID token has");
    let verified = verify_id(&case).unwrap();
    let steps: Vec<&str> = verified.checks().iter().map(|check| check.step).collect();
    assert_eq!(
        steps,
        [
            "1 encryption",
            "2 iss",
            "core 2 sub",
            "3 aud",
            "4 azp present",
            "5 azp",
            "6 signature",
            "7 alg",
            "8 mac",
            "9 exp",
            "10 iat",
            "rfc 7519 4.1.5 nbf",
            "11 nonce",
            "12 acr",
            "13 auth_time",
            "core 3.1.3.8 at_hash",
            "core 3.3.2.10 c_hash",
        ]
    );
    assert!(verified.checks().iter().all(|check| check.ok && !check.detail.is_empty()));
    assert_eq!((verified.issuer(), verified.subject()), ("https://idp.example", "alice"));
    assert_eq!(verified.audience(), ["app"]);
    assert_eq!((verified.issued_at().seconds(), verified.expires_at().seconds()), (1_700_000_000, 1_700_003_600));
    assert_eq!((verified.auth_time(), verified.clock_offset()), (None, 0));
}

#[test]
fn no_message_holds_anything_of_the_token() {
    for (file, cases) in vectors() {
        for case in cases.as_list().unwrap() {
            let Err(error) = run(case) else { continue };
            let message = format!("{error} {error:?}");
            let token = token_of(case);
            for part in token.split('.').filter(|part| part.len() > 20) {
                assert!(!message.contains(part), "{file}: {}", text(case, "name"));
            }
            for secret in ["n-0S6_WzA2Mj", "mallory", "evil.example", "jHkWEdUX", "Qcb0Orv1"] {
                assert!(!message.contains(secret), "{file}: {}: {message}", text(case, "name"));
            }
        }
    }
}

#[test]
fn clock_skew_says_how_much() {
    let fast = run(&find("sign_in.json", "this clock is two hours fast: not token_expired")).err().unwrap();
    assert!(fast.message().contains("behind by 7195 seconds"), "{fast}");
    let slow = run(&find("sign_in.json", "this clock is two hours slow: not token_not_yet_valid")).err().unwrap();
    assert!(slow.message().contains("ahead by 7195 seconds"), "{slow}");
}

#[test]
fn a_key_set_must_be_strict_json_of_bearable_size() {
    let code = |text: &str| KeySet::parse(text).err().map(|error| error.code());
    assert_eq!(code("{\"keys\":[]}"), None);
    for bad in [
        "",
        "{",
        "{\"keys\":[]}x",
        "{\"keys\":[],\"keys\":[]}",
        "{\"keys\":[{\"kid\":\"a\",\"kid\":\"b\"}]}",
        "<html>",
        "\u{feff}{\"keys\":[]}",
    ] {
        assert_eq!(code(bad), Some(Code::ResponseInvalid), "{bad}");
    }
    assert_eq!(code(&format!("{{\"keys\":[],\"x\":\"{}\"}}", "y".repeat(512 * 1024))), Some(Code::ResponseInvalid));
}

#[test]
fn a_bad_key_is_refused_before_any_engine_sees_it() {
    let (_, cases) = vectors().into_iter().find(|(file, _)| file == "keys.json").unwrap();
    let mut refused = 0;
    for case in cases.as_list().unwrap() {
        let name = text(case, "name");
        let rejected = case.field("expect").unwrap().field("code").and_then(Json::as_str) == Some("jwt_key_rejected");
        // Only whether a point lies on its curve is the engine's to say.
        if rejected && !name.contains("on the curve") && !name.contains("infinity") {
            let header = decode(&token_of(case)).unwrap().header;
            let set = KeySet::from_json(case.field("jwks").unwrap()).unwrap();
            let selected = set.select(Algorithm::from_name(text(&header, "alg")).unwrap(), Some(text(&header, "kid")));
            assert_eq!(selected.unwrap_err().code(), Code::JwtKeyRejected, "{name}");
            refused += 1;
        }
    }
    assert!(refused > 50, "only {refused}");
}

#[test]
fn rfc_8037_a_4_verifies_as_a_signature() {
    let case = find("rfc.json", "RFC 8037 A.4 (Ed25519): what is signed is not a JWT");
    let set = KeySet::from_json(case.field("jwks").unwrap()).unwrap();
    let key = set.select(Algorithm::Ed25519, None).unwrap();
    let (signed, _) = text(&case, "token").rsplit_once('.').unwrap();
    let signature = hex(
        "860c98d2297f3060a33f42739672d61b53cf3adefed3d3c672f320dc021b411e9d59b8628dc351e248b88b29468e0e41855b0fb7d83bb15be902bfccb8cd0a02",
    );
    assert_eq!(block_on(NativeSignatures.verify(key.public(), Algorithm::Ed25519, signed.as_bytes(), &signature)), Ok(true));
    assert_eq!(block_on(NativeSignatures.verify(key.public(), Algorithm::Ed25519, b"other", &signature)), Ok(false));
}

#[test]
fn rfc_7520_verifies_as_signatures() {
    for (section, algorithm) in [("4.1", Algorithm::Rs256), ("4.2", Algorithm::Ps384), ("4.3", Algorithm::Es512)] {
        let case = find("rfc.json", &format!("RFC 7520 {section} ({}): what is signed is not a JWT", algorithm.name()));
        let (signed, signature) = text(&case, "token").rsplit_once('.').unwrap();
        let mut signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        let set = KeySet::from_json(case.field("jwks").unwrap()).unwrap();
        let key = set.select(algorithm, Some("bilbo.baggins@hobbiton.example")).unwrap();
        let holds =
            |signed: &str, signature: &[u8]| block_on(NativeSignatures.verify(key.public(), algorithm, signed.as_bytes(), signature));
        assert_eq!(holds(signed, &signature), Ok(true), "{section}");
        assert_eq!(holds(&signed.replacen("SXTi", "SXTj", 1), &signature), Ok(false), "{section}");
        signature[7] ^= 1;
        assert_eq!(holds(signed, &signature), Ok(false), "{section}");
    }
}

#[test]
fn native_signatures_refuse_a_key_of_another_kind() {
    let key = PublicKey::Okp { x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo".into() };
    for algorithm in [Algorithm::Es256, Algorithm::Rs256, Algorithm::Ps512] {
        let error = block_on(NativeSignatures.verify(&key, algorithm, b"", b"")).unwrap_err();
        assert_eq!(error.code(), Code::JwtKeyRejected);
    }
}

/// What the edge asks before an engine that is not strict about it.
#[test]
fn a_good_signature_has_the_length_of_its_key() {
    let mut count = 0;
    for (_, cases) in vectors() {
        for case in cases.as_list().unwrap().iter().filter(|case| case.field("expect").unwrap().field("ok").is_some()) {
            let Ok(envelope) = decode(&token_of(case)) else { continue };
            let algorithm = envelope.header.field("alg").and_then(Json::as_str).and_then(Algorithm::from_name);
            let (Some(jwks), Some(algorithm)) = (case.field("jwks"), algorithm) else { continue };
            let set = KeySet::from_json(jwks).unwrap();
            let key = set.select(algorithm, envelope.header.field("kid").and_then(Json::as_str)).unwrap();
            let signature = URL_SAFE_NO_PAD.decode(token_of(case).rsplit_once('.').unwrap().1).unwrap();
            assert_eq!(signature.len(), key.public().signature_length(), "{}", text(case, "name"));
            count += 1;
        }
    }
    assert!(count > 100, "only {count}");
    let long = token_of(&find("algorithms.json", "RS256 with a byte too many before the signature"));
    assert_eq!(URL_SAFE_NO_PAD.decode(long.rsplit_once('.').unwrap().1).unwrap().len(), 257);
}

#[test]
fn algorithms_have_their_names() {
    for name in ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"] {
        assert_eq!(Algorithm::from_name(name).map(Algorithm::name), Some(name));
    }
    assert_eq!(Algorithm::from_name("Ed25519"), Some(Algorithm::Ed25519));
    for name in ["none", "HS256", "ES256K", "Ed448", "rs256", ""] {
        assert_eq!(Algorithm::from_name(name), None, "{name}");
    }
}

#[test]
fn no_change_of_one_letter_passes() {
    let case = find("claims.json", "the least that an ID token has");
    let good = token_of(&case);
    for i in 0..good.len() {
        for letter in ["A", "_", ".", "=", ""] {
            let changed = format!("{}{letter}{}", &good[..i], &good[i + 1..]);
            if changed != good {
                let mut members = case.as_object().unwrap().to_vec();
                members.iter_mut().filter(|(name, _)| name == "token").for_each(|(_, token)| *token = Json::Text(changed.clone()));
                assert!(verify_id(&Json::Object(members)).is_err(), "letter {i} changed to {letter:?}");
            }
        }
    }
}

proptest! {
    #[test]
    fn no_text_is_a_token_or_ends_in_a_panic(text in "[a-zA-Z0-9_.=-]{0,300}|\\PC{0,60}", keys in "\\PC{0,60}") {
        let keys = KeySet::parse(&keys).or_else(|_| KeySet::parse("{\"keys\":[]}")).unwrap();
        let now = UnixTime::from_seconds(1_700_000_000).unwrap();
        let rules = IdTokenRules::new("https://idp.example", "app", NonceRule::Unchecked, now);
        prop_assert!(block_on(verify_id_token(&NativeSignatures, &text, &keys, &rules)).is_err());
    }

    #[test]
    fn no_header_or_payload_ends_in_a_panic(header in "\\PC{0,60}", payload in any::<Vec<u8>>()) {
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let token = format!("{}.{}.AAAA", encode(header.as_bytes()), encode(&payload));
        let decoded = decode(&token);
        prop_assert_eq!(decoded.is_ok(), is_object(header.as_bytes()) && is_object(&payload));
    }
}

fn is_object(bytes: &[u8]) -> bool {
    core::str::from_utf8(bytes).is_ok_and(|text| matches!(Json::parse(text), Ok(Json::Object(_))))
}

#[test]
fn a_client_reads_an_access_token_without_being_its_audience() {
    let mut judged = 0;
    for (name, code) in [
        ("RFC 9068 to the letter", None),
        ("aud \"https://other.example\" is not this API", None),
        ("aud is missing", None),
        ("lax: Okta leaves typ out and writes cid and scp", None),
        ("expired", Some(Code::TokenExpired)),
        ("iss https://other.example", Some(Code::IssuerRejected)),
        ("nbf ahead", Some(Code::TokenNotYetValid)),
        ("exp is an object", Some(Code::ClaimInvalid)),
        ("unknown key", Some(Code::JwtKeyMissing)),
        ("alg none", Some(Code::JwtAlgRejected)),
        ("an ID token sent to the API", Some(Code::JwtTypeRejected)),
        ("lax: Keycloak's refresh token", Some(Code::JwtTypeRejected)),
    ] {
        let case = find("access.json", name);
        let keys = KeySet::from_json(case.field("jwks").unwrap()).unwrap();
        let now = seconds(case.field("options").unwrap(), "now").unwrap();
        let rules = IdTokenRules::new("https://idp.example", "app", NonceRule::Unchecked, UnixTime::from_seconds(now).unwrap());
        let outcome = block_on(verify_access_token_for_client(&NativeSignatures, &token_of(&case), &keys, &rules));
        match (&outcome, code) {
            (Ok(token), None) => assert_eq!(token.claims().field("iss").and_then(Json::as_str), Some("https://idp.example"), "{name}"),
            (Err(error), Some(code)) => assert_eq!(error.code(), code, "{name}"),
            _ => panic!("{name}: {outcome:?}"),
        }
        judged += 1;
    }
    assert_eq!(judged, 12);
}

fn run(case: &Json) -> Result<Outcome, Error> {
    match text(case, "ask") {
        "id_token" => {
            let verified = verify_id(case)?;
            Ok(Outcome {
                header: Some(verified.header().clone()),
                claims: Some(verified.claims().clone()),
                expires_at: Some(verified.expires_at().seconds()),
                clock_offset: Some(verified.clock_offset()),
            })
        }
        "access_token" => verify_access(case),
        "decode" => {
            let decoded = decode(&token_of(case))?;
            Ok(Outcome { header: Some(decoded.header), claims: Some(decoded.claims), ..Outcome::default() })
        }
        other => panic!("unknown ask {other}"),
    }
}

fn verify_id(case: &Json) -> Result<claimgate::token::VerifiedIdToken, Error> {
    let keys = KeySet::from_json(case.field("jwks").unwrap())?;
    let options = case.field("options").unwrap();
    let nonce = options.field("nonce").map(|nonce| Nonce::new(nonce.as_str().unwrap().into()));
    let (acr_values, trusted) = (strings(options, "acrValues"), strings(options, "audiences"));
    let algorithms = algorithms(options);
    let window = options.field("iatWindow").map(|window| {
        let moment = |i: usize| UnixTime::from_seconds(window.as_list().unwrap()[i].as_integer().unwrap()).unwrap();
        (moment(0), moment(1))
    });
    let rules = IdTokenRules {
        issuer_template: options.field("issuerTemplate").is_some(),
        leeway: leeway(options),
        max_age: seconds(options, "maxAge"),
        acr_values: &acr_values,
        access_token: options.field("accessToken").and_then(Json::as_str),
        code: options.field("code").and_then(Json::as_str),
        algorithms: algorithms.as_deref(),
        trusted_audiences: &trusted,
        iat_window: window,
        ..IdTokenRules::new(
            text(options, "issuer"),
            text(options, "clientId"),
            match (&nonce, options.field("nonceRule")) {
                (None, _) => NonceRule::Unchecked,
                (Some(nonce), None) => NonceRule::Required(nonce),
                (Some(nonce), Some(_)) => NonceRule::IfPresent(nonce),
            },
            now(options),
        )
    };
    block_on(verify_id_token(&NativeSignatures, &token_of(case), &keys, &rules))
}

fn verify_access(case: &Json) -> Result<Outcome, Error> {
    let keys = KeySet::from_json(case.field("jwks").unwrap())?;
    let options = case.field("options").unwrap();
    let (audience, scope, algorithms) = (strings(options, "audience"), strings(options, "requireScope"), algorithms(options));
    let lax = options.field("profile").and_then(Json::as_str) == Some("lax");
    let rules = AccessTokenRules {
        leeway: leeway(options),
        profile: if lax { Profile::Lax } else { Profile::Rfc9068 },
        algorithms: algorithms.as_deref(),
        require_scope: &scope,
        ..AccessTokenRules::new(text(options, "issuer"), &audience, now(options))
    };
    let verified = block_on(verify_access_token(&NativeSignatures, &token_of(case), &keys, &rules))?;
    Ok(Outcome {
        header: Some(verified.header().clone()),
        claims: Some(verified.claims().clone()),
        expires_at: Some(verified.expires_at().seconds()),
        clock_offset: None,
    })
}

fn judge(case: &Json, outcome: Result<Outcome, Error>) -> Result<(), String> {
    let expect = case.field("expect").unwrap();
    match (outcome, expect.field("code").and_then(Json::as_str)) {
        (Err(error), Some(code)) => {
            let claim = expect.field("claim").and_then(Json::as_str);
            if error.code().as_str() != code || (claim.is_some() && claim != error.claim_name()) {
                return Err(format!("{code} {claim:?} was expected, not {} {:?}", error.code().as_str(), error.claim_name()));
            }
            Ok(())
        }
        (Ok(outcome), None) => {
            holds(expect.field("header"), outcome.header.as_ref())?;
            holds(expect.field("claims"), outcome.claims.as_ref())?;
            for (name, value) in [("expiresAt", outcome.expires_at), ("clockOffset", outcome.clock_offset)] {
                match seconds(expect, name) {
                    Some(wanted) if value != Some(wanted) => return Err(format!("{name} {wanted} was expected, not {value:?}")),
                    _ => {}
                }
            }
            Ok(())
        }
        (Ok(_), Some(code)) => Err(format!("{code} was expected, but it passed")),
        (Err(error), None) => Err(format!("it should pass, not {error}")),
    }
}

fn holds(wanted: Option<&Json>, actual: Option<&Json>) -> Result<(), String> {
    for (name, value) in wanted.and_then(Json::as_object).unwrap_or_default() {
        let found = actual.and_then(|actual| actual.field(name));
        if found != Some(value) {
            return Err(format!("{name} is {found:?}"));
        }
    }
    Ok(())
}

fn vectors() -> Vec<(String, Json)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/token");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), Json::parse(&std::fs::read_to_string(path).unwrap()).expect("strict JSON"))).collect()
}

fn find(file: &str, name: &str) -> Json {
    let (_, cases) = vectors().into_iter().find(|(known, _)| known == file).expect("the file");
    cases.as_list().unwrap().iter().find(|case| text(case, "name") == name).unwrap_or_else(|| panic!("no case {name}")).clone()
}

/// A token is text, or pieces with how often each comes: `[["a", 3], ["b", 1]]` is `aaab`.
fn token_of(case: &Json) -> String {
    match case.field("token").unwrap() {
        Json::Text(token) => token.clone(),
        pieces => {
            let piece = |piece: &Json| {
                let piece = piece.as_list().unwrap();
                piece[0].as_str().unwrap().repeat(usize::try_from(piece[1].as_integer().unwrap()).unwrap())
            };
            pieces.as_list().unwrap().iter().map(piece).collect()
        }
    }
}

fn text<'a>(json: &'a Json, name: &str) -> &'a str {
    json.field(name).and_then(Json::as_str).unwrap_or_else(|| panic!("`{name}` is text"))
}

fn seconds(json: &Json, name: &str) -> Option<i64> {
    json.field(name).map(|value| value.as_integer().expect("a number"))
}

fn now(options: &Json) -> UnixTime {
    UnixTime::from_seconds(seconds(options, "now").expect("every case says when")).unwrap()
}

fn leeway(options: &Json) -> Leeway {
    seconds(options, "leeway").map_or_else(Leeway::default, |value| Leeway::from_seconds(value).unwrap())
}

fn strings(options: &Json, name: &str) -> Vec<String> {
    match options.field(name) {
        None => Vec::new(),
        Some(Json::Text(one)) => vec![one.clone()],
        Some(list) => list.as_list().unwrap().iter().map(|item| item.as_str().unwrap().into()).collect(),
    }
}

fn algorithms(options: &Json) -> Option<Vec<Algorithm>> {
    options.field("algorithms")?;
    Some(strings(options, "algorithms").iter().map(|name| Algorithm::from_name(name).unwrap()).collect())
}

fn hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap()).collect()
}
