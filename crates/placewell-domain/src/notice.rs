//! How long before its first day a placement is confirmed.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::calendar::{is_working_day, working_days};
use super::placement::{Placement, PlacementState};
use super::text::Paragraph;

/// A shorter notice for one placement than its hub asks for, and why it is enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShorterNotice {
    /// The working days before the first day that are enough for this placement.
    #[schema(minimum = 0, maximum = 59)]
    pub working_days: u8,
    /// Why: who has been asked and can be ready.
    pub reason: Paragraph,
}

/// A first day that comes too soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortNotice {
    /// The first day; today or later.
    pub first: NaiveDate,
    /// The working days that are left until then, fewer than the notice.
    pub left: u8,
}

/// Whether a placement that is still to be confirmed starts in fewer working days than its notice. A confirmed one has
/// had its notice, and a first day that is past is another matter.
#[must_use]
pub fn short_notice(placement: &Placement, today: NaiveDate, notice: u8) -> Option<ShortNotice> {
    let first = placement.days.first().copied().filter(|first| *first >= today)?;
    let left = working_days(today, first, notice);
    let short = placement.state == PlacementState::Proposed && left < notice;
    short.then_some(ShortNotice { first, left })
}

/// The last date on which a placement that starts on `first` still has its notice.
#[must_use]
pub fn last_day_of_notice(first: NaiveDate, notice: u8) -> Option<NaiveDate> {
    let mut date = first;
    let mut left = notice;
    while left > 0 {
        left -= u8::from(is_working_day(date));
        date = date.checked_sub_days(Days::new(1))?;
    }
    Some(date)
}
