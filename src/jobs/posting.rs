//! What packs and letters have in common on their way: an attempt begins, a mail server answers, and
//! the end is written, unless somebody stopped the sending meanwhile.

use std::sync::Arc;

use super::task::{Attempted, Fate, Record, Task};
use crate::app::App;
use crate::auth::{Exemption, Permit};
use crate::db::contacts::{self, Contact};
use crate::db::deliveries::Attempt;
use crate::db::jobs::{self, Ending, Job};
use crate::db::{Conn, DbError, savepoint};
use crate::domain::contact::BounceState;
use crate::domain::delivery::DeliveryState;
use crate::mail::{Outgoing, Receipt, Refused, SendError};
use crate::services::ServiceError;

/// How often a server may have taken a message without our learning so before it is given up: a
/// reader who has it three times does not need it a fourth.
const COPIES: i32 = 3;

/// The problem of a message that was given up so.
const NEVER_CONFIRMED: &str = "mail_never_confirmed";

/// The problem of a message that only went to the folder.
const NO_MAIL_SERVER: &str = "no_mail_server";

/// The problem of an attempt during which the store failed.
const STORE: &str = "store";

/// How a sending stands.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub state: DeliveryState,
    pub copies_possible: i32,
    pub problem: Option<String>,
    pub server_words: Option<String>,
}

/// What is sent, and the contact whose address it goes to, if it is one's.
pub(super) struct Message {
    pub outgoing: Outgoing,
    pub contact: Option<Contact>,
}

/// Messages of one kind, each sending a row of its own.
pub(super) trait Mailing: Send + Sync + 'static {
    /// The kind of its jobs; what they are about is a sending.
    const KIND: &'static str;

    /// How a sending stands; [`DbError::NotFound`] when it was erased.
    fn standing(&self, c: &mut Conn, id: &str) -> Result<Standing, DbError>;

    /// Writes where an attempt stands.
    fn note(&self, c: &mut Conn, id: &str, attempt: &Attempt<'_>) -> Result<(), DbError>;

    /// Counts an attempt whose end we did not learn.
    fn note_possible_copy(&self, c: &mut Conn, id: &str) -> Result<(), DbError>;

    /// Reads what is to be sent, or says why it must not be.
    fn message(&self, c: &mut Conn, id: &str) -> Result<Result<Message, &'static str>, DbError>;

    /// Called when a mail server has taken it, in the transaction that says so.
    fn taken(&self, c: &mut Conn, id: &str) -> Result<(), DbError>;
}

/// The task of sending messages of one kind.
pub(super) struct Posting<M> {
    app: Arc<App>,
    mailing: Arc<M>,
}

impl<M: Mailing> Posting<M> {
    pub(super) fn new(app: Arc<App>, mailing: M) -> Self {
        Self { app, mailing: Arc::new(mailing) }
    }

    /// Notes that an attempt begins, and so that the server may come to have the message; `None`
    /// when there is nothing left to send, or a later claim was made.
    fn begin(&self, c: &mut Conn, job: &Job) -> Result<Option<Standing>, DbError> {
        let (mailing, id) = (&self.mailing, job.subject_id.as_str());
        if jobs::get(c, &job.id)?.attempts != job.attempts {
            return Ok(None);
        }
        let mut standing = match mailing.standing(c, id) {
            Err(DbError::NotFound) => return Ok(None),
            found => found?,
        };
        if standing.state.is_over() {
            return Ok(None);
        }
        if standing.state == DeliveryState::Sending {
            mailing.note_possible_copy(c, id)?;
            standing.copies_possible += 1;
        }
        let begun = Attempt {
            number: job.attempts,
            state: DeliveryState::Sending,
            problem: standing.problem.as_deref(),
            server_words: standing.server_words.as_deref(),
        };
        mailing.note(c, id, &begun)?;
        Ok(Some(standing))
    }

    /// What is to be sent; `None` when it was stopped meanwhile.
    fn message(&self, c: &mut Conn, id: &str) -> Result<Option<Result<Message, &'static str>>, DbError> {
        if self.mailing.standing(c, id)?.state != DeliveryState::Sending {
            return Ok(None);
        }
        self.mailing.message(c, id).map(Some)
    }

    fn end(&self, job: &Job) -> End<M> {
        let (app, mailing) = (self.app.clone(), self.mailing.clone());
        End { app, mailing, id: job.subject_id.clone(), number: job.attempts }
    }
}

impl<M: Mailing> Task for Posting<M> {
    fn kind(&self) -> &'static str {
        M::KIND
    }

    fn run(&self, job: &Job) -> Result<Attempted, DbError> {
        let Some(begun) = self.app.write(&Permit::exempt(Exemption::Job), |c| self.begin(c, job))? else {
            return Ok(Attempted::plain(Fate::Done));
        };
        let end = self.end(job);
        if begun.copies_possible >= COPIES {
            return Ok(end.refused(NEVER_CONFIRMED));
        }
        Ok(match self.app.read(&Permit::exempt(Exemption::Job), |c| self.message(c, &job.subject_id))? {
            None => Attempted::plain(Fate::Done),
            Some(Err(problem)) => end.refused(problem),
            Some(Ok(message)) => match self.app.mailer.send(&message.outgoing) {
                Ok(receipt) => end.sent(receipt),
                Err(error) => end.failed(error, message.contact, begun.copies_possible),
            },
        })
    }

    /// The server may have the message: a panic can have come after it was handed over, and a worker
    /// can have ended then. The store is asked before that only.
    fn abandoned(&self, job: &Job, problem: &'static str) -> Record {
        let end = self.end(job);
        Box::new(move |c, ending| {
            match end.mailing.standing(c, &end.id) {
                Err(DbError::NotFound) => return Ok(()),
                Ok(standing) if standing.state == DeliveryState::Sending && problem != STORE => {
                    end.mailing.note_possible_copy(c, &end.id)?;
                }
                Ok(_) => {}
                Err(error) => return Err(error),
            }
            end.note(c, unless_buried(ending), Some(problem), None)
        })
    }
}

/// Whether the fault lies with one record, and will still be there when the message is sent again.
pub(super) fn is_of_record(error: &DbError) -> bool {
    error.is_newer() || matches!(error, DbError::Corrupt { .. } | DbError::NotFound | DbError::Sealed(_))
}

/// Where a sending stands after an attempt that did not work.
fn unless_buried(ending: Ending<'_>) -> DeliveryState {
    match ending {
        Ending::Bury { .. } => DeliveryState::Failed,
        _ => DeliveryState::Retrying,
    }
}

/// The end of one attempt of one sending.
struct End<M> {
    app: Arc<App>,
    mailing: Arc<M>,
    id: String,
    number: i32,
}

impl<M: Mailing> End<M> {
    fn sent(self, receipt: Receipt) -> Attempted {
        let record = move |c: &mut Conn, _: Ending<'_>| {
            if receipt.filed {
                return self.note(c, DeliveryState::Filed, Some(NO_MAIL_SERVER), Some(&receipt.words));
            }
            self.note(c, DeliveryState::Sent, None, Some(&receipt.words))?;
            match savepoint(c, |c| self.mailing.taken(c, &self.id)) {
                // It is out: a record that cannot be read or written must not have it sent again.
                Err(error) if is_of_record(&error) => {
                    tracing::error!(%error, "a message went out and what follows from it cannot be written");
                    Ok(())
                }
                done => done,
            }
        };
        Attempted { fate: Fate::Done, record: Box::new(record) }
    }

    fn refused(self, problem: &'static str) -> Attempted {
        let record =
            move |c: &mut Conn, _: Ending<'_>| self.note(c, DeliveryState::Failed, Some(problem), None);
        Attempted { fate: Fate::Refused(problem), record: Box::new(record) }
    }

    fn failed(self, error: SendError, contact: Option<Contact>, copies: i32) -> Attempted {
        let doubtful = matches!(error, SendError::Transient { may_have_arrived: true, .. });
        let (code, fate) = match &error {
            SendError::Configuration { .. } => (error.code(), Fate::Held(error.code())),
            SendError::Transient { .. } if doubtful && copies + 1 >= COPIES => {
                (NEVER_CONFIRMED, Fate::Refused(NEVER_CONFIRMED))
            }
            SendError::Transient { .. } => (error.code(), Fate::Failed(error.code())),
            SendError::Permanent { .. } => (error.code(), Fate::Refused(error.code())),
        };
        let record = move |c: &mut Conn, ending: Ending<'_>| {
            if doubtful {
                self.mailing.note_possible_copy(c, &self.id)?;
            }
            if let (SendError::Permanent { of: Refused::Recipient, .. }, Some(contact)) = (&error, &contact) {
                self.note_bounce(c, contact)?;
            }
            self.note(c, unless_buried(ending), Some(code), Some(error.words()))
        };
        Attempted { fate, record: Box::new(record) }
    }

    /// Marks the contact's address as refused, unless somebody has changed the contact since.
    fn note_bounce(&self, c: &mut Conn, tried: &Contact) -> Result<(), DbError> {
        let present = contacts::get(c, &self.app.keys, &tried.id)?;
        if present.version != tried.version {
            return Ok(());
        }
        contacts::set_bounce(c, &tried.id, BounceState::Bounced, self.app.clock.now())
    }

    /// What was stopped while the attempt ran stays so, save that what left all the same is noted.
    fn note(
        &self,
        c: &mut Conn,
        state: DeliveryState,
        problem: Option<&str>,
        server_words: Option<&str>,
    ) -> Result<(), DbError> {
        let running = self.mailing.standing(c, &self.id)?.state == DeliveryState::Sending;
        if running || state == DeliveryState::Sent {
            let attempt = Attempt { number: self.number, state, problem, server_words };
            self.mailing.note(c, &self.id, &attempt)?;
        }
        Ok(())
    }
}

/// A failure of the store; nothing else comes of reading.
pub(super) fn stored(error: ServiceError) -> DbError {
    match error {
        ServiceError::Store(error) => error,
        ServiceError::NotFound => DbError::NotFound,
        ServiceError::Busy => DbError::Busy,
        other => DbError::Rule(other.to_string()),
    }
}
