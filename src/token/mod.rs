//! Room: token.
