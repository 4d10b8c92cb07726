//! Runs `tests/vectors/role_map/*.json` through the doors that a page's `loadPolicy` uses: every room glued together.
//!
//! A case is `{ name, map, claims, now?, side?, ask, expect }`; `map` is an object, or a string for text. `expect` is what the public
//! JavaScript surface would give; members of findings that a case does not name are not compared, everything else is compared whole.
//! The very same files run through the npm package.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops where it fails")]

use std::collections::BTreeSet;
use std::path::Path;

use claimgate::access::{Access, Policy};
use claimgate::alone;
use claimgate::claims::Side;
use claimgate::error::Error;
use claimgate::json::Json;
use claimgate::time::UnixTime;
use serde_json::{Value, json};

const DEFAULT_NOW: i64 = 1_700_000_000;

#[test]
fn every_role_map_vector_is_answered_as_it_says() {
    let (mut count, mut faults) = (0, Vec::new());
    for (file, cases) in vectors() {
        for case in cases.as_list().unwrap().iter().filter(|case| can_ask(case)) {
            count += 1;
            let (got, expected) = (answer(case), value(case.field("expect").unwrap()));
            if !agree(&got, &expected) {
                faults.push(format!("{file}: {}\n  expected {expected}\n  got      {got}", name(case)));
            }
        }
    }
    println!("{count} role map vectors");
    assert!(faults.is_empty(), "{} of {count} disagree:\n{}", faults.len(), faults.join("\n"));
    assert!(count > 1_300, "only {count} vectors were found");
}

#[test]
fn no_two_vectors_of_a_file_have_the_same_name() {
    for (file, cases) in vectors() {
        let mut names = BTreeSet::new();
        for case in cases.as_list().unwrap() {
            assert!(names.insert(name(case).to_owned()), "{file}: {} stands twice", name(case));
        }
    }
}

fn vectors() -> Vec<(String, Json)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/role_map");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let cases = Json::parse(&std::fs::read_to_string(path).unwrap());
        (file.clone(), cases.unwrap_or_else(|at| panic!("{file} is not strict JSON at line {}", at.line)))
    };
    files.iter().map(read).collect()
}

fn name(case: &Json) -> &str {
    case.field("name").and_then(Json::as_str).unwrap()
}

/// Lint is in the tools build only.
fn can_ask(case: &Json) -> bool {
    cfg!(feature = "tools") || case.field("ask").unwrap().field("lint").is_none()
}

#[cfg(feature = "tools")]
fn lint(map: &Json) -> Value {
    let found = map.as_str().map_or_else(|| Policy::lint(&text(map), false), |text| Policy::lint(text, true));
    found.iter().map(|finding| value(&finding.to_json())).collect()
}

#[cfg(not(feature = "tools"))]
fn lint(_: &Json) -> Value {
    Value::Null
}

/// What the public surface would answer.
fn answer(case: &Json) -> Value {
    let map = case.field("map").unwrap();
    let loaded = match map.as_str() {
        Some(text) => Policy::load(text, true),
        None => Policy::load(&text(map), false),
    };
    let asked = case.field("ask").and_then(Json::as_object).unwrap();
    let [(kind, about)] = asked else { panic!("{}: one question, not {}", name(case), asked.len()) };
    let policy = match loaded {
        Ok(_) if kind == "load" => return json!({ "ok": true }),
        Ok(_) if kind == "lint" => return lint(map),
        Ok(policy) => policy,
        Err(error) => return findings(&error),
    };
    let side = if case.field("side").and_then(Json::as_str) == Some("api") { Side::Api } else { Side::Client };
    let claims = case.field("claims").map_or_else(|| "{}".into(), text);
    match alone::access(&policy, &claims, side) {
        Ok(access) => ask(&policy, &access, now(case), kind, about.as_str().unwrap_or_default()),
        Err(error) => json!({ "error": { "code": error.code().as_str(), "claim": error.claim_name() } }),
    }
}

fn ask(policy: &Policy, access: &Access, now: UnixTime, kind: &str, about: &str) -> Value {
    let summary = |member: &str| value(policy.summary(Some(access)).field(member).unwrap());
    let decision = policy.check(access, about);
    match kind {
        "check" => json!({ "outcome": decision.outcome.as_str(), "reason": decision.reason.as_str() }),
        "can" => json!(decision.outcome.as_str() == "allowed"),
        "canSome" => json!(policy.can_some(access, about)),
        "route" => value(&policy.route(access, about, &[], now).to_json()),
        "explain" => value(&policy.explain(access, about)),
        "explainRoute" => value(&policy.explain_route(access, about, &[], now)),
        "landing" => json!(policy.landing(access, &[], now)),
        "groups" | "roles" | "diagnostics" => summary(kind),
        "digest" => json!(policy.digest()),
        _ => panic!("no such question: {kind}"),
    }
}

fn now(case: &Json) -> UnixTime {
    let seconds = case.field("now").map_or(DEFAULT_NOW, |now| now.as_integer().unwrap());
    UnixTime::from_seconds(seconds).unwrap()
}

fn findings(error: &Error) -> Value {
    let one = |finding: &claimgate::finding::Finding| value(&finding.to_json());
    json!({ "findings": error.finding_list().iter().map(one).collect::<Vec<_>>() })
}

/// Members in any order; a finding may be said by some of its members only.
fn agree(got: &Value, expected: &Value) -> bool {
    match (listed(got), listed(expected)) {
        (Some(got), Some(expected)) => got.len() == expected.len() && got.iter().zip(expected).all(|(got, expected)| says(got, expected)),
        _ => got == expected,
    }
}

/// The findings of a refused map, or those of lint.
fn listed(answer: &Value) -> Option<&Vec<Value>> {
    let bare = || answer.as_array().filter(|list| list.iter().all(|item| item.get("pointer").is_some()));
    answer.get("findings").and_then(Value::as_array).or_else(bare)
}

fn says(got: &Value, expected: &Value) -> bool {
    expected.as_object().unwrap().iter().all(|(member, value)| got.get(member) == Some(value))
}

/// As it stands in the file: members in their order, and with the fractions that [`Json::to_text`] leaves out.
fn text(json: &Json) -> String {
    serde_json::to_string(json).unwrap()
}

fn value(json: &Json) -> Value {
    serde_json::to_value(json).unwrap()
}
