//! A provider that follows its script: real ES256 signatures, PKCE that is checked, codes and refresh tokens that work once.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use claimgate::error::{Code, Error, Result};
use claimgate::host::{Request, Response};
use claimgate::time::UnixTime;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::merge;
use super::proofs::{Proofs, header};
use super::tab::parameters;

pub const ISSUER: &str = "https://idp.example";
pub const CLIENT: &str = "app";

/// Changes the header and the claims of a token before it is signed.
pub type Edit = fn(&mut Value, &mut Value);

/// Who signed in; `None` for whoever the claims name.
pub type Person = Option<&'static str>;
type Codes = BTreeMap<String, (BTreeMap<String, String>, Person)>;
type Answers = VecDeque<Result<Response>>;

pub struct Provider {
    keys: [EcdsaKeyPair; 2],
    /// Members over those of the metadata.
    pub metadata: RefCell<Value>,
    /// Claims over those of every ID token.
    pub claims: RefCell<Value>,
    /// Members over those of every answer of the token endpoint.
    pub answer: RefCell<Value>,
    /// What userinfo says.
    pub userinfo: RefCell<Value>,
    /// Claims of access tokens; `null` for opaque ones.
    pub access: RefCell<Value>,
    /// What is done to each ID token last.
    pub edit: Cell<Option<Edit>>,
    /// Signs with a key that is not in the key set.
    pub forges: Cell<bool>,
    /// The name of the key; another one is another entry of the key set.
    pub kid: Cell<&'static str>,
    /// Whether refreshing gives an ID token.
    pub renews_id: Cell<bool>,
    /// Whether refresh tokens work once only.
    pub rotates: Cell<bool>,
    /// So many renewals are answered and the answers never arrive.
    pub loses: Cell<u32>,
    /// Seconds by which this clock is ahead.
    pub clock: Cell<i64>,
    /// Whether a page may read `Date`.
    pub dates: Cell<bool>,
    /// How often each code was presented.
    pub presented: RefCell<BTreeMap<String, u32>>,
    /// Whether a refresh token was presented after it had been replaced.
    pub reuse_seen: Cell<bool>,
    /// Who signs in next, over the `sub` of the claims; a refresh token is theirs for good.
    pub person: Cell<Person>,
    /// Whose each access token is.
    pub owners: RefCell<BTreeMap<String, String>>,
    /// Answers to come before those of the script, by the end of the address.
    scripted: RefCell<Vec<(&'static str, Answers)>>,
    codes: RefCell<Codes>,
    refresh: RefCell<BTreeMap<String, (bool, Person)>>,
    /// What a server does with proofs.
    pub proofs: Proofs,
    /// The thumbprint of the last authorization request.
    pub jkt: RefCell<Option<String>>,
    /// The key of each refresh token that is bound to one.
    bound_to: RefCell<BTreeMap<String, String>>,
    pushed: RefCell<BTreeMap<String, BTreeMap<String, String>>>,
    serial: Cell<u32>,
}

impl Default for Provider {
    fn default() -> Self {
        Self {
            keys: [key(), key()],
            metadata: json!({}).into(),
            claims: json!({ "sub": "ada", "groups": ["readers"] }).into(),
            answer: json!({}).into(),
            userinfo: json!({ "sub": "ada", "email": "ada@acme.example" }).into(),
            access: Value::Null.into(),
            edit: Cell::new(None),
            forges: Cell::new(false),
            kid: Cell::new("k1"),
            renews_id: Cell::new(true),
            rotates: Cell::new(true),
            clock: Cell::new(0),
            loses: Cell::new(0),
            dates: Cell::new(false),
            presented: RefCell::default(),
            reuse_seen: Cell::new(false),
            person: Cell::new(None),
            owners: RefCell::default(),
            scripted: RefCell::default(),
            codes: RefCell::default(),
            refresh: RefCell::default(),
            proofs: Proofs::default(),
            jkt: RefCell::default(),
            bound_to: RefCell::default(),
            pushed: RefCell::default(),
            serial: Cell::new(0),
        }
    }
}

impl Provider {
    /// The next requests to addresses that end so are answered like this, one after the other.
    pub fn next(&self, path: &'static str, answers: impl IntoIterator<Item = Result<Response>>) {
        self.scripted.borrow_mut().push((path, answers.into_iter().collect()));
    }

    /// All that was to go wrong will not.
    pub fn calm(&self) {
        self.scripted.borrow_mut().clear();
        self.loses.set(0);
    }

    /// The person agrees: the address that the browser is sent back to.
    pub fn authorize(&self, url: &str, now: i64) -> String {
        let mut asked = parameters(url);
        if let Some(uri) = asked.get("request_uri") {
            assert_eq!(asked.len(), 2, "RFC 9126 section 4: client and reference, no more");
            asked = self.pushed.borrow_mut().remove(uri).expect("a request that was pushed, once");
        }
        *self.jkt.borrow_mut() = asked.get("dpop_jkt").cloned();
        if asked["response_type"] == "id_token" {
            let token = self.id_token(now + self.clock.get(), Some(&asked["nonce"]), "", self.person.get());
            // As some providers do: the token names its issuer.
            let answer = claimgate::uri::form(&[("id_token", &token), ("state", &asked["state"])]);
            return format!("{}#{answer}", asked["redirect_uri"]);
        }
        let code = self.fresh("code");
        let answer = claimgate::uri::form(&[("code", &code), ("state", &asked["state"]), ("iss", ISSUER)]);
        let back = format!("{}?{answer}", asked["redirect_uri"]);
        self.codes.borrow_mut().insert(code, (asked, self.person.get()));
        back
    }

    pub fn answer(&self, request: &Request, now: i64) -> Result<Response> {
        let date = self.dates.get().then(|| UnixTime::from_seconds(now + self.clock.get()).unwrap());
        Ok(Response { date, ..self.answer_without_date(request, now)? })
    }

    fn answer_without_date(&self, request: &Request, now: i64) -> Result<Response> {
        for (path, answers) in self.scripted.borrow_mut().iter_mut() {
            if request.url.ends_with(*path)
                && let Some(answer) = answers.pop_front()
            {
                return answer;
            }
        }
        let path = request.url.strip_prefix(ISSUER).unwrap_or("");
        Ok(match path {
            "/.well-known/openid-configuration" => good(&self.discovery()),
            "/par" => self.push(request),
            "/jwks" => good(&json!({ "keys": [self.jwk()] })),
            "/token" => {
                let answer = self.bound(request, now, |jkt| self.token(request, now + self.clock.get(), jkt));
                if self.loses.get() > 0 && request.body.as_ref().is_some_and(|form| form.contains("refresh_token=")) {
                    self.loses.set(self.loses.get() - 1);
                    return Err(Error::new(Code::Timeout).retriable(None));
                }
                answer
            }
            "/userinfo" => self.bound(request, now, |_| good(&self.userinfo.borrow())),
            "/revoke" => good(&json!({})),
            _ => plain(404),
        })
    }

    /// Answers who has a good proof or needs none.
    fn bound(&self, request: &Request, now: i64, answer: impl FnOnce(Option<String>) -> Response) -> Response {
        let Some(proof) = header(request, "dpop") else { return answer(None) };
        let (method, status) = if request.body.is_some() { ("POST", 400) } else { ("GET", 401) };
        let token = header(request, "authorization").map(|value| value.strip_prefix("DPoP ").expect("the scheme of bound tokens"));
        let nonce = self.proofs.nonce.get().map(Into::into);
        let response = match self.proofs.check(proof, method, &request.url, now, token) {
            Ok(jkt) => answer(Some(jkt)),
            Err(error) => with_status(status, &json!({ "error": error })),
        };
        Response { dpop_nonce: nonce, ..response }
    }

    fn push(&self, request: &Request) -> Response {
        let uri = self.fresh("urn:pushed");
        self.pushed.borrow_mut().insert(uri.clone(), parameters(request.body.as_deref().unwrap_or_default()));
        with_status(201, &json!({ "request_uri": uri, "expires_in": 60 }))
    }

    fn discovery(&self) -> Value {
        let mut metadata = json!({
            "issuer": ISSUER,
            "authorization_endpoint": format!("{ISSUER}/authorize"),
            "token_endpoint": format!("{ISSUER}/token"),
            "jwks_uri": format!("{ISSUER}/jwks"),
            "userinfo_endpoint": format!("{ISSUER}/userinfo"),
            "end_session_endpoint": format!("{ISSUER}/logout"),
            "revocation_endpoint": format!("{ISSUER}/revoke"),
            "pushed_authorization_request_endpoint": format!("{ISSUER}/par"),
            "authorization_response_iss_parameter_supported": true,
        });
        merge(&mut metadata, self.metadata.borrow().clone());
        metadata
    }

    pub fn jwk(&self) -> Value {
        let [key, _] = &self.keys;
        let point = key.public_key().as_ref();
        let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
        json!({ "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": self.kid.get(), "x": x, "y": y })
    }

    fn token(&self, request: &Request, now: i64, jkt: Option<String>) -> Response {
        let form = parameters(request.body.as_deref().unwrap_or_default());
        let to = match form.get("code") {
            Some(code) => self.codes.borrow().get(code).and_then(|(asked, _)| asked.get("dpop_jkt").cloned()),
            None => self.bound_to.borrow().get(&form["refresh_token"]).cloned(),
        };
        if to.is_some() && to != jkt {
            return refused("invalid_dpop_proof");
        }
        let answer = match form["grant_type"].as_str() {
            "authorization_code" => self.redeem(&form, now),
            _ => self.renew(&form, now),
        };
        let given: Value = serde_json::from_str(&answer.body).unwrap_or_default();
        if let (Some(refresh), Some(jkt)) = (given["refresh_token"].as_str(), &jkt) {
            self.bound_to.borrow_mut().insert(refresh.into(), jkt.clone());
        }
        if jkt.is_some() { Response { body: answer.body.replace("\"Bearer\"", "\"DPoP\""), ..answer } } else { answer }
    }

    fn redeem(&self, form: &BTreeMap<String, String>, now: i64) -> Response {
        let times = *self.presented.borrow_mut().entry(form["code"].clone()).and_modify(|times| *times += 1).or_insert(1);
        let asked = self.codes.borrow().get(&form["code"]).cloned();
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(form["code_verifier"].as_bytes()));
        let same = |asked: &BTreeMap<String, String>| {
            asked["code_challenge"] == challenge
                && asked["code_challenge_method"] == "S256"
                && asked["redirect_uri"] == form["redirect_uri"]
                && asked["client_id"] == form["client_id"]
        };
        match asked.filter(|(asked, _)| same(asked)) {
            Some((asked, person)) if times == 1 => {
                good(&self.tokens(now, Some(&asked["nonce"]), asked["scope"].contains("offline_access"), person))
            }
            _ => refused("invalid_grant"),
        }
    }

    fn renew(&self, form: &BTreeMap<String, String>, now: i64) -> Response {
        let fresh = self.refresh.borrow().get(&form["refresh_token"]).copied();
        match fresh {
            Some((true, person)) => {
                if self.rotates.get() {
                    self.refresh.borrow_mut().insert(form["refresh_token"].clone(), (false, person));
                }
                let mut answer = self.tokens(now, None, self.rotates.get(), person);
                if !self.renews_id.get() {
                    merge(&mut answer, json!({ "id_token": null }));
                }
                good(&answer)
            }
            Some((false, _)) => {
                self.reuse_seen.set(true);
                refused("invalid_grant")
            }
            None => refused("invalid_grant"),
        }
    }

    /// Withdraws every refresh token.
    pub fn revoke_all(&self) {
        self.refresh.borrow_mut().clear();
    }

    /// The refresh token that was given last.
    pub fn newest_refresh(&self) -> String {
        let number = |token: &String| token.split('-').nth(1).and_then(|number| number.parse::<u64>().ok());
        self.refresh.borrow().keys().max_by_key(|token| number(token)).expect("a refresh token").clone()
    }

    fn tokens(&self, now: i64, nonce: Option<&str>, with_refresh: bool, person: Person) -> Value {
        let access = match &*self.access.borrow() {
            Value::Null => self.fresh("access"),
            claims => {
                let mut all = json!({ "iss": ISSUER, "sub": "ada", "aud": "https://api.example", "client_id": CLIENT, "jti": "j",
                    "scope": "openid profile", "iat": now, "exp": now + 300 });
                merge(&mut all, claims.clone());
                self.sign(&json!({ "alg": "ES256", "kid": self.kid.get(), "typ": "at+jwt" }), &all)
            }
        };
        self.owners.borrow_mut().insert(access.clone(), person.unwrap_or("ada").into());
        let mut answer = json!({
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": self.id_token(now, nonce, &access, person),
        });
        if with_refresh {
            let refresh = self.fresh("refresh");
            self.refresh.borrow_mut().insert(refresh.clone(), (true, person));
            merge(&mut answer, json!({ "refresh_token": refresh }));
        }
        merge(&mut answer, self.answer.borrow().clone());
        answer
    }

    fn id_token(&self, now: i64, nonce: Option<&str>, access: &str, person: Person) -> String {
        let at_hash = URL_SAFE_NO_PAD.encode(&Sha256::digest(access.as_bytes())[..16]);
        let mut header = json!({ "alg": "ES256", "kid": self.kid.get(), "typ": "JWT" });
        let mut claims = json!({ "iss": ISSUER, "aud": CLIENT, "iat": now, "exp": now + 3600, "at_hash": at_hash });
        merge(&mut claims, json!({ "nonce": nonce }));
        if access.is_empty() {
            merge(&mut claims, json!({ "at_hash": null }));
        }
        merge(&mut claims, self.claims.borrow().clone());
        if let Some(person) = person {
            merge(&mut claims, json!({ "sub": person, "groups": [if person == "ada" { "readers" } else { "writers" }] }));
        }
        if let Some(edit) = self.edit.get() {
            edit(&mut header, &mut claims);
        }
        self.sign(&header, &claims)
    }

    fn sign(&self, header: &Value, claims: &Value) -> String {
        let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let message = format!("{}.{}", part(header), part(claims));
        let key = &self.keys[usize::from(self.forges.get())];
        let signature = key.sign(&SystemRandom::new(), message.as_bytes()).unwrap();
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn fresh(&self, kind: &str) -> String {
        self.serial.set(self.serial.get() + 1);
        format!("{kind}-{}-secret", self.serial.get())
    }
}

pub fn key() -> EcdsaKeyPair {
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).unwrap();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref()).unwrap()
}

pub fn good(json: &Value) -> Response {
    with_status(200, json)
}

pub fn refused(error: &str) -> Response {
    with_status(400, &json!({ "error": error }))
}

pub fn with_status(status: u16, json: &Value) -> Response {
    Response { status, content_type: "application/json".into(), body: json.to_string(), date: None, retry_after: None, dpop_nonce: None }
}

pub fn plain(status: u16) -> Response {
    Response { status, content_type: "text/html".into(), body: "<p>no</p>".into(), date: None, retry_after: None, dpop_nonce: None }
}

/// As the browser's host says it when nothing answers.
pub fn no_network() -> Result<Response> {
    Err(Error::new(Code::NetworkError).retriable(None))
}
