//! What helped and what was done, as the employer's contact saw it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};

use super::fields::{Fields, optional};
use super::helped_form::HelpedForm;
use super::refused::Refused;
use super::view::View;
use super::{back, visitor};
use crate::app::App;
use crate::http::client::Client;
use crate::learning::Observation;
use crate::services::visits;
use crate::web::fault::{Fault, run};
use crate::web::form::Sent;
use crate::web::helped::{REFERENCE, observation, with_step};
use crate::web::layout::page;
use crate::web::typed::Typed;
use crate::words::learning as words;

#[post("/{code}/helped")]
pub(in crate::web) async fn posted(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
    form: Sent<Typed>,
) -> Result<HttpResponse, Fault> {
    let code = code.into_inner();
    let visitor = match visitor(&app, client, &code).await? {
        Ok(visitor) => visitor,
        Err(over) => return Ok(over),
    };
    let who = visitor.clone();
    let reference = optional(REFERENCE, form.0.get(REFERENCE));
    let told = reference.and_then(|reference| {
        let told = Observation { reference, ..observation(&form.0) };
        with_step(&form.0, told).map_err(|(field, words)| vec![(field, words.to_owned())])
    });
    let done = match told {
        Err(wrong) => Err(Refused::Fields(wrong)),
        Ok(told) if told.is_empty() => Err(Refused::Fields(vec![("helped", words::NOTHING.to_owned())])),
        Ok(told) => {
            run(&app, move |app| Ok(visits::observe(app, &who, &told))).await?.map_err(Refused::Service)
        }
    };
    let (status, errors): (StatusCode, _) = match done {
        Ok(()) => return Ok(back(&code, "helped")),
        Err(refused) => refused.shown()?,
    };
    let seen = run(&app, move |app| Ok((visits::page(app, &visitor)?, app.ids.next_id()))).await;
    let (seen, once) = seen.map_err(Fault::for_visitor)?;
    let fields = Fields::of(&seen, once);
    let helped = seen.asked.as_ref().map(|(asked, _)| HelpedForm::typed(asked, &form.0));
    Ok(page(status, &View { errors, helped, ..View::new(code, &seen, fields) }))
}
