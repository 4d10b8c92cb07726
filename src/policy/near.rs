//! What lies near a permission that was denied: one segment or letter case away.

use alloc::{collections::BTreeSet, string::String, vec::Vec};

use super::decision::Reason;
use super::grants::Grants;
use super::permission::{Pattern, Segment, probe};
use super::role_map::RoleMap;

/// At most so many are told.
const MAX_NEAR: usize = 10;
/// Longer names are not compared letter by letter.
const MAX_LETTERS: usize = 200;

/// Names of the vocabulary for an unknown permission, else grants that are held; the nearest first.
pub(super) fn near(grants: &Grants, map: &RoleMap, permission: &str, reason: Reason) -> Vec<String> {
    let mut found: BTreeSet<&str> = BTreeSet::new();
    let consider = |pattern: &Pattern| is_near(pattern, permission);
    match reason {
        Reason::UnknownPermission if map.vocabulary().is_declared() => {
            found.extend(map.vocabulary().names().filter(|name| consider(name)).map(Pattern::as_str));
        }
        Reason::UnknownPermission | Reason::NoGrant | Reason::Overage | Reason::Unavailable | Reason::Malformed => {
            found.extend(grants.patterns(map).filter(|pattern| consider(pattern)).map(Pattern::as_str));
            let all = map.allows.all().map(|posting| posting.what.pattern.as_str());
            found.extend(all.filter(|text| *text != permission && text.eq_ignore_ascii_case(permission)));
        }
        _ => {}
    }
    let mut ranked: Vec<(usize, &str)> = found.into_iter().map(|text| (letters_between(text, permission), text)).collect();
    ranked.sort_unstable();
    ranked.into_iter().take(MAX_NEAR).map(|(_, text)| text.into()).collect()
}

/// Whether the pattern covers it (and an exception or a scope stands between), or differs in letter case, or in one segment.
fn is_near(pattern: &Pattern, permission: &str) -> bool {
    pattern.as_str().eq_ignore_ascii_case(permission) || pattern.covers(&probe(permission)) || is_one_segment_away(pattern, permission)
}

fn is_one_segment_away(pattern: &Pattern, permission: &str) -> bool {
    let texts: Vec<&str> = permission.split(':').collect();
    let segments: Vec<Segment<'_>> = pattern.segments().collect();
    if pattern.has_rest() {
        return texts.len() > segments.len() && segments.len() > 1 && differences(&segments, &texts) == 1;
    }
    if segments.len() == texts.len() {
        return texts.len() > 1 && differences(&segments, &texts) == 1;
    }
    let same = |(segment, text): &(&Segment<'_>, &&str)| takes(segment, text);
    let ahead = segments.iter().zip(&texts).take_while(same).count();
    let behind = segments.iter().rev().zip(texts.iter().rev()).take_while(same).count();
    let shorter = segments.len().min(texts.len());
    segments.len().abs_diff(texts.len()) == 1 && ahead + behind >= shorter
}

fn differences(segments: &[Segment<'_>], texts: &[&str]) -> usize {
    segments.iter().zip(texts).filter(|(segment, text)| !takes(segment, text)).count()
}

fn takes(segment: &Segment<'_>, text: &str) -> bool {
    !matches!(segment, Segment::Literal(literal) if literal != &text)
}

/// Levenshtein's distance in bytes without regard to ASCII case.
fn letters_between(a: &str, b: &str) -> usize {
    if a.len().max(b.len()) > MAX_LETTERS {
        return MAX_LETTERS;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (line, left) in a.bytes().enumerate() {
        let mut diagonal = line;
        let mut before = line + 1;
        let mut next = Vec::with_capacity(row.len());
        next.push(before);
        for (above, right) in row.iter().skip(1).zip(b.bytes()) {
            let change = diagonal + usize::from(!left.eq_ignore_ascii_case(&right));
            before = change.min(before + 1).min(above + 1);
            next.push(before);
            diagonal = *above;
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
