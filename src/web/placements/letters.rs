//! The letters about a placement beside its packs, and the links of the employer's contacts.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, web};

use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::delivery::DeliveryState;
use crate::domain::ids::PlacementId;
use crate::domain::letter::RecipientKind;
use crate::services::letters::{self, LetterView};
use crate::services::visits::{self, LinkView};
use crate::services::{ServiceError, Slice, contacts, placements};
use crate::web::fault::{Fault, run};
use crate::web::layout::Shell;
use crate::web::plain::{Item, Plain, Section};
use crate::web::session::Signed;
use crate::words::label::Label;
use crate::words::pages::{letters as words, moment};

#[get("/placements/{id}/letters")]
pub(in crate::web) async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let id = PlacementId::parse(&id).map_err(|_| ServiceError::NotFound)?;
        view(app, &signed.0, &id)
    });
    Ok(view.await?.answer(StatusCode::OK))
}

fn view(app: &App, caller: &Caller, id: &PlacementId) -> Result<Plain, ServiceError> {
    let placement = placements::read(app, caller, id)?;
    let mut names = BTreeMap::new();
    if allowed(caller.role, Action::ListContacts) {
        let all = contacts::list(app, caller, &placement.employer, &Slice::first(200))?.items;
        names.extend(all.into_iter().map(|one| (one.id.to_string(), one.details.name.to_string())));
    }
    let mut sections = Vec::new();
    if allowed(caller.role, Action::ListLetters) {
        let all = letters::list(app, caller, id)?;
        sections.push(Section {
            items: all.iter().rev().map(|letter| written(letter, &names)).collect(),
            empty: words::NO_LETTER,
            ..Section::headed("letters", words::LETTERS)
        });
    }
    if allowed(caller.role, Action::ListLinks) {
        let all = visits::links_of(app, caller, id)?;
        let now = app.clock.now();
        sections.push(Section {
            items: all.iter().rev().map(|link| held(link, link.expires_at > now, &names)).collect(),
            empty: words::NO_LINK,
            ..Section::headed("links", words::LINKS)
        });
    }
    if sections.is_empty() {
        return Err(ServiceError::NotFound);
    }
    let page = Plain {
        caption: words::of_placement(placement.reference.as_str()),
        sections,
        ..Plain::headed(Shell::of(app, caller)?, words::HEADING)
    };
    Ok(page.back(format!("/staff/placements/{id}"), words::BACK))
}

fn written(letter: &LetterView, names: &BTreeMap<String, String>) -> Item {
    let known = names.get(&letter.recipient).filter(|_| letter.recipient_kind == RecipientKind::Contact);
    let to = known.map_or(letter.recipient_kind.label(), String::as_str);
    let class = match letter.state {
        DeliveryState::Sent => "good",
        DeliveryState::Queued | DeliveryState::Sending | DeliveryState::Filed => "none",
        DeliveryState::Retrying => "warn",
        DeliveryState::Failed => "bad",
    };
    let advice = letter.advice.clone().filter(|_| letter.state != DeliveryState::Filed);
    let line = words::sent(&moment(letter.created_at), letter.sent_at.map(moment).as_deref());
    Item {
        mark: Some((class, letter.state.label().to_owned())),
        // What is said of a pack that was filed is about the pack.
        lines: std::iter::once(line).chain(advice).collect(),
        ..Item::named(words::letter(letter.kind.label(), to))
    }
}

fn held(link: &LinkView, in_time: bool, names: &BTreeMap<String, String>) -> Item {
    let mark = match (link.ended_because.map(Code::code), in_time && link.ended_at.is_none()) {
        (Some(why), _) => ("none", words::ended(why)),
        (None, true) => ("good", words::OPEN),
        (None, false) => ("none", words::ENDED),
    };
    let name = names.get(link.contact.as_str()).map_or(RecipientKind::Contact.label(), String::as_str);
    Item {
        mark: Some((mark.0, mark.1.to_owned())),
        lines: vec![words::link(&moment(link.created_at), &moment(link.expires_at))],
        ..Item::named(name)
    }
}
