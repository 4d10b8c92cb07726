//! Patterns and paths against the answers of the real React Router (see `differential/react-router.mjs`).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use claimgate::json::Json;
use claimgate::policy::path::RequestPath;
use claimgate::policy::route_index::RouteIndex;
use claimgate::policy::route_letters::Letters;
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

mod table {
    //! What holds for every table of rules, whoever asks.

    use claimgate::finding::Findings;
    use claimgate::json::Json;
    use claimgate::policy::decision::{Outcome, Reason, RoleAnswer, RouteOutcome};
    use claimgate::policy::path::RequestPath;
    use claimgate::policy::route::{Person, RouteDecision};
    use claimgate::policy::route_rule::StepUp;
    use claimgate::policy::route_table::{MAX_RULES, MAX_SPELLED_OUT, References, RouteTable};
    use claimgate::time::UnixTime;
    use proptest::prelude::*;

    struct AllFine;

    impl References for AllFine {
        fn permission(&self, _: &str, _: &[&str]) -> Result<(), &'static str> {
            Ok(())
        }

        fn role(&self, _: &str) -> bool {
            true
        }
    }

    /// May `yes`, not `no`, is denied `never` and unsure of everything else; the same for roles.
    #[derive(Debug)]
    struct Someone {
        signed_in: bool,
        auth_time: Option<i64>,
    }

    impl Person for Someone {
        fn signed_in(&self) -> bool {
            self.signed_in
        }

        fn check(&self, permission: &str) -> (Outcome, Reason) {
            match permission {
                "yes" => (Outcome::Allowed, Reason::Granted),
                "no" => (Outcome::Denied, Reason::NoGrant),
                "never" => (Outcome::Denied, Reason::ExplicitDeny),
                "broken" => (Outcome::Indeterminate, Reason::Malformed),
                _ => (Outcome::Indeterminate, Reason::Overage),
            }
        }

        fn role(&self, name: &str) -> RoleAnswer {
            match name {
                "yes" => RoleAnswer::Held,
                "no" => RoleAnswer::Missing,
                "never" => RoleAnswer::ExplicitDeny,
                _ => RoleAnswer::Indeterminate(Reason::Unavailable),
            }
        }

        fn has_scope(&self, scope: &str) -> bool {
            scope == "yes"
        }

        fn auth_time(&self) -> Option<i64> {
            self.auth_time
        }

        fn acr(&self) -> Option<&str> {
            Some("gold")
        }
    }

    fn now() -> UnixTime {
        UnixTime::from_seconds(1_700_000_000).unwrap()
    }

    fn table(rules: &[String], default: &str) -> RouteTable {
        let text = format!(r#"{{"default":"{default}","signIn":"/login","forbidden":"/no","rules":[{}]}}"#, rules.join(","));
        let mut findings = Findings::default();
        let table = RouteTable::parse(Some(&Json::parse(&text).unwrap()), None, &AllFine, &mut findings);
        assert_eq!(findings.into_list(), []);
        table
    }

    fn answer(decision: &RouteDecision<'_>) -> (RouteOutcome, Reason, Option<i64>, Vec<String>) {
        let step_up = decision.step_up.clone().unwrap_or_default();
        let mut acr = step_up.acr_values;
        acr.sort();
        (decision.outcome, decision.reason, step_up.max_age, acr)
    }

    fn patterns() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec!["/*", "/a", "/a/*", "/a/b", "/a/:x", "/:x/b", "/:x?/b?", "/a/:x?", "/A/b", "/:x", "/", "/a/b/*"])
    }

    fn rule() -> impl Strategy<Value = String> {
        let asks = prop::sample::select(vec![
            r#""public":true"#,
            r#""override":true"#,
            r#""override":true,"any":["no","yes"]"#,
            r#""override":true,"all":["unsure"]"#,
            r#""x-plain":1"#,
            r#""any":["no","broken","unsure"]"#,
            r#""all":["yes","broken"]"#,
            r#""all":["never","no"]"#,
            r#""any":["never","no"]"#,
            r#""roles":{"any":["no","unsure"]}"#,
            r#""roles":{"all":["yes","never"]}"#,
            r#""roles":["no"]"#,
            r#""requireScope":["yes","no"]"#,
            r#""requireScope":"yes","stepUp":{"maxAge":60}"#,
            r#""stepUp":{"acr":["gold","silver"],"maxAge":600}"#,
            r#""stepUp":{"acr":["silver"]}"#,
        ]);
        (patterns(), asks).prop_map(|(path, asks)| format!(r#"{{"path":"{path}",{asks}}}"#))
    }

    fn someone() -> impl Strategy<Value = Someone> {
        (prop::bool::weighted(0.8), prop::option::of(1_699_999_000_i64..1_700_000_100))
            .prop_map(|(signed_in, auth_time)| Someone { signed_in, auth_time })
    }

    const PATHS: [&str; 9] = ["/", "/a", "/a/b", "/A/B/", "/b", "/a/c", "/a//b", "/a/b/c", "/q/b"];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_order_of_rules_changes_no_answer(
            (rules, shuffled) in prop::collection::vec(rule(), 0..6).prop_flat_map(|rules| (Just(rules.clone()), Just(rules).prop_shuffle())),
            person in someone(),
        ) {
            let (one, other) = (table(&rules, "authenticated"), table(&shuffled, "authenticated"));
            for path in PATHS {
                let (one, other) = (one.decide(path, &person, now(), &[]), other.decide(path, &person, now(), &[]));
                prop_assert_eq!(answer(&one), answer(&other), "{} {:?}", path, rules);
                prop_assert_eq!(one.valid_until, other.valid_until);
            }
        }

        #[test]
        fn rules_that_stand_twice_change_no_answer(rules in prop::collection::vec(rule(), 0..4), person in someone()) {
            let twice: Vec<String> = rules.iter().chain(&rules).cloned().collect();
            let (one, other) = (table(&rules, "deny"), table(&twice, "deny"));
            for path in PATHS {
                let (one, other) = (one.decide(path, &person, now(), &[]), other.decide(path, &person, now(), &[]));
                prop_assert_eq!(answer(&one), answer(&other), "{} {:?}", path, rules);
            }
        }

        #[test]
        fn a_rule_that_lifts_nothing_never_opens_anything(
            rules in prop::collection::vec(rule(), 1..5), more in rule().prop_filter("plain", |rule| !rule.contains("true")), person in someone(),
        ) {
            let narrower: Vec<String> = rules.iter().cloned().chain([more]).collect();
            let (one, other) = (table(&rules, "deny"), table(&narrower, "deny"));
            for path in PATHS {
                let before = one.decide(path, &person, now(), &[]);
                let after = other.decide(path, &person, now(), &[]);
                let no_rule_before = before.reason == Reason::DefaultDeny;
                prop_assert!(no_rule_before || before.outcome == RouteOutcome::Allow || after.outcome != RouteOutcome::Allow, "{} {:?}", path, narrower);
            }
        }

        #[test]
        fn explain_agrees_with_decide(rules in prop::collection::vec(rule(), 0..5), person in someone()) {
            let table = table(&rules, "authenticated");
            for path in PATHS {
                let decision = table.decide(path, &person, now(), &[]);
                let explained = table.explain_route(path, &person, now(), &[]);
                prop_assert_eq!(&explained.decision, &decision);
                let standing: Vec<_> = explained.rules.iter().filter(|rule| rule.lifted_by.is_none()).collect();
                prop_assert_eq!(explained.rules.is_empty(), standing.is_empty(), "some rule always stands");
                if decision.outcome == RouteOutcome::Allow {
                    prop_assert!(standing.iter().all(|rule| rule.verdict == RouteOutcome::Allow || rule.verdict == RouteOutcome::SignIn && !person.signed_in));
                }
            }
        }

        #[test]
        fn an_answer_stands_until_it_says(rules in prop::collection::vec(rule(), 0..5), person in someone()) {
            let table = table(&rules, "authenticated");
            for path in PATHS {
                let decision = table.decide(path, &person, now(), &[]);
                let Some(until) = decision.valid_until else { continue };
                prop_assert_eq!(answer(&table.decide(path, &person, until.plus(-1), &[])), answer(&decision));
                prop_assert_ne!(answer(&table.decide(path, &person, until, &[])), answer(&decision));
            }
        }

        #[test]
        fn no_path_makes_it_fail(path in ".*", person in someone()) {
            let table = table(&[r#"{"path":"/:x?/b?","all":["p:{x}"]}"#.into(), r#"{"path":"/a/*","public":true}"#.into()], "public");
            let outcome = table.decide(&path, &person, now(), &[&path]).outcome;
            prop_assert_eq!(outcome == RouteOutcome::Allow, RequestPath::parse(&path).is_some());
        }
    }

    #[test]
    fn the_path_of_redirect_uri_is_public_before_any_rule() {
        let table = table(&[r#"{"path":"/*","all":["no"]}"#.into()], "deny");
        let stranger = Someone { signed_in: false, auth_time: None };
        let reason = |path, also: &[&str]| table.decide(path, &stranger, now(), also).reason;
        assert_eq!(reason("/callback?code=1", &["/callback"]), Reason::Public);
        assert_eq!(reason("/Callback/", &["/x", "/callback"]), Reason::Public);
        assert_eq!(reason("/callback/x", &["/callback"]), Reason::SignedOut);
        assert_eq!(reason("/callback", &[]), Reason::SignedOut);
        assert_eq!(reason("/%zz", &["/%zz"]), Reason::BadPath);
        assert!(table.explain_route("/callback", &stranger, now(), &["/callback"]).rules.is_empty());
    }

    #[test]
    fn two_step_ups_become_one() {
        let (one, two) =
            (StepUp { acr_values: vec!["a".into(), "b".into()], max_age: None }, StepUp { acr_values: vec!["b".into()], max_age: Some(9) });
        assert_eq!(one.clone().merge(&two), Some(StepUp { acr_values: vec!["b".into()], max_age: Some(9) }));
        assert_eq!(one.merge(&StepUp { acr_values: vec!["c".into()], max_age: None }), None);
    }

    #[test]
    fn tables_have_limits() {
        let load = |count: usize, path: &str| {
            let rules = vec![format!(r#"{{"path":"{path}"}}"#); count].join(",");
            let mut findings = Findings::default();
            RouteTable::parse(Some(&Json::parse(&format!(r#"{{"rules":[{rules}]}}"#)).unwrap()), None, &AllFine, &mut findings);
            findings.into_list().into_iter().map(|finding| (finding.code, finding.pointer)).collect::<Vec<_>>()
        };
        let too_large = [("too_large", "/routes/rules".to_owned())];
        assert_eq!(load(MAX_RULES, "/a"), []);
        assert_eq!(load(MAX_RULES + 1, "/a"), too_large);
        let spelled_out = "/a?/b?/c?/d?/e?/f?".to_owned();
        assert_eq!(load(MAX_SPELLED_OUT / 192, &spelled_out), []);
        assert_eq!(load(MAX_SPELLED_OUT / 192 + 1, &spelled_out), too_large);
    }
}
