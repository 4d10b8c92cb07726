//! Conductor: requests to protected resources. Where the access token may go, and what is to be done when it was not enough.

use crate::error::{Code, Error, Result};
use alloc::vec::Vec;

use crate::flow::challenge::{self, Challenge};
use crate::flow::userinfo;
use crate::gate::{Gate, Status};
use crate::host::Host;
use crate::json::Json;
use crate::secret::AccessToken;
use crate::uri::{self, HttpUrl};

/// What is to be done about a request that a resource refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Ask once more, with the nonce that was given (RFC 9449 section 9).
    Again,
    /// Renew the access token and ask once more (RFC 6750 section 3.1).
    Renew,
    /// Sign in anew, with so much authentication (RFC 9470).
    StepUp(Challenge),
    /// The refusal is for the app.
    Nothing,
}

impl<H: Host> Gate<H> {
    /// Whether the access token may be sent to `url`.
    pub fn may_send_to(&self, url: &str) -> Result<()> {
        let origin = HttpUrl::parse(url);
        let allowed = origin.as_ref().is_some_and(|url| self.config.api_origins.iter().any(|known| known == url.origin()));
        if allowed { Ok(()) } else { Err(Error::new(Code::OriginNotAllowed).part(uri::origin_of(url))) }
    }

    /// What presents the access token to `url` (without query and fragment): an object of headers. `None` when the token must be renewed
    /// first.
    pub async fn headers(&self, url: &str, method: &str, min_ttl: i64) -> Result<Option<Json>> {
        let Some(token) = self.access_token(min_ttl, None)? else { return Ok(None) };
        let jkt = self.state().session.as_ref().and_then(|session| session.tokens.jkt.clone());
        let mut headers = Vec::from([("authorization".into(), userinfo::authorization(&token, jkt.is_some()).into())]);
        if let Some(jkt) = jkt {
            headers.push(("dpop".into(), self.proof(&jkt, method, url, Some(&token)).await?.into()));
        }
        Ok(Some(Json::Object(headers)))
    }

    /// The access token if it is good for `min_ttl` seconds more, `None` if it must be renewed first.
    pub fn access_token(&self, min_ttl: i64, resource: Option<&str>) -> Result<Option<AccessToken>> {
        let state = self.state();
        let session = state.session.as_ref().ok_or_else(|| self.no_session())?;
        let tokens = &session.tokens;
        let other = self.other_resource(resource)?;
        let (access, expires, received) = match other {
            None => (tokens.access.as_ref(), tokens.access_expires, tokens.received),
            Some(other) => match tokens.others.iter().find(|token| token.resource == other) {
                Some(token) => (Some(&token.access), token.expires, token.received),
                None if tokens.refresh.is_some() => return Ok(None),
                None => (None, None, tokens.received),
            },
        };
        let access = access.ok_or(Code::InteractionRequired)?;
        let now = self.host.now();
        let left = expires.map_or(i64::MAX, |at| at.since(now));
        let lifetime = expires.map_or(i64::MAX, |at| at.since(received));
        if state.status == Status::SignedIn && session.stands(now) && left > min_ttl.min(lifetime / 3) {
            return Ok(Some(access.clone()));
        }
        match tokens.refresh {
            Some(_) => Ok(None),
            None if !session.stands(now) => Err(Code::SessionExpired.into()),
            None if self.has_frame() && other.is_none() => Ok(None),
            None if left > 0 => Ok(Some(access.clone())),
            None => Err(Code::InteractionRequired.into()),
        }
    }

    /// A resource that has its own token; `None` for the first, which is everybody's. `scope_refused` for one that is not configured.
    pub fn other_resource<'a>(&self, resource: Option<&'a str>) -> Result<Option<&'a str>> {
        match resource.map(|resource| (resource, self.config.resource.iter().position(|known| known == resource))) {
            None | Some((_, Some(0))) => Ok(None),
            Some((resource, Some(_))) => Ok(Some(resource)),
            Some((_, None)) => Err(Error::new(Code::ScopeRefused).part("`resource`")),
        }
    }

    /// What is to be done about an answer from `origin`: `header` is the `WWW-Authenticate` of a 401, `nonce` the `DPoP-Nonce`; both may
    /// be empty.
    pub fn answered(&self, origin: &str, header: &str, nonce: &str) -> Next {
        let challenges = challenge::read(header).unwrap_or_default();
        if self.learn_nonce(origin, nonce) && challenges.iter().any(|challenge| challenge.error == "use_dpop_nonce") {
            return Next::Again;
        }
        match challenges.into_iter().find(Challenge::is_step_up) {
            // Whoever is refused all the same must not be sent to sign in again and again.
            Some(challenge) if self.meets(&challenge).unwrap_or(true) => Next::Nothing,
            Some(challenge) => Next::StepUp(challenge),
            None => Next::Renew,
        }
    }

    /// Whether the person authenticated so already; `None` when there is nobody.
    fn meets(&self, challenge: &Challenge) -> Option<bool> {
        let state = self.state();
        let claims = crate::token::decode(state.session.as_ref()?.tokens.id.secret()).ok()?.claims;
        // The answer to a request for so much was accepted within the leeway; any other must meet it to the second.
        let leeway = if state.asked.as_ref() == Some(challenge) { self.config.leeway.seconds() } else { 0 };
        let acr = claims.field("acr").and_then(|acr| acr.as_str());
        let acr_met = challenge.acr_values.is_empty() || challenge.acr_values.iter().any(|value| Some(value.as_str()) == acr);
        let age = claims.field("auth_time").and_then(|at| at.as_integer()).map(|at| self.host.now().seconds().saturating_sub(at));
        let age_met = challenge.max_age.is_none_or(|most| age.is_some_and(|age| age <= most.saturating_add(leeway)));
        Some(acr_met && age_met)
    }
}
