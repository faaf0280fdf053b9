//! What happens to a placement, and who is told.

use chrono::TimeDelta;

use super::about::About;
use super::{holders, people};
use crate::app::App;
use crate::auth::Caller;
use crate::db::{Conn, DbError, agreements, letters as rows, memberships, organisations};
use crate::domain::agreement::AgreementScope;
use crate::domain::ids::{ContactId, UserId};
use crate::domain::letter::{LetterKind, Recipient};
use crate::domain::placement::{Actor, Placement, PlacementState};
use crate::domain::role::Role;
use crate::services::ServiceError;
use crate::words::letter::{self as words, Reader};

/// How soon a new link to a page can be had again.
const APART: TimeDelta = TimeDelta::minutes(10);

/// A placement was proposed: whoever decides at the employer is told, and a provider whose hub did it.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn proposed(c: &mut Conn, app: &App, caller: &Caller, placement: &Placement) -> Result<(), ServiceError> {
    let about = About::read(c, app, placement)?;
    let by = about.provider.outward_name.to_string();
    for to in people::of_employer(c, app, &placement.employer)? {
        let reader = match to {
            Recipient::Contact(_) => Reader::Invited,
            _ => Reader::Employer,
        };
        about.send(c, LetterKind::Proposal, to, words::proposal(reader, &by), None)?;
    }
    if caller.role == Role::Hub {
        let hub = organisations::get(c, &app.keys, &caller.organisation)?.body.name().to_string();
        let to = Recipient::Provider(placement.provider.clone());
        about.send(c, LetterKind::Proposal, to, words::proposal(Reader::Provider, &hub), None)?;
    }
    Ok(())
}

/// An agreement of the learner's side no longer stands: an employer that accepted is told, and
/// whoever holds the pack; once until there is an agreement again.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn lapsed(c: &mut Conn, app: &App, placement: &Placement) -> Result<(), ServiceError> {
    if placement.gates.accepted_at.is_none() || placement.state.is_final() {
        return Ok(());
    }
    let about = About::read(c, app, placement)?;
    let by = about.provider.outward_name.to_string();
    let kind = LetterKind::AcceptanceLapsed;
    let holders = holders::of(c, app, placement)?.into_iter();
    let mut to: Vec<_> =
        holders.map(|holder| (Recipient::Contact(holder.contact), Reader::PackHolder)).collect();
    if to.is_empty() {
        let asked = people::of_employer(c, app, &placement.employer)?.into_iter();
        to.extend(asked.map(|to| (to, Reader::Employer)));
    }
    to.extend(people::coaches(c, &placement.id)?.into_iter().map(|to| (to, Reader::Coach)));
    let earlier = rows::of_placement(c, &app.keys, &placement.id)?;
    let agreed_last = agreements::of_learner(c, &app.keys, &placement.learner)?
        .into_iter()
        .filter(|stored| stored.agreement.scope == AgreementScope::Placement)
        .filter(|stored| stored.agreement.placement.as_ref() == Some(&placement.id))
        .map(|stored| stored.created_at)
        .max();
    to.retain(|(to, _)| {
        let mut known = earlier.iter().filter(|one| one.kind == kind && one.recipient == *to);
        !known.any(|one| Some(one.created_at) >= agreed_last)
    });
    for (to, reader) in to {
        about.send(c, kind, to, words::acceptance_lapsed(reader, &by), None)?;
    }
    Ok(())
}

/// The plan has changed: whoever holds a pack of it and the job coaches are told, once for changes
/// that come in a row.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn plan_changed(c: &mut Conn, app: &App, placement: &Placement) -> Result<(), ServiceError> {
    let about = About::read(c, app, placement)?;
    let by = about.provider.outward_name.to_string();
    let kind = LetterKind::PlanChanged;
    let earlier = rows::of_placement(c, &app.keys, &placement.id)?;
    let waits = |to: &Recipient| {
        earlier.iter().any(|one| one.kind == kind && one.recipient == *to && !one.state.is_over())
    };
    let holders = holders::of(c, app, placement)?.into_iter();
    let to: Vec<_> = holders
        .map(|holder| (Recipient::Contact(holder.contact), Reader::PackHolder))
        .chain(people::coaches(c, &placement.id)?.into_iter().map(|to| (to, Reader::Coach)))
        .filter(|(to, _)| !waits(to))
        .collect();
    for (to, reader) in to {
        about.send(c, kind, to, words::plan_changed(reader, &by), None)?;
    }
    Ok(())
}

/// A change that somebody else made stands in the placement's way: its provider is told, once for changes that come
/// in a row. `reasons` and `own` are of everything that stands in the way since: see [`words::hit`].
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn hit(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    reasons: Vec<String>,
    own: bool,
) -> Result<(), ServiceError> {
    let kind = LetterKind::PlacementHit;
    rows::stop(c, &placement.id, &[kind], "told_in_a_later_letter", app.clock.now())?;
    let about = About::read(c, app, placement)?;
    let words = words::hit(reasons, own, placement.state);
    about.send(c, kind, Recipient::Provider(placement.provider.clone()), words, None)
}

/// The employer has said whether it would have somebody, or which other time would suit: the provider is told, once
/// for words that come in a row.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn replied(c: &mut Conn, app: &App, placement: &Placement) -> Result<(), ServiceError> {
    let kind = LetterKind::Replied;
    let earlier = rows::of_placement(c, &app.keys, &placement.id)?;
    if earlier.iter().any(|one| one.kind == kind && !one.state.is_over()) {
        return Ok(());
    }
    let to = Recipient::Provider(placement.provider.clone());
    About::read(c, app, placement)?.send(c, kind, to, words::replied(), None)
}

/// A job coach was assigned.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn coach_assigned(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    coach: &UserId,
) -> Result<(), ServiceError> {
    let about = About::read(c, app, placement)?;
    let words = words::coach_assigned(about.provider.outward_name.as_str());
    about.send(c, LetterKind::CoachAssigned, Recipient::User(coach.clone()), words, None)
}

/// A placement has ended. Whoever holds the pack is told, with the days that are left taken out of
/// their calendar; without such a person, whoever was asked at the employer; the job coaches; and the
/// provider when somebody else ended it. Letters that have not gone say what is no longer so.
///
/// `before` is the placement as it stood, `by` whoever ended it.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn over(
    c: &mut Conn,
    app: &App,
    before: &Placement,
    state: PlacementState,
    by: Option<&Actor>,
) -> Result<(), ServiceError> {
    let kinds = [
        LetterKind::Proposal,
        LetterKind::AcceptanceLapsed,
        LetterKind::PlanChanged,
        LetterKind::PlacementHit,
        LetterKind::CoachAssigned,
        LetterKind::Page,
        LetterKind::Replied,
        LetterKind::Absence,
        LetterKind::Reminder,
    ];
    rows::stop(c, &before.id, &kinds, "placement_over", app.clock.now())?;
    let about = About::read(c, app, before)?;
    let kind = LetterKind::PlacementOver;
    let ended_by = |c: &mut Conn, organisation| -> Result<bool, ServiceError> {
        match by {
            None => Ok(false),
            Some(Actor::Contact(_)) => Ok(organisation == before.employer),
            Some(Actor::User(by)) => {
                Ok(memberships::of_user(c, by)?.iter().any(|one| one.organisation == organisation))
            }
        }
    };
    let holders = holders::of(c, app, before)?;
    for holder in &holders {
        let Some(words) = words::over(Reader::PackHolder, state) else { return Ok(()) };
        let calendar = (state != PlacementState::Completed).then(|| about.days_off(holder)).flatten();
        about.send(c, kind, Recipient::Contact(holder.contact.clone()), words, calendar)?;
    }
    let mut others: Vec<(Recipient, Reader)> = Vec::new();
    if holders.is_empty() && !ended_by(c, before.employer.clone())? {
        let asked = people::of_employer(c, app, &before.employer)?.into_iter();
        others.extend(asked.map(|to| (to, Reader::Employer)));
    }
    others.extend(people::coaches(c, &before.id)?.into_iter().map(|to| (to, Reader::Coach)));
    if !ended_by(c, before.provider.clone())? {
        others.push((Recipient::Provider(before.provider.clone()), Reader::Provider));
    }
    for (to, reader) in others {
        if let Some(words) = words::over(reader, state) {
            about.send(c, kind, to, words, None)?;
        }
    }
    Ok(())
}

/// Queues a letter with the link to a contact's page.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn page_link(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    contact: &ContactId,
) -> Result<(), ServiceError> {
    let about = About::read(c, app, placement)?;
    let words = words::page(about.provider.outward_name.as_str());
    about.send(c, LetterKind::Page, Recipient::Contact(contact.clone()), words, None)
}

/// Whether such a letter was queued to the contact only just now.
///
/// # Errors
/// [`DbError`].
pub fn page_link_sent_lately(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    contact: &ContactId,
) -> Result<bool, DbError> {
    let to = Recipient::Contact(contact.clone());
    let since = app.clock.now() - APART;
    let earlier = rows::of_placement(c, &app.keys, &placement.id)?;
    Ok(earlier
        .iter()
        .any(|one| one.kind == LetterKind::Page && one.recipient == to && one.created_at > since))
}
