//! Lists as files: every row of what a page shows page by page, as text or as a workbook.

mod placing;
mod registered;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::London;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::{LearnerId, OrganisationId};
use crate::domain::learner::LearnerState;
use crate::domain::offer::OfferState;
use crate::domain::text::folded;
use crate::evidence::{EvidenceCell, EvidenceColumn, EvidenceRow, SheetFrame};
use crate::standing::Due;
use crate::words::lists::ListWords;

use super::evidence::written::Written;
use super::evidence::{EvidenceFile, EvidenceFormat};
use super::listing::Search;
use super::organisations;
use super::{ServiceError, access};

/// Which list, narrowed as its page is.
#[derive(Clone, Debug)]
pub enum ListAsked {
    /// The caller's learners in these states.
    Learners(CodeSet<LearnerState>, Option<Search>),
    /// The offers in the caller's view in one of these states; in any when empty.
    Offers(CodeSet<OfferState>, Option<Search>),
    /// The caller's placements that are not over, or those that wait for something.
    Placements(Option<Due>),
    /// The organisations in the caller's view.
    Organisations(organisations::Wanted, Option<Search>),
    /// The people who sign in for an organisation.
    People(OrganisationId),
    /// The contacts of an employer.
    Contacts(OrganisationId),
    /// What suits a learner.
    Matches(LearnerId),
    /// The learners who agreed that a hub sees what suits them.
    Agreed,
    /// The learners who are expected today.
    Today,
}

/// A list before it is written.
struct Rows {
    words: ListWords,
    rows: Vec<Vec<EvidenceCell>>,
    /// Whom it is about, for the access log, where reading it has not noted that already.
    about: Vec<String>,
}

impl ListAsked {
    /// The action under which it is read, and what its rows are.
    fn read_as(&self) -> (Action, &'static str) {
        match self {
            Self::Learners(..) => (Action::ListLearners, "learner"),
            Self::Offers(..) => (Action::ListOffers, "offer"),
            Self::Placements(_) => (Action::ListPlacements, "placement"),
            Self::Organisations(..) => (Action::ListOrganisations, "organisation"),
            Self::People(_) => (Action::ListUsers, "user"),
            Self::Contacts(_) => (Action::ListContacts, "contact"),
            Self::Matches(_) => (Action::ListMatches, "learner"),
            Self::Agreed => (Action::ListAgreedLearners, "learner"),
            Self::Today => (Action::ListAlerts, "placement"),
        }
    }
}

/// The whole list as a file, in which no text is taken for a formula. Whoever it is about is noted in the access log.
///
/// # Errors
/// [`ServiceError::NotFound`] for a format that lists do not have; otherwise as for the list itself.
pub fn file(
    app: &App,
    caller: &Caller,
    asked: &ListAsked,
    format: EvidenceFormat,
) -> Result<EvidenceFile, ServiceError> {
    let (action, kind) = asked.read_as();
    let permit = authorise(caller, action)?;
    let found = match asked {
        ListAsked::Learners(states, search) => placing::learners(app, caller, *states, search.as_ref()),
        ListAsked::Offers(states, search) => registered::offers(app, caller, *states, search.as_ref()),
        ListAsked::Placements(due) => placing::placements(app, caller, *due),
        ListAsked::Organisations(wanted, search) => {
            registered::organisations(app, caller, *wanted, search.as_ref())
        }
        ListAsked::People(of) => registered::people(app, caller, of),
        ListAsked::Contacts(of) => registered::contacts(app, caller, of),
        ListAsked::Matches(learner) => placing::matches(app, caller, learner),
        ListAsked::Agreed => placing::agreed(app, caller),
        ListAsked::Today => placing::today(app, caller),
    };
    let Rows { words, rows, about } = found?;
    let bytes = written(app, &words, rows, format)?;
    access::each_shown(app, &permit, caller, action, kind, about.iter().map(String::as_str))?;
    let today = app.clock.today_in_london();
    Ok(EvidenceFile { name: format!("{}-{today}.{}", words.file, format.code()), format, bytes })
}

fn written(
    app: &App,
    words: &ListWords,
    rows: Vec<Vec<EvidenceCell>>,
    format: EvidenceFormat,
) -> Result<Vec<u8>, ServiceError> {
    let columns: Vec<EvidenceColumn> = words.columns.iter().map(EvidenceColumn::from).collect();
    let frame = SheetFrame { title: words.title, as_at: app.clock.now(), notes: &[], columns: &columns };
    let row = |cells: Vec<EvidenceCell>| EvidenceRow { learner: None, placement: None, cells };
    let mut file = Written::begin(frame, format, false)?;
    file.add(&rows.into_iter().map(row).collect::<Vec<_>>())?;
    file.finish(frame)
}

/// Brings rows into the order of their first two cells, as people look names up.
fn by_name(rows: &mut [(String, Vec<EvidenceCell>)]) {
    rows.sort_by_cached_key(|(id, cells)| {
        let names: Vec<String> = cells.iter().take(2).map(|cell| folded(&cell.words())).collect();
        (names, id.clone())
    });
}

fn text(words: impl Into<String>) -> EvidenceCell {
    let words = words.into();
    if words.is_empty() { EvidenceCell::Nothing } else { EvidenceCell::Text(words) }
}

fn on(date: Option<NaiveDate>) -> EvidenceCell {
    date.map_or(EvidenceCell::Nothing, EvidenceCell::Date)
}

fn day(at: DateTime<Utc>) -> EvidenceCell {
    EvidenceCell::Date(at.with_timezone(&London).date_naive())
}

fn since(at: Option<DateTime<Utc>>) -> EvidenceCell {
    at.map_or(EvidenceCell::Nothing, day)
}
