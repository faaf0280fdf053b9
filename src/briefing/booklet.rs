//! The copy of a plan for somebody other than the employer: the learner, the family, the job coach.
//!
//! All three are made of [`Material`], which is the employer's pack and what it was composed from, so
//! that they tell one plan. A booklet is chapters of a few kinds of item; every rendering reads it.

mod printed;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::compose::{ComposeError, Inputs, each_day};
use super::fingerprint::hash_of;
use super::pack::{Block, Day, Host, Issue, Pack, Provider};
use super::pictures::Picture;
use crate::domain::code::CodeSet;
use crate::domain::delivery::Edition;
use crate::domain::disclosure::Told;
use crate::domain::ids::Reference;
use crate::domain::time::TimeOfDay;
use crate::domain::voice::ReadingForm;
use crate::domain::workload::Activity;
use crate::programme::{self, Content};
use crate::travel::DayTravel;

pub use printed::PrintedBooklet;

/// What the three copies are made from.
#[derive(Clone, Debug)]
pub struct Material<'a> {
    /// What the employer's pack was composed from.
    pub inputs: &'a Inputs<'a>,
    /// The employer's pack of the same plan.
    pub pack: &'a Pack,
    /// Each date of the plan by itself.
    pub days: Vec<Day>,
    /// The journeys, day by day; empty while nobody has looked.
    pub journey: &'a [DayTravel],
}

impl<'a> Material<'a> {
    /// The material of a pack.
    ///
    /// # Errors
    /// As for [`super::compose::compose`].
    pub fn of(
        inputs: &'a Inputs<'a>,
        pack: &'a Pack,
        journey: &'a [DayTravel],
    ) -> Result<Self, ComposeError> {
        let called = inputs.learner.identity.first_name().as_str();
        Ok(Self { inputs, pack, days: each_day(inputs, called)?, journey })
    }

    /// The name of the learner among people who know them.
    pub(super) fn called(&self) -> &'a str {
        self.inputs.learner.identity.first_name().as_str()
    }

    /// What is shown on the last day, as the employer said it.
    pub(super) fn shown_at_the_end(&self) -> Option<&'a str> {
        let shows = |block: &&programme::Block| {
            matches!(block.content, Content::Activity { activity: Activity::ShowWork })
        };
        let last = self.inputs.programme.days.last()?;
        last.blocks.iter().find(shows)?.about.as_ref().map(|about| about.as_str())
    }

    /// A booklet of this plan.
    pub(super) fn booklet(
        &self,
        edition: Edition,
        heading: String,
        chapters: Vec<Chapter>,
        told: impl IntoIterator<Item = (Told, bool)>,
    ) -> Booklet {
        let identity = &self.inputs.learner.identity;
        let told = [
            (Told::FirstName, true),
            (Told::LatinSpelling, identity.latin_spelling.is_some()),
            (Told::Plan, true),
        ]
        .into_iter()
        .chain(told);
        Booklet {
            edition,
            reference: self.pack.reference.clone(),
            issue: self.pack.issue.clone(),
            host: self.pack.host.clone(),
            provider: self.pack.provider.clone(),
            called: self.called().to_owned(),
            latin: identity.latin_spelling.as_ref().map(ToString::to_string),
            form: None,
            heading,
            days: self.days.iter().map(PlanDay::of).collect(),
            chapters,
            told: told.filter_map(|(field, is_told)| is_told.then_some(field)).collect(),
        }
    }
}

/// One version of one placement's copy for one kind of reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BriefingBooklet)]
pub struct Booklet {
    /// For whom it is written.
    pub edition: Edition,
    /// What both sides call the placement.
    pub reference: Reference,
    /// Which version this is, what it replaces, and how old its facts are.
    pub issue: Issue,
    /// The employer and the site.
    pub host: Host,
    /// The school or college.
    pub provider: Provider,
    /// The learner's first name.
    pub called: String,
    /// Its spelling in Latin letters, for where fonts are limited.
    pub latin: Option<String>,
    /// The form in which the learner reads; absent in the other copies, and while nobody has asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<ReadingForm>,
    /// What stands at its head.
    pub heading: String,
    /// The plan, each date by itself: what the chapters tell in their own way.
    pub days: Vec<PlanDay>,
    /// The chapters.
    pub chapters: Vec<Chapter>,
    /// What it tells of the learner.
    #[schema(value_type = Vec<Told>)]
    pub told: CodeSet<Told>,
}

impl Booklet {
    /// The content hash: two copies that tell their reader the same have the same, whatever their version.
    #[must_use]
    pub fn content_hash(&self) -> Option<String> {
        hash_of(self)
    }
}

/// One date of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BookletDay)]
pub struct PlanDay {
    /// The date.
    pub date: NaiveDate,
    /// Arrival.
    pub from: TimeOfDay,
    /// Leaving.
    pub to: TimeOfDay,
    /// What happens, in order of time.
    pub rows: Vec<PlanRow>,
}

/// A stretch of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BookletRow)]
pub struct PlanRow {
    /// Start.
    pub from: TimeOfDay,
    /// End.
    pub to: TimeOfDay,
    /// The job, or the break.
    pub what: String,
    /// Where.
    pub place: String,
    /// The person there; absent in a break.
    pub with: Option<String>,
}

impl PlanDay {
    /// Each date of days that run alike.
    pub(super) fn each(day: &Day) -> impl Iterator<Item = Self> {
        let alike = Self::of(day);
        day.dates.iter().map(move |date| Self { date: *date, ..alike.clone() })
    }

    fn of(day: &Day) -> Self {
        let date = day.dates.first().copied().unwrap_or_default();
        Self { date, from: day.from, to: day.to, rows: day.blocks.iter().map(PlanRow::of).collect() }
    }
}

impl PlanRow {
    fn of(block: &Block) -> Self {
        match block {
            Block::Work(work) => Self {
                from: work.from,
                to: work.to,
                what: work.task.clone(),
                place: work.place.clone(),
                with: Some(work.with.clone()),
            },
            Block::Rest(rest) => Self {
                from: rest.from,
                to: rest.to,
                what: rest.what.clone(),
                place: rest.place.clone(),
                with: None,
            },
        }
    }
}

/// A part of a booklet under a heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// Its heading.
    pub heading: String,
    /// Whether it begins a page of its own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own_page: bool,
    /// Whether it stands on one page undivided.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub together: bool,
    /// What it holds.
    pub items: Vec<Item>,
}

impl Chapter {
    pub(super) fn new(heading: impl Into<String>, items: Vec<Item>) -> Self {
        Self { heading: heading.into(), own_page: false, together: false, items }
    }

    pub(super) fn on_its_own_page(self) -> Self {
        Self { own_page: true, ..self }
    }

    pub(super) fn undivided(self) -> Self {
        Self { together: true, ..self }
    }
}

/// Something in a chapter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schema(as = BookletItem)]
pub enum Item {
    /// Paragraphs.
    Words {
        /// A paragraph each.
        lines: Vec<String>,
    },
    /// A list.
    Points {
        /// A point each.
        lines: Vec<String>,
    },
    /// What must not be missed.
    Notice {
        /// A paragraph each.
        lines: Vec<String>,
    },
    /// A table; an empty cell is to be written in.
    Table {
        /// The names of the columns.
        head: Vec<String>,
        /// How wide the columns are, in parts.
        widths: Vec<u8>,
        /// The rows, each of as many cells as columns.
        rows: Vec<Vec<String>>,
    },
    /// A picture on the left, words on the right, row by row.
    Pictures {
        /// The rows.
        rows: Vec<Pictured>,
    },
    /// A day: each moment with its picture and a box to tick.
    Moments {
        /// In order of time.
        rows: Vec<Moment>,
    },
    /// A day as squares to cut out, for a board that says now and next.
    Squares {
        /// In order of time.
        rows: Vec<Moment>,
    },
    /// Three faces to choose from.
    Faces {
        /// The question.
        ask: String,
        /// What each face says, the glad one first.
        words: Vec<String>,
    },
    /// Lines to write on.
    Write {
        /// The question.
        ask: String,
        /// How many lines.
        lines: u8,
    },
}

/// A picture with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pictured {
    /// The picture.
    pub picture: Picture,
    /// The words, a sentence or a name each.
    pub words: Vec<String>,
    /// Whether the words are the learner's own, printed as they are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
}

/// A moment of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// When it begins.
    pub at: TimeOfDay,
    /// The picture.
    pub picture: Picture,
    /// What happens, in a few words.
    pub what: String,
    /// With whom, where, what is new.
    pub more: Vec<String>,
    /// Whether it is a break or the way home.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rest: bool,
}

/// Days of which the same is told, together, in order of their first dates.
pub(super) fn alike<D, T: PartialEq>(
    days: &[D],
    date: impl Fn(&D) -> NaiveDate,
    tells: impl Fn(&D) -> T,
) -> Vec<(Vec<NaiveDate>, T)> {
    let mut groups: Vec<(Vec<NaiveDate>, T)> = Vec::new();
    for day in days {
        let told = tells(day);
        match groups.iter_mut().find(|(_, known)| *known == told) {
            Some((dates, _)) => dates.push(date(day)),
            None => groups.push((vec![date(day)], told)),
        }
    }
    groups
}

/// The cells of a row.
pub(super) fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}
