//! Signing in from end to end without a browser: leaving, coming back, being admitted or not, being restored.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops where it fails")]

#[path = "login/admitted.rs"]
mod admitted;
#[path = "login/begun.rs"]
mod begun;
#[path = "login/bound.rs"]
mod bound;
#[path = "login/challenged.rs"]
mod challenged;
#[path = "login/clock.rs"]
mod clock;
#[path = "login/framed.rs"]
mod framed;
#[path = "login/implicit.rs"]
mod implicit;
#[path = "login/pushed.rs"]
mod pushed;
#[path = "login/reported.rs"]
mod reported;
#[path = "login/resources.rs"]
mod resources;
#[path = "login/restored.rs"]
mod restored;
#[path = "login/returned.rs"]
mod returned;
mod support;
