//! What is wrong with a role map, and where.
//!
//! A page pays for every byte and refuses a map once in its author's life: the build that every page loads knows only that a map is refused,
//! and the tools build reads it again and says why. Both read with the same code.

pub mod reader;
#[cfg_attr(all(target_arch = "wasm32", not(feature = "tools")), path = "finding/untold.rs")]
mod told;

use alloc::string::String;

pub use told::*;

use crate::json::integer_into;

/// `pointer` one step down to `key`, escaped as RFC 6901 section 3 says.
#[inline(never)]
pub fn child(pointer: &str, key: &str) -> String {
    let mut text = String::from(pointer);
    child_into(&mut text, key);
    text
}

#[inline(never)]
fn child_into(pointer: &mut String, key: &str) {
    pointer.push('/');
    for c in key.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

/// `pointer` one step down to the element `at` of an array.
#[inline(never)]
pub fn item_of(pointer: &str, at: usize) -> String {
    let mut text = String::from(pointer);
    item_into(&mut text, at);
    text
}

fn item_into(pointer: &mut String, at: usize) {
    pointer.push('/');
    integer_into(pointer, i64::try_from(at).unwrap_or(0));
}
