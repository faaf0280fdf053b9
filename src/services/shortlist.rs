//! A learner's shortlist: which placements people at the provider want to follow up, which they set aside, and why.
//!
//! The ranking proposes; this is what people made of it. Each decision is a row with the learner's record: it is exported
//! and erased with it, and nothing follows from it by itself.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::decisions::{self, Decision};
use crate::db::{Conn, DbError, offers, users};
use crate::domain::check::{Faults, FieldError};
use crate::domain::code::{Code, vocabulary};
use crate::domain::ids::{LearnerId, OfferId, UserId};
use crate::domain::text::Paragraph;
use crate::words::refused;

use super::{Checked, ServiceError, access, matches, scope};

/// The kind under which a decision is kept.
const SHORTLIST: &str = "shortlist";

vocabulary! {
    /// What somebody makes of a placement for a learner.
    ShortlistChoice {
        /// It is to be followed up.
        Shortlisted = "shortlisted",
        /// It is not, for a reason.
        SetAside = "set_aside",
        /// An earlier decision is taken back.
        Undecided = "undecided",
    }
}

/// A decision about one placement.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShortlistDecision {
    /// The offer.
    #[schema(value_type = String, format = "uuid")]
    pub offer: OfferId,
    /// What is decided.
    pub choice: ShortlistChoice,
    /// Why; required where it is set aside.
    #[serde(default)]
    pub reason: Option<Paragraph>,
}

impl Checked for ShortlistDecision {
    fn check(&self, _today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut faults = Faults::default();
        let explained = self.choice != ShortlistChoice::SetAside || self.reason.is_some();
        faults.require(explained, "reason", refused::ASIDE_WHY);
        faults.finish()
    }
}

/// A decision as it is kept, sealed.
#[derive(Clone, Serialize, Deserialize)]
struct Note {
    offer: OfferId,
    /// The offer as it stood.
    offer_version: i64,
    reason: Option<Paragraph>,
}

/// A decision as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ShortlistEntry {
    /// Which offer.
    #[schema(value_type = String, format = "uuid")]
    pub offer: OfferId,
    /// In which version it was looked at.
    pub offer_version: i64,
    /// What it is called now.
    pub title: String,
    /// The employer's name.
    pub employer_name: String,
    /// What was decided.
    pub choice: ShortlistChoice,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Paragraph>,
    /// Who decided.
    pub decided_by: UserId,
    /// Their name; absent once their account is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by_name: Option<String>,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// Whether no later decision about the offer took its place.
    pub stands: bool,
}

/// Records what somebody made of a placement for a learner. A later decision takes the place of an earlier one; none is
/// lost. The same again adds nothing.
///
/// # Errors
/// [`ServiceError::NotFound`] when the learner is not the caller's; [`ServiceError::Invalid`] for an offer that is not open
/// to the learner, and for one that is set aside without a reason.
pub fn decide(
    app: &App,
    caller: &Caller,
    learner: &LearnerId,
    decision: &ShortlistDecision,
) -> Result<ShortlistEntry, ServiceError> {
    let permit = authorise(caller, Action::RecordShortlistDecision)?;
    decision.check(app.clock.today_in_london())?;
    matches::ready(app)?;
    let (id, now) = (app.ids.next_id(), app.clock.now());
    app.write(&permit, |c| {
        scope::see_learner(c, caller, learner)?;
        let version = matches::offer_version(c, app, learner, &decision.offer)?;
        let version = version.ok_or_else(|| ServiceError::invalid("offer", refused::OPEN_TO_LEARNER))?;
        let before =
            entries(c, app, learner)?.into_iter().find(|one| one.stands && one.offer == decision.offer);
        let same = |one: &ShortlistEntry| one.choice == decision.choice && one.reason == decision.reason;
        if let Some(before) = before.filter(same) {
            return Ok(before);
        }
        let note =
            Note { offer: decision.offer.clone(), offer_version: version, reason: decision.reason.clone() };
        let row = Decision {
            id: id.clone(),
            subject_kind: "learner".to_owned(),
            subject_id: learner.to_string(),
            kind: SHORTLIST.to_owned(),
            outcome: decision.choice.code().to_owned(),
            decided_by: caller.user.clone(),
            decided_at: now,
            note: Some(serde_json::to_string(&note).map_err(ServiceError::internal)?),
        };
        decisions::add(c, &app.keys, &row)?;
        access::note(c, app, caller, Action::RecordShortlistDecision, "learner", learner.as_str())?;
        let mut all = entries(c, app, learner)?;
        all.pop().ok_or_else(|| ServiceError::internal("a decision that was written is not there"))
    })
}

/// What was decided about placements for a learner, oldest first.
///
/// # Errors
/// [`ServiceError::NotFound`] when the learner is not the caller's.
pub fn list(app: &App, caller: &Caller, learner: &LearnerId) -> Result<Vec<ShortlistEntry>, ServiceError> {
    let permit = authorise(caller, Action::ListShortlist)?;
    let all = app.read(&permit, |c| {
        scope::see_learner(c, caller, learner)?;
        entries(c, app, learner)
    })?;
    access::shown(app, caller, Action::ListShortlist, "learner", learner.as_str())?;
    Ok(all)
}

fn entries(c: &mut Conn, app: &App, learner: &LearnerId) -> Result<Vec<ShortlistEntry>, ServiceError> {
    let all: Vec<(Decision, Note)> = decisions::noted(c, &app.keys, "learner", learner.as_str(), SHORTLIST)?;
    let mut newest = BTreeMap::new();
    for (at, (_, note)) in all.iter().enumerate() {
        newest.insert(note.offer.clone(), at);
    }
    let standing: BTreeSet<usize> = newest.values().copied().collect();
    let mut known: BTreeMap<OfferId, (String, String)> = BTreeMap::new();
    for offer in newest.into_keys() {
        let named = named(c, app, &offer)?;
        known.insert(offer, named);
    }
    let mut people: BTreeMap<UserId, Option<String>> = BTreeMap::new();
    let mut entries = Vec::new();
    for (at, (decided, note)) in all.into_iter().enumerate() {
        let by = decided.decided_by;
        let name = match people.get(&by) {
            Some(name) => name.clone(),
            None => match users::get(c, &app.keys, &by) {
                Err(DbError::NotFound) => None,
                user => Some(user?.identity.name.to_string()),
            },
        };
        people.insert(by.clone(), name.clone());
        let (title, employer_name) = known.get(&note.offer).cloned().unwrap_or_default();
        entries.push(ShortlistEntry {
            offer: note.offer,
            offer_version: note.offer_version,
            title,
            employer_name,
            choice: Code::named(&decided.outcome).ok_or_else(|| DbError::Rule(decided.outcome.clone()))?,
            reason: note.reason,
            decided_by: by,
            decided_by_name: name,
            decided_at: decided.decided_at,
            stands: standing.contains(&at),
        });
    }
    Ok(entries)
}

/// What an offer and its employer are called now.
fn named(c: &mut Conn, app: &App, offer: &OfferId) -> Result<(String, String), ServiceError> {
    let facts = offers::facts(c, &app.keys, offer)?;
    Ok((facts.offer.title.to_string(), facts.employer_name.to_string()))
}
