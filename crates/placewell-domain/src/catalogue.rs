//! Occupations that take work experience, and the work in them that a learner can do.
//!
//! An entry is typical of the trade and says nothing about anybody's workplace: what an employer takes from it is a
//! draft until the employer has confirmed it.

mod check;
mod draft;
mod question;
mod task;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use draft::{Draft, DraftOffer, DraftPerson, DraftWindow, SiteBasics};
pub use question::{Answerer, DraftQuestion, DraftSubject, DraftTopic};
pub use task::{TypicalAmount, TypicalHazard, TypicalTask};

use super::code::{Code, CodeSet, vocabulary};
use super::event::EventKind;
use super::ids::Slug;
use super::occupation::SocCode;
use super::text::{Line, Paragraph};
use super::theme::Theme;
use super::time::{Span, TimeOfDay, Weekday, Weekdays};
use super::whereabouts::Noise;

vocabulary! {
    /// Where a place of work lies.
    Setting {
        /// Inside a building.
        Indoors = "indoors",
        /// In the open.
        Outdoors = "outdoors",
        /// Outside under a roof.
        Covered = "covered",
    }
}

vocabulary! {
    /// What an amount of work is counted over.
    AmountPeriod {
        /// A day.
        Day = "day",
        /// A week.
        Week = "week",
    }
}

/// An occupation, with a typical workplace and the work in it that a learner can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Occupation {
    /// Names the occupation in the catalogue.
    pub slug: Slug,
    /// What people call it.
    pub title: Line,
    /// Its unit group in the Standard Occupational Classification 2020.
    pub soc: SocCode,
    /// What kind of workplace it is found in.
    pub workplace: Line,
    /// What a week there gives the workplace and the learner.
    pub summary: Paragraph,
    /// The hours that a learner usually comes.
    pub hours: TypicalHours,
    /// The places of work, 3 to 7.
    #[schema(min_items = 3, max_items = 7)]
    pub places: Vec<TypicalPlace>,
    /// Who works there, by role, 4 to 6.
    #[schema(min_items = 4, max_items = 6)]
    pub people: Vec<TypicalPerson>,
    /// What happens there at known times.
    pub events: Vec<TypicalEvent>,
    /// Questions that bring more work to light.
    pub ask_first: Vec<Line>,
    /// The work, 8 to 12 tasks.
    #[schema(min_items = 8, max_items = 12)]
    pub tasks: Vec<TypicalTask>,
}

impl Occupation {
    /// One of its tasks.
    #[must_use]
    pub fn task(&self, id: &Slug) -> Option<&TypicalTask> {
        self.tasks.iter().find(|task| task.id == *id)
    }

    /// The interest themes of its tasks.
    #[must_use]
    pub fn themes(&self) -> CodeSet<Theme> {
        Theme::ALL
            .iter()
            .copied()
            .filter(|theme| self.tasks.iter().any(|task| task.themes.contains(*theme)))
            .collect()
    }

    /// Whether its title, its workplace or the names of its tasks contain every one of the words, in any case.
    #[must_use]
    pub fn mentions(&self, words: &Line) -> bool {
        let names =
            [&self.title, &self.workplace].into_iter().chain(self.tasks.iter().map(|task| &task.name));
        let names: Vec<String> = names.map(|name| name.as_str().to_lowercase()).collect();
        let said = |word: &str| names.iter().any(|name| name.contains(word));
        words.as_str().to_lowercase().split_whitespace().all(said)
    }

    /// One of its places.
    #[must_use]
    pub fn place(&self, id: &Slug) -> Option<&TypicalPlace> {
        self.places.iter().find(|place| place.id == *id)
    }

    /// One of its people.
    #[must_use]
    pub fn person(&self, id: &Slug) -> Option<&TypicalPerson> {
        self.people.iter().find(|person| person.id == *id)
    }
}

/// Hours on certain weekdays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TypicalHours {
    /// On these weekdays.
    #[schema(value_type = Vec<Weekday>)]
    pub weekdays: Weekdays,
    /// From.
    pub from: TimeOfDay,
    /// To, later than `from`.
    pub to: TimeOfDay,
}

impl TypicalHours {
    /// The stretch of the day; none when `to` is not after `from`.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        Span::new(self.from, self.to).ok()
    }
}

/// A place of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TypicalPlace {
    /// Names the place within the entry.
    pub id: Slug,
    /// What people call it.
    pub name: Line,
    /// Where it lies.
    pub setting: Setting,
    /// How loud it is.
    pub noise: Noise,
    /// Whether customers or visitors come there.
    pub public: bool,
}

/// Somebody who works there, by role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TypicalPerson {
    /// Names the role within the entry.
    pub id: Slug,
    /// The role.
    pub role: Line,
    /// What they do.
    pub does: Line,
}

/// Something that happens there at known times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TypicalEvent {
    /// Names the event within the entry.
    pub id: Slug,
    /// What happens.
    pub name: Line,
    /// What it asks of a plan.
    pub kind: EventKind,
    /// On these weekdays.
    #[schema(value_type = Vec<Weekday>)]
    pub weekdays: Weekdays,
    /// From.
    pub from: TimeOfDay,
    /// To, later than `from`.
    pub to: TimeOfDay,
    /// The place that it concerns; the whole site when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Slug>,
    /// Who is not free meanwhile.
    pub ties_up: Vec<Slug>,
}
