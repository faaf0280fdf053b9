//! Letters at once: the learner is not known to have arrived, somebody wants to be rung, a hazard, a worry.

use std::collections::BTreeSet;

use chrono::DateTime;
use chrono_tz::Europe::London;

use super::about::About;
use super::people;
use crate::app::App;
use crate::db::alerts::{self as rows, Alert};
use crate::db::{Conn, memberships, users};
use crate::domain::alert::{AlertCause, AlertRung};
use crate::domain::ids::ContactId;
use crate::domain::letter::{LetterKind, Recipient};
use crate::domain::placement::Placement;
use crate::domain::role::Role;
use crate::services::ServiceError;
use crate::words::amount::date;
use crate::words::arrival;
use crate::words::letter::{self as words, Alarm, Reader};

/// Tells whoever must know. What was told stands in no letter; a worry goes to the safeguarding lead only, and without
/// one the provider learns that something waits for the lead.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn alert(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    alarm: Alarm,
    from: &ContactId,
) -> Result<(), ServiceError> {
    let about = About::read(c, app, placement)?;
    let provider = Recipient::Provider(placement.provider.clone());
    let mut to: Vec<(Recipient, Reader)> = Vec::new();
    match alarm {
        Alarm::Worry => {
            to.extend(leads(c, app, placement)?.into_iter().map(|lead| (lead, Reader::Coach)));
            if to.is_empty() {
                to.push((provider, Reader::Provider));
            }
        }
        Alarm::RingEmployer | Alarm::Hazard => {
            to.push((provider, Reader::Provider));
            to.extend(people::coaches(c, &placement.id)?.into_iter().map(|coach| (coach, Reader::Coach)));
        }
    }
    if alarm == Alarm::Hazard {
        let others = people::of_employer(c, app, &placement.employer)?.into_iter();
        to.extend(others.filter(|other| other.id() != from.as_str()).map(|other| (other, Reader::Employer)));
    }
    for (to, reader) in to {
        about.send(c, LetterKind::Alert, to, words::alert(alarm, reader), None)?;
    }
    Ok(())
}

/// Tells the rung that an alert has reached.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn not_arrived(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    alert: &Alert,
) -> Result<(), ServiceError> {
    let (day, raised) = (date(alert.date), clock(alert.raised_at));
    let next = match alert.next_at {
        Some(at) => next_rung(c, app, placement, alert.rung)?.map(|rung| (clock(at), rung)),
        None => None,
    };
    let next = next.as_ref().map(|(at, rung)| (at.as_str(), *rung));
    let words = match (alert.rung, alert.cause) {
        (AlertRung::Office, AlertCause::NotTicked) => arrival::not_ticked(&day, &raised, next),
        (AlertRung::Office, AlertCause::SaidNotArrived) => arrival::not_arrived(&day, next),
        (_, cause) => arrival::unacknowledged(cause, &day, &raised, next),
    };
    let about = About::read(c, app, placement)?;
    for to in on_rung(c, app, placement, alert.rung)? {
        about.send(c, LetterKind::NotArrived, to, words.clone(), None)?;
    }
    Ok(())
}

/// Tells everybody who was told of an alert that the learner has been ticked as arrived.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn arrived_after_all(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    alert: &Alert,
) -> Result<(), ServiceError> {
    let about = About::read(c, app, placement)?;
    let told: BTreeSet<AlertRung> =
        rows::steps(c, &alert.id)?.into_iter().filter_map(|step| step.rung).collect();
    for rung in told {
        for to in on_rung(c, app, placement, rung)? {
            about.send(c, LetterKind::Alert, to, arrival::arrived(&date(alert.date)), None)?;
        }
    }
    Ok(())
}

/// The next rung on which anybody would be told.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn next_rung(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    after: AlertRung,
) -> Result<Option<AlertRung>, ServiceError> {
    let mut rung = after.next();
    while let Some(one) = rung {
        if !on_rung(c, app, placement, one)?.is_empty() {
            break;
        }
        rung = one.next();
    }
    Ok(rung)
}

/// Who is told of a placement's alerts on a rung of the provider's ladder.
///
/// # Errors
/// [`ServiceError`] of the store.
fn on_rung(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    rung: AlertRung,
) -> Result<Vec<Recipient>, ServiceError> {
    match rung {
        AlertRung::Office => {
            let office = Recipient::Provider(placement.provider.clone());
            Ok([office].into_iter().chain(people::coaches(c, &placement.id)?).collect())
        }
        AlertRung::Staff => who_sign_in(c, app, placement, Role::Provider),
        AlertRung::SafeguardingLead => leads(c, app, placement),
    }
}

fn clock(at: DateTime<chrono::Utc>) -> String {
    at.with_timezone(&London).format("%H:%M").to_string()
}

/// The provider's safeguarding leads who sign in.
fn leads(c: &mut Conn, app: &App, placement: &Placement) -> Result<Vec<Recipient>, ServiceError> {
    who_sign_in(c, app, placement, Role::SafeguardingLead)
}

/// Those who sign in for the placement's provider in a role.
fn who_sign_in(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    role: Role,
) -> Result<Vec<Recipient>, ServiceError> {
    let mut people = Vec::new();
    for member in memberships::of_organisation(c, &placement.provider)? {
        if member.role == role && users::get(c, &app.keys, &member.user)?.disabled_at.is_none() {
            people.push(Recipient::User(member.user));
        }
    }
    Ok(people)
}
