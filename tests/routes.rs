//! Patterns and paths against the answers of the real React Router (see `differential/react-router.mjs`).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use claimgate::json::Json;
use claimgate::policy::path::{Letters, RequestPath};
use claimgate::policy::route_index::RouteIndex;
use claimgate::policy::route_pattern::RoutePattern;
use claimgate::uri;

type Params = BTreeMap<String, String>;

/// The seeded sample that is committed, or the file that `CLAIMGATE_ROUTE_PAIRS` names.
fn pairs() -> String {
    match std::env::var("CLAIMGATE_ROUTE_PAIRS") {
        Ok(file) => std::fs::read_to_string(file).unwrap(),
        Err(_) => include_str!("vectors/routes/react_router_sample.json").trim_matches(['[', ']', '\n']).replace("},\n", "}\n"),
    }
}

#[test]
fn patterns_match_what_react_router_matches() {
    let (mut compared, mut matched, mut refused_patterns, mut refused_paths) = (0, 0, 0, 0);
    for line in pairs().lines() {
        let pair = Json::parse(line).unwrap();
        let text = |name| pair.field(name).unwrap().as_str().unwrap();
        let letters = if pair.field("caseSensitive").unwrap().as_bool().unwrap() { Letters::Exact } else { Letters::Folded };
        let Ok(pattern) = RoutePattern::parse(text("pattern"), letters) else {
            refused_patterns += 1;
            continue;
        };
        let Some(path) = RequestPath::parse(text("path")) else {
            assert!(is_known_to_differ(text("path")), "bad_path: {line}");
            refused_paths += 1;
            continue;
        };
        let theirs: Option<Params> = pair
            .field("params")
            .unwrap()
            .as_object()
            .map(|members| members.iter().map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())).collect());
        assert_eq!(bound(&pattern, letters, &path, text("path")), theirs, "{line}");
        compared += 1;
        matched += usize::from(theirs.is_some());
    }
    println!("{compared} compared, {matched} of them matched, {refused_patterns} patterns and {refused_paths} paths refused");
    assert!(compared > 4 * (refused_patterns + refused_paths), "{compared} {refused_patterns} {refused_paths}");
    assert!(matched > compared / 4, "{matched} of {compared}");
}

/// What the pattern binds, in React Router's words.
fn bound(pattern: &RoutePattern, letters: Letters, path: &RequestPath<'_>, text: &str) -> Option<Params> {
    let mut index = RouteIndex::new(letters);
    index.insert(0, pattern);
    let hit = index.find(path).pop()?;
    let spelled = &pattern.alternatives()[hit.alternative];
    let values = pattern.names().iter().filter_map(|name| Some((name.clone(), pattern.param(hit.alternative, name, path)?.to_owned())));
    let splat = spelled.splat.then(|| ("*".to_owned(), rest_of(text, spelled.segments.len())));
    Some(values.chain(splat).map(|(name, value)| (name, value.replace("%2F", "/"))).collect())
}

fn rest_of(text: &str, count: usize) -> String {
    let path = text.split(['?', '#']).next().unwrap();
    let segments = path.split('/').skip(1 + count).map(|segment| uri::decode(segment).unwrap().replace('/', "%2F"));
    segments.collect::<Vec<_>>().join("/")
}

/// Ruling R36, written another way than in the code under test.
fn is_known_to_differ(text: &str) -> bool {
    let path = text.split(['?', '#']).next().unwrap();
    let bad = |segment: &str| {
        let decoded = uri::decode(segment);
        decoded.is_none_or(|plain| plain == "." || plain == ".." || plain.contains(['\n', '\r', '\u{2028}', '\u{2029}']))
    };
    !path.starts_with('/') || path.contains('\\') || path.split('/').any(bad)
}
