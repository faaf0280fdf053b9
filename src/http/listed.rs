//! Where the operations of the document and the document itself are found.

/// Under what the API stands.
pub const BASE: &str = "/api/v1";

/// Where the document is served.
pub const ADDRESS: &str = "/api/v1/openapi.json";

/// An operation of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The path, with its parameters in braces.
    pub path: String,
    /// The method, in capitals.
    pub method: &'static str,
    /// The operation's id.
    pub id: String,
}
