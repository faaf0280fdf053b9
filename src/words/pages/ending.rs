//! Archiving and erasing: records of learners, offers.

/// The button that archives a record.
pub const ARCHIVE: &str = "Archive the record";
/// The button that erases a record.
pub const ERASE: &str = "Erase the record for good";
/// Why a record is erased.
pub const WHY: &str = "Why are you erasing it?";
/// See [`WHY`].
pub const SELECT_WHY: &str = "Select why it is erased";
/// A placement that is confirmed and not over.
pub const EXPECTED: &str = "Is the learner still expected at a workplace?";
/// See [`EXPECTED`].
pub const EXPECTED_HINT: &str = "While a confirmed placement has not ended, the record is erased only if you tick this: a workplace then \
     expects somebody about whom nothing is known. Cancel the placement first if you can.";
/// See [`EXPECTED`].
pub const FORCE: &str = "Erase it anyway";
/// That somebody has read what erasing means.
pub const SURE: &str = "Are you sure?";
/// See [`SURE`].
pub const IS_SURE: &str = "I understand that this cannot be undone";
/// See [`SURE`].
pub const TICK_SURE: &str = "Tick that you understand that this cannot be undone";
/// The line that opens the form which archives an offer.
pub const OFFER: &str =
    "Archive this offer for good: no placement of it can be confirmed afterwards, and no pack is sent";
/// The button of that form.
pub const ARCHIVE_OFFER: &str = "Archive the offer";
/// The button that copies an offer.
pub const COPY_OFFER: &str = "Copy this offer as a new draft";

/// Why a record is erased, by the code.
#[must_use]
pub fn reason(code: &str) -> &'static str {
    match code {
        "requested" => "The learner or the family asked for it, or withdrew their agreement",
        "no_longer_needed" => "The record is no longer needed",
        "entered_in_error" => "It was made by mistake or entered twice",
        _ => "",
    }
}
