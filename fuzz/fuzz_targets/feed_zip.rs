//! Any bytes as a timetable file: broken archives, archives of something else.

#![no_main]

libfuzzer_sys::fuzz_target!(|zip: &[u8]| placewell_fuzz::read_feed(zip));
