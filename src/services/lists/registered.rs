//! Lists of what is registered: offers, organisations, the people who sign in, and contacts.

use super::{Rows, by_name, day, on, since, text};
use crate::app::App;
use crate::auth::Caller;
use crate::domain::code::CodeSet;
use crate::domain::contact::BounceState;
use crate::domain::ids::OrganisationId;
use crate::domain::offer::OfferState;
use crate::evidence::EvidenceCell;
use crate::services::listing::{Search, whole};
use crate::services::offers::OfferView;
use crate::services::users::UserQuery;
use crate::services::{Asked, NamedSort, ServiceError, contacts, offers, organisations, users};
use crate::words::label::Label;
use crate::words::lists as words;
use crate::words::pages::offer as offer_words;

/// Rows of which nobody’s record is a part.
fn plain(words: words::ListWords, mut rows: Vec<(String, Vec<EvidenceCell>)>) -> Rows {
    by_name(&mut rows);
    let rows = rows.into_iter().map(|(_, cells)| cells).collect();
    Rows { words, rows, about: Vec::new() }
}

pub(super) fn offers(
    app: &App,
    caller: &Caller,
    states: CodeSet<OfferState>,
    search: Option<&Search>,
) -> Result<Rows, ServiceError> {
    let wanted = offers::Wanted { states, ..offers::Wanted::default() };
    let found: Vec<OfferView> = whole(|slice| {
        let asked = Asked { sort: NamedSort::Created, search: search.cloned(), slice: slice.clone() };
        offers::list(app, caller, &wanted, &asked)
    })?;
    let rows = found.into_iter().map(|one| (one.id.to_string(), offer(one))).collect();
    Ok(plain(words::OFFERS, rows))
}

fn offer(view: OfferView) -> Vec<EvidenceCell> {
    let offer = view.offer;
    vec![
        text(offer.title.to_string()),
        text(view.employer_name.unwrap_or_default()),
        text(offer.site.name.to_string()),
        text(offer.site.postcode.as_str()),
        text(view.state.label()),
        text(offer_words::windows(&offer).join("; ")),
        on(offer.windows.iter().map(|window| window.dates.from).min()),
        on(offer.windows.iter().map(|window| window.dates.to).max()),
        EvidenceCell::Number(u32::try_from(offer.unstated()).unwrap_or(u32::MAX)),
        since(view.confirmed_by_employer_at),
    ]
}

pub(super) fn organisations(
    app: &App,
    caller: &Caller,
    wanted: organisations::Wanted,
    search: Option<&Search>,
) -> Result<Rows, ServiceError> {
    let found = whole(|slice| {
        let asked = Asked { sort: NamedSort::Created, search: search.cloned(), slice: slice.clone() };
        organisations::list(app, caller, wanted, &asked)
    })?;
    let row = |one: organisations::OrganisationView| {
        let cells = vec![
            text(one.name.to_string()),
            text(one.kind.label()),
            day(one.created_at),
            day(one.updated_at),
            since(one.archived_at),
        ];
        (one.id.to_string(), cells)
    };
    Ok(plain(words::ORGANISATIONS, found.into_iter().map(row).collect()))
}

pub(super) fn people(app: &App, caller: &Caller, of: &OrganisationId) -> Result<Rows, ServiceError> {
    let query = UserQuery { organisation: Some(of.clone()) };
    let found = whole(|slice| users::list(app, caller, &query, slice))?;
    let row = |one: users::UserView| {
        let here = one.memberships.iter().filter(|each| each.organisation == *of);
        let roles: Vec<&str> = here.map(|each| each.role.label()).collect();
        let cells = vec![
            text(one.name.to_string()),
            text(one.email.as_str()),
            text(roles.join(", ")),
            day(one.created_at),
            since(one.disabled_at),
        ];
        (one.id.to_string(), cells)
    };
    Ok(plain(words::PEOPLE, found.into_iter().map(row).collect()))
}

pub(super) fn contacts(app: &App, caller: &Caller, of: &OrganisationId) -> Result<Rows, ServiceError> {
    let found = whole(|slice| contacts::list(app, caller, of, slice))?;
    let row = |one: contacts::ContactView| {
        let cells = vec![
            text(one.details.name.to_string()),
            text(one.details.role.to_string()),
            text(one.details.email.as_str()),
            text(one.details.phone.map(|phone| phone.to_string()).unwrap_or_default()),
            EvidenceCell::Answer(one.bounce == BounceState::Bounced),
            since(one.archived_at),
        ];
        (one.id.to_string(), cells)
    };
    Ok(plain(words::CONTACTS, found.into_iter().map(row).collect()))
}
