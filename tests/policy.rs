//! The room `policy` through its public doors: the vectors that need no other room, and what must hold for every map.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support {
    pub mod policy;
}

use claimgate::json::Json;
use support::policy::{answer, load};

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
