//! The entries under `groups`: which groups they match and what they give.

use alloc::{string::String, vec::Vec};
use core::cmp::Ordering;

use super::grant::{Body, BodyReader};
use super::reader::{Pointer, fixed_object, list, text};
use super::roles::Roles;
use super::vocabulary::Vocabulary;
use crate::finding::Findings;
use crate::json::Json;
use crate::template::Template;

/// The most entries of one map.
pub const MAX_ENTRIES: usize = 20_000;
/// Matches every signed-in person.
pub const AUTHENTICATED: &str = "$authenticated";

const GROUPS: Pointer<'static> = Pointer::Key(&Pointer::Root, "groups");

/// Whom an entry is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// Every signed-in person.
    Authenticated,
    /// Groups of this shape.
    Group(Template),
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whom it is for.
    pub matches: Match,
    /// `match` as written.
    pub text: String,
    /// The roles it gives, by their place.
    pub roles: Vec<usize>,
    /// What it gives and takes itself.
    pub body: Body,
    /// Whether its groups are kept out of the diagnostics.
    pub ignore: bool,
}

/// All entries and the way to find those that match a group.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    list: Vec<Entry>,
    /// Places of the entries without captures, sorted by their text.
    literals: Vec<usize>,
    /// Places of the entries with captures, sorted by the text before the first capture.
    templates: Vec<usize>,
    /// The lengths that such texts have, sorted.
    head_lengths: Vec<usize>,
    /// Places of the entries for everybody.
    authenticated: Vec<usize>,
}

impl Entries {
    /// The entries in the order of the file.
    pub fn list(&self) -> &[Entry] {
        &self.list
    }

    /// The entry at this place.
    pub fn at(&self, place: usize) -> Option<&Entry> {
        self.list.get(place)
    }

    /// The places of the entries for every signed-in person.
    pub fn authenticated(&self) -> &[usize] {
        &self.authenticated
    }

    /// The places of the entries whose `match` is exactly this group.
    pub fn exact(&self, group: &str) -> &[usize] {
        self.range(&self.literals, |entry| entry.text.as_str().cmp(group))
    }

    /// The entries with captures whose text before the first capture begins the group's name.
    pub fn templates<'a>(&'a self, group: &'a str) -> impl Iterator<Item = (usize, &'a Template)> {
        let heads = self.head_lengths.iter().filter_map(|length| group.get(..*length));
        let places = heads.flat_map(|head| self.range(&self.templates, move |entry| entry.head().cmp(head)));
        places.filter_map(|place| match &self.at(*place)?.matches {
            Match::Group(template) => Some((*place, template)),
            Match::Authenticated => None,
        })
    }

    fn range<'a>(&'a self, places: &'a [usize], order: impl Fn(&Entry) -> Ordering) -> &'a [usize] {
        let bound = |last: Ordering| places.partition_point(|place| self.at(*place).is_some_and(|entry| order(entry) <= last));
        places.get(bound(Ordering::Less)..bound(Ordering::Equal)).unwrap_or_default()
    }

    /// Reads `groups`.
    pub fn parse(value: Option<&Json>, roles: &Roles, vocabulary: &Vocabulary, findings: &mut Findings) -> Entries {
        let items = value.and_then(|value| list(value, &GROUPS, findings)).unwrap_or_default();
        if items.len() > MAX_ENTRIES {
            findings.error("too_large", "/groups", "");
            return Entries::default();
        }
        let mut entries = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            entries.extend(entry(item, &GROUPS.item(at), roles, vocabulary, findings));
        }
        Entries::indexed(entries)
    }

    fn indexed(list: Vec<Entry>) -> Entries {
        let mut entries = Entries { list, ..Entries::default() };
        for (place, entry) in entries.list.iter().enumerate() {
            match &entry.matches {
                Match::Authenticated => entries.authenticated.push(place),
                Match::Group(template) if template.literal().is_some() => entries.literals.push(place),
                Match::Group(template) => {
                    entries.templates.push(place);
                    entries.head_lengths.push(template.head().len());
                }
            }
        }
        let list = &entries.list;
        let text = |place: &usize| list.get(*place).map(|entry| entry.text.as_str());
        entries.literals.sort_by(|a, b| text(a).cmp(&text(b)));
        let head = |place: &usize| list.get(*place).map(Entry::head);
        entries.templates.sort_by(|a, b| head(a).cmp(&head(b)));
        entries.head_lengths.sort_unstable();
        entries.head_lengths.dedup();
        entries
    }
}

impl Match {
    fn captures(&self) -> Vec<&str> {
        match self {
            Match::Group(template) => template.captures().map(|(name, _)| name).collect(),
            Match::Authenticated => Vec::new(),
        }
    }
}

impl Entry {
    fn head(&self) -> &str {
        match &self.matches {
            Match::Group(template) => template.head(),
            Match::Authenticated => "",
        }
    }
}

fn entry(value: &Json, pointer: &Pointer<'_>, roles: &Roles, vocabulary: &Vocabulary, findings: &mut Findings) -> Option<Entry> {
    fixed_object(value, pointer, &["match", "roles", "allow", "deny", "ignore"], findings)?;
    let ignore = ignores(value, pointer, findings);
    let gives = ["roles", "allow", "deny"].iter().any(|key| value.field(key).is_some());
    match (ignore, gives) {
        (true, true) => findings.error("contradiction", &pointer.written(), "ignore"),
        (false, false) => findings.error("missing_key", &pointer.written(), "roles"),
        _ => {}
    }
    let matches = whom(value, pointer, findings);
    let bound: Option<Vec<&str>> = matches.as_ref().map(Match::captures);
    let given = roles.references(value, "roles", pointer, findings);
    let body = BodyReader { vocabulary, bound: bound.as_deref(), findings }.read(value, pointer);
    let text = value.field("match").and_then(Json::as_str).unwrap_or_default();
    Some(Entry { text: text.into(), roles: given, body, ignore, matches: matches? })
}

fn ignores(value: &Json, pointer: &Pointer<'_>, findings: &mut Findings) -> bool {
    match value.field("ignore") {
        None => false,
        Some(Json::Bool(ignore)) => *ignore,
        Some(_) => {
            findings.error("wrong_type", &pointer.key("ignore").written(), "");
            true
        }
    }
}

fn whom(value: &Json, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<Match> {
    let Some(found) = value.field("match") else {
        findings.error("missing_key", &pointer.written(), "match");
        return None;
    };
    let here = pointer.key("match");
    let text = text(found, &here, findings)?;
    if text == AUTHENTICATED {
        return Some(Match::Authenticated);
    }
    match Template::parse(text) {
        Ok(template) => Some(Match::Group(template)),
        Err(fault) => {
            findings.error(fault.code(), &here.written(), text);
            None
        }
    }
}
