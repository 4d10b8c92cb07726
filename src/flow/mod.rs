//! Room: flow. Leaving and coming back: URLs and forms, never the inside of a token.

pub mod authorize;
pub mod callback;
pub mod challenge;
pub mod dpop;
pub mod end_session;
pub mod exchange;
mod http;
pub mod par;
pub mod pkce;
pub mod provider;
pub mod refresh;
pub mod refusal;
pub mod return_to;
pub mod revoke;
pub mod transaction;
pub mod userinfo;

pub use authorize::authorization_url;
pub use callback::{Answer, Callback};
pub use exchange::TokenResponse;
pub use http::read_json;
pub use provider::{IssuerMode, Provider, discovery_url};
pub use refusal::{Refusal, RefusalKind};
pub use return_to::ReturnTo;
pub use transaction::{Ask, Transaction};
