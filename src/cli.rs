//! The command line door.

pub mod config;
pub mod mail_test;
