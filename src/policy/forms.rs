//! Finds the patterns under which a permission lies: literal ones by their text, others by their form.
//!
//! Patterns with wildcards and captures at the same places have one shape, and a permission has one form for each shape. A form is
//! looked for as a text is: what a question costs grows with the shapes, not with the patterns. Patterns that cover the same
//! permissions, less the same exceptions, are alike and shown together: whoever asks often need look at them only once.

use alloc::{vec, vec::Vec};
use core::cmp::Ordering;
use core::ops::Range;

use super::permission::{Pattern, Probe, Segment};
use crate::order;

/// The most shapes of the patterns of one kind.
pub const MAX_SHAPES: usize = 100;

/// Some of the patterns of a list, by their places there.
#[derive(Debug, Default)]
pub struct Forms {
    /// Sorted by text.
    literals: Alike,
    /// Sorted by shape and form.
    wild: Alike,
    shapes: Vec<Shaped>,
    crowd: usize,
}

/// Places of a list, those of what is alike side by side.
#[derive(Debug, Default)]
struct Alike {
    places: Vec<usize>,
    /// For each of them, where those that are alike end.
    ends: Vec<usize>,
}

/// What stands where in a pattern.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    /// How many segments, without a trailing `**`.
    length: usize,
    /// Whether `**` ends it.
    rest: bool,
    /// One bit for each segment that is literal.
    literal: u64,
}

/// The patterns of one shape.
#[derive(Debug)]
struct Shaped {
    shape: Shape,
    /// Where they stand among those that are not literal.
    span: Range<usize>,
}

/// What patterns are sorted by, and the place of one.
struct Key<'p> {
    shape: Shape,
    pattern: &'p Pattern,
    except: &'p [Pattern],
    place: usize,
}

/// The pattern at a place of the list; `None` for one that is not meant.
pub type At<'f, 'p> = &'f dyn Fn(usize) -> Option<&'p Pattern>;
/// Is shown the places of patterns that are alike, and says whether that will do.
pub type Visit<'f> = &'f mut dyn FnMut(&[usize]) -> bool;

impl Forms {
    /// Makes these patterns be found, each less its exceptions, by their places in a list.
    pub fn new(patterns: Vec<(usize, &Pattern, &[Pattern])>) -> Forms {
        let (mut literals, mut wild) = (Vec::new(), Vec::new());
        for (place, pattern, except) in patterns {
            if pattern.is_literal() {
                literals.push(Key { shape: Shape::default(), pattern, except, place });
            } else {
                wild.push(Key { shape: Shape::of(pattern), pattern, except, place });
            }
        }
        let mut forms = Forms::default();
        let mut counted = Vec::new();
        forms.literals = Alike::new(literals, &mut counted);
        forms.crowd = counted.iter().fold(0, |most, (_, _, crowd)| most.max(*crowd));
        counted.clear();
        forms.wild = Alike::new(wild, &mut counted);
        for (shape, span, crowd) in counted {
            forms.crowd += crowd;
            forms.shapes.push(Shaped { shape, span });
        }
        forms
    }

    /// How many shapes there are.
    pub fn shape_count(&self) -> usize {
        self.shapes.len()
    }

    /// At most so many patterns and exceptions are looked at for one permission, besides one pattern of each shape.
    pub fn crowd(&self) -> usize {
        self.crowd
    }

    /// The places of the patterns that are not literal.
    pub fn wild(&self) -> &[usize] {
        &self.wild.places
    }

    /// The places of the literal patterns that are this text, or begin with it.
    #[inline(never)]
    pub fn literals(&self, text: &str, begin: bool, pattern: At<'_, '_>) -> &[usize] {
        self.literals.places.get(self.spelled(text, begin, pattern)).unwrap_or_default()
    }

    fn spelled(&self, text: &str, begin: bool, pattern: At<'_, '_>) -> Range<usize> {
        order::range(&self.literals.places, &mut |at| match pattern(at).map_or("", Pattern::as_str) {
            own if begin && own.starts_with(text) => Ordering::Equal,
            own => own.cmp(text),
        })
    }

    /// Shows those that cover `permission`, whose segments are `probe`, until one will do.
    #[inline(never)]
    pub fn any_covering(&self, permission: &str, probe: &Probe<'_>, pattern: At<'_, '_>, visit: Visit<'_>) -> bool {
        if self.literals.any(self.spelled(permission, false, pattern), visit) {
            return true;
        }
        self.shapes.iter().any(|shaped| {
            let Some(form) = shaped.shape.form(probe) else { return false };
            let covers = |run: &[usize]| run.first().and_then(|at| pattern(*at)).is_some_and(|pattern| pattern.covers(probe));
            self.wild.any(self.beginning(&shaped.span, &form, pattern), &mut |run| covers(run) && visit(run))
        })
    }

    /// Shows the places of those that are not literal and have no trailing `**`, and among these of all that share a permission with
    /// `other`, shape by shape, until they will do.
    #[inline(never)]
    pub fn any_meeting(&self, other: &Pattern, pattern: At<'_, '_>, visit: Visit<'_>) -> bool {
        let own: Vec<Segment<'_>> = other.segments().collect();
        self.shapes.iter().any(|shaped| {
            let Some(form) = shaped.shape.meeting(&own, other.has_rest()) else { return false };
            visit(self.wild.places.get(self.beginning(&shaped.span, &form, pattern)).unwrap_or_default())
        })
    }

    /// Shows all, until one will do.
    pub fn any(&self, visit: Visit<'_>) -> bool {
        [&self.literals, &self.wild].into_iter().any(|alike| alike.any(0..alike.places.len(), visit))
    }

    /// Where those of one shape stand whose form begins with these segments.
    #[inline(never)]
    fn beginning(&self, span: &Range<usize>, segments: &[&str], pattern: At<'_, '_>) -> Range<usize> {
        let places = self.wild.places.get(span.clone()).unwrap_or_default();
        let found = order::range(places, &mut |at| {
            let Some(mut own) = pattern(at).map(Pattern::form) else { return Ordering::Greater };
            for segment in segments {
                match own.next().map(|own| own.cmp(segment)) {
                    Some(Ordering::Equal) => {}
                    other => return other.unwrap_or(Ordering::Less),
                }
            }
            Ordering::Equal
        });
        span.start + found.start..span.start + found.end
    }
}

impl Alike {
    /// Sorts; `counted` gets each shape, where it stands, and how many patterns and exceptions of one form it has at most, but one.
    #[inline(never)]
    fn new(mut keys: Vec<Key<'_>>, counted: &mut Vec<(Shape, Range<usize>, usize)>) -> Alike {
        order::sort(&mut keys, |one, other| one.by_form(other).then_with(|| one.by_rest(other)));
        let mut alike = Alike { places: Vec::new(), ends: vec![keys.len(); keys.len()] };
        let (mut start, mut crowd) = (0, 0);
        for (at, this) in keys.iter().enumerate() {
            alike.places.push(this.place);
            let before = at.checked_sub(1).and_then(|before| keys.get(before));
            let same_form = before.is_some_and(|before| before.by_form(this).is_eq());
            if same_form && before.is_some_and(|before| before.by_rest(this).is_eq()) {
                continue;
            }
            alike.ends.get_mut(start..at).unwrap_or_default().fill(at);
            start = at;
            crowd = this.except.len() + if same_form { crowd + 1 } else { 0 };
            if before.is_none_or(|before| before.shape != this.shape) {
                counted.push((this.shape, at..keys.len(), 0));
                if let [.., (_, span, _), _] = counted.as_mut_slice() {
                    span.end = at;
                }
            }
            if let Some((_, _, most)) = counted.last_mut() {
                *most = crowd.max(*most);
            }
        }
        alike
    }

    /// Shows those that stand in `span`, the ones that are alike together, until some will do.
    fn any(&self, span: Range<usize>, visit: Visit<'_>) -> bool {
        let mut at = span.start;
        while at < span.end {
            let Some(run) = self.ends.get(at).and_then(|end| self.places.get(at..*end)) else { return false };
            if visit(run) {
                return true;
            }
            at += run.len();
        }
        false
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

    fn is_literal(self, at: usize) -> bool {
        self.literal >> (at & 63) & 1 == 1
    }

    /// The form of this shape; `None` for what is too short or long, and where a text that no pattern names would be literal.
    fn form<'a>(self, probe: &Probe<'a>) -> Option<Vec<&'a str>> {
        if (self.length < probe.len()) != self.rest || self.length > probe.len() {
            return None;
        }
        let mut form = Vec::with_capacity(self.length);
        for (at, text) in probe.iter().take(self.length).enumerate() {
            form.push(if self.is_literal(at) { (*text)? } else { "*" });
        }
        Some(form)
    }

    /// How the forms of this shape begin that share a permission with a pattern of these segments, as far as that is settled; `None`
    /// where none does.
    fn meeting<'a>(self, other: &[Segment<'a>], open: bool) -> Option<Vec<&'a str>> {
        if (other.len() < self.length) != open || other.len() > self.length {
            return None;
        }
        let mut form = Vec::new();
        for at in 0..self.length {
            match other.get(at).and_then(|segment| segment.literal()) {
                _ if !self.is_literal(at) => form.push("*"),
                Some(text) => form.push(text),
                None => break,
            }
        }
        Some(form)
    }
}

impl Key<'_> {
    /// The order of shapes, then of literal patterns by their texts, of others by their forms.
    fn by_form(&self, other: &Key<'_>) -> Ordering {
        // No other pattern has this shape.
        if self.shape == Shape::default() && other.shape == self.shape {
            return self.pattern.cmp(other.pattern);
        }
        self.shape.cmp(&other.shape).then_with(|| self.pattern.form().cmp(other.pattern.form()))
    }

    /// What tells two of one form apart: which segments must agree, and the exceptions.
    fn by_rest(&self, other: &Key<'_>) -> Ordering {
        self.pattern.ties().cmp(&other.pattern.ties()).then_with(|| self.except.cmp(other.except))
    }
}
