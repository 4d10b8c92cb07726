//! What must hold for every role map, every person and every question, through the doors that a page and an API use.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "support/random.rs"]
mod random;

use claimgate::access::{Access, Policy};
use claimgate::alone;
use claimgate::claims::Side;
use claimgate::json::Json;
use claimgate::policy::canonical;
use claimgate::policy::decision::{Decision, Outcome, Reason, RouteOutcome};
use claimgate::time::UnixTime;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use random::Random;

const ROLES: usize = 4;
const GROUPS: [&str; 5] = ["g0", "g1", "g2", "t-a", "t-b"];
const PATHS: [&str; 10] = ["/", "/a", "/a/b", "/A/B/", "/b", "/p/a", "/p/b/", "/p/%zz", "/login", "/a/b/c"];
/// Each kind of trouble has a source of its own, so that the groups that are there are read in every state.
const CLAIMS: &str = r#"{"client":{
    "groups":{"combine":"union","sources":[{"token":"id","path":["groups"]},{"token":"id","path":["more"]},{"token":"userinfo","path":["groups"]}]},
    "roles":{"sources":[{"token":"id","path":["roles"]}]},
    "permissions":{"sources":[{"token":"id","path":["permissions"]}]},
    "scopes":{"sources":[{"token":"id","path":["scp"]}]}}}"#;

/// A map, as little more than lists of patterns.
#[derive(Clone, Debug)]
struct Plan {
    roles: Vec<(String, Vec<String>, Body)>,
    entries: Vec<(&'static str, Vec<String>, Body)>,
    rules: Vec<(&'static str, &'static str)>,
    declared: bool,
}

#[derive(Clone, Debug, Default)]
struct Body {
    allow: Vec<(String, Vec<String>, bool)>,
    deny: Vec<String>,
}

#[derive(Clone, Debug)]
struct Person {
    groups: Vec<&'static str>,
    roles: Vec<&'static str>,
    permissions: Vec<&'static str>,
    has_scope: bool,
    trouble: Trouble,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Trouble {
    None,
    Overage,
    Malformed,
    Unavailable,
}

fn pattern() -> impl Strategy<Value = String> {
    prop_oneof![4 => "(a|b|\\*)(:(a|b|\\*)){0,2}", 1 => "((a|b|\\*):){0,2}\\*\\*"]
}

fn body() -> impl Strategy<Value = Body> {
    let grant = (pattern(), prop::collection::vec(pattern(), 0..2), prop::bool::weighted(0.2));
    let deny = prop_oneof![2 => Just(vec![]), 1 => prop::collection::vec(pattern(), 1..2)];
    (prop::collection::vec(grant, 0..3), deny).prop_map(|(allow, deny)| Body { allow, deny })
}

fn rule() -> impl Strategy<Value = (&'static str, &'static str)> {
    let paths = select(vec!["/*", "/a", "/a/*", "/a/b", "/:x/b", "/:x?/b?", "/A/b", "/", "/a/b/*"]);
    let asks = select(vec![
        r#""public":true"#,
        r#""override":true,"any":["a:b","z"]"#,
        r#""x-plain":1"#,
        r#""any":["a","a:b"]"#,
        r#""all":["a:b","b"]"#,
        r#""roles":["r0"]"#,
        r#""roles":{"any":["r1","r2"]},"requireScope":"s""#,
        r#""stepUp":{"maxAge":60}"#,
        r#""stepUp":{"acr":["gold","silver"],"maxAge":600}"#,
    ]);
    let bound = (Just("/p/:x"), select(vec![r#""all":["a:{x}"]"#, r#""any":["a:{x}","b"]"#, r#""override":true,"all":["a:{x}","a"]"#]));
    prop_oneof![3 => (paths, asks), 1 => bound]
}

fn plan() -> impl Strategy<Value = Plan> {
    let role = (prop::collection::vec(0..ROLES, 0..3), body());
    let whom = prop_oneof![4 => select(vec!["g0", "g1", "g2"]), 2 => Just("t-{x}"), 1 => Just("$authenticated")];
    let entry = (whom, prop::collection::vec(0..ROLES, 0..2), body());
    let rules = prop::collection::vec(rule(), 0..5);
    let parts = (prop::collection::vec(role, ROLES), prop::collection::vec(entry, 0..6), rules, prop::bool::weighted(0.3));
    parts.prop_map(|(roles, entries, rules, declared)| {
        // Roles inherit only later ones: no cycle.
        let inherits = |at: usize, list: Vec<usize>| names(&list.into_iter().filter(|other| *other > at).collect::<Vec<_>>());
        let roles = roles.into_iter().enumerate().map(|(at, (list, body))| (format!("r{at}"), inherits(at, list), body)).collect();
        let entries = entries.into_iter().map(|(whom, roles, body)| (whom, names(&roles), body.bound(whom))).collect();
        Plan { roles, entries, rules, declared }
    })
}

fn names(places: &[usize]) -> Vec<String> {
    places.iter().map(|place| format!("r{place}")).collect()
}

fn person() -> impl Strategy<Value = Person> {
    let some = |all: &[&'static str]| subsequence(all.to_vec(), 0..=all.len());
    let troubles = select(vec![Trouble::None, Trouble::None, Trouble::None, Trouble::Overage, Trouble::Malformed, Trouble::Unavailable]);
    let parts = (some(&GROUPS), some(&["r0", "r2", "nobody"]), some(&["a", "a:b", "a:*", "z"]), any::<bool>(), troubles);
    parts.prop_map(|(groups, roles, permissions, has_scope, trouble)| Person { groups, roles, permissions, has_scope, trouble })
}

fn texts<T: AsRef<str>>(list: &[T]) -> Json {
    list.iter().map(AsRef::as_ref).collect::<Vec<&str>>().into()
}

impl Body {
    /// An entry with a capture uses it wherever a pattern begins with `b`.
    fn bound(self, whom: &str) -> Body {
        let bind = |text: &String| if whom.contains('{') { text.replacen('b', "{x}", 1) } else { text.clone() };
        let allow = self.allow.iter().map(|(grant, except, scope)| (bind(grant), except.iter().map(bind).collect(), *scope));
        Body { allow: allow.collect(), deny: self.deny.iter().map(bind).collect() }
    }

    fn members(&self) -> Vec<(String, Json)> {
        let grant = |(grant, except, needs_scope): &(String, Vec<String>, bool)| {
            let mut members = vec![("grant".into(), grant.as_str().into()), ("except".into(), texts(except))];
            members.extend(needs_scope.then(|| ("requireScope".into(), "s".into())));
            Json::Object(members)
        };
        vec![("allow".into(), Json::List(self.allow.iter().map(grant).collect())), ("deny".into(), texts(&self.deny))]
    }
}

impl Plan {
    fn json(&self) -> Json {
        let with = |mut members: Vec<(String, Json)>, body: &Body| {
            members.extend(body.members());
            Json::Object(members)
        };
        let role =
            |(name, inherits, body): &(String, Vec<String>, Body)| (name.clone(), with(vec![("inherits".into(), texts(inherits))], body));
        let entry = |(whom, roles, body): &(&str, Vec<String>, Body)| {
            with(vec![("match".into(), (*whom).into()), ("roles".into(), texts(roles))], body)
        };
        let rule = |(path, asks): &(&str, &str)| Json::parse(&format!(r#"{{"path":"{path}",{asks}}}"#)).unwrap();
        let mut members = vec![
            ("version".into(), 1.into()),
            ("claims".into(), Json::parse(CLAIMS).unwrap()),
            ("roles".into(), Json::Object(self.roles.iter().map(role).collect())),
            ("groups".into(), Json::List(self.entries.iter().map(entry).collect())),
        ];
        let rules = Json::List(self.rules.iter().map(rule).collect());
        members.push(("routes".into(), Json::object([("signIn", "/login".into()), ("rules", rules)])));
        if self.declared {
            let all = ["a", "b", "z", "a:{y}", "{y}:b", "{x}:{y}:{z}"];
            members.push(("permissions".into(), Json::Object(all.iter().map(|name| ((*name).into(), "".into())).collect())));
        }
        Json::Object(members)
    }

    /// `None` where the vocabulary refuses a pattern.
    fn load(&self) -> Option<Policy> {
        Policy::load(&self.json().to_text(), true).ok()
    }

    fn bodies(&self) -> impl Iterator<Item = &Body> {
        self.roles.iter().map(|(_, _, body)| body).chain(self.entries.iter().map(|(_, _, body)| body))
    }

    /// Whether an entry for this group, or a role that one gives or what that inherits, denies anything.
    fn denies_through(&self, group: &str) -> bool {
        let mine = |whom: &str| whom == group || whom == "t-{x}" && group.starts_with("t-");
        let entries: Vec<_> = self.entries.iter().filter(|(whom, ..)| mine(whom)).collect();
        let mut open: Vec<&String> = entries.iter().flat_map(|(_, roles, _)| roles).collect();
        while let Some(name) = open.pop() {
            let (_, inherits, body) = self.roles.iter().find(|(other, ..)| other == name).unwrap();
            if !body.deny.is_empty() {
                return true;
            }
            open.extend(inherits);
        }
        entries.iter().any(|(_, _, body)| !body.deny.is_empty())
    }

    /// The same, in another order and with whatever may stand twice standing twice.
    fn shuffled(&self, random: &mut Random) -> Plan {
        let mut other = self.clone();
        other.entries.extend(self.entries.clone());
        other.rules.extend(self.rules.clone());
        random.shuffle(&mut other.entries);
        random.shuffle(&mut other.rules);
        random.shuffle(&mut other.roles);
        let roles = other.roles.iter_mut().map(|(_, list, body)| (list, body));
        for (list, body) in roles.chain(other.entries.iter_mut().map(|(_, list, body)| (list, body))) {
            list.extend(list.clone());
            random.shuffle(list);
            body.allow.extend(body.allow.clone());
            random.shuffle(&mut body.allow);
            body.deny.extend(body.deny.clone());
            random.shuffle(&mut body.deny);
        }
        other
    }
}

impl Person {
    fn access(&self, policy: &Policy) -> Access {
        let mut id = vec![
            ("sub".into(), "u".into()),
            ("auth_time".into(), 1_699_999_500.into()),
            ("acr".into(), "gold".into()),
            ("groups".into(), texts(&self.groups)),
            ("roles".into(), texts(&self.roles)),
            ("permissions".into(), texts(&self.permissions)),
        ];
        id.extend(self.has_scope.then(|| ("scp".into(), "s".into())));
        match self.trouble {
            Trouble::Overage => id.push(("hasgroups".into(), true.into())),
            Trouble::Malformed => id.push(("more".into(), 7.into())),
            Trouble::None | Trouble::Unavailable => {}
        }
        let mut claims = vec![("id".into(), Json::Object(id))];
        claims.extend((self.trouble == Trouble::Unavailable).then(|| ("userinfo".into(), Json::Null)));
        alone::access(policy, &Json::Object(claims).to_text(), Side::Client).unwrap()
    }

    fn shuffled(&self, random: &mut Random) -> Person {
        let mut other = self.clone();
        for list in [&mut other.groups, &mut other.roles, &mut other.permissions] {
            list.extend(list.clone());
            random.shuffle(list);
        }
        other
    }
}

impl Random {
    fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }

    /// The same JSON in other letters: members in another order, white space anywhere.
    fn rewritten(&mut self, json: &Json, out: &mut String) {
        let space = |random: &mut Self, out: &mut String| out.push_str(["", "", " ", "\n  ", "\t", "\r\n"][random.below(6)]);
        space(self, out);
        match json {
            Json::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    self.rewritten(item, out);
                }
                out.push(']');
            }
            Json::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                self.shuffle(&mut members);
                out.push('{');
                for (at, (name, value)) in members.into_iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    space(self, out);
                    claimgate::json::quote_into(out, name);
                    space(self, out);
                    out.push(':');
                    self.rewritten(value, out);
                }
                out.push('}');
            }
            Json::Integer(1) => out.push_str(["1", "1.0", "1e0", "10E-1"][self.below(4)]),
            plain => out.push_str(&plain.to_text()),
        }
        space(self, out);
    }
}

/// Every permission of up to three segments over two texts that patterns name and one that none names.
fn permissions() -> Vec<String> {
    let mut all: Vec<String> = vec![];
    let mut longest: Vec<String> = ["a", "b", "z"].map(String::from).into();
    for _ in 0..3 {
        all.extend(longest.iter().cloned());
        longest = longest.iter().flat_map(|start| ["a", "b", "z"].map(|end| format!("{start}:{end}"))).collect();
    }
    all
}

/// The specification's pattern matching once more; a capture may have stood for anything.
fn covers(pattern: &str, permission: &str) -> bool {
    let (patterns, texts): (Vec<&str>, Vec<&str>) = (pattern.split(':').collect(), permission.split(':').collect());
    let same = |(pattern, text): (&&str, &&str)| matches!(*pattern, "*" | "{x}") || pattern == text;
    match patterns.split_last() {
        Some((&"**", before)) => texts.len() > before.len() && before.iter().zip(&texts).all(same),
        _ => patterns.len() == texts.len() && patterns.iter().zip(&texts).all(same),
    }
}

fn now() -> UnixTime {
    UnixTime::from_seconds(1_700_000_000).unwrap()
}

fn is_allowed(decision: Decision) -> bool {
    decision.outcome == Outcome::Allowed
}

/// What is answered about every page, in words.
fn pages(policy: &Policy, access: &Access) -> Vec<(RouteOutcome, Reason, Option<i64>, Option<String>)> {
    let one = |path: &&str| {
        let decision = policy.route(access, path, &[], now());
        (decision.outcome, decision.reason, decision.step_up.and_then(|step_up| step_up.max_age), decision.redirect_to.map(String::from))
    };
    PATHS.iter().map(one).collect()
}

fn said<'a>(json: &'a Json, member: &str) -> &'a str {
    json.field(member).and_then(Json::as_str).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn a_matching_deny_always_wins(plan in plan(), person in person(), deny in pattern(), by_role in any::<bool>(), group in select(vec!["g0", "$authenticated"])) {
        let mut harder = plan;
        if by_role {
            // Through two steps of `inherits`, beside a role that gives everything.
            harder.roles.push(("top".into(), vec!["middle".into(), "giver".into()], Body::default()));
            harder.roles.push(("middle".into(), vec!["taker".into()], Body::default()));
            harder.roles.push(("giver".into(), vec![], Body { allow: vec![("**".into(), vec![], false)], deny: vec![] }));
            harder.roles.push(("taker".into(), vec![], Body { allow: vec![], deny: vec![deny.clone()] }));
            harder.entries.push((group, vec!["top".into()], Body::default()));
        } else {
            harder.entries.insert(0, (group, vec![], Body { allow: vec![("**".into(), vec![], false)], deny: vec![deny.clone()] }));
        }
        let Some(policy) = harder.load() else { return Ok(()) };
        let mut held = person;
        held.groups.push("g0");
        let access = held.access(&policy);
        for permission in permissions().iter().filter(|permission| covers(&deny, permission)) {
            let decision = policy.check(&access, permission);
            prop_assert!(matches!(decision.reason, Reason::ExplicitDeny | Reason::UnknownPermission), "{} {:?}", permission, decision);
            prop_assert!(!policy.can_some(&access, permission));
        }
        prop_assert!(!policy.can_some(&access, &deny), "{}", deny);
    }

    #[test]
    fn order_and_duplicates_change_no_outcome_and_no_reason(plan in plan(), person in person(), seed in 1_u64..) {
        let random = &mut Random(seed);
        let (one, two) = (plan.load(), plan.shuffled(random).load());
        prop_assert_eq!(one.is_some(), two.is_some());
        let (Some(one), Some(two)) = (one, two) else { return Ok(()) };
        let (mine, theirs) = (person.access(&one), person.shuffled(random).access(&two));
        for permission in permissions() {
            prop_assert_eq!(one.check(&mine, &permission), two.check(&theirs, &permission), "{}", permission);
            prop_assert_eq!(one.can_some(&mine, &permission), two.can_some(&theirs, &permission), "{}", permission);
        }
        prop_assert_eq!(one.summary(Some(&mine)), two.summary(Some(&theirs)));
        prop_assert_eq!(pages(&one, &mine), pages(&two, &theirs), "{:?}", plan.rules);
    }

    #[test]
    fn a_group_that_no_deny_mentions_takes_nothing(plan in plan(), person in person(), group in select(GROUPS.to_vec())) {
        let Some(policy) = plan.load() else { return Ok(()) };
        if plan.denies_through(group) {
            return Ok(());
        }
        let mut more = person.clone();
        more.groups.push(group);
        let (before, after) = (person.access(&policy), more.access(&policy));
        for permission in permissions() {
            let (before, after) = (policy.check(&before, &permission), policy.check(&after, &permission));
            prop_assert!(is_allowed(after) || !is_allowed(before), "{} {} {:?}", group, permission, after);
        }
        for ((path, before), after) in PATHS.iter().zip(pages(&policy, &before)).zip(pages(&policy, &after)) {
            prop_assert!(after.0 == RouteOutcome::Allow || before.0 != RouteOutcome::Allow, "{} {} {:?}", group, path, after);
        }
    }

    #[test]
    fn nothing_is_allowed_that_no_grant_names(plan in plan(), person in person()) {
        let Some(policy) = plan.load() else { return Ok(()) };
        let access = person.access(&policy);
        let named = |permission: &str| {
            person.permissions.contains(&permission)
                || plan.bodies().flat_map(|body| &body.allow).any(|(grant, _, scope)| covers(grant, permission) && (person.has_scope || !scope))
        };
        for permission in permissions() {
            prop_assert!(!is_allowed(policy.check(&access, &permission)) || named(&permission), "{}", permission);
        }
        let mut nothing = plan.clone();
        nothing.roles.iter_mut().for_each(|(_, _, body)| body.allow.clear());
        nothing.entries.iter_mut().for_each(|(_, _, body)| body.allow.clear());
        let policy = nothing.load().unwrap();
        let access = Person { permissions: vec![], ..person.clone() }.access(&policy);
        prop_assert!(!policy.can_some(&access, "**"));
        prop_assert!(permissions().iter().all(|permission| !is_allowed(policy.check(&access, permission))));
    }

    #[test]
    fn an_incomplete_state_allows_nothing_by_default(plan in plan(), person in person(), unseen in subsequence(GROUPS.to_vec(), 0..=5)) {
        if person.trouble == Trouble::None {
            return Ok(());
        }
        let Some(policy) = plan.load() else { return Ok(()) };
        let mut whole = Person { trouble: Trouble::None, ..person.clone() };
        whole.groups.extend(unseen);
        let (seen, whole) = (person.access(&policy), whole.access(&policy));
        for permission in permissions() {
            let (half, full) = (policy.check(&seen, &permission), policy.check(&whole, &permission));
            prop_assert!(half.reason != Reason::NoGrant, "who knows? {}", permission);
            prop_assert!(!is_allowed(half) || is_allowed(full), "{} is {:?} when everything is seen", permission, full);
            prop_assert!(half.outcome != Outcome::Denied || full.outcome == Outcome::Denied, "{} is {:?} when everything is seen", permission, full);
        }
        for ((path, half), full) in PATHS.iter().zip(pages(&policy, &seen)).zip(pages(&policy, &whole)) {
            prop_assert!(half.0 != RouteOutcome::Allow || full.0 == RouteOutcome::Allow, "{} {:?}", path, full);
        }
    }

    #[test]
    fn what_is_explained_is_what_is_answered(plan in plan(), person in person()) {
        let Some(policy) = plan.load() else { return Ok(()) };
        for access in [person.access(&policy), policy.nobody()] {
            for permission in permissions().iter().map(String::as_str).chain(["", "a:*", "{a}", "nobody knows", "a::b"]) {
                let (decision, told) = (policy.check(&access, permission), policy.explain(&access, permission));
                prop_assert_eq!((said(&told, "outcome"), said(&told, "reason")), (decision.outcome.as_str(), decision.reason.as_str()));
                prop_assert_eq!((said(&told, "permission"), said(&told, "mapDigest")), (permission, policy.digest()));
                let effect = if is_allowed(decision) { "allow" } else { "deny" };
                let by = told.field("by").and_then(Json::as_list).unwrap();
                prop_assert!(by.iter().all(|step| said(step, "effect") == effect));
                prop_assert!(!by.is_empty() || !matches!(decision.reason, Reason::Granted | Reason::ExplicitDeny), "{}", permission);
            }
            for path in PATHS {
                let (decision, told) = (policy.route(&access, path, &[], now()), policy.explain_route(&access, path, &[], now()));
                prop_assert_eq!((said(&told, "outcome"), said(&told, "reason")), (decision.outcome.as_str(), decision.reason.as_str()));
                prop_assert_eq!(told.field("redirectTo").and_then(Json::as_str), decision.redirect_to);
            }
        }
    }

    #[test]
    fn a_map_read_back_from_its_canonical_form_is_itself(plan in plan(), person in person(), seed in 1_u64..) {
        let json = plan.json();
        let Some(policy) = plan.load() else { return Ok(()) };
        let mut other = String::new();
        Random(seed).rewritten(&json, &mut other);
        for text in [canonical(&json), other] {
            let read = Json::parse(&text).unwrap();
            prop_assert_eq!(canonical(&read), canonical(&json));
            let again = Policy::load(&text, true).unwrap();
            prop_assert_eq!(again.digest(), policy.digest(), "{}", text);
            let (one, two) = (person.access(&policy), person.access(&again));
            for permission in permissions() {
                prop_assert_eq!(policy.check(&one, &permission), again.check(&two, &permission));
            }
            prop_assert_eq!(pages(&policy, &one), pages(&again, &two));
        }
        let mut different = plan.clone();
        different.entries.push(("g9", vec!["r0".into()], Body::default()));
        let different = different.load().unwrap();
        prop_assert_ne!(different.digest(), policy.digest());
    }
}

/// Properties that hold because every map was refused would prove nothing.
#[test]
fn most_random_maps_are_accepted() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let accepted = (0..200).filter(|_| plan().new_tree(&mut runner).unwrap().current().load().is_some()).count();
    assert!(accepted > 120, "{accepted} of 200");
}
