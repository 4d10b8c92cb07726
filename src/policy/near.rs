//! What lies near a permission that was denied: one segment or letter case away.

use alloc::{string::String, vec::Vec};

use super::decision::Reason;
use super::grants::Grants;
use super::permission::{Pattern, Probe, probe};
use super::role_map::RoleMap;
use crate::order;

/// At most so many are told.
const MAX_NEAR: usize = 10;
/// Longer names are not compared letter by letter.
const MAX_LETTERS: usize = 200;

/// Names of the vocabulary for an unknown permission, else grants that are held; the nearest first.
pub(super) fn near(grants: &Grants, map: &RoleMap, permission: &str, reason: Reason) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let unknown = reason == Reason::UnknownPermission;
    let probe = probe(permission);
    let is_near = |pattern: &Pattern| is_near(pattern, permission, &probe);
    if unknown && map.vocabulary().is_declared() {
        for name in map.vocabulary().names() {
            if is_near(name) {
                found.push(name.as_str().into());
            }
        }
    } else if unknown || matches!(reason, Reason::NoGrant | Reason::Overage | Reason::Unavailable | Reason::Malformed) {
        for index in [&grants.filled, &map.grants] {
            for grant in &index.list {
                let text = grant.pattern.as_str();
                let twin = text != permission && text.eq_ignore_ascii_case(permission);
                let near = twin || grants.holds(grant.owner) && is_near(&grant.pattern);
                if near && !grant.denies && !grant.is_open() {
                    found.push(text.into());
                }
            }
        }
    }
    order::tidy(&mut found);
    let mut letters = Vec::new();
    for text in &found {
        letters.push(letters_between(text, permission));
    }
    let ranked = order::permutation(found.len(), &mut |a, b| letters.get(a).cmp(&letters.get(b)));
    order::arrange(ranked, &mut |a, b| found.swap(a, b));
    found.truncate(MAX_NEAR);
    found
}

/// Whether the pattern covers it (and an exception or a scope stands between), or differs in letter case, or in one segment.
#[inline(never)]
fn is_near(pattern: &Pattern, permission: &str, probe: &Probe<'_>) -> bool {
    pattern.as_str().eq_ignore_ascii_case(permission) || pattern.covers(probe) || is_one_segment_away(pattern, probe)
}

fn is_one_segment_away(pattern: &Pattern, texts: &[Option<&str>]) -> bool {
    let mut segments: Vec<Option<&str>> = Vec::new();
    for segment in pattern.segments() {
        segments.push(segment.literal());
    }
    let mut texts = texts;
    if pattern.has_rest() {
        // What the rest takes is not looked at.
        let Some((begin, [_, ..])) = texts.split_at_checked(segments.len()) else { return false };
        texts = begin;
    }
    let takes = |segment: usize, text: usize| segments.get(segment).is_some_and(|own| own.is_none() || Some(own) == texts.get(text));
    let shorter = segments.len().min(texts.len());
    let (mut ahead, mut behind) = (0, 0);
    while ahead < shorter && takes(ahead, ahead) {
        ahead += 1;
    }
    while behind < shorter && takes(segments.len() - 1 - behind, texts.len() - 1 - behind) {
        behind += 1;
    }
    match segments.len().abs_diff(texts.len()) {
        0 => shorter > 1 && ahead + behind + 1 == shorter,
        1 => ahead + behind >= shorter,
        _ => false,
    }
}

/// Levenshtein's distance in bytes without regard to ASCII case.
fn letters_between(a: &str, b: &str) -> usize {
    if a.len().max(b.len()) > MAX_LETTERS {
        return MAX_LETTERS;
    }
    let mut row: Vec<usize> = (1..=b.len()).collect();
    let mut distance = b.len();
    for (line, left) in a.bytes().enumerate() {
        let mut diagonal = line;
        distance = line + 1;
        for (slot, right) in row.iter_mut().zip(b.bytes()) {
            let change = diagonal + usize::from(!left.eq_ignore_ascii_case(&right));
            diagonal = *slot;
            distance = change.min(distance + 1).min(diagonal + 1);
            *slot = distance;
        }
    }
    distance
}
