//! What is fuzzed: one function for each kind of text that comes from outside. Each panics where something holds that must not.
//!
//! The fuzzers in `fuzz_targets/` and the replay of the corpus in `tests/fuzz_corpus.rs` call the very same functions.

use std::future::Future;
use std::pin::pin;
use std::sync::OnceLock;
use std::task::{Context, Poll, Waker};

use claimgate::access::{Access, MAX_MAP, Policy};
use claimgate::alone;
use claimgate::claims::{MAX_NAME, MAX_NAMES, Side};
use claimgate::config::{ResponseMode, ResponseType};
use claimgate::error::{Code, Result};
use claimgate::finding::MAX_FINDINGS;
use claimgate::flow::{self, Callback, IssuerMode, Provider, ReturnTo, Transaction};
use claimgate::host::{Algorithm, PublicKey, Response, Signatures};
use claimgate::json::Json;
use claimgate::policy::canonical;
use claimgate::policy::decision::{Reason, RouteOutcome};
use claimgate::policy::path::{RequestPath, is_target};
use claimgate::policy::permission::{self, Pattern};
use claimgate::policy::route_index::RouteIndex;
use claimgate::policy::route_letters::Letters;
use claimgate::policy::route_pattern::RoutePattern;
use claimgate::secret::Nonce;
use claimgate::store::Stored;
use claimgate::template::{Template, is_captured};
use claimgate::time::UnixTime;
use claimgate::token::{self, AccessTokenRules, IdTokenRules, KeySet, NonceRule, Profile};
use claimgate::uri::HttpUrl;

/// A target: what the crate reads from outside, as bytes.
pub type Target = fn(&[u8]);

/// Every target by the name of its corpus.
pub const TARGETS: &[(&str, Target)] = &[
    ("map_text", map_text),
    ("claims_json", claims_json),
    ("patterns", patterns),
    ("paths", paths),
    ("jws", jws),
    ("jwks", jwks),
    ("discovery", discovery),
    ("token_response", token_response),
    ("callback_url", callback_url),
    ("stored_session", stored_session),
    ("transaction", transaction),
];

const ISSUER: &str = "https://id.example";
const CLIENT: &str = "spa";
const NOW: i64 = 1_700_000_000;

/// A role map: refused with findings that help, or accepted and answering the same however it is written.
pub fn map_text(data: &[u8]) {
    let text = text(data);
    let (as_text, as_object) = (Policy::load(&text, true), Policy::load(&text, false));
    assert_eq!(as_text.is_ok(), as_object.is_ok(), "line numbers judge nothing");
    let policy = match as_text {
        Ok(policy) => policy,
        Err(error) => {
            assert_eq!(error.code(), Code::MapInvalid);
            let list = error.finding_list();
            assert!((1..=MAX_FINDINGS).contains(&list.len()), "{} findings", list.len());
            assert!(list.iter().all(|finding| !finding.message.is_empty() && !finding.help.is_empty()));
            let placed = text.len() <= MAX_MAP && Json::parse(&text).is_ok();
            assert!(!placed || list.iter().all(|finding| finding.line.is_some()), "{list:?}");
            return;
        }
    };
    let root = Json::parse(&text).unwrap();
    let written = canonical(&root);
    let again = Policy::load(&written, true).unwrap();
    assert_eq!((policy.digest(), &written), (again.digest(), &canonical(&Json::parse(&written).unwrap())));
    let names = asked(&root);
    for claims in ["{}", r#"{"id":{"sub":"u","groups":["g0","a-b","admins"],"roles":["r"]}}"#, r#"{"id":{"hasgroups":true}}"#] {
        let (Ok(one), Ok(two)) = (alone::access(&policy, claims, Side::Client), alone::access(&again, claims, Side::Client)) else {
            continue;
        };
        for name in &names {
            assert_eq!(policy.check(&one, name), again.check(&two, name));
        }
        answers(&policy, &one, &names);
    }
}

/// Every name that the map declares or grants, a few of each.
fn asked(root: &Json) -> Vec<String> {
    let members = root.field("permissions").and_then(Json::as_object).unwrap_or_default();
    let declared = members.iter().map(|(name, _)| name.replace(['{', '}'], ""));
    declared.take(8).chain(["a", "a:b", "admin:users:manage"].map(String::from)).collect()
}

/// Asks whatever can be asked, and compares what must agree.
fn answers(policy: &Policy, access: &Access, names: &[String]) {
    let somebody = policy.summary(Some(access)).to_text();
    assert!(Json::parse(&somebody).is_ok(), "{somebody}");
    for name in names {
        let decision = policy.check(access, name);
        let told = policy.explain(access, name);
        assert_eq!(told.field("reason").and_then(Json::as_str), Some(decision.reason.as_str()));
        let allowed = decision.reason == Reason::Granted;
        assert_eq!(allowed, policy.can_some(access, name), "a permission is a pattern for itself: {name}");
        assert!(!allowed || policy.can_some(access, "**"));
    }
    for path in ["/", "/a", "/a/b", "/projects/7/edit?x#y", "/admin/%2e%2e", "//a"] {
        let decision = policy.route(access, path, &[], now());
        let told = policy.explain_route(access, path, &[], now());
        let outcome = told.field("outcome").and_then(Json::as_str).unwrap();
        let reason = told.field("reason").and_then(Json::as_str).unwrap();
        assert_eq!((outcome, reason), (decision.outcome.as_str(), decision.reason.as_str()));
    }
    let landing = policy.landing(access, &[], now());
    let landed = policy.route(access, landing, &[], now()).outcome;
    assert!(is_target(landing) && (landing == "/" || landed == RouteOutcome::Allow), "{landing}");
}

/// The claims of a person, under maps that read them in every way there is.
pub fn claims_json(data: &[u8]) {
    let text = text(data);
    for policy in maps() {
        for side in [Side::Client, Side::Api] {
            let Ok(access) = alone::access(policy, &text, side) else { continue };
            let summary = policy.summary(Some(&access));
            let groups = summary.field("groups").unwrap();
            let values = groups.field("values").and_then(Json::as_list).unwrap();
            assert!(values.len() <= MAX_NAMES);
            let sound = |name: &str| !name.is_empty() && name.len() <= 2 * MAX_NAME && !name.starts_with('$');
            assert!(values.iter().all(|value| value.as_str().is_some_and(sound)), "{groups:?}");
            assert!(values.windows(2).all(|pair| pair[0].as_str() < pair[1].as_str()), "sorted, none twice");
            answers(policy, &access, &["a".into(), "project:7:read".into(), "admin:users".into()]);
        }
    }
}

fn maps() -> &'static [Policy] {
    static MAPS: OnceLock<Vec<Policy>> = OnceLock::new();
    MAPS.get_or_init(|| {
        let parts = r#""permissions":{"a":"","project:{id}:read":"","admin:users":""},
            "roles":{"editor":{"allow":["project:*:read"]},"suspended":{"deny":["**"]}},
            "groups":[{"match":"editors","roles":["editor"]},{"match":"p-{id}-{x}","allow":["project:{id}:read"]},
                {"match":"$authenticated","allow":["a"]},{"match":"Suspended","roles":["suspended"]}]"#;
        let source = |token: &str, more: &str| format!(r#"{{"token":"{token}","path":["groups"]{more}}}"#);
        let kind = |source: &str, more: &str| format!(r#"{{"client":{{"groups":{{"sources":[{source}]{more}}}}}}}"#);
        let each = r#"{"token":"id","path":["resource_access",{"each":"c"},"roles"],"format":"{c}:{value}"}"#;
        let claims = [
            "{}".into(),
            r#""entra-groups""#.into(),
            r#"{"preset":"zitadel","projectId":"7"}"#.into(),
            kind(&source("id", r#","shape":"delimited","separator":",""#), r#","onAbsent":"error","onOverage":"error""#),
            kind(&source("id", r#","shape":"arrayOfKeys","where":{"key":"o"}"#), ""),
            kind(&source("id", r#","shape":"objects","value":"name","numbers":true"#), ""),
            kind(each, r#","normalise":[{"trim":true},{"stripPrefix":"/"},{"stripSuffix":"x"},{"fold":"ascii-lower"}]"#),
            kind(
                &source("id", ""),
                r#","normalise":[{"ancestors":"/"},{"lastSegment":"/"},{"alias":{"g":"editors"}},{"keep":["{x}","a b"]}]"#,
            ),
            kind(&source("id", ""), r#","normalise":[{"dnCn":true},{"addPrefix":"p-"}]"#),
            kind(&[source("userinfo", ""), source("access", ""), source("id", "")].join(","), r#","combine":"union""#),
            r#"{"client":{"groups":{"sources":[{"token":"id","path":["groups"]}]},"roles":{"sources":[{"token":"id","path":["roles"]}]},
                "permissions":{"sources":[{"token":"access","path":["permissions"]}]},
                "scopes":{"sources":[{"token":"access","path":["scp"]}]}}}"#
                .into(),
        ];
        claims.map(|claims: String| Policy::load(&format!(r#"{{"version":1,{parts},"claims":{claims}}}"#), true).unwrap()).into()
    })
}

/// Lines, each a permission pattern, a template for groups and a pattern of routes, and all of them against each other.
pub fn patterns(data: &[u8]) {
    let text = text(data);
    // A pattern against each line costs the product of both, which is not what is looked for here.
    let lines: Vec<&str> = text.lines().take(12).collect();
    for line in &lines {
        permission_pattern(line, &lines);
        group_template(line, &lines);
        for letters in [Letters::Exact, Letters::Folded] {
            route_pattern(line, letters, &lines);
        }
    }
}

fn permission_pattern(line: &str, lines: &[&str]) {
    let Some(pattern) = Pattern::parse(line) else {
        return assert!(!permission::is_permission(line) || line.split(':').count() > permission::MAX_SEGMENTS);
    };
    assert_eq!(pattern.is_literal(), permission::is_permission(line), "{line}");
    assert!(pattern.overlaps(&pattern));
    let captures: Vec<(&str, &str)> = pattern.captures().into_iter().map(|name| (name, "x")).collect();
    let filled = pattern.fill(&captures).unwrap();
    assert!(!filled.has_captures() && Pattern::parse(filled.as_str()) == Some(filled), "{line}");
    for other in lines {
        let probe = permission::probe(other);
        let Some(second) = Pattern::parse(other) else { continue };
        assert_eq!(pattern.overlaps(&second), second.overlaps(&pattern), "{line} {other}");
        if second.is_literal() {
            assert!(!pattern.covers(&probe) || pattern.overlaps(&second), "{line} {other}");
        }
        if claimgate::policy::meet::meet(&[&pattern, &second]).is_some() {
            assert!(pattern.overlaps(&second), "{line} {other}");
        }
    }
}

fn group_template(line: &str, lines: &[&str]) {
    let Ok(template) = Template::parse(line) else { return };
    for group in lines {
        let Some(found) = template.matches(group) else { continue };
        assert!(!template.rejects(group));
        let mut whole = template.head().to_owned();
        for ((name, after), (bound, value)) in template.captures().zip(&found) {
            assert!(name == *bound && is_captured(value), "{line} {group}");
            whole += value;
            whole += after;
        }
        assert_eq!(&whole, group, "{line}");
    }
}

fn route_pattern(line: &str, letters: Letters, lines: &[&str]) {
    let Ok(pattern) = RoutePattern::parse(line, letters) else { return };
    assert!(!pattern.is_strictly_inside(&pattern));
    let mut index = RouteIndex::new(letters);
    index.insert(0, &pattern);
    for other in lines {
        if let Some(path) = RequestPath::parse(other) {
            for hit in index.find(&path) {
                for name in pattern.names() {
                    let value = pattern.param(hit.alternative, name, &path);
                    assert!(value.is_none_or(|value| path.segments().iter().any(|segment| segment == value)), "{line} {other}");
                }
            }
        }
        if let Ok(outer) = RoutePattern::parse(other, letters) {
            assert!(!(pattern.is_strictly_inside(&outer) && outer.is_strictly_inside(&pattern)), "{line} {other}");
        }
    }
}

/// A path to look at, to return to, to land on.
pub fn paths(data: &[u8]) {
    let text = text(data);
    let readable = RequestPath::parse(&text).is_some();
    assert!(readable || !is_target(&text));
    assert!(ReturnTo::parse(&text).is_none_or(|kept| kept.as_str() == text && text.starts_with('/')), "{text:?}");
    if let Some(url) = HttpUrl::parse(&text) {
        assert_eq!(url.origin().to_owned() + url.after_origin(), text);
        assert!(url.path().starts_with('/'));
    }
    let policy = routes();
    for access in [policy.nobody(), alone::access(policy, r#"{"id":{"sub":"u","groups":["g-7"]}}"#, Side::Client).unwrap()] {
        let decision = policy.route(&access, &text, &["/callback"], now());
        assert_eq!(decision.reason == Reason::BadPath, !readable, "{text:?}");
        assert!(readable || decision.outcome == RouteOutcome::Forbidden);
        let told = policy.explain_route(&access, &text, &["/callback"], now());
        assert_eq!(told.field("reason").and_then(Json::as_str), Some(decision.reason.as_str()));
        assert_eq!(policy.is_detour(&text, &["/callback"]), matches!(decision.reason, Reason::BadPath) || is_open(policy, &text));
    }
}

/// Whether the page is public before any rule: only then nobody in particular is asked for nothing under this map.
fn is_open(policy: &Policy, path: &str) -> bool {
    policy.route(&policy.nobody(), path, &["/callback"], now()).outcome == RouteOutcome::Allow
}

fn routes() -> &'static Policy {
    static MAP: OnceLock<Policy> = OnceLock::new();
    MAP.get_or_init(|| {
        let map = r#"{"version":1,"permissions":{"p:{id}:read":"","a":""},
            "groups":[{"match":"g-{id}","allow":["p:{id}:read"]}],
            "routes":{"default":"deny","signIn":"/login","forbidden":"/forbidden","rules":[{"path":"/*"},{"path":"/admin/*","all":["a"]},
                {"path":"/p/:id/*","all":["p:{id}:read"]},{"path":"/:a?/:b?/x","any":["a"]},{"path":"/admin/help","override":true,"any":["a"]}]}}"#;
        Policy::load(map, true).unwrap()
    })
}

/// A token: read by itself, and judged as if its signature were good, so that the claims are reached.
pub fn jws(data: &[u8]) {
    let text = text(data);
    let decoded = token::decode(&text);
    let keys = key_set();
    let nonce = Nonce::new("n-0S6_WzA2Mj".into());
    let audience = [CLIENT.to_owned(), "api".to_owned()];
    for rule in [NonceRule::Required(&nonce), NonceRule::IfPresent(&nonce), NonceRule::Unchecked] {
        for issuer_template in [false, true] {
            let issuer = if issuer_template { "https://login.microsoftonline.com/{tenantid}/v2.0" } else { ISSUER };
            let rules = IdTokenRules {
                issuer_template,
                max_age: Some(60),
                access_token: Some("at"),
                ..IdTokenRules::new(issuer, CLIENT, rule, now())
            };
            if let Ok(verified) = block_on(token::verify_id_token(&Trusting, &text, keys, &rules)) {
                assert_eq!(Some(verified.claims()), decoded.as_ref().ok().map(|decoded| &decoded.claims));
                assert_eq!(decoded.as_ref().ok().and_then(|decoded| decoded.header.field("alg")).and_then(Json::as_str), Some("RS256"));
            }
            let _ = block_on(token::verify_access_token_for_client(&Trusting, &text, keys, &rules));
        }
    }
    for profile in [Profile::Rfc9068, Profile::Lax] {
        let rules = AccessTokenRules { profile, ..AccessTokenRules::new(ISSUER, &audience, now()) };
        let passed = block_on(token::verify_access_token(&Trusting, &text, keys, &rules)).is_ok();
        assert!(!passed || decoded.is_ok());
    }
}

fn key_set() -> &'static KeySet {
    static KEYS: OnceLock<KeySet> = OnceLock::new();
    KEYS.get_or_init(|| {
        let modulus = "w".repeat(341) + "Q";
        KeySet::parse(&format!(r#"{{"keys":[{{"kty":"RSA","alg":"RS256","n":"{modulus}","e":"AQAB"}}]}}"#)).unwrap()
    })
}

/// A key set: none of its keys is private, symmetric or weak, and two never fit one token.
pub fn jwks(data: &[u8]) {
    let text = text(data);
    let Ok(keys) = KeySet::parse(&text) else { return };
    const ALL: [Algorithm; 5] = [Algorithm::Rs256, Algorithm::Ps512, Algorithm::Es256, Algorithm::Es512, Algorithm::Ed25519];
    let json = Json::parse(&text).unwrap();
    let members = json.field("keys").and_then(Json::as_list).unwrap();
    let names = members.iter().filter_map(|key| key.field("kid")?.as_str()).map(Some).chain([None, Some("")]);
    for (kid, algorithm) in names.take(20).flat_map(|kid| ALL.map(|algorithm| (kid, algorithm))) {
        let Ok(key) = keys.select(algorithm, kid) else { continue };
        match (key.public(), algorithm) {
            (PublicKey::Rsa { n, .. }, Algorithm::Rs256 | Algorithm::Ps512) => assert!((342..=1366).contains(&n.len())),
            (PublicKey::Ec { crv, .. }, _) => assert_eq!(*crv, if algorithm == Algorithm::Es256 { "P-256" } else { "P-521" }),
            (PublicKey::Okp { x }, Algorithm::Ed25519) => assert_eq!(x.len(), 43),
            (key, _) => panic!("{key:?} for {algorithm:?}"),
        }
    }
}

/// A provider's metadata: what is accepted is this issuer's and leads nowhere without TLS.
pub fn discovery(data: &[u8]) {
    let response = Response { body: text(data), ..answered(200) };
    let Ok(json) = flow::read_json(&response) else { return };
    for (mode, issuer) in [(IssuerMode::Exact, ISSUER), (IssuerMode::TenantTemplate, "https://login.microsoftonline.com/common/v2.0")] {
        let Ok(provider) = Provider::parse(&json, &HttpUrl::parse(issuer).unwrap(), mode) else { continue };
        let named = provider.issuer == issuer;
        assert!(named || mode == IssuerMode::TenantTemplate && provider.issuer.contains("{tenantid}"), "{}", provider.issuer);
        assert!(!provider.is_issuer("https://evil.example"));
        for endpoint in [&provider.authorization_endpoint, &provider.token_endpoint, &provider.jwks_uri] {
            assert!(endpoint.fragment().is_none() && endpoint.as_str().starts_with("http"));
        }
    }
}

/// What a token endpoint, a revocation endpoint and a userinfo endpoint answer.
pub fn token_response(data: &[u8]) {
    let body = text(data);
    for status in [200, 400, 401, 429, 500, 302] {
        let response = Response { body: body.clone(), ..answered(status) };
        let (code, refresh) = (flow::exchange::read(&response, false), flow::refresh::read(&response, false));
        for tokens in [&code, &refresh].into_iter().flatten() {
            assert!(status == 200 && !tokens.access_token.secret().is_empty());
            assert!(tokens.expires_in.is_none_or(|seconds| seconds >= 0));
            assert!(tokens.refresh_token.as_ref().is_none_or(|token| !token.secret().is_empty()));
        }
        assert!(code.is_err() || refresh.is_ok() && code.is_ok_and(|tokens| tokens.id_token.is_some()));
        if let Ok(claims) = flow::userinfo::read(&response, "alice") {
            assert!(status == 200 && claims.field("sub").and_then(Json::as_str) == Some("alice"));
        }
        assert!(flow::revoke::read(&response).is_err() || status == 200);
    }
}

/// The address of the page that a provider sent a person back to: a response is taken out whole, and nothing else.
pub fn callback_url(data: &[u8]) {
    let address = text(data);
    let redirect_uri = HttpUrl::parse("https://app.example/callback").unwrap();
    for mode in [ResponseMode::Query, ResponseMode::Fragment] {
        let clean = flow::callback::strip(&address, mode);
        assert_eq!(flow::callback::strip(&clean, mode), clean, "{address:?}");
        assert!(clean.len() <= address.len());
        assert!(
            [ResponseType::Code, ResponseType::IdToken].iter().all(|kind| Callback::read(&clean, &redirect_uri, mode, *kind).is_none()),
            "{address:?}"
        );
        for callback in
            [ResponseType::Code, ResponseType::IdToken].iter().filter_map(|kind| Callback::read(&address, &redirect_uri, mode, *kind))
        {
            assert_ne!(clean, address);
            assert!(callback.state.is_none_or(|state| !state.secret().is_empty()));
        }
        if let Some(rest) = flow::callback::without_injected_tokens(&address, &redirect_uri, mode) {
            assert!(address.starts_with(&rest) && !rest.contains('#'));
        }
    }
}

/// A session as a store holds it: whatever is there, it is read or not, and never stops the page.
pub fn stored_session(data: &[u8]) {
    let Some(Stored { tokens, sent, .. }) = Stored::parse(text(data)) else { return };
    let again = Stored::parse(Stored::text(&tokens, sent)).unwrap();
    assert!(again.tokens.are(&tokens) && again.sent == sent);
    let again = again.tokens;
    assert_eq!((&again.nonce, &again.scopes, again.accepted), (&tokens.nonce, &tokens.scopes, tokens.accepted));
    assert_eq!((again.access_expires, again.received), (tokens.access_expires, tokens.received));
}

/// An open transaction as the tab's store holds it.
pub fn transaction(data: &[u8]) {
    let text = text(data);
    let Some(transaction) = Transaction::parse(&text) else { return };
    assert_eq!(Transaction::parse(&transaction.to_json()), Some(transaction));
}

fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

fn now() -> UnixTime {
    UnixTime::from_seconds(NOW).unwrap()
}

fn answered(status: u16) -> Response {
    Response { status, content_type: "application/json".into(), body: String::new(), date: None, retry_after: None, dpop_nonce: None }
}

/// Finds every signature good: what a token may say with one is the question.
struct Trusting;

impl Signatures for Trusting {
    async fn verify(&self, _: &PublicKey, _: Algorithm, _: &[u8], _: &[u8]) -> Result<bool> {
        Ok(true)
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future waits for something"),
    }
}
