//! A session as text for a store, and what is made of such a text again.

use alloc::{string::String, vec::Vec};

use crate::json::{self, Json};
use crate::secret::{AccessToken, Nonce, RawIdToken, RefreshToken, can_be_sent};
use crate::session::{ResourceToken, Tokens};
use crate::time::{UnixTime, seconds_of};
use crate::uri::{joined, words};

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
    member("scope", &joined(&tokens.scopes, " "));
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
            && can_be_sent(access)
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
    // Whoever can write there must not say more by a token than a provider may.
    let token = |name: &str| match stored.field(name) {
        None => Some(None),
        Some(value) => value.as_str().filter(|token| can_be_sent(token)).map(|token| Some(String::from(token))),
    };
    let (access, refresh, jkt) = (token("access")?, token("refresh")?, token("jkt")?);
    let tokens = Tokens {
        id: RawIdToken::new(id.into()),
        nonce: Nonce::new(nonce.into()),
        access: access.map(AccessToken::new),
        access_expires: time("expires"),
        refresh: refresh.map(RefreshToken::new),
        jkt,
        scopes: words(scope),
        accepted,
        received: time("received").unwrap_or(accepted),
        others: others(&stored),
    };
    Some((tokens, member("sent").is_some()))
}
