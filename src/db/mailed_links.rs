//! Links mailed to one person: invitations, and leave to choose a new password.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::code::{Code, vocabulary};
use crate::domain::contact::EmailAddress;
use crate::domain::ids::{OrganisationId, UserId};
use crate::domain::role::Role;
use crate::domain::text::Line;

use super::column::{Column, found};
use super::page::slice;
use super::schema::mailed_links::{self, dsl};
use super::users::email_index;
use super::{Conn, Cursor, DbError, Keys, Page, SealContext, Sealed, Slice, Stamp};

vocabulary! {
    /// What a link lets somebody do.
    LinkKind {
        /// Act for an organisation in a role.
        Invitation = "invitation",
        /// Choose a new password.
        Reset = "reset",
    }
}

/// To whom a link was mailed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressee {
    /// Their name, where somebody gave it.
    pub name: Option<Line>,
    /// Their address.
    pub email: EmailAddress,
}

/// What an invitation is to, and who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The role.
    pub role: Role,
    /// Who invites.
    pub made_by: UserId,
}

/// A mailed link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailedLink {
    /// The identifier, which its code carries.
    pub id: String,
    /// What it lets somebody do.
    pub kind: LinkKind,
    /// To whom it was mailed.
    pub person: Addressee,
    /// What an invitation is to; absent for a reset.
    pub post: Option<Post>,
    /// The SHA-256 of its code.
    pub token_hash: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
    /// Since when it is good no longer, before its time.
    pub ended_at: Option<DateTime<Utc>>,
}

impl MailedLink {
    /// Whether it is still good.
    #[must_use]
    pub fn is_good(&self, now: DateTime<Utc>) -> bool {
        self.ended_at.is_none() && now < self.expires_at
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = mailed_links)]
struct Row {
    id: String,
    kind: String,
    person: Sealed,
    email_index: String,
    organisation_id: Option<String>,
    role: Option<String>,
    made_by: Option<String>,
    token_hash: String,
    created_at: Stamp,
    expires_at: Stamp,
    ended_at: Option<Stamp>,
    ended_because: Option<String>,
}

fn column(name: &'static str) -> Column {
    Column("mailed_links", name)
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("mailed_links", "person", id)
}

impl Row {
    fn open(self, keys: &Keys) -> Result<MailedLink, DbError> {
        let post = match (self.organisation_id, self.role, self.made_by) {
            (Some(organisation), Some(role), Some(made_by)) => Some(Post {
                organisation: column("organisation_id").parse(organisation)?,
                role: column("role").code(&role)?,
                made_by: column("made_by").parse(made_by)?,
            }),
            _ => None,
        };
        Ok(MailedLink {
            kind: column("kind").code(&self.kind)?,
            person: self.person.open(keys, place(&self.id))?,
            id: self.id,
            post,
            token_hash: self.token_hash,
            created_at: self.created_at.into(),
            expires_at: self.expires_at.into(),
            ended_at: self.ended_at.map(Into::into),
        })
    }
}

/// Adds a link. An earlier one to the same address for the same is good no longer.
///
/// # Errors
/// [`DbError`].
pub fn insert(c: &mut Conn, keys: &Keys, link: &MailedLink) -> Result<(), DbError> {
    let post = link.post.as_ref();
    let row = Row {
        id: link.id.clone(),
        kind: link.kind.code().to_owned(),
        person: Sealed::seal(keys, place(&link.id), &link.person)?,
        email_index: email_index(keys, link.person.email.as_str()),
        organisation_id: post.map(|post| post.organisation.to_string()),
        role: post.map(|post| post.role.code().to_owned()),
        made_by: post.map(|post| post.made_by.to_string()),
        token_hash: link.token_hash.clone(),
        created_at: link.created_at.into(),
        expires_at: link.expires_at.into(),
        ended_at: link.ended_at.map(Into::into),
        ended_because: None,
    };
    let earlier = dsl::mailed_links
        .filter(dsl::kind.eq(&row.kind))
        .filter(dsl::email_index.eq(&row.email_index))
        .filter(dsl::ended_at.is_null());
    let ended = (dsl::ended_at.eq(row.created_at), dsl::ended_because.eq("superseded"));
    match &row.organisation_id {
        None => diesel::update(earlier).set(ended).execute(c)?,
        Some(organisation) => {
            let same = earlier.filter(dsl::organisation_id.eq(organisation)).filter(dsl::role.eq(&row.role));
            diesel::update(same).set(ended).execute(c)?
        }
    };
    diesel::insert_into(mailed_links::table).values(&row).execute(c)?;
    Ok(())
}

/// A link.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, keys: &Keys, id: &str) -> Result<MailedLink, DbError> {
    mailed_links::table.find(id).select(Row::as_select()).first(c)?.open(keys)
}

/// When the newest link of a kind to an address was made, whether or not an account has it.
///
/// # Errors
/// [`DbError`].
pub fn newest(c: &mut Conn, kind: LinkKind, email_index: &str) -> Result<Option<DateTime<Utc>>, DbError> {
    let made: Option<Stamp> = dsl::mailed_links
        .filter(dsl::kind.eq(kind.code()))
        .filter(dsl::email_index.eq(email_index))
        .order(dsl::created_at.desc())
        .select(dsl::created_at)
        .first(c)
        .optional()?;
    Ok(made.map(Into::into))
}

/// The invitations of an organisation that are still good.
///
/// # Errors
/// [`DbError`].
pub fn open_invitations(
    c: &mut Conn,
    keys: &Keys,
    organisation: &OrganisationId,
    now: DateTime<Utc>,
    slice: &Slice,
) -> Result<Page<MailedLink>, DbError> {
    let rows = slice!(mailed_links::table.select(Row::as_select()), mailed_links, slice)
        .filter(dsl::organisation_id.eq(organisation.as_str()))
        .filter(dsl::kind.eq(LinkKind::Invitation.code()))
        .filter(dsl::ended_at.is_null())
        .filter(dsl::expires_at.gt(Stamp::from(now)))
        .load(c)?;
    let cursor = |row: &Row| Cursor { at: row.created_at.into(), id: row.id.clone() };
    Page::cut(rows, slice, cursor).try_map(|row| row.open(keys))
}

/// Ends a link that is still good, with a code of why: it was used, or is taken back.
///
/// # Errors
/// [`DbError::NotFound`] when it is good no longer: two uses at once are one use.
pub fn end(c: &mut Conn, id: &str, because: &str, now: DateTime<Utc>) -> Result<(), DbError> {
    let good = dsl::mailed_links
        .find(id)
        .filter(dsl::ended_at.is_null())
        .filter(dsl::expires_at.gt(Stamp::from(now)));
    let change = (dsl::ended_at.eq(Stamp::from(now)), dsl::ended_because.eq(because));
    found(diesel::update(good).set(change).execute(c)?)
}

/// Forgets links that ended by themselves before an instant; returns how many.
///
/// # Errors
/// [`DbError`].
pub fn prune(c: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    Ok(diesel::delete(dsl::mailed_links.filter(dsl::expires_at.lt(Stamp::from(before)))).execute(c)?)
}
