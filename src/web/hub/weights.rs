//! A hub's weights, as everybody who works with it reads them, and as the hub changes them.

use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, get, post, web};
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::ids::OrganisationId;
use crate::services::{ServiceError, organisations, weights};
use crate::suitability::Points;
use crate::web::change::Saved;
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind};
use crate::web::form::Posted;
use crate::web::layout::Shell;
use crate::web::organisations::organisation_id;
use crate::web::plain::{Plain, Section};
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::pages::form::back_to;
use crate::words::pages::hub as words;

pub(super) fn register(config: &mut ServiceConfig) {
    config.service(show_weights).service(save_weights);
}

#[get("/organisations/{id}/weights")]
async fn show_weights(
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
    let found = weights::read(app, caller, id)?;
    let name = organisations::read(app, caller, id)?.name.to_string();
    let shell = Shell::of(app, caller)?;
    let points = json!(found.weights);
    let known = |within: &Value, field: &str| within.get(field).map(ToString::to_string).unwrap_or_default();
    let deductions = points.get("deductions").cloned().unwrap_or_default();
    let mut sections = Vec::new();
    if *id == caller.organisation && allowed(caller.role, Action::ChangeWeights) {
        let action = format!("/staff/organisations/{id}/weights");
        let form = Form::record(&shell.csrf, again, "weights", action, words::SAVE, i64::from(found.version));
        let ask = |form: Form, (field, label): &(&str, &str), within: &Value| {
            form.ask(Kind::Short, field, label, "", known(within, field))
        };
        let form = words::OF_CRITERIA.iter().fold(form, |form, one| ask(form, one, &points));
        let taken_off = |(field, label): &(&'static str, &str)| (*field, words::taken_off(label));
        let form = words::OF_DEDUCTIONS.iter().map(taken_off).fold(form, |form, (field, label)| {
            form.ask(Kind::Short, field, &label, "", known(&deductions, field))
        });
        sections.push(Section { forms: vec![form], ..Section::default() });
    } else {
        let facts = |fields: &[(&str, &str)], within: &Value| {
            fields.iter().map(|(field, label)| ((*label).to_owned(), vec![known(within, field)])).collect()
        };
        sections.push(Section {
            facts: facts(&words::OF_CRITERIA, &points),
            ..Section::headed("criteria", words::CRITERIA)
        });
        sections.push(Section {
            facts: facts(&words::OF_DEDUCTIONS, &deductions),
            ..Section::headed("deductions", words::DEDUCTIONS)
        });
    }
    let lead = vec![words::ABOUT_WEIGHTS.to_owned()];
    let page = Plain { lead, caption: name.clone(), sections, ..Plain::headed(shell, words::WEIGHTS) };
    Ok(page.back(format!("/staff/organisations/{id}"), back_to(&name)).refused(again))
}

#[post("/organisations/{id}/weights")]
async fn save_weights(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let done = see_other(&format!("/staff/organisations/{id}/weights?saved=weights"));
    let refused = run(&app, move |app| {
        let (caller, id) = (&signed.0, organisation_id(&id)?);
        let work = |typed: &Typed| weights::change(app, caller, &id, typed.version(), read(typed)?).map(drop);
        Again::unless_done("weights", form.0, work, |again| view(app, caller, &id, again))
    });
    Ok(refused.await?.map_or(done, |(status, view)| view.answer(status)))
}

fn read(typed: &Typed) -> Result<Points, ServiceError> {
    let points = |fields: &[(&str, &str)]| {
        let read = |(field, _): &(&str, &str)| {
            let points: u16 = typed.number(field, words::ENTER_POINTS)?;
            Ok(((*field).to_owned(), json!(points)))
        };
        fields.iter().map(read).collect::<Result<Map<_, _>, ServiceError>>()
    };
    let mut all = points(&words::OF_CRITERIA)?;
    all.insert("deductions".to_owned(), Value::Object(points(&words::OF_DEDUCTIONS)?));
    serde_json::from_value(Value::Object(all)).map_err(ServiceError::internal)
}
