//! The REST door.
//!
//! A handler reads its request through the extractors here, calls one function of
//! [`crate::services`] by [`blocking::blocking`], and gives back a [`reply`] or a
//! [`problem::Problem`]. [`routes`] is the one list of handlers.

mod about;
pub mod api;
pub mod blocking;
pub mod body;
pub mod caller;
pub mod client;
mod conditional;
pub mod connections;
mod docs;
pub mod etag;
pub mod health;
pub mod idempotency;
pub mod list_of;
mod listed;
mod metrics;
pub mod middleware;
pub mod openapi;
pub mod page;
pub mod pages;
pub mod path;
mod portions;
pub mod problem;
pub mod query;
pub mod reply;
pub mod routes;
pub mod server;
pub mod telemetry;
mod trace;
mod tracked;
pub mod unmatched;

pub use blocking::blocking;
pub use body::{Document, Json};
pub use etag::IfMatch;
pub use idempotency::Idempotency;
pub use list_of::{ListOf, ListQuery};
pub use page::{Listing, Page};
pub use path::Path;
pub use problem::{Problem, ProblemKind};
pub use query::Query;
