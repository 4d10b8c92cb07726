//! Room 4: what names may see. Receives names, knows neither tokens nor URLs of providers.

mod canonical;
pub mod decision;
mod entries;
mod explain;
mod explanation;
pub mod forms;
mod gather;
mod grant;
mod granted_by;
mod grants;
mod index;
pub mod landing;
#[cfg(feature = "tools")]
pub mod lint;
pub mod meet;
mod near;
pub mod path;
pub mod permission;
mod role_map;
mod roles;
pub mod route;
pub mod route_explain;
pub mod route_index;
pub mod route_letters;
pub mod route_need;
pub mod route_pattern;
pub mod route_rule;
pub mod route_table;
pub mod route_verdict;
mod some;
mod standing;
pub mod vocabulary;

use crate::finding::reader;

pub use canonical::canonical;
pub use entries::{AUTHENTICATED, Class, Entries, Entry};
pub use explanation::{Effect, Explanation, GrantedBy, Step};
pub use grant::{Grant, Owner};
pub use grants::Grants;
pub use role_map::{Draft, RoleMap};
pub use roles::{Roles, Ways};
