//! A stand-in for the room `claims`, as much as the vectors of this room need: top-level claims, the first source that is there.

use claimgate::finding::{Finding, Findings};
use claimgate::json::Json;
use claimgate::names::{Name, NameSet, Names, State};
use claimgate::policy::{Grants, RoleMap};

/// Reads a map's text as a loader does.
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

/// What the public surface would answer to a vector.
pub fn answer(case: &Json) -> Json {
    let map = case.field("map").unwrap();
    let loaded = match map.as_str() {
        Some(text) => load(text),
        None => {
            let mut findings = Findings::default();
            RoleMap::parse(map, &mut findings).ok_or_else(|| findings.in_order(map, None))
        }
    };
    let ask = case.field("ask").unwrap();
    let (kind, about) = ask.as_object().unwrap().first().unwrap();
    let map = match (loaded, kind.as_str()) {
        (Ok(_), "load") => return object(vec![("ok", Json::Bool(true))]),
        (Ok(map), _) => map,
        (Err(findings), _) => return object(vec![("findings", Json::List(findings.iter().map(finding).collect()))]),
    };
    let names = names(case.field("map").unwrap(), case.field("claims"));
    asked(&map, &names, kind, about.as_str().unwrap_or_default())
}

fn asked(map: &RoleMap, names: &Names, kind: &str, about: &str) -> Json {
    let grants = Grants::new(map, names);
    let decision = grants.check(map, about);
    match kind {
        "check" => object(vec![("outcome", text(decision.outcome.as_str())), ("reason", text(decision.reason.as_str()))]),
        "can" => Json::Bool(decision.outcome.as_str() == "allowed"),
        "canSome" => Json::Bool(grants.can_some(map, about)),
        "explain" => grants.explain(map, names, about).to_json(),
        "roles" => Json::List(grants.roles(map).iter().map(|role| text(role)).collect()),
        "digest" => text(map.digest()),
        "diagnostics" => {
            let told = grants.diagnostics().iter();
            Json::List(told.map(|one| object(vec![("code", text(one.code)), ("value", text(&one.value))])).collect())
        }
        _ => panic!("unknown ask {kind}"),
    }
}

fn finding(finding: &Finding) -> Json {
    let mut members = vec![("code", text(finding.code)), ("pointer", text(&finding.pointer))];
    members.extend(finding.line.map(|line| ("line", Json::Integer(line.into()))));
    members.extend(finding.column.map(|column| ("column", Json::Integer(column.into()))));
    object(members)
}

fn names(map: &Json, claims: Option<&Json>) -> Names {
    let empty = Json::Object(Vec::new());
    let claims = claims.unwrap_or(&empty);
    let signed_in = claims.field("id").and_then(Json::as_object).is_some_and(|members| !members.is_empty());
    if !signed_in {
        return Names::default();
    }
    let of = |kind| read(map, claims, kind);
    let (groups, roles, permissions, scopes) = (of("groups"), of("roles"), of("permissions"), of("scopes"));
    Names { signed_in, groups, roles, permissions, scopes, ..Names::default() }
}

fn read(map: &Json, claims: &Json, kind: &str) -> NameSet {
    let half = map.field("claims").and_then(|claims| claims.field("client"));
    let sources: Vec<(String, String)> = match half.and_then(|half| half.field(kind)?.field("sources")?.as_list()) {
        Some(sources) => sources.iter().map(source).collect(),
        None if kind == "groups" && half.is_none() => ["id", "userinfo"].map(|token| (token.to_owned(), "groups".to_owned())).into(),
        None => return NameSet::default(),
    };
    let sets = sources.iter().map(|(token, key)| set(claims.field(token), token, key));
    sets.into_iter().find(|set| set.state != State::Absent).unwrap_or_default()
}

fn source(source: &Json) -> (String, String) {
    let key = source.field("path").and_then(|path| path.as_list()?.first()?.as_str()).unwrap();
    (source.field("token").and_then(Json::as_str).unwrap().into(), key.into())
}

fn set(token: Option<&Json>, name: &str, key: &str) -> NameSet {
    let only = |state| NameSet { names: Vec::new(), state };
    let Some(token) = token else { return only(State::Absent) };
    if *token == Json::Null {
        return only(State::Unavailable);
    }
    if token.field("_claim_names").is_some_and(|names| names.field(key).is_some()) {
        return only(State::Overage);
    }
    match token.field(key) {
        None => only(State::Absent),
        Some(Json::List(items)) if items.is_empty() => only(State::Empty),
        Some(Json::List(items)) => {
            let name = |item: &Json| Name {
                value: item.as_str().unwrap().into(),
                raw: item.as_str().unwrap().into(),
                source: format!("{name}:/{key}"),
            };
            let mut names: Vec<Name> = items.iter().map(name).collect();
            names.sort_by(|a, b| a.value.cmp(&b.value));
            names.dedup();
            NameSet { names, state: State::Present }
        }
        Some(_) => only(State::Malformed),
    }
}

fn object(members: Vec<(&str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn text(value: &str) -> Json {
    Json::Text(value.to_owned())
}
