//! Contacts: the people at an employer who are written to.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::contacts::{self, Contact};
use crate::db::{Conn, Page, Slice};
use crate::domain::contact::{BounceState, ContactDetails};
use crate::domain::ids::{ContactId, OrganisationId};

use super::idempotency::{Once, Reply, once};
use super::{ServiceError, ids, scope};

/// A contact to be added.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewContact {
    /// At which employer.
    pub employer: OrganisationId,
    /// Who they are and how they are reached.
    pub details: ContactDetails,
}

/// A contact as it is shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ContactView {
    /// Its identifier.
    pub id: ContactId,
    /// Rises with each change; the ETag.
    pub version: i64,
    /// At which employer.
    pub employer: OrganisationId,
    /// Who they are and how they are reached.
    pub details: ContactDetails,
    /// Whether mail arrives.
    pub bounce: BounceState,
    /// Since when they are kept for the record only.
    pub archived_at: Option<DateTime<Utc>>,
}

impl From<Contact> for ContactView {
    fn from(contact: Contact) -> Self {
        let Contact { id, version, organisation: employer, details, bounce, archived_at, .. } = contact;
        Self { id, version, employer, details, bounce, archived_at }
    }
}

/// Adds a contact.
///
/// # Errors
/// [`ServiceError::NotFound`] for an employer out of view.
pub fn create(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    new: &NewContact,
) -> Result<Reply<ContactView>, ServiceError> {
    let permit = authorise(caller, Action::CreateContact)?;
    let (id, now) = (ids::fresh::<ContactId>(app)?, app.clock.now());
    once(app, &permit, caller, request, |c| {
        scope::see_employer(c, app, caller, &new.employer)?;
        scope::employer(c, app, &new.employer)?;
        scope::in_use(c, &new.employer)?;
        contacts::insert(c, &app.keys, &id, &new.employer, &new.details, now)?;
        Ok(contacts::get(c, &app.keys, &id)?.into())
    })
}

/// A contact.
///
/// # Errors
/// [`ServiceError::NotFound`] when its employer is out of view.
pub fn read(app: &App, caller: &Caller, id: &ContactId) -> Result<ContactView, ServiceError> {
    let permit = authorise(caller, Action::ReadContact)?;
    app.read(&permit, |c| visible(c, app, caller, id).map(ContactView::from))
}

/// The contacts of an employer.
///
/// # Errors
/// [`ServiceError::NotFound`] when the employer is out of view.
pub fn list(
    app: &App,
    caller: &Caller,
    employer: &OrganisationId,
    slice: &Slice,
) -> Result<Page<ContactView>, ServiceError> {
    let permit = authorise(caller, Action::ListContacts)?;
    app.read(&permit, |c| {
        scope::see_employer(c, app, caller, employer)?;
        contacts::list(c, &app.keys, employer, slice)?.try_map(|contact| Ok(ContactView::from(contact)))
    })
}

/// Replaces a contact's details; a bounced address counts as mended.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when it is not in version `expected`.
pub fn change(
    app: &App,
    caller: &Caller,
    id: &ContactId,
    expected: i64,
    details: &ContactDetails,
) -> Result<ContactView, ServiceError> {
    let permit = authorise(caller, Action::ChangeContact)?;
    let now = app.clock.now();
    app.write(&permit, |c| {
        visible(c, app, caller, id)?;
        contacts::change(c, &app.keys, id, expected, details, now)?;
        Ok(contacts::get(c, &app.keys, id)?.into())
    })
}

/// Keeps a contact for the record only.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when it is not in version `expected`.
pub fn archive(
    app: &App,
    caller: &Caller,
    id: &ContactId,
    expected: i64,
) -> Result<ContactView, ServiceError> {
    let permit = authorise(caller, Action::ArchiveContact)?;
    let now = app.clock.now();
    app.write(&permit, |c| {
        visible(c, app, caller, id)?;
        contacts::archive(c, id, expected, now)?;
        Ok(contacts::get(c, &app.keys, id)?.into())
    })
}

fn visible(c: &mut Conn, app: &App, caller: &Caller, id: &ContactId) -> Result<Contact, ServiceError> {
    let contact = contacts::get(c, &app.keys, id)?;
    scope::see_employer(c, app, caller, &contact.organisation)?;
    Ok(contact)
}
