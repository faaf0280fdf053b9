//! Supply against demand.

use crate::domain::need::Wanted;
use crate::words::evidence::{Heading, column};
use crate::words::label::Label;

/// What the table is called.
pub const TITLE: &str = "Where placements are missing";
/// What it is for.
pub const ABOUT: &str = "What learners of all your providers need, like and live near, against what the open offers have. \
     Use it to see which employers to look for.";

const OFFERS: &str = "Open offers of your employers whose dates are not over";
const LEARNERS: &str = "The profiles of learners in use";

/// Its columns.
pub const COLUMNS: [Heading; 7] = [
    column("group", "Group", "What the rows are grouped by"),
    column("name", "Of which", "Who is counted in the row, and what the offers have for them"),
    column("offers", "Open offers", OFFERS),
    column("places", "Places at the same time", OFFERS),
    column("learners", "Learners", LEARNERS),
    column(
        "looking",
        "Learners without a placement",
        "No placement agreed, going on or completed this school year",
    ),
    column("enough", "Places for them", "The two columns before, as they are shown"),
];

/// What the table counts by.
pub const NOTES: [&str; 4] = [
    "A learner is counted in every row that fits: most have several needs and interests.",
    "Help with which new work begins: an offer has it where the employer gives that kind of instruction or supervision, or can arrange it.",
    "A need counts whether it is essential or helpful. An offer has it where the employer has it or can arrange it; what nobody has asked the employer does not count.",
    "Area is the first part of a postcode: of the home, and of the workplace. Learners travel between areas.",
];

/// Rows by the help with which new work begins.
pub const HELP: &str = "Help with new work";
/// Rows by interest.
pub const INTEREST: &str = "Interest";
/// Rows by need.
pub const NEED: &str = "Need";
/// Rows by area.
pub const AREA: &str = "Area";
/// Every other area.
pub const OTHER_AREAS: &str = "Every other area";

/// Fewer places than learners.
pub const TOO_FEW: &str = "too few";
/// At least as many.
pub const ENOUGH: &str = "enough at the same time";
/// None at all.
pub const NO_PLACES: &str = "no places";
/// Some, for few.
pub const FOR_FEW: &str = "some";

/// A need.
#[must_use]
pub fn need(wanted: Wanted) -> String {
    match wanted {
        Wanted::Provision(provision) => provision.label().to_owned(),
        Wanted::Avoid(exposure) => format!("away from: {}", exposure.label()),
    }
}
