//! What the learner's side tells: that the learner cannot come today, a complaint, how it was.

use super::page::is_expected;
use crate::app::App;
use crate::auth::Permit;
use crate::auth::side_visitor::{SideAct, SideVisitor};
use crate::db::side_reports::{self, SideReport};
use crate::db::{Conn, placements};
use crate::domain::ids::ReportId;
use crate::domain::placement::Placement;
use crate::domain::reader::Reader;
use crate::domain::report::{Reflection, Report};
use crate::domain::text::Paragraph;
use crate::services::alert_steps::excused;
use crate::services::placements::view::expects;
use crate::services::{ServiceError, access, letters};
use crate::words::{conflict, side as words};

/// Says that the learner cannot come today. Letters to the provider, the job coaches and the employer are queued at once,
/// none of which gives a reason; a second time tells nobody anew. What the family says ends the alert of the day; what the
/// learner says alone does once somebody of the provider has seen it.
///
/// # Errors
/// [`ServiceError::Conflict`] when nobody is expected today.
pub fn absent(app: &App, visitor: &SideVisitor, note_of_it: Option<&Paragraph>) -> Result<(), ServiceError> {
    let today = app.clock.today_in_london();
    let id = app.ids.next_id();
    app.write(&Permit::of_side(visitor), |c| {
        let placement = placements::get(c, &visitor.placement)?;
        if !is_expected(&placement, today) {
            return Err(ServiceError::from(conflict::NOBODY_EXPECTED));
        }
        if side_reports::is_absent(c, &placement.id, today)? {
            return Ok(());
        }
        let report = Report::Absence { words: note_of_it.cloned() };
        add(c, app, visitor, &id, Some(today), report)?;
        letters::absent(c, app, &placement, today, &visitor.reader)?;
        if visitor.reader != Reader::Learner {
            excused(c, app, &placement, today)?;
        }
        access::side_visited(c, app, visitor, SideAct::Absent)
    })?;
    app.wake.ring();
    Ok(())
}

/// Complains. `once` names the complaint, so that a form that is sent twice makes one.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn complain(
    app: &App,
    visitor: &SideVisitor,
    once: &ReportId,
    words_of_it: &Paragraph,
) -> Result<(), ServiceError> {
    let sent = app.write(&Permit::of_side(visitor), |c| {
        let placement = placements::get(c, &visitor.placement)?;
        add(c, app, visitor, once.as_str(), None, Report::Complaint { words: words_of_it.clone() })?;
        letters::side_told(c, app, &placement, words::complained())?;
        access::side_visited(c, app, visitor, SideAct::Complain)
    });
    match sent {
        Err(ServiceError::Conflict { code: "already_taken", .. }) => Ok(()),
        sent => {
            sent?;
            app.wake.ring();
            Ok(())
        }
    }
}

/// Says how it was, in the learner's own way. What was said before stays as it is; the newest counts.
///
/// # Errors
/// [`ServiceError::Conflict`] before the first day, and for anybody but the learner.
pub fn reflect(app: &App, visitor: &SideVisitor, said: &Reflection) -> Result<(), ServiceError> {
    let id = app.ids.next_id();
    app.write(&Permit::of_side(visitor), |c| {
        let placement = placements::get(c, &visitor.placement)?;
        let begun = placement.days.first().is_some_and(|first| *first <= app.clock.today_in_london());
        if visitor.reader != Reader::Learner || !begun || !expects(&placement) {
            return Err(ServiceError::from(conflict::NOT_BEGUN));
        }
        if newest(c, app, &placement)?.as_ref() == Some(said) {
            return Ok(());
        }
        add(c, app, visitor, &id, None, Report::Reflection(said.clone()))?;
        access::side_visited(c, app, visitor, SideAct::Reflect)
    })
}

fn newest(c: &mut Conn, app: &App, placement: &Placement) -> Result<Option<Reflection>, ServiceError> {
    let told = side_reports::of_placement(c, &app.keys, &placement.id)?;
    Ok(told.into_iter().rev().find_map(|one| match one.report {
        Report::Reflection(said) => Some(said),
        _ => None,
    }))
}

fn add(
    c: &mut Conn,
    app: &App,
    visitor: &SideVisitor,
    id: &str,
    date: Option<chrono::NaiveDate>,
    report: Report,
) -> Result<(), ServiceError> {
    let report = SideReport {
        id: ReportId::parse(id).map_err(ServiceError::internal)?,
        placement: visitor.placement.clone(),
        reader: visitor.reader.clone(),
        date,
        report,
        created_at: app.clock.now(),
        seen: None,
    };
    Ok(side_reports::insert(c, &app.keys, &report)?)
}
