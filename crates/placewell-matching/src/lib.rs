//! From what is known of a learner and of every offer to an ordered list of placements, each with its reasons.
//!
//! [`law`] says what is lawful, [`suitability`] whether one placement suits one learner, and [`ranking`] puts all
//! offers in order. Each imports only what stands before it. Pure: no I/O, clock, randomness or floats in results.

pub use placewell_domain as domain;
pub use placewell_travel as travel;

pub mod law;
pub mod ranking;
pub mod suitability;
