//! What happens to a placement, and who is told.

use chrono::TimeDelta;

use super::holders::{self, Holder};
use super::people;
use super::write::{Draft, write};
use crate::app::App;
use crate::auth::Caller;
use crate::briefing::calendar;
use crate::briefing::letter::Letter;
use crate::db::{Conn, letters as rows, memberships, offers, organisations};
use crate::domain::ids::UserId;
use crate::domain::letter::{LetterKind, Recipient};
use crate::domain::organisation::Provider;
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::role::Role;
use crate::mail::OnBehalfOf;
use crate::services::{ServiceError, scope};
use crate::words::amount;
use crate::words::briefing as pack_words;
use crate::words::letter::{self as words, Reader, Words, fact};

/// How long a letter about a changed plan waits: changes come in rows, and a new pack says more.
const SETTLING: TimeDelta = TimeDelta::minutes(15);

/// What every letter about a placement needs.
struct About<'a> {
    app: &'a App,
    placement: &'a Placement,
    provider: Provider,
    offer: String,
    employer: String,
}

impl<'a> About<'a> {
    fn read(c: &mut Conn, app: &'a App, placement: &'a Placement) -> Result<Self, ServiceError> {
        Ok(Self {
            app,
            placement,
            provider: scope::provider(c, app, &placement.provider)?,
            offer: offers::get(c, &app.keys, &placement.offer)?.offer.title.to_string(),
            employer: scope::employer(c, app, &placement.employer)?.name.to_string(),
        })
    }

    fn dates(&self) -> String {
        match (self.placement.days.first(), self.placement.days.last()) {
            (Some(first), Some(last)) if first != last => {
                format!("{} to {}", amount::date(*first), amount::date(*last))
            }
            (Some(only), _) => amount::date(*only),
            _ => String::new(),
        }
    }

    fn letter(&self, topic: &str, paragraphs: Vec<String>) -> Letter {
        let mut facts = vec![
            (fact::REFERENCE, self.placement.reference.as_str().to_owned()),
            (fact::OFFER, self.offer.clone()),
            (fact::EMPLOYER, self.employer.clone()),
            (fact::DATES, self.dates()),
        ];
        if let Some(line) = self.provider.phones.first() {
            facts.push((fact::RING, format!("{}, {}", line.phone.as_str(), line.name.as_str())));
        }
        Letter {
            heading: words::subject(self.placement.reference.as_str(), topic),
            paragraphs,
            facts,
            link: None,
            signed: self.provider.outward_name.to_string(),
        }
    }

    fn send(
        &self,
        c: &mut Conn,
        kind: LetterKind,
        to: Recipient,
        words: Words,
        calendar: Option<(String, String)>,
    ) -> Result<(), ServiceError> {
        let wait = if kind == LetterKind::PlanChanged { SETTLING } else { TimeDelta::zero() };
        let provider = &self.provider;
        let draft = Draft {
            kind,
            placement: Some(self.placement.id.clone()),
            to,
            on_behalf_of: Some(OnBehalfOf {
                name: provider.outward_name.to_string(),
                reply_to: provider.reply_to.as_str().to_owned(),
            }),
            subject: words::subject(self.placement.reference.as_str(), words.topic),
            letter: self.letter(words.topic, words.paragraphs),
            calendar,
            due: self.app.clock.now() + wait,
        };
        write(c, self.app, draft).map(drop)
    }

    /// The calendar that takes the days that are left out of a holder's.
    fn days_off(&self, holder: &Holder) -> Option<(String, String)> {
        let left = holder.left_on(self.app.clock.today_in_london());
        let mut pack = holder.newest.clone();
        pack.provider.reply_to.get_or_insert_with(|| self.provider.reply_to.as_str().to_owned());
        let (reference, version) = (pack.reference.as_str(), pack.issue.version + 1);
        let name = pack_words::file_name("placement-days", reference, version, "ics");
        (!left.is_empty()).then(|| (name, calendar::called_off(&pack, &left, self.app.clock.now())))
    }
}

/// A placement was proposed: whoever decides at the employer is told, and a provider whose hub did it.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn proposed(c: &mut Conn, app: &App, caller: &Caller, placement: &Placement) -> Result<(), ServiceError> {
    let about = About::read(c, app, placement)?;
    let by = about.provider.outward_name.to_string();
    for to in people::of_employer(c, app, &placement.employer)? {
        about.send(c, LetterKind::Proposal, to, words::proposal(Reader::Employer, &by), None)?;
    }
    if caller.role == Role::Hub {
        let hub = organisations::get(c, &app.keys, &caller.organisation)?.body.name().to_string();
        let to = Recipient::Provider(placement.provider.clone());
        about.send(c, LetterKind::Proposal, to, words::proposal(Reader::Provider, &hub), None)?;
    }
    Ok(())
}

/// An agreement of the learner's side no longer stands: an employer that accepted is told, and
/// whoever holds the pack.
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
    let holders = holders::of(c, app, placement)?;
    for holder in &holders {
        let to = Recipient::Contact(holder.contact.clone());
        about.send(c, kind, to, words::acceptance_lapsed(Reader::PackHolder, &by), None)?;
    }
    if holders.is_empty() {
        for to in people::of_employer(c, app, &placement.employer)? {
            about.send(c, kind, to, words::acceptance_lapsed(Reader::Employer, &by), None)?;
        }
    }
    for to in people::coaches(c, &placement.id)? {
        about.send(c, kind, to, words::acceptance_lapsed(Reader::Coach, &by), None)?;
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
    by: Option<&UserId>,
) -> Result<(), ServiceError> {
    let kinds = [
        LetterKind::Proposal,
        LetterKind::AcceptanceLapsed,
        LetterKind::PlanChanged,
        LetterKind::CoachAssigned,
    ];
    rows::stop(c, &before.id, &kinds, "placement_over", app.clock.now())?;
    let about = About::read(c, app, before)?;
    let kind = LetterKind::PlacementOver;
    let ended_by = |c: &mut Conn, organisation| -> Result<bool, ServiceError> {
        let Some(by) = by else { return Ok(false) };
        Ok(memberships::of_user(c, by)?.iter().any(|one| one.organisation == organisation))
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
