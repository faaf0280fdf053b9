//! Learners of whom not every question has been answered. They come from files, are matched with nothing, and become
//! learners once a person has answered the rest.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::learners::{self, LearnerView};
use super::{Checked, ServiceError, access};
use crate::app::App;
use crate::auth::{Action, Caller, Permit, authorise};
use crate::db::learner_drafts::{self, LearnerDraft};
use crate::db::learners::StoredLearner;
use crate::db::{Page, Slice};
use crate::domain::check::{FieldError, within};
use crate::domain::ids::LearnerId;
use crate::domain::learner::{Codes, Learner};
use crate::domain::need::{Wanted, needs_in};
use crate::intake::learner::NEEDS_TEXT;
use crate::intake::{Answered, StillToAsk};
use crate::words::pages::found_needs as words;
use crate::words::refused;

/// A draft of a learner.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LearnerDraftView {
    /// The identifier that the learner will have.
    pub id: LearnerId,
    /// Rises with each change; the ETag.
    pub version: i64,
    /// The record as far as it was said, in the shape of a learner.
    #[schema(value_type = Object)]
    pub learner: Value,
    /// What the file says about needs, in its own words, for `POST /needs/suggestions`. A person says what it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs_text: Option<String>,
    /// What is still to be asked.
    pub still_missing: Vec<StillToAsk>,
    /// When the draft was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// The answers by the names of the fields.
    #[serde(skip)]
    #[schema(ignore)]
    pub said: Answered,
}

/// A record in which every question of a draft is answered.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FinishedDraft {
    /// The record.
    pub learner: Learner,
    /// What the draft's `needs_text` suggests, and a person has decided not to be a need.
    #[serde(default)]
    #[schema(max_items = 128)]
    pub not_needed: Vec<Wanted>,
}

impl Checked for FinishedDraft {
    fn check(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        self.learner.check(today).map_err(|faults| within("learner", faults))
    }
}

impl FinishedDraft {
    /// Lets pass a record in which each need that the text suggests is either recorded or struck out.
    fn decided(&self, text: &str) -> Result<(), Vec<FieldError>> {
        let recorded = |wanted| self.learner.profile.needs.iter().any(|need| need.wanted == wanted);
        let open = needs_in(text).suggested.into_iter().map(|one| one.wanted);
        let open = open.filter(|wanted| !recorded(*wanted) && !self.not_needed.contains(wanted));
        let faults: Vec<_> = open
            .map(|wanted| FieldError::new("not_needed", refused::undecided_need(&words::wanted(wanted))))
            .collect();
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }
}

fn view(draft: LearnerDraft) -> LearnerDraftView {
    LearnerDraftView {
        id: draft.id,
        version: draft.version,
        learner: draft.said.document(),
        needs_text: Some(draft.said.text(NEEDS_TEXT)).filter(|text| !text.is_empty()),
        still_missing: draft.said.missing(),
        created_at: draft.created_at,
        updated_at: draft.updated_at,
        said: draft.said,
    }
}

/// The drafts of the caller's provider, oldest first.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn list(app: &App, caller: &Caller, slice: &Slice) -> Result<Page<LearnerDraftView>, ServiceError> {
    let permit = authorise(caller, Action::ListLearnerDrafts)?;
    let page = app.read(&permit, |c| learner_drafts::list(c, &app.keys, &caller.organisation, slice))?;
    let ids: Vec<&str> = page.items.iter().map(|draft| draft.id.as_str()).collect();
    access::each_shown(app, &permit, caller, Action::ListLearnerDrafts, "learner", ids)?;
    page.try_map(|draft| Ok(view(draft)))
}

/// One draft.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's.
pub fn read(app: &App, caller: &Caller, id: &LearnerId) -> Result<LearnerDraftView, ServiceError> {
    let permit = authorise(caller, Action::ReadLearnerDraft)?;
    let draft = own(app, &permit, caller, id)?;
    access::shown(app, caller, Action::ReadLearnerDraft, "learner", id.as_str())?;
    Ok(view(draft))
}

/// Makes a learner of a draft, under the same identifier. The codes of the draft stay, unless the document has its own.
///
/// # Errors
/// [`ServiceError::Invalid`] with every fault, and each need that the text of the draft suggests and nobody has decided;
/// [`ServiceError::PreconditionFailed`] when the draft is not in version
/// `expected`.
pub fn finish(
    app: &App,
    caller: &Caller,
    id: &LearnerId,
    expected: i64,
    document: &FinishedDraft,
) -> Result<LearnerView, ServiceError> {
    let permit = authorise(caller, Action::FinishLearnerDraft)?;
    document.check(app.clock.today_in_london())?;
    let draft = own(app, &permit, caller, id)?;
    if draft.version != expected {
        return Err(ServiceError::PreconditionFailed);
    }
    document.decided(&draft.said.text(NEEDS_TEXT))?;
    let mut learner = document.learner.clone();
    if learner.codes == Codes::default() {
        let codes = draft.said.document().get("codes").cloned().unwrap_or_default();
        learner.codes = serde_json::from_value(codes).map_err(ServiceError::internal)?;
    }
    let now = app.clock.now();
    let stored = app.write(&permit, |c| {
        learner_drafts::remove(c, id, expected)?;
        let stored = StoredLearner::added(id.clone(), caller.organisation.clone(), learner.clone(), now);
        learners::add(c, app, caller, Action::FinishLearnerDraft, stored)
    })?;
    Ok(learners::view(stored, caller))
}

/// Takes a draft out, with all that was said.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when it is not in version `expected`.
pub fn remove(app: &App, caller: &Caller, id: &LearnerId, expected: i64) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::RemoveLearnerDraft)?;
    if own(app, &permit, caller, id)?.version != expected {
        return Err(ServiceError::PreconditionFailed);
    }
    app.write(&permit, |c| {
        learner_drafts::remove(c, id, expected)?;
        access::note(c, app, caller, Action::RemoveLearnerDraft, "learner", id.as_str())
    })
}

fn own(app: &App, permit: &Permit, caller: &Caller, id: &LearnerId) -> Result<LearnerDraft, ServiceError> {
    let draft = app.read(permit, |c| learner_drafts::get(c, &app.keys, id))?;
    if draft.provider == caller.organisation { Ok(draft) } else { Err(ServiceError::NotFound) }
}
