//! What became of every offer on the way to the matches, the same whichever page is asked for.

use serde::Serialize;
use utoipa::ToSchema;

/// Counts of offers. Each offer is counted once, under the first that applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Funnel {
    /// All of them.
    pub offers: u32,
    /// No dates on which the whole placement fits.
    pub no_dates: u32,
    /// Every placement that there could be takes a date on which the learner is on another.
    pub already_placed: u32,
    /// No seat is left on dates on which it would fit.
    pub no_seats: u32,
    /// For other ages or another kind of programme.
    pub not_for_this_learner: u32,
    /// Something essential cannot be had.
    pub essential_missing: u32,
    /// Something that must be avoided is all over the site.
    pub exposed: u32,
    /// No way to get there and back within the learner's limits, with no start that the window allows.
    pub no_way_there: u32,
    /// Within the learner's limits, and ending later or taking longer to reach than was asked for.
    pub not_wanted: u32,
    /// The offers that are left.
    pub assessed: u32,
    /// Always 0; it stays because version 1 of the API only grows.
    pub could_not_matter: u32,
}
