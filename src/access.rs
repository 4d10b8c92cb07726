//! Conductor of the rooms `claims` and `policy`: a role map as a whole, and what one person may do under it.

use alloc::vec::Vec;
use core::cell::Cell;

use crate::claims::{ClaimSources, Side, TokenClaims};
use crate::config::DEFAULT_SCOPE;
use crate::error::{Code, Error, Result};
#[cfg(feature = "tools")]
use crate::finding::Finding;
use crate::finding::Findings;
use crate::json::Json;
use crate::names::{NameSet, Names, State};
use crate::policy::decision::{Decision, Outcome, Reason, RoleAnswer};
use crate::policy::route::{Person, RouteDecision};
use crate::policy::route_table::{References, RouteTable};
use crate::policy::{Draft, Explanation, Grants, RoleMap};
use crate::presets::Preset;
use crate::time::UnixTime;

/// The largest role map that is read, in bytes.
pub const MAX_MAP: usize = 1024 * 1024;

/// A role map that was accepted whole.
pub struct Policy {
    map: RoleMap,
    routes: RouteTable,
    sources: ClaimSources,
}

/// What one person may do under a [`Policy`]: to be asked together with it.
pub struct Access {
    names: Names,
    grants: Grants,
}

impl Access {
    /// Whether every answer is the same: what decides is what the names are, not which tokens they came in.
    pub fn has_same_names(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

impl Policy {
    /// Reads a role map. With `is_text` findings carry line and column; without, the text is only a serialised object.
    /// `map_invalid` with all findings, at most 50.
    pub fn load(text: &str, is_text: bool) -> Result<Self> {
        let mut findings = Findings::default();
        let refused = |list| Error::new(Code::MapInvalid).findings(list);
        let Some(root) = Self::root(text, is_text, &mut findings) else { return Err(refused(findings.into_list())) };
        let policy = Self::read(&root, &mut findings).filter(|_| findings.is_empty());
        policy.ok_or_else(|| refused(findings.in_order(&root, is_text.then_some(text))))
    }

    fn root(text: &str, is_text: bool, findings: &mut Findings) -> Option<Json> {
        if text.len() > MAX_MAP {
            findings.error("too_large", "", "1 MiB");
            return None;
        }
        match Json::parse_keeping_duplicates(text) {
            Ok(root) => return Some(root),
            Err(at) if is_text => findings.not_json(text, at),
            Err(_) => findings.error("not_json", "", ""),
        }
        None
    }

    fn read(root: &Json, findings: &mut Findings) -> Option<Self> {
        let sources = ClaimSources::parse(root.field("claims"), findings);
        let draft = Draft::read(root, findings)?;
        let known = Known { draft: &draft, asked: Cell::new(0) };
        let routes = RouteTable::parse(root.field("routes"), root.field("landing"), &known, findings);
        let asked = known.asked.get();
        Some(Self { map: draft.finish(asked, findings)?, routes, sources: sources? })
    }

    /// What the map says and hardly means, at most 50 warnings; of a map that is refused, why. `is_text` as for [`Policy::load`].
    #[cfg(feature = "tools")]
    pub fn lint(text: &str, is_text: bool) -> Vec<Finding> {
        let policy = match Self::load(text, is_text) {
            Ok(policy) => policy,
            Err(error) => return error.finding_list().to_vec(),
        };
        let mut findings = Findings::default();
        crate::policy::lint::lint(&policy.map, &policy.routes, policy.brought(), &mut findings);
        let root = Json::parse(text).unwrap_or(Json::Null);
        findings.in_order(&root, is_text.then_some(text))
    }

    #[cfg(feature = "tools")]
    fn brought(&self) -> crate::policy::lint::Sources {
        let (roles, permissions, scopes) = self.sources.brings();
        crate::policy::lint::Sources { roles, permissions, scopes, most_groups: self.preset().and_then(Preset::most_groups) }
    }

    /// SHA-256 of the canonical map in lower-case hex (RFC 8785).
    pub fn digest(&self) -> &str {
        self.map.digest()
    }

    /// What the person of these verified claims may do. `claim_missing` or `claim_invalid` where the map says `"error"` (R18).
    pub fn access(&self, side: Side, tokens: &TokenClaims<'_>) -> Result<Access> {
        Ok(self.access_of(self.sources.read(side, tokens)?))
    }

    /// What somebody who is not signed in may do.
    pub fn nobody(&self) -> Access {
        self.access_of(Names::default())
    }

    fn access_of(&self, mut names: Names) -> Access {
        let mut grants = Grants::new(&self.map, &names);
        // As of too many groups, none is kept.
        if grants.are_too_much() {
            names.groups = NameSet { names: Vec::new(), state: names.groups.state.min(State::Malformed) };
            grants = Grants::new(&self.map, &names);
        }
        Access { names, grants }
    }

    /// Whether userinfo must be asked: a name is missing that it may have.
    pub fn needs_userinfo(&self, tokens: &TokenClaims<'_>) -> bool {
        self.sources.needs_userinfo(tokens)
    }

    /// Whether names are read in the access token by a page.
    pub fn reads_access_token(&self) -> bool {
        self.sources.reads_access_token()
    }

    /// The preset that the map names.
    pub fn preset(&self) -> Option<&'static Preset> {
        self.sources.preset()
    }

    /// The scope that the preset needs, at least `openid profile`.
    pub fn scope(&self) -> &str {
        self.sources.scope().unwrap_or(DEFAULT_SCOPE)
    }

    /// Whether the person may.
    pub fn check(&self, access: &Access, permission: &str) -> Decision {
        access.grants.check(&self.map, permission)
    }

    /// Whether some permission under the pattern is allowed.
    pub fn can_some(&self, access: &Access, pattern: &str) -> bool {
        access.grants.can_some(&self.map, pattern)
    }

    /// What a path may show; the paths in `public` are public before any rule.
    pub fn route(&self, access: &Access, path: &str, public: &[&str], now: UnixTime) -> RouteDecision<'_> {
        self.routes.decide(path, &Asking { policy: self, access }, now, public)
    }

    /// A `RouteExplanation`.
    pub fn explain_route(&self, access: &Access, path: &str, public: &[&str], now: UnixTime) -> Json {
        self.routes.explain_route(path, &Asking { policy: self, access }, now, public).to_json(self.digest())
    }

    /// An `Explanation`.
    pub fn explain(&self, access: &Access, permission: &str) -> Json {
        access.grants.explain(&self.map, &access.names, permission).to_json()
    }

    /// An `Explanation` while no names are known.
    pub fn explain_without_names(&self, permission: &str, reason: Reason) -> Json {
        Explanation::without_names(permission, reason, Some(&self.map)).to_json()
    }

    /// Where to go after a sign-in that knows no better.
    pub fn landing(&self, access: &Access, public: &[&str], now: UnixTime) -> &str {
        self.routes.landing(&Asking { policy: self, access }, now, public)
    }

    /// Whether people only pass through `path`: the sign-in page, the forbidden page, and those in `public`.
    pub fn is_detour(&self, path: &str, public: &[&str]) -> bool {
        self.routes.is_detour(path, public)
    }

    /// `{ groups, roles, diagnostics }` of a person, or of nobody.
    pub fn summary(&self, access: Option<&Access>) -> Json {
        let groups = access.map(|access| &access.names.groups);
        let values: Vec<&str> = groups.map(|set| set.names.iter().map(|name| name.value.as_str()).collect()).unwrap_or_default();
        let state = groups.map(|set| set.state).unwrap_or_default();
        let diagnostics = access.map(|access| access.grants.diagnostics()).unwrap_or_default();
        let told = |code: &str, value: &str| Json::object([("code", code.into()), ("value", value.into())]);
        Json::object([
            ("groups", Json::object([("values", values.into()), ("state", state.as_str().into())])),
            ("roles", access.map(|access| access.grants.roles(&self.map)).unwrap_or_default().into()),
            ("diagnostics", Json::List(diagnostics.iter().map(|d| told(d.code, &d.value)).collect())),
        ])
    }
}

/// One person before the rules of the routes.
struct Asking<'a> {
    policy: &'a Policy,
    access: &'a Access,
}

impl Person for Asking<'_> {
    fn signed_in(&self) -> bool {
        self.access.names.signed_in
    }

    fn check(&self, permission: &str) -> (Outcome, Reason) {
        let decision = self.policy.check(self.access, permission);
        (decision.outcome, decision.reason)
    }

    fn role(&self, name: &str) -> RoleAnswer {
        self.access.grants.role(&self.policy.map, name)
    }

    fn has_scope(&self, scope: &str) -> bool {
        self.access.grants.has_scope(scope)
    }

    fn auth_time(&self) -> Option<i64> {
        self.access.names.auth_time
    }

    fn acr(&self) -> Option<&str> {
        self.access.names.acr.as_deref()
    }
}

/// What rules may refer to.
struct Known<'a> {
    draft: &'a Draft<'a>,
    /// How many permissions they refer to.
    asked: Cell<usize>,
}

impl References for Known<'_> {
    fn permission(&self, text: &str, bound: &[&str]) -> Result<(), &'static str> {
        self.asked.set(self.asked.get() + 1);
        self.draft.vocabulary().check_reference(text, bound)
    }

    fn role(&self, name: &str) -> bool {
        self.draft.knows_role(name)
    }
}
