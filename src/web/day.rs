//! Today over all sites: who is expected when, who has arrived, and whose arrival somebody is following up. Staff say for
//! all learners at once who came.

mod entries;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;

use self::entries::Entry;
use super::change::Saved;
use super::fault::{Fault, run};
use super::form::Posted;
use super::layout::{Shell, page, shown};
use super::paging::Foot;
use super::session::{Signed, see_other};
use super::typed::Typed;
use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::ids::AlertId;
use crate::domain::report::Arrival;
use crate::services::ServiceError;
use crate::services::alerts::{self, AlertView};
use crate::services::attendance::{self, AttendanceRequest, AttendanceRow};
use crate::services::placements::PlacementSummary;
use crate::services::planned_calls;
use crate::services::today::{self, Expected, Ticked};
use crate::words::amount::date;
use crate::words::pages::day as words;
use crate::words::visit::ticked;

/// A learner of today.
struct Row {
    placement: String,
    name: String,
    at: String,
    place: String,
    mark: &'static str,
    state: String,
    notes: Vec<String>,
    entry: Entry,
    /// The alert that nobody deals with yet, as it stands in the form.
    alert: Option<(String, bool)>,
}

#[derive(Template)]
#[template(path = "day/day.html", config = "src/web/askama.toml")]
struct Day {
    shell: Shell,
    errors: Vec<(String, String)>,
    saved: String,
    date: String,
    calls: Vec<(String, String, String)>,
    rows: Vec<Row>,
    waiting: usize,
    arrived: usize,
    /// Whether the reader says who came.
    records: bool,
    foot: Foot,
}

/// A form that was refused: why, by the field, and with which status.
struct NotTaken {
    status: StatusCode,
    wrong: Vec<(String, String)>,
}

impl NotTaken {
    fn with(status: StatusCode, field: &str, reason: &str) -> Self {
        Self { status, wrong: vec![(field.to_owned(), reason.to_owned())] }
    }
}

fn view(
    app: &App,
    caller: &Caller,
    expected: Vec<Expected>,
    typed: &Typed,
    wrong: Vec<(String, String)>,
) -> Result<Day, ServiceError> {
    let rows: Vec<Row> = expected.into_iter().map(|one| row(one, typed, &wrong)).collect();
    let calls = planned_calls::today(app, caller)?.into_iter().map(|(call, reference)| {
        (call.placement.to_string(), words::ring(&call.at.to_string(), &call.name), reference)
    });
    let calls = calls.collect();
    let first = rows.iter().find_map(|row| row.alert.as_ref()).map(|(value, _)| format!("alert-{value}"));
    let first = first.unwrap_or_else(|| "main".to_owned());
    let place = |(field, reason): (String, String)| match field.as_str() {
        "" => (first.clone(), reason),
        _ => (field, reason),
    };
    Ok(Day {
        shell: Shell::of(app, caller)?,
        errors: wrong.into_iter().map(place).collect(),
        saved: String::new(),
        calls,
        date: date(app.clock.today_in_london()),
        waiting: rows.iter().filter(|row| row.alert.is_some()).count(),
        arrived: rows.iter().filter(|row| row.mark == "good").count(),
        records: allowed(caller.role, Action::RecordAttendance),
        foot: Foot::files("today", &[]),
        rows,
    })
}

fn row(one: Expected, typed: &Typed, wrong: &[(String, String)]) -> Row {
    let mut entry = Entry::of(&one).typed(typed);
    for field in ["arrival", "at", "note"] {
        let id = format!("{field}-{}", entry.id);
        entry.wrong.extend(wrong.iter().find(|(of, _)| *of == id).map(|(_, reason)| (field, reason.clone())));
    }
    let Expected { placement, hours, tick, alert } = one;
    let came = tick.as_ref().is_some_and(|one| one.tick.arrival == Arrival::Arrived);
    let open = alert.filter(|alert| alert.settled_at.is_none() && !came);
    let (mark, state) = match (&tick, &open) {
        (Some(one), _) if came => ("good", ticked(&one.tick)),
        (_, Some(alert)) if alert.acknowledged_at.is_none() => ("bad", words::ALERT.to_owned()),
        (_, Some(_)) => ("warn", words::DEALT_WITH.to_owned()),
        (Some(one), None) => ("bad", ticked(&one.tick)),
        (None, None) => ("none", words::NOT_YET.to_owned()),
    };
    let dealing = open.as_ref().and_then(|alert| alert.acknowledged_by_name.as_deref());
    let said = tick.as_ref().map(|one| words::said_by(&by(one)));
    Row {
        name: name(&placement),
        at: hours.map_or_else(|| words::NO_TIME.to_owned(), |hours| hours.from.to_string()),
        place: format!("{}, {}", placement.title, placement.employer_name),
        notes: said.into_iter().chain(dealing.map(words::dealt_with_by)).collect(),
        alert: open.filter(|alert| alert.acknowledged_at.is_none()).map(|alert| {
            let value = value(&alert);
            let chosen = typed.all("alert").any(|ticked| ticked == value);
            (value, chosen)
        }),
        placement: placement.id.to_string(),
        mark,
        state,
        entry,
    }
}

/// What the learner of a placement is called, as far as the reader may know.
fn name(placement: &PlacementSummary) -> String {
    let name = placement.learner_name();
    if name.is_empty() { words::A_LEARNER.to_owned() } else { name }
}

/// Who gave a tick.
fn by(ticked: &Ticked) -> String {
    ticked.by.clone().unwrap_or_else(|| words::THE_EMPLOYER.to_owned())
}

/// An alert with the version in which it was shown.
fn value(alert: &AlertView) -> String {
    format!("{}.{}", alert.id, alert.version)
}

#[get("/today")]
pub(super) async fn show(
    app: web::Data<App>,
    signed: Signed,
    done: web::Query<Saved>,
) -> Result<HttpResponse, Fault> {
    let saved = words::done(&done.saved).unwrap_or_default().to_owned();
    let view = run(&app, move |app| {
        let expected = today::expected(app, &signed.0)?;
        Ok(Day { saved, ..view(app, &signed.0, expected, &Typed::default(), Vec::new())? })
    });
    Ok(shown(&view.await?))
}

/// Records who came, and notes that the caller follows up every learner who was selected.
#[post("/today")]
pub(super) async fn save(
    app: web::Data<App>,
    signed: Signed,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let done = run(&app, move |app| {
        let (caller, typed) = (&signed.0, &form.0);
        let mut expected = today::expected(app, caller)?;
        let refused = match take(app, caller, typed, &expected)? {
            Ok(done) => return Ok(Ok(done)),
            Err(refused) => refused,
        };
        let mut wrong = refused.wrong;
        if refused.status != StatusCode::UNPROCESSABLE_ENTITY {
            expected = today::expected(app, caller)?;
        }
        if refused.status == StatusCode::PRECONDITION_FAILED {
            let rows = entries::entered(&expected, typed).unwrap_or_default();
            wrong.extend(entries::overtaken(&expected, &rows));
        }
        Ok(Err((refused.status, view(app, caller, expected, typed, wrong)?)))
    });
    Ok(match done.await? {
        Ok(done) => see_other(&format!("/staff/today?saved={done}")),
        Err((status, view)) => page(status, &view),
    })
}

/// Does what the form asks; gives the code of what was done.
fn take(
    app: &App,
    caller: &Caller,
    typed: &Typed,
    expected: &[Expected],
) -> Result<Result<&'static str, NotTaken>, ServiceError> {
    let rows = match entries::entered(expected, typed) {
        Ok(rows) => rows,
        Err(wrong) => return Ok(Err(NotTaken { status: StatusCode::UNPROCESSABLE_ENTITY, wrong })),
    };
    let chosen: Vec<(AlertId, i64)> = typed
        .all("alert")
        .filter_map(|value| {
            let (id, version) = value.split_once('.')?;
            Some((AlertId::parse(id).ok()?, version.parse().ok()?))
        })
        .collect();
    if rows.is_empty() && chosen.is_empty() {
        let records = allowed(caller.role, Action::RecordAttendance);
        let words = if records { words::NOTHING_ENTERED } else { words::SELECT };
        return Ok(Err(NotTaken::with(StatusCode::UNPROCESSABLE_ENTITY, "", words)));
    }
    if !rows.is_empty() {
        let date = app.clock.today_in_london();
        match attendance::record(app, caller, &AttendanceRequest { date, rows: rows.clone() }) {
            Ok(_) => {}
            Err(ServiceError::Invalid(errors)) => {
                let wrong = entries::refused(expected, &rows, &errors);
                return Ok(Err(NotTaken { status: StatusCode::UNPROCESSABLE_ENTITY, wrong }));
            }
            Err(ServiceError::PreconditionFailed) => {
                return Ok(Err(NotTaken { status: StatusCode::PRECONDITION_FAILED, wrong: Vec::new() }));
            }
            Err(other) => return Err(other),
        }
    }
    if follow_up(app, caller, &chosen, &rows, expected)? {
        return Ok(Err(NotTaken::with(StatusCode::CONFLICT, "", words::CHANGED)));
    }
    Ok(Ok(if chosen.is_empty() { "attendance" } else { "yes" }))
}

/// Notes that the caller follows up the chosen alerts; whether one of them has changed since it was shown. What the same
/// form said of a learner settles that learner's alert, or raises it again, before it is followed up.
fn follow_up(
    app: &App,
    caller: &Caller,
    chosen: &[(AlertId, i64)],
    rows: &[AttendanceRow],
    expected: &[Expected],
) -> Result<bool, ServiceError> {
    let mut changed = false;
    for (id, version) in chosen {
        let of = expected.iter().find(|one| one.alert.as_ref().is_some_and(|alert| alert.id == *id));
        let said = of.and_then(|of| rows.iter().find(|row| row.placement == of.placement.id));
        let version = match said.map(|row| row.arrival) {
            Some(Arrival::Arrived) => continue,
            Some(Arrival::NotArrived) => None,
            None => Some(*version),
        };
        match alerts::acknowledge(app, caller, id, version) {
            Err(ServiceError::PreconditionFailed) => changed = true,
            other => drop(other?),
        }
    }
    Ok(changed)
}
