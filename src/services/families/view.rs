//! A message to families as it is shown.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::db::family_messages::StoredFamilyMessage;
use crate::db::{Conn, users};
use crate::domain::family_message::{FamilyMessage, FamilyMessageState};
use crate::domain::ids::{FamilyMessageId, UserId};
use crate::services::ServiceError;

/// Who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Noted {
    /// Who.
    pub by: UserId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// The names of those who did something.
pub(super) struct Names(BTreeMap<UserId, String>);

impl Names {
    /// Reads them.
    ///
    /// # Errors
    /// [`ServiceError`] of the store.
    pub(super) fn of<'a>(
        c: &mut Conn,
        app: &App,
        all: impl IntoIterator<Item = &'a UserId>,
    ) -> Result<Self, ServiceError> {
        Ok(Self(users::names(c, &app.keys, all)?))
    }

    /// Who did something, and when, with the name.
    pub(super) fn noted(&self, (by, at): (UserId, DateTime<Utc>)) -> Noted {
        Noted { name: self.0.get(&by).cloned().unwrap_or_default(), by, at }
    }
}

/// A message to families.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FamilyMessageView {
    /// The identifier.
    pub id: FamilyMessageId,
    /// Rises with each change; the ETag.
    pub version: i64,
    /// The calendar year in which its school year begins.
    pub school_year: i32,
    /// From which day it is due.
    pub due_on: NaiveDate,
    /// How far it has come.
    pub state: FamilyMessageState,
    /// What it says, to whom.
    pub message: FamilyMessage,
    /// Who approved it, and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved: Option<Noted>,
    /// Who gave the printed sheets out, and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handed_over: Option<Noted>,
    /// When it was planned.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// Messages as they are shown.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn views(
    c: &mut Conn,
    app: &App,
    all: Vec<StoredFamilyMessage>,
) -> Result<Vec<FamilyMessageView>, ServiceError> {
    let who = all.iter().flat_map(|one| one.approved.iter().chain(&one.handed)).map(|(by, _)| by);
    let names = Names::of(c, app, who)?;
    let view = |stored: StoredFamilyMessage| {
        let StoredFamilyMessage { id, version, school_year, due_on, state, message, .. } = stored;
        FamilyMessageView {
            id,
            version,
            school_year,
            due_on,
            state,
            message,
            approved: stored.approved.map(|one| names.noted(one)),
            handed_over: stored.handed.map(|one| names.noted(one)),
            created_at: stored.created_at,
            updated_at: stored.updated_at,
        }
    };
    Ok(all.into_iter().map(view).collect())
}

/// One message as it is shown.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn view(
    c: &mut Conn,
    app: &App,
    stored: StoredFamilyMessage,
) -> Result<FamilyMessageView, ServiceError> {
    views(c, app, vec![stored])?.pop().ok_or(ServiceError::NotFound)
}
