//! Reminders to those at the employer who hold the pack.

use super::about::About;
use super::holders;
use crate::app::App;
use crate::db::{Conn, DbError, contacts, letters as rows};
use crate::domain::contact::BounceState;
use crate::domain::ids::{ContactId, PlacementId};
use crate::domain::letter::{LetterKind, Recipient};
use crate::domain::placement::Placement;
use crate::domain::reminder::ReminderOccasion;
use crate::services::ServiceError;
use crate::words::reminder as words;

/// The contacts who hold a pack of the placement and whom mail reaches.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn contacts_to_remind(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
) -> Result<Vec<ContactId>, ServiceError> {
    let mut to = Vec::new();
    for holder in holders::contacts(c, app, placement)? {
        let contact = contacts::get(c, &app.keys, &holder)?;
        if contact.archived_at.is_none() && contact.bounce == BounceState::Fine {
            to.push(contact.id);
        }
    }
    Ok(to)
}

/// Ends the letters of a placement that are there for their link alone: the links were taken back.
///
/// # Errors
/// [`DbError`].
pub fn take_links_back(c: &mut Conn, app: &App, placement: &PlacementId) -> Result<(), DbError> {
    let kinds = [LetterKind::Page, LetterKind::Reminder];
    rows::stop(c, placement, &kinds, "link_taken_back", app.clock.now()).map(drop)
}

/// Queues a reminder.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn reminder(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    contact: &ContactId,
    occasion: ReminderOccasion,
) -> Result<(), ServiceError> {
    let about = About::read(c, app, placement)?;
    let words = words::reminder(occasion, placement.days.first().copied());
    about.send(c, LetterKind::Reminder, Recipient::Contact(contact.clone()), words, None)
}
