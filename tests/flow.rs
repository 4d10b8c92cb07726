//! The room `flow` and the configuration by their public doors: each file in `vectors/flow` and `vectors/config` is a list of
//! cases, each file name the question that is asked. `expect` names what must be there; what it leaves out is not compared.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[cfg(feature = "native")]
#[path = "support/block_on.rs"]
mod block_on;

use std::{fs, path::Path};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use claimgate::config::{Config, ResponseMode, ResponseType};
use claimgate::error::{Error, Result};
use claimgate::flow::{self, Answer, Ask, Callback, IssuerMode, Provider, ReturnTo, TokenResponse, Transaction};
use claimgate::host::{Algorithm, ProofKey, Request, Response};
use claimgate::json::Json;
use claimgate::presets::LogoutMode;
use claimgate::secret::{AccessToken, AuthorizationCode, RawIdToken, RefreshToken};
use claimgate::time::{UnixTime, seconds_of, written};
use claimgate::uri::{HttpUrl, parse_form};

#[test]
fn configurations() {
    run("config", config);
}

#[test]
fn seconds_are_read_as_the_library_reads_them() {
    for text in
        ["0", "7", "-7", "007", "1700000000", "253402300799", "999999999999999999", "-999999999999999999", "00000000000000000000000001"]
    {
        assert_eq!(seconds_of(text), text.parse().ok(), "{text}");
    }
    for text in ["", "-", "--1", "+1", "1 ", " 1", "1.0", "1e3", "0x1", "١", "9223372036854775808", "99999999999999999999999999"] {
        assert_eq!(seconds_of(text), None, "{text}");
    }
    assert_eq!((written("4294967295"), written("4294967296"), written("-1"), written("-0")), (Some(4_294_967_295), None, None, None));
}

#[test]
fn discovery_urls() {
    run("flow/discovery_url", |case| Json::Text(flow::discovery_url(&url(case, "issuer"))));
}

#[test]
fn metadata() {
    run("flow/provider", |case| {
        let json = patched(METADATA, case);
        let mode = if flag(case, "template") { IssuerMode::TenantTemplate } else { IssuerMode::Exact };
        answer(Provider::parse(&json, &url(case, "issuer"), mode), |provider| {
            object([
                ("issuer", Json::Text(provider.issuer.clone())),
                ("token_endpoint", Json::Text(provider.token_endpoint.as_str().into())),
                ("userinfo", Json::Bool(provider.userinfo_endpoint.is_some())),
                ("end_session", Json::Bool(provider.end_session_endpoint.is_some())),
                ("revocation", Json::Bool(provider.revocation_endpoint.is_some())),
                ("par", Json::Bool(provider.pushed_authorization_request_endpoint.is_some())),
                ("requires_par", Json::Bool(provider.requires_par)),
                ("names_issuer", Json::Bool(provider.names_issuer)),
                ("algorithms", provider.id_token_algorithms.as_deref().map_or(Json::Null, texts)),
            ])
        })
    });
}

#[test]
fn http_answers() {
    run("flow/http", |case| answer(flow::read_json(&response(case)), |json| object([("json", json)])));
}

#[test]
fn an_answer_above_512_kib_is_not_read() {
    for (length, good) in [(512 * 1024 - 2, true), (512 * 1024 - 1, false)] {
        let body = format!("\"{}\"", "a".repeat(length));
        let response =
            Response { status: 200, content_type: "application/json".into(), body, date: None, retry_after: None, dpop_nonce: None };
        assert_eq!(flow::read_json(&response).is_ok(), good, "{length}");
    }
}

#[test]
fn authorization_requests() {
    run("flow/authorize", |case| {
        let config = config_of(case);
        let ask = Ask {
            scope: text(case, "scope").unwrap_or_default().into(),
            silent: flag(case, "silent"),
            prompt: text(case, "prompt").map(Into::into),
            login_hint: text(case, "loginHint").map(Into::into),
            max_age: case.field("maxAge").and_then(Json::as_integer),
            acr_values: strings(case.field("acrValues")),
            return_to: None,
        };
        let transaction = Transaction::new(&entropy(), now(), &config, &ask);
        let metadata = patched(METADATA, case);
        let provider = Provider::parse(&metadata, &config.issuer, IssuerMode::Exact).unwrap();
        let sent = flow::authorization_url(&provider, &config, &ask, &transaction);
        let (endpoint, query) = sent.split_once('?').unwrap();
        object([("endpoint", Json::Text(endpoint.into())), ("query", pairs(query)), ("count", Json::Integer(count(query)))])
    });
}

#[test]
fn authorization_responses() {
    run("flow/callback", |case| {
        let redirect_uri = HttpUrl::parse(text(case, "redirectUri").unwrap_or("https://app.example/callback")).unwrap();
        let read = Callback::read(text(case, "url").unwrap(), &redirect_uri, mode(case), kind(case));
        read.map_or(Json::Null, |callback| {
            object([
                ("state", optional(callback.state.as_ref().map(|state| state.secret()))),
                ("iss", optional(callback.iss.as_deref())),
                ("answer", answer(callback.answer, said)),
            ])
        })
    });
}

#[test]
fn issuers_of_responses() {
    run("flow/response_issuer", |case| {
        let template = flag(case, "template");
        let mode = if template { IssuerMode::TenantTemplate } else { IssuerMode::Exact };
        let provider = Provider::parse(&patched(METADATA, case), &url(case, "issuer"), mode).unwrap();
        let callback = Callback { state: None, iss: text(case, "iss").map(Into::into), answer: Ok(Answer::Nothing) };
        answer(callback.check_issuer(&provider), |()| Json::Text("ok".into()))
    });
}

#[test]
fn addresses_afterwards() {
    run("flow/strip", |case| Json::Text(flow::callback::strip(text(case, "url").unwrap(), mode(case))));
    run("flow/injected", |case| {
        let redirect_uri = HttpUrl::parse("https://app.example/callback").unwrap();
        optional(flow::callback::without_injected_tokens(text(case, "url").unwrap(), &redirect_uri, mode(case)).as_deref())
    });
}

#[test]
fn token_responses() {
    run("flow/exchange", |case| answer(flow::exchange::read(&response(case), flag(case, "bound")), |tokens| given(&tokens)));
    run("flow/refresh", |case| answer(flow::refresh::read(&response(case), flag(case, "bound")), |tokens| given(&tokens)));
}

#[test]
fn userinfo_and_revocation_responses() {
    run("flow/userinfo", |case| answer(flow::userinfo::read(&response(case), "alice"), |json| object([("json", json)])));
    run("flow/revoke", |case| answer(flow::revoke::read(&response(case)), |()| Json::Text("ok".into())));
}

#[test]
fn pushed_requests() {
    run("flow/par", |case| answer(flow::par::read(&response(case)), Json::Text));
    let config = Config::parse(CONFIG, ORIGIN).unwrap();
    let ask = Ask { scope: "openid".into(), prompt: Some("login".into()), ..Ask::default() };
    let transaction = Transaction::new(&entropy(), now(), &config, &ask);
    let parameters = flow::authorize::parameters(&config, &ask, &transaction);
    let provider = Provider::parse(&Json::parse(METADATA).unwrap(), &config.issuer, IssuerMode::Exact).unwrap();
    assert!(flow::par::request(&provider, &parameters).unwrap_err().message().contains("pushed_authorization_request_endpoint"));
    let metadata = METADATA.replace('}', ",\"pushed_authorization_request_endpoint\":\"https://idp.example/par\"}");
    let provider = Provider::parse(&Json::parse(&metadata).unwrap(), &config.issuer, IssuerMode::Exact).unwrap();
    let form: Vec<(&str, &str)> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert!(
        form.contains(&("prompt", "login")) && form.contains(&("client_id", "app")) && form.contains(&("code_challenge_method", "S256"))
    );
    assert_posts(&flow::par::request(&provider, &parameters).unwrap(), "https://idp.example/par", &form);
    let url = flow::par::authorization_url(&provider, "app", "urn:example:bwc4JK-ESC0w8acc191e-Y1LTC2");
    assert_eq!(url, "https://idp.example/auth?client_id=app&request_uri=urn%3Aexample%3Abwc4JK-ESC0w8acc191e-Y1LTC2");
}

#[test]
fn proofs() {
    run("flow/dpop", |case| {
        let word = |name: &str| text(case, name).unwrap();
        let key = ProofKey { x: word("x").into(), y: word("y").into() };
        let now = UnixTime::from_seconds(case.field("now").and_then(Json::as_integer).unwrap()).unwrap();
        let (token, nonce) = (text(case, "token"), text(case, "nonce"));
        let claims = flow::dpop::Claims { jti: word("jti"), method: word("method"), url: word("url"), now, token, nonce };
        let input = flow::dpop::signing_input(&key, &claims);
        let signature = URL_SAFE_NO_PAD.decode(text(case, "signature").unwrap_or_default()).unwrap();
        let claims = URL_SAFE_NO_PAD.decode(input.split_once('.').unwrap().1).unwrap();
        object([
            ("verifies", Json::Bool(verifies(&key, &input, &signature))),
            ("proof", Json::Text(flow::dpop::proof(&input, &signature))),
            ("claims", Json::parse(&String::from_utf8(claims).unwrap()).unwrap()),
            ("thumbprint", Json::Text(flow::dpop::thumbprint(&key))),
        ])
    });
}

#[cfg(feature = "native")]
fn verifies(key: &ProofKey, input: &str, signature: &[u8]) -> bool {
    use claimgate::host::{PublicKey, Signatures};
    let key = PublicKey::Ec { crv: "P-256", x: key.x.clone(), y: key.y.clone() };
    let checked = claimgate::native::NativeSignatures.verify(&key, Algorithm::Es256, input.as_bytes(), signature);
    block_on::block_on(checked).unwrap_or(false)
}

#[cfg(not(feature = "native"))]
fn verifies(_: &ProofKey, _: &str, _: &[u8]) -> bool {
    true
}

#[test]
fn nonces_are_sent_back_only_if_they_are_nonces() {
    assert_eq!(flow::dpop::nonce("eyJ7S_zG.eyJH0-Z.HX4w-7v"), Some("eyJ7S_zG.eyJH0-Z.HX4w-7v"));
    for bad in ["", "a b", "a\"b", "a\\b", "a\nb", "\u{e4}"] {
        assert_eq!(flow::dpop::nonce(bad), None, "{bad}");
    }
    let long = "n".repeat(2_048);
    assert_eq!(flow::dpop::nonce(&long), Some(long.as_str()));
    assert_eq!(flow::dpop::nonce(&(long + "n")), None, "no server would take the request");
}

#[test]
fn challenges() {
    run("flow/challenge", |case| {
        flow::challenge::read(text(case, "header").unwrap()).map_or(Json::Null, |found| {
            Json::List(
                found
                    .into_iter()
                    .map(|challenge| {
                        let step_up = challenge.is_step_up();
                        object([
                            ("error", Json::Text(challenge.error)),
                            ("acrValues", texts(&challenge.acr_values)),
                            ("maxAge", challenge.max_age.map_or(Json::Null, Json::Integer)),
                            ("stepUp", Json::Bool(step_up)),
                        ])
                    })
                    .collect(),
            )
        })
    });
}

#[test]
fn paths_to_return_to() {
    run("flow/return_to", |case| {
        let path = text(case, "path").unwrap().repeat(case.field("times").and_then(Json::as_integer).unwrap_or(1).try_into().unwrap());
        Json::Bool(ReturnTo::parse(&path).is_some_and(|kept| kept.as_str() == path))
    });
}

#[test]
fn sign_outs() {
    run("flow/end_session", |case| {
        let mode = match text(case, "mode").unwrap() {
            "rp_initiated" => LogoutMode::RpInitiated,
            "cognito" => LogoutMode::Cognito,
            "auth0_v2" => LogoutMode::Auth0V2,
            _ => LogoutMode::None,
        };
        let config = config_of(case);
        let provider = Provider::parse(&patched(METADATA, case), &config.issuer, IssuerMode::Exact).unwrap();
        let hint = text(case, "idToken").map(|token| RawIdToken::new(token.into()));
        flow::end_session::url(mode, &provider, &config, hint.as_ref()).map_or(Json::Null, |url| {
            let (endpoint, query) = url.split_once('?').unwrap();
            object([("endpoint", Json::Text(endpoint.into())), ("query", pairs(query)), ("count", Json::Integer(count(query)))])
        })
    });
}

#[test]
fn transactions_come_back_as_they_went() {
    let ask = Ask {
        scope: "openid groups".into(),
        return_to: ReturnTo::parse("/a?b=\"c\"#d"),
        silent: true,
        max_age: Some(0),
        acr_values: vec!["urn:a".into(), "b".into()],
        ..Ask::default()
    };
    let config = Config::parse(&CONFIG.replace('}', ",\"resource\":[\"urn:r\",\"https://api.example\"]}"), ORIGIN).unwrap();
    for ask in [ask, Ask { scope: "openid".into(), ..Ask::default() }] {
        let transaction = Transaction::new(&entropy(), now(), &config, &ask);
        assert_eq!(Transaction::parse(&transaction.to_json()), Some(transaction));
    }
}

#[test]
fn transactions_that_were_tampered_with_are_none() {
    let config = Config::parse(CONFIG, ORIGIN).unwrap();
    let ask = Ask { scope: "openid".into(), return_to: ReturnTo::parse("/here"), max_age: Some(1), ..Ask::default() };
    let good = Transaction::new(&entropy(), now(), &config, &ask).to_json();
    for (from, to) in [
        ("\"v\":1", "\"v\":2"),
        ("\"v\":1,", ""),
        ("\"/here\"", "\"//evil.example\""),
        ("\"silent\":false", "\"silent\":\"false\""),
        ("\"max_age\":1", "\"max_age\":-1"),
        ("\"requested_at\":1700000000", "\"requested_at\":1e99"),
        ("\"acr_values\":[]", "\"acr_values\":[1]"),
        ("\"nonce\"", "\"other\""),
        ("\"verifier\"", "\"state\""),
        ("}", ""),
    ] {
        let bad = good.replace(from, to);
        assert_ne!(bad, good, "`{from}` is not there");
        assert_eq!(Transaction::parse(&bad), None, "{to}");
    }
    assert_eq!(Transaction::parse(""), None);
}

#[test]
fn transactions_end_after_ten_minutes() {
    let config = Config::parse(CONFIG, ORIGIN).unwrap();
    let transaction = Transaction::new(&entropy(), now(), &config, &Ask { scope: "openid".into(), ..Ask::default() });
    for (seconds, expired) in [(0, false), (600, false), (601, true), (-1, true)] {
        assert_eq!(transaction.is_expired(now().plus(seconds)), expired, "{seconds}");
    }
}

#[test]
fn secrets_of_a_transaction_differ_and_are_not_printed() {
    let config = Config::parse(CONFIG, ORIGIN).unwrap();
    let transaction = Transaction::new(&entropy(), now(), &config, &Ask::default());
    let (state, nonce, verifier) = (transaction.state.secret(), transaction.nonce.secret(), transaction.verifier.secret());
    assert!(state != nonce && nonce != verifier && state != verifier);
    let printed = format!("{transaction:?}");
    for secret in [state, nonce, verifier] {
        assert_eq!(secret.len(), 43);
        assert!(!printed.contains(secret));
    }
}

#[test]
fn requests_carry_what_the_standards_name() {
    let config = Config::parse(&CONFIG.replace('}', ",\"resource\":[\"urn:r\",\"urn:s\"]}"), ORIGIN).unwrap();
    let provider = Provider::parse(&Json::parse(METADATA).unwrap(), &config.issuer, IssuerMode::Exact).unwrap();
    let transaction = Transaction::new(&entropy(), now(), &config, &Ask { scope: "openid".into(), ..Ask::default() });
    let (refresh, access) = (RefreshToken::new("r t".into()), AccessToken::new("a".into()));

    let exchange = flow::exchange::request(&provider, &transaction, &AuthorizationCode::new("c+d".into()));
    let verifier = transaction.verifier.secret();
    let form = [("grant_type", "authorization_code"), ("code", "c+d"), ("redirect_uri", "https://app.example/callback")];
    let rest = [("client_id", "app"), ("code_verifier", verifier), ("resource", "urn:r")];
    assert_posts(&exchange, "https://idp.example/token", &[&form[..], &rest[..]].concat());

    let renewal = flow::refresh::request(&provider, "app", &refresh, Some("openid"), Some("urn:r"));
    let form =
        [("grant_type", "refresh_token"), ("refresh_token", "r t"), ("client_id", "app"), ("scope", "openid"), ("resource", "urn:r")];
    assert_posts(&renewal, "https://idp.example/token", &form);

    let revocation = flow::revoke::request(&provider, "app", &refresh).unwrap();
    let form = [("token", "r t"), ("token_type_hint", "refresh_token"), ("client_id", "app")];
    assert_posts(&revocation, "https://idp.example/revoke", &form);

    let userinfo = flow::userinfo::request(&provider, &access, false).unwrap();
    assert_eq!((userinfo.url.as_str(), userinfo.body.as_deref()), ("https://idp.example/me", None));
    assert!(userinfo.headers.contains(&("authorization", "Bearer a".into())));
}

#[test]
fn names_of_algorithms_come_back() {
    for name in ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"] {
        assert_eq!(Algorithm::from_name(name).map(Algorithm::name), Some(name));
    }
    assert_eq!(Algorithm::from_name("Ed25519"), Some(Algorithm::Ed25519));
    for name in ["none", "None", "HS256", "HS512", "rs256", "RS1", "ES256K", ""] {
        assert_eq!(Algorithm::from_name(name), None, "{name}");
    }
}

const ORIGIN: Option<&str> = Some("https://app.example");
const CONFIG: &str = r#"{"issuer":"https://idp.example","clientId":"app"}"#;
const METADATA: &str = r#"{"issuer":"https://idp.example","authorization_endpoint":"https://idp.example/auth",
    "token_endpoint":"https://idp.example/token","jwks_uri":"https://idp.example/jwks","userinfo_endpoint":"https://idp.example/me",
    "end_session_endpoint":"https://idp.example/end","revocation_endpoint":"https://idp.example/revoke"}"#;

/// Asks every case of a vector file (or of every file in a folder) and lists all that differ.
fn run(name: &str, ask: fn(&Json) -> Json) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name);
    let files = if path.is_dir() {
        fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()).collect()
    } else {
        vec![path.with_extension("json")]
    };
    let mut wrong = Vec::new();
    let mut asked = 0;
    for file in files {
        let cases = Json::parse(&fs::read_to_string(&file).unwrap()).unwrap_or_else(|at| panic!("{}: {at:?}", file.display()));
        for case in cases.as_list().unwrap() {
            let (expect, actual) = (case.field("expect").expect("expect"), ask(case));
            asked += 1;
            if !covers(expect, &actual) {
                wrong.push(format!("{}\n  expect {}\n  actual {}", text(case, "name").unwrap(), show(expect), show(&actual)));
            }
        }
    }
    assert!(asked > 0, "no case in {name}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether all that `expect` names is there; an error's `part` is looked for in its message.
fn covers(expect: &Json, actual: &Json) -> bool {
    match (expect, actual) {
        (Json::Object(members), Json::Object(_)) => members.iter().all(|(name, value)| match (name.as_str(), actual.field(name)) {
            ("part", Some(message)) => message.as_str().unwrap().contains(value.as_str().unwrap()),
            (_, Some(found)) => covers(value, found),
            _ => false,
        }),
        (Json::List(expect), Json::List(actual)) => {
            expect.len() == actual.len() && expect.iter().zip(actual).all(|(expect, actual)| covers(expect, actual))
        }
        _ => expect == actual,
    }
}

fn config(case: &Json) -> Json {
    let json = case.field("config").unwrap();
    let source = json.as_str().map_or_else(|| show(json), Into::into);
    answer(Config::parse(&source, text(case, "origin")), |config| {
        object([
            ("issuer", Json::Text(config.issuer.as_str().into())),
            ("clientId", Json::Text(config.client_id)),
            ("redirectUri", Json::Text(config.redirect_uri.as_str().into())),
            ("redirectPath", Json::Text(config.redirect_uri.path().into())),
            ("postLogoutRedirectUri", Json::Text(config.post_logout_redirect_uri.as_str().into())),
            ("scope", optional(config.scope.as_deref())),
            ("optionalScope", Json::Text(config.optional_scope)),
            ("resource", texts(&config.resource)),
            ("audience", optional(config.audience.as_deref())),
            ("responseType", debug(config.response_type)),
            ("responseMode", debug(config.response_mode)),
            ("storage", debug(config.storage)),
            ("restore", debug(config.restore)),
            ("maxSession", Json::Integer(config.max_session)),
            ("dpop", Json::Bool(config.dpop)),
            ("par", debug(config.par)),
            ("leeway", Json::Integer(config.leeway.seconds())),
            ("apiOrigins", texts(&config.api_origins)),
            ("algorithms", config.algorithms.map_or(Json::Null, |list| Json::List(list.into_iter().map(debug).collect()))),
            ("trustedAudiences", texts(&config.trusted_audiences)),
            ("basename", Json::Text(config.basename)),
            ("authorizeParams", Json::Object(config.authorize_params.into_iter().map(|(k, v)| (k, Json::Text(v))).collect())),
            ("maxAge", config.max_age.map_or(Json::Null, Json::Integer)),
            ("acrValues", texts(&config.acr_values)),
            ("metadata", config.metadata.unwrap_or(Json::Null)),
            ("request", Json::Integer(config.request_timeout)),
            ("silent", Json::Integer(config.silent_timeout)),
        ])
    })
}

fn answer<T>(result: Result<T>, show: impl FnOnce(T) -> Json) -> Json {
    result.map_or_else(|error| failure(&error), show)
}

fn failure(error: &Error) -> Json {
    let provider = error.provider_answer();
    object([
        ("error", Json::Text(error.code().as_str().into())),
        ("part", Json::Text(error.message())),
        ("provider", optional(provider.map(|answer| answer.error.as_str()))),
        ("description", optional(provider.and_then(|answer| answer.description.as_deref()))),
        ("retriable", Json::Bool(error.is_retriable())),
        ("retryAfter", error.retry_after().map_or(Json::Null, Json::Integer)),
    ])
}

fn said(answer: Answer) -> Json {
    match answer {
        Answer::Code(code) => object([("code", Json::Text(code.secret().into()))]),
        Answer::IdToken(token) => object([("id_token", Json::Text(token.secret().into()))]),
        Answer::Refused(refusal) => {
            let length = refusal.answer.description.as_ref().map_or(0, String::len);
            object([
                ("kind", debug(refusal.kind)),
                ("as", failure(&refusal.error())),
                ("length", Json::Integer(length.try_into().unwrap())),
            ])
        }
        Answer::Nothing => Json::Text("nothing".into()),
    }
}

fn given(tokens: &TokenResponse) -> Json {
    object([
        ("access_token", Json::Text(tokens.access_token.secret().into())),
        ("expires_in", tokens.expires_in.map_or(Json::Null, Json::Integer)),
        ("scope", optional(tokens.scope.as_deref())),
        ("id_token", optional(tokens.id_token.as_ref().map(|token| token.secret()))),
        ("refresh_token", optional(tokens.refresh_token.as_ref().map(|token| token.secret()))),
    ])
}

/// `status`, `type`, `body` (text as it is, anything else as its JSON), `retryAfter`.
fn response(case: &Json) -> Response {
    let body = case.field("body").unwrap();
    Response {
        status: case.field("status").and_then(Json::as_integer).unwrap_or(200).try_into().unwrap(),
        content_type: text(case, "type").unwrap_or("application/json").into(),
        body: body.as_str().map_or_else(|| show(body), Into::into),
        date: None,
        retry_after: case.field("retryAfter").and_then(Json::as_integer),
        dpop_nonce: None,
    }
}

/// `base`, or the case's own `metadata`, with the members of `with` in the place of its own and without those of `without`.
fn patched(base: &str, case: &Json) -> Json {
    let base = Json::parse(base).unwrap();
    let base = case.field("metadata").unwrap_or(&base);
    let Some(members) = base.as_object() else { return base.clone() };
    let with = case.field("with").and_then(Json::as_object).unwrap_or_default();
    let without = strings(case.field("without"));
    let kept = members.iter().filter(|(name, _)| !without.contains(name) && !with.iter().any(|(other, _)| other == name));
    Json::Object(kept.chain(with).cloned().collect())
}

fn config_of(case: &Json) -> Config {
    let mut members = Json::parse(CONFIG).unwrap().as_object().unwrap().to_vec();
    members.extend(case.field("config").and_then(Json::as_object).unwrap_or_default().iter().cloned());
    Config::parse(&show(&Json::Object(members)), ORIGIN).unwrap()
}

fn assert_posts(request: &Request, url: &str, form: &[(&str, &str)]) {
    let sent = parse_form(request.body.as_deref().unwrap()).unwrap();
    let expected: Vec<(String, String)> = form.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    assert_eq!((request.url.as_str(), sent), (url, expected));
}

/// 0, 1, 2, … 95: the verifier of Ask's vectors can be computed by hand.
fn entropy() -> [u8; 96] {
    core::array::from_fn(|at| u8::try_from(at).unwrap())
}

fn now() -> UnixTime {
    UnixTime::from_seconds(1_700_000_000).unwrap()
}

fn mode(case: &Json) -> ResponseMode {
    if text(case, "mode") == Some("fragment") { ResponseMode::Fragment } else { ResponseMode::Query }
}

fn kind(case: &Json) -> ResponseType {
    if text(case, "kind") == Some("id_token") { ResponseType::IdToken } else { ResponseType::Code }
}

fn url(case: &Json, name: &str) -> HttpUrl {
    HttpUrl::parse(text(case, name).unwrap_or("https://idp.example")).unwrap()
}

fn text<'a>(case: &'a Json, name: &str) -> Option<&'a str> {
    case.field(name)?.as_str()
}

fn flag(case: &Json, name: &str) -> bool {
    case.field(name).and_then(Json::as_bool).unwrap_or_default()
}

fn strings(value: Option<&Json>) -> Vec<String> {
    value.and_then(Json::as_list).unwrap_or_default().iter().map(|item| item.as_str().unwrap().into()).collect()
}

fn texts(list: &[String]) -> Json {
    Json::List(list.iter().map(|text| Json::Text(text.clone())).collect())
}

fn optional(text: Option<&str>) -> Json {
    text.map_or(Json::Null, |text| Json::Text(text.into()))
}

fn debug(value: impl core::fmt::Debug) -> Json {
    Json::Text(format!("{value:?}"))
}

fn pairs(query: &str) -> Json {
    Json::List(parse_form(query).unwrap().into_iter().map(|(name, value)| Json::Text(format!("{name}={value}"))).collect())
}

fn count(query: &str) -> i64 {
    query.split('&').count().try_into().unwrap()
}

fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(members.map(|(name, value)| (name.into(), value)).into())
}

fn show(json: &Json) -> String {
    serde_json::to_string(json).unwrap()
}
