//! Links of the learner's side: made, opened, sent anew.

use std::net::IpAddr;

use crate::app::App;
use crate::auth::link::{self, Opens};
use crate::auth::refresh::fingerprint;
use crate::auth::side_visitor::{SideAct, SideVisitor};
use crate::auth::{Action, Caller, Exemption, Permit, authorise};
use crate::db::placement_links::LinkEnd;
use crate::db::side_links::{self, SideLink};
use crate::db::{Conn, placements as rows};
use crate::domain::delivery::Edition;
use crate::domain::ids::{PlacementId, UserId};
use crate::domain::placement::Placement;
use crate::domain::reader::Reader;
use crate::services::letters::links::{is_side_taken_back, last_use};
use crate::services::visits::{Over, counted};
use crate::services::{ServiceError, access, briefings, letters, placements};
use crate::words::{delivery, refused};

/// What a code leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SideOpened {
    /// The page.
    Good(SideVisitor),
    /// A link that is good no longer.
    Over(Over),
}

/// Looks a code up. One that is not ours counts against the address that it comes from.
///
/// # Errors
/// [`ServiceError::NotFound`] for a code that is not ours; [`ServiceError::TooMany`].
pub fn open(app: &App, client: IpAddr, code: &str) -> Result<SideOpened, ServiceError> {
    counted(app, client, |c| look_up(c, app, code))
}

fn look_up(c: &mut Conn, app: &App, code: &str) -> Result<SideOpened, ServiceError> {
    let id = link::read(&app.keys, Opens::Side, code).ok_or(ServiceError::NotFound)?;
    let found = side_links::get(c, id)?;
    if found.token_hash != fingerprint(code.trim()) {
        return Err(ServiceError::NotFound);
    }
    let placement = rows::get(c, &found.placement)?;
    let (ended, gone) =
        (found.ended.map(|(_, because)| because), !is_reader(c, app, &placement, &found.reader)?);
    let over = Over::of(ended, gone, &placement, found.expires_at, app.clock.now());
    Ok(over.map_or_else(|| SideOpened::Good(holder(&found, &placement)), SideOpened::Over))
}

/// Whether somebody may still be written to: the family of an adult only with the learner's own agreement.
fn is_reader(c: &mut Conn, app: &App, placement: &Placement, reader: &Reader) -> Result<bool, ServiceError> {
    let address = briefings::reader_address(c, app, placement, reader)?;
    Ok(matches!(address, Ok(_) | Err("no_address")))
}

fn holder(link: &SideLink, placement: &Placement) -> SideVisitor {
    SideVisitor {
        link: link.id.clone(),
        reader: link.reader.clone(),
        placement: placement.id.clone(),
        learner: placement.learner.clone(),
        provider: placement.provider.clone(),
        sent_by: link.made_by.clone(),
    }
}

/// Has a new link sent to the address of whoever holds an old one, if one may still be had. Whoever asks gets the same
/// answer in any case.
///
/// # Errors
/// [`ServiceError::TooMany`].
pub fn renew(app: &App, client: IpAddr, code: &str) -> Result<(), ServiceError> {
    let permit = Permit::exempt(Exemption::Credential);
    let renews = match open(app, client, code) {
        Ok(SideOpened::Good(_)) => true,
        Ok(SideOpened::Over(over)) => over.renews(),
        Err(ServiceError::NotFound) => false,
        Err(error) => return Err(error),
    };
    let Some(old) = link::read(&app.keys, Opens::Side, code).filter(|_| renews) else { return Ok(()) };
    app.write(&permit, |c| {
        let old = side_links::get(c, old)?;
        let placement = rows::get(c, &old.placement)?;
        if is_side_taken_back(c, &placement, &old.reader)?
            || letters::side_link_sent_lately(c, app, &placement, &old.reader)?
            || briefings::reader_address(c, app, &placement, &old.reader)?.is_err()
        {
            return Ok(());
        }
        access::side_visited(c, app, &holder(&old, &placement), SideAct::Renew)?;
        replace(c, app, &placement, &old.reader, &old.made_by)?;
        letters::side_link(c, app, &placement, &old.reader)
    })?;
    app.wake.ring();
    Ok(())
}

/// Sends the learner or somebody of the family a link, as the provider asks; one that they hold is replaced.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's; [`ServiceError::Invalid`] for a reader who has no
/// page; [`ServiceError::Conflict`]: the code of why the reader may not be written to.
pub fn send(app: &App, caller: &Caller, id: &PlacementId, reader: &Reader) -> Result<(), ServiceError> {
    authorise(caller, Action::SendLink)?;
    // Their own addresses are the provider's alone, as for a copy.
    let permit = authorise(caller, Action::SendCopy)?;
    if !matches!(reader.edition(), Edition::Learner | Edition::Family) {
        return Err(ServiceError::invalid("reader", refused::READER_OF_PAGE));
    }
    app.write(&permit, |c| {
        let placement = placements::visible(c, app, caller, id)?;
        if let Err(code) = briefings::reader_address(c, app, &placement, reader)? {
            return Err(ServiceError::conflict(code, delivery::advice(code).unwrap_or(code)));
        }
        access::note(c, app, caller, Action::SendLink, "placement", id.as_str())?;
        replace(c, app, &placement, reader, &caller.user)?;
        letters::side_link(c, app, &placement, reader)
    })?;
    app.wake.ring();
    Ok(())
}

/// Ends the link that a reader holds, and makes a new one.
fn replace(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    reader: &Reader,
    made_by: &UserId,
) -> Result<(), ServiceError> {
    let now = app.clock.now();
    for old in side_links::of_placement(c, &placement.id)? {
        if old.reader == *reader && old.is_good(now) {
            side_links::end(c, &old.id, LinkEnd::Replaced, now)?;
        }
    }
    let id = app.ids.next_id();
    let link = SideLink {
        token_hash: fingerprint(&link::reveal(&app.keys, Opens::Side, &id)),
        id,
        placement: placement.id.clone(),
        reader: reader.clone(),
        made_by: made_by.clone(),
        created_at: now,
        expires_at: last_use(placement),
        ended: None,
    };
    Ok(side_links::insert(c, &link)?)
}
