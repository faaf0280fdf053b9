//! Letters at once: the learner has not come, somebody wants to be rung, a hazard, a worry.

use super::about::About;
use super::people;
use crate::app::App;
use crate::db::{Conn, memberships, users};
use crate::domain::ids::ContactId;
use crate::domain::letter::{LetterKind, Recipient};
use crate::domain::placement::Placement;
use crate::domain::role::Role;
use crate::services::ServiceError;
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
        Alarm::NotArrived | Alarm::RingEmployer | Alarm::Hazard => {
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

/// The provider's safeguarding leads who sign in.
fn leads(c: &mut Conn, app: &App, placement: &Placement) -> Result<Vec<Recipient>, ServiceError> {
    let mut leads = Vec::new();
    for member in memberships::of_organisation(c, &placement.provider)? {
        if member.role == Role::SafeguardingLead
            && users::get(c, &app.keys, &member.user)?.disabled_at.is_none()
        {
            leads.push(Recipient::User(member.user));
        }
    }
    Ok(leads)
}
