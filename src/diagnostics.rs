//! A report that can be pasted into an issue: what this gate is set to, what it saw last, and nothing of anybody.

use alloc::vec::Vec;

use crate::config::{RESTORES, STORAGES};
use crate::error::{Error, Result};
use crate::gate::{Event, Gate};
use crate::host::{Host, Response};
use crate::json::Json;
use crate::session::Session;
use crate::time::UnixTime;
use crate::token::{VerifiedIdToken, clock_skew};
use crate::uri::HttpUrl;

/// Seconds by which what is known of the provider's clock must change to be told again: `Date` has whole ones, and answers take time.
const NOTEWORTHY: i64 = 2;

/// What is remembered for the report. INVARIANT: no token, no claim's value, no name.
#[derive(Default)]
pub(crate) struct Trace {
    /// Seconds by which the provider's clock was ahead (negative: behind) when it was last seen.
    clock: Option<i64>,
    /// The offset that was told last.
    told: i64,
    /// The last verification of an ID token: when, the steps that it passed, and what it failed with.
    verified: Option<(UnixTime, Vec<&'static str>, Option<Error>)>,
}

impl<H: Host> Gate<H> {
    /// Looks at the clock of whoever answered what was asked then. Not around the request: each future has its price in bytes.
    pub(crate) fn heard(&self, asked: UnixTime, answer: Result<Response>) -> Result<Response> {
        if let Ok(Response { date: Some(date), .. }) = &answer {
            self.see_clock(date.outside(asked, self.host.now()));
        }
        answer
    }

    /// Notes by how many seconds the provider's clock is ahead; tells it where that is news.
    pub(crate) fn see_clock(&self, offset: i64) {
        let mut trace = self.trace.borrow_mut();
        trace.clock = Some(offset);
        if (offset - trace.told).abs() >= NOTEWORTHY {
            trace.told = offset;
            if offset != 0 {
                self.tell(Event::Warning(clock_skew(offset)));
            }
        }
    }

    /// Notes how a verification went.
    pub(crate) fn see_verification(&self, outcome: &Result<VerifiedIdToken>) {
        let steps = outcome.as_ref().map(|id| id.checks().iter().map(|check| check.step).collect()).unwrap_or_default();
        self.trace.borrow_mut().verified = Some((self.host.now(), steps, outcome.as_ref().err().cloned()));
    }

    /// What a page does not know by itself: see `Diagnostics` in `www/lib/diagnostics.ts`. The time is in seconds.
    pub fn diagnostics(&self) -> Json {
        let (trace, state) = (self.trace.borrow(), self.state());
        Json::object([
            ("provider", self.known_provider()),
            ("settings", self.settings()),
            ("clockOffset", trace.clock.into()),
            ("session", state.session.as_ref().map(times).into()),
            ("renewalPausedUntil", state.pause.as_ref().map(|pause| pause.until.seconds()).into()),
            ("verification", trace.verified.as_ref().map(verification).into()),
        ])
    }

    fn known_provider(&self) -> Json {
        let known = self.known();
        let origin = |url: Option<&HttpUrl>| -> Json { url.map(HttpUrl::origin).into() };
        let endpoints = known.as_ref().map(|provider| {
            Json::object([
                ("authorization", origin(Some(&provider.authorization_endpoint))),
                ("token", origin(Some(&provider.token_endpoint))),
                ("jwks", origin(Some(&provider.jwks_uri))),
                ("userinfo", origin(provider.userinfo_endpoint.as_ref())),
                ("endSession", origin(provider.end_session_endpoint.as_ref())),
                ("revocation", origin(provider.revocation_endpoint.as_ref())),
            ])
        });
        Json::object([("issuer", self.config.issuer.as_str().into()), ("endpoints", endpoints.into())])
    }

    fn settings(&self) -> Json {
        let word = |words: &[&'static str], at: usize| -> Json { words.get(at).copied().into() };
        Json::object([
            ("storage", word(STORAGES, self.config.storage as usize)),
            ("restore", word(RESTORES, self.config.restore as usize)),
            ("maxSession", self.config.max_session.into()),
            ("leeway", self.config.leeway.seconds().into()),
        ])
    }
}

fn times(session: &Session) -> Json {
    let tokens = &session.tokens;
    let claims = session.claims.as_object().unwrap_or_default();
    let of_userinfo = claims.iter().skip(session.of_id_token).map(|(name, _)| name.as_str().into());
    Json::object([
        ("acceptedAt", tokens.accepted.seconds().into()),
        ("receivedAt", tokens.received.seconds().into()),
        ("expiresAt", session.expires.seconds().into()),
        ("accessExpiresAt", tokens.access_expires.map(UnixTime::seconds).into()),
        ("hasRefreshToken", tokens.refresh.is_some().into()),
        ("userinfoClaims", Json::List(of_userinfo.collect())),
    ])
}

/// Without the message: one may quote a setting or an address.
fn verification((at, steps, error): &(UnixTime, Vec<&'static str>, Option<Error>)) -> Json {
    let check = |step: &&'static str| Json::object([("step", (*step).into()), ("ok", true.into())]);
    Json::object([
        ("at", at.seconds().into()),
        ("checks", Json::List(steps.iter().map(check).collect())),
        ("code", error.as_ref().map(|error| error.code().as_str()).into()),
        ("claim", error.as_ref().and_then(Error::claim_name).into()),
    ])
}
