//! What tests are built with.

pub mod app;
pub mod database;
pub(crate) mod letters;
mod postgres;
mod run;
pub(crate) mod smtp;
