//! The people who sign in: kept by an administrator for the organisations of a hub, by a hub officer for its
//! employers, and by a provider for its own.

mod founding;
mod memberships;
mod second_factor;
mod view;

pub use founding::{Founded, Founding, found, is_known};
pub use memberships::{grant, revoke};
pub use second_factor::{
    SecondFactorPolicy, is_second_factor_required, remove_second_factor, require_second_factor,
};
pub use view::{MembershipRequest, PasswordRequest, UserChange, UserQuery, UserRequest, UserView};

use std::collections::BTreeSet;

use super::ServiceError;
use super::organisations::in_view;
use super::sessions::{MembershipView, confirmed_lately};
use crate::app::App;
use crate::auth::password::NewPassword;
use crate::auth::{Action, Caller, authorise};
use crate::db::memberships::{self as table, Membership};
use crate::db::users::{User, UserIdentity};
use crate::db::{Conn, DbError, Page, Slice, refresh_families, second_factors, users};
use crate::domain::ids::{OrganisationId, UserId};
use crate::domain::organisation::OrganisationKind;
use crate::domain::role::Role;
use crate::words::{conflict, refused};

/// The users of an organisation that the caller keeps; of their own when none is named.
///
/// # Errors
/// [`ServiceError::NotFound`] when the caller does not keep its users.
pub fn list(
    app: &App,
    caller: &Caller,
    query: &UserQuery,
    slice: &Slice,
) -> Result<Page<UserView>, ServiceError> {
    let permit = authorise(caller, Action::ListUsers)?;
    let organisation = query.organisation.as_ref().unwrap_or(&caller.organisation);
    app.read(&permit, |conn| {
        if !keeps(app, conn, caller, organisation)? {
            return Err(ServiceError::NotFound);
        }
        let page = users::list(conn, &app.keys, organisation, slice)?;
        let held = table::of_users(conn, page.items.iter().map(|user| &user.id))?;
        let organisations: BTreeSet<_> = held.values().flatten().map(|one| &one.organisation).collect();
        let mut kept = BTreeSet::new();
        for organisation in organisations {
            if keeps(app, conn, caller, organisation)? {
                kept.insert(organisation.clone());
            }
        }
        page.try_map(|user| {
            let held = held.get(&user.id).into_iter().flatten();
            let shown = held
                .filter(|one| kept.contains(&one.organisation))
                .map(|one| MembershipView { organisation: one.organisation.clone(), role: one.role });
            let shown = shown.collect();
            Ok(UserView::of(user, shown))
        })
    })
}

/// A user of an organisation that the caller keeps.
///
/// # Errors
/// [`ServiceError::NotFound`] for any other.
pub fn read(app: &App, caller: &Caller, id: &UserId) -> Result<UserView, ServiceError> {
    let permit = authorise(caller, Action::ReadUser)?;
    app.read(&permit, |conn| view(app, conn, caller, id))
}

/// Replaces who a user is and whether they may sign in. Barring them ends every sign-in of theirs.
///
/// # Errors
/// [`ServiceError::NotFound`] unless the caller keeps every organisation of theirs.
pub fn change(
    app: &App,
    caller: &Caller,
    id: &UserId,
    expected: i64,
    change: &UserChange,
) -> Result<UserView, ServiceError> {
    let permit = authorise(caller, Action::ChangeUser)?;
    let now = app.clock.now();
    let identity = UserIdentity { name: change.name.clone(), email: change.email.clone() };
    app.write(&permit, |conn| {
        confirmed_lately(conn, app, caller)?;
        let user = in_hand(app, conn, caller, id)?;
        let disabled_at = change.disabled.then(|| user.disabled_at.unwrap_or(now));
        let changed = users::change(conn, &app.keys, id, expected, &identity, disabled_at, now);
        changed.map_err(email_taken)?;
        if change.disabled {
            refresh_families::revoke_of_user(conn, id, "disabled", now)?;
        }
        view(app, conn, caller, id)
    })
}

/// Nobody sets another's password: they choose their own, by a letter.
///
/// # Errors
/// Always: [`ServiceError::Conflict`] `own_password_only`, or [`ServiceError::NotFound`] unless the caller keeps every
/// organisation of theirs.
pub fn set_password(app: &App, caller: &Caller, id: &UserId) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::ChangeUser)?;
    app.read(&permit, |conn| {
        confirmed_lately(conn, app, caller)?;
        in_hand(app, conn, caller, id)
    })?;
    Err(ServiceError::from(conflict::OWN_PASSWORD_ONLY))
}

pub(super) fn hash(app: &App, password: &str, about: &[&str]) -> Result<String, ServiceError> {
    let password = NewPassword::parse(password, about)
        .map_err(|reason| ServiceError::invalid("password", reason.to_string()))?;
    Ok(app.passwords.hash(&password)?)
}

fn email_taken(error: DbError) -> ServiceError {
    match error {
        DbError::Unique { .. } => ServiceError::from(conflict::EMAIL_TAKEN),
        other => other.into(),
    }
}

/// Whether the caller keeps the users of an organisation: a provider its own, a hub officer those of the employers that
/// it works with, an administrator those of the hub and of everything in its view.
pub(super) fn keeps(
    app: &App,
    conn: &mut Conn,
    caller: &Caller,
    organisation: &OrganisationId,
) -> Result<bool, ServiceError> {
    let own = *organisation == caller.organisation;
    match caller.role {
        Role::Admin | Role::Hub => {}
        _ => return Ok(own),
    }
    match in_view(app, conn, caller, organisation) {
        Ok(found) => Ok(caller.role == Role::Admin || found.body.kind() == OrganisationKind::Employer),
        Err(ServiceError::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

pub(super) fn require_keeper(
    app: &App,
    conn: &mut Conn,
    caller: &Caller,
    organisation: &OrganisationId,
    role: Role,
) -> Result<(), ServiceError> {
    if !keeps(app, conn, caller, organisation)? {
        return Err(ServiceError::invalid("organisation", refused::NOT_KEPT));
    }
    let kind = in_view(app, conn, caller, organisation)?.body.kind();
    if role.fits(kind) { Ok(()) } else { Err(ServiceError::invalid("role", refused::ROLE_OF_KIND)) }
}

fn view(app: &App, conn: &mut Conn, caller: &Caller, id: &UserId) -> Result<UserView, ServiceError> {
    let user = users::get(conn, &app.keys, id)?;
    let view = shown(app, conn, caller, user)?;
    if view.memberships.is_empty() { Err(ServiceError::NotFound) } else { Ok(view) }
}

/// What of an account is the caller's to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InHand {
    /// Whether the caller keeps every organisation of theirs, and so the account itself.
    pub account: bool,
    /// Whether they have a second factor that the caller can remove.
    pub second_factor: bool,
}

/// What of the account of a user in view is the caller's to change.
///
/// # Errors
/// [`ServiceError::NotFound`] when the caller keeps no organisation of theirs.
pub fn what_is_in_hand(app: &App, caller: &Caller, id: &UserId) -> Result<InHand, ServiceError> {
    let permit = authorise(caller, Action::ReadUser)?;
    app.read(&permit, |conn| {
        view(app, conn, caller, id)?;
        let account = match in_hand(app, conn, caller, id) {
            Err(ServiceError::NotFound) => false,
            found => found.map(|_| true)?,
        };
        Ok(InHand { account, second_factor: account && second_factors::get(conn, &app.keys, id)?.is_some() })
    })
}

/// A user with the memberships that the caller keeps.
fn shown(app: &App, conn: &mut Conn, caller: &Caller, user: User) -> Result<UserView, ServiceError> {
    let mut memberships = Vec::new();
    for Membership { organisation, role, .. } in table::of_user(conn, &user.id)? {
        if keeps(app, conn, caller, &organisation)? {
            memberships.push(MembershipView { organisation, role });
        }
    }
    Ok(UserView::of(user, memberships))
}

/// A user whose every organisation the caller keeps, so that nobody reaches through them into another's.
fn in_hand(app: &App, conn: &mut Conn, caller: &Caller, id: &UserId) -> Result<User, ServiceError> {
    let user = users::get(conn, &app.keys, id)?;
    let held = table::of_user(conn, id)?;
    for membership in &held {
        if !keeps(app, conn, caller, &membership.organisation)? {
            return Err(ServiceError::NotFound);
        }
    }
    if held.is_empty() { Err(ServiceError::NotFound) } else { Ok(user) }
}
