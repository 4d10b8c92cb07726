//! The room `claims` through its public door: the vectors that ask for names, and what vectors cannot say.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use claimgate::claims::{ClaimSources, Side, TokenClaims, Userinfo, parse_claims};
use claimgate::finding::Findings;
use claimgate::json::Json;
use claimgate::names::{NameSet, Names};
use claimgate::presets::{AccessProfile, AudienceMode, IssuerMode, LogoutMode, PRESETS, Preset};

fn json(text: &str) -> Json {
    Json::parse(text).unwrap()
}

fn parse(claims: &str) -> ClaimSources {
    let mut findings = Findings::default();
    let sources = ClaimSources::parse(Some(&json(claims)), &mut findings);
    assert!(findings.is_empty(), "{claims}: {:?}", findings.into_list());
    sources.unwrap()
}

fn tokens(claims: Option<&Json>) -> TokenClaims<'_> {
    let token = |name| claims.and_then(|claims| claims.field(name));
    let userinfo = match token("userinfo") {
        None => Userinfo::NotAsked,
        Some(Json::Null) => Userinfo::Unavailable,
        Some(claims) => Userinfo::Claims(claims),
    };
    TokenClaims { id: token("id"), userinfo, access: token("access") }
}

fn read(sources: &ClaimSources, side: Side, claims: &str) -> Names {
    sources.read(side, &tokens(Some(&json(claims)))).unwrap()
}

fn values(set: &NameSet) -> Vec<&str> {
    set.names.iter().map(|name| name.value.as_str()).collect()
}

fn text(text: &str) -> Json {
    Json::Text(text.into())
}

fn object(members: Vec<(&str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

/// What the vector's question gives here; `None` if another room answers it.
fn answer(vector: &Json) -> Option<Json> {
    let ask = vector.field("ask").unwrap();
    let mut findings = Findings::default();
    let sources = ClaimSources::parse(vector.field("map").unwrap().field("claims"), &mut findings);
    if ask.field("load").is_some() {
        let list = findings.into_list();
        let faults = list.iter().map(|fault| object(vec![("code", text(fault.code)), ("pointer", text(&fault.pointer))])).collect();
        return Some(if list.is_empty() { object(vec![("ok", Json::Bool(true))]) } else { object(vec![("findings", Json::List(faults))]) });
    }
    let side = if vector.field("side").and_then(Json::as_str) == Some("api") { Side::Api } else { Side::Client };
    let names = match sources?.read(side, &tokens(vector.field("claims"))) {
        Ok(names) => names,
        Err(error) => {
            let parts = vec![("code", text(error.code().as_str())), ("claim", text(error.claim_name().unwrap()))];
            return Some(object(vec![("error", object(parts))]));
        }
    };
    if ask.field("groups").is_some() {
        let list = values(&names.groups).into_iter().map(text).collect();
        return Some(object(vec![("values", Json::List(list)), ("state", text(names.groups.state.as_str()))]));
    }
    ask.field("diagnostics")?;
    let list = names.diagnostics.iter().map(|found| object(vec![("code", text(found.code)), ("value", text(&found.value))])).collect();
    Some(Json::List(list))
}

/// Findings come in the order of the text only after all rooms have spoken.
fn sorted(answer: &Json) -> Json {
    let Some(Json::List(list)) = answer.field("findings") else { return answer.clone() };
    let mut list = list.clone();
    list.sort_by_key(|fault| format!("{fault:?}"));
    Json::List(list)
}

#[test]
fn vectors() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/role_map");
    let mut count = 0;
    let mut faults = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !file.starts_with("claims_") && !file.starts_with("presets_") {
            continue;
        }
        let vectors = json(&std::fs::read_to_string(&path).unwrap());
        for vector in vectors.as_list().unwrap() {
            let Some(answer) = answer(vector) else { continue };
            count += 1;
            let expected = vector.field("expect").unwrap();
            if sorted(&answer) != sorted(expected) {
                faults.push(format!(
                    "{file}: {}\n  expected {expected:?}\n  got      {answer:?}",
                    vector.field("name").unwrap().as_str().unwrap()
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count > 300, "only {count} vectors ran");
}

#[test]
fn each_kind_is_read_by_itself() {
    let sources = parse(
        r#"{"client":{"groups":{"sources":[{"token":"id","path":["groups"]}]},
            "roles":{"sources":[{"token":"id","path":["roles"]}]},
            "permissions":{"sources":[{"token":"access","path":["appPermissions"]}]},
            "scopes":{"sources":[{"token":"access","path":["scp"],"shape":"delimited","separator":" "}]}}}"#,
    );
    assert!(sources.reads_access_token());
    let names = read(&sources, Side::Client, r#"{"id":{"groups":["g"],"roles":["r",1]},"access":{"appPermissions":["p:a"],"scp":"s t"}}"#);
    assert_eq!((values(&names.groups), values(&names.roles)), (vec!["g"], vec!["r"]));
    assert_eq!((values(&names.permissions), values(&names.scopes)), (vec!["p:a"], vec!["s", "t"]));
    assert_eq!(names.diagnostics.len(), 1);
    let thin = read(&sources, Side::Client, r#"{"id":{"sub":"u","_claim_names":{"roles":"s"}}}"#);
    assert_eq!((thin.groups.state.as_str(), thin.roles.state.as_str(), thin.scopes.state.as_str()), ("absent", "overage", "absent"));
    let reading_groups = parse(
        r#"{"client":{"groups":{"sources":[{"token":"id","path":["g"]}]},"roles":{"sources":[{"token":"id","path":["groups"]}]},
            "permissions":{"sources":[{"token":"id","path":["p"]}]}}}"#,
    );
    let over = read(&reading_groups, Side::Client, r#"{"id":{"hasgroups":true}}"#);
    assert_eq!((over.groups.state.as_str(), over.roles.state.as_str(), over.permissions.state.as_str()), ("overage", "overage", "absent"));
    let alone = read(&reading_groups, Side::Client, r#"{"id":{"_claim_sources":{}}}"#);
    assert_eq!(alone.permissions.state.as_str(), "overage", "R17 _claim_sources alone is for all kinds");
}

#[test]
fn a_name_says_where_it_was_read() {
    let sources = parse(
        r#"{"client":{"groups":{"combine":"union","normalise":[{"fold":"ascii-lower"}],"sources":[{"token":"id","path":["groups"]},
            {"token":"access","path":["resource_access",{"each":"c"},"roles"],"format":"{c}:{value}"}]}}}"#,
    );
    let names = read(&sources, Side::Client, r#"{"id":{"groups":["A","a"]},"access":{"resource_access":{"x/y":{"roles":["B"]}}}}"#);
    let told: Vec<_> = names.groups.names.iter().map(|n| (n.value.as_str(), n.raw.as_str(), &*n.source)).collect();
    assert_eq!(told, [("a", "A", "id:/groups"), ("x/y:b", "B", "access:/resource_access/x~1y/roles")]);
}

#[test]
fn more_than_ten_thousand_names_are_malformed_and_none_is_kept() {
    let sources = parse("{}");
    let claims = |count: usize| {
        let list: Vec<String> = (0..count).map(|n| format!("\"g{n}\"")).collect();
        format!("{{\"id\":{{\"groups\":[{}]}}}}", list.join(","))
    };
    let names = read(&sources, Side::Client, &claims(10_000));
    assert_eq!((names.groups.names.len(), names.groups.state.as_str()), (10_000, "present"));
    let names = read(&sources, Side::Client, &claims(10_001));
    assert_eq!((names.groups.names.len(), names.groups.state.as_str()), (0, "malformed"));
}

#[test]
fn ancestors_that_become_more_than_ten_thousand_are_malformed() {
    let sources = parse(r#"{"client":{"groups":{"sources":[{"token":"id","path":["groups"]}],"normalise":[{"ancestors":"/"}]}}}"#);
    let list: Vec<String> = (0..6_000).map(|n| format!("\"/{n}/a\"")).collect();
    let names = read(&sources, Side::Client, &format!("{{\"id\":{{\"groups\":[{}]}}}}", list.join(",")));
    assert_eq!((names.groups.names.len(), names.groups.state.as_str()), (0, "malformed"));
    let list: Vec<String> = (0..6_000).map(|n| format!("\"/org/{n}\"")).collect();
    let names = read(&sources, Side::Client, &format!("{{\"id\":{{\"groups\":[{}]}}}}", list.join(",")));
    assert_eq!((names.groups.names.len(), names.groups.state.as_str()), (6_001, "present"), "twins count once");
}

#[test]
fn r23_half_a_surrogate_pair_is_a_malformed_element() {
    let claims = parse_claims(r#"{"id":{"sub":"u","groups":["\ud800","a\udc00","ok","\ud83d\ude00"],"\ud800":1}}"#).unwrap();
    let names = parse("{}").read(Side::Client, &tokens(Some(&claims))).unwrap();
    assert_eq!(values(&names.groups), ["ok", "😀"]);
    let told: Vec<_> = names.diagnostics.iter().map(|found| (found.code, found.value.as_str())).collect();
    assert_eq!(told, [("malformed_element", "a\u{fffd}"), ("malformed_element", "\u{fffd}")]);
    assert!(Json::parse(r#""\ud800""#).is_err());
    let keys = parse(r#"{"client":{"groups":{"sources":[{"token":"id","path":["g",{"each":"k"}],"format":"{k}:{value}"}]}}}"#);
    let claims = parse_claims(r#"{"id":{"g":{"\ud800":"a","b":"c"}}}"#).unwrap();
    let names = keys.read(Side::Client, &tokens(Some(&claims))).unwrap();
    assert_eq!((values(&names.groups), names.groups.state.as_str()), (vec!["b:c"], "malformed"));
}

#[test]
fn userinfo_is_needed_only_when_a_claim_is_missing_that_it_may_have() {
    let needs = |sources: &ClaimSources, claims: &str| sources.needs_userinfo(&tokens(Some(&json(claims))));
    let generic = parse("{}");
    assert!(needs(&generic, r#"{"id":{"sub":"u"}}"#));
    assert!(needs(&generic, r#"{"id":{"sub":"u","groups":null}}"#));
    for enough in [
        r#"{"id":{"sub":"u","groups":[]}}"#,
        r#"{"id":{"sub":"u","groups":5}}"#,
        r#"{"id":{"sub":"u","hasgroups":true}}"#,
        r#"{"id":{"sub":"u"},"userinfo":null}"#,
        r#"{"id":{"sub":"u"},"userinfo":{"sub":"u"}}"#,
        "{}",
        r#"{"access":{"sub":"u"}}"#,
    ] {
        assert!(!needs(&generic, enough), "{enough}");
    }
    assert!(!needs(&parse("\"entra-groups\""), r#"{"id":{"sub":"u"}}"#));
    assert!(needs(&parse("\"gitlab\""), r#"{"id":{"sub":"u","groups_direct":["a"]}}"#));
    let keycloak = parse("\"keycloak-realm\"");
    assert!(needs(&keycloak, r#"{"id":{"sub":"u"}}"#));
    assert!(!needs(&keycloak, r#"{"id":{"sub":"u"},"access":{"realm_access":{"roles":[]}}}"#));
    let roles = parse(
        r#"{"client":{"groups":{"sources":[{"token":"id","path":["groups"]}]},"roles":{"sources":[{"token":"userinfo","path":["r"]}]}}}"#,
    );
    assert!(needs(&roles, r#"{"id":{"sub":"u","groups":["a"]}}"#));
    let union = parse(
        r#"{"client":{"groups":{"combine":"union","sources":[{"token":"id","path":["groups"]},{"token":"userinfo","path":["groups"]}]}}}"#,
    );
    assert!(needs(&union, r#"{"id":{"sub":"u","groups":["a"]}}"#), "a union reads all");
}

#[test]
fn an_access_token_that_could_not_be_read_is_unavailable() {
    let names = read(&parse("\"keycloak-realm\""), Side::Client, r#"{"id":{"sub":"u"},"access":null}"#);
    assert_eq!(names.groups.state.as_str(), "unavailable");
}

#[test]
fn r43_how_the_person_authenticated_is_of_the_side_s_own_token() {
    let generic = parse("{}");
    let claims = r#"{"id":{"auth_time":1700000000,"acr":"a"},"access":{"auth_time":5.9,"acr":"b"}}"#;
    let names = read(&generic, Side::Client, claims);
    assert_eq!((names.auth_time, names.acr.as_deref()), (Some(1_700_000_000), Some("a")));
    let names = read(&generic, Side::Api, claims);
    assert_eq!((names.auth_time, names.acr.as_deref()), (Some(5), Some("b")));
    let names = read(&generic, Side::Client, r#"{"id":{"auth_time":"1700000000","acr":["a"]}}"#);
    assert_eq!((names.signed_in, names.auth_time, names.acr), (true, None, None));
    assert!(!read(&generic, Side::Client, r#"{"id":{}}"#).signed_in);
    assert!(!read(&generic, Side::Client, r#"{"id":5}"#).signed_in);
}

/// The expansion of a preset with these parameters must be this `claims` object (ruling R12).
fn expands(name: &str, parameters: &[(&str, &str)], expected: &str) {
    let preset = Preset::named(name).unwrap();
    let expanded = preset.expand(parameters).unwrap();
    assert_eq!(expanded, json(expected), "{name}");
    let mut findings = Findings::default();
    ClaimSources::parse(Some(&expanded), &mut findings).unwrap();
    assert!(findings.is_empty(), "{name}");
}

fn kind(token_and_path: &[(&str, &str)], more: &str) -> String {
    let sources: Vec<String> = token_and_path.iter().map(|(token, path)| format!(r#"{{"token":"{token}","path":{path}{more}}}"#)).collect();
    format!(r#"{{"sources":[{}]}}"#, sources.join(","))
}

fn halves(client: &[(&str, &str)], api: &str, more_api: &str) -> String {
    format!(r#"{{"client":{{"groups":{}}},"api":{{"groups":{}{more_api}}}}}"#, kind(client, ""), kind(&[("access", api)], ""))
}

#[test]
fn r12_the_expansion_of_every_preset() {
    let g = r#"["groups"]"#;
    let scopes =
        |claim: &str| format!(r#","scopes":{}"#, kind(&[("access", &format!("[\"{claim}\"]"))], r#","shape":"delimited","separator":" ""#));
    let plain = halves(&[("id", g), ("userinfo", g)], g, "");
    for name in ["generic", "okta-org", "authentik", "dex"] {
        expands(name, &[], &plain);
    }
    let okta = |g| halves(&[("id", g), ("userinfo", g)], g, r#","scopes":{"sources":[{"token":"access","path":["scp"]}]}"#);
    expands("okta-custom", &[], &okta(g));
    expands("okta-custom", &[("claim", "GroupsClaim")], &okta(r#"["GroupsClaim"]"#));
    let auth0 = r#","permissions":{"sources":[{"token":"access","path":["permissions"]}]}"#.to_owned() + &scopes("scope");
    let roles = r#"["https://acme.example/roles"]"#;
    expands("auth0", &[("namespace", "https://acme.example/")], &halves(&[("id", roles), ("userinfo", roles)], roles, &auth0));
    expands("entra-groups", &[], &halves(&[("id", g)], g, &scopes("scp")));
    expands("entra-app-roles", &[], &halves(&[("id", r#"["roles"]"#)], r#"["roles"]"#, &scopes("scp")));
    let keycloak = |path| halves(&[("id", path), ("access", path), ("userinfo", path)], path, &scopes("scope"));
    expands("keycloak-realm", &[], &keycloak(r#"["realm_access","roles"]"#));
    expands("keycloak-client", &[("client", "a.b")], &keycloak(r#"["resource_access","a.b","roles"]"#));
    let strip = |kind: String| kind.trim_end_matches('}').to_owned() + r#"}],"normalise":[{"stripPrefix":"/"}]}"#;
    let strip = |sources| strip(kind(sources, "").replace("}]}", "}"));
    let (client, api) = (strip(&[("id", g), ("userinfo", g)]), strip(&[("access", g)]));
    expands("keycloak-groups", &[], &format!(r#"{{"client":{{"groups":{client}}},"api":{{"groups":{api}{}}}}}"#, scopes("scope")));
    let cognito = r#"["cognito:groups"]"#;
    expands("cognito", &[], &halves(&[("id", cognito)], cognito, &scopes("scope")));
    expands("adfs", &[], &halves(&[("id", g), ("access", g)], g, &scopes("scp")));
    let roles = r#"["urn:zitadel:iam:org:project:7:roles"]"#;
    for (parameters, more) in [
        (vec![("projectId", "7")], r#","shape":"keys""#),
        (vec![("projectId", "7"), ("orgId", "9")], r#","shape":"keys","where":{"key":"9"}"#),
    ] {
        let (client, api) = (kind(&[("id", roles), ("userinfo", roles)], more), kind(&[("access", roles)], more));
        expands("zitadel", &parameters, &format!(r#"{{"client":{{"groups":{client}}},"api":{{"groups":{api}}}}}"#));
    }
    let gitlab = kind(&[("userinfo", g), ("id", r#"["groups_direct"]"#)], "");
    expands("gitlab", &[], &format!(r#"{{"client":{{"groups":{gitlab}}}}}"#));
}

#[test]
fn what_is_known_of_each_provider() {
    use AccessProfile::{Lax, Rfc9068};
    use AudienceMode::{Aud, Azp, ClientId};
    use LogoutMode::{Auth0V2, Cognito, None as NoLogout, RpInitiated};
    let expected = [
        ("okta-org", Aud, RpInitiated, Lax, "openid profile groups"),
        ("okta-custom", Aud, RpInitiated, Lax, "openid profile groups"),
        ("auth0", Aud, Auth0V2, Lax, "openid profile"),
        ("entra-groups", Aud, RpInitiated, Lax, "openid profile"),
        ("entra-app-roles", Aud, RpInitiated, Lax, "openid profile"),
        ("keycloak-realm", Azp, RpInitiated, Lax, "openid profile"),
        ("keycloak-client", Azp, RpInitiated, Lax, "openid profile"),
        ("keycloak-groups", Azp, RpInitiated, Lax, "openid profile"),
        ("cognito", ClientId, Cognito, Lax, "openid profile"),
        (
            "zitadel",
            Aud,
            RpInitiated,
            Lax,
            "openid profile urn:zitadel:iam:org:projects:roles urn:zitadel:iam:org:project:id:<projectId>:aud",
        ),
        ("adfs", Aud, RpInitiated, Lax, "openid profile allatclaims"),
        ("authentik", Aud, RpInitiated, Lax, "openid profile"),
        ("dex", Aud, NoLogout, Lax, "openid profile groups"),
        ("gitlab", Aud, NoLogout, Lax, "openid profile"),
        ("generic", Aud, RpInitiated, Rfc9068, "openid profile"),
    ];
    let told: Vec<_> = PRESETS.iter().map(|p| (p.name, p.audience, p.logout, p.profile, p.scope)).collect();
    assert_eq!(told, expected);
    for preset in PRESETS {
        let template = preset.name.starts_with("entra-");
        assert_eq!(preset.issuer == IssuerMode::Template, template, "{}", preset.name);
    }
}

#[test]
fn the_scopes_of_a_preset_have_its_parameters() {
    let zitadel = parse(r#"{"preset":"zitadel","projectId":"227"}"#);
    assert_eq!(zitadel.scope(), Some("openid profile urn:zitadel:iam:org:projects:roles urn:zitadel:iam:org:project:id:227:aud"));
    assert_eq!(zitadel.preset().map(|preset| preset.name), Some("zitadel"));
    let generic = parse("{}");
    assert_eq!((generic.scope(), generic.preset().is_none(), generic.reads_access_token()), (None, true, false));
    assert!(parse("\"keycloak-realm\"").reads_access_token());
    assert!(!parse("\"okta-org\"").reads_access_token(), "its access tokens are for Okta alone");
    assert!(!parse("\"okta-custom\"").reads_access_token());
}
