//! Room: flow.
