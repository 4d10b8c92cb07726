//! Asks the questions of the vectors at the public door.

use claimgate::access::{Access, Policy};
use claimgate::claims::{Side, TokenClaims, Userinfo};
use claimgate::finding::{Finding, Findings};
use claimgate::json::Json;
use claimgate::policy::RoleMap;
use claimgate::time::UnixTime;

/// Reads a map's text without the rooms beside this one.
pub fn load(text: &str) -> Result<RoleMap, Vec<Finding>> {
    let mut findings = Findings::default();
    match Json::parse_keeping_duplicates(text) {
        Ok(root) => RoleMap::parse(&root, &mut findings).ok_or_else(|| findings.in_order(&root, Some(text))),
        Err(at) => {
            findings.not_json(text, at);
            Err(findings.into_list())
        }
    }
}

/// What the public surface answers to a vector.
pub fn answer(case: &Json) -> Json {
    let map = case.field("map").unwrap();
    let loaded = match map.as_str() {
        Some(text) => Policy::load(text, true),
        None => Policy::load(&map.to_text(), false),
    };
    let (kind, about) = case.field("ask").unwrap().as_object().unwrap().first().unwrap();
    let policy = match (loaded, kind.as_str()) {
        (Ok(_), "load") => return Json::object([("ok", true.into())]),
        (Ok(policy), _) => policy,
        (Err(error), _) => {
            let findings = error.finding_list().iter().map(place).collect();
            return Json::object([("findings", Json::List(findings))]);
        }
    };
    asked(&policy, &access(&policy, case.field("claims")), kind, about.as_str().unwrap_or_default())
}

fn asked(policy: &Policy, access: &Access, kind: &str, about: &str) -> Json {
    let decision = policy.check(access, about);
    let summary = |key| policy.summary(Some(access)).field(key).unwrap().clone();
    match kind {
        "check" => Json::object([("outcome", decision.outcome.as_str().into()), ("reason", decision.reason.as_str().into())]),
        "can" => (decision.outcome.as_str() == "allowed").into(),
        "canSome" => policy.can_some(access, about).into(),
        "explain" => policy.explain(access, about),
        "route" => {
            let route = policy.route(access, about, &[], UnixTime::from_seconds(1_700_000_000).unwrap());
            let (outcome, reason) = (route.outcome.as_str().into(), route.reason.as_str().into());
            Json::object([("outcome", outcome), ("reason", reason), ("redirectTo", route.redirect_to.into())])
        }
        "digest" => policy.digest().into(),
        "roles" | "diagnostics" => summary(kind),
        _ => panic!("unknown ask {kind}"),
    }
}

fn place(finding: &Finding) -> Json {
    let mut members: Vec<(String, Json)> = vec![("code".into(), finding.code.into()), ("pointer".into(), finding.pointer.as_str().into())];
    members.extend(finding.line.map(|line| ("line".into(), i64::from(line).into())));
    members.extend(finding.column.map(|column| ("column".into(), i64::from(column).into())));
    Json::Object(members)
}

fn access(policy: &Policy, claims: Option<&Json>) -> Access {
    let of = |token| claims.and_then(|claims| claims.field(token));
    let userinfo = match of("userinfo") {
        None => Userinfo::NotAsked,
        Some(Json::Null) => Userinfo::Unavailable,
        Some(claims) => Userinfo::Claims(claims),
    };
    policy.access(Side::Client, &TokenClaims { id: of("id"), userinfo, access: of("access") }).unwrap()
}
