//! Sheets of our own making, honest and hostile: each is read right, or refused in words that name the place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod columns;
mod csv;
mod dates;
mod hostile;
mod open_document;
mod register;
mod transfer;
mod workbook;
mod xlsx;
