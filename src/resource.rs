//! Conductor: requests to protected resources. Where the access token may go, and what is to be done when it was not enough.

use crate::error::{Code, Error, Result};
use crate::flow::challenge::{self, Challenge};
use crate::gate::Gate;
use crate::host::Host;
use crate::uri::{self, HttpUrl};

/// What is to be done about a request that a resource refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
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

    /// What is to be done about a 401 with this `WWW-Authenticate`.
    pub fn challenged(&self, header: &str) -> Next {
        let step_up = challenge::read(header).and_then(|all| all.into_iter().find(Challenge::is_step_up));
        match step_up {
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
