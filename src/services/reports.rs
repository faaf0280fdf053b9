//! What employers, learners and families told, as the provider sees it. A worry is for the safeguarding lead only.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::reports::{self, StoredReport};
use crate::db::side_reports::{self, SideReport};
use crate::db::{Conn, DbError, ToldBy, contacts, learners, placements as placement_rows, users};
use crate::domain::code::CodeSet;
use crate::domain::ids::{PlacementId, ReportId};
use crate::domain::placement::Placement;
use crate::domain::reader::Reader;
use crate::domain::report::{Arrival, Report, ReportKind};
use crate::domain::role::Role;
use crate::standing::Due;

use crate::words;

use super::alert_steps::excused;
use super::{ServiceError, access, briefings, letters, placements};

/// A report as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReportView {
    /// The identifier.
    pub id: ReportId,
    /// Rises with each change.
    pub version: i64,
    /// The day that it is about, of a tick.
    pub date: Option<NaiveDate>,
    /// What was told.
    pub report: Report,
    /// Who told it: the name of somebody at the employer or of the provider, or a word for the learner's side.
    pub told_by: String,
    /// Whether somebody of the provider told it.
    pub told_by_provider: bool,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether somebody must look at it and nobody has said that they have.
    pub waits: bool,
    /// When somebody said that they have seen it.
    pub seen_at: Option<DateTime<Utc>>,
}

/// What was told of a placement, oldest first.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn list(app: &App, caller: &Caller, id: &PlacementId) -> Result<Vec<ReportView>, ServiceError> {
    let permit = authorise(caller, Action::ListReports)?;
    let shown = app.read(&permit, |c| {
        placements::visible(c, app, caller, id)?;
        let told = reports::of_placement(c, &app.keys, id)?.into_iter();
        let told = told.filter(|stored| may_see(caller, stored.report.kind()));
        let mut all = told.map(|stored| view(c, app, stored)).collect::<Result<Vec<_>, ServiceError>>()?;
        all.extend(of_side(c, app, caller, id)?);
        all.sort_by_key(|view| view.at);
        Ok::<_, ServiceError>(all)
    })?;
    access::shown(app, caller, Action::ListReports, "placement", id.as_str())?;
    Ok(shown)
}

/// Notes that somebody has seen a report; the first one stays noted.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's to see; [`ServiceError::PreconditionFailed`] when it has
/// changed since it was read.
pub fn see(app: &App, caller: &Caller, id: &ReportId, expected: i64) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::SeeReport)?;
    app.write(&permit, |c| {
        let stored = match reports::get(c, &app.keys, id) {
            Err(DbError::NotFound) => return see_side(c, app, caller, id, expected),
            found => found?,
        };
        placements::visible(c, app, caller, &stored.placement)?;
        if !may_see(caller, stored.report.kind()) {
            return Err(ServiceError::NotFound);
        }
        if stored.version != expected {
            return Err(ServiceError::PreconditionFailed);
        }
        if stored.seen.is_some() {
            return Ok(());
        }
        let now = app.clock.now();
        let seen = StoredReport { seen: Some((caller.user.clone(), now)), version: expected + 1, ..stored };
        reports::save(c, &app.keys, &seen, expected)?;
        access::note(c, app, caller, Action::SeeReport, "placement", seen.placement.as_str())
    })
}

/// Notes that whoever deals with the alert of a day has seen that the learner had not arrived.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn see_not_arrived(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    placement: &PlacementId,
    date: NaiveDate,
) -> Result<(), ServiceError> {
    let said = reports::of_placement(c, &app.keys, placement)?.into_iter().find(|stored| {
        let absent = matches!(&stored.report, Report::Tick(tick) if tick.arrival == Arrival::NotArrived);
        absent && stored.date == Some(date) && stored.seen.is_none()
    });
    let Some(stored) = said else { return Ok(()) };
    let (expected, now) = (stored.version, app.clock.now());
    let seen = StoredReport { seen: Some((caller.user.clone(), now)), version: expected + 1, ..stored };
    Ok(reports::save(c, &app.keys, &seen, expected)?)
}

/// What of each placement waits for the caller to look at it.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn waiting(
    c: &mut Conn,
    caller: &Caller,
    among: &[Placement],
) -> Result<BTreeMap<PlacementId, CodeSet<Due>>, ServiceError> {
    let mut waiting: BTreeMap<PlacementId, CodeSet<Due>> = BTreeMap::new();
    if Action::ListReports.roles().contains(&caller.role) {
        let among: BTreeSet<&PlacementId> = among.iter().map(|one| &one.id).collect();
        for (placement, kind) in side_reports::unseen(c)? {
            if may_see(caller, kind) && among.contains(&placement) {
                waiting.entry(placement).or_default().insert(Due::Side);
            }
        }
        for (placement, kind) in reports::unseen(c)? {
            if may_see(caller, kind) && among.contains(&placement) {
                let due = if kind.is_reply() { Due::Reply } else { Due::Report };
                waiting.entry(placement).or_default().insert(due);
            }
        }
    }
    Ok(waiting)
}

fn may_see(caller: &Caller, kind: ReportKind) -> bool {
    match kind {
        ReportKind::Worry => caller.role == Role::SafeguardingLead,
        // It may be about the coach.
        ReportKind::Complaint => caller.role != Role::JobCoach,
        _ => true,
    }
}

/// What the learner and the family told of a placement.
fn of_side(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    id: &PlacementId,
) -> Result<Vec<ReportView>, ServiceError> {
    let placement = placement_rows::get(c, id)?;
    let learner = learners::get(c, &app.keys, &placement.learner)?.learner;
    let told = side_reports::of_placement(c, &app.keys, id)?.into_iter();
    let view = |stored: SideReport| ReportView {
        told_by_provider: false,
        told_by: match stored.reader {
            Reader::Learner => learner.identity.first_name().to_string(),
            Reader::Family(_) | Reader::Coach(_) => words::side::FAMILY.to_owned(),
        },
        id: stored.id,
        version: 1,
        date: stored.date,
        report: stored.report,
        at: stored.created_at,
        waits: stored.seen.is_none(),
        seen_at: stored.seen.map(|(_, at)| at),
    };
    Ok(told.filter(|stored| may_see(caller, stored.report.kind())).map(view).collect())
}

/// As [`see`], of what the learner or the family told. Whoever complained is told that it was read.
fn see_side(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    id: &ReportId,
    expected: i64,
) -> Result<(), ServiceError> {
    let stored = side_reports::get(c, &app.keys, id)?;
    let placement = placements::visible(c, app, caller, &stored.placement)?;
    if !may_see(caller, stored.report.kind()) {
        return Err(ServiceError::NotFound);
    }
    if expected != 1 {
        return Err(ServiceError::PreconditionFailed);
    }
    if stored.seen.is_some() {
        return Ok(());
    }
    side_reports::see(c, id, &caller.user, app.clock.now())?;
    if stored.report.kind() == ReportKind::Complaint
        && briefings::reader_address(c, app, &placement, &stored.reader)?.is_ok()
    {
        letters::complaint_read(c, app, &placement, &stored.reader)?;
    }
    if let (ReportKind::Absence, Some(date)) = (stored.report.kind(), stored.date) {
        excused(c, app, &placement, date)?;
    }
    access::note(c, app, caller, Action::SeeReport, "placement", stored.placement.as_str())
}

fn view(c: &mut Conn, app: &App, stored: StoredReport) -> Result<ReportView, ServiceError> {
    let told_by = match &stored.by {
        ToldBy::Contact(contact) => contacts::get(c, &app.keys, contact)?.details.name.to_string(),
        ToldBy::User(user, _) => users::get(c, &app.keys, user)?.identity.name.to_string(),
    };
    Ok(ReportView {
        told_by,
        told_by_provider: stored.by.contact().is_none(),
        id: stored.id,
        version: stored.version,
        date: stored.date,
        report: stored.report,
        at: stored.updated_at,
        waits: stored.alert_at.is_some() && stored.seen.is_none(),
        seen_at: stored.seen.map(|(_, at)| at),
    })
}
