//! The web door: pages as browsers ask for them.

pub(crate) mod browser;
mod attendance;
mod change;
mod chromium;
mod cohorts;
mod copies;
mod corpus;
mod day;
mod drafting;
mod driven;
mod ending;
mod found_needs;
mod hostile;
pub(crate) mod imports;
mod keyboard;
mod learners;
mod links;
mod people;
mod placement;
mod print;
mod reach;
pub mod side;
mod sign_in;
mod staff;
mod statements;
pub(crate) mod visit;
mod week;
