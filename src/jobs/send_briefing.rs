//! Sends an approved pack or copy: exactly the stored bytes, to its reader's present address.

use std::sync::Arc;

use super::posting::{Mailing, Message, Posting, Standing, is_of_record, stored};
use super::{Attempted, Task, task::Record};
use crate::app::App;
use crate::db::briefings::Briefing;
use crate::db::contacts::{self, Contact};
use crate::db::deliveries::{self, Attempt, Delivery};
use crate::db::jobs::Job;
use crate::db::{Conn, DbError, briefings, placements};
use crate::domain::delivery::{BriefingState, DeliveryState, Edition};
use crate::domain::ids::DeliveryId;
use crate::domain::placement::{PlacementAction, PlacementState};
use crate::domain::reader::Addressee;
use crate::domain::text::Paragraph;
use crate::domain::webhook::WebhookEvent;
use crate::mail::Artefacts;
use crate::outbox::SEND_BRIEFING;
use crate::services::briefings::{reader_address, why_not};
use crate::services::{ServiceError, events, placements as steps};
use crate::words;

/// See the module.
pub struct SendBriefing(Posting<Packs>);

struct Packs(Arc<App>);

impl SendBriefing {
    /// The task over the service's parts.
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        Self(Posting::new(app.clone(), Packs(app)))
    }
}

impl Task for SendBriefing {
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

impl Packs {
    fn delivery(&self, c: &mut Conn, id: &str) -> Result<Delivery, DbError> {
        deliveries::get(c, &self.0.keys, &parsed(id)?)
    }

    /// The present address, with the contact if it is one's, or why nothing may go there.
    fn address(
        &self,
        c: &mut Conn,
        to: &Addressee,
        briefing: &Briefing,
    ) -> Result<Result<(String, Option<Contact>), &'static str>, DbError> {
        match to {
            Addressee::Contact(id) => {
                let contact = contacts::get(c, &self.0.keys, id)?;
                Ok(match contact.archived_at {
                    Some(_) => Err("contact_archived"),
                    None => Ok((contact.details.email.as_str().to_owned(), Some(contact))),
                })
            }
            Addressee::Reader(reader) => {
                let placement = placements::get(c, &briefing.placement)?;
                let found = reader_address(c, &self.0, &placement, reader).map_err(stored)?;
                Ok(found.map(|address| (address, None)))
            }
        }
    }
}

impl Mailing for Packs {
    const KIND: &'static str = SEND_BRIEFING;

    fn standing(&self, c: &mut Conn, id: &str) -> Result<Standing, DbError> {
        let Delivery { state, copies_possible, problem, server_words, .. } = self.delivery(c, id)?;
        Ok(Standing { state, copies_possible, problem, server_words })
    }

    fn note(&self, c: &mut Conn, id: &str, attempt: &Attempt<'_>) -> Result<(), DbError> {
        deliveries::note_attempt(c, &self.0.keys, &parsed(id)?, attempt, self.0.clock.now())?;
        if attempt.state == DeliveryState::Sending {
            return Ok(());
        }
        let briefing = self.delivery(c, id)?.briefing;
        let briefing = briefings::get(c, &briefing)?;
        // The sending of a copy is read among those of the copy.
        let about = match briefing.edition {
            Edition::Employer => ("delivery", id),
            _ => ("copy", briefing.id.as_str()),
        };
        match events::tell_of(c, &self.0, &briefing.placement, WebhookEvent::DeliveryChanged, Some(about)) {
            // A pack that has gone must not go again because nobody can be told of it.
            Err(error) if is_of_record(&error) => {
                tracing::error!(%error, "nobody is told how a sending stands");
                Ok(())
            }
            done => done,
        }
    }

    fn note_possible_copy(&self, c: &mut Conn, id: &str) -> Result<(), DbError> {
        deliveries::note_possible_copy(c, &parsed(id)?, self.0.clock.now())
    }

    fn message(&self, c: &mut Conn, id: &str) -> Result<Result<Message, &'static str>, DbError> {
        let delivery = self.delivery(c, id)?;
        let briefing = briefings::get(c, &delivery.briefing)?;
        if briefing.state != BriefingState::Approved {
            return Ok(Err("briefing_superseded"));
        }
        if let Some(problem) = why_not(c, &self.0, &briefing).map_err(stored)? {
            return Ok(Err(problem));
        }
        let (to, contact) = match self.address(c, &delivery.to, &briefing)? {
            Ok(found) => found,
            Err(problem) => return Ok(Err(problem)),
        };
        let artefacts: Artefacts = briefings::artefacts(c, &self.0.keys, &delivery.briefing)?;
        let outgoing = artefacts.addressed(id, &delivery.message_id, delivery.created_at, &to);
        Ok(Ok(Message { outgoing, contact }))
    }

    /// The first accepted pack of a confirmed placement briefs it: a step of the service's own.
    fn taken(&self, c: &mut Conn, id: &str) -> Result<(), DbError> {
        let delivery = self.delivery(c, id)?;
        let pack = briefings::get(c, &delivery.briefing)?;
        let placement = placements::get(c, &pack.placement)?;
        if pack.edition != Edition::Employer || placement.state != PlacementState::Confirmed {
            return Ok(());
        }
        let because = Paragraph::parse(&words::delivery::accepted(&delivery.id)).ok();
        let step = PlacementAction::Brief;
        let said = steps::Said { reason: because.as_ref(), ..steps::Said::default() };
        match steps::take(c, &self.0, &placement, step, None, said) {
            Ok(_) => Ok(()),
            Err(ServiceError::Store(error)) => Err(error),
            Err(ServiceError::Busy) => Err(DbError::Busy),
            Err(other) => {
                tracing::error!(error = %other, "the pack went out and the placement is not briefed");
                Ok(())
            }
        }
    }
}

/// A job about what is no delivery's identifier has nothing to do.
fn parsed(id: &str) -> Result<DeliveryId, DbError> {
    DeliveryId::parse(id).map_err(|_| DbError::NotFound)
}
