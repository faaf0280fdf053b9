//! Evidence tables: a provider's read as they stand now, of its own learners, and nothing of them is kept; a hub's as they
//! were made once a term.

mod gather;
mod hub;
mod parts;
mod tables;
mod training;
pub(super) mod written;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use self::gather::Gather;
use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::briefing::pdf::{Form, Stamp};
use crate::db::Conn;
use crate::domain::check::Faults;
use crate::domain::code::{Code, vocabulary};
use crate::domain::ids::LearnerId;
use crate::domain::nation::Nation;
use crate::domain::role::Role;
use crate::evidence::{self, EvidenceGround, EvidenceSheet, EvidenceTable, TermOfYear};
use crate::words::refused;

use super::{ServiceError, access, scope};

vocabulary! {
    /// In which format a table is taken out.
    EvidenceFormat {
        /// Text, each row on a line.
        Csv = "csv",
        /// A workbook, with a second sheet that says where each column comes from.
        Xlsx = "xlsx",
        /// Landscape pages to print or keep, tagged for screen readers.
        Pdf = "pdf",
    }
}

impl EvidenceFormat {
    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Pdf => "application/pdf",
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
    /// Of a hub's tables, the term; the newest of which there are figures unless said.
    pub term: Option<TermOfYear>,
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
    app.read(&permit, |c| match caller.role {
        Role::Hub => hub::nation(c, app, &caller.organisation),
        _ => Ok(scope::provider(c, app, &caller.organisation)?.nation),
    })
}

/// The tables that are for the caller.
pub fn tables_of(caller: &Caller) -> impl Iterator<Item = EvidenceTable> {
    let role = caller.role;
    EvidenceTable::ALL.iter().copied().filter(move |table| table.is_of_hub() == (role == Role::Hub))
}

/// The terms of which the caller's hub has figures, the newest first; of none where the caller is not a hub's.
///
/// # Errors
/// As for every use case.
pub fn terms(app: &App, caller: &Caller) -> Result<Vec<TermOfYear>, ServiceError> {
    let permit = authorise(caller, Action::ReadEvidence)?;
    Ok(app.read(&permit, |c| hub::terms(c, &caller.organisation))?)
}

/// A table, as at now.
///
/// # Errors
/// [`ServiceError::Invalid`] when a table of one learner names none, dates narrow a table of all dates, or there are no
/// figures of the term; [`ServiceError::NotFound`] when the table or the learner is not for the caller.
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
    for_caller(caller, table, asked)?;
    if table.is_of_hub() {
        let evidence = hub::table(app, &permit, caller, (table, asked))?;
        access::shown(app, caller, action, "organisation", caller.organisation.as_str())?;
        return Ok(evidence);
    }
    let as_at = app.clock.now();
    let (evidence, about) = app.read(&permit, |c| {
        let nation = ground_of(c, app, caller, asked)?;
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
    let bytes = if table.comes_in_parts() && format != EvidenceFormat::Pdf {
        in_parts(app, caller, (table, asked), format)?
    } else {
        let evidence = made(app, caller, Action::ExportEvidence, (table, asked))?;
        match format {
            EvidenceFormat::Csv => evidence::csv(&evidence).map_err(ServiceError::internal)?,
            EvidenceFormat::Xlsx => evidence::xlsx(&evidence).map_err(ServiceError::internal)?,
            EvidenceFormat::Pdf => pdf(app, &evidence)?,
        }
    };
    let today = app.clock.today_in_london();
    let name = format!("{}-{today}.{}", table.code().replace('_', "-"), format.code());
    Ok(EvidenceFile { name, format, bytes })
}

fn in_parts(
    app: &App,
    caller: &Caller,
    (table, asked): (EvidenceTable, &EvidenceAsked),
    format: EvidenceFormat,
) -> Result<Vec<u8>, ServiceError> {
    let action = Action::ExportEvidence;
    let permit = authorise(caller, action)?;
    for_caller(caller, table, asked)?;
    let as_at = app.clock.now();
    let (bytes, about) = app.read(&permit, |c| {
        let nation = ground_of(c, app, caller, asked)?;
        let gather = Gather::new(c, app, caller, asked);
        parts::file(gather, table, EvidenceGround { nation, as_at }, format)
    })?;
    access::each_shown(app, &permit, caller, action, "learner", about.iter().map(LearnerId::as_str))?;
    Ok(bytes)
}

/// Lets pass only a table that is for the caller, asked for as it can be.
fn for_caller(caller: &Caller, table: EvidenceTable, asked: &EvidenceAsked) -> Result<(), ServiceError> {
    if tables_of(caller).all(|known| known != table) {
        return Err(ServiceError::NotFound);
    }
    fits(table, asked)
}

/// The nation of a provider whose learner is asked for, if one is.
fn ground_of(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    asked: &EvidenceAsked,
) -> Result<Nation, ServiceError> {
    if let Some(learner) = &asked.learner {
        scope::see_learner(c, caller, learner)?;
    }
    Ok(scope::provider(c, app, &caller.organisation)?.nation)
}

/// The table on pages. The same table makes the same bytes.
fn pdf(app: &App, evidence: &EvidenceSheet) -> Result<Vec<u8>, ServiceError> {
    if evidence.rows.len() > evidence::MOST_ROWS {
        return Err(ServiceError::invalid("format", refused::TOO_LONG_FOR_PAGES));
    }
    let stamp = Stamp { ident: format!("{} {}", evidence.table.code(), evidence.as_at), at: evidence.as_at };
    let press = app.press().map_err(ServiceError::internal)?;
    let proof = press.set(Form::Table, &evidence::printed(evidence)).map_err(ServiceError::internal)?;
    Ok(proof.print(&stamp).map_err(ServiceError::internal)?.bytes)
}

fn fits(table: EvidenceTable, asked: &EvidenceAsked) -> Result<(), ServiceError> {
    let mut faults = Faults::default();
    faults.require(!table.is_of_one_learner() || asked.learner.is_some(), "learner", refused::NAME_LEARNER);
    if table.is_of_hub() {
        faults.require(asked.learner.is_none(), "learner", refused::OF_HUB);
    } else {
        faults.require(asked.term.is_none(), "term", refused::OF_NO_TERM);
    }
    if table.is_of_all_dates() {
        faults.require(asked.from.is_none(), "from", refused::OF_ALL_DATES);
        faults.require(asked.to.is_none(), "to", refused::OF_ALL_DATES);
    }
    let in_order = asked.from.zip(asked.to).is_none_or(|(from, to)| from <= to);
    faults.require_given(in_order, "to", refused::BEFORE_FROM, ["from"]);
    Ok(faults.finish()?)
}
