//! A cohort as spreadsheets in the formats of `placewell allocate`, so that the answer can be checked, or worked out
//! again, without the service. Learners stand in them by number, offers by identifier and window.

use serde::Serialize;
use utoipa::ToSchema;

use super::kept::Kept;
use super::model::{Inputs, Slot};
use super::request::Asking;
use super::{CohortPart, seen_by, visible};
use crate::allocation::sheet::inert;
use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::{cohort_learners, cohorts};
use crate::domain::code::{Code, vocabulary};
use crate::domain::ids::CohortId;
use crate::services::{ServiceError, access};

vocabulary! {
    /// Which sheet of a cohort.
    CohortSheet {
        /// Who could go where, with scores; pins and ruled-out pairs as decisions.
        Pairs = "pairs",
        /// Offers with seats and pools.
        Capacities = "capacities",
        /// Everybody who takes part.
        Learners = "learners",
        /// What each learner got.
        Answer = "answer",
    }
}

/// A sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CohortCsv {
    /// What the file is called.
    pub name: String,
    /// Its content.
    pub csv: Vec<u8>,
}

/// One sheet of a cohort.
///
/// # Errors
/// [`ServiceError::NotFound`] when the cohort is not the caller's; [`ServiceError::Conflict`] `not_solved`.
pub fn sheet(
    app: &App,
    caller: &Caller,
    id: &CohortId,
    sheet: CohortSheet,
) -> Result<CohortCsv, ServiceError> {
    let permit = authorise(caller, Action::ExportCohort)?;
    let (stored, asking): (_, Asking) = app.read(&permit, |c| {
        let stored = visible(c, app, caller, id)?;
        Ok::<_, ServiceError>((stored, cohorts::request(c, &app.keys, id)?))
    })?;
    let kept = Kept::whole(app, &permit, &stored)?;
    let written = match sheet {
        CohortSheet::Pairs => pairs(&kept),
        CohortSheet::Capacities => capacities(&kept.inputs, &asking),
        CohortSheet::Learners => learners(&kept.inputs),
        CohortSheet::Answer => {
            let parts = app.read(&permit, |c| {
                let rows = cohort_learners::list(c, id, seen_by(caller), None, i64::MAX)?;
                rows.into_iter()
                    .map(|one| {
                        let part = cohort_learners::result(c, &app.keys, id, one.number)?;
                        Ok(CohortPart::of(one, part, Some(&kept.inputs)))
                    })
                    .collect::<Result<Vec<_>, ServiceError>>()
            })?;
            let shown = parts.iter().map(|part| part.learner.as_str());
            access::each_shown(app, &permit, caller, Action::ExportCohort, "learner", shown)?;
            answer(&parts)
        }
    };
    access::shown(app, caller, Action::ExportCohort, "cohort", id.as_str())?;
    let csv = written.map_err(ServiceError::internal)?;
    Ok(CohortCsv { name: format!("cohort-{}.csv", sheet.code()), csv })
}

type Written = Result<Vec<u8>, csv::Error>;

fn table(heading: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Written {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    sheet.write_record(heading)?;
    for row in rows {
        sheet.write_record(row.iter().map(|cell| inert(cell).into_owned()))?;
    }
    sheet.into_inner().map_err(|error| error.into_error().into())
}

fn name(slot: &Slot) -> String {
    format!("{}/{}", slot.offer, slot.window)
}

fn pairs(Kept { inputs, answer }: &Kept) -> Written {
    let decision = |learner: u32, slot: u32| {
        if inputs.pins.contains(&(learner, slot)) {
            "pin"
        } else if inputs.forbidden.contains(&(learner, slot)) || answer.ruled_out.contains(&(learner, slot)) {
            "forbid"
        } else {
            ""
        }
    };
    let rows = (0..).zip(&inputs.pairs).flat_map(|(learner, row)| {
        row.iter().filter_map(move |(slot, score)| {
            let its = inputs.slots.get(*slot as usize)?;
            let cells = [inputs.number(learner).to_string(), name(its), score.to_string()];
            let more = [decision(learner, *slot).to_owned(), its.title.clone(), its.employer_name.clone()];
            Some(cells.into_iter().chain(more).collect())
        })
    });
    table(&["learner", "offer", "score", "decision", "title", "employer"], rows)
}

fn capacities(inputs: &Inputs, asking: &Asking) -> Written {
    let rows = inputs.slots.iter().map(|slot| {
        let named = slot.pool.and_then(|pool| asking.pools.get(pool as usize));
        let places = slot.pool.and_then(|pool| inputs.pools.get(pool as usize));
        vec![
            name(slot),
            slot.seats.to_string(),
            named.map(|pool| pool.name.to_string()).unwrap_or_default(),
            places.map(ToString::to_string).unwrap_or_default(),
            slot.title.clone(),
            slot.employer_name.clone(),
        ]
    });
    table(&["offer", "seats", "pool", "places", "title", "employer"], rows)
}

fn learners(inputs: &Inputs) -> Written {
    table(&["learner"], inputs.learners.iter().map(|number| vec![number.to_string()]))
}

fn answer(parts: &[CohortPart]) -> Written {
    let rows = parts.iter().map(|part| {
        let got = part.got.as_ref();
        let cell = |of: Option<String>| of.unwrap_or_default();
        vec![
            part.number.to_string(),
            part.learner.to_string(),
            cell(got.map(|got| format!("{}/{}", got.offer, got.window))),
            cell(got.map(|got| got.value.to_string())),
            cell(part.standing.map(|standing| standing.code().to_owned())),
            cell(got.map(|got| got.title.clone())),
            cell(got.map(|got| got.employer_name.clone())),
            cell(got.map(|got| got.start.to_string())),
            cell(part.why_not.as_ref().map(|why| why.title.clone())),
            cell(part.why_not.as_ref().map(|why| why.words.clone())),
            cell(part.decision.map(|decision| decision.code().to_owned())),
            cell(part.placement.as_ref().map(ToString::to_string)),
        ]
    });
    let heading = [
        "learner",
        "learner_id",
        "offer",
        "score",
        "outcome",
        "title",
        "employer",
        "start",
        "first_choice",
        "why_not",
        "decision",
        "placement",
    ];
    table(&heading, rows)
}
