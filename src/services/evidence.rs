//! Evidence tables: read as they stand now, of the caller's own learners. Nothing of them is kept.

mod gather;
mod tables;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use self::gather::Gather;
use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::domain::check::Faults;
use crate::domain::code::{Code, vocabulary};
use crate::domain::ids::LearnerId;
use crate::domain::nation::Nation;
use crate::evidence::{self, EvidenceGround, EvidenceSheet, EvidenceTable};
use crate::words::refused;

use super::{ServiceError, access, scope};

vocabulary! {
    /// In which format a table is taken out.
    EvidenceFormat {
        /// Text, each row on a line.
        Csv = "csv",
        /// A workbook, with a second sheet that says where each column comes from.
        Xlsx = "xlsx",
    }
}

impl EvidenceFormat {
    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// What of a table is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidenceAsked {
    /// Only what is about this learner.
    pub learner: Option<LearnerId>,
    /// Only placements with a day on this date or later; of attendance, only such days.
    pub from: Option<NaiveDate>,
    /// Only placements with a day on this date or earlier; of attendance, only such days.
    pub to: Option<NaiveDate>,
}

/// A table as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceFile {
    /// What it is called. It names nobody.
    pub name: String,
    /// Its format.
    pub format: EvidenceFormat,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The nation in whose terms the caller's tables are told.
///
/// # Errors
/// As for every use case.
pub fn nation(app: &App, caller: &Caller) -> Result<Nation, ServiceError> {
    let permit = authorise(caller, Action::ReadEvidence)?;
    Ok(app.read(&permit, |c| scope::provider(c, app, &caller.organisation))?.nation)
}

/// A table, as at now.
///
/// # Errors
/// [`ServiceError::Invalid`] when a table of one learner names none, or dates narrow a table of all dates;
/// [`ServiceError::NotFound`] when the learner is not the caller's.
pub fn read(
    app: &App,
    caller: &Caller,
    table: EvidenceTable,
    asked: &EvidenceAsked,
) -> Result<EvidenceSheet, ServiceError> {
    made(app, caller, Action::ReadEvidence, (table, asked))
}

fn made(
    app: &App,
    caller: &Caller,
    action: Action,
    (table, asked): (EvidenceTable, &EvidenceAsked),
) -> Result<EvidenceSheet, ServiceError> {
    let permit = authorise(caller, action)?;
    fits(table, asked)?;
    let as_at = app.clock.now();
    let (evidence, about) = app.read(&permit, |c| {
        if let Some(learner) = &asked.learner {
            scope::see_learner(c, caller, learner)?;
        }
        let nation = scope::provider(c, app, &caller.organisation)?.nation;
        let mut gather = Gather::new(c, app, caller, asked);
        let evidence = tables::of(&mut gather, table, EvidenceGround { nation, as_at })?;
        Ok::<_, ServiceError>((evidence, gather.about))
    })?;
    let about: BTreeSet<&str> = about.iter().map(LearnerId::as_str).collect();
    access::each_shown(app, &permit, caller, action, "learner", about)?;
    Ok(evidence)
}

/// A table as a file, as at now.
///
/// # Errors
/// As for [`read`].
pub fn file(
    app: &App,
    caller: &Caller,
    table: EvidenceTable,
    asked: &EvidenceAsked,
    format: EvidenceFormat,
) -> Result<EvidenceFile, ServiceError> {
    let evidence = made(app, caller, Action::ExportEvidence, (table, asked))?;
    let bytes = match format {
        EvidenceFormat::Csv => evidence::csv(&evidence).map_err(ServiceError::internal)?,
        EvidenceFormat::Xlsx => evidence::xlsx(&evidence).map_err(ServiceError::internal)?,
    };
    let today = app.clock.today_in_london();
    let name = format!("{}-{today}.{}", table.code().replace('_', "-"), format.code());
    Ok(EvidenceFile { name, format, bytes })
}

fn fits(table: EvidenceTable, asked: &EvidenceAsked) -> Result<(), ServiceError> {
    let mut faults = Faults::default();
    faults.require(!table.is_of_one_learner() || asked.learner.is_some(), "learner", refused::NAME_LEARNER);
    if table.is_of_all_dates() {
        faults.require(asked.from.is_none(), "from", refused::OF_ALL_DATES);
        faults.require(asked.to.is_none(), "to", refused::OF_ALL_DATES);
    }
    let in_order = asked.from.zip(asked.to).is_none_or(|(from, to)| from <= to);
    faults.require_given(in_order, "to", refused::BEFORE_FROM, ["from"]);
    Ok(faults.finish()?)
}
