//! Sends a letter beside the packs: its stored words, to its recipient's present address.

use std::sync::Arc;

use chrono_tz::Europe::London;

use super::posting::{Mailing, Message, Posting, Standing, stored};
use super::{Attempted, Task, task::Record};
use crate::app::App;
use crate::db::deliveries::Attempt;
use crate::db::jobs::Job;
use crate::db::letters::{self, Letter};
use crate::db::{Conn, DbError, alerts, contacts, family_sendings, learners, placements, reminders, users};
use crate::domain::ids::{LetterId, OrganisationId, PlacementId};
use crate::domain::learner::LearnerState;
use crate::domain::letter::{LetterKind, Recipient};
use crate::mail::Artefacts;
use crate::outbox::SEND_LETTER;
use crate::services::briefings::reader_address;
use crate::services::families;
use crate::services::letters::{holds_newest, leaks};
use crate::services::scope;

/// See the module.
pub struct SendLetter(Posting<Letters>);

struct Letters(Arc<App>);

impl SendLetter {
    /// The task over the service's parts.
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        Self(Posting::new(app.clone(), Letters(app)))
    }
}

impl Task for SendLetter {
    fn kind(&self) -> &'static str {
        self.0.kind()
    }

    fn run(&self, job: &Job) -> Result<Attempted, DbError> {
        self.0.run(job)
    }

    fn abandoned(&self, job: &Job, problem: &'static str) -> Record {
        self.0.abandoned(job, problem)
    }
}

impl Letters {
    fn letter(&self, c: &mut Conn, id: &str) -> Result<Letter, DbError> {
        letters::get(c, &self.0.keys, &parsed(id)?)
    }

    /// The recipient's address now, with the contact if it is one's.
    fn address(
        &self,
        c: &mut Conn,
        to: &Recipient,
        of: Option<&PlacementId>,
    ) -> Result<Result<Address, &'static str>, DbError> {
        let keys = &self.0.keys;
        Ok(match to {
            Recipient::Contact(id) => {
                let contact = contacts::get(c, keys, id)?;
                match contact.archived_at {
                    Some(_) => Err("contact_archived"),
                    None => Ok((contact.details.email.as_str().to_owned(), Some(contact))),
                }
            }
            Recipient::User(id) => {
                let user = users::get(c, keys, id)?;
                match user.disabled_at {
                    Some(_) => Err("user_disabled"),
                    None => Ok((user.identity.email.as_str().to_owned(), None)),
                }
            }
            Recipient::Provider(id) => Ok((self.reply_to(c, id)?, None)),
            Recipient::Family(id) => {
                let sending = family_sendings::get(c, keys, id.as_str())?;
                families::address(c, &self.0, &sending).map_err(stored)?.map(|address| (address, None))
            }
            Recipient::Reader(reader) => {
                let placement = placements::get(c, of.ok_or(DbError::NotFound)?)?;
                let address = reader_address(c, &self.0, &placement, reader).map_err(stored)?;
                address.map(|address| (address, None))
            }
        })
    }

    /// Why the letter need not go any more: its reader has the pack that tells the newest plan, which says more; the
    /// change no longer stands in the way; the alert of its day is over; or the day that it is about is.
    fn moot(&self, c: &mut Conn, letter: &Letter) -> Result<Option<&'static str>, DbError> {
        Ok(match (letter.kind, &letter.placement, &letter.recipient) {
            (LetterKind::PlanChanged, Some(placement), Recipient::Contact(contact)) => {
                holds_newest(c, &self.0, placement, contact)?.then_some("new_pack_sent")
            }
            (LetterKind::PlacementHit, Some(placement), _) => {
                placements::get(c, placement)?.marked_at.is_none().then_some("stands_again")
            }
            (LetterKind::NotArrived, Some(placement), _) => {
                let day = letter.created_at.with_timezone(&London).date_naive();
                let alert = alerts::of_day(c, placement, day)?;
                alert.is_some_and(|alert| alert.settled_at.is_some()).then_some("alert_settled")
            }
            (LetterKind::Reminder, _, Recipient::Contact(contact)) if reminders::is_stopped(c, contact)? => {
                Some("reminders_stopped")
            }
            (LetterKind::Reminder, Some(placement), _) if self.is_archived(c, placement)? => {
                Some("archived_since")
            }
            (LetterKind::Reminder | LetterKind::Absence, ..) => {
                let written = letter.created_at.with_timezone(&London).date_naive();
                (written != self.0.clock.today_in_london()).then_some("day_over")
            }
            _ => None,
        })
    }

    fn is_archived(&self, c: &mut Conn, placement: &PlacementId) -> Result<bool, DbError> {
        let learner = placements::get(c, placement)?.learner;
        Ok(learners::get(c, &self.0.keys, &learner)?.state == LearnerState::Archived)
    }

    fn reply_to(&self, c: &mut Conn, id: &OrganisationId) -> Result<String, DbError> {
        Ok(scope::provider(c, &self.0, id).map_err(stored)?.reply_to.as_str().to_owned())
    }
}

type Address = (String, Option<contacts::Contact>);

impl Mailing for Letters {
    const KIND: &'static str = SEND_LETTER;

    fn standing(&self, c: &mut Conn, id: &str) -> Result<Standing, DbError> {
        let Letter { state, copies_possible, problem, server_words, .. } = self.letter(c, id)?;
        Ok(Standing { state, copies_possible, problem, server_words })
    }

    /// A letter with a link is forgotten once it is over: the link opens something by itself.
    fn note(&self, c: &mut Conn, id: &str, attempt: &Attempt<'_>) -> Result<(), DbError> {
        let (letter, now) = (self.letter(c, id)?, self.0.clock.now());
        letters::note_attempt(c, &self.0.keys, &letter.id, attempt, now)?;
        if let Recipient::Family(sending) = &letter.recipient {
            family_sendings::note(c, sending, attempt.state, attempt.problem, now)?;
        }
        let to_contact =
            matches!(letter.recipient, Recipient::Contact(_) | Recipient::Reader(_) | Recipient::Family(_));
        let has_link = letter.kind == LetterKind::Account || (to_contact && letter.kind.carries_link());
        if attempt.state.is_over() && has_link {
            letters::forget_words(c, &letter.id)?;
        }
        Ok(())
    }

    fn note_possible_copy(&self, c: &mut Conn, id: &str) -> Result<(), DbError> {
        letters::note_possible_copy(c, &parsed(id)?, self.0.clock.now())
    }

    fn message(&self, c: &mut Conn, id: &str) -> Result<Result<Message, &'static str>, DbError> {
        let letter = self.letter(c, id)?;
        let (to, contact) = match self.address(c, &letter.recipient, letter.placement.as_ref()) {
            Ok(Ok(found)) => found,
            Ok(Err(problem)) => return Ok(Err(problem)),
            Err(DbError::NotFound) => return Ok(Err("recipient_gone")),
            Err(error) => return Err(error),
        };
        if let Some(why) = self.moot(c, &letter)? {
            return Ok(Err(why));
        }
        let Some(artefacts) = letters::artefacts::<Artefacts>(c, &self.0.keys, &letter.id)? else {
            return Ok(Err("letter_forgotten"));
        };
        if !leaks(c, &self.0, &letter, &artefacts)?.is_empty() {
            return Ok(Err("leak"));
        }
        let outgoing = artefacts.addressed(id, &letter.message_id, letter.created_at, &to);
        Ok(Ok(Message { outgoing, contact }))
    }

    fn taken(&self, _: &mut Conn, _: &str) -> Result<(), DbError> {
        Ok(())
    }
}

/// A job about what is no letter's identifier has nothing to do.
fn parsed(id: &str) -> Result<LetterId, DbError> {
    LetterId::parse(id).map_err(|_| DbError::NotFound)
}
