//! Can the learner get there by the start, and home after the end, on every day of a placement.
//!
//! Every answer names its basis. [`estimate`] needs no data and never claims that a bus exists;
//! a timetable or a street engine answers behind the same [`TravelModel`]. *Not assessed* is
//! never *beyond reach*. The learner's route is the learner's: no answer of this module may
//! reach an employer.

pub mod answer;
pub mod batch;
pub mod circuity;
pub mod concession;
pub mod day;
pub mod daylight;
pub mod estimate;
pub mod files;
pub mod footpaths;
pub mod grid;
pub mod gtfs;
pub mod interchange;
pub mod itinerary;
mod judgement;
mod lookup;
pub mod network;
pub mod placement;
pub mod planner;
pub mod profile;
mod projection;
pub mod reach;
pub mod request;
pub mod restrict;
pub mod search;
pub mod street_doubt;
pub mod streets;
pub mod timeline;
pub mod timetable;

pub use files::{postcodes, table};

pub use answer::{Basis, ModeAnswer, Note, State, TravelAnswer};
pub use placement::{DayTravel, PlacementTravel, TrainingLeg, assess_placement, explain_placement};
pub use profile::{Mode, Profile};
pub use request::{Direction, Gist, PlacementTrips, TravelModel, TripRequest};
pub use street_doubt::StreetDoubt;
pub use streets::{AlongStreets, StreetWalks, Streets};
