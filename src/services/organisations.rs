//! Hubs, providers and employers: added and changed by the hub, or by themselves.

mod list;
mod schools;
mod view;

pub use list::{Wanted, list};
pub use schools::{MOST_SCHOOLS, School, school, schools};
pub use view::{OrganisationDocument, OrganisationView};

use super::placements::hit::Watched;
use super::sessions::confirmed_lately;
use super::{Checked, Once, Reply, ServiceError, ids, once, scope};
use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::Conn;
use crate::db::organisations::{self, Body, Organisation};
use crate::db::placements::Live;
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::{Hub, OrganisationKind};
use crate::domain::role::Role;
use crate::words::{conflict, refused};

/// Adds a provider of the caller's hub, or an employer that the hub works with from now on.
///
/// # Errors
/// [`ServiceError::Invalid`] for a hub, which is founded at the machine itself.
pub fn create(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    document: &OrganisationDocument,
) -> Result<Reply<OrganisationView>, ServiceError> {
    let permit = authorise(caller, Action::CreateOrganisation)?;
    document.check(app.clock.today_in_london())?;
    if document.kind() == OrganisationKind::Hub {
        return Err(ServiceError::invalid("hub", refused::HUB_BY_OPERATOR));
    }
    let id = ids::fresh(app)?;
    once(app, &permit, caller, request, |conn| {
        added(conn, app, caller, &id, document)?;
        Ok(organisations::get(conn, &app.keys, &id)?.into())
    })
}

/// As [`create`], within a transaction that may do more.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn added(
    conn: &mut Conn,
    app: &App,
    caller: &Caller,
    id: &OrganisationId,
    document: &OrganisationDocument,
) -> Result<(), ServiceError> {
    let (body, hub, now) = (Body::from(document.clone()), &caller.organisation, app.clock.now());
    let of = (document.kind() == OrganisationKind::Provider).then_some(hub);
    organisations::insert(conn, &app.keys, id, of, &body, now)?;
    if document.kind() == OrganisationKind::Employer {
        organisations::link(conn, hub, id, now)?;
    }
    Ok(())
}

/// An organisation in the caller's view.
///
/// # Errors
/// [`ServiceError::NotFound`] outside it.
pub fn read(app: &App, caller: &Caller, id: &OrganisationId) -> Result<OrganisationView, ServiceError> {
    let permit = authorise(caller, Action::ReadOrganisation)?;
    app.read(&permit, |conn| Ok(in_view(app, conn, caller, id)?.into()))
}

/// Replaces what an organisation says of itself; a hub may for those it works with. The answer names
/// the placements that the change has hit, as far as the caller may see them.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's to change, [`ServiceError::PreconditionFailed`] when it is no
/// longer in version `expected`.
pub fn change(
    app: &App,
    caller: &Caller,
    id: &OrganisationId,
    expected: i64,
    document: &OrganisationDocument,
) -> Result<OrganisationView, ServiceError> {
    let permit = authorise(caller, Action::ChangeOrganisation)?;
    document.check(app.clock.today_in_london())?;
    app.write(&permit, |conn| changed(conn, app, caller, (id, expected), document))
}

/// As [`change`], within a transaction that may do more.
///
/// # Errors
/// As for [`change`].
pub(super) fn changed(
    conn: &mut Conn,
    app: &App,
    caller: &Caller,
    (id, expected): (&OrganisationId, i64),
    document: &OrganisationDocument,
) -> Result<OrganisationView, ServiceError> {
    let current = in_hand(app, conn, caller, id)?;
    if current.body.kind() != document.kind() {
        return Err(ServiceError::invalid(document.kind_code(), refused::OTHER_KIND));
    }
    let watched = watched(conn, app, &current)?;
    let body = completed(document, &current.body);
    organisations::change(conn, &app.keys, id, expected, &body, app.clock.now())?;
    let placements_hit = watched.after(conn, app, caller)?;
    let changed = organisations::get(conn, &app.keys, id)?;
    Ok(OrganisationView { placements_hit, ..changed.into() })
}

/// What is stored of a changed document. Clients that do not know a hub's notice leave it out: it stays as it was.
fn completed(document: &OrganisationDocument, current: &Body) -> Body {
    match (Body::from(document.clone()), current) {
        (Body::Hub(hub), Body::Hub(was)) => {
            let notice_working_days = hub.notice_working_days.or(was.notice_working_days);
            Body::Hub(Hub { notice_working_days, ..hub })
        }
        (body, _) => body,
    }
}

/// Keeps an organisation for the record only. Doing it again changes nothing.
///
/// # Errors
/// [`ServiceError::Conflict`] for the caller's own hub, and for an employer that others work with.
pub fn archive(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    id: &OrganisationId,
) -> Result<Reply<OrganisationView>, ServiceError> {
    let permit = authorise(caller, Action::ArchiveOrganisation)?;
    let now = app.clock.now();
    once(app, &permit, caller, request, |conn| {
        let current = in_hand(app, conn, caller, id)?;
        if current.id == caller.organisation {
            return Err(ServiceError::from(conflict::OWN_ORGANISATION));
        }
        if organisations::has_other_hub(conn, &caller.organisation, id)? {
            return Err(ServiceError::from(conflict::OTHER_HUBS));
        }
        let watched = watched(conn, app, &current)?;
        if current.archived_at.is_none() {
            organisations::archive(conn, id, current.version, now)?;
        }
        let placements_hit = watched.after(conn, app, caller)?;
        let archived = organisations::get(conn, &app.keys, id)?;
        Ok(OrganisationView { placements_hit, ..archived.into() })
    })
}

/// Lets a hub work with the caller's employer, so that no hub lets itself in. Doing it again
/// changes nothing.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such hub in use.
pub fn link(app: &App, caller: &Caller, hub: &OrganisationId) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::LinkOrganisation)?;
    let now = app.clock.now();
    app.write(&permit, |conn| {
        confirmed_lately(conn, app, caller)?;
        let found = organisations::get(conn, &app.keys, hub)?;
        if found.body.kind() != OrganisationKind::Hub || found.archived_at.is_some() {
            return Err(ServiceError::NotFound);
        }
        if !organisations::linked(conn, hub, &caller.organisation)? {
            let watched = Watched::before(conn, app, Live::Employer(&caller.organisation))?;
            organisations::link(conn, hub, &caller.organisation, now)?;
            watched.after(conn, app, caller)?;
        }
        Ok(())
    })
}

/// Ends the work of a hub with an employer, of which the caller is one and `other` the other.
///
/// # Errors
/// [`ServiceError::NotFound`] when they did not work together.
pub fn unlink(app: &App, caller: &Caller, other: &OrganisationId) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::UnlinkOrganisation)?;
    let (hub, employer) = match caller.role {
        Role::Employer => (other, &caller.organisation),
        _ => (&caller.organisation, other),
    };
    app.write(&permit, |conn| {
        confirmed_lately(conn, app, caller)?;
        let watched = Watched::before(conn, app, Live::Employer(employer))?;
        organisations::unlink(conn, hub, employer, app.clock.now())?;
        watched.after(conn, app, caller)?;
        Ok(())
    })
}

/// The placements that rest on an organisation.
fn watched(conn: &mut Conn, app: &App, organisation: &Organisation) -> Result<Watched, ServiceError> {
    match organisation.body.kind() {
        OrganisationKind::Employer => Watched::before(conn, app, Live::Employer(&organisation.id)),
        OrganisationKind::Provider => Watched::before(conn, app, Live::Provider(&organisation.id)),
        OrganisationKind::Hub => Ok(Watched::nothing()),
    }
}

/// From where a caller looks: an employer sees itself, everybody else their hub's surroundings.
struct View {
    own: OrganisationId,
    hub: Option<OrganisationId>,
}

impl View {
    fn of(app: &App, conn: &mut Conn, caller: &Caller) -> Result<Self, ServiceError> {
        let own = caller.organisation.clone();
        let hub = match caller.role {
            Role::Employer => None,
            _ => Some(scope::hub_in_view(conn, app, caller)?),
        };
        Ok(Self { own, hub })
    }
}

fn is_hub_side(caller: &Caller) -> bool {
    matches!(caller.role, Role::Hub | Role::Admin)
}

/// An organisation that the caller may know of: its own; its hub; for a hub its providers; the
/// employers that the hub works with; for an employer the hubs it works with.
///
/// # Errors
/// [`ServiceError::NotFound`] for any other.
pub(crate) fn in_view(
    app: &App,
    conn: &mut Conn,
    caller: &Caller,
    id: &OrganisationId,
) -> Result<Organisation, ServiceError> {
    let found = organisations::get(conn, &app.keys, id)?;
    let View { own, hub } = View::of(app, conn, caller)?;
    let seen = match (found.body.kind(), &hub) {
        _ if found.id == own => true,
        (OrganisationKind::Hub, Some(hub)) => found.id == *hub,
        (OrganisationKind::Hub, None) => organisations::linked(conn, id, &own)?,
        (OrganisationKind::Provider, Some(hub)) => is_hub_side(caller) && found.hub.as_ref() == Some(hub),
        (OrganisationKind::Employer, Some(hub)) => organisations::linked(conn, hub, id)?,
        (_, None) => false,
    };
    if seen { Ok(found) } else { Err(ServiceError::NotFound) }
}

/// The hubs that the caller, an employer, works with: each with its name.
///
/// # Errors
/// [`ServiceError::Forbidden`] for everybody else.
pub fn own_hubs(app: &App, caller: &Caller) -> Result<Vec<(OrganisationId, String)>, ServiceError> {
    let permit = authorise(caller, Action::LinkOrganisation)?;
    Ok(app.read(&permit, |conn| organisations::hubs_of(conn, &caller.organisation))?)
}

/// An organisation that the caller may change: its own, and for a hub all in its view.
pub(super) fn in_hand(
    app: &App,
    conn: &mut Conn,
    caller: &Caller,
    id: &OrganisationId,
) -> Result<Organisation, ServiceError> {
    let found = in_view(app, conn, caller, id)?;
    let own = found.id == caller.organisation;
    if own || is_hub_side(caller) { Ok(found) } else { Err(ServiceError::NotFound) }
}
