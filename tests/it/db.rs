//! The store, on both engines.

mod address;
mod aggregates;
mod append_only;
mod at_rest;
mod errors;
mod formats;
mod isolation;
mod jobs;
mod keys;
mod migrations;
mod packs;
mod races;
mod records;
mod replica;
mod schema;
mod seats;
mod sealed;
mod sealed_columns;
mod sign_ins;
mod statements;
mod tls;
mod world;
