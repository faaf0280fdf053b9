//! Links: made, opened, sent anew, taken back.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::link::{self, Opens};
use crate::auth::refresh::fingerprint;
use crate::auth::visitor::{Visitor, VisitorAct};
use crate::auth::{Action, Caller, Exemption, Permit, authorise};
use crate::db::placement_links::{self, LinkEnd, PlacementLink};
use crate::db::{Conn, contacts, placements as rows, side_links};
use crate::domain::ids::{ContactId, PlacementId};
use crate::domain::placement::Placement;
use crate::services::letters::links;
use crate::services::{ServiceError, access, letters, placements};
use crate::words::refused;

/// What a code leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The page.
    Good(Visitor),
    /// A link that is good no longer.
    Over(Over),
}

/// Why a link is good no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Its time is over; another can be had.
    Expired,
    /// A newer one is in a later letter; another can be had.
    Replaced,
    /// The provider took it back.
    Revoked,
    /// The placement is long over.
    PlacementOver,
}

impl Over {
    /// Why a link is good no longer, if it is not; `gone` when its holder may not have it any more.
    pub(in crate::services) fn of(
        ended: Option<LinkEnd>,
        gone: bool,
        placement: &Placement,
        expires_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Option<Self> {
        match ended {
            Some(LinkEnd::Revoked) => Some(Self::Revoked),
            _ if gone => Some(Self::Revoked),
            _ if now >= links::last_use(placement) => Some(Self::PlacementOver),
            Some(LinkEnd::Replaced) => Some(Self::Replaced),
            None => (now >= expires_at).then_some(Self::Expired),
        }
    }

    /// Whether a new link may be sent to the same address on request.
    #[must_use]
    pub fn renews(self) -> bool {
        matches!(self, Self::Expired | Self::Replaced)
    }
}

/// Looks a code up. One that is not ours counts against the address that it comes from.
///
/// # Errors
/// [`ServiceError::NotFound`] for a code that is not ours; [`ServiceError::TooMany`].
pub fn open(app: &App, client: IpAddr, code: &str) -> Result<Opened, ServiceError> {
    counted(app, client, |c| look_up(c, app, code))
}

/// Looks a code up, unless too many from this address were not ours.
pub(in crate::services) fn counted<T>(
    app: &App,
    client: IpAddr,
    look_up: impl FnOnce(&mut Conn) -> Result<T, ServiceError>,
) -> Result<T, ServiceError> {
    app.visits.check(client).map_err(|retry_after| ServiceError::TooMany { retry_after })?;
    let found = app.read(&Permit::exempt(Exemption::Credential), look_up);
    if matches!(found, Err(ServiceError::NotFound)) {
        app.visits.failed(client);
    }
    found
}

fn look_up(c: &mut Conn, app: &App, code: &str) -> Result<Opened, ServiceError> {
    let id = link::read(&app.keys, Opens::Placement, code).ok_or(ServiceError::NotFound)?;
    let found = placement_links::get(c, id)?;
    if found.token_hash != fingerprint(code.trim()) {
        return Err(ServiceError::NotFound);
    }
    let placement = rows::get(c, &found.placement)?;
    let contact = contacts::get(c, &app.keys, &found.contact)?;
    if contact.organisation != placement.employer {
        return Err(ServiceError::NotFound);
    }
    let ended = found.ended.map(|(_, because)| because);
    let over = Over::of(ended, contact.archived_at.is_some(), &placement, found.expires_at, app.clock.now());
    Ok(over.map_or_else(|| Opened::Good(holder(&found, &placement)), Opened::Over))
}

/// Who has a link, be it good or not. A code that is not ours counts as in [`open`].
///
/// # Errors
/// As for [`open`].
pub(super) fn whose(app: &App, client: IpAddr, code: &str) -> Result<Visitor, ServiceError> {
    open(app, client, code)?;
    let id = link::read(&app.keys, Opens::Placement, code).ok_or(ServiceError::NotFound)?;
    app.read(&Permit::exempt(Exemption::Credential), |c| {
        let link = placement_links::get(c, id)?;
        let placement = rows::get(c, &link.placement)?;
        Ok(holder(&link, &placement))
    })
}

/// Whose link it is, good or not.
pub(super) fn holder(link: &PlacementLink, placement: &Placement) -> Visitor {
    Visitor {
        link: link.id.clone(),
        contact: link.contact.clone(),
        placement: placement.id.clone(),
        employer: placement.employer.clone(),
    }
}

/// Has a new link sent to the address of the contact who holds an old one, if one may still be had. Whoever asks gets
/// the same answer in any case.
///
/// # Errors
/// [`ServiceError::TooMany`].
pub fn renew(app: &App, client: IpAddr, code: &str) -> Result<(), ServiceError> {
    let permit = Permit::exempt(Exemption::Credential);
    let renews = match open(app, client, code) {
        Ok(Opened::Good(_)) => true,
        Ok(Opened::Over(over)) => over.renews(),
        Err(ServiceError::NotFound) => false,
        Err(error) => return Err(error),
    };
    let Some(old) = link::read(&app.keys, Opens::Placement, code).filter(|_| renews) else { return Ok(()) };
    app.write(&permit, |c| {
        let old = placement_links::get(c, old)?;
        let placement = rows::get(c, &old.placement)?;
        let visitor = holder(&old, &placement);
        if links::is_taken_back(c, &placement, &old.contact)?
            || letters::page_link_sent_lately(c, app, &placement, &old.contact)?
        {
            return Ok(());
        }
        access::visited(c, app, &visitor, VisitorAct::Renew)?;
        replace(c, app, &placement, &old.contact)?;
        letters::page_link(c, app, &placement, &old.contact)
    })?;
    app.wake.ring();
    Ok(())
}

/// Sends a contact of the placement's employer a link, as the provider asks; one that they hold is replaced.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's; [`ServiceError::Invalid`] for a contact of another
/// employer or one that is archived.
pub fn send(app: &App, caller: &Caller, id: &PlacementId, contact: &ContactId) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::SendLink)?;
    app.write(&permit, |c| {
        let placement = placements::visible(c, app, caller, id)?;
        let known = contacts::get(c, &app.keys, contact)?;
        if known.organisation != placement.employer || known.archived_at.is_some() {
            return Err(ServiceError::invalid("contact", refused::CONTACT_OF_EMPLOYER));
        }
        access::note(c, app, caller, Action::SendLink, "placement", id.as_str())?;
        replace(c, app, &placement, contact)?;
        letters::page_link(c, app, &placement, contact)
    })?;
    app.wake.ring();
    Ok(())
}

/// A link as the learner's side sees it, without its code.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LinkView {
    /// For which contact.
    pub contact: ContactId,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
    /// Since when it is good no longer, before its time.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why.
    pub ended_because: Option<LinkEnd>,
}

/// The links to a placement's page, oldest first.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn links_of(app: &App, caller: &Caller, id: &PlacementId) -> Result<Vec<LinkView>, ServiceError> {
    let permit = authorise(caller, Action::ListLinks)?;
    app.read(&permit, |c| {
        placements::visible(c, app, caller, id)?;
        let links = placement_links::of_placement(c, id)?.into_iter();
        let view = |link: PlacementLink| LinkView {
            contact: link.contact,
            created_at: link.created_at,
            expires_at: link.expires_at,
            ended_at: link.ended.map(|(at, _)| at),
            ended_because: link.ended.map(|(_, because)| because),
        };
        Ok(links.map(view).collect())
    })
}

/// Takes every link to a placement's page back.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn revoke(app: &App, caller: &Caller, id: &PlacementId) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::RevokeLinks)?;
    let now = app.clock.now();
    app.write(&permit, |c| {
        placements::visible(c, app, caller, id)?;
        for link in placement_links::of_placement(c, id)?.iter().filter(|link| link.ended.is_none()) {
            placement_links::end(c, &link.id, LinkEnd::Revoked, now)?;
        }
        for link in side_links::of_placement(c, id)?.iter().filter(|link| link.ended.is_none()) {
            side_links::end(c, &link.id, LinkEnd::Revoked, now)?;
        }
        letters::take_links_back(c, app, id)?;
        access::note(c, app, caller, Action::RevokeLinks, "placement", id.as_str())
    })
}

fn replace(c: &mut Conn, app: &App, placement: &Placement, contact: &ContactId) -> Result<(), ServiceError> {
    let now = app.clock.now();
    match links::held(c, app, placement, contact)? {
        Some(link) => Ok(placement_links::end(c, &link.id, LinkEnd::Replaced, now)?),
        None => Ok(()),
    }
}
