//! Queueing packs and letters to be sent, in the transaction that lets them go, and the computing of cohorts.

use chrono::{DateTime, Utc};

use crate::app::App;
use crate::clock::IdSource;
use crate::db::deliveries::{self, Delivery};
use crate::db::jobs::{self, NewJob};
use crate::db::letters::{self, Letter};
use crate::db::{Conn, DbError, Keys};
use crate::domain::delivery::DeliveryState;
use crate::domain::ids::{BriefingId, CohortId, DeliveryId, JobId, LetterId, PlacementId, WebhookMessageId};
use crate::domain::letter::{LetterKind, Recipient};
use crate::domain::reader::Addressee;
use crate::domain::text::Invalid;
use crate::mail::{Artefacts, Sender, new_message_id};

/// The kind of a job that sends a pack.
pub const SEND_BRIEFING: &str = "send_briefing";

/// The kind of a job that sends a letter.
pub const SEND_LETTER: &str = "send_letter";

/// The kind of a job that sends a letter with a link; what it is about is the link.
pub const SEND_LINK: &str = "send_link";

/// The kind of a job that takes the next step of a cohort; what it is about is the cohort.
pub const RUN_COHORT: &str = "run_cohort";

/// The kind of a job that posts a message to a webhook; what it is about is the message.
pub const SEND_WEBHOOK: &str = "send_webhook";

/// Queues a webhook's message, in the transaction in which the event happens.
///
/// # Errors
/// [`DbError`].
pub fn queue_webhook(
    c: &mut Conn,
    job: &JobId,
    message: &WebhookMessageId,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let about = message.as_str();
    let job = NewJob { id: job, kind: SEND_WEBHOOK, subject_id: about, dedup: Some(about), due: now };
    jobs::enqueue(c, &job, now).map(drop)
}

/// Queues the next step of a cohort.
///
/// # Errors
/// [`DbError`].
pub fn queue_cohort(c: &mut Conn, job: &JobId, cohort: &CohortId, now: DateTime<Utc>) -> Result<(), DbError> {
    let about = cohort.as_str();
    let job = NewJob { id: job, kind: RUN_COHORT, subject_id: about, dedup: Some(about), due: now };
    jobs::enqueue(c, &job, now).map(drop)
}

/// Queues the letter of a link, in the transaction that makes it.
///
/// # Errors
/// [`DbError`].
pub fn queue_link(c: &mut Conn, job: &JobId, link: &str, now: DateTime<Utc>) -> Result<(), DbError> {
    let job = NewJob { id: job, kind: SEND_LINK, subject_id: link, dedup: Some(link), due: now };
    jobs::enqueue(c, &job, now).map(drop)
}

/// One sending of a pack to a contact, or of a copy to its reader, about to be queued. Its ids are drawn beforehand, so
/// that the transaction can be run again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispatch {
    /// The delivery that will be shown.
    pub delivery: DeliveryId,
    job: JobId,
    message_id: String,
    briefing: BriefingId,
    to: Addressee,
    replaces: Option<DeliveryId>,
}

impl Dispatch {
    /// A first sending.
    ///
    /// # Errors
    /// [`Invalid`] when `ids` gives what is no identifier.
    pub fn first(
        ids: &dyn IdSource,
        sender: &Sender,
        briefing: &BriefingId,
        to: impl Into<Addressee>,
    ) -> Result<Self, Invalid> {
        Ok(Self {
            delivery: DeliveryId::parse(&ids.next_id())?,
            job: JobId::parse(&ids.next_id())?,
            message_id: new_message_id(ids, &sender.address),
            briefing: briefing.clone(),
            to: to.into(),
            replaces: None,
        })
    }

    /// The same once more, on request: a delivery of its own, with a
    /// Message-ID of its own, so that a reader does not take it for a copy.
    ///
    /// # Errors
    /// As [`Self::first`].
    pub fn again(ids: &dyn IdSource, sender: &Sender, earlier: &Delivery) -> Result<Self, Invalid> {
        let dispatch = Self::first(ids, sender, &earlier.briefing, &earlier.to)?;
        Ok(Self { replaces: Some(earlier.id.clone()), ..dispatch })
    }

    /// Whether it repeats an earlier sending.
    #[must_use]
    pub fn is_again(&self) -> bool {
        self.replaces.is_some()
    }

    /// Writes the delivery and its job. Ring [`crate::app::App::wake`] after the commit.
    ///
    /// # Errors
    /// [`DbError::ForeignKey`] when the pack or the contact is unknown.
    pub fn queue(&self, c: &mut Conn, keys: &Keys, now: DateTime<Utc>) -> Result<(), DbError> {
        let delivery = Delivery {
            id: self.delivery.clone(),
            briefing: self.briefing.clone(),
            to: self.to.clone(),
            message_id: self.message_id.clone(),
            state: DeliveryState::Queued,
            attempt: 0,
            copies_possible: 0,
            problem: None,
            server_words: None,
            replaces: self.replaces.clone(),
            sent_at: None,
            created_at: now,
            updated_at: now,
        };
        deliveries::insert(c, keys, &delivery)?;
        let subject_id = self.delivery.as_str();
        let job =
            NewJob { id: &self.job, kind: SEND_BRIEFING, subject_id, dedup: Some(subject_id), due: now };
        jobs::enqueue(c, &job, now).map(drop)
    }
}

/// A letter about to be queued.
#[derive(Clone, Debug)]
pub struct NewLetter {
    /// What it is about.
    pub kind: LetterKind,
    /// About which placement; it is erased with it.
    pub placement: Option<PlacementId>,
    /// To whom. The address is read when it is sent.
    pub to: Recipient,
    /// What it says.
    pub artefacts: Artefacts,
    /// Not before: a letter that a better one may replace waits a while.
    pub due: DateTime<Utc>,
}

impl NewLetter {
    /// Writes the letter and its job, which holds its identifier only. Ring [`App::wake`] after the
    /// commit.
    ///
    /// # Errors
    /// [`DbError::ForeignKey`] when the placement is unknown.
    pub fn queue(&self, c: &mut Conn, app: &App) -> Result<LetterId, DbError> {
        let (ids, now) = (app.ids.as_ref(), app.clock.now());
        let refused = |error: Invalid| DbError::Rule(error.to_string());
        let id = LetterId::parse(&ids.next_id()).map_err(refused)?;
        let letter = Letter {
            id: id.clone(),
            kind: self.kind,
            placement: self.placement.clone(),
            recipient: self.to.clone(),
            message_id: new_message_id(ids, &app.mailer.sender().address),
            state: DeliveryState::Queued,
            attempt: 0,
            copies_possible: 0,
            problem: None,
            server_words: None,
            sent_at: None,
            created_at: now,
        };
        letters::insert(c, &app.keys, &letter, &self.artefacts)?;
        let job = NewJob {
            id: &JobId::parse(&ids.next_id()).map_err(refused)?,
            kind: SEND_LETTER,
            subject_id: id.as_str(),
            dedup: Some(id.as_str()),
            due: self.due,
        };
        jobs::enqueue(c, &job, now)?;
        Ok(id)
    }
}
