//! The store, on both engines.

mod address;
mod append_only;
mod errors;
mod isolation;
mod jobs;
mod keys;
mod migrations;
mod races;
mod schema;
mod sealed;
