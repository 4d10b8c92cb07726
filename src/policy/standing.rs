//! Which grants and denies are held: found once for all that are alike, however many permissions are asked for under them.

use core::sync::atomic::{AtomicU8, Ordering};

use super::grant::{Grant, Owner};
use super::grants::Grants;
use super::index::{Index, Kind};
use super::permission::Probe;
use super::role_map::RoleMap;
use crate::names::State;

/// What is true of grants that are alike: that some are held, and where some come from.
pub(super) const HELD: u8 = 1;
const FROM_BOTH: u8 = 2;
const FROM_ROLES: u8 = 4;
const FROM_GROUPS: u8 = 8;

/// The names that bring what this owner gives and takes: one bit.
fn unseen(map: &RoleMap, owner: Owner) -> u8 {
    match owner {
        Owner::Role(place) if map.from_groups.get(place) == Some(&true) => FROM_BOTH,
        Owner::Role(_) => FROM_ROLES,
        _ => FROM_GROUPS,
    }
}

impl Grants {
    /// What is true of any of those that cover the permission and do not except it; of all, unless one is held.
    #[inline(never)]
    pub(super) fn found(&self, map: &RoleMap, kind: Kind, permission: &str, probe: &Probe<'_>) -> u8 {
        let mut found = 0;
        for (known, index) in self.known.iter().zip([&map.grants, &self.filled]) {
            index.any_alike(kind, permission, probe, &mut |first, alike| {
                if !first.excepts(probe) {
                    found |= self.standing(map, index, known, alike);
                }
                found & HELD != 0
            });
        }
        found
    }

    /// Whether some of these, which are alike, are held and whether they may be held unseen. Looks at them once: a rule may ask for
    /// many permissions under them.
    #[inline(never)]
    fn standing(&self, map: &RoleMap, index: &Index, known: &[AtomicU8], alike: &[usize]) -> u8 {
        let slot = alike.first().and_then(|at| known.get(*at));
        let mut found = slot.map_or(0, |slot| slot.load(Ordering::Relaxed));
        if found == 0 {
            for grant in alike.iter().filter_map(|at| index.list.get(*at)) {
                found |= unseen(map, grant.owner);
                if self.stands(grant) {
                    found |= HELD;
                }
            }
            if let Some(slot) = slot {
                slot.store(found, Ordering::Relaxed);
            }
        }
        found
    }

    /// Shows of what is held and gives something, but for missing exceptions, one of those that are alike, until `visit` says yes.
    pub(super) fn any_given(&self, map: &RoleMap, visit: &mut dyn FnMut(&Grant) -> bool) -> bool {
        self.known
            .iter()
            .zip([&map.grants, &self.filled])
            .any(|(known, index)| index.any_allow(&mut |first, alike| self.standing(map, index, known, alike) & HELD != 0 && visit(first)))
    }

    /// Whether it is held, and no scope is missing. With captures it is only what groups have filled in.
    pub(super) fn stands(&self, grant: &Grant) -> bool {
        self.holds(grant.owner) && grant.has_scopes(self.scopes()) && !grant.is_open()
    }

    /// The state in which the owner may be held unseen, absent if it cannot.
    pub(super) fn unseen(&self, map: &RoleMap, owner: Owner) -> State {
        self.worst(unseen(map, owner))
    }

    /// The worst state of what these would come from.
    #[inline(never)]
    pub(super) fn worst(&self, found: u8) -> State {
        let states = [self.states.of_roles(), self.states.roles, self.states.groups];
        let mut worst = State::Absent;
        for (state, bit) in states.into_iter().zip([FROM_BOTH, FROM_ROLES, FROM_GROUPS]) {
            if found & bit != 0 {
                worst = worst.min(state);
            }
        }
        worst
    }
}
