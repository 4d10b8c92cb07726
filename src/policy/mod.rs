//! Room 4: what names may see. Receives names, knows neither tokens nor URLs of providers.

pub mod decision;
mod landing;
mod path;
mod route;
mod route_explain;
mod route_index;
mod route_letters;
mod route_pattern;
mod route_rule;
mod route_table;
mod route_verdict;

pub use landing::Landing;
pub use path::{RequestPath, is_target};
pub use route::{Person, RouteDecision};
pub use route_explain::{RouteExplanation, RuleVerdict};
pub use route_index::{Hit, RouteIndex};
pub use route_letters::Letters;
pub use route_pattern::{Alternative, MAX_OPTIONAL, MAX_SEGMENTS, RoutePattern, Segment};
pub use route_rule::{RoleNeed, Rule, StepUp};
pub use route_table::{Fallback, MAX_RULES, MAX_SPELLED_OUT, References, RouteTable};
pub use route_verdict::Verdict;
