//! The limits of a role map and of a token: what is at a limit is read, what is above it is refused in words, and neither takes long.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::sync::OnceLock;
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

/// The time that this thread was given, so that what else the machine does counts little; where nobody says, the time that passed.
fn spent() -> Duration {
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let given = told.and_then(|text| text.split(' ').next()?.parse().ok()).map(Duration::from_nanos);
    given.unwrap_or_else(|| BEGUN.get_or_init(Instant::now).elapsed())
}

fn bounded<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let begun = spent();
    let done = work();
    let taken = spent() - begun;
    println!("{name:44} {taken:>10.1?}");
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

/// One `normalise` for the groups of a page.
fn normalised(steps: &str) -> String {
    let sources = "\"sources\":[{\"token\":\"id\",\"path\":[\"groups\"]}]";
    map(&format!("\"claims\":{{\"client\":{{\"groups\":{{{sources},\"normalise\":[{steps}]}}}}}}"))
}

/// Claims with these groups.
fn groups(count: usize, one: impl Fn(usize) -> String) -> String {
    person(&format!("[{}]", many(count, ",", |at| format!("\"{}\"", one(at)))))
}

fn refusal(text: &str) -> Vec<(&'static str, String)> {
    let found = Policy::load(text, true).err().map(|error| error.finding_list().to_vec()).unwrap_or_default();
    found.into_iter().map(|finding| (finding.code, finding.pointer)).collect()
}

/// Runs `work` for inputs of a size and of four times that size: four times as long is linear, sixteen times is quadratic. What looks
/// too long is run again: the shortest time of each counts, and no machine is so busy that it is never quick.
fn grows_with_its_input(name: &str, size: usize, work: &dyn Fn(usize) -> Box<dyn FnMut()>) {
    let mut runs = [size, 4 * size].map(work);
    let mut best = [Duration::MAX; 2];
    for _ in 0..20 {
        for (run, best) in runs.iter_mut().zip(&mut best) {
            *best = each(run).min(*best);
        }
        let ratio = best[1].as_secs_f64() / best[0].as_secs_f64();
        if ratio < 9.0 {
            println!("{name:44} {:>10.1?} x{ratio:.1}", best[0]);
            return;
        }
    }
    panic!("{name}: {best:?} for {size} and four times as many");
}

/// How long one run takes, of as many as the clock needs to tell.
fn each(run: &mut dyn FnMut()) -> Duration {
    let (begun, mut count) = (spent(), 0);
    loop {
        run();
        count += 1;
        let taken = spent() - begun;
        if taken > Duration::from_millis(20) {
            return taken / count;
        }
    }
}

fn loads(text: String) -> Box<dyn FnMut()> {
    assert!(text.len() <= MAX_MAP);
    Box::new(move || drop(Policy::load(&text, true)))
}

fn reads(policy: &str, claims: String) -> Box<dyn FnMut()> {
    let policy = load(policy);
    Box::new(move || drop(access(&policy, &claims)))
}

fn asks(policy: &str, claims: &str, ask: impl Fn(&Policy, &Access) + 'static) -> Box<dyn FnMut()> {
    let policy = load(policy);
    let held = access(&policy, claims);
    Box::new(move || ask(&policy, &held))
}

#[test]
fn reading_a_map_grows_with_the_map() {
    let long = |size: usize| "k".repeat(6 * size);
    let twice = |count: usize| many(count, ",", |at| format!("\"a{at}\":1,\"a{at}\":1"));
    let in_roles = |list: &str| map(&format!("\"roles\":{{\"r\":{{\"allow\":[{list}]}}}}"));
    let declared = |size: usize| format!("\"permissions\":{{{}}}", many(size, ",", |at| format!("\"{{a}}:x{at}\":\"\"")));
    let words = |size: usize| format!("{},\"roles\":{{\"r\":{{\"allow\":[", declared(size));
    grows_with_its_input("keys that stand twice below a long one", 500, &|size| {
        loads(map(&format!("\"x-{}\":{{{}}}", long(size), many(size, ",", |_| "\"a\":1".into()))))
    });
    grows_with_its_input("many keys twice below a long one", 500, &|size| loads(map(&format!("\"x-{}\":{{{}}}", long(size), twice(size)))));
    grows_with_its_input("objects with a key twice below a long one", 500, &|size| {
        loads(map(&format!("\"x-{}\":[{}]", long(size), many(size, ",", |_| "{\"a\":1,\"a\":1}".into()))))
    });
    grows_with_its_input("a key twice after others below a long one", 500, &|size| {
        loads(map(&format!("\"x-{}\":{{{},\"a\":1,\"a\":1}}", long(size), many(size, ",", |at| format!("\"b{at}\":[1]")))))
    });
    grows_with_its_input("faults of a role with a long name", 500, &|size| {
        loads(in_roles(&many(size, ",", |_| "7".into())).replacen("\"r\"", &format!("\"{}\"", long(size)), 1))
    });
    grows_with_its_input("keys of a role that nobody knows", 500, &|size| {
        loads(map(&format!("\"roles\":{{\"{}\":{{{}}}}}", long(size), many(size, ",", |at| format!("\"k{at}\":1")))))
    });
    grows_with_its_input("grants for declared captures", 500, &|size| {
        loads(map(&format!("{}{}]}}}}", words(size), many(size, ",", |at| format!("\"*:x{}\"", size - 1 - at)))))
    });
    grows_with_its_input("names under declared captures", 500, &|size| {
        loads(map(&format!("{}{}]}}}}", words(size), many(size, ",", |at| format!("\"a:x{}\"", size - 1 - at)))))
    });
    grows_with_its_input("aliases", 200, &|size| {
        let names = many(size, ",", |at| format!("\"a{at}\":\"b/b/b/b/{at}\""));
        loads(normalised(&format!("{{\"alias\":{{{names}}}}},{}", many(15, ",", |_| "{\"ancestors\":\"/\"}".into()))))
    });
    grows_with_its_input("exceptions beside other rules", 200, &|size| {
        let rule = |at: usize| match at % 2 {
            0 => format!("{{\"path\":\"/a/p{at}/b?\",\"public\":true}}"),
            _ => format!("{{\"path\":\"/a/p{}/*\"}}", at - 1),
        };
        loads(map(&format!("\"routes\":{{\"rules\":[{}]}}", many(size, ",", rule))))
    });
}

#[test]
fn reading_claims_grows_with_the_claims_and_the_map() {
    let tails = |size: usize| map(&format!("\"groups\":[{}]", many(size, ",", |at| format!("{{\"match\":\"{{x}}-{at}\",\"roles\":[]}}"))));
    let both = |size: usize| {
        map(&format!("\"groups\":[{}]", many(size, ",", |at| format!("{{\"match\":\"h{at}-{{x}}-{at}\",\"allow\":[\"a:{{x}}\"]}}"))))
    };
    grows_with_its_input("templates with one head", 250, &|size| reads(&tails(size), groups(size, |at| format!("a{at}-x"))));
    grows_with_its_input("templates with one head that match", 250, &|size| reads(&tails(size), groups(size, |at| format!("a-{at}"))));
    grows_with_its_input("templates with heads and tails", 250, &|size| reads(&both(size), groups(size, |at| format!("h{at}-a-{at}"))));
    grows_with_its_input("groups from the last to the first", 500, &|size| {
        reads(&map("\"groups\":[]"), groups(size, |at| format!("g{}", 99_999 - at)))
    });
    grows_with_its_input("ancestors again and again", 5, &|size| {
        let steps = many(16, ",", |at| format!("{{\"ancestors\":\"{}\"}}", if at % 2 == 0 { "/" } else { "-" }));
        reads(&normalised(&steps), groups(size, |at| format!("{at}{}", "/a-b".repeat(25))))
    });
    grows_with_its_input("names that are kept", 250, &|size| {
        reads(&normalised(&format!("{{\"keep\":[{}]}}", many(size, ",", |at| format!("\"g{at}\"")))), groups(size, |at| format!("g{at}-")))
    });
    grows_with_its_input("permissions of a token under captures", 250, &|size| {
        let sources = |claim: &str| format!("{{\"sources\":[{{\"token\":\"id\",\"path\":[\"{claim}\"]}}]}}");
        let half = format!("\"claims\":{{\"client\":{{\"groups\":{},\"permissions\":{}}}}}", sources("groups"), sources("p"));
        let names = many(size, ",", |at| format!("\"{{a}}:x{at}\":\"\""));
        let claims = format!("{{\"id\":{{\"p\":[{}]}}}}", many(size, ",", |at| format!("\"a:y{at}\"")));
        reads(&map(&format!("\"permissions\":{{{names}}},{half}")), claims)
    });
}

#[test]
fn a_question_grows_with_the_map() {
    let now = UnixTime::from_seconds(1_700_000_000).unwrap();
    let member = person("[\"g\"]");
    let unread = "{\"id\":{\"sub\":\"u\",\"hasgroups\":true}}";
    let given = |list: String| map(&format!("\"groups\":[{{\"match\":\"g\",{list}}}]"));
    let roles = |size: usize, body: &str| many(size, ",", |at| format!("\"r{at}\":{{{body}}}"));
    let ruled = |size: usize, rule: &dyn Fn(usize) -> String| map(&format!("\"routes\":{{\"rules\":[{}]}}", many(size, ",", rule)));
    grows_with_its_input("explain what every role gives", 100, &|size| {
        let names = many(size, ",", |at| format!("\"r{at}\""));
        let all = roles(size, "\"allow\":[\"p:a\"]");
        let text = map(&format!("\"roles\":{{{all}}},\"groups\":[{{\"match\":\"g\",\"roles\":[{names}]}}]"));
        asks(&text, &member, |policy, held| drop(policy.explain(held, "p:a")))
    });
    grows_with_its_input("explain what stands again and again", 100, &|size| {
        let text = format!("\"roles\":{{{},\"d\":{{\"deny\":[{}]}}}}", roles(size, ""), many(size, ",", |_| "\"p:a\"".into()));
        let text = map(&format!("{text},\"groups\":[{{\"match\":\"h\",\"roles\":[\"d\"]}}]"));
        asks(&text, unread, |policy, held| drop(policy.explain(held, "p:a")))
    });
    grows_with_its_input("explain a long permission", 250, &|size| {
        let text = given(format!("\"allow\":[{}]", many(size, ",", |at| format!("\"*:x{at}\""))));
        asks(&text, &member, move |policy, held| drop(policy.explain(held, &many(4 * size, ":", |_| "a".into()))))
    });
    grows_with_its_input("a rule that names many, and many wildcards", 250, &|size| {
        let rule = format!("\"routes\":{{\"rules\":[{{\"path\":\"/a\",\"any\":[{}]}}]}}", many(size, ",", |at| format!("\"p:y{at}\"")));
        let wild = given(format!("\"allow\":[{}]", many(size, ",", |at| format!("\"*:x{at}\""))));
        asks(&wild.replacen('{', &format!("{{{rule},"), 1), &member, move |policy, held| drop(policy.route(held, "/a", &[], now)))
    });
    grows_with_its_input("exceptions that do not lift each other", 100, &|size| {
        let rule = |at: usize| match at % 2 {
            0 => "{\"path\":\"/:x/:y/*\",\"override\":true,\"requireScope\":\"s\"}".to_owned(),
            _ => "{\"path\":\"/:x/:z/*\"}".to_owned(),
        };
        asks(&ruled(size, &rule), &member, move |policy, held| drop(policy.route(held, "/a/b", &[], now)))
    });
    grows_with_its_input("exceptions with optional segments", 30, &|size| {
        let rule = |at: usize| format!("{{\"path\":\"/:a?/:b?/:c?/:d?/:e?/:f?\",\"override\":{}}}", at.is_multiple_of(2));
        asks(&ruled(size, &rule), &member, move |policy, held| drop(policy.route(held, "/a/b", &[], now)))
    });
    grows_with_its_input("scopes", 250, &|size| {
        let sources = |claim: &str| format!("{{\"sources\":[{{\"token\":\"id\",\"path\":[\"{claim}\"]}}]}}");
        let half = format!("\"claims\":{{\"client\":{{\"groups\":{},\"scopes\":{}}}}}", sources("groups"), sources("s"));
        let scopes = many(size, ",", |at| format!("\"s{at}\""));
        let text = given(format!("\"allow\":[{{\"grant\":\"a\",\"requireScope\":[{scopes}]}}]"));
        let claims = format!("{{\"id\":{{\"groups\":[\"g\"],\"s\":[{scopes}]}}}}");
        asks(&text.replacen('{', &format!("{{{half},"), 1), &claims, |policy, held| {
            assert_eq!(policy.check(held, "a").reason.as_str(), "granted")
        })
    });
}

#[test]
fn a_rule_that_names_many_grows_with_the_map() {
    let now = UnixTime::from_seconds(1_700_000_000).unwrap();
    let unread = "{\"id\":{\"sub\":\"u\",\"hasgroups\":true}}";
    let scoped = "{\"id\":{\"sub\":\"u\",\"groups\":[\"g\"],\"scp\":\"a\"}}";
    let names = |size: usize| many(size, ",", |at| format!("\"p:y{at}\""));
    let ruled =
        |size: usize, rest: String| map(&format!("\"routes\":{{\"rules\":[{{\"path\":\"/a\",\"any\":[{}]}}]}},{rest}", names(size)));
    let entries = |size: usize, body: &dyn Fn(usize) -> String| format!("\"groups\":[{}]", many(size, ",", body));
    let routed = |text: &str, claims: &str, reason: &'static str| {
        asks(text, claims, move |policy, held| assert_eq!(policy.route(held, "/a", &[], now).reason.as_str(), reason))
    };
    let unheld = |size: usize| ruled(size, entries(size, &|at| format!("{{\"match\":\"h{at}\",\"allow\":[\"p:*\"]}}")));
    grows_with_its_input("grants of others", 250, &|size| routed(&unheld(size), &person("[\"g\"]"), "no_grant"));
    grows_with_its_input("denies of others", 250, &|size| routed(&unheld(size).replace("allow", "deny"), &person("[\"g\"]"), "no_grant"));
    grows_with_its_input("denies that may be", 250, &|size| routed(&unheld(size).replace("allow", "deny"), unread, "overage"));
    grows_with_its_input("denies with captures that may be", 250, &|size| {
        let body = |at: usize| format!("{{\"match\":\"h{at}-{{c{at}}}\",\"deny\":[\"p:{{c{at}}}\"]}}");
        routed(&ruled(size, entries(size, &body)), unread, "overage")
    });
    grows_with_its_input("grants for other scopes", 250, &|size| {
        let body = |at: usize| format!("{{\"match\":\"g\",\"allow\":[{{\"grant\":\"p:*\",\"requireScope\":\"s{at}\"}}]}}");
        routed(&ruled(size, entries(size, &body)), scoped, "no_grant")
    });
    grows_with_its_input("grants that a group fills in, for other scopes", 250, &|size| {
        let body = |at: usize| format!("{{\"match\":\"{{x}}\",\"allow\":[{{\"grant\":\"{{x}}:*\",\"requireScope\":\"s{at}\"}}]}}");
        routed(&ruled(size, entries(size, &body)), &person("[\"p\"]"), "no_grant")
    });
    grows_with_its_input("grants with one exception", 250, &|size| {
        let body = |_| "{\"match\":\"g\",\"allow\":[{\"grant\":\"p:**\",\"except\":[\"p:*\"]}]}".to_owned();
        routed(&ruled(size, entries(size, &body)), &person("[\"g\"]"), "no_grant")
    });
    grows_with_its_input("one permission in many rules", 250, &|size| {
        let rules = many(size, ",", |_| "{\"path\":\"/a\",\"all\":[\"p\"]}".into());
        let entries = entries(size, &|at| format!("{{\"match\":\"h{at}\",\"allow\":[\"p\"]}}"));
        routed(&map(&format!("\"routes\":{{\"rules\":[{rules}]}},{entries}")), &person("[\"g\"]"), "no_grant")
    });
}

#[test]
fn names_that_differ_in_their_captures_alone_cost_what_one_does() {
    let names = |size: usize| format!("\"permissions\":{{{}}}", many(size, ",", |at| format!("\"{{c{at}}}:x\":\"\"")));
    grows_with_its_input("grants of names with captures", 250, &|size| {
        let grants = many(size, ",", |at| format!("\"a{at}:x\""));
        loads(map(&format!("{},\"roles\":{{\"r\":{{\"allow\":[{grants}]}}}}", names(size))))
    });
    grows_with_its_input("a rule of names with captures", 250, &|size| {
        let now = UnixTime::from_seconds(1_700_000_000).unwrap();
        let rule = format!("{{\"path\":\"/a\",\"any\":[{}]}}", many(size, ",", |at| format!("\"a{at}:x\"")));
        let text = map(&format!("{},\"routes\":{{\"rules\":[{rule}]}}", names(size)));
        asks(&text, &person("[]"), move |policy, held| drop(policy.route(held, "/a", &[], now)))
    });
}

#[test]
fn many_templates_with_one_head_and_many_groups_are_fast() {
    let templates = load(&map(&format!("\"groups\":[{}]", many(20_000, ",", |at| format!("{{\"match\":\"{{x}}-{at}\",\"roles\":[]}}")))));
    let known = bounded("groups that templates with one head match", || access(&templates, &groups(10_000, |at| format!("a-{at}"))));
    assert!(templates.summary(Some(&known)).field("diagnostics").and_then(Json::as_list).unwrap().is_empty());
    let unknown = bounded("groups that none of these matches", || access(&templates, &groups(10_000, |at| format!("a{at}-x"))));
    assert_eq!(templates.summary(Some(&unknown)).field("diagnostics").and_then(Json::as_list).unwrap().len(), 10_000);
}

#[test]
fn of_groups_that_too_many_templates_fit_none_is_kept() {
    // Each template fits each group: as many grants as both multiplied.
    let fitting = |count: usize| {
        let entry = |at: usize| format!("{{\"match\":\"{{x}}\",\"allow\":[\"a{at}:{{x}}\"]}}");
        load(&map(&format!("\"groups\":[{},{{\"match\":\"$authenticated\",\"allow\":[\"b\"]}}]", many(count, ",", entry))))
    };
    let answers = |templates: usize, count: usize| {
        let policy = fitting(templates);
        let held = bounded("templates that all fit", || access(&policy, &groups(count, |at| format!("g{at}"))));
        let told = policy.summary(Some(&held)).field("groups").unwrap().clone();
        let state = told.field("state").and_then(Json::as_str).unwrap().to_owned();
        let reasons = ["a0:g1", "b", "c"].map(|name| policy.check(&held, name).reason.as_str());
        (told.field("values").and_then(Json::as_list).unwrap().len(), state, reasons)
    };
    assert_eq!(answers(20, 1_000), (1_000, "present".into(), ["granted", "granted", "no_grant"]));
    assert_eq!(answers(1_000, 1_000), (0, "malformed".into(), ["malformed", "granted", "malformed"]));
}

#[test]
fn what_would_have_to_be_compared_too_often_is_too_large() {
    // A wildcard first, and nothing to tell which of the names is meant.
    let compared = |count: usize| {
        let names = many(count, ",", |at| format!("\"p{at}:x{at}\":\"\""));
        let grants = many(count, ",", |at| format!("\"*:x{}\"", count - 1 - at));
        map(&format!("\"permissions\":{{{names}}},\"roles\":{{\"r\":{{\"allow\":[{grants}]}}}}"))
    };
    assert_eq!(refusal(&compared(1_000)), []);
    assert_eq!(bounded("wildcards and names", || refusal(&compared(10_000))), [("too_large", "/permissions".to_owned())]);
    // Each exception lies in half of the rules.
    let lifting = |count: usize| {
        let rule = |at: usize| match at % 2 {
            0 => format!("{{\"path\":\"/a/a/b{at}\",\"public\":true}}"),
            _ => "{\"path\":\"/a/:x/*\"}".to_owned(),
        };
        map(&format!("\"routes\":{{\"rules\":[{}]}}", many(count, ",", rule)))
    };
    assert_eq!(refusal(&lifting(500)), []);
    assert_eq!(bounded("exceptions and rules", || refusal(&lifting(5_000))), [("too_large", "/routes/rules".to_owned())]);
}

#[test]
fn a_question_by_pattern_is_exact_or_the_map_is_too_large() {
    // Whatever grants and names have in common is another permission for each pair.
    let text = |count: usize, denied: &dyn Fn(usize) -> String| {
        let names = many(count, ",", |at| format!("\"{{a}}:x{at}\":\"\""));
        let grants = many(count, ",", |at| format!("\"v{at}:*\""));
        let denies = many(count, ",", denied);
        map(&format!("\"permissions\":{{{names}}},\"groups\":[{{\"match\":\"g\",\"allow\":[{grants}],\"deny\":[{denies}]}}]"))
    };
    let all = |at: usize| format!("\"v{at}:*\"");
    let too_large = [("too_large", String::new())];
    assert_eq!(bounded("pairs of grants and names", || refusal(&text(1_000, &all))), too_large);
    let some = |denied: &dyn Fn(usize) -> String| {
        let policy = load(&text(600, denied));
        let held = access(&policy, &person("[\"g\"]"));
        bounded("what somebody holds", || policy.can_some(&held, "*:*"))
    };
    assert!(!some(&all));
    assert!(some(&|at| format!("\"v{}:*\"", at.min(598))));

    // Without names: one grant after the other, at each length that denies tell apart.
    let text = |count: usize, kept: usize| {
        let grants = many(count, ",", |at| format!("\"a{at}:**\""));
        let denies = many(count, ",", |at| format!("\"a{at}:{}\"", if at == kept { "*" } else { "**" }));
        map(&format!("\"groups\":[{{\"match\":\"g\",\"allow\":[{grants}],\"deny\":[{denies},\"*:*:*\",\"*:*:*:*:**\"]}}]"))
    };
    let some = |kept: usize| {
        let policy = load(&text(20_000, kept));
        let held = access(&policy, &person("[\"g\"]"));
        bounded("what somebody without names holds", || policy.can_some(&held, "**"))
    };
    assert!(!some(20_000));
    assert!(some(19_999));
    assert_eq!(refusal(&text(40_000, 0).replace("\"*:*:*\"", &many(62, ",", |at| format!("\"{}*\"", "*:".repeat(at + 1))))), too_large);
}

#[test]
fn permissions_under_many_exceptions_are_too_large() {
    // Each grant is for all but one name, and every name is asked for: who holds all of them may still be refused.
    let text = |count: usize, one: &dyn Fn(usize) -> String| {
        let asked = many(count, ",", |at| format!("\"p:x{at}\""));
        let rule = format!("\"routes\":{{\"rules\":[{{\"path\":\"/a\",\"any\":[{asked}]}}]}}");
        map(&format!("{rule},\"groups\":[{}]", many(count, ",", one)))
    };
    let fixed = |at: usize| format!("{{\"match\":\"g\",\"allow\":[{{\"grant\":\"p:*\",\"except\":[\"p:**\",\"p:y{at}\"]}}]}}");
    assert_eq!(refusal(&text(3_000, &fixed)), [("too_large", String::new())]);
    let policy = load(&text(1_200, &fixed));
    let held = access(&policy, &person("[\"g\"]"));
    let now = UnixTime::from_seconds(1_700_000_000).unwrap();
    let decided = bounded("exceptions of everything", || policy.route(&held, "/a", &[], now));
    assert_eq!(decided.reason.as_str(), "no_grant");
    // What one person's groups fill in counts too.
    let filled = |at: usize| format!("{{\"match\":\"g{at}-{{x}}\",\"allow\":[{{\"grant\":\"p:*\",\"except\":[\"p:**\",\"p:{{x}}\"]}}]}}");
    let policy = load(&text(3_000, &filled));
    let answer = |count: usize| {
        let held = access(&policy, &groups(count, |at| format!("g{at}-{at}")));
        let told = policy.summary(Some(&held)).field("groups").unwrap().clone();
        let state = told.field("state").and_then(Json::as_str).unwrap().to_owned();
        (state, bounded("exceptions that groups fill in", || policy.route(&held, "/a", &[], now)).reason.as_str())
    };
    assert_eq!(answer(300), ("present".to_owned(), "no_grant"));
    assert_eq!(answer(3_000), ("malformed".to_owned(), "malformed"));
}

/// Maps whose parts all lint would compare with each other.
#[cfg(feature = "tools")]
#[test]
fn no_lint_takes_long() {
    let given = |list: String| map(&format!("\"groups\":[{{\"match\":\"g\",{list}}}]"));
    let named = |count: usize, one: &dyn Fn(usize) -> String| {
        format!("\"permissions\":{{{}}}", many(count, ",", |at| format!("\"{}\":\"\"", one(at))))
    };
    let with = |first: String, rest: &str| rest.replacen('{', &format!("{{{first},"), 1);
    let list = |count: usize, one: &dyn Fn(usize) -> String| many(count, ",", one);
    let roles = |count: usize, one: &dyn Fn(usize) -> String| {
        format!("\"roles\":{{{}}}", many(count, ",", |at| format!("\"r{at}\":{{{}}}", one(at))))
    };
    let ruled = |count: usize, rule: &dyn Fn(usize) -> String| format!("\"routes\":{{\"rules\":[{}]}}", many(count, ",", rule));
    let long = "r".repeat(100_000);
    let texts = [
        (
            "names with captures",
            with(
                named(2_000, &|at| format!("{{a}}:x{at}")),
                &given(format!("\"allow\":[{}]", list(2_000, &|at| format!("\"v{at}:x{at}\"")))),
            ),
        ),
        (
            "names that nobody holds",
            with(named(4_000, &|at| format!("p{at}")), &map(&roles(2_000, &|at| format!("\"allow\":[\"p{at}\"]")))),
        ),
        ("names that everybody is denied", with(named(4_000, &|at| format!("p{at}")), &given("\"allow\":[\"*\"],\"deny\":[\"*\"]".into()))),
        (
            "a name that many roles give",
            with(
                format!("{},{}", named(1_000, &|at| format!("p{at}")), roles(2_000, &|_| "\"allow\":[\"*\"],\"deny\":[\"*\"]".into())),
                &map(&format!("\"groups\":[{}]", list(2_000, &|at| format!("{{\"match\":\"g{at}\",\"roles\":[\"r{at}\"]}}")))),
            ),
        ),
        (
            "scopes",
            with(
                format!(
                    "{},\"claims\":{{\"client\":{{\"groups\":{{\"sources\":[{{\"token\":\"id\",\"path\":[\"g\"]}}]}},\"scopes\":{{\"sources\":[{{\"token\":\"id\",\"path\":[\"s\"]}}]}}}}}}",
                    named(4_000, &|at| format!("p{at}"))
                ),
                &given(format!("\"allow\":[{{\"grant\":\"*\",\"requireScope\":[{}]}}]", list(20_000, &|at| format!("\"s{at}\"")))),
            ),
        ),
        (
            "exceptions that leave nothing",
            with(
                named(4_000, &|at| format!("a:p{at}")),
                &given(format!("\"allow\":[{}]", list(4_000, &|_| "{\"grant\":\"a:*\",\"except\":[\"a:**\"]}".into()))),
            ),
        ),
        (
            "exceptions that name nothing",
            with(
                named(900, &|at| format!("a:p{at}")),
                &given(format!(
                    "\"allow\":[{}]",
                    list(16, &|_| format!("{{\"grant\":\"a:*\",\"except\":[{}]}}", list(60, &|at| format!("\"*:p{at}\""))))
                )),
            ),
        ),
        (
            "denies",
            given(format!(
                "\"allow\":[{}],\"deny\":[{}]",
                list(8_000, &|at| format!("\"a{at}:*\"")),
                list(8_000, &|at| format!("\"*:b{at}\""))
            )),
        ),
        (
            "denies of names",
            with(
                named(4_000, &|at| format!("a:p{at}")),
                &given(format!("\"allow\":[\"**\"],\"deny\":[{}]", list(8_000, &|_| "\"a:*\"".into()))),
            ),
        ),
        (
            "denies of names that nobody holds",
            with(
                format!("{},{}", named(2_000, &|at| format!("a:p{at}")), roles(4_000, &|_| "\"allow\":[\"a:*\"]".into())),
                &given(format!("\"deny\":[{}]", list(2_000, &|_| "\"a:*\"".into()))),
            ),
        ),
        ("ignored groups", map(&format!("\"groups\":[{}]", list(8_000, &|_| "{\"match\":\"g\",\"ignore\":true}".into())))),
        (
            "ignored groups with captures",
            map(&format!("\"groups\":[{}]", list(6_000, &|_| "{\"match\":\"{x}-g\",\"ignore\":true}".into()))),
        ),
        ("rules on every path", map(&ruled(2_000, &|at| format!("{{\"path\":\"/*\",\"all\":[\"p{at}\"]}}")))),
        (
            "rules on every path that somebody satisfies",
            with(ruled(2_000, &|at| format!("{{\"path\":\"/*\",\"all\":[\"p{at}\"]}}")), &given("\"allow\":[\"**\"]".into())),
        ),
        (
            "exceptions on one path",
            with(
                ruled(400, &|at| {
                    format!(
                        "{{\"path\":\"/a/{}/*\",\"override\":true,\"all\":[\"p{at}\"]}}",
                        if at % 2 == 0 { ":x".into() } else { format!("b{at}") }
                    )
                }),
                &given("\"allow\":[\"**\"]".into()),
            ),
        ),
        (
            "parameters that grants name",
            with(
                ruled(2_000, &|_| "{\"path\":\"/:x/:y\",\"all\":[\"p:{x}:{y}\"]}".into()),
                &given(format!("\"allow\":[{}]", list(8_000, &|at| format!("\"p:a{at}:b\"")))),
            ),
        ),
        (
            "optional segments",
            with(
                ruled(1_000, &|at| format!("{{\"path\":\"/p{at}/a?/:b?/c?/:d?/e?/:f?\",\"all\":[\"p{at}\"]}}")),
                &given("\"allow\":[\"**\"]".into()),
            ),
        ),
        (
            "many alternatives",
            with(
                ruled(20, &|at| format!("{{\"path\":\"/a{at}\",\"any\":[{}]}}", list(3_000, &|name| format!("\"p:{name}\"")))),
                &given("\"allow\":[\"p:*\"],\"deny\":[\"**\"]".into()),
            ),
        ),
        (
            "landings",
            with(
                format!(
                    "{},\"landing\":[{}]",
                    ruled(4_000, &|at| format!("{{\"path\":\"/*\",\"all\":[\"p{at}\"]}}")),
                    list(100, &|_| "{\"permission\":\"q\",\"to\":\"/a\"}".into())
                ),
                &given("\"allow\":[\"**\"]".into()),
            ),
        ),
        (
            "grants of a role with a long name",
            map(&format!("\"roles\":{{\"{long}\":{{\"allow\":[{}]}}}}", list(6_000, &|_| "{\"grant\":\"a\",\"except\":[\"**\"]}".into()))),
        ),
    ];
    for (name, text) in texts {
        assert!(text.len() <= MAX_MAP, "{name} has {} bytes", text.len());
        let told = bounded(name, || Policy::lint(&text, true));
        assert!(told.iter().all(|finding| finding.code != "too_large"), "{name}");
    }
}
