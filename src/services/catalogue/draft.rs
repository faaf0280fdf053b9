//! Drafting an offer from an occupation: nothing is stored, and nothing is said that the workplace has to say.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::domain::catalogue::{
    Answerer, Draft, DraftOffer, DraftQuestion, DraftTopic, Occupation, SiteBasics, TypicalHazard,
};
use crate::domain::check::{Faults, FieldError, within};
use crate::domain::exposure::Exposure;
use crate::domain::ids::{OrganisationId, Slug};
use crate::domain::offer::{Offer, OfferState};
use crate::domain::opening::StillMissing;
use crate::domain::role::Role;
use crate::reading::explain;
use crate::services::{ServiceError, scope};
use crate::words;
use crate::words::refused;

/// The field of the answer that holds the drafted offer.
const DOCUMENT: &str = "offer";

/// The most tasks that an entry of the catalogue holds.
const MOST_TASKS: usize = 12;

/// What an offer is drafted from.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDraft {
    /// Whose offer; an employer leaves it out.
    #[serde(default)]
    pub employer: Option<OrganisationId>,
    /// The occupation of the catalogue.
    pub occupation: Slug,
    /// The tasks of the occupation that are done at the workplace.
    #[schema(min_items = 1, max_items = 12)]
    pub tasks: Vec<Slug>,
    /// Where the workplace is, if that is known.
    #[serde(default)]
    pub site: Option<SiteBasics>,
}

/// A question that the draft leaves open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenQuestion {
    /// What is asked.
    pub code: DraftTopic,
    /// The question, for somebody at the workplace.
    pub question: String,
    /// The fields of the offer that the answer fills or confirms.
    pub fields: Vec<String>,
    /// Who can answer, best first.
    pub answered_by: Vec<Answerer>,
    /// Whether the offer is not complete without the answer.
    pub needed: bool,
    /// Whether the draft holds something typical in the fields, which the answer confirms, changes or strikes out.
    pub typical: bool,
    /// The hazards that typically come with the task. They are not in the draft until they are confirmed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proposed_hazards: Vec<TypicalHazard>,
    /// What the task typically exposes a person to. It is not in the draft until it is confirmed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proposed_exposures: Vec<Exposure>,
}

/// An offer drafted from the catalogue. It is not stored.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DraftView {
    /// Whose offer.
    pub employer: OrganisationId,
    /// Where it stands: always `draft`.
    pub state: OfferState,
    /// What it offers so far.
    pub offer: DraftOffer,
    /// What is open, the questions that matter most first.
    pub questions: Vec<OpenQuestion>,
    /// What `POST /offers` cannot do without and the draft does not say.
    pub still_missing: Vec<StillMissing>,
}

/// Drafts an offer from an occupation and some of its tasks.
///
/// # Errors
/// [`ServiceError::Invalid`] for an occupation or tasks that the catalogue does not have; [`ServiceError::NotFound`] for
/// an employer out of view.
pub fn draft(app: &App, caller: &Caller, new: &NewDraft) -> Result<DraftView, ServiceError> {
    let permit = authorise(caller, Action::DraftOffer)?;
    let employer = match (caller.role, &new.employer) {
        (Role::Employer, None) => caller.organisation.clone(),
        (_, Some(employer)) => employer.clone(),
        (_, None) => return Err(ServiceError::invalid("employer", refused::EMPLOYER_WANTED)),
    };
    let Some(occupation) = app.catalogue.get(&new.occupation) else {
        return Err(ServiceError::invalid("occupation", refused::OCCUPATION));
    };
    check(occupation, new)?;
    app.read(&permit, |c| scope::see_employer(c, app, caller, &employer))?;
    let Draft { offer, questions } = occupation.draft(&new.tasks, new.site.as_ref());
    let document = serde_json::to_value(&offer).map_err(ServiceError::internal)?;
    let lacking = explain::<Offer>(document, app.clock.today_in_london()).faults;
    let still_missing = within(DOCUMENT, lacking).into_iter().map(missing).collect();
    let questions = questions.iter().map(|question| open(question, &offer)).collect();
    Ok(DraftView { employer, state: OfferState::Draft, offer, questions, still_missing })
}

fn check(occupation: &Occupation, new: &NewDraft) -> Result<(), Vec<FieldError>> {
    // So many are refused unread: each is held against all before it.
    if !(1..=MOST_TASKS).contains(&new.tasks.len()) {
        return Err(vec![FieldError::new("tasks", format!("must hold 1 to {MOST_TASKS} items"))]);
    }
    let mut faults = Faults::default();
    for (at, task) in new.tasks.iter().enumerate() {
        let field = format!("tasks[{at}]");
        faults.require(occupation.task(task).is_some(), &field, refused::TASK_OF_OCCUPATION);
        let fresh = new.tasks.iter().take(at).all(|earlier| earlier != task);
        faults.require(fresh, field, "must not repeat an earlier one");
    }
    if let Some(site) = &new.site {
        faults.require((1..=5).contains(&site.address.len()), "site.address", "must hold 1 to 5 items");
    }
    faults.finish()
}

fn missing(fault: FieldError) -> StillMissing {
    StillMissing { field: fault.field, reason: fault.reason, blocks_opening: true }
}

fn open(question: &DraftQuestion<'_>, offer: &DraftOffer) -> OpenQuestion {
    OpenQuestion {
        code: question.topic,
        question: words::catalogue::question(question, offer),
        fields: question.fields().iter().map(|field| format!("{DOCUMENT}.{field}")).collect(),
        answered_by: question.topic.answered_by().to_vec(),
        needed: question.topic.is_needed(),
        typical: question.topic.is_typical(),
        proposed_hazards: question.hazards().to_vec(),
        proposed_exposures: question.exposures().iter().collect(),
    }
}
