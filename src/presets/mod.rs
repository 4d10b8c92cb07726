//! Room: presets.
