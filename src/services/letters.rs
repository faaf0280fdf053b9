//! Letters beside the packs: who is told what when something happens to a placement, and how each
//! letter's sending went.

mod about;
mod alerts;
mod holders;
pub mod links;
mod occasions;
mod people;
mod reminder;
mod side;
mod write;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::briefing::leak::{self, Finding, Part, Secrets};
use crate::db::letters::{self as rows, Letter};
use crate::db::{Conn, DbError, learners, offers, placements as placement_rows};
use crate::domain::delivery::{DeliveryState, Edition};
use crate::domain::ids::{LetterId, PlacementId};
use crate::domain::letter::{LetterKind, Recipient, RecipientKind};
use crate::mail::Artefacts;
use crate::words;

use super::{ServiceError, briefings, placements, scope};

pub use alerts::{alert, arrived_after_all, next_rung, not_arrived};
pub use holders::holds_newest;
pub use occasions::{
    coach_assigned, hit, lapsed, over, page_link, page_link_sent_lately, plan_changed, proposed, replied,
};
pub use reminder::{contacts_to_remind, reminder, take_links_back};
pub use side::{absent, complaint_read, side_link, side_link_sent_lately, side_told};
pub use write::{Draft, write};

/// A letter about a placement, and how its sending went.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LetterView {
    /// Its identifier.
    pub id: LetterId,
    /// What it is about.
    pub kind: LetterKind,
    /// What kind of recipient it has.
    pub recipient_kind: RecipientKind,
    /// The contact, the user or the provider.
    pub recipient: String,
    /// How it stands.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempt: i32,
    /// How often the server may have taken it without our knowing.
    pub copies_possible: i32,
    /// What went wrong, as a code.
    pub problem: Option<String>,
    /// What to do about it.
    pub advice: Option<String>,
    /// What the mail server said.
    pub server_words: Option<String>,
    /// When the mail server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
}

impl From<Letter> for LetterView {
    fn from(letter: Letter) -> Self {
        let advice = letter.problem.as_deref().and_then(words::delivery::advice).map(str::to_owned);
        let (recipient_kind, recipient) = (letter.recipient.kind(), letter.recipient.id().into_owned());
        let Letter { id, kind, state, attempt, copies_possible, problem, .. } = letter;
        let Letter { server_words, sent_at, created_at, .. } = letter;
        Self {
            id,
            kind,
            recipient_kind,
            recipient,
            state,
            attempt,
            copies_possible,
            problem,
            advice,
            server_words,
            sent_at,
            created_at,
        }
    }
}

/// The letters about a placement, oldest first.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn list(app: &App, caller: &Caller, id: &PlacementId) -> Result<Vec<LetterView>, ServiceError> {
    let permit = authorise(caller, Action::ListLetters)?;
    app.read(&permit, |c| {
        placements::visible(c, app, caller, id)?;
        Ok(rows::of_placement(c, &app.keys, id)?.into_iter().map(LetterView::from).collect())
    })
}

/// What must not leave and stands somewhere in a letter about a placement.
///
/// # Errors
/// [`DbError`].
pub fn leaks(
    c: &mut Conn,
    app: &App,
    letter: &Letter,
    artefacts: &Artefacts,
) -> Result<Vec<Finding>, DbError> {
    let Some(id) = &letter.placement else { return Ok(Vec::new()) };
    let placement = placement_rows::get(c, id)?;
    let learner = learners::get(c, &app.keys, &placement.learner)?.learner;
    let offer = offers::facts(c, &app.keys, &placement.offer)?;
    let provider = scope::provider(c, app, &placement.provider).map_err(of_store)?;
    let others = briefings::others(c, app, &placement).map_err(of_store)?;
    let edition = match &letter.recipient {
        Recipient::Reader(reader) => reader.edition(),
        _ => Edition::Employer,
    };
    let secrets = Secrets::of(edition, &learner, false, false, &offer, &provider, others);
    let names: Vec<&str> = artefacts.attachments.iter().map(|file| file.file_name.as_str()).collect();
    let Artefacts { subject, html, text, calendar, on_behalf_of, .. } = artefacts;
    let mut parts = leak::mail_parts(subject, html, text, calendar.as_deref(), &names);
    parts.extend(on_behalf_of.iter().map(|other| Part::header("From", &other.name)));
    Ok(leak::check(&parts, &secrets))
}

fn of_store(error: ServiceError) -> DbError {
    match error {
        ServiceError::Store(error) => error,
        ServiceError::Busy => DbError::Busy,
        _ => DbError::NotFound,
    }
}
