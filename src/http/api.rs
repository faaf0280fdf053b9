//! The handlers, one file a resource. A handler's name is its operation id.

pub mod api_keys;
pub mod session;
