//! When an offer can be taken up, and in what pattern.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::calendar::is_bank_holiday;
use super::ids::WindowId;
use super::time::{DateRange, Span, TimeOfDay, Weekday, Weekdays};

/// How a placement is spread over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Pattern {
    /// Consecutive working days.
    Block {
        /// How many attended days, 1 to 20.
        #[schema(minimum = 1, maximum = 20)]
        days: u8,
    },
    /// The same one to three weekdays each week.
    Extended {
        /// How many weeks, 2 to 40.
        #[schema(minimum = 2, maximum = 40)]
        weeks: u8,
    },
    /// Several weeks in one department of a supported internship, then the next.
    Rotation {
        /// How many weeks in this department, 4 to 20.
        #[schema(minimum = 4, maximum = 20)]
        weeks: u8,
    },
}

/// A range of dates in which the offer can be taken up, with the hours of each day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Names the window within the offer.
    pub id: WindowId,
    /// The first and the last date on which a learner may be there.
    pub dates: DateRange,
    /// The weekdays on which the offer runs.
    #[schema(value_type = Vec<Weekday>, min_items = 1, example = json!(["mon", "tue", "wed", "thu", "fri"]))]
    pub weekdays: Weekdays,
    /// From arriving to leaving.
    pub hours: Span,
    /// Breaks that the workplace always has, in order and apart.
    #[serde(default)]
    pub breaks: Vec<Span>,
    /// How many learners may be present on the same date.
    #[schema(minimum = 1, maximum = 50)]
    pub capacity: u8,
    /// How much later a learner may start, if the start can move; minutes.
    #[serde(default)]
    #[schema(maximum = 240)]
    pub start_can_move_minutes: u16,
    /// Dates on which the site is shut.
    #[serde(default)]
    #[schema(max_items = 400)]
    pub closed: Vec<NaiveDate>,
    /// Whether both sides have said that bank holidays are worked.
    #[serde(default)]
    pub works_bank_holidays: bool,
}

impl Window {
    /// Whether a learner may attend on the date, the provider's own closed dates apart.
    #[must_use]
    pub fn runs_on(&self, date: NaiveDate) -> bool {
        self.dates.contains(date)
            && self.weekdays.contains(Weekday::of(date))
            && !self.closed.contains(&date)
            && (self.works_bank_holidays || !is_bank_holiday(date))
    }

    /// The attended dates of a placement that starts on `start`, none of them in `closed`;
    /// `None` when the window ends before the pattern is complete or `start` itself is no such date.
    #[must_use]
    pub fn placement_days(
        &self,
        pattern: Pattern,
        start: NaiveDate,
        closed: &[NaiveDate],
    ) -> Option<Vec<NaiveDate>> {
        let runs = |date: NaiveDate| self.runs_on(date) && !closed.contains(&date);
        if !runs(start) {
            return None;
        }
        match pattern {
            Pattern::Block { days } => {
                let dates: Vec<_> = start
                    .iter_days()
                    .take_while(|date| *date <= self.dates.to)
                    .filter(|date| runs(*date))
                    .take(usize::from(days))
                    .collect();
                (dates.len() == usize::from(days)).then_some(dates)
            }
            Pattern::Extended { weeks } | Pattern::Rotation { weeks } => {
                let end = start.checked_add_days(chrono::Days::new(u64::from(weeks) * 7 - 1))?;
                let dates = || start.iter_days().take_while(|date| *date <= end);
                let last = dates().filter(|date| self.weekdays.contains(Weekday::of(*date))).last()?;
                (last <= self.dates.to).then(|| dates().filter(|date| runs(*date)).collect())
            }
        }
    }

    /// The dates on which a placement may start, earliest first.
    pub fn starts<'a>(
        &'a self,
        pattern: Pattern,
        from: NaiveDate,
        closed: &'a [NaiveDate],
    ) -> impl Iterator<Item = NaiveDate> + 'a {
        self.dates
            .days()
            .filter(move |date| *date >= from)
            .filter(move |date| self.placement_days(pattern, *date, closed).is_some())
    }

    /// The usual arriving time.
    #[must_use]
    pub fn start_time(&self) -> TimeOfDay {
        self.hours.from
    }
}
