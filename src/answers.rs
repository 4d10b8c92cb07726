//! What a gate answers: the policy's word for whoever is signed in, and never yes while that is not known.

use alloc::vec::Vec;

use crate::access::Access;
use crate::gate::{Gate, State, Status};
use crate::host::Host;
use crate::json::Json;
use crate::policy::decision::{Decision, Reason, RouteOutcome};
use crate::policy::route::RouteDecision;
use crate::policy::route_explain::RouteExplanation;
use crate::session::Session;
use crate::time::UnixTime;

impl<H: Host> Gate<H> {
    /// Until when answers hold: the end of the session that stands.
    pub fn holds_until(&self) -> Option<UnixTime> {
        self.standing(&self.state.borrow()).map(|session| session.expires)
    }

    /// Whether the person may. Never yes before the session is known or after it ran out.
    pub fn check(&self, permission: &str) -> Decision {
        let state = self.state.borrow();
        let stranger = self.policy.check(&self.nobody, permission);
        match (state.status, self.standing(&state)) {
            _ if stranger.reason != Reason::SignedOut => stranger,
            (Status::Pending, _) => Decision::because(Reason::Pending),
            (Status::Failed, _) => Decision::because(Reason::Unavailable),
            (_, Some(session)) => self.policy.check(&session.access, permission),
            (_, None) => stranger,
        }
    }

    /// Whether any permission under `pattern` is allowed.
    pub fn can_some(&self, pattern: &str) -> bool {
        let state = self.state.borrow();
        self.standing(&state).is_some_and(|session| self.policy.can_some(&session.access, pattern))
    }

    /// What a path may show.
    pub fn route(&self, path: &str) -> RouteDecision<'_> {
        let status = self.state.borrow().status;
        let plain = |outcome, reason| RouteDecision { outcome, reason, redirect_to: None, step_up: None, valid_until: None };
        if status == Status::Pending {
            return plain(RouteOutcome::Pending, Reason::Pending);
        }
        let decision = self.with_access(|access| self.policy.route(access, path, &self.public(), self.host.now()));
        match (status, decision.outcome) {
            // Signing in would not mend it, so nobody is sent there.
            (Status::Failed, RouteOutcome::SignIn) => plain(RouteOutcome::Indeterminate, Reason::Unavailable),
            _ => decision,
        }
    }

    /// A `RouteExplanation`.
    pub fn explain_route(&self, path: &str) -> Json {
        if self.is_known() {
            return self.with_access(|access| self.policy.explain_route(access, path, &self.public(), self.host.now()));
        }
        RouteExplanation { path: path.into(), decision: self.route(path), rules: Vec::new() }.to_json(self.policy.digest())
    }

    /// An `Explanation`.
    pub fn explain(&self, permission: &str) -> Json {
        if self.is_known() {
            return self.with_access(|access| self.policy.explain(access, permission));
        }
        self.policy.explain_without_names(permission, self.check(permission).reason)
    }

    fn is_known(&self) -> bool {
        matches!(self.state.borrow().status, Status::SignedIn | Status::SignedOut)
    }

    /// Where to go after a sign-in that knows no better.
    pub fn landing(&self) -> &str {
        self.with_access(|access| self.policy.landing(access, &self.public(), self.host.now()))
    }

    pub(crate) fn public(&self) -> [&str; 1] {
        [self.config.redirect_path()]
    }

    /// What the person may do, or what a stranger may.
    fn with_access<T>(&self, ask: impl FnOnce(&Access) -> T) -> T {
        let state = self.state.borrow();
        ask(self.standing(&state).map_or(&self.nobody, |session| &session.access))
    }

    fn standing<'a>(&self, state: &'a State) -> Option<&'a Session> {
        let now = self.host.now();
        state.session.as_ref().filter(|session| state.status == Status::SignedIn && session.stands(now))
    }
}
