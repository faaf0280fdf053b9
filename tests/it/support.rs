//! What tests are built with.

pub mod database;
mod postgres;
mod run;
