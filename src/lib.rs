//! Placewell matches learners with special educational needs and disabilities to employer
//! work-experience placements, and briefs the employer on what the learner does, day by day.
//!
//! The modules stand in the order in which data walks through them. Those from [`domain`] to
//! [`reading`] are pure: no I/O, no clock, no randomness; each imports only what stands before
//! it. [`domain`], [`travel`], [`allocation`] and, in one, [`law`], [`suitability`] and [`ranking`] are crates of their
//! own. [`services`] are the only way in for every door (HTTP, pages, command line); [`maintenance`] serves the
//! operator's commands on the store as a whole.

pub use placewell_allocation as allocation;
pub use placewell_domain as domain;
pub use placewell_matching::{law, ranking, suitability};
pub use placewell_travel as travel;

pub mod programme;
pub mod standing;
pub mod learning;
pub mod briefing;
pub mod evidence;
pub mod words;
pub mod maps;
pub mod reading;
pub mod intake;

pub mod config;
pub mod clock;
pub mod telemetry;
pub mod db;
pub mod auth;
pub mod mail;
pub mod engines;
pub mod catalogue;
pub mod files;
pub mod turns;
pub mod caches;
pub mod app;
pub mod outbox;
pub mod services;
pub mod maintenance;
pub mod jobs;
pub mod http;
pub mod web;
pub mod cli;
