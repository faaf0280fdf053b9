//! Tests of allocation. The counts of random cases grow with `PLACEWELL_ALLOCATION_CASES` (see
//! [`model::cases`]).

mod command;
mod crossing;
mod example;
mod files;
mod model;
mod proof;
mod brute;
mod what_if;
