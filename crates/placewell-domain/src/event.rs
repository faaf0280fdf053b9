//! Things that happen at a site at known times, which a plan must not walk into.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::vocabulary;
use super::ids::{PersonId, Slug};
use super::text::Line;
use super::time::{Span, TimeOfDay, Weekday, Weekdays};

vocabulary! {
    /// What an event asks of a plan.
    EventKind {
        /// A delivery or a collection: keep clear of the place.
        Delivery = "delivery",
        /// An alarm test: tell the learner beforehand, and be with them.
        AlarmTest = "alarm_test",
        /// A place of work is shut.
        Closed = "closed",
        /// A team meeting: the people named elsewhere are not free.
        Meeting = "meeting",
        /// A busy time.
        Rush = "rush",
    }
}

/// How long before an alarm test nobody begins another job.
const BEFORE_TEST_MINUTES: u16 = 10;
/// A test that lasts longer holds nobody at one job.
const LONGEST_TEST_MINUTES: u16 = 20;

/// Something that happens at the site on certain weekdays, or on one date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteEvent {
    /// Names the event within the offer.
    pub id: Slug,
    /// What happens.
    pub name: Line,
    /// What it asks of a plan.
    pub kind: EventKind,
    /// On these weekdays, unless `date` is given.
    #[serde(default)]
    #[schema(value_type = Vec<Weekday>)]
    pub weekdays: Weekdays,
    /// On this date only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// When.
    pub hours: Span,
    /// The place of work that it concerns, by the name that tasks use; the whole site when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Line>,
    /// Further places that it concerns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 10)]
    pub places: Vec<Line>,
    /// The only places where a learner may work while it lasts, by the names that tasks use; any that it does not
    /// concern when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 10)]
    pub go_to: Vec<Line>,
    /// Whom it ties up: they are with nobody while it lasts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 20)]
    pub people: Vec<PersonId>,
    /// What a learner does meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meanwhile: Option<Line>,
}

impl SiteEvent {
    /// Whether it happens on the date.
    #[must_use]
    pub fn happens_on(&self, date: NaiveDate) -> bool {
        self.date.map_or_else(|| self.weekdays.contains(Weekday::of(date)), |only| only == date)
    }

    /// Whether no task may be planned at `place` while it lasts. During an alarm test the learner
    /// stays with their person, so work stops nowhere; it is named in the plan instead.
    #[must_use]
    pub fn blocks(&self, place: &Line) -> bool {
        let stops_work = matches!(self.kind, EventKind::Delivery | EventKind::Closed | EventKind::Meeting);
        let elsewhere = !self.go_to.is_empty() && !self.go_to.contains(place);
        (stops_work && self.concerns(place)) || (elsewhere && self.kind != EventKind::AlarmTest)
    }

    /// The time in which nobody is sent from one job to another: an alarm test from ten minutes before it until it is
    /// over, since whoever goes out for it leaves early. None for a test that lasts so long that work goes on in it.
    #[must_use]
    pub fn holds_still(&self) -> Option<Span> {
        let short = self.kind == EventKind::AlarmTest && self.hours.minutes() <= LONGEST_TEST_MINUTES;
        let from = self.hours.from.minutes().saturating_sub(BEFORE_TEST_MINUTES);
        short.then(|| Span { from: TimeOfDay::from_minutes(from).unwrap_or(self.hours.from), ..self.hours })
    }

    /// Whether it happens at `place`: everywhere when it names none.
    #[must_use]
    pub fn concerns(&self, place: &Line) -> bool {
        (self.place.is_none() && self.places.is_empty())
            || self.place.as_ref() == Some(place)
            || self.places.contains(place)
    }
}
