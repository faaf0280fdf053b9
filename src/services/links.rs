//! Links that are mailed to one person, good once and for 72 hours.
//!
//! Whether an address has an account shows nowhere but in the letter, which its owner reads: every request writes the
//! same rows, and the worker finds out who is written to.

use std::net::IpAddr;

use chrono::{TimeDelta, Utc};

use super::{ServiceError, ids};
use crate::app::App;
use crate::auth::link::{self, Opens};
use crate::auth::refresh::fingerprint;
use crate::auth::{Exemption, Permit};
use crate::db::mailed_links::{self, Addressee, LinkKind, MailedLink, Post};
use crate::db::{Conn, DbError};
use crate::domain::ids::JobId;
use crate::outbox;
use crate::words::refused;

/// How long a link is good.
pub const LIFE: TimeDelta = TimeDelta::hours(72);

/// A link about to be mailed. Its ids are drawn beforehand, so that the transaction can be run again.
pub(super) struct NewLink {
    pub(super) link: MailedLink,
    job: JobId,
}

impl NewLink {
    pub(super) fn draw(
        app: &App,
        kind: LinkKind,
        person: Addressee,
        post: Option<Post>,
    ) -> Result<Self, ServiceError> {
        let (id, now) = (app.ids.next_id(), app.clock.now());
        let token_hash = fingerprint(&link::reveal(&app.keys, Opens::Account, &id));
        let expires_at = now + LIFE;
        let link =
            MailedLink { id, kind, person, post, token_hash, created_at: now, expires_at, ended_at: None };
        Ok(Self { link, job: ids::fresh(app)? })
    }

    /// Writes the link and queues its letter. Ring [`App::wake`] after the commit.
    pub(super) fn queue(&self, c: &mut Conn, app: &App) -> Result<(), ServiceError> {
        mailed_links::insert(c, &app.keys, &self.link)?;
        Ok(outbox::queue_link(c, &self.job, &self.link.id, self.link.created_at)?)
    }
}

/// The link of a code that is presented and good now; any other counts against the address that it comes from.
///
/// # Errors
/// [`ServiceError::Invalid`] for any other: what is wrong with it is not told. [`ServiceError::TooMany`].
pub(super) fn presented(
    app: &App,
    client: IpAddr,
    kind: LinkKind,
    code: &str,
) -> Result<MailedLink, ServiceError> {
    let permit = Permit::exempt(Exemption::Credential);
    app.attempts.check(client).map_err(|retry_after| ServiceError::TooMany { retry_after })?;
    let found = app.read(&permit, |c| good(c, app, kind, code));
    if matches!(found, Err(ServiceError::Invalid(_))) {
        app.attempts.failed(client);
    }
    found
}

fn good(c: &mut Conn, app: &App, kind: LinkKind, code: &str) -> Result<MailedLink, ServiceError> {
    let Some(id) = link::read(&app.keys, Opens::Account, code) else { return Err(over()) };
    let found = match mailed_links::get(c, &app.keys, id) {
        Err(DbError::NotFound) => return Err(over()),
        found => found?,
    };
    let same = found.kind == kind && found.token_hash == fingerprint(code.trim());
    let now: chrono::DateTime<Utc> = app.clock.now();
    if same && found.is_good(now) { Ok(found) } else { Err(over()) }
}

/// Notes that a link was used; of two uses at once one is refused.
///
/// # Errors
/// [`ServiceError::Invalid`] as for [`good`].
pub(super) fn used(c: &mut Conn, app: &App, link: &MailedLink) -> Result<(), ServiceError> {
    match mailed_links::end(c, &link.id, "used", app.clock.now()) {
        Err(DbError::NotFound) => Err(over()),
        done => Ok(done?),
    }
}

fn over() -> ServiceError {
    ServiceError::invalid("code", refused::LINK_OVER)
}
