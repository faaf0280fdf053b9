//! The copies of a plan: the employer's pack, and those of the learner, the family and the job coach.

use crate::domain::delivery::Edition;
use crate::domain::reader::Reader;

/// The button that approves a copy.
pub const APPROVE: &str = "Approve and send";
/// Who receives a copy.
pub const WHO: &str = "Who receives it?";
/// See [`WHO`].
pub const WHO_HINT: &str = "Select nobody to approve it now and send it later, or to print it and hand it over. \
     Whoever has this version already is not sent it again.";
/// The button that sends a copy once more.
pub const AGAIN: &str = "Send it again";
/// No version is approved.
pub const NOT_APPROVED: &str = "not approved yet";
/// A version is approved and has gone to nobody.
pub const NOT_SENT: &str = "approved, sent to nobody yet";
/// There is nobody to send it to.
pub const NO_COACH: &str = "No job coach is assigned to this placement.";
/// See [`NO_COACH`].
pub const NO_FAMILY: &str = "The learner’s record names nobody of the family.";
/// A copy was approved.
pub const APPROVED: &str = "The copy is approved. It goes to those you selected who do not have it yet.";
/// A copy goes again.
pub const GOES_AGAIN: &str = "It is being sent again.";

/// The link to a reader's page goes.
pub const PAGE_SENT: &str = "The link to their page is on its way. It takes the place of any earlier one.";

/// The button that sends a reader the link to their page.
#[must_use]
pub fn send_page(name: &str) -> String {
    format!("Send {name} the link to their page")
}

/// What a copy is called.
#[must_use]
pub fn name(edition: Edition) -> &'static str {
    match edition {
        Edition::Employer => "The employer’s pack",
        Edition::Learner => "The learner’s copy",
        Edition::Family => "The family’s copy",
        Edition::JobCoach => "The job coach’s copy",
    }
}

/// What a copy holds, in a sentence.
#[must_use]
pub fn about(edition: Edition) -> &'static str {
    match edition {
        Edition::Employer => "",
        Edition::Learner => "The week, written to the learner in the form that they read.",
        Edition::Family => "The week, the journey and whom to ring, written to the family.",
        Edition::JobCoach => "The week, and when and how to help, written to the job coach.",
    }
}

/// A reader, without the name.
#[must_use]
pub fn reader(reader: &Reader) -> &'static str {
    match reader {
        Reader::Learner => "the learner",
        Reader::Family(_) => "the family",
        Reader::Coach(_) => "the job coach",
    }
}

/// There is nobody to send a copy to.
#[must_use]
pub fn nobody(edition: Edition) -> &'static str {
    match edition {
        Edition::JobCoach => NO_COACH,
        Edition::Employer | Edition::Learner | Edition::Family => NO_FAMILY,
    }
}

/// The version that is approved.
#[must_use]
pub fn version(number: i32, state: &str) -> String {
    format!("version {number}, {state}")
}

/// Where a sending stands.
#[must_use]
pub fn sending(to: &str, state: &str) -> String {
    format!("to {to}: {state}")
}

/// One sending of one version.
#[must_use]
pub fn of_version(number: i32, to: &str, state: &str) -> String {
    format!("Version {number} to {to}: {state}")
}
