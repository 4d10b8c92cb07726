//! Lint on whole maps: those that people copy, and one as large as they come. What each code means is in
//! `tests/vectors/role_map/lint_*.json`.
#![cfg(feature = "tools")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use claimgate::access::Policy;

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
}
