//! What tests are built with.

pub mod app;
pub mod database;
mod door;
pub(crate) mod letters;
pub mod machine;
pub mod plain;
pub(crate) mod postgres;
mod run;
pub mod seam;
pub(crate) mod smtp;
pub mod stranger;
