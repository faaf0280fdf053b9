//! Sends an approved pack: exactly the stored bytes, to the contact's present address.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{Attempted, Fate, Task};
use crate::app::App;
use crate::db::contacts::{self, Contact};
use crate::db::deliveries::{self, Attempt, Delivery};
use crate::db::jobs::{self, Ending, Job};
use crate::db::{Conn, DbError, briefings, placements};
use crate::domain::contact::BounceState;
use crate::domain::delivery::{BriefingState, DeliveryState};
use crate::domain::ids::{BriefingId, DeliveryId};
use crate::domain::placement::{PlacementAction, PlacementState};
use crate::domain::text::Paragraph;
use crate::mail::{Artefacts, Receipt, Refused, SendError};
use crate::services::{ServiceError, placements as steps};
use crate::words;

/// The kind of these jobs; what they are about is a delivery.
pub const KIND: &str = "send_briefing";

/// See the module.
pub struct SendBriefing {
    app: Arc<App>,
}

/// A delivery and what it needs.
struct Ready {
    delivery: Delivery,
    contact: Contact,
    artefacts: Artefacts,
}

impl SendBriefing {
    /// The task over the service's parts.
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        Self { app }
    }

    /// Notes that an attempt begins, and so that the server may come to have the letter; `None`
    /// when there is nothing left to send, or a later claim was made.
    fn begin(&self, c: &mut Conn, job: &Job, id: &DeliveryId) -> Result<Option<Delivery>, DbError> {
        if jobs::get(c, &job.id)?.attempts != job.attempts {
            return Ok(None);
        }
        let keys = &self.app.keys;
        let delivery = match deliveries::get(c, keys, id) {
            Err(DbError::NotFound) => return Ok(None),
            found => found?,
        };
        match delivery.state {
            DeliveryState::Sent | DeliveryState::Failed => return Ok(None),
            DeliveryState::Sending => deliveries::note_possible_copy(c, id, self.app.clock.now())?,
            DeliveryState::Queued | DeliveryState::Retrying => {}
        }
        let words = delivery.server_words.as_deref();
        let begun = Attempt {
            number: job.attempts,
            state: DeliveryState::Sending,
            problem: delivery.problem.as_deref(),
            server_words: words,
        };
        deliveries::note_attempt(c, keys, id, &begun, self.app.clock.now())?;
        Ok(Some(delivery))
    }

    /// Reads what is to be sent, or says why it must not be: `None` when it was stopped meanwhile.
    fn ready(
        &self,
        c: &mut Conn,
        delivery: Delivery,
    ) -> Result<Result<Ready, Option<&'static str>>, DbError> {
        if !deliveries::is_sending(c, &delivery.id)? {
            return Ok(Err(None));
        }
        if briefings::get(c, &delivery.briefing)?.state != BriefingState::Approved {
            return Ok(Err(Some("briefing_superseded")));
        }
        let contact = contacts::get(c, &self.app.keys, &delivery.contact)?;
        if contact.archived_at.is_some() {
            return Ok(Err(Some("contact_archived")));
        }
        let artefacts = briefings::artefacts(c, &self.app.keys, &delivery.briefing)?;
        Ok(Ok(Ready { delivery, contact, artefacts }))
    }
}

impl Task for SendBriefing {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, job: &Job) -> Result<Attempted, DbError> {
        let app = &self.app;
        let Ok(id) = DeliveryId::parse(&job.subject_id) else { return Ok(Attempted::plain(Fate::Done)) };
        let Some(delivery) = app.db.write(|c| self.begin(c, job, &id))? else {
            return Ok(Attempted::plain(Fate::Done));
        };
        let end = End { app: app.clone(), id, briefing: delivery.briefing.clone(), number: job.attempts };
        let ready = match app.db.read(|c| self.ready(c, delivery))? {
            Ok(ready) => ready,
            Err(Some(problem)) => return Ok(end.refused(problem)),
            Err(None) => return Ok(Attempted::plain(Fate::Done)),
        };
        let Ready { delivery, contact, artefacts } = ready;
        let to = contact.details.email.as_str();
        let letter = artefacts.addressed(end.id.as_str(), &delivery.message_id, delivery.created_at, to);
        Ok(match app.mailer.send(&letter) {
            Ok(receipt) => end.sent(receipt),
            Err(error) => end.failed(error, contact),
        })
    }
}

/// The end of one attempt of one delivery.
struct End {
    app: Arc<App>,
    id: DeliveryId,
    briefing: BriefingId,
    number: i32,
}

impl End {
    fn sent(self, receipt: Receipt) -> Attempted {
        let record = move |c: &mut Conn, _: Ending<'_>| {
            self.note(c, DeliveryState::Sent, None, Some(&receipt.words), self.app.clock.now())?;
            match self.briefed(c) {
                // The pack is out: a record that cannot be read must not have it sent again.
                Err(error @ (DbError::Corrupt { .. } | DbError::NotFound)) => {
                    tracing::error!(%error, "the pack went out and the placement is not briefed");
                    Ok(())
                }
                done => done,
            }
        };
        Attempted { fate: Fate::Done, record: Box::new(record) }
    }

    /// The first accepted pack of a confirmed placement briefs it: a step of the service's own.
    fn briefed(&self, c: &mut Conn) -> Result<(), DbError> {
        let pack = briefings::get(c, &self.briefing)?;
        let placement = placements::get(c, &pack.placement)?;
        if placement.state != PlacementState::Confirmed {
            return Ok(());
        }
        let because = Paragraph::parse(&words::delivery::accepted(&self.id)).ok();
        let step = PlacementAction::Brief;
        match steps::take(c, &self.app, &placement, step, None, because.as_ref()) {
            Ok(_) => Ok(()),
            Err(ServiceError::Store(error)) => Err(error),
            Err(ServiceError::Busy) => Err(DbError::Busy),
            Err(other) => {
                tracing::error!(error = %other, "the pack went out and the placement is not briefed");
                Ok(())
            }
        }
    }

    fn refused(self, problem: &'static str) -> Attempted {
        let record = move |c: &mut Conn, _: Ending<'_>| {
            self.note(c, DeliveryState::Failed, Some(problem), None, self.app.clock.now())
        };
        Attempted { fate: Fate::Refused(problem), record: Box::new(record) }
    }

    fn failed(self, error: SendError, contact: Contact) -> Attempted {
        let code = error.code();
        let fate = match &error {
            SendError::Configuration { .. } => Fate::Held(code),
            SendError::Transient { .. } => Fate::Failed(code),
            SendError::Permanent { .. } => Fate::Refused(code),
        };
        let record = move |c: &mut Conn, ending: Ending<'_>| {
            let now = self.app.clock.now();
            if matches!(error, SendError::Transient { may_have_arrived: true, .. }) {
                deliveries::note_possible_copy(c, &self.id, now)?;
            }
            if matches!(error, SendError::Permanent { of: Refused::Recipient, .. }) {
                self.note_bounce(c, &contact, now)?;
            }
            let state = match ending {
                Ending::Bury { .. } => DeliveryState::Failed,
                _ => DeliveryState::Retrying,
            };
            self.note(c, state, Some(code), Some(error.words()), now)
        };
        Attempted { fate, record: Box::new(record) }
    }

    /// Marks the contact's address as refused, unless somebody has changed the contact since.
    fn note_bounce(&self, c: &mut Conn, tried: &Contact, now: DateTime<Utc>) -> Result<(), DbError> {
        let present = contacts::get(c, &self.app.keys, &tried.id)?;
        if present.version != tried.version {
            return Ok(());
        }
        contacts::set_bounce(c, &tried.id, BounceState::Bounced, now)
    }

    fn note(
        &self,
        c: &mut Conn,
        state: DeliveryState,
        problem: Option<&str>,
        server_words: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(), DbError> {
        let attempt = Attempt { number: self.number, state, problem, server_words };
        deliveries::end_attempt(c, &self.app.keys, &self.id, &attempt, now)
    }
}
