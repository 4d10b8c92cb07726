//! Runs `tests/vectors/proof/requests.json`: the very same requests go to the guard of the npm package.
//!
//! A case is a request: `scheme` and the name of a token in `tokens` are its `Authorization`, `proofs` its headers `DPoP` (text, or pieces with
//! how often each comes). `expect` is `{ ok: true, thumbprint? }` or `{ code, claim?, error }`, where `error` is what the challenge says. The keys
//! were made for them and thrown away; only the public halves are here.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops where it fails")]

#[path = "support/block_on.rs"]
mod block_on;

use std::collections::BTreeSet;
use std::path::PathBuf;

use block_on::block_on;
use claimgate::alone;
use claimgate::error::{Code, Result};
use claimgate::json::Json;
use claimgate::native::NativeSignatures;
use claimgate::time::{Leeway, UnixTime};
use claimgate::token::{AccessTokenRules, KeySet, ProofRules, VerifiedProof, verify_access_token, verify_proof};
use proptest::prelude::{any, prop_assert, proptest};

struct Vectors(Json);

impl Vectors {
    fn read() -> Self {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/proof/requests.json");
        Self(Json::parse(&std::fs::read_to_string(path).unwrap()).unwrap())
    }

    /// Those that are not the guard's alone to judge.
    fn cases(&self) -> Vec<&Json> {
        let all = self.0.field("cases").unwrap().as_list().unwrap();
        all.iter().filter(|case| text(case, "scheme").eq_ignore_ascii_case("dpop")).collect()
    }

    fn find(&self, name: &str) -> &Json {
        self.cases().into_iter().find(|case| text(case, "name") == name).unwrap_or_else(|| panic!("no case is called {name}"))
    }

    fn token(&self, case: &Json) -> &str {
        text(self.0.field("tokens").unwrap(), text(case, "token"))
    }

    /// As an API does: the token first, then its proof.
    fn judge(&self, case: &Json) -> Result<VerifiedProof> {
        let keys = KeySet::from_json(self.0.field("jwks").unwrap()).unwrap();
        let (token, audience) = (self.token(case), [text(&self.0, "audience").to_owned()]);
        let rules = AccessTokenRules::new(text(&self.0, "issuer"), &audience, now(case));
        let verified = block_on(verify_access_token(&NativeSignatures, token, &keys, &rules))?;
        let rules =
            ProofRules { leeway: leeway(case), ..ProofRules::new(text(case, "method"), text(case, "url"), token, &verified, now(case)) };
        block_on(verify_proof(&NativeSignatures, &header(case), &rules))
    }
}

fn text<'a>(json: &'a Json, name: &str) -> &'a str {
    json.field(name).and_then(Json::as_str).unwrap_or_else(|| panic!("`{name}` is no text"))
}

fn now(case: &Json) -> UnixTime {
    UnixTime::from_seconds(case.field("now").unwrap().as_integer().unwrap()).unwrap()
}

fn leeway(case: &Json) -> Leeway {
    case.field("leeway").map_or(Leeway::default(), |leeway| Leeway::from_seconds(leeway.as_integer().unwrap()).unwrap())
}

/// As servers join what comes more than once (RFC 9110 section 5.3).
fn header(case: &Json) -> String {
    let piece = |piece: &Json| {
        let [text, times] = piece.as_list().unwrap() else { panic!("a piece is a text and a number") };
        text.as_str().unwrap().repeat(usize::try_from(times.as_integer().unwrap()).unwrap())
    };
    let whole = |proof: &Json| match proof {
        Json::Text(text) => text.clone(),
        pieces => pieces.as_list().unwrap().iter().map(piece).collect(),
    };
    case.field("proofs").unwrap().as_list().unwrap().iter().map(whole).collect::<Vec<_>>().join(", ")
}

fn told(outcome: &Result<VerifiedProof>) -> String {
    match outcome {
        Ok(_) => "ok".into(),
        Err(error) => format!("{} {}", error.code().as_str(), error.claim_name().unwrap_or_default()),
    }
}

fn wanted(case: &Json) -> String {
    let expect = case.field("expect").unwrap();
    if expect.field("ok").is_some() {
        return "ok".into();
    }
    format!("{} {}", text(expect, "code"), expect.field("claim").and_then(Json::as_str).unwrap_or_default())
}

#[test]
fn every_request_ends_as_it_says() {
    let vectors = Vectors::read();
    let (mut failures, mut names) = (Vec::new(), BTreeSet::new());
    for case in vectors.cases() {
        let (name, outcome) = (text(case, "name"), vectors.judge(case));
        assert!(names.insert(name), "{name} twice");
        if told(&outcome) != wanted(case) {
            failures.push(format!("{name}: {} was expected, not {}", wanted(case), told(&outcome)));
        }
        if let (Ok(verified), Some(thumbprint)) = (outcome, case.field("expect").unwrap().field("thumbprint")) {
            assert_eq!(Some(verified.thumbprint()), thumbprint.as_str(), "{name}");
        }
    }
    assert!(failures.is_empty(), "{} of {} failed:\n{}", failures.len(), names.len(), failures.join("\n"));
    assert!(names.len() > 150, "only {} cases were found", names.len());
}

#[test]
fn every_code_that_a_proof_can_end_with_is_pinned() {
    let vectors = Vectors::read();
    let seen: BTreeSet<String> = vectors.cases().into_iter().map(wanted).collect();
    for code in [
        "jwt_malformed ",
        "jwt_too_large ",
        "jwt_encrypted ",
        "jwt_alg_rejected ",
        "jwt_crit_rejected ",
        "jwt_type_rejected ",
        "jwt_key_missing ",
        "jwt_key_rejected ",
        "jwt_key_rejected cnf",
        "jwt_signature_invalid ",
        "claim_missing jti",
        "claim_invalid htm",
        "claim_invalid htu",
        "claim_invalid ath",
        "token_expired iat",
        "token_not_yet_valid iat",
        "token_type_unsupported cnf",
    ] {
        assert!(seen.contains(code), "no case ends with {code}");
    }
}

#[test]
fn the_example_of_rfc_9449_is_verified() {
    let proof = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";
    let confirmation = Json::parse(r#"{"jkt":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}"#).unwrap();
    let rules = ProofRules {
        method: "GET",
        url: "https://resource.example.org/protectedresource",
        token: "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU",
        confirmation: Some(&confirmation),
        now: UnixTime::from_seconds(1_562_262_618).unwrap(),
        leeway: Leeway::default(),
    };
    let verified = block_on(verify_proof(&NativeSignatures, proof, &rules)).unwrap();
    assert_eq!((verified.thumbprint(), verified.nonce()), ("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", None));
    assert_eq!(verified.until().seconds(), 1_562_262_919);
    let unbound = ProofRules { confirmation: None, ..rules };
    assert_eq!(block_on(verify_proof(&NativeSignatures, proof, &unbound)).err().unwrap().code(), Code::TokenTypeUnsupported);
}

#[test]
fn a_proof_is_good_until_the_second_that_it_says_and_no_longer() {
    let vectors = Vectors::read();
    let case = vectors.find("a proof as RFC 9449 section 4.2 has it");
    let until = vectors.judge(case).unwrap().until().seconds();
    for (now, wanted) in [(until - 1, "ok"), (until, "token_expired iat")] {
        let mut members = case.as_object().unwrap().to_vec();
        members.iter_mut().find(|(name, _)| name == "now").unwrap().1 = Json::Integer(now);
        assert_eq!(told(&vectors.judge(&Json::Object(members))), wanted, "{now}");
    }
}

#[test]
fn what_may_not_be_used_twice_is_the_key_with_its_jti() {
    let vectors = Vectors::read();
    let key = |name: &str| vectors.judge(vectors.find(name)).unwrap().replay_key().to_owned();
    let first = key("a proof as RFC 9449 section 4.2 has it");
    assert_eq!(first.len(), 43);
    assert_eq!(first, key("POST"), "one key, one jti, another request");
    assert_ne!(first, key("a key for ES384"), "one jti, another key");
    assert_ne!(first, key("a jti of 255 octets"), "one key, another jti");
}

#[test]
fn a_nonce_is_the_callers_to_compare() {
    let vectors = Vectors::read();
    assert_eq!(vectors.judge(vectors.find("a nonce that nobody asked for")).unwrap().nonce(), Some("eyJ7S_zG.eyJH0-Z.HX4w-7v"));
}

#[test]
fn no_message_holds_anything_of_the_request() {
    let vectors = Vectors::read();
    for case in vectors.cases() {
        let Err(error) = vectors.judge(case) else { continue };
        let message = format!("{error} {error:?} {}", error.to_json().to_text());
        let sent = [&header(case), vectors.token(case)].map(ToOwned::to_owned).join(".");
        for part in sent.split(['.', ',', ' ']).filter(|part| part.len() > 20) {
            assert!(!message.contains(part), "{}: {message}", text(case, "name"));
        }
        for secret in ["evil.example", "projects/42", "eyJ7S_zG", "-BwC3ESc6acc2lTc"] {
            assert!(!message.contains(secret), "{}: {message}", text(case, "name"));
        }
    }
}

#[test]
fn a_message_about_a_proof_says_so() {
    let vectors = Vectors::read();
    for case in vectors.cases() {
        let Err(error) = vectors.judge(case) else { continue };
        let (message, expired) = (error.message(), text(case, "token") == "expired");
        assert!(expired || message.contains("proof") || message.contains("bound"), "{}: {message}", text(case, "name"));
    }
}

#[test]
fn the_door_for_json_says_the_same() {
    let vectors = Vectors::read();
    // The token is judged elsewhere.
    for case in vectors.cases().into_iter().filter(|case| text(case, "token") != "expired") {
        let claims = claimgate::token::decode(vectors.token(case)).unwrap();
        let mut options = vec![
            ("method".to_owned(), text(case, "method").into()),
            ("url".into(), text(case, "url").into()),
            ("token".into(), vectors.token(case).into()),
            ("now".into(), case.field("now").unwrap().clone()),
        ];
        options.extend(case.field("leeway").map(|leeway| ("leeway".into(), leeway.clone())));
        options.extend(claims.claims.field("cnf").map(|cnf| ("cnf".into(), cnf.clone())));
        let said = block_on(alone::verify_proof(&NativeSignatures, &header(case), &Json::Object(options).to_text()));
        match (said, vectors.judge(case)) {
            (Ok(json), Ok(verified)) => {
                assert_eq!(text(&json, "replayKey"), verified.replay_key());
                assert_eq!(text(&json, "thumbprint"), verified.thumbprint());
                assert_eq!(json.field("until").unwrap().as_integer(), Some(verified.until().seconds()));
            }
            (Err(said), Err(error)) => assert_eq!(said, error, "{}", text(case, "name")),
            (said, _) => panic!("{}: {said:?}", text(case, "name")),
        }
    }
    let code = |options: &str| block_on(alone::verify_proof(&NativeSignatures, "", options)).err().unwrap().code();
    for bad in [
        "",
        "{}",
        "[]",
        r#"{"method":"GET","url":"https://a","token":"t"}"#,
        r#"{"method":"GET","url":"https://a","token":"t","now":1,"x":1}"#,
    ] {
        assert_eq!(code(bad), Code::ConfigInvalid, "{bad}");
    }
}

proptest! {
    #[test]
    fn no_change_of_a_proof_passes(place in any::<proptest::sample::Index>(), letter in any::<proptest::sample::Index>()) {
        let vectors = Vectors::read();
        let case = vectors.find("a proof as RFC 9449 section 4.2 has it");
        let mut proof = header(case).into_bytes();
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=, ";
        let (place, letter) = (place.index(proof.len()), letters[letter.index(letters.len())]);
        let changed = proof[place] != letter;
        proof[place] = letter;
        let mut members = case.as_object().unwrap().to_vec();
        members.iter_mut().find(|(name, _)| name == "proofs").unwrap().1 = Json::List(vec![String::from_utf8(proof).unwrap().into()]);
        prop_assert!(vectors.judge(&Json::Object(members)).is_err() == changed);
    }

    #[test]
    fn no_text_makes_it_panic(proof in "\\PC{0,60}", url in "\\PC{0,40}", method in "[A-Z]{0,4}") {
        let confirmation = Json::parse(r#"{"jkt":"x"}"#).unwrap();
        let (now, leeway) = (UnixTime::EPOCH, Leeway::default());
        let rules = ProofRules { method: &method, url: &url, token: "t", confirmation: Some(&confirmation), now, leeway };
        prop_assert!(block_on(verify_proof(&NativeSignatures, &proof, &rules)).is_err());
    }
}
