//! A placement offer: what the work really is, when, where, with whom.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check::{Faults, FieldError};
use super::code::vocabulary;
use super::event::SiteEvent;
use super::fact::{Availability, ExposureFacts, Presence, ProvisionFacts};
use super::ids::{OfferId, OrganisationId, PersonId, TaskId, WindowId};
use super::insurance::Insurance;
use super::occupation::SocCode;
use super::person::Person;
use super::site::{Emergency, Everyday, Site};
use super::task::Task;
use super::text::{Line, Paragraph};
use super::time::Span;
use super::whereabouts::{Cover, SitePlace};
use super::window::{Pattern, Window};

vocabulary! {
    /// Where an offer stands.
    OfferState {
        /// Being written; not matched.
        Draft = "draft",
        /// Open to matches.
        Open = "open",
        /// Not matched for now; placements go on.
        Paused = "paused",
        /// Closed for good and kept for the record.
        Archived = "archived",
    }
}

/// Whom an offer is for, by age in completed years on the first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ages {
    /// The youngest.
    #[schema(minimum = 11, maximum = 25)]
    pub from: u8,
    /// The oldest.
    #[schema(minimum = 11, maximum = 25)]
    pub to: u8,
}

/// Facts on which the vetting position turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Supervision {
    /// Whether one adult is ever alone with the learner; unknown when absent.
    #[serde(default)]
    pub lone_adult: Option<bool>,
    /// Whether the site is a specified place, such as a school or a nursery.
    #[serde(default)]
    pub specified_place: bool,
}

/// What an employer writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// What the placement is called.
    pub title: Line,
    /// What one does there, in a few sentences.
    pub summary: Paragraph,
    /// The occupation that it shows.
    pub soc: SocCode,
    /// Where.
    pub site: Site,
    /// How it is spread over time.
    pub pattern: Pattern,
    /// When it can be taken up.
    #[schema(min_items = 1, max_items = 20)]
    pub windows: Vec<Window>,
    /// For which ages.
    pub ages: Ages,
    /// What the workplace has or arranges.
    #[serde(default)]
    pub provisions: ProvisionFacts,
    /// What the site as a whole exposes a person to.
    #[serde(default)]
    pub exposures: ExposureFacts,
    /// The work.
    #[schema(min_items = 1, max_items = 40)]
    pub tasks: Vec<Task>,
    /// What happens at the site at known times.
    #[serde(default)]
    #[schema(max_items = 60)]
    pub events: Vec<SiteEvent>,
    /// The places of the site.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 40)]
    pub places: Vec<SitePlace>,
    /// What must always be covered, and by whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 10)]
    pub cover: Vec<Cover>,
    /// The people.
    #[schema(
        min_items = 1,
        max_items = 40,
        example = json!([{
            "id": "first", "name": "Sam Reed", "role": "Supervisor", "supervises": true,
            "shifts": [{"weekdays": ["mon", "tue", "wed", "thu", "fri"], "hours": {"from": "09:00", "to": "15:30"}}]
        }])
    )]
    pub people: Vec<Person>,
    /// Who supervises day by day.
    pub supervisor: PersonId,
    /// Who stands in.
    pub deputy: PersonId,
    /// Facts for the vetting position.
    pub supervision: Supervision,
    /// What happens in an emergency.
    pub emergency: Emergency,
    /// Dress, lunch, toilets, phones.
    pub everyday: Everyday,
}

impl Offer {
    /// One of its tasks.
    #[must_use]
    pub fn task(&self, id: &TaskId) -> Option<&Task> {
        self.tasks.iter().find(|task| task.id == *id)
    }

    /// One of its windows.
    #[must_use]
    pub fn window(&self, id: &WindowId) -> Option<&Window> {
        self.windows.iter().find(|window| window.id == *id)
    }

    /// One of its people.
    #[must_use]
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == *id)
    }

    /// How many facts of the workplace nobody has stated.
    #[must_use]
    pub fn unstated(&self) -> usize {
        self.provisions.having(Availability::Unknown).iter().count()
            + self.exposures.having(Presence::Unknown).iter().count()
    }

    /// What must hold across the fields.
    ///
    /// # Errors
    /// Every fault, with its field.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut faults = Faults::default();
        self.check_sizes(&mut faults);
        for field in self.unsaid() {
            faults.require(false, field, "must be said: nobody has given the answer yet");
        }
        faults.require_unique(self.tasks.iter().map(|task| &task.id), "tasks", "id");
        faults.require_unique(self.windows.iter().map(|window| &window.id), "windows", "id");
        faults.require_unique(self.people.iter().map(|person| &person.id), "people", "id");
        faults.require_unique(self.events.iter().map(|event| &event.id), "events", "id");
        self.check_people(&mut faults);
        self.check_windows(&mut faults);
        self.check_tasks(&mut faults);
        self.check_places(&mut faults);
        for (at, event) in self.events.iter().enumerate() {
            let dated = event.date.is_some() == event.weekdays.is_empty();
            faults.require(dated, format!("events[{at}].weekdays"), "give either weekdays or one date");
            faults.require(
                event.places.len() <= 10,
                format!("events[{at}].places"),
                "must hold at most 10 items",
            );
            faults.require(
                event.people.len() <= 20,
                format!("events[{at}].people"),
                "must hold at most 20 items",
            );
            let known = event.people.iter().all(|id| self.person(id).is_some());
            faults.require_given(
                known,
                format!("events[{at}].people"),
                "must name only those in `people`",
                ["people"],
            );
        }
        faults.finish()
    }

    /// The fields in which the sign for an answer that nobody has given stands.
    fn unsaid(&self) -> Vec<&'static str> {
        let lines = [
            ("site.name", &self.site.name),
            ("site.door", &self.site.door),
            ("site.ask_for", &self.site.ask_for),
            ("emergency.assembly_point", &self.emergency.assembly_point),
            ("emergency.alarm", &self.emergency.alarm),
            ("emergency.first_aid_box", &self.emergency.first_aid_box),
            ("everyday.dress", &self.everyday.dress),
            ("everyday.lunch", &self.everyday.lunch),
            ("everyday.toilets", &self.everyday.toilets),
            ("everyday.phones", &self.everyday.phones),
        ];
        lines.into_iter().filter(|(_, line)| line.is_unsaid()).map(|(field, _)| field).collect()
    }

    /// One of its places.
    #[must_use]
    pub fn place(&self, name: &Line) -> Option<&SitePlace> {
        self.places.iter().find(|place| place.name == *name)
    }

    /// Whether somebody is at work for the whole stretch, not at lunch and not tied up by an event.
    #[must_use]
    pub fn is_free(&self, id: &PersonId, date: NaiveDate, span: Span) -> bool {
        let tied_up = |event: &SiteEvent| {
            event.happens_on(date) && event.hours.overlaps(span) && event.people.contains(id)
        };
        self.person(id).is_some_and(|person| person.is_there(date, span)) && !self.events.iter().any(tied_up)
    }

    fn check_places(&self, faults: &mut Faults) {
        faults.require_unique(self.places.iter().map(|place| &place.name), "places", "name");
        for (at, place) in self.places.iter().enumerate() {
            let floor = place.floor.is_none_or(|floor| (-3..=40).contains(&floor));
            faults.require(floor, format!("places[{at}].floor"), "must be -3 to 40");
        }
        for (at, cover) in self.cover.iter().enumerate() {
            let known = cover.people.iter().all(|id| self.person(id).is_some());
            faults.require_given(
                known,
                format!("cover[{at}].people"),
                "must name only those in `people`",
                ["people"],
            );
            let can = (1..cover.people.len()).contains(&usize::from(cover.least));
            faults.require(can, format!("cover[{at}].least"), "must be at least 1, and fewer than `people`");
        }
    }

    fn check_sizes(&self, faults: &mut Faults) {
        let mut within = |len: usize, least: usize, most: usize, field: &str| {
            faults.require(
                (least..=most).contains(&len),
                field,
                format!("must hold {least} to {most} items"),
            );
        };
        within(self.site.address.len(), 1, 5, "site.address");
        within(self.windows.len(), 1, 20, "windows");
        within(self.tasks.len(), 1, 40, "tasks");
        within(self.people.len(), 1, 40, "people");
        within(self.events.len(), 0, 60, "events");
        within(self.places.len(), 0, 40, "places");
        within(self.cover.len(), 0, 10, "cover");
        let ages = (11..=25).contains(&self.ages.from) && (self.ages.from..=25).contains(&self.ages.to);
        faults.require(ages, "ages", "must be from 11 to 25, with `from` not above `to`");
        let (field, given, within) = match self.pattern {
            Pattern::Block { days } => ("pattern.days", days, 1..=20),
            Pattern::Extended { weeks } => ("pattern.weeks", weeks, 2..=40),
            Pattern::Rotation { weeks } => ("pattern.weeks", weeks, 4..=20),
        };
        let reason = format!("must be {} to {} for this kind of pattern", within.start(), within.end());
        faults.require(within.contains(&given), field, reason);
    }

    fn check_people(&self, faults: &mut Faults) {
        let known: BTreeSet<_> = self.people.iter().map(|person| &person.id).collect();
        for (field, id) in [("supervisor", &self.supervisor), ("deputy", &self.deputy)] {
            let supervises = self.person(id).is_some_and(|person| person.supervises);
            faults.require_given(supervises, field, "must be one of `people` who supervises", ["people"]);
        }
        faults.require_given(
            self.supervisor != self.deputy || self.people.len() == 1,
            "deputy",
            "must be somebody other than the supervisor",
            ["supervisor", "people"],
        );
        for (at, person) in self.people.iter().enumerate() {
            faults.require(
                (1..=14).contains(&person.shifts.len()),
                format!("people[{at}].shifts"),
                "must hold 1 to 14 items",
            );
        }
        for (at, task) in self.tasks.iter().enumerate() {
            faults.require(
                !task.with.is_empty(),
                format!("tasks[{at}].with"),
                "must name at least one of `people`",
            );
            for (nth, id) in task.with.iter().enumerate() {
                faults.require_given(
                    known.contains(id),
                    format!("tasks[{at}].with[{nth}]"),
                    "must be one of `people`",
                    ["people"],
                );
            }
        }
    }

    fn check_windows(&self, faults: &mut Faults) {
        for (at, window) in self.windows.iter().enumerate() {
            let field = |name: &str| format!("windows[{at}].{name}");
            faults.require(!window.weekdays.is_empty(), field("weekdays"), "must name a weekday");
            faults.require((1..=50).contains(&window.capacity), field("capacity"), "must be 1 to 50");
            faults.require(
                window.start_can_move_minutes <= 240,
                field("start_can_move_minutes"),
                "must be at most 240",
            );
            faults.require_given(
                window.breaks.iter().all(|rest| window.hours.covers(*rest)),
                field("breaks"),
                "must lie within `hours`",
                [field("hours")],
            );
            let apart = window.breaks.windows(2).all(|pair| match pair {
                [first, second] => first.to <= second.from,
                _ => true,
            });
            faults.require(apart, field("breaks"), "must be in order and must not overlap");
            faults.require(window.closed.len() <= 400, field("closed"), "must hold at most 400 dates");
        }
    }

    fn check_tasks(&self, faults: &mut Faults) {
        for (at, task) in self.tasks.iter().enumerate() {
            let field = |name: &str| format!("tasks[{at}].{name}");
            faults.require((1..=12).contains(&task.steps.len()), field("steps"), "must hold 1 to 12 items");
            faults.require(task.also.len() <= 4, field("also"), "must hold at most 4 items");
            faults.require(
                (1..=20).contains(&task.available.len()),
                field("available"),
                "must hold 1 to 20 items",
            );
            faults.require(
                task.available.iter().all(|when| !when.weekdays.is_empty()),
                field("available"),
                "each must name a weekday",
            );
            faults.require(
                task.minutes_a_day.is_none_or(|minutes| (5..=480).contains(&minutes)),
                field("minutes_a_day"),
                "must be 5 to 480",
            );
            faults.require((1..=5).contains(&task.load.challenge), field("load.challenge"), "must be 1 to 5");
            if let Some(amount) = &task.amount {
                faults.require(
                    (1..=5000).contains(&amount.a_day),
                    field("amount.a_day"),
                    "must be 1 to 5000",
                );
                let seconds = amount.worker_seconds_each.unwrap_or(1);
                faults.require(
                    (1..=7200).contains(&seconds),
                    field("amount.worker_seconds_each"),
                    "must be 1 to 7200",
                );
                let batch = amount.batch.as_ref().map_or(2, |batch| batch.of);
                faults.require((2..=1000).contains(&batch), field("amount.batch.of"), "must be 2 to 1000");
            }
            let known = |id: &PersonId| self.person(id).is_some();
            let hand_to = task.used.as_ref().and_then(|used| used.hand_to.as_ref());
            faults.require_given(
                hand_to.is_none_or(known),
                field("used.hand_to"),
                "must be one of `people`",
                ["people"],
            );
            if let Some(body) = task.body {
                faults.require(body.heaviest_kg <= 50, field("body.heaviest_kg"), "must be at most 50");
            }
        }
    }
}

/// An offer with what matching needs to know of its employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferFacts {
    /// The offer's identifier.
    pub id: OfferId,
    /// Its version, which rises with each change.
    pub version: i64,
    /// Whose it is.
    pub employer: OrganisationId,
    /// The employer's name.
    pub employer_name: Line,
    /// The employer's cover; unknown until said.
    pub insurance: Option<Insurance>,
    /// What the employer wrote.
    pub offer: Offer,
    /// The dates on which a window has no seat left; only windows that have such dates.
    pub full: BTreeMap<WindowId, BTreeSet<NaiveDate>>,
    /// The dates on which its supervisor has other learners under 16, at whichever of the employer's
    /// offers; known only where one placement is looked at.
    pub supervised: BTreeSet<NaiveDate>,
}

impl OfferFacts {
    /// Whether a window has a seat left on every one of the dates.
    #[must_use]
    pub fn has_seats(&self, window: &WindowId, days: &[NaiveDate]) -> bool {
        self.full.get(window).is_none_or(|full| days.iter().all(|date| !full.contains(date)))
    }
}
