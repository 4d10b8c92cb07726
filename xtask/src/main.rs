//! Replaced by the build helper.
fn main() {}
