//! Evidence as tables: what a provider owes governors, inspectors, families and employers, worked out from what is stored.
//!
//! Pure: facts go in, an [`EvidenceSheet`] comes out, one file a table. Nothing is kept: the same facts at the same moment make
//! the same table, and what nobody has said stands in it as not recorded, never as a nought.

pub mod attendance;
mod cell;
mod chart;
mod days;
mod delimited;
pub mod destinations;
pub mod employers;
pub mod experience;
pub mod hub;
pub mod internships;
pub mod levels;
pub mod meaningful;
mod printed;
pub mod register;
pub mod review;
pub mod siqaf;
pub mod suppress;
mod term;
pub mod two_weeks;
pub mod views;
mod workbook;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::code::vocabulary;
use crate::domain::ids::{LearnerId, PlacementId};
use crate::domain::nation::Nation;
use crate::words::evidence as words;
use crate::words::evidence::Heading;

pub use cell::EvidenceCell;
pub use chart::charts;
pub use days::{DayRecord, Mark, SaidOfDays, ToldTick, days};
pub use delimited::{CsvFile, csv};
pub use printed::{MANY, MOST_ROWS, printed};
pub use term::TermOfYear;
pub use workbook::{XlsxFile, xlsx};

vocabulary! {
    /// A table of evidence.
    EvidenceTable {
        /// Each placement with its hours, insurance, checks, agreements and pack.
        Register = "register",
        /// The seven tests of a meaningful experience, each with the block that shows it.
        Meaningful = "meaningful",
        /// What each learner has of the two weeks by Year 11.
        TwoWeeks = "two_weeks",
        /// Each session of each day that has come.
        Attendance = "attendance",
        /// What one learner's annual review is told.
        AnnualReview = "annual_review",
        /// What each employer did and said, and when it was last asked.
        Employers = "employers",
        /// What learners say of their placements, term by term.
        Views = "views",
        /// Where learners are three, six and twelve months after a placement.
        Destinations = "destinations",
        /// Each rotation of a supported internship in periods of six weeks.
        Internships = "internships",
        /// What the record shows for each part of the quality framework for supported internships.
        Siqaf = "siqaf",
        /// Each placement with the hours that it adds and the tasks that were done.
        Experience = "experience",
        /// What a hub's learners need and like against what its employers offer, in suppressed counts.
        HubGaps = "hub_gaps",
        /// How the placements of a hub's learners went in a term, in suppressed counts.
        HubOutcomes = "hub_outcomes",
        /// What a hub's learners said of the placements of a term, in suppressed counts.
        HubViews = "hub_views",
    }
}

impl EvidenceTable {
    /// What it is called, in a nation's own terms.
    #[must_use]
    pub fn title(self, nation: Nation) -> &'static str {
        match self {
            Self::Register => words::register::TITLE,
            Self::Meaningful => words::meaningful::title(nation),
            Self::TwoWeeks => words::two_weeks::title(nation),
            Self::Attendance => words::attendance::TITLE,
            Self::AnnualReview => words::review::title(nation),
            Self::Employers => words::employers::TITLE,
            Self::Views => words::views::TITLE,
            Self::Destinations => words::destinations::TITLE,
            Self::Internships => words::internships::TITLE,
            Self::Siqaf => words::siqaf::TITLE,
            Self::Experience => words::experience::TITLE,
            Self::HubGaps => words::hub::gaps::TITLE,
            Self::HubOutcomes => words::hub::outcomes::TITLE,
            Self::HubViews => words::hub::views::TITLE,
        }
    }

    /// What it is for.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Register => words::register::ABOUT,
            Self::Meaningful => words::meaningful::ABOUT,
            Self::TwoWeeks => words::two_weeks::ABOUT,
            Self::Attendance => words::attendance::ABOUT,
            Self::AnnualReview => words::review::ABOUT,
            Self::Employers => words::employers::ABOUT,
            Self::Views => words::views::ABOUT,
            Self::Destinations => words::destinations::ABOUT,
            Self::Internships => words::internships::ABOUT,
            Self::Siqaf => words::siqaf::ABOUT,
            Self::Experience => words::experience::ABOUT,
            Self::HubGaps => words::hub::gaps::ABOUT,
            Self::HubOutcomes => words::hub::outcomes::ABOUT,
            Self::HubViews => words::hub::views::ABOUT,
        }
    }

    /// Whether it is about one learner, who must be named.
    #[must_use]
    pub fn is_of_one_learner(self) -> bool {
        self == Self::AnnualReview
    }

    /// Whether its rows follow one another by placement or by date, so that a long one can be made part by part.
    #[must_use]
    pub fn comes_in_parts(self) -> bool {
        matches!(self, Self::Register | Self::Meaningful | Self::Attendance | Self::Destinations)
    }

    /// Whether it tells of a learner's whole time, or of a whole term, so that no dates narrow it.
    #[must_use]
    pub fn is_of_all_dates(self) -> bool {
        matches!(self, Self::TwoWeeks | Self::AnnualReview) || self.is_of_hub()
    }

    /// Whether it counts the learners of all the providers of a hub, for the hub; otherwise it is about a provider's own.
    #[must_use]
    pub fn is_of_hub(self) -> bool {
        matches!(self, Self::HubGaps | Self::HubOutcomes | Self::HubViews)
    }
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EvidenceColumn {
    /// What programs call it.
    pub name: &'static str,
    /// What stands above it.
    pub heading: &'static str,
    /// Where its figures come from.
    pub source: &'static str,
}

impl From<&Heading> for EvidenceColumn {
    fn from(heading: &Heading) -> Self {
        let Heading { name, heading, source } = *heading;
        Self { name, heading, source }
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EvidenceRow {
    /// Whom it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub learner: Option<LearnerId>,
    /// Which placement it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placement: Option<PlacementId>,
    /// One cell a column.
    pub cells: Vec<EvidenceCell>,
}

/// A table of evidence, as at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EvidenceSheet {
    /// Which table.
    pub table: EvidenceTable,
    /// What it is called.
    pub title: &'static str,
    /// The moment of which it tells.
    pub as_at: DateTime<Utc>,
    /// What it counts by, and what it does not say.
    pub notes: Vec<String>,
    /// Its columns.
    pub columns: Vec<EvidenceColumn>,
    /// Its rows.
    pub rows: Vec<EvidenceRow>,
}

/// What stands around the rows of a table that is taken out as a file.
#[derive(Clone, Copy, Debug)]
pub struct SheetFrame<'a> {
    /// What it is called.
    pub title: &'a str,
    /// The moment of which it tells.
    pub as_at: DateTime<Utc>,
    /// What it counts by, and what it does not say.
    pub notes: &'a [String],
    /// Its columns.
    pub columns: &'a [EvidenceColumn],
}

impl<'a> From<&'a EvidenceSheet> for SheetFrame<'a> {
    fn from(sheet: &'a EvidenceSheet) -> Self {
        let EvidenceSheet { title, as_at, notes, columns, .. } = sheet;
        Self { title, as_at: *as_at, notes, columns }
    }
}

/// What every table is made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EvidenceGround {
    /// The provider's nation.
    pub nation: Nation,
    /// The moment of which the table tells.
    pub as_at: DateTime<Utc>,
}

/// Whom and what a row is about.
type About<'a> = (Option<&'a LearnerId>, Option<&'a PlacementId>);

/// A row before it is put below its columns: that there is one cell a column, the compiler sees to.
struct Line<'a, const N: usize>(About<'a>, [EvidenceCell; N]);

fn made<'a, const N: usize>(
    table: EvidenceTable,
    ground: EvidenceGround,
    notes: &[&str],
    columns: &[Heading; N],
    lines: impl IntoIterator<Item = Line<'a, N>>,
) -> EvidenceSheet {
    let row = |Line((learner, placement), cells): Line<'a, N>| EvidenceRow {
        learner: learner.cloned(),
        placement: placement.cloned(),
        cells: cells.into(),
    };
    EvidenceSheet {
        table,
        title: table.title(ground.nation),
        as_at: ground.as_at,
        notes: notes.iter().map(|note| (*note).to_owned()).collect(),
        columns: columns.iter().map(EvidenceColumn::from).collect(),
        rows: lines.into_iter().map(row).collect(),
    }
}
