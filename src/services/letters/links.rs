//! The link in a letter to an employer's contact, the learner or the family: it opens their page of the placement, without
//! an account.

use chrono::{DateTime, Days, NaiveTime, Utc};

use crate::app::App;
use crate::auth::link::{self, Opens};
use crate::auth::refresh::fingerprint;
use crate::briefing::compose::KEEP_DAYS;
use crate::db::placement_links::{self, LinkEnd, PlacementLink};
use crate::db::side_links;
use crate::db::{Conn, DbError};
use crate::domain::ids::ContactId;
use crate::domain::placement::Placement;
use crate::domain::reader::Reader;
use crate::services::ServiceError;

/// Until when the page of a placement can be opened: as long as an employer may hold what it was told.
#[must_use]
pub fn last_use(placement: &Placement) -> DateTime<Utc> {
    let last = placement.days.last().and_then(|last| last.checked_add_days(Days::new(KEEP_DAYS + 1)));
    last.map_or(DateTime::UNIX_EPOCH, |date| date.and_time(NaiveTime::MIN).and_utc())
}

/// A contact's link to a placement that is good now.
///
/// # Errors
/// [`DbError`].
pub fn held(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    contact: &ContactId,
) -> Result<Option<PlacementLink>, DbError> {
    let all = placement_links::of_placement(c, &placement.id)?;
    Ok(all.into_iter().rfind(|link| link.contact == *contact && link.is_good(app.clock.now())))
}

/// The link by which a contact's page opens, and the address to which a mail program posts to stop reminders: it opens
/// nothing.
pub struct Addresses {
    /// The page.
    pub page: String,
    /// Where "unsubscribe" is posted.
    pub stop: String,
}

/// The addresses of a contact: by the link that they hold, or by a new one.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn address(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    contact: &ContactId,
) -> Result<Addresses, ServiceError> {
    let id = match held(c, app, placement, contact)? {
        Some(link) => link.id,
        None => made(c, app, placement, contact)?,
    };
    let base = format!("{}/visit", app.config.server.public_url);
    Ok(Addresses {
        page: format!("{base}/{}", link::reveal(&app.keys, Opens::Placement, &id)),
        stop: format!("{base}/stop/{}", link::reveal(&app.keys, Opens::Stop, &id)),
    })
}

/// The address of the page of the learner or somebody of the family, by the link that they hold.
///
/// # Errors
/// [`ServiceError::NotFound`] when they hold none.
pub fn side_address(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    reader: &Reader,
) -> Result<String, ServiceError> {
    let now = app.clock.now();
    let all = side_links::of_placement(c, &placement.id)?.into_iter();
    let held = all.rev().find(|link| link.reader == *reader && link.is_good(now));
    let code = link::reveal(&app.keys, Opens::Side, &held.ok_or(ServiceError::NotFound)?.id);
    Ok(format!("{}/plan/{code}", app.config.server.public_url))
}

/// Whether the provider took a contact's link back and has sent none since: only the provider has another made.
///
/// # Errors
/// [`DbError`].
pub fn is_taken_back(c: &mut Conn, placement: &Placement, contact: &ContactId) -> Result<bool, DbError> {
    let newest =
        placement_links::of_placement(c, &placement.id)?.into_iter().rfind(|link| link.contact == *contact);
    Ok(newest.is_some_and(|link| matches!(link.ended, Some((_, LinkEnd::Revoked)))))
}

/// As [`is_taken_back`], of the learner or somebody of the family.
///
/// # Errors
/// [`DbError`].
pub fn is_side_taken_back(c: &mut Conn, placement: &Placement, reader: &Reader) -> Result<bool, DbError> {
    let newest = side_links::of_placement(c, &placement.id)?.into_iter().rfind(|link| link.reader == *reader);
    Ok(newest.is_some_and(|link| matches!(link.ended, Some((_, LinkEnd::Revoked)))))
}

fn made(c: &mut Conn, app: &App, placement: &Placement, contact: &ContactId) -> Result<String, ServiceError> {
    let id = app.ids.next_id();
    let link = PlacementLink {
        token_hash: fingerprint(&link::reveal(&app.keys, Opens::Placement, &id)),
        id: id.clone(),
        placement: placement.id.clone(),
        contact: contact.clone(),
        created_at: app.clock.now(),
        expires_at: last_use(placement),
        ended: None,
    };
    placement_links::insert(c, &link)?;
    Ok(id)
}
