//! Room 4: what names may see. Receives names, knows neither tokens nor URLs of providers.

pub mod decision;
pub mod permission;
pub mod vocabulary;
