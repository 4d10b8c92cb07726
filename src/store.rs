//! What is written to the tab's store, under which keys: transactions, marks of taken ones, the marker, tries, a stored session.

use alloc::{string::String, vec::Vec};

use sha2::{Digest, Sha256};

use crate::base64url;
use crate::error::Result;
use crate::flow::Transaction;
use crate::flow::transaction::LIFETIME;
use crate::host::Host;
use crate::json::{self, Json};
use crate::secret::{AccessToken, Nonce, RawIdToken, RefreshToken};
use crate::session::{ResourceToken, Tokens};
use crate::time::{UnixTime, seconds_of};
use crate::uri::words;

/// Signing in may be begun this often within [`TRIES_WINDOW`].
pub const MOST_TRIES: usize = 3;
/// A session in memory may be restored this often within [`TRIES_WINDOW`]: nobody reloads faster, but an app that loads a page
/// where it should navigate does.
pub const MOST_RESTORATIONS: usize = 10;
/// Seconds.
pub const TRIES_WINDOW: i64 = 60;
/// Seconds between two restorations of which the first did not end signed in.
pub const RESTORE_PAUSE: i64 = 60;

/// The keys of one issuer and client.
pub struct Store {
    prefix: String,
}

/// A session as it was stored, not verified.
pub struct Stored {
    /// The tokens.
    pub tokens: Tokens,
    /// Whether the refresh token was about to be sent: what became of it is not known, so it must not be sent again.
    pub sent: bool,
    /// As it stands in the store.
    pub text: String,
}

impl Stored {
    /// What is written.
    pub fn text(tokens: &Tokens, sent: bool) -> String {
        session_text(tokens, sent)
    }

    /// Reads what was written; `None` for what cannot be read.
    pub fn parse(text: String) -> Option<Self> {
        let (tokens, sent) = read_session(&text)?;
        Some(Self { tokens, sent, text })
    }
}

/// The sign, without a secret, that this tab was signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// When a restoration was last begun that has not ended signed in.
    pub tried: Option<UnixTime>,
}

impl Store {
    /// The store of one issuer and client.
    pub fn new(issuer: &str, client_id: &str) -> Self {
        let mut prefix = String::from("claimgate:");
        prefix.push_str(&digest(&[issuer, client_id]));
        prefix.push(':');
        Self { prefix }
    }

    /// What all tabs have in common is shared, locked and announced under this name, and so is the key for proofs.
    pub fn name(&self) -> &str {
        &self.prefix
    }

    /// Tells one person from another without saying who: a digest over issuer and client too.
    pub fn tag(&self, subject: &str) -> String {
        digest(&[&self.prefix, subject])
    }

    fn key(&self, kind: &str, name: &str) -> String {
        let mut key = self.prefix.clone();
        key.push_str(kind);
        key.push_str(name);
        key
    }

    /// Keeps a transaction under its state; those that ran out are swept away.
    pub fn open(&self, host: &impl Host, transaction: &Transaction) -> Result<()> {
        self.sweep(host);
        host.save(&self.key("tx:", transaction.state.secret()), &transaction.to_json())
    }

    /// Takes the transaction of `state` out, once, and leaves a mark.
    pub fn take(&self, host: &impl Host, state: &str) -> Option<Transaction> {
        let key = self.key("tx:", state);
        let text = host.load(&key).ok().flatten()?;
        host.remove(&key);
        let _ = host.save(&self.key("used:", &digest(&[state])), &json::integer(host.now().seconds()));
        Transaction::parse(&text)
    }

    /// Whether a transaction of `state` is open in this tab.
    pub fn holds(&self, host: &impl Host, state: &str) -> bool {
        matches!(host.load(&self.key("tx:", state)), Ok(Some(_)))
    }

    /// Whether `state` was taken within the last ten minutes.
    pub fn was_taken(&self, host: &impl Host, state: &str) -> bool {
        self.read_time(host, &self.key("used:", &digest(&[state]))).is_some_and(|at| host.now().since(at) < LIFETIME)
    }

    /// Whether a transaction of this tab is open.
    pub fn has_open(&self, host: &impl Host) -> bool {
        self.sweep(host);
        !host.keys(&self.key("tx:", "")).is_empty()
    }

    fn sweep(&self, host: &impl Host) {
        let now = host.now();
        for key in host.keys(&self.key("used:", "")) {
            if self.read_time(host, &key).is_none_or(|at| now.since(at) >= LIFETIME) {
                host.remove(&key);
            }
        }
        for key in host.keys(&self.key("tx:", "")) {
            let text = host.load(&key).ok().flatten().unwrap_or_default();
            if Transaction::parse(&text).is_none_or(|transaction| transaction.is_expired(now)) {
                host.remove(&key);
            }
        }
    }

    fn read_time(&self, host: &impl Host, key: &str) -> Option<UnixTime> {
        UnixTime::from_seconds(seconds_of(&host.load(key).ok()??)?)
    }

    /// Counts a try to sign in; false when the budget is used up. A budget that cannot be kept is none.
    pub fn spend_try(&self, host: &impl Host) -> bool {
        self.spend(host, "tries", MOST_TRIES)
    }

    /// Counts a restoration; false when a page only restores, again and again.
    pub fn spend_restoration(&self, host: &impl Host) -> bool {
        self.spend(host, "restorations", MOST_RESTORATIONS)
    }

    fn spend(&self, host: &impl Host, kind: &str, most: usize) -> bool {
        let now = host.now();
        let text = host.load(&self.key(kind, "")).ok().flatten().unwrap_or_default();
        let mut tries: Vec<i64> = text.split(' ').filter_map(seconds_of).collect();
        tries.retain(|at| (0..TRIES_WINDOW).contains(&(now.seconds() - at)));
        if tries.len() >= most {
            return false;
        }
        tries.push(now.seconds());
        let mut text = String::new();
        for at in tries {
            text.push_str(&json::integer(at));
            text.push(' ');
        }
        let _ = host.save(&self.key(kind, ""), text.trim_end());
        true
    }

    /// Forgets the tries: the last one ended signed in.
    pub fn forget_tries(&self, host: &impl Host) {
        host.remove(&self.key("tries", ""));
    }

    /// The marker, where this tab was signed in.
    pub fn marker(&self, host: &impl Host) -> Option<Marker> {
        let text = host.load(&self.key("marker", "")).ok()??;
        Some(Marker { tried: seconds_of(&text).and_then(UnixTime::from_seconds).filter(|at| at.seconds() > 0) })
    }

    /// Writes the marker; whether it could. Without it a reload costs the session, no more.
    pub fn mark(&self, host: &impl Host, marker: Marker) -> bool {
        host.save(&self.key("marker", ""), &json::integer(marker.tried.map_or(0, UnixTime::seconds))).is_ok()
    }

    /// Removes the marker, and the count of restorations with it: there is nothing to restore.
    pub fn unmark(&self, host: &impl Host) {
        host.remove(&self.key("restorations", ""));
        host.remove(&self.key("marker", ""));
    }

    /// Keeps a session for a reload; see [`Stored::text`].
    pub fn keep_session(&self, host: &impl Host, text: &str) -> Result<()> {
        host.save(&self.key("session", ""), text)
    }

    /// The session that was kept, not read yet.
    pub fn kept_session(&self, host: &impl Host) -> Option<String> {
        host.load(&self.key("session", "")).ok()?
    }

    /// Removes the stored session.
    pub fn drop_session(&self, host: &impl Host) {
        host.remove(&self.key("session", ""));
    }

    /// Removes every open transaction.
    pub fn drop_transactions(&self, host: &impl Host) {
        for key in host.keys(&self.key("tx:", "")) {
            host.remove(&key);
        }
    }
}

fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let mut text = base64url::encode(&hash.finalize());
    text.truncate(16);
    text
}

fn session_text(tokens: &Tokens, sent: bool) -> String {
    let mut text = String::from("{\"v\":1");
    let mut member = |name: &str, value: &str| {
        text.push_str(",\"");
        text.push_str(name);
        text.push_str("\":");
        json::quote_into(&mut text, value);
    };
    member("id", tokens.id.secret());
    member("nonce", tokens.nonce.secret());
    member("scope", &tokens.scopes.join(" "));
    if let Some(access) = &tokens.access {
        member("access", access.secret());
    }
    if let Some(refresh) = &tokens.refresh {
        member("refresh", refresh.secret());
    }
    member("expires", &tokens.access_expires.map_or_else(String::new, |at| json::integer(at.seconds())));
    if let Some(jkt) = &tokens.jkt {
        member("jkt", jkt);
    }
    member("accepted", &json::integer(tokens.accepted.seconds()));
    member("received", &json::integer(tokens.received.seconds()));
    if sent {
        member("sent", "");
    }
    text.push_str(",\"others\":[");
    for (at, other) in tokens.others.iter().enumerate() {
        let time = |at: Option<UnixTime>| at.map_or_else(String::new, |at| json::integer(at.seconds()));
        let parts = [&other.resource, other.access.secret(), &time(other.expires), &time(Some(other.received))];
        for (place, part) in parts.iter().enumerate() {
            if at + place > 0 {
                text.push(',');
            }
            json::quote_into(&mut text, part);
        }
    }
    text.push_str("]}");
    text
}

/// What cannot be read of them is asked for again.
fn others(stored: &Json) -> Vec<ResourceToken> {
    let parts = stored.field("others").and_then(Json::texts).unwrap_or_default();
    let time = |text: &str| seconds_of(text).and_then(UnixTime::from_seconds);
    let mut others = Vec::new();
    for part in parts.chunks_exact(4) {
        if let [resource, access, expires, received] = part
            && let Some(received) = time(received)
        {
            let access = AccessToken::new(access.clone());
            others.push(ResourceToken { resource: resource.clone(), access, expires: time(expires), received });
        }
    }
    others
}

fn read_session(text: &str) -> Option<(Tokens, bool)> {
    let stored = Json::parse(text).ok()?;
    let member = |name: &str| stored.field(name).and_then(Json::as_str);
    let time = |name: &str| seconds_of(member(name)?).and_then(UnixTime::from_seconds);
    stored.field("v").filter(|v| v.as_integer() == Some(1))?;
    let (id, nonce, scope, accepted) = (member("id")?, member("nonce")?, member("scope")?, time("accepted")?);
    let member = |name: &str| member(name).map(String::from);
    let tokens = Tokens {
        id: RawIdToken::new(id.into()),
        nonce: Nonce::new(nonce.into()),
        access: member("access").map(AccessToken::new),
        access_expires: time("expires"),
        refresh: member("refresh").map(RefreshToken::new),
        jkt: member("jkt"),
        scopes: words(scope),
        accepted,
        received: time("received").unwrap_or(accepted),
        others: others(&stored),
    };
    Some((tokens, member("sent").is_some()))
}
