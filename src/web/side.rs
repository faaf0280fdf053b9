//! The page of the learner, or of somebody of the family: everything that is open at one placement, by a link and
//! without an account. The code in the address is the secret, as on the page of an employer's contact.

mod did;
mod fields;
mod view;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};

use super::fault::{Fault, run};
use super::form::Sent;
use super::layout::{page, shown};
use super::printed;
use super::session::see_other;
use super::visit::{Done, OverView, Refused};
use crate::app::App;
use crate::auth::side_visitor::SideVisitor;
use crate::domain::code::Code;
use crate::http::client::Client;
use crate::services::ServiceError;
use crate::services::sides::{self, SideOpened};
use crate::words::side as words;
use fields::{Fields, SideForm};
use view::View;

/// Where the pages are.
pub(super) const BASE: &str = "/plan";

#[get("/{code}")]
pub(super) async fn show(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
    done: web::Query<Done>,
) -> Result<HttpResponse, Fault> {
    let visitor = match visitor(&app, client, &code).await? {
        Ok(visitor) => visitor,
        Err(over) => return Ok(over),
    };
    let seen = run(&app, move |app| Ok((sides::page(app, &visitor)?, app.ids.next_id()))).await;
    let (seen, once) = seen.map_err(Fault::for_visitor)?;
    let banner = done.done.as_deref().and_then(words::done);
    let fields = Fields { once, ..Fields::default() };
    Ok(shown(&View { banner, ..View::new(code.into_inner(), seen, fields) }))
}

#[get("/{code}/copy")]
pub(super) async fn copy(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let visitor = match visitor(&app, client, &code).await? {
        Ok(visitor) => visitor,
        Err(over) => return Ok(over),
    };
    let html = run(&app, move |app| sides::copy_html(app, &visitor)).await.map_err(Fault::for_visitor)?;
    Ok(printed::message(html))
}

#[get("/{code}/copy.pdf")]
pub(super) async fn pdf(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let visitor = match visitor(&app, client, &code).await? {
        Ok(visitor) => visitor,
        Err(over) => return Ok(over),
    };
    let bytes = run(&app, move |app| sides::copy_pdf(app, &visitor)).await.map_err(Fault::for_visitor)?;
    Ok(printed::document(printed::COPY, bytes))
}

/// What the learner did, to keep or print.
#[get("/{code}/did")]
pub(super) async fn show_did(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let visitor = match visitor(&app, client, &code).await? {
        Ok(visitor) => visitor,
        Err(over) => return Ok(over),
    };
    let did = run(&app, move |app| sides::did(app, &visitor)).await.map_err(Fault::for_visitor)?;
    Ok(shown(&did::DidView::from(did)))
}

/// Sends a new link to the address that the old one went to.
#[post("/{code}/new-link")]
pub(super) async fn renew(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let old = code.clone();
    run(&app, move |app| sides::renew(app, client.0, &old)).await.map_err(Fault::for_visitor)?;
    Ok(shown(&OverView::sent(BASE, code.into_inner())))
}

#[post("/{code}/{act}")]
pub(super) async fn posted(
    app: web::Data<App>,
    client: Client,
    path: web::Path<(String, String)>,
    form: Sent<Fields>,
) -> Result<HttpResponse, Fault> {
    let (code, act) = path.into_inner();
    let act = SideForm::named(&act).ok_or_else(|| Fault::from(ServiceError::NotFound).for_visitor())?;
    let visitor = match visitor(&app, client, &code).await? {
        Ok(visitor) => visitor,
        Err(over) => return Ok(over),
    };
    let (fields, who) = (form.0.clone(), visitor.clone());
    let done = run(&app, move |app| Ok(carry_out(app, &who, act, &fields))).await?;
    let (status, errors) = match done {
        Ok(()) => return Ok(see_other(&format!("{BASE}/{code}?done={}", act.code()))),
        Err(refused) => refused.shown()?,
    };
    let seen = run(&app, move |app| Ok((sides::page(app, &visitor)?, app.ids.next_id()))).await;
    let (seen, once) = seen.map_err(Fault::for_visitor)?;
    let fields = Fields { once, ..form.0 };
    Ok(page(status, &View { errors, opened: Some(act), ..View::new(code, seen, fields) }))
}

fn carry_out(app: &App, visitor: &SideVisitor, act: SideForm, fields: &Fields) -> Result<(), Refused> {
    match act {
        SideForm::Agree => sides::agree(app, visitor, &fields.mark)?,
        SideForm::Absent => sides::absent(app, visitor, fields.note()?.as_ref())?,
        SideForm::Complain => {
            let (once, words) = fields.complaint()?;
            sides::complain(app, visitor, &once, &words)?;
        }
        SideForm::Reflect => sides::reflect(app, visitor, &fields.reflection()?)?,
    }
    Ok(())
}

/// Who opened a link that is good; otherwise the page that says why it is not.
async fn visitor(
    app: &web::Data<App>,
    client: Client,
    code: &str,
) -> Result<Result<SideVisitor, HttpResponse>, Fault> {
    let of = code.to_owned();
    let opened = run(app, move |app| sides::open(app, client.0, &of)).await.map_err(Fault::for_visitor)?;
    Ok(match opened {
        SideOpened::Good(visitor) => Ok(visitor),
        SideOpened::Over(over) => Err(page(StatusCode::GONE, &OverView::of(BASE, code.to_owned(), over))),
    })
}
