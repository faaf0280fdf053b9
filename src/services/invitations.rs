//! Letting people in: by a letter to their own address, in answer to which they choose a password of their own.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::links::{self, NewLink};
use super::sessions::confirmed_lately;
use super::users::{UserQuery, UserRequest, hash, keeps, require_keeper};
use super::{ServiceError, ids, scope};
use crate::app::App;
use crate::auth::{Action, Caller, Exemption, Permit, authorise};
use crate::db::mailed_links::{self, Addressee, LinkKind, MailedLink, Post};
use crate::db::memberships::{self, Membership};
use crate::db::users::{self, UserIdentity};
use crate::db::{Conn, DbError, Page, Slice};
use crate::domain::contact::EmailAddress;
use crate::domain::ids::{OrganisationId, UserId};
use crate::domain::role::Role;
use crate::domain::text::Line;
use crate::words::{conflict, refused};

/// An invitation that was mailed. Whether its address has an account already is not told.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InvitationView {
    /// The identifier.
    #[schema(format = "uuid")]
    pub id: String,
    /// Who is invited.
    pub name: Option<Line>,
    /// To which address the letter goes.
    pub email: EmailAddress,
    /// For which organisation they are to act.
    pub organisation: OrganisationId,
    /// In which role.
    pub role: Role,
    /// Who invites.
    pub invited_by: UserId,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Until when it can be taken up.
    pub expires_at: DateTime<Utc>,
}

impl InvitationView {
    fn of(link: MailedLink) -> Option<Self> {
        let MailedLink { id, person, post, created_at, expires_at, .. } = link;
        let Post { organisation, role, made_by } = post?;
        let Addressee { name, email } = person;
        Some(Self { id, name, email, organisation, role, invited_by: made_by, created_at, expires_at })
    }
}

/// An invitation that is taken up.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The code in the letter's link.
    #[schema(max_length = 200)]
    pub code: String,
    /// The password to sign in with. Absent for whoever has one already: it stays as it is.
    #[serde(default)]
    #[schema(format = "password", min_length = 12, max_length = 200)]
    pub password: Option<String>,
}

/// For what somebody may sign in from now on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Accepted {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The role.
    pub role: Role,
}

/// Invites somebody to act for an organisation whose users the caller keeps. An earlier invitation to the same is good
/// no longer. The answer is the same whether or not the address has an account.
///
/// # Errors
/// [`ServiceError::Invalid`] when the caller does not keep the organisation's users, or it has no such role, or for a
/// password, which nobody makes up for another; [`ServiceError::Unconfirmed`].
pub fn invite(app: &App, caller: &Caller, request: &UserRequest) -> Result<InvitationView, ServiceError> {
    let permit = authorise(caller, Action::CreateUser)?;
    if request.password.is_some() {
        let reason = refused::INVITED_CHOOSES;
        return Err(ServiceError::invalid("password", reason));
    }
    let person = Addressee { name: Some(request.name.clone()), email: request.email.clone() };
    let organisation = request.organisation.as_ref().unwrap_or(&caller.organisation).clone();
    let post = Post { organisation, role: request.role, made_by: caller.user.clone() };
    let new = NewLink::draw(app, LinkKind::Invitation, person, Some(post.clone()))?;
    app.write(&permit, |c| {
        confirmed_lately(c, app, caller)?;
        require_keeper(app, c, caller, &post.organisation, post.role)?;
        new.queue(c, app)
    })?;
    app.wake.ring();
    InvitationView::of(new.link).ok_or_else(|| ServiceError::internal("an invitation to nothing"))
}

/// The invitations of an organisation whose users the caller keeps that are still to be taken up.
///
/// # Errors
/// [`ServiceError::NotFound`] when the caller does not keep its users.
pub fn list(
    app: &App,
    caller: &Caller,
    query: &UserQuery,
    slice: &Slice,
) -> Result<Page<InvitationView>, ServiceError> {
    let permit = authorise(caller, Action::ListInvitations)?;
    let organisation = query.organisation.as_ref().unwrap_or(&caller.organisation);
    app.read(&permit, |c| {
        if !keeps(app, c, caller, organisation)? {
            return Err(ServiceError::NotFound);
        }
        let page = mailed_links::open_invitations(c, &app.keys, organisation, app.clock.now(), slice)?;
        page.try_map(|link| InvitationView::of(link).ok_or(ServiceError::NotFound))
    })
}

/// Takes an invitation back.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not one that the caller could have made and that is still good.
pub fn revoke(app: &App, caller: &Caller, id: &str) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::RevokeInvitation)?;
    app.write(&permit, |c| {
        confirmed_lately(c, app, caller)?;
        let post = mailed_links::get(c, &app.keys, id)?.post.ok_or(ServiceError::NotFound)?;
        if !keeps(app, c, caller, &post.organisation)? {
            return Err(ServiceError::NotFound);
        }
        Ok(mailed_links::end(c, id, "taken_back", app.clock.now())?)
    })
}

/// Takes an invitation up: with a password of one's own, unless the account has one.
///
/// # Errors
/// [`ServiceError::Invalid`] for a code that is not good now, and for a password that is missing, or given although
/// there is one; [`ServiceError::TooMany`].
pub fn accept(app: &App, client: IpAddr, acceptance: &Acceptance) -> Result<Accepted, ServiceError> {
    let permit = Permit::exempt(Exemption::Credential);
    let link = links::presented(app, client, LinkKind::Invitation, &acceptance.code)?;
    let about = [link.person.name.as_ref().map_or("", Line::as_str), link.person.email.as_str()];
    let hash = acceptance.password.as_deref().map(|password| hash(app, password, &about)).transpose()?;
    let fresh: UserId = ids::fresh(app)?;
    app.write(&permit, |c| {
        links::used(c, app, &link)?;
        let Some(Post { organisation, role, .. }) = link.post.clone() else {
            return Err(ServiceError::NotFound);
        };
        scope::in_use(c, &organisation)?;
        let user = account(c, app, &link.person, &fresh, hash.as_deref())?;
        let membership = Membership { user, organisation: organisation.clone(), role };
        if !memberships::exists(c, &membership)? {
            memberships::grant(c, &membership, app.clock.now())?;
        }
        Ok(Accepted { organisation, role })
    })
}

/// The account of an address, made or given its first password where there is none.
fn account(
    c: &mut Conn,
    app: &App,
    person: &Addressee,
    fresh: &UserId,
    hash: Option<&str>,
) -> Result<UserId, ServiceError> {
    let index = users::email_index(&app.keys, person.email.as_str());
    let known = users::find_by_email_index(c, &app.keys, &index)?;
    let now = app.clock.now();
    let choose = || ServiceError::invalid("password", refused::PASSWORD_WANTED);
    match known {
        Some(user) if user.disabled_at.is_some() => Err(ServiceError::from(conflict::BARRED)),
        Some(user) if user.password_hash.is_some() => match hash {
            None => Ok(user.id),
            Some(_) => {
                let reason = refused::PASSWORD_STANDS;
                Err(ServiceError::invalid("password", reason))
            }
        },
        Some(user) => {
            users::set_password_hash(c, &user.id, hash.ok_or_else(choose)?, now)?;
            Ok(user.id)
        }
        None => {
            let (hash, email) = (hash.ok_or_else(choose)?, person.email.clone());
            let name = person
                .name
                .clone()
                .ok_or_else(|| DbError::Rule("an invitation without a name".to_owned()))?;
            users::insert(c, &app.keys, fresh, &UserIdentity { name, email }, Some(hash), now)?;
            Ok(fresh.clone())
        }
    }
}
