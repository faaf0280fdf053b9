//! The command line door.

pub mod config;
