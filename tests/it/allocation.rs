//! Tests of allocation. The counts of random cases grow with `PLACEWELL_ALLOCATION_CASES` (see
//! [`model::cases`]).

mod apart;
mod brute;
mod command;
mod crossing;
mod example;
mod faults;
mod files;
mod model;
mod proof;
mod what_if;
