//! Any bytes as a postcode file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use placewell_travel::grid::Grid;
use placewell_travel::postcodes::{ImportReport, PostcodeReader};

fuzz_target!(|file: &[u8]| {
    let mut report = ImportReport::default();
    let places = PostcodeReader::new(file, Grid::new().unwrap()).filter_map(|row| report.count(row)).count();
    assert_eq!(report.taken, places as u64);
});
