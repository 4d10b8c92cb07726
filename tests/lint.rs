//! Lint on whole maps: those that people copy, and one as large as they come. What each code means is in
//! `tests/vectors/role_map/lint_*.json`.
#![cfg(feature = "tools")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use claimgate::access::Policy;
use claimgate::alone;
use claimgate::claims::Side;
use claimgate::time::UnixTime;
use proptest::prelude::*;
use serde_json::{Value, json};

const ROLE_MAP: &str = include_str!("../src/manual/role_map.md");

fn found(map: &str) -> Vec<(String, String)> {
    Policy::lint(map, true).into_iter().map(|finding| (finding.code.to_owned(), finding.message)).collect()
}

fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let open = format!("```{language}\n");
    page.split(&open).skip(1).map(|rest| rest.split("\n```").next().unwrap()).collect()
}

#[test]
fn the_map_of_the_readme_is_clean() {
    let maps = blocks(include_str!("../README.md"), "json role-map");
    assert_eq!(maps.len(), 1);
    assert_eq!(found(maps.first().unwrap()), []);
}

#[test]
fn of_the_map_of_the_demo_lint_names_the_deny_and_the_exception_and_nothing_else() {
    let told = found(include_str!("../www/demo/src/role-map.json"));
    let named = [
        ("deny", "admin:billing:manage, admin:users:manage, billing:read, project:{id}:read, projects:delete, …"),
        ("lifts_rules", "`/projects/:id/*`"),
    ];
    assert_eq!(told.len(), named.len(), "{told:?}");
    for ((code, message), (expected, part)) in told.iter().zip(named) {
        assert_eq!(code, expected);
        assert!(message.contains(part), "{message}");
    }
}

/// The manual says what each code means with an example.
#[test]
fn every_example_of_the_manual_is_found() {
    let section = ROLE_MAP.split("\n# Lint\n").nth(1).unwrap().split("\n# ").next().unwrap();
    let rows: Vec<&str> = section.lines().filter(|line| line.starts_with("| `")).collect();
    assert_eq!(rows.len(), 13);
    // It takes a hundred groups: `lint_groups.json` has them.
    for row in rows.iter().filter(|row| !row.contains("`too_many_groups`")) {
        let code = row.split('`').nth(1).unwrap();
        let members = row.rsplit('`').nth(1).unwrap();
        let told = found(&format!("{{ \"version\": 1, {members} }}"));
        assert!(told.iter().any(|(found, _)| found == code), "{code}: {told:?}");
    }
}

#[test]
fn a_large_map_is_judged_in_time() {
    let (mut names, mut roles, mut groups, mut rules) = (String::new(), String::new(), String::new(), String::new());
    for n in 0..1_000 {
        let comma = if n == 0 { "" } else { "," };
        write!(roles, "{comma}\"r{n}\":{{\"allow\":[\"area{n}:**\"]}}").unwrap();
        write!(groups, "{comma}{{\"match\":\"g{n}\",\"roles\":[\"r{n}\"]}}").unwrap();
        write!(rules, "{comma}{{\"path\":\"/area{n}/:id/*\",\"all\":[\"area{n}:p0\",\"area{n}:p1\"]}}").unwrap();
        (0..5).for_each(|p| write!(names, "{}\"area{n}:p{p}\":\"\"", if n + p == 0 { "" } else { "," }).unwrap());
    }
    let map = format!(
        "{{\"version\":1,\"permissions\":{{{names}}},\"roles\":{{{roles}}},\"groups\":[{groups}],\"routes\":{{\"rules\":[{rules}]}}}}"
    );
    let start = Instant::now();
    assert_eq!(found(&map), []);
    println!("1,000 roles, 5,000 permissions, 1,000 rules: {:?}", start.elapsed());
    assert!(start.elapsed() < Duration::from_secs(20));
    // Nothing is left out for want of steps.
    let told = found(&map.replace("\"area999:**\"", "\"area998:**\""));
    let codes: Vec<&str> = told.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, [["unheld_permission"; 5].as_slice(), &["rule_never_holds"]].concat());
}

const NAMES: [&str; 5] = ["a:x", "a:y", "b:x", "b:y:z", "c"];
const ENTRIES: [&str; 5] = ["g0", "g1", "g2", "g3", "$authenticated"];

fn patterns() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(vec!["a:x", "a:y", "b:x", "c", "a:*", "*:x", "b:**"]), 0..3)
}

fn denies() -> impl Strategy<Value = Vec<&'static str>> {
    prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(prop::sample::select(vec!["a:x", "b:**", "*:x", "c", "**"]), 1..3)]
}

fn requirements() -> impl Strategy<Value = Value> {
    let names = || prop::collection::vec(prop::sample::select(NAMES.to_vec()), 1..3);
    let roles = prop::sample::subsequence(vec!["r0", "r1", "r2"], 1..3);
    prop_oneof![
        3 => names().prop_map(|names| json!({ "all": names })),
        2 => names().prop_map(|names| json!({ "any": names })),
        1 => roles.prop_map(|roles| json!({ "roles": { "all": roles } })),
    ]
}

prop_compose! {
    /// Roles inherit only from those before them; rules are one for every path and one for a single page.
    fn maps()(
        bodies in prop::collection::vec((patterns(), denies()), 8),
        parents in prop::collection::vec(any::<bool>(), 3),
        given in prop::collection::vec(prop::sample::subsequence(vec!["r0", "r1", "r2"], 0..2), 5),
        rules in prop::collection::vec(requirements(), 2),
    ) -> Value {
        let part = |place: usize| bodies.get(place).cloned().unwrap_or_default();
        let inherits = |own: usize, parent: &str| if parents.get(own) == Some(&true) { vec![parent.to_owned()] } else { vec![] };
        let role = |place: usize, inherits: Vec<String>| {
            let (allow, deny) = part(place);
            json!({ "inherits": inherits, "allow": allow, "deny": deny })
        };
        let entry = |(place, name): (usize, &&str)| {
            let (allow, deny) = part(3 + place);
            json!({ "match": name, "roles": given.get(place), "allow": allow, "deny": deny })
        };
        let rule = |(path, place): (&str, usize)| {
            let mut rule = rules.get(place).cloned().unwrap_or_default();
            rule.as_object_mut().unwrap().insert("path".into(), path.into());
            rule
        };
        json!({
            "version": 1,
            "permissions": NAMES.iter().map(|name| ((*name).to_owned(), json!(""))).collect::<serde_json::Map<_, _>>(),
            "roles": { "r0": role(0, vec![]), "r1": role(1, inherits(1, "r0")), "r2": role(2, inherits(2, "r1")) },
            "groups": ENTRIES.iter().enumerate().map(entry).collect::<Vec<_>>(),
            "routes": { "rules": [rule(("/*", 0)), rule(("/page", 1))] },
            "landing": [{ "to": "/page" }],
        })
    }
}

/// Whether anybody can, by asking everybody: every set of groups that there is.
fn anybody(policy: &Policy, can: impl Fn(&claimgate::access::Access) -> bool) -> bool {
    (0..1_u32 << 4).any(|set| {
        let groups: Vec<&str> =
            ENTRIES.iter().take(4).enumerate().filter(|(place, _)| set & (1 << place) != 0).map(|(_, name)| *name).collect();
        let claims = json!({ "id": { "sub": "u", "groups": groups } }).to_string();
        can(&alone::access(policy, &claims, Side::Client).unwrap())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn lint_says_nobody_where_asking_everybody_finds_nobody(map in maps()) {
        let text = map.to_string();
        let policy = Policy::load(&text, false).unwrap();
        let told: Vec<(&str, String)> = Policy::lint(&text, false).into_iter().map(|finding| (finding.code, finding.pointer)).collect();
        let says = |code: &str, pointer: &str| told.iter().any(|(told, at)| *told == code && at == pointer);
        for name in NAMES {
            let held = anybody(&policy, |access| policy.check(access, name).outcome.as_str() == "allowed");
            prop_assert_eq!(says("unheld_permission", &format!("/permissions/{name}")), !held, "{} in {}", name, text);
        }
        for role in ["r0", "r1", "r2"] {
            let held = anybody(&policy, |access| policy.summary(Some(access)).to_text().contains(&format!("\"{role}\"")));
            prop_assert_eq!(says("unreachable_role", &format!("/roles/{role}")), !held, "{} in {}", role, text);
        }
        let opens = |path: &str| anybody(&policy, |access| policy.route(access, path, &[], UnixTime::EPOCH).outcome.as_str() == "allow");
        let (every, page) = (says("rule_never_holds", "/routes/rules/0"), says("rule_never_holds", "/routes/rules/1"));
        prop_assert_eq!(every, !opens("/other"), "/* in {}", text);
        prop_assert_eq!(every || page, !opens("/page"), "/page in {}", text);
        prop_assert_eq!(says("landing_never_opens", "/landing/0"), !opens("/page"), "landing in {}", text);
    }
}
