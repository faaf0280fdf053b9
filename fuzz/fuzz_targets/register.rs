//! Any bytes as the register of schools.

#![no_main]

use libfuzzer_sys::fuzz_target;
use placewell_sheets::register::schools;

const HEADINGS: &[u8] = b"URN,EstablishmentName,TypeOfEstablishment (name),PhaseOfEducation (name),\
    EstablishmentStatus (name),Postcode\n";

fuzz_target!(|file: &[u8]| {
    let _ = schools(file, |_, _| {});
    let whole = [HEADINGS, file].concat();
    let mut last = 1;
    let _ = schools(whole.as_slice(), |line, _| {
        assert!(line > last, "rows come in their order");
        last = line;
    });
});
