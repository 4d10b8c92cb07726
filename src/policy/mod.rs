//! Room 4: what names may see. Receives names, knows neither tokens nor URLs of providers.

pub mod decision;
pub mod landing;
pub mod path;
pub mod route;
pub mod route_explain;
pub mod route_index;
pub mod route_letters;
pub mod route_pattern;
pub mod route_rule;
pub mod route_table;
pub mod route_verdict;
