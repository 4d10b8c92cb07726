//! Every promise of the manual that a program can check: what it lists exists, what exists is listed, its examples load.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use claimgate::access::Policy;
use claimgate::error::Code;
use claimgate::policy::decision::{Outcome, Reason, RouteOutcome};
use claimgate::presets::PRESETS;

const ERRORS: &str = include_str!("../src/manual/errors.md");
const ROLE_MAP: &str = include_str!("../src/manual/role_map.md");
const PROVIDERS: &str = include_str!("../src/manual/providers.md");
const RECIPES: &str = include_str!("../src/manual/recipes.md");
const README: &str = include_str!("../README.md");
const MIGRATION: &str = include_str!("../src/manual/migration.md");
const PAGES: [&str; 19] = [
    README,
    include_str!("../src/manual/quick_start.md"),
    include_str!("../src/manual/cli.md"),
    include_str!("../SECURITY.md"),
    include_str!("../src/manual/architecture.md"),
    include_str!("../src/manual/threat_model.md"),
    include_str!("../src/manual/routes.md"),
    include_str!("../src/manual/devtools.md"),
    include_str!("../src/manual/protocol.md"),
    include_str!("../src/manual/routers.md"),
    include_str!("../src/manual/api.md"),
    include_str!("../src/manual/testing.md"),
    include_str!("../src/manual/performance.md"),
    include_str!("../src/manual/changelog.md"),
    ERRORS,
    ROLE_MAP,
    PROVIDERS,
    RECIPES,
    MIGRATION,
];

#[test]
fn every_code_has_its_section_in_order_and_no_section_lacks_a_code() {
    let told: Vec<&str> = sections(ERRORS).into_iter().map(|(heading, _)| heading).collect();
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(told, codes);
}

#[test]
fn every_section_of_a_code_says_why_what_to_do_and_where_it_leads() {
    for (code, text) in sections(ERRORS) {
        let parts: Vec<usize> = ["- Why:", "- Do:", "- Status:"].iter().map(|part| text.find(part).unwrap_or(0)).collect();
        assert!(parts.iter().all(|at| *at > 0) && parts.is_sorted(), "{code}: {text}");
    }
}

#[test]
fn every_preset_has_a_section_and_a_row() {
    let told: BTreeSet<&str> = sections(PROVIDERS).into_iter().map(|(heading, _)| heading).collect();
    assert_eq!(told, PRESETS.iter().map(|preset| preset.name).collect());
    for preset in PRESETS {
        let row = PROVIDERS.lines().find(|line| line.starts_with(&format!("| `{}` |", preset.name))).unwrap_or_default();
        let parameters = preset.required.iter().chain(preset.optional);
        parameters.for_each(|parameter| assert!(row.contains(&format!("`{parameter}`")), "{}: {parameter}", preset.name));
    }
}

#[test]
fn every_reason_outcome_finding_and_diagnostic_is_listed() {
    let names = Reason::ALL.iter().map(|reason| reason.as_str());
    let outcomes = [Outcome::Allowed, Outcome::Denied, Outcome::Indeterminate, Outcome::Pending].map(Outcome::as_str);
    let routes = [RouteOutcome::Allow, RouteOutcome::SignIn, RouteOutcome::StepUp, RouteOutcome::Forbidden].map(RouteOutcome::as_str);
    let diagnostics = "unknown_group capture_rejected unknown_role bad_permission reserved_name malformed_element userinfo_subject not_a_dn \
                       alias_collision ambiguous_key";
    let all = names.chain(outcomes).chain(routes).chain(diagnostics.split_whitespace()).chain(finding_codes());
    for name in all {
        assert!(ROLE_MAP.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn every_whole_map_loads() {
    let maps: Vec<&str> = [README, ROLE_MAP, PROVIDERS, RECIPES, MIGRATION].iter().flat_map(|page| blocks(page, "json role-map")).collect();
    assert!(maps.len() > 15);
    for map in maps {
        Policy::load(map, true).unwrap_or_else(|error| panic!("{:?}\n{map}", error.finding_list()));
    }
    for claims in blocks(PROVIDERS, "json claims") {
        Policy::load(&format!(r#"{{ "version": 1, "claims": {claims} }}"#), true).unwrap();
    }
}

#[test]
fn every_file_that_is_named_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named: BTreeSet<&str> = PAGES.iter().flat_map(|page| paths(page)).collect();
    assert!(named.len() > 50);
    for path in named {
        assert!(root.join(path).exists(), "{path}");
    }
}

#[test]
fn every_block_has_a_language_since_rustdoc_takes_one_without_for_rust() {
    for page in PAGES {
        let fences: Vec<&str> = page.lines().filter(|line| line.starts_with("```")).collect();
        assert!(fences.chunks(2).all(|pair| matches!(pair, [open, "```"] if open.len() > 3)), "{fences:?}");
    }
}

/// Headings of the second level and what is below them.
fn sections(page: &str) -> Vec<(&str, &str)> {
    page.split("\n## ").skip(1).map(|section| section.split_once('\n').unwrap()).collect()
}

fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let open = format!("```{language}\n");
    page.split(&open).skip(1).map(|rest| rest.split("\n```").next().unwrap()).collect()
}

/// Files and folders of the repository that are named in code spans.
fn paths(page: &str) -> impl Iterator<Item = &str> {
    let roots = ["src/", "tests/", "www/", "xtask/"];
    page.split('`')
        .skip(1)
        .step_by(2)
        .filter(move |span| roots.iter().any(|root| span.starts_with(root)) && !span.contains(['*', ' ', '{']))
}

fn finding_codes() -> Vec<&'static str> {
    let words = include_str!("../src/finding/told/words.rs");
    let errors = words.split("    error,").nth(1).unwrap().split("\n}").next().unwrap();
    let codes: Vec<&str> = errors.lines().filter_map(|line| line.trim().strip_prefix('"')?.split('"').next()).collect();
    assert!(codes.len() > 20);
    codes
}
