//! The people of learners' families, and how each wants messages.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};

use super::banner;
use crate::app::App;
use crate::auth::Caller;
use crate::domain::code::Code;
use crate::domain::family_message::FamilyWish;
use crate::services::ServiceError;
use crate::services::families::{self, FamilyContactView, NewFamilyWish};
use crate::web::change::Saved;
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind, codes};
use crate::web::form::Posted;
use crate::web::layout::Shell;
use crate::web::plain::{Item, Plain, Section};
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::label::Label;
use crate::words::language;
use crate::words::pages::{families as words, moment};

#[get("/families/people")]
pub(super) async fn show(
    app: web::Data<App>,
    signed: Signed,
    saved: web::Query<Saved>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        Ok(Plain { banner: banner(&saved), ..view(app, &signed.0, &Again::default())? })
    });
    Ok(view.await?.answer(StatusCode::OK))
}

fn view(app: &App, caller: &Caller, again: &Again) -> Result<Plain, ServiceError> {
    let all = families::families(app, caller)?;
    let shell = Shell::of(app, caller)?;
    let sections = vec![Section {
        items: all.iter().map(|one| item(&shell, one, again)).collect(),
        empty: words::NO_PERSON,
        ..Section::default()
    }];
    let lead = vec![words::ABOUT_PEOPLE.to_owned()];
    let page = Plain { lead, sections, ..Plain::headed(shell, words::PEOPLE) };
    Ok(page.back("/staff/families", words::BACK).refused(again))
}

fn item(shell: &Shell, one: &FamilyContactView, again: &Again) -> Item {
    let of = one.learners.iter().map(|of| format!("{} of {}", of.relationship, of.name));
    let mut lines: Vec<String> = of.collect();
    lines.extend(one.language.as_ref().map(|language| words::language(&language::name(language), true)));
    if let (Some(wish), Some(at)) = (one.wish, one.wished_at) {
        let by = one.wish_noted.as_ref().map(|noted| noted.name.as_str());
        lines.push(words::wished(wish.label(), &moment(at), by));
    }
    let way = one.way.map_or_else(|| FamilyWish::Nothing.label(), |way| way.label());
    let chosen: Vec<&str> = one.wish.iter().map(|wish| wish.code()).collect();
    let action = format!("/staff/families/people/{}", one.person);
    let form = Form::new(&shell.csrf, again, &format!("wish-{}", one.person), action, words::SAVE)
        .second()
        .folded(words::RECORD_WISH)
        .choose(Kind::Radios, "wish", words::WISH, "", codes::<FamilyWish>(), &chosen);
    Item {
        mark: Some(("none", way.to_owned())),
        lines,
        forms: vec![form],
        ..Item::named(one.names.join(", "))
    }
}

#[post("/families/people/{person}")]
pub(super) async fn save(
    app: web::Data<App>,
    signed: Signed,
    person: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let refused = run(&app, move |app| {
        let caller = &signed.0;
        let work = |typed: &Typed| {
            let wish = typed.code("wish", words::SELECT_WISH)?;
            families::record_wish(app, caller, &person, NewFamilyWish { wish }).map(drop)
        };
        Again::unless_done(&format!("wish-{person}"), form.0, work, |again| view(app, caller, again))
    });
    Ok(match refused.await? {
        None => see_other("/staff/families/people?saved=wish"),
        Some((status, view)) => view.answer(status),
    })
}
