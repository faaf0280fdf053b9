//! The web door: pages as browsers ask for them.

pub(crate) mod browser;
mod change;
mod chromium;
mod cohorts;
mod copies;
mod day;
mod drafting;
mod ending;
mod found_needs;
mod imports;
mod keyboard;
mod learners;
mod links;
mod people;
mod placement;
mod reach;
pub mod side;
mod sign_in;
mod staff;
pub(crate) mod visit;
mod week;
