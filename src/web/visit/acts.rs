//! What the forms of the page do.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};

use super::fields::{Act, Fields};
use super::refused::Refused;
use super::view::View;
use super::{back, visitor};
use crate::app::App;
use crate::auth::visitor::Visitor;
use crate::domain::code::Code;
use crate::http::client::Client;
use crate::services::{ServiceError, visits};
use crate::web::fault::{Fault, run};
use crate::web::form::Sent;
use crate::web::layout::page;
use crate::words::visit as words;

#[post("/{code}/{act}")]
pub(in crate::web) async fn posted(
    app: web::Data<App>,
    client: Client,
    path: web::Path<(String, String)>,
    form: Sent<Fields>,
) -> Result<HttpResponse, Fault> {
    let (code, act) = path.into_inner();
    let act = Act::named(&act).ok_or_else(|| Fault::from(ServiceError::NotFound).for_visitor())?;
    let visitor = match visitor(&app, client, &code).await? {
        Ok(visitor) => visitor,
        Err(over) => return Ok(over),
    };
    let (fields, who) = (form.0.clone(), visitor.clone());
    let done = run(&app, move |app| Ok(carry_out(app, &who, act, &fields))).await?;
    let (status, errors) = match done {
        Ok(()) => return Ok(back(&code, act.code())),
        Err(Refused::Service(ServiceError::Invalid(_))) if act == Act::OtherTime => {
            (StatusCode::UNPROCESSABLE_ENTITY, vec![("from", words::OTHER_FROM.to_owned())])
        }
        Err(refused) => refused.shown()?,
    };
    let seen = run(&app, move |app| Ok((visits::page(app, &visitor)?, app.ids.next_id()))).await;
    let (seen, once) = seen.map_err(Fault::for_visitor)?;
    let fields = form.0.among(act, Fields::of(&seen, once));
    Ok(page(status, &View { errors, opened: Some(act), ..View::new(code, &seen, fields) }))
}

fn carry_out(app: &App, visitor: &Visitor, act: Act, fields: &Fields) -> Result<(), Refused> {
    match act {
        Act::Accept => visits::accept(app, visitor, fields.version())?,
        Act::Decline => visits::decline(app, visitor, fields.version(), &fields.reason()?)?,
        Act::Answer => visits::answer(app, visitor, &fields.answer()?)?,
        Act::Acknowledge => visits::acknowledge(app, visitor, fields.number.parse().unwrap_or(-1))?,
        Act::Tick => visits::tick(app, visitor, &fields.tick(words::THE_LEARNER)?)?,
        Act::Worry => visits::worry(app, visitor, &fields.told("worry", words::WORRY)?)?,
        Act::Hazard => visits::hazard(app, visitor, &fields.told("hazard", words::HAZARD)?)?,
        Act::Feedback => visits::feedback(app, visitor, &fields.feedback()?, fields.version())?,
        Act::Interest => visits::interest(app, visitor, &fields.interest()?, fields.version())?,
        Act::OtherTime => visits::other_time(app, visitor, &fields.other_time()?, fields.version())?,
    }
    Ok(())
}
