//! The limits of a role map and of a token: what is at a limit is read, what is above it is refused in words, and neither takes long.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

use claimgate::access::{Access, MAX_MAP, Policy};
use claimgate::alone;
use claimgate::claims::{MAX_NAME, MAX_NAMES, Side};
use claimgate::json::Json;
use claimgate::time::UnixTime;

fn many(count: usize, joint: &str, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(joint)
}

fn map(members: &str) -> String {
    format!("{{\"version\":1,{members}}}")
}

fn permissions(count: usize) -> String {
    map(&format!("\"permissions\":{{{}}}", many(count, ",", |at| format!("\"p:{at}\":\"\""))))
}

fn roles(count: usize) -> String {
    map(&format!("\"roles\":{{{}}}", many(count, ",", |at| format!("\"r{at}\":{{\"allow\":[\"p:{at}\"]}}"))))
}

fn entries(count: usize) -> String {
    map(&format!("\"groups\":[{}]", many(count, ",", |at| format!("{{\"match\":\"g{at}\",\"allow\":[\"p:{at}\"]}}"))))
}

fn rules(count: usize) -> String {
    map(&format!("\"routes\":{{\"rules\":[{}]}}", many(count, ",", |at| format!("{{\"path\":\"/p{at}/:id/*\"}}"))))
}

/// The first role inherits through so many steps.
fn chain(steps: usize) -> String {
    let role = |at: usize| match at {
        at if at < steps => format!("\"r{at}\":{{\"inherits\":[\"r{}\"]}}", at + 1),
        at => format!("\"r{at}\":{{}}"),
    };
    map(&format!("\"roles\":{{{}}}", many(steps + 1, ",", role)))
}

/// A map of exactly so many bytes.
fn sized(bytes: usize) -> String {
    let rest = map("\"x-note\":\"\"").len();
    map(&format!("\"x-note\":\"{}\"", "x".repeat(bytes - rest)))
}

fn person(groups: &str) -> String {
    format!("{{\"id\":{{\"sub\":\"u\",\"groups\":{groups}}}}}")
}

fn load(text: &str) -> Policy {
    Policy::load(text, true).unwrap_or_else(|error| panic!("{:?}", error.finding_list().first()))
}

fn access(policy: &Policy, claims: &str) -> Access {
    alone::access(policy, claims, Side::Client).unwrap()
}

#[test]
fn a_map_at_its_limits_is_accepted_and_above_them_too_large() {
    type Make = fn(usize) -> String;
    let limits: [(&str, Make, usize, &str); 6] = [
        ("bytes", sized, MAX_MAP, ""),
        ("permissions", permissions, 10_000, "/permissions"),
        ("roles", roles, 5_000, "/roles"),
        ("entries", entries, 20_000, "/groups"),
        ("rules", rules, 5_000, "/routes/rules"),
        ("steps of inheritance", chain, 64, "/roles/r0/inherits"),
    ];
    for (name, make, limit, pointer) in limits {
        for is_text in [true, false] {
            let refused = |count: usize| Policy::load(&make(count), is_text).err();
            assert!(refused(limit).is_none(), "{limit} {name}");
            let error = refused(limit + 1).unwrap_or_else(|| panic!("{} {name}", limit + 1));
            let found = error.finding_list();
            let told: Vec<_> = found.iter().map(|finding| (finding.code, finding.pointer.as_str())).collect();
            assert_eq!(told, [("too_large", pointer)], "{} {name}", limit + 1);
            assert!(!found[0].message.is_empty() && !found[0].help.is_empty());
            // A text that was not read has no lines.
            assert_eq!(found[0].line, (is_text && name != "bytes").then_some(1), "{name}");
        }
    }
    assert_eq!((MAX_MAP, MAX_NAMES, MAX_NAME), (1024 * 1024, 10_000, 1_024));
}

#[test]
fn of_more_groups_than_ten_thousand_none_is_kept() {
    let policy = load(&map("\"groups\":[{\"match\":\"g{n}\",\"allow\":[\"a\"]},{\"match\":\"$authenticated\",\"allow\":[\"b\"]}]"));
    let groups = |count: usize| format!("[{}]", many(count, ",", |at| format!("\"g{at}\"")));
    let kept = |count: usize| {
        let access = access(&policy, &person(&groups(count)));
        let told = policy.summary(Some(&access));
        let groups = told.field("groups").unwrap();
        let state = groups.field("state").and_then(Json::as_str).unwrap().to_owned();
        (groups.field("values").and_then(Json::as_list).unwrap().len(), state, policy.check(&access, "a").reason.as_str())
    };
    assert_eq!(kept(10_000), (10_000, "present".into(), "granted"));
    assert_eq!(kept(10_001), (0, "malformed".into(), "malformed"));
    let twins = format!("[{}]", many(10_001, ",", |_| "\"g1\"".into()));
    let told = policy.summary(Some(&access(&policy, &person(&twins))));
    assert_eq!(told.field("groups").unwrap().field("state").and_then(Json::as_str), Some("malformed"), "elements count, not names");
}

#[test]
fn a_group_name_has_at_most_1024_bytes() {
    let policy = load(&map("\"groups\":[{\"match\":\"g\",\"allow\":[\"a\"]}]"));
    let read = |name: &str| {
        let told = policy.summary(Some(&access(&policy, &person(&format!("[\"g\",\"{name}\"]")))));
        let values = told.field("groups").unwrap().field("values").and_then(Json::as_list).unwrap().len();
        let codes = told.field("diagnostics").and_then(Json::as_list).unwrap();
        (values, codes.iter().map(|one| one.field("code").and_then(Json::as_str).unwrap().to_owned()).collect::<Vec<_>>())
    };
    // Bytes, not characters: an `é` is two.
    for name in ["x".repeat(1_024), "é".repeat(512)] {
        assert_eq!(read(&name), (2, vec!["unknown_group".into()]));
    }
    for name in ["x".repeat(1_025), "é".repeat(512) + "x"] {
        assert_eq!(read(&name), (1, vec!["malformed_element".into()]));
    }
}

/// Far above what these take (milliseconds where optimised, a second where not, on a machine that does much else), and far below what
/// anything quadratic would take of inputs of this size: at 100,000 elements that is 10^10 steps. A ratio of two times would fail on a
/// busy machine; a bound at the limits of the inputs does not, and the limits are what makes it one.
const BOUND: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 2 });

fn bounded<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    let taken = begun.elapsed();
    println!("{name:40} {taken:>10.1?}");
    assert!(taken < BOUND, "{name} took {taken:?}");
    done
}

#[test]
fn no_map_of_one_mebibyte_takes_long() {
    let groups = |list: &str| map(&format!("\"groups\":[{list}]"));
    let granted = |pattern: &str| map(&format!("\"roles\":{{\"r\":{{\"allow\":[\"{pattern}\"],\"deny\":[\"{pattern}\"]}}}}"));
    let declared = |name: &str| map(&format!("\"permissions\":{{\"{name}\":\"\"}}"));
    let inherits = |at: usize| many(60.min(1_499 - at), ",", |other| format!("\"r{}\"", 1_499 - other));
    let optional = |at: usize| format!("{{\"path\":\"/p{at}/a?/:b?/c?/:d?/e?/:f?\"}}");
    let texts = [
        ("open brackets", "[".repeat(MAX_MAP)),
        ("a long line that is no JSON", format!("[\"{}\" x", "é".repeat(MAX_MAP / 2 - 8))),
        ("lines that are no JSON", "\n".repeat(MAX_MAP - 1) + "x"),
        ("escapes", map(&format!("\"x-a\":\"{}\"", "\\u0001".repeat(170_000)))),
        ("free keys", map(&many(60_000, ",", |at| format!("\"x-{at}\":{at}")))),
        ("keys that nobody knows", map(&many(30_000, ",", |at| format!("\"k{at}\":{at}")))),
        ("one key again and again", map(&many(60_000, ",", |_| "\"a\":1".into()))),
        ("many keys twice", map(&many(20_000, ",", |at| format!("\"k{at}\":1,\"k{at}\":1")))),
        ("items of a wrong type", granted("7").replace("\"7\"", &many(40_000, ",", |_| "7".into()))),
        ("a permission of many segments", declared(&many(400_000, ":", |_| "a".into()))),
        ("a permission of many captures", declared(&many(60_000, ":", |at| format!("{{c{at}}}")))),
        ("a permission of one long segment", declared(&"a".repeat(1_000_000))),
        ("a grant of many wildcards", granted(&many(200_000, ":", |_| "*".into()))),
        ("a grant of one long segment", granted(&"a".repeat(500_000))),
        ("a match of many captures", groups(&format!("{{\"match\":\"{}\",\"roles\":[]}}", many(60_000, "-", |at| format!("{{c{at}}}"))))),
        ("a match of one long text", groups(&format!("{{\"match\":\"{}\",\"roles\":[]}}", "a".repeat(1_000_000)))),
        ("entries with captures", groups(&many(20_000, ",", |at| format!("{{\"match\":\"{{x}}-{at}\",\"allow\":[\"{{x}}\"]}}")))),
        (
            "roles that inherit many",
            map(&format!("\"roles\":{{{}}}", many(1_500, ",", |at| format!("\"r{at}\":{{\"inherits\":[{}]}}", inherits(at))))),
        ),
        ("optional segments", map(&format!("\"routes\":{{\"rules\":[{}]}}", many(880, ",", optional)))),
        (
            "aliases",
            map(&format!(
                "\"claims\":{{\"client\":{{\"groups\":{{\"sources\":[{{\"token\":\"id\",\"path\":[\"g\"]}}],\"normalise\":[{{\"alias\":{{{}}}}}]}}}}}}",
                many(40_000, ",", |at| format!("\"a{at}\":\"b{at}\""))
            )),
        ),
    ];
    for (name, text) in texts {
        assert!(text.len() <= MAX_MAP, "{name} has {} bytes", text.len());
        bounded(name, || drop(Policy::load(&text, true)));
    }
    for (name, text) in
        [("permissions", permissions(10_000)), ("roles", roles(5_000)), ("entries", entries(20_000)), ("rules", rules(5_000))]
    {
        bounded(name, || load(&text));
    }
}

#[test]
fn no_claims_of_512_kibibytes_take_long() {
    let policy = load(&entries(20_000));
    let templates =
        load(&map("\"groups\":[{\"match\":\"g-{a}-{b}\",\"allow\":[\"p:{a}:{b}\"]},{\"match\":\"{a}/{b}\",\"allow\":[\"{b}\"]}]"));
    let each = load(&map(
        "\"claims\":{\"client\":{\"groups\":{\"sources\":[{\"token\":\"id\",\"path\":[\"r\",{\"each\":\"c\"},\"g\"],\"format\":\"{c}:{value}\"}],\"normalise\":[{\"ancestors\":\"/\"}]}}}",
    ));
    let list = |count: usize, one: fn(usize) -> String| person(&format!("[{}]", many(count, ",", one)));
    let inputs = [
        ("groups that entries match", &policy, list(10_000, |at| format!("\"g{at}\""))),
        ("groups that nobody knows", &policy, list(10_000, |at| format!("\"unknown-{at}\""))),
        ("groups with captures", &templates, list(10_000, |at| format!("\"g-{at}-{at}-{at}\""))),
        ("groups that captures reject", &templates, list(10_000, |at| format!("\"g-*{at}-{at}\""))),
        ("long groups", &templates, list(500, |at| format!("\"g-{at}{}\"", "-".repeat(1_000)))),
        ("elements of a wrong type", &policy, list(100_000, |_| "7".into())),
        ("halves of surrogates", &policy, person(&format!("\"{}\"", "\\ud800".repeat(80_000)))),
        ("keys", &policy, format!("{{\"id\":{{{}}}}}", many(40_000, ",", |at| format!("\"k{at}\":1")))),
        ("a key each", &each, format!("{{\"id\":{{\"r\":{{{}}}}}}}", many(9_000, ",", |at| format!("\"k{at}\":{{\"g\":[\"/a/b/c/d\"]}}")))),
        ("brackets", &policy, person(&"[".repeat(500_000))),
    ];
    for (name, policy, claims) in inputs {
        bounded(name, || drop(alone::access(policy, &claims, Side::Client)));
    }
}

#[test]
fn no_question_takes_long() {
    let now = UnixTime::from_seconds(1_700_000_000).unwrap();
    let grants = many(60_000, ",", |at| format!("\"*:x{at}\""));
    let wild = load(&map(&format!("\"groups\":[{{\"match\":\"g\",\"allow\":[\"a:*:b:**\",{grants}]}}]")));
    let held = access(&wild, &person("[\"g\"]"));
    let long = many(200_000, ":", |_| "a".into());
    bounded("check of a long permission", || wild.check(&held, &long));
    bounded("check of many wildcards", || wild.check(&held, "q:y"));
    bounded("explain of many wildcards", || wild.explain(&held, "q:y"));

    let first = "\"rules\":[{\"path\":\"/:a?/:b?/:c?/:d?/:e?/:f?/*\"},{\"path\":\"/*\",\"public\":true},";
    let routes = load(&rules(4_998).replace("\"rules\":[", first));
    let nobody = routes.nobody();
    for path in ["/a%41é".repeat(100_000), "/".repeat(500_000), "/%2F".repeat(100_000), format!("/p7/{}", "x".repeat(500_000))] {
        bounded("route of a long path", || routes.route(&nobody, &path, &[], now));
        bounded("explain route of a long path", || routes.explain_route(&nobody, &path, &[], now));
    }
    let any = many(60_000, ",", |at| format!("\"p:{at}\""));
    let rule = load(&map(&format!("\"routes\":{{\"rules\":[{{\"path\":\"/a\",\"any\":[{any}]}}]}}")));
    let somebody = access(&rule, &person("[\"g\"]"));
    bounded("route with many alternatives", || rule.route(&somebody, "/a", &[], now));
}
