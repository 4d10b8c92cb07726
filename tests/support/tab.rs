//! A tab: clock, randomness from a seed, store, address bar, network.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::rc::Rc;
use std::task::Poll;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{EcdsaKeyPair, KeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use claimgate::error::{Code, Error, Result};
use claimgate::flow::dpop;
use claimgate::host::{Algorithm, Host, ProofKey, PublicKey, Request, Response, Signatures};
use claimgate::native::NativeSignatures;
use claimgate::time::UnixTime;
use claimgate::uri;

use super::origin::{Held, Inbox, Origin};
use super::provider::Provider;

/// What outlives a page: the tab, the provider, the time.
pub struct World {
    pub now: Rc<Cell<i64>>,
    pub provider: Rc<Provider>,
    pub origin: Rc<Origin>,
    pub inbox: Inbox,
    pub store: RefCell<BTreeMap<String, String>>,
    pub address: RefCell<String>,
    /// Where pages went, and whether they replaced their entry of the history.
    pub navigations: RefCell<Vec<(String, bool)>>,
    pub requests: RefCell<Vec<Request>>,
    /// How often a page was told of a change.
    pub changes: Cell<u32>,
    pub save_fails: Cell<bool>,
    pub load_fails: Cell<bool>,
    pub random_fails: Cell<bool>,
    /// How often each answer makes its reader wait: then the future must be polled by hand.
    pub waits: Cell<u32>,
    /// Keys for proofs, by name.
    pub proof_keys: Rc<RefCell<BTreeMap<String, EcdsaKeyPair>>>,
    pub key_fails: Cell<bool>,
    pub offline: Cell<bool>,
    /// What becomes of a frame that is opened.
    pub framed: Cell<Framed>,
    /// Every frame that was opened, with the address at which it ended.
    pub frames: RefCell<Vec<(String, String)>>,
    /// Whether this page is itself in a frame, and what it told the page around it.
    pub in_frame: Cell<bool>,
    pub reported: RefCell<Vec<String>>,
    /// At most so many polls are in vain at each await.
    pub latency: Cell<u64>,
    seed: Rc<Cell<u64>>,
}

/// What becomes of a hidden frame.
#[derive(Clone, Copy)]
pub enum Framed {
    /// The provider knows the person.
    SignedIn,
    /// The provider refuses with this error.
    Refused(&'static str),
    /// Nothing comes back: the provider may not be framed, or does not answer.
    Nothing,
    /// Something else on this origin comes back: the answer with this change.
    Changed(fn(String) -> String),
}

/// One page in the tab.
#[derive(Clone)]
pub struct Tab(pub Rc<World>);

impl World {
    pub fn new() -> Rc<World> {
        Self::with_seed(1)
    }

    pub fn with_seed(seed: u64) -> Rc<World> {
        let new = World {
            now: Rc::new(Cell::new(1_700_000_000)),
            provider: Rc::default(),
            origin: Rc::default(),
            inbox: Inbox::default(),
            store: RefCell::default(),
            address: RefCell::new("https://app.example/".into()),
            navigations: RefCell::default(),
            requests: RefCell::default(),
            changes: Cell::new(0),
            save_fails: Cell::new(false),
            load_fails: Cell::new(false),
            random_fails: Cell::new(false),
            waits: Cell::new(0),
            latency: Cell::new(0),
            proof_keys: Rc::default(),
            key_fails: Cell::new(false),
            offline: Cell::new(false),
            framed: Cell::new(Framed::Nothing),
            frames: RefCell::default(),
            in_frame: Cell::new(false),
            reported: RefCell::default(),
            seed: Rc::new(Cell::new(seed)),
        };
        let new = Rc::new(new);
        new.origin.join(&new);
        new
    }

    /// Another tab of the same origin, at the same provider.
    pub fn beside(&self) -> Rc<World> {
        let mut new = Rc::into_inner(Self::with_seed(0)).unwrap();
        new.now = self.now.clone();
        new.provider = self.provider.clone();
        new.origin = self.origin.clone();
        new.proof_keys = self.proof_keys.clone();
        new.seed = self.seed.clone();
        let new = Rc::new(new);
        new.origin.join(&new);
        new
    }

    /// The person duplicates the tab, and with it what it keeps.
    pub fn duplicate(&self) -> Rc<World> {
        let copy = self.beside();
        copy.store.borrow_mut().clone_from(&self.store.borrow());
        copy.visit(&self.address.borrow());
        copy
    }

    /// Waits as long as chance will have it.
    pub async fn pause(&self) {
        let mut waits = match self.latency.get() {
            0 => 0,
            most => self.draw() % (most + 1),
        };
        poll_fn(|_| match waits {
            0 => Poll::Ready(()),
            _ => {
                waits -= 1;
                Poll::Pending
            }
        })
        .await;
    }

    pub fn pass(&self, seconds: i64) {
        self.now.set(self.now.get() + seconds);
    }

    pub fn visit(&self, address: &str) {
        *self.address.borrow_mut() = address.into();
    }

    /// splitmix64: enough for a test, and the same in every run.
    pub fn draw(&self) -> u64 {
        self.seed.set(self.seed.get().wrapping_add(0x9E37_79B9_7F4A_7C15));
        let z = self.seed.get();
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn last_navigation(&self) -> String {
        self.navigations.borrow().last().expect("the page went somewhere").0.clone()
    }

    /// The person signs in where the page was sent last; the provider sends the browser back. Returns that address.
    pub fn authorize(&self) -> String {
        let address = self.provider.authorize(&self.last_navigation(), self.now.get());
        self.visit(&address);
        address
    }

    /// The provider refuses what the page was sent for last.
    pub fn refuse(&self, error: &str) {
        self.visit(&refusal(&self.last_navigation(), error));
    }

    /// Lets the reader of an answer wait as often as `waits` says.
    fn wait(&self) -> impl Future<Output = ()> {
        let mut waits = self.waits.get();
        poll_fn(move |_| match waits {
            0 => Poll::Ready(()),
            _ => {
                waits -= 1;
                Poll::Pending
            }
        })
    }

    /// Requests to a path of the provider.
    pub fn requests_to(&self, path: &str) -> Vec<Request> {
        self.requests.borrow().iter().filter(|request| request.url.ends_with(path)).cloned().collect()
    }

    /// Keys and values of one kind: `tx:`, `used:`, `session`, `marker`, `tries`.
    pub fn stored(&self, kind: &str) -> Vec<(String, String)> {
        let is = |key: &str| key.splitn(3, ':').nth(2).is_some_and(|rest| rest.starts_with(kind));
        self.store.borrow().iter().filter(|(key, _)| is(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
    }

    /// Everything that a script on the page could read, in one text.
    pub fn everything_stored(&self) -> String {
        self.store.borrow().iter().map(|(key, value)| format!("{key}={value}\n")).collect()
    }
}

/// The address that the browser is sent back to where the provider refuses what `url` asks for.
fn refusal(url: &str, error: &str) -> String {
    let asked = parameters(url);
    let answer = uri::form(&[("state", &asked["state"]), ("iss", super::ISSUER), ("error", error)]);
    format!("{}?{answer}", asked["redirect_uri"])
}

/// The parameters of a query, decoded; one that stands twice makes the test stop.
pub fn parameters(url: &str) -> BTreeMap<String, String> {
    let query = url.split_once('?').map_or(url, |(_, query)| query);
    let mut found = BTreeMap::new();
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        let value = uri::decode(&value.replace('+', " ")).expect("a well-formed parameter");
        // RFC 8707 section 2: that one may.
        let twice = found.insert(name.to_owned(), value).is_some();
        assert!(!twice || name == "resource", "{name} stands twice");
    }
    found
}

fn public_half(pair: &EcdsaKeyPair) -> ProofKey {
    let point = pair.public_key().as_ref();
    ProofKey { x: URL_SAFE_NO_PAD.encode(&point[1..33]), y: URL_SAFE_NO_PAD.encode(&point[33..]) }
}

impl Signatures for Tab {
    fn verify(&self, key: &PublicKey, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> impl Future<Output = Result<bool>> {
        NativeSignatures.verify(key, algorithm, message, signature)
    }
}

impl Host for Tab {
    fn now(&self) -> UnixTime {
        UnixTime::from_seconds(self.0.now.get()).unwrap()
    }

    fn random(&self, bytes: &mut [u8]) -> Result<()> {
        if self.0.random_fails.get() {
            return Err(Code::CryptoUnavailable.into());
        }
        bytes.iter_mut().for_each(|byte| *byte = self.0.draw().to_le_bytes()[0]);
        Ok(())
    }

    async fn fetch(&self, request: &Request) -> Result<Response> {
        self.0.pause().await;
        self.0.requests.borrow_mut().push(request.clone());
        if self.0.offline.get() {
            assert!(
                !request.body.as_ref().is_some_and(|form| form.contains("refresh_token=")),
                "a token while the network is known to be away"
            );
            return Err(Error::new(Code::NetworkError).retriable(None));
        }
        let answer = self.0.provider.answer(request, self.0.now.get());
        self.0.wait().await;
        self.0.pause().await;
        answer
    }

    fn is_offline(&self) -> bool {
        self.0.offline.get()
    }

    async fn frame(&self, url: &str, milliseconds: i64) -> Result<String> {
        let pushed = self.0.requests_to("/par").pop().and_then(|push| push.body);
        let asked = parameters(pushed.as_deref().filter(|_| url.contains("request_uri=")).unwrap_or(url));
        assert_eq!(asked["prompt"], "none", "nobody could do anything in a hidden frame");
        self.0.wait().await;
        let answer = match self.0.framed.get() {
            Framed::SignedIn => self.0.provider.authorize(url, self.0.now.get()),
            Framed::Refused(error) => refusal(url, error),
            Framed::Changed(change) => change(self.0.provider.authorize(url, self.0.now.get())),
            Framed::Nothing => {
                self.0.pass(milliseconds / 1000);
                return Err(Error::new(Code::Timeout).retriable(None));
            }
        };
        self.0.frames.borrow_mut().push((url.into(), answer.clone()));
        Ok(answer)
    }

    fn report(&self, address: &str) -> bool {
        if self.0.in_frame.get() {
            self.0.reported.borrow_mut().push(address.into());
        }
        self.0.in_frame.get()
    }

    fn load(&self, key: &str) -> Result<Option<String>> {
        if self.0.load_fails.get() { Err(Code::StorageUnavailable.into()) } else { Ok(self.0.store.borrow().get(key).cloned()) }
    }

    fn save(&self, key: &str, value: &str) -> Result<()> {
        if self.0.save_fails.get() {
            return Err(Code::StorageUnavailable.into());
        }
        self.0.store.borrow_mut().insert(key.into(), value.into());
        Ok(())
    }

    fn remove(&self, key: &str) {
        self.0.store.borrow_mut().remove(key);
    }

    fn keys(&self, prefix: &str) -> Vec<String> {
        self.0.store.borrow().keys().filter(|key| key.starts_with(prefix)).cloned().collect()
    }

    type Lock = Held;

    async fn lock(&self, _: &str) -> Held {
        self.0.origin.lock(&self.0).await
    }

    async fn own(&self, name: &str) -> bool {
        self.0.origin.own(&self.0, name).await
    }

    async fn read_shared(&self, name: &str) -> Result<Option<String>> {
        self.0.origin.read(&self.0, name).await
    }

    async fn write_shared(&self, name: &str, text: Option<&str>, over: Option<&str>) -> Result<bool> {
        self.0.origin.write(&self.0, name, text, over).await
    }

    fn announce(&self, _: &str, message: &str) {
        self.0.origin.announce(&self.0, message);
    }

    async fn make_proof_key(&self, prefix: &str) -> Result<Option<ProofKey>> {
        if self.0.key_fails.get() {
            return Err(Code::StorageUnavailable.into());
        }
        let pair = super::provider::key();
        let key = public_half(&pair);
        self.0.proof_keys.borrow_mut().insert([prefix, &dpop::thumbprint(&key)].concat(), pair);
        Ok(Some(key))
    }

    async fn proof_key(&self, name: &str) -> Result<Option<ProofKey>> {
        if self.0.key_fails.get() {
            return Err(Code::StorageUnavailable.into());
        }
        Ok(self.0.proof_keys.borrow().get(name).map(public_half))
    }

    async fn prove(&self, name: &str, message: &str) -> Result<Vec<u8>> {
        let keys = self.0.proof_keys.borrow();
        Ok(keys.get(name).ok_or(Code::StorageUnavailable)?.sign(&SystemRandom::new(), message.as_bytes()).unwrap().as_ref().into())
    }

    async fn drop_proof_keys(&self, prefix: &str) {
        self.0.proof_keys.borrow_mut().retain(|name, _| !name.starts_with(prefix));
    }

    fn changed(&self) {
        self.0.changes.set(self.0.changes.get() + 1);
    }

    fn location(&self) -> Option<String> {
        Some(self.0.address.borrow().clone())
    }

    fn navigate(&self, url: &str, replace: bool) {
        self.0.navigations.borrow_mut().push((url.into(), replace));
    }

    fn replace_address(&self, url: &str) {
        self.0.visit(url);
    }
}
