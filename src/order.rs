//! Sorting and searching, once for every type: each instance of a generic sort would cost a kilobyte of what a page loads.

use alloc::{string::String, vec, vec::Vec};
use core::cmp::Ordering;
use core::ops::Range;

/// The places `0..len` in the order of `compare`; equal ones keep theirs.
#[inline(never)]
pub fn permutation(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// The places among `places`, sorted before by the same order, that `compare` calls equal.
#[inline(never)]
pub fn span<'a>(places: &'a [usize], compare: &mut dyn FnMut(usize) -> Ordering) -> &'a [usize] {
    places.get(range(places, compare)).unwrap_or_default()
}

/// Where among `places` those of [`span`] stand.
#[inline(never)]
pub fn range(places: &[usize], compare: &mut dyn FnMut(usize) -> Ordering) -> Range<usize> {
    let start = bound(places, compare, Ordering::Less);
    let rest = places.get(start..).unwrap_or_default();
    // Nearly always one or none.
    let mut is_one = |at: usize| rest.get(at).is_some_and(|place| compare(*place) == Ordering::Equal);
    let end = if !is_one(0) {
        0
    } else if !is_one(1) {
        1
    } else {
        bound(rest, compare, Ordering::Equal)
    };
    start..start + end
}

#[inline(never)]
fn bound(places: &[usize], compare: &mut dyn FnMut(usize) -> Ordering, last: Ordering) -> usize {
    places.partition_point(|place| compare(*place) <= last)
}

/// So many names are compared each with each: the objects of a file are nearly all small.
const FEW: usize = 4;

/// For each of the places `0..len`, at how many lesser ones its name stood already.
#[inline(never)]
pub fn twins<'a>(len: usize, name: &dyn Fn(usize) -> &'a str) -> Vec<usize> {
    let mut twins = vec![0; len];
    if len <= FEW {
        for (place, slot) in twins.iter_mut().enumerate() {
            *slot = (0..place).filter(|before| name(*before) == name(place)).count();
        }
        return twins;
    }
    let (mut before, mut count) = (None, 0);
    for place in permutation(len, &mut |a, b| name(a).cmp(name(b))) {
        let this = Some(name(place));
        count = if this == before { count + 1 } else { 0 };
        before = this;
        if let Some(slot) = twins.get_mut(place) {
            *slot = count;
        }
    }
    twins
}

/// Whether a name stands twice.
#[inline(never)]
pub fn has_twins<'a>(len: usize, name: &dyn Fn(usize) -> &'a str) -> bool {
    twins(len, name).contains(&1)
}

/// Brings things into the order of a [`permutation`] of them by swapping.
#[inline(never)]
pub fn arrange(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        while let Some(place) = order.get_mut(at) {
            let from = core::mem::replace(place, at);
            if from == start || from == at {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

/// Sorts in place; equal items keep their order.
pub fn sort<T>(items: &mut [T], compare: fn(&T, &T) -> Ordering) {
    let order = permutation(items.len(), &mut |a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    arrange(order, &mut |a, b| items.swap(a, b));
}

/// Sorts by code point and leaves none twice.
#[inline(never)]
pub fn tidy(texts: &mut Vec<String>) {
    sort(texts, String::cmp);
    texts.dedup();
}

/// The place of what `compare` calls equal among `len` sorted things, else the place where it belongs.
#[inline(never)]
pub fn search(len: usize, compare: &mut dyn FnMut(usize) -> Ordering) -> Result<usize, usize> {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low.midpoint(high);
        match compare(middle) {
            Ordering::Equal => return Ok(middle),
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
        }
    }
    Err(low)
}

/// The place of `text` among sorted texts, else the place where it belongs.
#[inline(never)]
pub fn search_texts(texts: &[String], text: &str) -> Result<usize, usize> {
    search(texts.len(), &mut |at| texts.get(at).map_or(Ordering::Greater, |held| held.as_str().cmp(text)))
}

/// Puts `text` among sorted texts; `false` if it is there already.
#[inline(never)]
pub fn insert_text(texts: &mut Vec<String>, text: &str) -> bool {
    match search_texts(texts, text) {
        Ok(_) => false,
        Err(place) => {
            texts.insert(place, text.into());
            true
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn twins_are_counted_in_their_order() {
        let names = ["b", "a", "b", "c", "b", "a"];
        for (len, expected) in [(6, [0, 0, 1, 0, 2, 1].as_slice()), (4, &[0, 0, 1, 0]), (0, &[])] {
            assert_eq!(twins(len, &|at| names.get(at).copied().unwrap_or_default()), expected);
        }
    }

    #[test]
    fn a_span_holds_all_that_are_equal() {
        let keys = [3, 1, 2, 1, 1];
        let key = |at: usize| keys.get(at).copied().unwrap_or(0);
        let places = permutation(keys.len(), &mut |a, b| key(a).cmp(&key(b)));
        assert_eq!(span(&places, &mut |at| key(at).cmp(&1)), [1, 3, 4]);
        assert!(span(&places, &mut |at| key(at).cmp(&4)).is_empty());
    }

    proptest! {
        #[test]
        fn sorting_is_stable(items in proptest::collection::vec((0u8..8, any::<u8>()), 0..40)) {
            let (mut sorted, mut expected) = (items.clone(), items);
            sort(&mut sorted, |a, b| a.0.cmp(&b.0));
            expected.sort_by_key(|item| item.0);
            prop_assert_eq!(sorted, expected);
        }

        #[test]
        fn texts_inserted_one_by_one_are_tidy_and_found(items in proptest::collection::vec("[a-cé]{0,3}", 0..40)) {
            let (mut tidied, mut inserted) = (items.clone(), Vec::new());
            tidy(&mut tidied);
            items.iter().for_each(|item| { insert_text(&mut inserted, item); });
            prop_assert_eq!(&tidied, &inserted);
            prop_assert!(items.iter().all(|item| search_texts(&tidied, item).ok().and_then(|at| tidied.get(at)) == Some(item)));
            prop_assert!(search_texts(&tidied, "d").is_err());
        }
    }
}
