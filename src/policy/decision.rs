//! The answers: outcomes and the closed list of reasons, in their order of precedence.

/// The outcome of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The only one that shows anything.
    Allowed,
    /// No.
    Denied,
    /// No, because names may be missing.
    Indeterminate,
    /// Not known yet.
    Pending,
}

/// The outcome of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteOutcome {
    /// Show it.
    Allow,
    /// Nobody is signed in.
    SignIn,
    /// Authenticate again.
    StepUp,
    /// Signed in, and no.
    Forbidden,
    /// No, because names may be missing.
    Indeterminate,
    /// Not known yet.
    Pending,
}

/// Whether a person has a role, closure of `inherits` included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleAnswer {
    /// Yes.
    Held,
    /// No.
    Missing,
    /// The deny `**` fails every role (ruling R30).
    ExplicitDeny,
    /// No, because names may be missing: `overage`, `unavailable` or `malformed`.
    Indeterminate(Reason),
}

/// The answer to a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What.
    pub outcome: Outcome,
    /// Why.
    pub reason: Reason,
}

impl Decision {
    /// The answer with this reason; the reason settles the outcome (`denied` for the reasons of routes).
    pub fn because(reason: Reason) -> Decision {
        let outcome = match reason {
            Reason::Granted => Outcome::Allowed,
            Reason::Pending => Outcome::Pending,
            Reason::Overage | Reason::Unavailable | Reason::Malformed => Outcome::Indeterminate,
            _ => Outcome::Denied,
        };
        Decision { outcome, reason }
    }
}

macro_rules! texts {
    ($type:ident { $($name:ident $text:literal),* $(,)? }) => {
        impl $type {
            /// The stable name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }
        }
    };
}

texts!(Outcome { Allowed "allowed", Denied "denied", Indeterminate "indeterminate", Pending "pending" });
texts!(RouteOutcome { Allow "allow", SignIn "sign_in", StepUp "step_up", Forbidden "forbidden", Indeterminate "indeterminate", Pending "pending" });

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident $text:literal),* $(,)?) => {
        /// Why. Stable names; the number of each is its place in the list (the wasm edge sends it).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Reason { $($(#[$doc])* $name),* }

        impl Reason {
            /// The stable name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            /// Every reason, in the order of their numbers.
            pub const ALL: &'static [Reason] = &[$(Self::$name),*];
        }
    };
}

reasons! {
    /// The map was refused.
    MapInvalid "map_invalid",
    /// A check holds a wildcard.
    PatternInCheck "pattern_in_check",
    /// The name is outside the vocabulary or not a permission.
    UnknownPermission "unknown_permission",
    /// The session is not known yet.
    Pending "pending",
    /// Nobody is signed in.
    SignedOut "signed_out",
    /// A deny matches.
    ExplicitDeny "explicit_deny",
    /// Groups or roles were left out by the provider.
    Overage "overage",
    /// A source could not be asked.
    Unavailable "unavailable",
    /// A claim has a shape that was not agreed.
    Malformed "malformed",
    /// A grant matches.
    Granted "granted",
    /// No grant matches.
    NoGrant "no_grant",
    /// The path is one that routers read differently.
    BadPath "bad_path",
    /// A public page.
    Public "public",
    /// Signed in is enough.
    SignedIn "signed_in",
    /// No rule matches and the default denies.
    DefaultDeny "default_deny",
    /// A parameter of the path is missing or not a name.
    BadParam "bad_param",
    /// A role is missing.
    RoleMissing "role_missing",
    /// A scope is missing.
    ScopeMissing "scope_missing",
    /// No authentication can satisfy all rules at once.
    StepUpImpossible "step_up_impossible",
    /// The person did not authenticate as the rule asks.
    AcrUnmet "acr_unmet",
    /// The person authenticated too long ago.
    AuthTooOld "auth_too_old",
}
