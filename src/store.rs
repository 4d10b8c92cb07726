//! What is written to the tab's store, under which keys: transactions, marks of taken ones, the marker, tries, a stored session.

use alloc::{string::String, vec::Vec};

use sha2::{Digest, Sha256};

use crate::base64url;
use crate::error::Result;
use crate::flow::Transaction;
use crate::flow::transaction::LIFETIME;
use crate::host::Host;
use crate::json;
use crate::secret::Nonce;
use crate::time::{UnixTime, seconds_of};

mod stored;

pub use stored::Stored;

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

/// The sign, without a secret, that this tab was signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marker {
    /// When a restoration was last begun that has not ended signed in.
    pub tried: Option<UnixTime>,
    /// The thumbprint of the key that the tokens were bound to.
    pub jkt: Option<String>,
}

impl Store {
    /// The store of one issuer and client.
    pub fn new(issuer: &str, client_id: &str) -> Self {
        let mut prefix = String::from("claimgate:");
        prefix.push_str(&digest(&[issuer, client_id]));
        prefix.push(':');
        Self { prefix }
    }

    /// What all tabs have in common is shared, locked and announced under this name; the names of keys for proofs begin with it.
    pub fn name(&self) -> &str {
        &self.prefix
    }

    /// What is bound to the key of this thumbprint finds it under this name.
    pub fn key_name(&self, jkt: &str) -> String {
        self.key("", jkt)
    }

    /// Tells one person from another without saying who: a digest over issuer and client too.
    pub fn tag(&self, subject: &str) -> String {
        digest(&[&self.prefix, subject])
    }

    /// What one sign-in brought is one page's under this name: by the key that it is bound to, or by its nonce.
    pub fn name_of(&self, nonce: &Nonce, jkt: Option<&str>) -> String {
        jkt.map_or_else(|| self.key("", &digest(&[nonce.secret()])), |jkt| self.key_name(jkt))
    }

    fn key(&self, kind: &str, name: &str) -> String {
        let mut key = self.prefix.clone();
        key.push_str(kind);
        key.push_str(name);
        key
    }

    /// Keeps a transaction under its state.
    pub fn open(&self, host: &impl Host, transaction: &Transaction) -> Result<()> {
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
        !host.keys(&self.key("tx:", "")).is_empty()
    }

    /// Sweeps away what ran out. The thumbprints of the keys that those sign-ins were to be bound to.
    pub fn sweep(&self, host: &impl Host) -> Vec<String> {
        let mut keys = Vec::new();
        let now = host.now();
        for key in host.keys(&self.key("used:", "")) {
            if self.read_time(host, &key).is_none_or(|at| now.since(at) >= LIFETIME) {
                host.remove(&key);
            }
        }
        for key in host.keys(&self.key("tx:", "")) {
            let text = host.load(&key).ok().flatten().unwrap_or_default();
            let transaction = Transaction::parse(&text);
            if transaction.as_ref().is_none_or(|transaction| transaction.is_expired(now)) {
                host.remove(&key);
                keys.extend(transaction.and_then(|transaction| transaction.jkt));
            }
        }
        keys
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
        let (mut tries, mut kept) = (0, String::new());
        for at in text.split(' ').filter_map(seconds_of) {
            if (0..TRIES_WINDOW).contains(&(now.seconds() - at)) {
                tries += 1;
                json::integer_into(&mut kept, at);
                kept.push(' ');
            }
        }
        if tries >= most {
            return false;
        }
        json::integer_into(&mut kept, now.seconds());
        let _ = host.save(&self.key(kind, ""), &kept);
        true
    }

    /// Forgets the tries: the last one ended signed in.
    pub fn forget_tries(&self, host: &impl Host) {
        host.remove(&self.key("tries", ""));
    }

    /// The marker, where this tab was signed in.
    pub fn marker(&self, host: &impl Host) -> Option<Marker> {
        let text = host.load(&self.key("marker", "")).ok()??;
        let (tried, jkt) = text.split_once(' ').unwrap_or((&text, ""));
        let tried = seconds_of(tried).and_then(UnixTime::from_seconds).filter(|at| at.seconds() > 0);
        Some(Marker { tried, jkt: Some(jkt.into()).filter(|_| !jkt.is_empty()) })
    }

    /// Writes the marker; whether it could. Without it a reload costs the session, no more.
    pub fn mark(&self, host: &impl Host, marker: &Marker) -> bool {
        let mut text = json::integer(marker.tried.map_or(0, UnixTime::seconds));
        if let Some(jkt) = &marker.jkt {
            text.push(' ');
            text.push_str(jkt);
        }
        host.save(&self.key("marker", ""), &text).is_ok()
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

    /// Whether a sign-in of this tab that is open is to be bound to the key of this thumbprint.
    pub fn awaits(&self, host: &impl Host, jkt: &str) -> bool {
        host.keys(&self.key("tx:", "")).iter().any(|key| {
            let text = host.load(key).ok().flatten().unwrap_or_default();
            Transaction::parse(&text).is_some_and(|transaction| transaction.jkt.as_deref() == Some(jkt))
        })
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
