//! Tests of allocation. The counts of random cases grow with `PLACEWELL_ALLOCATION_CASES` (see
//! [`model::cases`]).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]
#![allow(unreachable_pub)]

mod apart;
mod brute;
mod crossing;
mod example;
mod faults;
mod files;
mod keep_apart;
mod model;
mod proof;
mod what_if;
