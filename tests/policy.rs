//! The room `policy` through its public doors: the vectors that need no other room, and what must hold for every map.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "policy/answers.rs"]
mod answers;
#[path = "policy/properties.rs"]
mod properties;

use answers::{answer, load};
use claimgate::json::Json;

const FILES: &[&str] = &["file_", "grants_", "check_", "explain_", "digest_"];

#[test]
fn vectors() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/role_map");
    let mut count = 0;
    let mut faults = Vec::new();
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap()) {
        let name = file.file_name().into_string().unwrap();
        if !FILES.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        let cases = Json::parse(&std::fs::read_to_string(file.path()).unwrap()).unwrap();
        for case in cases.as_list().unwrap() {
            count += 1;
            faults.extend(judge(case));
        }
    }
    assert!(count >= 150, "only {count} vectors");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn judge(case: &Json) -> Option<String> {
    let name = case.field("name")?.as_str()?;
    let expect = case.field("expect").unwrap();
    let found = answer(case);
    let show = |json: &Json| claimgate::policy::canonical(json);
    (show(&found) != show(expect)).then(|| format!("{name}\n  expected {}\n  found    {}", show(expect), show(&found)))
}

#[test]
fn findings_have_words_and_never_more_than_fifty() {
    let groups = (0..80).map(|n| format!("{{\"match\": \"g{n}\", \"roles\": [\"nobody\"]}}")).collect::<Vec<_>>().join(",\n");
    let findings = load(&format!("{{\"version\": 1, \"groups\": [\n{groups}\n]}}")).unwrap_err();
    assert_eq!(findings.len(), 50);
    assert_eq!(findings.last().and_then(|finding| finding.line), Some(51));
    for finding in findings {
        assert_eq!(finding.message, "there is no such role: `nobody`");
        assert_eq!(finding.help, "correct its spelling or add it to `roles`");
    }
}

fn limits(section: &str) -> Vec<(&'static str, String)> {
    let map = format!("{{\"version\":1,{section}}}");
    load(&map).err().unwrap_or_default().into_iter().map(|finding| (finding.code, finding.pointer)).collect()
}

fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(",")
}

#[test]
fn a_map_over_a_limit_is_too_large() {
    let permissions = |n| format!("\"permissions\":{{{}}}", many(n, |at| format!("\"p:{at}\":\"\"")));
    assert_eq!(limits(&permissions(10_000)), []);
    assert_eq!(limits(&permissions(10_001)), [("too_large", "/permissions".to_owned())]);
    let roles = |n| format!("\"roles\":{{{}}}", many(n, |at| format!("\"r{at}\":{{}}")));
    assert_eq!(limits(&roles(5_000)), []);
    assert_eq!(limits(&roles(5_001)), [("too_large", "/roles".to_owned())]);
    let groups = |n| format!("\"groups\":[{}]", many(n, |at| format!("{{\"match\":\"g{at}\",\"roles\":[]}}")));
    assert_eq!(limits(&groups(20_000)), []);
    assert_eq!(limits(&groups(20_001)), [("too_large", "/groups".to_owned())]);
}

#[test]
fn a_cycle_of_five_thousand_roles_overflows_no_stack() {
    let roles = many(5_000, |at| format!("\"r{at}\":{{\"inherits\":[\"r{}\"]}}", (at + 1) % 5_000));
    let found = limits(&format!("\"roles\":{{{roles}}}"));
    assert!(found.contains(&("role_cycle", "/roles/r4999/inherits/0".to_owned())), "{found:?}");
}
