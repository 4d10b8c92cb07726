//! The entries under `groups`: which groups they match and what they give.

use alloc::vec::Vec;
use core::ops::Range;

use super::grant::{BodyReader, Grant, Owner};
use super::reader::{Pointer, fixed_object, list, text};
use super::roles::Roles;
use super::vocabulary::Vocabulary;
use crate::finding::Findings;
use crate::json::Json;
use crate::order;
use crate::template::Template;

/// The most entries of one map.
pub const MAX_ENTRIES: usize = 20_000;
/// Matches every signed-in person.
pub const AUTHENTICATED: &str = "$authenticated";

const GROUPS: Pointer<'static> = Pointer::top("groups");

/// One entry.
#[derive(Debug)]
pub struct Entry {
    /// The groups it is for; `None` for every signed-in person.
    pub template: Option<Template>,
    /// The roles it gives, by their place.
    pub roles: Vec<usize>,
    /// Which of the map's grants are its own.
    pub grants: Range<usize>,
    /// What it costs to fill its grants in for one group and to ask about them, in bytes; 0 where none has a capture.
    pub weight: usize,
    /// Whether its groups are kept out of the diagnostics and it gives nothing.
    #[cfg(feature = "tools")]
    pub ignore: bool,
}

/// Which entries match in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Every signed-in person.
    Authenticated,
    /// A group of exactly this name.
    Exact,
    /// A group whose name begins with this text, which stands before the first capture.
    Head,
}

/// All entries and the way to find those that match a group.
#[derive(Debug, Default)]
pub struct Entries {
    list: Vec<Entry>,
    /// Their places, sorted by [`Entry::key`]: class, head and tail.
    sorted: Vec<usize>,
    /// The lengths that texts before a first capture have, sorted.
    head_lengths: Vec<usize>,
    /// Those of the texts after a last capture.
    tail_lengths: Vec<usize>,
}

/// How many bytes of filled grants one comparison of [`Entries::weigh`] is worth.
const WEIGHT: usize = 8;

/// So many templates with one head are tried without a look at their tails.
const FEW: usize = 8;

impl Entries {
    /// The entries in the order of the file.
    pub fn list(&self) -> &[Entry] {
        &self.list
    }

    /// The places of the entries of this class and text, in the order of the file.
    #[inline(never)]
    pub fn of(&self, class: Class, text: &str) -> &[usize] {
        order::span(&self.sorted, &mut |at| {
            let template = self.list.get(at).and_then(|entry| entry.template.as_ref());
            let (own, head) = template.map_or((Class::Authenticated, ""), |template| (class_of(template), template.head()));
            own.cmp(&class).then_with(|| head.cmp(text))
        })
    }

    /// The places of the templates whose head begins the name and whose tail may end it: those of the shortest head first, then in
    /// the order of the file.
    pub fn fitting(&self, name: &str) -> Vec<usize> {
        let mut found = Vec::new();
        for length in &self.head_lengths {
            let Some(head) = name.get(..*length) else { continue };
            let start = found.len();
            let places = self.of(Class::Head, head);
            if places.len() <= FEW {
                found.extend_from_slice(places);
            } else {
                self.ending(name, places, &mut found);
            }
            order::sort(found.get_mut(start..).unwrap_or_default(), usize::cmp);
        }
        found
    }

    /// Those among the places of one head whose tail ends the name.
    fn ending(&self, name: &str, places: &[usize], found: &mut Vec<usize>) {
        for length in &self.tail_lengths {
            let Some(start) = name.len().checked_sub(*length) else { break };
            let tail = name.get(start..);
            if tail.is_some() {
                let own = |at: usize| self.list.get(at).map(|entry| entry.key().2);
                found.extend_from_slice(order::span(places, &mut |at| own(at).cmp(&tail)));
            }
        }
    }

    /// Reads `groups`; what they give and take is added to `grants`.
    pub fn parse(
        value: Option<&Json>,
        roles: &Roles,
        vocabulary: &Vocabulary,
        grants: &mut Vec<Grant>,
        findings: &mut Findings,
    ) -> Entries {
        let items = value.and_then(|value| list(value, &GROUPS, findings)).unwrap_or_default();
        let mut entries = Entries::default();
        if items.len() > MAX_ENTRIES {
            findings.error("too_large", "/groups", "");
            return entries;
        }
        for (at, item) in items.iter().enumerate() {
            entries.read(item, &GROUPS.item(at), roles, vocabulary, grants, findings);
        }
        let key = |at: usize| entries.list.get(at).map(Entry::key);
        entries.sorted = order::permutation(entries.list.len(), &mut |a, b| key(a).cmp(&key(b)));
        entries
    }

    /// Adds what the grants that are filled in for one group cost a question by pattern; `tries` says how much that takes of each.
    pub(super) fn weigh(&mut self, grants: &[Grant], tries: &dyn Fn(&Grant) -> usize) {
        for entry in &mut self.list {
            for grant in grants.get(entry.grants.clone()).unwrap_or_default() {
                if entry.weight > 0 && !grant.denies && grant.pattern.as_str().contains('*') {
                    entry.weight += WEIGHT * tries(grant);
                }
            }
        }
    }

    fn read(
        &mut self,
        value: &Json,
        pointer: &Pointer<'_>,
        roles: &Roles,
        vocabulary: &Vocabulary,
        grants: &mut Vec<Grant>,
        findings: &mut Findings,
    ) {
        if fixed_object(value, pointer, &["match", "roles", "allow", "deny", "ignore"], findings).is_none() {
            return;
        }
        report_purpose(value, pointer, findings);
        let matches = whom(value, pointer, findings);
        let mut names = Vec::new();
        if let Some(Some(template)) = &matches {
            for (name, _) in template.pieces() {
                names.push(name);
            }
        }
        let bound = matches.is_some().then_some(names.as_slice());
        let first = grants.len();
        let given = roles.references(value, "roles", pointer, findings);
        let owner = Owner::Entry(self.list.len());
        BodyReader { owner, vocabulary, bound }.read(value, pointer, findings, grants);
        let Some(template) = matches else { return };
        if let Some((Class::Head, head, tail)) = template.as_ref().map(key) {
            insert(&mut self.head_lengths, head.len());
            insert(&mut self.tail_lengths, tail.len());
        }
        let own = grants.get(first..).unwrap_or_default();
        let weight = if own.iter().any(Grant::is_open) { own.iter().map(Grant::weight).sum() } else { 0 };
        self.list.push(Entry {
            template,
            roles: given,
            grants: first..grants.len(),
            weight,
            #[cfg(feature = "tools")]
            ignore: value.field("ignore").and_then(Json::as_bool) == Some(true),
        });
    }
}

impl Entry {
    /// `match` as written.
    pub fn text(&self) -> &str {
        self.template.as_ref().map_or(AUTHENTICATED, Template::as_str)
    }

    fn key(&self) -> (Class, &str, &str) {
        self.template.as_ref().map_or((Class::Authenticated, "", ""), key)
    }
}

fn class_of(template: &Template) -> Class {
    if template.is_literal() { Class::Exact } else { Class::Head }
}

fn key(template: &Template) -> (Class, &str, &str) {
    (class_of(template), template.head(), template.tail())
}

fn insert(lengths: &mut Vec<usize>, length: usize) {
    if let Err(place) = order::search(lengths.len(), &mut |at| lengths.get(at).cmp(&Some(&length))) {
        lengths.insert(place, length);
    }
}

/// An entry gives something or is ignored, not both and not neither.
fn report_purpose(value: &Json, pointer: &Pointer<'_>, findings: &mut Findings) {
    let ignore = value.field("ignore");
    if ignore.is_some_and(|ignore| ignore.as_bool().is_none()) {
        pointer.key("ignore").error("wrong_type", "", findings);
    }
    let ignores = ignore.is_some_and(|ignore| ignore.as_bool() != Some(false));
    let gives = ["roles", "allow", "deny"].iter().any(|key| value.field(key).is_some());
    match (ignores, gives) {
        (true, true) => pointer.error("contradiction", "ignore", findings),
        (false, false) => pointer.error("missing_key", "roles", findings),
        _ => {}
    }
}

/// `None` when it cannot be read, `Some(None)` for every signed-in person.
fn whom(value: &Json, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<Option<Template>> {
    let Some(found) = value.field("match") else {
        pointer.error("missing_key", "match", findings);
        return None;
    };
    let here = pointer.key("match");
    let text = text(found, &here, findings)?;
    if text == AUTHENTICATED {
        return Some(None);
    }
    match Template::parse(text) {
        Ok(template) => Some(Some(template)),
        Err(fault) => {
            here.error(fault.code(), text, findings);
            None
        }
    }
}
