//! What must hold before seats are taken: the programme, the law, the seats themselves.

use crate::app::App;
use crate::db::{Conn, decisions, placements};
use crate::domain::placement::Placement;
use crate::law::{self, Day, Facts, Gate, VettingDecision};
use crate::services::ServiceError;
use crate::services::programmes::{self, Basis, Plan};
use crate::words;

/// The kind under which the safeguarding lead's decision on a placement is kept.
pub const VETTING: &str = "vetting";

/// Lets pass a placement that may be confirmed now. Called in the transaction that takes the seats.
///
/// # Errors
/// [`ServiceError::Conflict`] naming what stands in the way.
pub(super) fn gates(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    basis: &Basis,
) -> Result<(), ServiceError> {
    let plan = programmes::planned(c, app, &placement.id)?.programme;
    sound(basis, &plan)?;
    lawful(c, app, placement, basis, &plan)?;
    seats(c, placement)
}

/// Lets pass a plan that breaks nothing that must hold.
///
/// # Errors
/// [`ServiceError::Conflict`] `programme_broken` with the first such rule.
pub fn sound(basis: &Basis, plan: &Plan) -> Result<(), ServiceError> {
    plan.broken(basis).next().map_or(Ok(()), |breach| {
        Err(ServiceError::conflict("programme_broken", words::breach::rule(&breach.rule)))
    })
}

fn lawful(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    basis: &Basis,
    plan: &Plan,
) -> Result<(), ServiceError> {
    let vetting = vetting(c, app, placement)?;
    let facts = facts(basis, plan, vetting.as_ref());
    let gate = Gate::of(&law::assess(&facts));
    match gate.barred.iter().chain(&gate.unanswered).next() {
        None => Ok(()),
        Some(finding) => Err(ServiceError::conflict("law", words::law::finding(finding, &basis.offer.offer))),
    }
}

/// The law's facts of a planned placement: its own hours and only the tasks that are in it.
pub fn facts<'a>(basis: &'a Basis, plan: &Plan, vetting: Option<&'a VettingDecision>) -> Facts<'a> {
    let days = plan.programme.days.iter().map(|day| Day {
        date: day.date,
        hours: day.attended,
        breaks: day.blocks.iter().filter(|block| block.content.is_rest()).map(|block| block.span).collect(),
    });
    let planned = |id| plan.programme.blocks().any(|(_, block)| block.content.task() == Some(id));
    let tasks = basis.offer.offer.tasks.iter().filter(|task| planned(&task.id));
    Facts {
        days: days.collect(),
        tasks: tasks.collect(),
        vetting,
        ..Facts::of(&basis.learner, &basis.offer, &basis.window, &basis.days)
    }
}

/// The safeguarding lead's newest decision on a placement.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn vetting(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
) -> Result<Option<VettingDecision>, ServiceError> {
    let all = decisions::about(c, &app.keys, "placement", placement.id.as_str())?;
    let newest = all.into_iter().rfind(|decision| decision.kind == VETTING);
    let read = |decision: decisions::Decision| {
        decision.note.and_then(|note| serde_json::from_str::<VettingDecision>(&note).ok())
    };
    Ok(newest.and_then(read))
}

fn seats(c: &mut Conn, placement: &Placement) -> Result<(), ServiceError> {
    let full = placements::seats::full_dates(c, placement)?;
    if full.is_empty() {
        return Ok(());
    }
    let dates: Vec<_> = full.iter().map(ToString::to_string).collect();
    Err(ServiceError::conflict("window_full", format!("no seat is left on: {}", dates.join(", "))))
}
