//! Any bytes as the inside of a Common Transfer File.

#![no_main]

use libfuzzer_sys::fuzz_target;
use placewell_sheets::{Said, read};

fuzz_target!(|inside: &[u8]| {
    let _ = read(inside, Said::default());
    let whole = [b"<CTfile><CTFpupilData><Pupil>".as_slice(), inside, b"</Pupil></CTFpupilData></CTfile>"].concat();
    if let Ok(sheet) = read(&whole, Said::default()) {
        // Six things are read of a pupil, and the second kind of need.
        assert!(sheet.rows.iter().all(|row| row.cells.len() <= 7));
    }
});
