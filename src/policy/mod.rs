//! Room 4: what names may see. Receives names, knows neither tokens nor URLs of providers.

pub mod decision;
pub mod path;
pub mod route_index;
pub mod route_pattern;
