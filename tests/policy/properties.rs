//! What must hold for every role map and every person, tried on small random ones.
use claimgate::json::Json;
use claimgate::names::{Name, NameSet, Names, State};
use claimgate::policy::decision::{Decision, Outcome, Reason};
use claimgate::policy::{Effect, Grants, RoleMap, canonical};
use proptest::prelude::*;

use super::answers::load;

const ROLES: usize = 4;

/// A map, as little more than lists of patterns.
#[derive(Clone, Debug)]
struct Plan {
    roles: Vec<(Vec<usize>, Rules)>,
    entries: Vec<(&'static str, Vec<usize>, Rules)>,
    vocabulary: bool,
}

type Rules = (Vec<(String, Vec<String>)>, Vec<String>);

fn pattern() -> impl Strategy<Value = String> {
    prop_oneof![4 => "(a|b|\\*)(:(a|b|\\*)){0,2}", 1 => "((a|b|\\*):){0,2}\\*\\*"]
}

fn rules() -> impl Strategy<Value = Rules> {
    let grant = (pattern(), proptest::collection::vec(pattern(), 0..2));
    (proptest::collection::vec(grant, 0..3), prop_oneof![2 => Just(vec![]), 1 => proptest::collection::vec(pattern(), 1..2)])
}

fn plan() -> impl Strategy<Value = Plan> {
    let role = (proptest::collection::vec(0..ROLES, 0..3), rules());
    let whom = prop_oneof![Just("g0"), Just("g1"), Just("g2"), Just("t-{x}"), Just("$authenticated")];
    let entry = (whom, proptest::collection::vec(0..ROLES, 0..2), rules());
    let parts = (proptest::collection::vec(role, ROLES), proptest::collection::vec(entry, 0..6), any::<bool>());
    parts.prop_map(|(roles, entries, vocabulary)| Plan { roles, entries, vocabulary })
}

fn quoted(list: &[String]) -> String {
    format!("[{}]", list.iter().map(|text| format!("\"{text}\"")).collect::<Vec<_>>().join(","))
}

impl Plan {
    /// Roles inherit only later ones; an entry with a capture uses it wherever a pattern begins with `b`.
    fn text(&self) -> String {
        let body = |(allow, deny): &Rules, capture: bool| {
            let bind = |text: &String| if capture { text.replacen('b', "{x}", 1) } else { text.clone() };
            let allow = allow.iter().map(|(grant, except)| {
                format!("{{\"grant\":\"{}\",\"except\":{}}}", bind(grant), quoted(&except.iter().map(bind).collect::<Vec<_>>()))
            });
            format!("\"allow\":[{}],\"deny\":{}", allow.collect::<Vec<_>>().join(","), quoted(&deny.iter().map(bind).collect::<Vec<_>>()))
        };
        let names = |places: &[usize]| quoted(&places.iter().map(|place| format!("r{place}")).collect::<Vec<_>>());
        let roles = self.roles.iter().enumerate().map(|(at, (inherits, rules))| {
            let later: Vec<usize> = inherits.iter().copied().filter(|other| *other > at).collect();
            format!("\"r{at}\":{{\"inherits\":{},{}}}", names(&later), body(rules, false))
        });
        let entries = self
            .entries
            .iter()
            .map(|(whom, roles, rules)| format!("{{\"match\":\"{whom}\",\"roles\":{},{}}}", names(roles), body(rules, whom.contains('{'))));
        let words = if self.vocabulary {
            "\"permissions\":{\"a\":\"\",\"b\":\"\",\"a:{y}\":\"\",\"b:a\":\"\",\"a:b:{y}\":\"\",\"{y}:a:b\":\"\"},"
        } else {
            ""
        };
        format!(
            "{{\"version\":1,{words}\"roles\":{{{}}},\"groups\":[{}]}}",
            roles.collect::<Vec<_>>().join(","),
            entries.collect::<Vec<_>>().join(",")
        )
    }
}

fn set(values: &[&str], state: State) -> NameSet {
    let name = |value: &&str| Name { value: (*value).into(), raw: (*value).into(), source: "id:/groups".into() };
    NameSet { names: values.iter().map(name).collect(), state }
}

fn state() -> impl Strategy<Value = State> {
    prop_oneof![4 => Just(State::Present), 1 => Just(State::Overage), 1 => Just(State::Malformed), 1 => Just(State::Unavailable)]
}

fn person() -> impl Strategy<Value = Names> {
    let some = |all: Vec<&'static str>| proptest::sample::subsequence(all.clone(), 0..=all.len());
    let groups = (some(vec!["g0", "g1", "g2", "t-a", "t-b", "t-*", "t-é"]), state());
    let roles = (some(vec!["r0", "r1", "r2", "nobody"]), state());
    let permissions = (some(vec!["a", "a:b", "a:*", "z:a:b"]), state());
    (groups, roles, permissions).prop_map(|(groups, roles, permissions)| Names {
        signed_in: true,
        groups: set(&groups.0, groups.1),
        roles: set(&roles.0, roles.1),
        permissions: set(&permissions.0, permissions.1),
        ..Names::default()
    })
}

/// Every permission of up to four segments over two texts that patterns name and one that none names.
fn permissions() -> Vec<String> {
    let mut all: Vec<String> = vec![];
    let mut longest: Vec<String> = ["a", "b", "z"].map(String::from).into();
    for _ in 0..4 {
        all.extend(longest.iter().cloned());
        longest = longest.iter().flat_map(|start| ["a", "b", "z"].map(|end| format!("{start}:{end}"))).collect();
    }
    all
}

fn covers(pattern: &str, permission: &str) -> bool {
    let (patterns, texts): (Vec<&str>, Vec<&str>) = (pattern.split(':').collect(), permission.split(':').collect());
    let same = |(pattern, text): (&&str, &&str)| *pattern == "*" || pattern == text;
    match patterns.split_last() {
        Some((&"**", before)) => texts.len() > before.len() && before.iter().zip(&texts).all(same),
        _ => patterns.len() == texts.len() && patterns.iter().zip(&texts).all(same),
    }
}

/// Everything that the person is given and denied, written out: the specification once more, slowly.
fn slow(plan: &Plan, names: &Names, permission: &str) -> Option<Reason> {
    let mut rules: Vec<Rules> = vec![];
    let mut open: Vec<usize> = names.roles.names.iter().filter_map(|role| role.value.strip_prefix('r')?.parse().ok()).collect();
    for (whom, roles, body) in &plan.entries {
        let values = names.groups.names.iter().map(|name| name.value.as_str());
        let bound: Vec<String> = match *whom {
            "$authenticated" => vec!["b".into()],
            "t-{x}" => values.filter_map(|value| value.strip_prefix("t-")).filter(|x| ["a", "b"].contains(x)).map(String::from).collect(),
            whom => values.filter(|value| *value == whom).map(|_| "b".into()).collect(),
        };
        for x in bound {
            let bind = |text: &String| text.replacen('b', &x, 1);
            let allow = body.0.iter().map(|(grant, except)| (bind(grant), except.iter().map(bind).collect()));
            rules.push((allow.collect(), body.1.iter().map(bind).collect()));
            open.extend(roles);
        }
    }
    while let Some(role) = open.pop() {
        let (inherits, body) = plan.roles.get(role)?;
        rules.push(body.clone());
        open.extend(inherits.iter().filter(|other| **other > role));
    }
    if rules.iter().flat_map(|(_, deny)| deny).any(|deny| covers(deny, permission)) {
        return Some(Reason::ExplicitDeny);
    }
    let mut grants = rules.iter().flat_map(|(allow, _)| allow);
    let given = grants.any(|(grant, except)| covers(grant, permission) && !except.iter().any(|except| covers(except, permission)));
    (given || names.permissions.names.iter().any(|name| name.value == permission)).then_some(Reason::Granted)
}

fn parse(plan: &Plan) -> Option<RoleMap> {
    load(&plan.text()).ok()
}

fn complete(names: &Names) -> Names {
    let full = |set: &NameSet| NameSet { state: State::Present, ..set.clone() };
    Names { groups: full(&names.groups), roles: full(&names.roles), permissions: full(&names.permissions), ..names.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_deny_wins_a_grant_allows_and_nothing_else_does(plan in plan(), names in person()) {
        let Some(map) = parse(&plan) else { return Ok(()) };
        let names = complete(&names);
        let grants = Grants::new(&map, &names);
        for permission in permissions().iter().filter(|permission| map.refuses(permission).is_none()) {
            let expected = slow(&plan, &names, permission).unwrap_or(Reason::NoGrant);
            prop_assert_eq!(grants.check(&map, permission), Decision::because(expected), "{} in {}", permission, plan.text());
        }
    }

    #[test]
    fn some_is_exact(plan in plan(), names in person(), pattern in pattern()) {
        let Some(map) = parse(&plan) else { return Ok(()) };
        let grants = Grants::new(&map, &names);
        let allowed = |permission: &String| covers(&pattern, permission) && grants.check(&map, permission).outcome == Outcome::Allowed;
        prop_assert_eq!(grants.can_some(&map, &pattern), permissions().iter().any(allowed), "{} in {}", pattern, plan.text());
    }

    #[test]
    fn order_and_duplicates_change_nothing(plan in plan(), names in person(), seed in any::<u64>()) {
        let Some(map) = parse(&plan) else { return Ok(()) };
        let mut other = plan.clone();
        let turn = usize::try_from(seed % 5).unwrap();
        other.entries.extend(plan.entries.clone());
        let half = turn.min(other.entries.len());
        other.entries.rotate_left(half);
        other.entries.iter_mut().for_each(|(_, roles, _)| { roles.reverse(); roles.extend(roles.clone()); });
        let other = parse(&other).unwrap();
        let mut mixed = names.clone();
        for set in [&mut mixed.groups, &mut mixed.roles, &mut mixed.permissions] {
            set.names.reverse();
            set.names.extend(set.names.clone());
        }
        let (one, two) = (Grants::new(&map, &names), Grants::new(&other, &mixed));
        for permission in permissions() {
            prop_assert_eq!(one.check(&map, &permission), two.check(&other, &permission));
        }
        prop_assert_eq!(one.roles(&map), two.roles(&other));
        prop_assert_eq!(one.diagnostics(), two.diagnostics());
    }

    #[test]
    fn what_is_allowed_stays_so_whatever_was_unseen(plan in plan(), names in person(), unseen in person()) {
        let Some(map) = parse(&plan) else { return Ok(()) };
        let mut all = complete(&names);
        let add = |seen: &NameSet, more: &NameSet, into: &mut NameSet| {
            if seen.state.is_incomplete() {
                into.names.extend(more.names.clone());
            }
        };
        add(&names.groups, &unseen.groups, &mut all.groups);
        add(&names.roles, &unseen.roles, &mut all.roles);
        add(&names.permissions, &unseen.permissions, &mut all.permissions);
        let (seen, whole) = (Grants::new(&map, &names), Grants::new(&map, &all));
        for permission in permissions() {
            match seen.check(&map, &permission).outcome {
                Outcome::Allowed => prop_assert_eq!(whole.check(&map, &permission).outcome, Outcome::Allowed, "{}", permission),
                Outcome::Denied => prop_assert_eq!(whole.check(&map, &permission).outcome, Outcome::Denied, "{}", permission),
                _ => {}
            }
        }
    }

    #[test]
    fn a_group_that_denies_nothing_takes_nothing(plan in plan(), names in person()) {
        let Some(map) = parse(&plan) else { return Ok(()) };
        let mut more = names.clone();
        more.groups.names.push(Name { value: "g9".into(), raw: "g9".into(), source: "".into() });
        let (before, after) = (Grants::new(&map, &names), Grants::new(&map, &more));
        for permission in permissions() {
            prop_assert_eq!(before.check(&map, &permission), after.check(&map, &permission));
        }
    }

    #[test]
    fn explain_agrees_with_check(plan in plan(), names in person()) {
        let Some(map) = parse(&plan) else { return Ok(()) };
        let grants = Grants::new(&map, &names);
        for permission in permissions().iter().step_by(3).map(String::as_str).chain(["", "a:*", "nobody knows"]) {
            let told = grants.explain(&map, &names, permission);
            prop_assert_eq!(told.decision, grants.check(&map, permission));
            let effect = match told.decision.reason {
                Reason::Granted => Some(Effect::Allow),
                Reason::ExplicitDeny => Some(Effect::Deny),
                _ => None,
            };
            if let Some(effect) = effect {
                prop_assert!(!told.by.is_empty() && told.by.iter().all(|step| step.effect == effect && covers(&step.grant, permission)));
            }
            let listed = told.to_json();
            prop_assert_eq!(listed.field("outcome").and_then(Json::as_str), Some(told.decision.outcome.as_str()));
            prop_assert!(told.text().contains(told.decision.reason.as_str()));
        }
    }

    #[test]
    fn whoever_is_named_would_be_granted_it(plan in plan()) {
        let Some(map) = parse(&plan) else { return Ok(()) };
        let nobody = Grants::new(&map, &Names::default());
        for permission in permissions().iter().step_by(5).filter(|permission| map.refuses(permission).is_none()) {
            let told = nobody.explain(&map, &Names::default(), permission);
            for group in told.granted_by.groups.iter().filter(|group| !group.contains('{')) {
                let groups = [group.as_str()].into_iter().filter(|group| *group != "$authenticated").collect::<Vec<_>>();
                let groups = set(&groups, State::Present);
                let held = Grants::new(&map, &Names { signed_in: true, groups, ..Names::default() });
                let decision = held.check(&map, permission);
                // Another entry that the same person meets may still deny it.
                prop_assert!(matches!(decision.reason, Reason::Granted | Reason::ExplicitDeny), "{} {} {}", permission, group, plan.text());
            }
        }
    }

    #[test]
    fn canonical_json_reads_back_as_the_same_map(plan in plan(), names in person()) {
        let text = plan.text();
        let Ok(map) = load(&text) else { return Ok(()) };
        let written = canonical(&Json::parse(&text).unwrap());
        let again = load(&written).unwrap();
        prop_assert_eq!(&written, &canonical(&Json::parse(&written).unwrap()));
        prop_assert_eq!(map.digest(), again.digest());
        let (one, two) = (Grants::new(&map, &names), Grants::new(&again, &names));
        for permission in permissions() {
            prop_assert_eq!(one.check(&map, &permission), two.check(&again, &permission));
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[\\[\\]{}:,\"a-c*$ 01\\\\]{0,60}", key in "[a-z{}*:$-]{0,9}") {
        let _ = load(&text).map(|map| map.digest().len());
        let map = format!("{{\"version\":1,\"permissions\":{{\"{key}\":\"\"}},\"roles\":{{\"{key}\":{{\"allow\":[\"{key}\"]}}}},\"groups\":[{{\"match\":\"{key}\",\"roles\":[\"{key}\"]}}]}}");
        if let Err(findings) = load(&map) {
            prop_assert!(findings.iter().all(|finding| finding.line == Some(1) && finding.column.is_some()));
            prop_assert!(!findings.is_empty());
        }
    }
}
