//! Room: claims.
