//! What every letter about a placement needs, and how it is put together.

use chrono::TimeDelta;

use super::holders::Holder;
use super::links;
use super::write::{Draft, write};
use crate::app::App;
use crate::briefing::calendar;
use crate::briefing::letter::Letter;
use crate::db::{Conn, offers};
use crate::domain::letter::{LetterKind, Recipient};
use crate::domain::organisation::Provider;
use crate::domain::placement::Placement;
use crate::mail::OnBehalfOf;
use crate::services::{ServiceError, scope};
use crate::words::amount;
use crate::words::briefing as pack_words;
use crate::words::letter::{self as words, Words, fact};
use crate::words::reminder;

/// How long a letter about a change waits: changes come in rows, and a new pack says more.
const SETTLING: TimeDelta = TimeDelta::minutes(15);

/// What every letter about a placement needs.
pub(super) struct About<'a> {
    app: &'a App,
    placement: &'a Placement,
    pub provider: Provider,
    offer: String,
    employer: String,
}

impl<'a> About<'a> {
    /// Reads it.
    pub(super) fn read(c: &mut Conn, app: &'a App, placement: &'a Placement) -> Result<Self, ServiceError> {
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

    fn letter(&self, topic: &str, paragraphs: Vec<String>, link: Option<String>) -> Letter {
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
            link: link.map(|address| (words::OPEN_PAGE, address)),
            signed: self.provider.outward_name.to_string(),
            language: None,
            stop: None,
        }
    }

    /// Queues one letter, with a calendar and its file name where days are called off.
    pub(super) fn send(
        &self,
        c: &mut Conn,
        kind: LetterKind,
        to: Recipient,
        words: Words,
        calendar: Option<(String, String)>,
    ) -> Result<(), ServiceError> {
        let settles =
            matches!(kind, LetterKind::PlanChanged | LetterKind::PlacementHit | LetterKind::Replied);
        let wait = if settles { SETTLING } else { TimeDelta::zero() };
        let (link, stop_at) = match &to {
            Recipient::Contact(contact) if kind.carries_link() => {
                let kept = kind == LetterKind::Page || !links::is_taken_back(c, self.placement, contact)?;
                let kept = kept.then(|| links::address(c, self.app, self.placement, contact)).transpose()?;
                kept.map(|links::Addresses { page, stop }| (page, stop)).unzip()
            }
            Recipient::Reader(reader) if kind.carries_link() => {
                (Some(links::side_address(c, self.app, self.placement, reader)?), None)
            }
            _ => (None, None),
        };
        // Only what is not about safety can be stopped.
        let can_stop = kind == LetterKind::Reminder;
        let stop = link.as_ref().filter(|_| can_stop);
        let stop = stop.map(|address| (reminder::STOP, format!("{address}/reminders")));
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
            letter: Letter { stop, ..self.letter(words.topic, words.paragraphs, link) },
            calendar,
            unsubscribe: stop_at.filter(|_| can_stop),
            due: self.app.clock.now() + wait,
        };
        write(c, self.app, draft).map(drop)
    }

    /// The calendar that takes the days that are left out of a holder's.
    pub(super) fn days_off(&self, holder: &Holder) -> Option<(String, String)> {
        let left = holder.left_on(self.app.clock.today_in_london());
        let mut pack = holder.newest.clone();
        pack.provider.reply_to.get_or_insert_with(|| self.provider.reply_to.as_str().to_owned());
        let (reference, version) = (pack.reference.as_str(), pack.issue.version + 1);
        let name = pack_words::file_name("placement-days", reference, version, "ics");
        (!left.is_empty()).then(|| (name, calendar::called_off(&pack, &left, self.app.clock.now())))
    }
}
