//! The web door: pages as browsers ask for them.

mod browser;
mod chromium;
mod placement;
mod sign_in;
mod staff;
pub(crate) mod visit;
