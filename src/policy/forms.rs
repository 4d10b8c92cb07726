//! Finds the patterns under which a permission lies: literal ones by their text, others by their form.
//!
//! Patterns with wildcards and captures at the same places have one shape, and a permission has one form for each shape. A form is
//! looked for as a text is: what a question costs grows with the shapes, not with the patterns.

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::permission::{Pattern, Probe};
use crate::order;

/// The most shapes of the patterns of one kind.
pub const MAX_SHAPES: usize = 100;

/// Some of the patterns of a list, by their places there.
#[derive(Debug, Default)]
pub struct Forms {
    /// Sorted by text.
    literals: Vec<usize>,
    /// Sorted by form.
    wild: Vec<usize>,
    shapes: Vec<Shape>,
}

/// What stands where in a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    /// How many segments, without a trailing `**`.
    length: usize,
    /// Whether `**` ends it.
    rest: bool,
    /// One bit for each segment that is literal.
    literal: u64,
}

/// The pattern at a place of the list; `None` for one that is not meant.
pub type At<'f, 'p> = &'f dyn Fn(usize) -> Option<&'p Pattern>;

impl Forms {
    /// Makes the patterns at the places `0..len` be found.
    pub fn new(len: usize, pattern: At<'_, '_>) -> Forms {
        let mut forms = Forms::default();
        for place in 0..len {
            let Some(found) = pattern(place) else { continue };
            if found.is_literal() {
                forms.literals.push(place);
            } else {
                forms.wild.push(place);
                forms.shapes.push(Shape::of(found));
            }
        }
        for places in [&mut forms.literals, &mut forms.wild] {
            let of = |at: usize| places.get(at).and_then(|place| pattern(*place));
            let sorted = order::permutation(places.len(), &mut |a, b| by_form(of(a), of(b)));
            order::arrange(sorted, &mut |a, b| places.swap(a, b));
        }
        order::sort(&mut forms.shapes, Shape::cmp);
        forms.shapes.dedup();
        forms
    }

    /// How many shapes there are.
    pub fn shape_count(&self) -> usize {
        self.shapes.len()
    }

    /// The places of the patterns that are not literal.
    pub fn wild(&self) -> &[usize] {
        &self.wild
    }

    /// The places of the literal patterns that are this text, or begin with it.
    #[inline(never)]
    pub fn literals(&self, text: &str, begin: bool, pattern: At<'_, '_>) -> &[usize] {
        order::span(&self.literals, &mut |at| match pattern(at).map_or("", Pattern::as_str) {
            own if begin && own.starts_with(text) => Ordering::Equal,
            own => own.cmp(text),
        })
    }

    /// The places of the others that cover `probe`, in the order of the list.
    #[inline(never)]
    pub fn covering(&self, probe: &Probe<'_>, pattern: At<'_, '_>) -> Vec<usize> {
        let mut found = Vec::new();
        for shape in &self.shapes {
            let Some(form) = shape.form(probe) else { continue };
            for place in self.beginning(&form, true, pattern) {
                if pattern(*place).is_some_and(|pattern| pattern.covers(probe)) {
                    found.push(*place);
                }
            }
        }
        if found.len() > 1 {
            order::sort(&mut found, usize::cmp);
        }
        found
    }

    /// The places of the others whose form begins with these segments; with `whole`, has no more.
    #[inline(never)]
    pub fn beginning(&self, segments: &[&str], whole: bool, pattern: At<'_, '_>) -> &[usize] {
        order::span(&self.wild, &mut |at| {
            let Some(mut own) = pattern(at).map(Pattern::form) else { return Ordering::Greater };
            for segment in segments {
                match own.next().map(|own| own.cmp(segment)) {
                    Some(Ordering::Equal) => {}
                    other => return other.unwrap_or(Ordering::Less),
                }
            }
            if whole && own.next().is_some() { Ordering::Greater } else { Ordering::Equal }
        })
    }
}

impl Shape {
    fn of(pattern: &Pattern) -> Shape {
        let mut shape = Shape { length: 0, rest: pattern.has_rest(), literal: 0 };
        for segment in pattern.segments() {
            shape.literal |= u64::from(segment.literal().is_some()) << (shape.length & 63);
            shape.length += 1;
        }
        shape
    }

    /// The form of this shape; `None` for what is too short or long, and where a text that no pattern names would be literal.
    fn form<'a>(self, probe: &Probe<'a>) -> Option<Vec<&'a str>> {
        if (self.length < probe.len()) != self.rest || self.length > probe.len() {
            return None;
        }
        let mut form = Vec::with_capacity(self.length + 1);
        for (at, text) in probe.iter().take(self.length).enumerate() {
            form.push(if self.literal >> (at & 63) & 1 == 1 { (*text)? } else { "*" });
        }
        if self.rest {
            form.push("**");
        }
        Some(form)
    }
}

/// The order of literal patterns is that of their texts, of others that of their forms.
fn by_form(one: Option<&Pattern>, other: Option<&Pattern>) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) if one.is_literal() => one.as_str().cmp(other.as_str()),
        (Some(one), Some(other)) => one.form().cmp(other.form()),
        _ => Ordering::Equal,
    }
}
