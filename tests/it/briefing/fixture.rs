use std::sync::LazyLock;

use chrono::{DateTime, TimeZone, Utc};
use placewell::briefing::pack::Pack;
use placewell::briefing::pdf::Press;

/// The made-up pack that most of these tests read: Amina's week at a gift packer's.
pub(super) fn pack() -> Pack {
    serde_json::from_str(include_str!("pack.json")).expect("the fixture is a pack")
}

/// One press for all tests: it holds no state but its fonts.
pub(super) fn press() -> &'static Press {
    static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new().expect("the fonts are embedded"));
    &PRESS
}

/// The instant at which the tests' packs are made.
pub(super) fn stamp() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 2, 16, 9, 30, 0).unwrap()
}
