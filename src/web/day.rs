//! Today over all sites: who is expected when, who has arrived, and whose arrival somebody is following up.

use actix_web::{HttpResponse, get, post, web};
use askama::Template;

use super::change::Saved;
use super::fault::{Fault, run};
use super::form::Posted;
use super::layout::{Shell, page, shown};
use super::session::{Signed, see_other};
use super::typed::{Again, Typed};
use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::AlertId;
use crate::domain::report::Arrival;
use crate::services::ServiceError;
use crate::services::alerts::{self, AlertView};
use crate::services::planned_calls;
use crate::services::today::{self, Expected};
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
    note: Option<String>,
    /// The alert that nobody deals with yet, as it stands in the form.
    alert: Option<(String, bool)>,
}

#[derive(Template)]
#[template(path = "day/day.html", config = "src/web/askama.toml")]
struct Day {
    shell: Shell,
    errors: Vec<(String, String)>,
    saved: bool,
    date: String,
    calls: Vec<(String, String, String)>,
    rows: Vec<Row>,
    waiting: usize,
    arrived: usize,
}

fn view(app: &App, caller: &Caller, again: &Again) -> Result<Day, ServiceError> {
    let rows: Vec<Row> =
        today::expected(app, caller)?.into_iter().map(|one| row(one, &again.typed)).collect();
    let calls = planned_calls::today(app, caller)?.into_iter().map(|(call, reference)| {
        (call.placement.to_string(), words::ring(&call.at.to_string(), &call.name), reference)
    });
    let calls = calls.collect();
    let first = rows.iter().find_map(|row| row.alert.as_ref()).map(|(value, _)| format!("alert-{value}"));
    let first = first.unwrap_or_else(|| "main".to_owned());
    Ok(Day {
        shell: Shell::of(app, caller)?,
        errors: again.wrong.iter().map(|(_, reason)| (first.clone(), reason.clone())).collect(),
        saved: false,
        calls,
        date: date(app.clock.today_in_london()),
        waiting: rows.iter().filter(|row| row.alert.is_some()).count(),
        arrived: rows.iter().filter(|row| row.mark == "good").count(),

        rows,
    })
}

fn row(one: Expected, typed: &Typed) -> Row {
    let Expected { placement, hours, tick, alert } = one;
    let came = tick.as_ref().is_some_and(|tick| tick.arrival == Arrival::Arrived);
    let open = alert.filter(|alert| alert.settled_at.is_none() && !came);
    let (mark, state) = match (&tick, &open) {
        (Some(tick), _) if came => ("good", ticked(tick)),
        (_, Some(alert)) if alert.acknowledged_at.is_none() => ("bad", words::ALERT.to_owned()),
        (_, Some(_)) => ("warn", words::DEALT_WITH.to_owned()),
        (Some(tick), None) => ("bad", ticked(tick)),
        (None, None) => ("none", words::NOT_YET.to_owned()),
    };
    let by = open.as_ref().and_then(|alert| alert.acknowledged_by_name.as_deref());
    let names = [placement.first_name, placement.family_name];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Row {
        name: if name.is_empty() { words::A_LEARNER.to_owned() } else { name },
        at: hours.map_or_else(|| words::NO_TIME.to_owned(), |hours| hours.from.to_string()),
        place: format!("{}, {}", placement.title, placement.employer_name),
        note: by.map(words::dealt_with_by),
        alert: open.filter(|alert| alert.acknowledged_at.is_none()).map(|alert| {
            let value = value(&alert);
            let chosen = typed.all("alert").any(|ticked| ticked == value);
            (value, chosen)
        }),
        placement: placement.id.to_string(),
        mark,
        state,
    }
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
    let saved = done.saved == "yes";
    let view = run(&app, move |app| Ok(Day { saved, ..view(app, &signed.0, &Again::default())? }));
    Ok(shown(&view.await?))
}

/// Notes that the caller follows up every learner who was selected.
#[post("/today")]
pub(super) async fn save(
    app: web::Data<App>,
    signed: Signed,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let refused = run(&app, move |app| {
        let caller = &signed.0;
        let work = |typed: &Typed| follow_up(app, caller, typed);
        Again::unless_done("today", form.0, work, |again| view(app, caller, again))
    });
    let saved = || see_other("/staff/today?saved=yes");
    Ok(refused.await?.map_or_else(saved, |(status, view)| page(status, &view)))
}

fn follow_up(app: &App, caller: &Caller, typed: &Typed) -> Result<(), ServiceError> {
    let chosen: Vec<(AlertId, i64)> = typed
        .all("alert")
        .filter_map(|value| {
            let (id, version) = value.split_once('.')?;
            Some((AlertId::parse(id).ok()?, version.parse().ok()?))
        })
        .collect();
    if chosen.is_empty() {
        return Err(ServiceError::invalid("alert", words::SELECT));
    }
    let mut changed = false;
    for (id, version) in &chosen {
        match alerts::acknowledge(app, caller, id, Some(*version)) {
            Err(ServiceError::PreconditionFailed) => changed = true,
            other => drop(other?),
        }
    }
    if changed { Err(ServiceError::conflict("changed", words::CHANGED)) } else { Ok(()) }
}
