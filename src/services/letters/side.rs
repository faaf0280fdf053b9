//! Letters of and to the learner's side.

use chrono::{NaiveDate, TimeDelta};

use super::about::About;
use super::people;
use super::reminder::contacts_to_remind;
use crate::app::App;
use crate::db::{Conn, DbError, letters as rows};
use crate::domain::letter::{LetterKind, Recipient};
use crate::domain::placement::Placement;
use crate::domain::reader::Reader;
use crate::services::ServiceError;
use crate::words::amount::date;
use crate::words::letter::Words;
use crate::words::side as words;

/// How soon a new link to a page can be had again.
const APART: TimeDelta = TimeDelta::minutes(10);

/// Queues a letter with the link to a reader's page.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn side_link(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    reader: &Reader,
) -> Result<(), ServiceError> {
    let about = About::read(c, app, placement)?;
    let words = words::page(about.provider.outward_name.as_str());
    about.send(c, LetterKind::Page, Recipient::Reader(reader.clone()), words, None)
}

/// Whether such a letter was queued to the reader only just now.
///
/// # Errors
/// [`DbError`].
pub fn side_link_sent_lately(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    reader: &Reader,
) -> Result<bool, DbError> {
    let to = Recipient::Reader(reader.clone());
    let since = app.clock.now() - APART;
    let earlier = rows::of_placement(c, &app.keys, &placement.id)?;
    Ok(earlier
        .iter()
        .any(|one| one.kind == LetterKind::Page && one.recipient == to && one.created_at > since))
}

/// The learner or the family has told something that the provider is to read: a complaint within 30 days.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn side_told(c: &mut Conn, app: &App, placement: &Placement, words: Words) -> Result<(), ServiceError> {
    let to = Recipient::Provider(placement.provider.clone());
    About::read(c, app, placement)?.send(c, LetterKind::Side, to, words, None)
}

/// The learner cannot come on a day: the provider, the job coaches and those at the employer who have the pack are told;
/// where nobody can be written to who has it, whoever else of the employer can. Reminders of the day do not go.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn absent(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    day: NaiveDate,
    by: &Reader,
) -> Result<(), ServiceError> {
    rows::stop(c, &placement.id, &[LetterKind::Reminder], "absent_today", app.clock.now())?;
    let about = About::read(c, app, placement)?;
    let mut to = vec![Recipient::Provider(placement.provider.clone())];
    to.extend(people::coaches(c, &placement.id)?);
    for to in to {
        about.send(c, LetterKind::Absence, to, words::absent(&date(day), by), None)?;
    }
    let mut there: Vec<_> =
        contacts_to_remind(c, app, placement)?.into_iter().map(Recipient::Contact).collect();
    if there.is_empty() {
        there = people::of_employer(c, app, &placement.employer)?;
    }
    for to in there {
        about.send(c, LetterKind::Absence, to, words::absent_at_work(&date(day)), None)?;
    }
    Ok(())
}

/// Tells whoever complained that somebody has read it.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn complaint_read(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    reader: &Reader,
) -> Result<(), ServiceError> {
    let about = About::read(c, app, placement)?;
    let words = words::complaint_read(about.provider.outward_name.as_str());
    about.send(c, LetterKind::Side, Recipient::Reader(reader.clone()), words, None)
}
