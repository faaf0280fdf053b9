//! The access log: who looked at whom, written in the transaction that shows it.

use crate::app::App;
use crate::auth::{Action, Caller};
use crate::db::access_log::{self, Access};
use crate::db::{Conn, Page, Slice};

use super::ServiceError;

/// Notes that the caller took an action on an object. Identifiers only.
///
/// # Errors
/// When the row cannot be written; what would have been shown must then not be shown.
pub fn note(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    action: Action,
    object_kind: &str,
    object_id: &str,
) -> Result<(), ServiceError> {
    note_why(c, app, caller, action, (object_kind, object_id), "placement", None)
}

/// As [`note`], of an object given by kind and identifier, with a code of why, and anything more,
/// which is sealed.
///
/// # Errors
/// As for [`note`].
pub fn note_why(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    action: Action,
    object: (&str, &str),
    purpose: &str,
    details: Option<String>,
) -> Result<(), ServiceError> {
    let look = Access {
        id: app.ids.next_id(),
        at: app.clock.now(),
        actor_id: caller.user.to_string(),
        organisation_id: caller.organisation.to_string(),
        action: action.code().to_owned(),
        object_kind: object.0.to_owned(),
        object_id: object.1.to_owned(),
        purpose: purpose.to_owned(),
        details,
    };
    Ok(access_log::add(c, &app.keys, &[look])?)
}

/// Who looked at an object, oldest first.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn of_object(
    c: &mut Conn,
    app: &App,
    object_kind: &str,
    object_id: &str,
    slice: &Slice,
) -> Result<Page<Access>, ServiceError> {
    Ok(access_log::of_object(c, &app.keys, object_kind, object_id, slice)?)
}
