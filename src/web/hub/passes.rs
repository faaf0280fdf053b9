//! When passes are free, by council, as a hub keeps it for its schools and colleges.

use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, get, post, web};

use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::check::FieldError;
use crate::domain::concession::{AuthorityCode, Concession, Concessions, FreeTime};
use crate::domain::ids::OrganisationId;
use crate::services::{ServiceError, concessions, organisations};
use crate::web::change::Saved;
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind};
use crate::web::form::{Posted, typed as given};
use crate::web::layout::Shell;
use crate::web::organisations::organisation_id;
use crate::web::plain::{Item, Plain, Section};
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::web::visit::clock;
use crate::words::amount::date;
use crate::words::pages::form::back_to;
use crate::words::pages::{form as form_words, hub as words};

/// The most councils that the table holds.
const MOST: usize = 400;

pub(super) fn register(config: &mut ServiceConfig) {
    config.service(show_passes).service(save_passes);
}

#[get("/organisations/{id}/passes")]
async fn show_passes(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    done: web::Query<Saved>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let banner = words::done(&done.saved).map(str::to_owned);
        Ok(Plain { banner, ..view(app, &signed.0, &organisation_id(&id)?, &Again::default())? })
    });
    Ok(view.await?.answer(StatusCode::OK))
}

fn view(app: &App, caller: &Caller, id: &OrganisationId, again: &Again) -> Result<Plain, ServiceError> {
    let found = concessions::read(app, caller, id)?;
    let name = organisations::read(app, caller, id)?.name.to_string();
    let shell = Shell::of(app, caller)?;
    let known = &found.document.authorities;
    let mut section = Section::default();
    if allowed(caller.role, Action::ChangeConcessions) {
        let action = format!("/staff/organisations/{id}/passes");
        let form = Form::record(&shell.csrf, again, "passes", action, words::SAVE, found.version);
        let rows = (known.len() + 1).min(MOST);
        let form = form.with("rows", rows).with("known", known.len());
        section.forms.push((0..rows).fold(form, |form, at| ask(form, at, known.get(at))));
    } else {
        section.items = known.iter().map(shown).collect();
        section.empty = words::NO_PASS;
    }
    let lead = vec![words::ABOUT_PASSES.to_owned()];
    let page =
        Plain { lead, caption: name.clone(), sections: vec![section], ..Plain::headed(shell, words::PASSES) };
    Ok(page.back(format!("/staff/organisations/{id}"), back_to(&name)).refused(again))
}

fn times(free: FreeTime) -> (String, String) {
    match free {
        FreeTime::Always => (String::new(), String::new()),
        FreeTime::Between { from, until } => (from.to_string(), until.to_string()),
    }
}

fn shown(one: &Concession) -> Item {
    let hours = |label: &str, free: FreeTime| match free {
        FreeTime::Always => words::always(label),
        FreeTime::Between { from, until } => words::between(label, &from.to_string(), &until.to_string()),
    };
    Item {
        lines: vec![
            hours(words::ON_WEEKDAYS, one.weekdays),
            hours(words::ON_WEEKENDS, one.weekends),
            format!("{}, {}", one.source, date(one.as_at)),
        ],
        ..Item::named(one.name.to_string())
    }
}

fn ask(form: Form, at: usize, known: Option<&Concession>) -> Form {
    let text = |of: fn(&Concession) -> String| known.map(of).unwrap_or_default();
    let name = |part: &str| format!("{part}-{at}");
    let label = |what: &str| words::of_council(at, what);
    let (weekdays, weekends) =
        known.map(|one| (times(one.weekdays), times(one.weekends))).unwrap_or_default();
    form.ask(Kind::Short, &name("authority"), &label(words::AUTHORITY), words::AUTHORITY_HINT, code(known))
        .ask(Kind::Line, &name("name"), &label(words::COUNCIL), "", text(|one| one.name.to_string()))
        .ask(
            Kind::Short,
            &name("weekdays_from"),
            &label(words::WEEKDAYS_FROM),
            words::ALWAYS_HINT,
            weekdays.0,
        )
        .ask(Kind::Short, &name("weekdays_until"), &label(words::WEEKDAYS_UNTIL), "", weekdays.1)
        .ask(
            Kind::Short,
            &name("weekends_from"),
            &label(words::WEEKENDS_FROM),
            words::ALWAYS_HINT,
            weekends.0,
        )
        .ask(Kind::Short, &name("weekends_until"), &label(words::WEEKENDS_UNTIL), "", weekends.1)
        .ask(Kind::Line, &name("source"), &label(words::SOURCE), "", text(|one| one.source.to_string()))
        .ask(Kind::Date, &name("as_at"), &label(words::AS_AT), "", text(|one| one.as_at.to_string()))
}

fn code(known: Option<&Concession>) -> String {
    let code = known.and_then(|one| serde_json::to_value(&one.authority).ok());
    code.and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default()
}

#[post("/organisations/{id}/passes")]
async fn save_passes(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let done = see_other(&format!("/staff/organisations/{id}/passes?saved=passes"));
    let refused = run(&app, move |app| {
        let (caller, id) = (&signed.0, organisation_id(&id)?);
        let work = |typed: &Typed| {
            let (concessions, rows) = read(typed)?;
            let done = concessions::change(app, caller, &id, typed.version(), &concessions);
            done.map(drop).map_err(|error| at_rows(error, &rows))
        };
        Again::unless_done("passes", form.0, work, |again| view(app, caller, &id, again))
    });
    Ok(refused.await?.map_or(done, |(status, view)| view.answer(status)))
}

/// A refusal of councils by their places among those that were typed, whose rows may stand further down the form.
fn at_rows(error: ServiceError, rows: &[usize]) -> ServiceError {
    let moved = |mut fault: FieldError| {
        let place = fault.field.strip_prefix("authorities[").and_then(|rest| rest.split_once(']'));
        let moved = place.and_then(|(at, rest)| {
            let row = rows.get(at.parse::<usize>().ok()?)?;
            Some(format!("authorities[{row}]{rest}"))
        });
        fault.field = moved.unwrap_or(fault.field);
        fault
    };
    match error {
        ServiceError::Invalid(faults) => ServiceError::Invalid(faults.into_iter().map(moved).collect()),
        other => other,
    }
}

/// The councils that were typed, and in which row each stands.
fn read(typed: &Typed) -> Result<(Concessions, Vec<usize>), ServiceError> {
    let rows = typed.get("rows").parse().unwrap_or(MOST).min(MOST);
    let (mut authorities, mut typed_in) = (Vec::new(), Vec::new());
    for at in 0..rows {
        let name = |part: &str| format!("{part}-{at}");
        let code = typed.get(&name("authority"));
        let Some(code) = given(code) else {
            // A row that was there loses its council by an empty code; a new one is not lost in silence.
            if ["name", "weekdays_from", "weekends_from", "source"]
                .iter()
                .all(|part| typed.is_empty(&name(part)))
                || at < typed.get("known").parse().unwrap_or(rows)
            {
                continue;
            }
            return Err(ServiceError::invalid(name("authority"), words::ENTER_AUTHORITY));
        };
        let free = |days: &str| {
            let times = ["from", "until"].map(|end| name(&format!("{days}_{end}")));
            let [from, until] = &times;
            match (given(typed.get(from)), given(typed.get(until))) {
                (None, None) => Ok(FreeTime::Always),
                (Some(first), Some(last)) => {
                    let both = clock(first).ok().zip(clock(last).ok());
                    let both = both.filter(|(from, until)| from <= until);
                    let (from, until) =
                        both.ok_or_else(|| ServiceError::invalid(from, words::ENTER_TIMES))?;
                    Ok(FreeTime::Between { from, until })
                }
                _ => Err(ServiceError::invalid(from, words::ENTER_TIMES)),
            }
        };
        typed_in.push(at);
        authorities.push(Concession {
            authority: AuthorityCode::parse(code)
                .map_err(|_| ServiceError::invalid(name("authority"), words::ENTER_AUTHORITY))?,
            name: typed.line(&name("name"), words::ENTER_COUNCIL)?,
            weekdays: free("weekdays")?,
            weekends: free("weekends")?,
            source: typed.line(&name("source"), words::ENTER_SOURCE)?,
            as_at: typed.date(&name("as_at"), form_words::DATE)?,
        });
    }
    Ok((Concessions { authorities }, typed_in))
}
