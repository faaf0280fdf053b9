//! The integration suite: one binary, one module a topic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]
#![allow(unreachable_pub)]

/// The allocator of the program, so that its tests take and give back memory as it does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod allocate;
mod api;
mod architecture;
mod auth;
mod brief;
mod briefing;
mod catalogue;
mod clock;
mod config;
mod connections;
mod db;
mod demo;
mod domain;
mod engines;
mod evidence;
mod feeds;
mod generate;
mod installing;
mod intake;
mod jobs;
mod journeys;
mod operator_commands;
mod keyring;
mod law;
mod learning;
mod mail;
mod metrics;
mod operations;
mod outages;
mod pages;
mod programme;
mod ranking;
mod scaling;
mod services;
mod sitting;
mod suitability;
mod support;
mod telemetry;
mod timetable;
mod ways;
mod web;
mod weeks;
mod worked;
mod words;
