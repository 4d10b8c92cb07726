//! Findings of which only one thing is known: that there are some.

use alloc::{string::String, vec::Vec};
use core::marker::PhantomData;

use crate::json::{Json, Malformed};

/// None is ever made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {}

impl Finding {
    /// Of none.
    pub fn to_json(&self) -> Json {
        match *self {}
    }
}

/// Whether something was found.
#[derive(Default)]
pub struct Findings {
    any: bool,
}

impl Findings {
    /// There is an error.
    pub fn error(&mut self, _code: &'static str, _pointer: &str, _what: &str) {
        self.any = true;
    }

    /// There is an error.
    pub fn error_at_key(&mut self, _code: &'static str, _pointer: &str, _what: &str) {
        self.any = true;
    }

    /// There is an error.
    pub fn not_json(&mut self, _text: &str, _at: Malformed) {
        self.any = true;
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        !self.any
    }

    /// Nobody counts them.
    pub fn count(&self) -> usize {
        0
    }

    /// One is enough.
    pub fn are_enough(&self, _before: usize) -> bool {
        self.any
    }

    /// Nothing can be told.
    pub fn into_list(self) -> Vec<Finding> {
        Vec::new()
    }

    /// Nothing can be told.
    pub fn in_order(self, _root: &Json, _text: Option<&str>) -> Vec<Finding> {
        Vec::new()
    }
}

/// The way to a value, of which nothing is kept.
#[derive(Clone, Copy)]
pub struct Pointer<'a>(PhantomData<&'a ()>);

impl<'a> Pointer<'a> {
    /// The whole file.
    pub const ROOT: Pointer<'static> = Pointer(PhantomData);

    /// The member `key` of the file.
    pub const fn top(_key: &'a str) -> Pointer<'a> {
        Pointer(PhantomData)
    }

    /// One step down to `key`.
    pub const fn key(&'a self, _key: &'a str) -> Pointer<'a> {
        Pointer(PhantomData)
    }

    /// One step down to the element `at`.
    pub const fn item(&'a self, _at: usize) -> Pointer<'a> {
        Pointer(PhantomData)
    }

    /// There is an error.
    pub fn error(&self, code: &'static str, what: &str, findings: &mut Findings) {
        findings.error(code, "", what);
    }

    /// There is an error.
    pub fn error_at(&self, _key: &str, code: &'static str, what: &str, findings: &mut Findings) {
        findings.error(code, "", what);
    }

    /// Nowhere.
    pub fn written(&self) -> String {
        String::new()
    }
}
