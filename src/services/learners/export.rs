//! Everything that is held of a learner, opened: for a request to see it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::access_log::{self, Access};
use crate::db::decisions::{self, Decision};
use crate::db::destinations::{self, StoredDestination};
use crate::db::disclosures::{self, Disclosure};
use crate::db::internship_reviews::{self, StoredReview};
use crate::db::lesson_decisions::{self, LessonDecision};
use crate::db::observations::{self, StoredObservation};
use crate::db::placements::{self, Filter, transitions};
use crate::db::reports::{self, StoredReport};
use crate::db::side_reports::{self, SideReport};
use crate::db::{Conn, Cursor, DbError, Page, Slice, ToldBy};
use crate::db::{agreements, assignments, briefings, deliveries, learners, letters, programmes};
use crate::domain::delivery::Edition;
use crate::domain::destination::Destination;
use crate::domain::ids::{ContactId, LearnerId, PlacementId, UserId};
use crate::domain::internship_review::InternshipReview;
use crate::domain::placement::{Placement, Transition};
use crate::domain::reader::Reader;
use crate::domain::report::{Report, ReportKind};
use crate::learning::{Lesson, LessonChoice, Observation, Teller};
use crate::services::agreements::AgreementView;
use crate::services::alert_view::{self, AlertView};
use crate::services::briefings::{BriefingView, CopyDeliveryView, DeliveryView};
use crate::services::letters::LetterView;
use crate::services::programmes::Plan;
use crate::services::{ServiceError, access, scope};

use super::family_messages::{FamilyMessageExport, family_messages};
use super::{LearnerView, view};
use crate::words::record;

/// Everything that is held of a learner.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LearnerExport {
    /// When it was put together.
    pub exported_at: DateTime<Utc>,
    /// The record.
    pub record: LearnerView,
    /// What the learner and the family agreed to.
    pub agreements: Vec<AgreementView>,
    /// Decisions about the learner.
    pub decisions: Vec<DecisionExport>,
    /// The placements.
    pub placements: Vec<PlacementExport>,
    /// Messages to all families that reached the learner's.
    pub family_messages: Vec<FamilyMessageExport>,
    /// Who was told what.
    pub disclosures: Vec<DisclosureExport>,
    /// Who looked at the record, the placements and the packs.
    pub looks: Vec<Look>,
}

/// A placement with all that belongs to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlacementExport {
    /// The placement.
    pub placement: Placement,
    /// Who did what to it.
    pub transitions: Vec<Transition>,
    /// Decisions about it.
    pub decisions: Vec<DecisionExport>,
    /// Its job coaches.
    pub coaches: Vec<UserId>,
    /// Every version of its programme, the newest first.
    pub programmes: Vec<ProgrammeExport>,
    /// Its packs.
    pub briefings: Vec<BriefingExport>,
    /// The copies for the learner, the family and the job coach.
    pub copies: Vec<CopyExport>,
    /// The letters about it, beside the packs.
    pub letters: Vec<LetterView>,
    /// What the employer, the learner and the family told of it.
    pub reports: Vec<ReportExport>,
    /// What was seen: which supports helped, which tasks were done.
    pub observations: Vec<ObservationExport>,
    /// Where the learner was found to be after it.
    pub destinations: Vec<DestinationExport>,
    /// Its reviews as a supported internship.
    pub internship_reviews: Vec<InternshipReviewExport>,
    /// What a person decided about what the placement suggested.
    pub lessons: Vec<LessonExport>,
    /// Alerts that the learner was not known to have arrived.
    pub alerts: Vec<AlertView>,
}

/// Where the learner was found to be after a placement.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DestinationExport {
    /// Where, and who said so.
    #[serde(flatten)]
    pub destination: Destination,
    /// Who entered it.
    pub made_by: UserId,
    /// When.
    pub made_at: DateTime<Utc>,
}

impl From<StoredDestination> for DestinationExport {
    fn from(stored: StoredDestination) -> Self {
        let StoredDestination { destination, made_by, created_at: made_at, .. } = stored;
        Self { destination, made_by, made_at }
    }
}

/// A review of a supported internship.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InternshipReviewExport {
    /// The review.
    #[serde(flatten)]
    pub review: InternshipReview,
    /// Who entered it.
    pub made_by: UserId,
    /// When.
    pub made_at: DateTime<Utc>,
}

impl From<StoredReview> for InternshipReviewExport {
    fn from(stored: StoredReview) -> Self {
        let StoredReview { review, made_by, created_at: made_at, .. } = stored;
        Self { review, made_by, made_at }
    }
}

/// What was told of a placement.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReportExport {
    /// What it is.
    pub kind: ReportKind,
    /// The day that it is about, of a tick.
    pub date: Option<NaiveDate>,
    /// Whether the employer told it or somebody of the provider, where it was one of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Teller>,
    /// When it was told.
    pub told_at: DateTime<Utc>,
    /// Who told it, where it was the learner or somebody of the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reader: Option<Reader>,
    /// What was told; of a worry only the safeguarding lead knows, and of a complaint whoever complained and the provider.
    pub report: Option<Report>,
}

impl From<StoredReport> for ReportExport {
    fn from(stored: StoredReport) -> Self {
        let kind = stored.report.kind();
        Self {
            kind,
            date: stored.date,
            by: Some(teller(&stored.by)),
            told_at: stored.updated_at,
            reader: None,
            report: Some(stored.report).filter(|_| kind != ReportKind::Worry),
        }
    }
}

impl From<SideReport> for ReportExport {
    fn from(stored: SideReport) -> Self {
        let kind = stored.report.kind();
        Self {
            kind,
            date: stored.date,
            by: None,
            told_at: stored.created_at,
            reader: Some(stored.reader),
            report: Some(stored.report).filter(|_| kind != ReportKind::Complaint),
        }
    }
}

/// What somebody saw of a placement.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ObservationExport {
    /// On which side they stand.
    pub by: Teller,
    /// When they told it.
    pub told_at: DateTime<Utc>,
    /// What they saw.
    pub observation: Observation,
}

impl From<StoredObservation> for ObservationExport {
    fn from(stored: StoredObservation) -> Self {
        let by = teller(&stored.by);
        Self { by, told_at: stored.created_at, observation: stored.observation }
    }
}

fn teller(by: &ToldBy) -> Teller {
    match by {
        ToldBy::Contact(_) => Teller::Employer,
        ToldBy::User(..) => Teller::Provider,
    }
}

/// A decision about what a placement suggested.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LessonExport {
    /// What was suggested.
    pub lesson: Lesson,
    /// What was decided.
    pub choice: LessonChoice,
    /// By whom.
    pub decided_by: UserId,
    /// When.
    pub decided_at: DateTime<Utc>,
}

impl From<LessonDecision> for LessonExport {
    fn from(stored: LessonDecision) -> Self {
        let LessonDecision { lesson, choice, by, at, .. } = stored;
        Self { lesson, choice, decided_by: by, decided_at: at }
    }
}

/// A decision that somebody took.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DecisionExport {
    /// A code of what was decided upon.
    pub kind: String,
    /// A code of how.
    pub outcome: String,
    /// By whom.
    pub decided_by: UserId,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// The reason.
    pub note: Option<String>,
}

/// A version of a programme.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProgrammeExport {
    /// The version.
    pub version: i64,
    /// When it was planned.
    pub created_at: DateTime<Utc>,
    /// The plan and what it stands on.
    #[schema(value_type = Object)]
    pub plan: Plan,
}

/// A pack with what was sent of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BriefingExport {
    /// The version.
    pub briefing: BriefingView,
    /// The letter byte for byte, files in base 64, and the model behind it.
    #[schema(value_type = Object)]
    pub content: Value,
    /// To whom it went.
    pub deliveries: Vec<DeliveryView>,
}

/// A copy with what was sent of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CopyExport {
    /// The version.
    pub briefing: BriefingView,
    /// The letter byte for byte, files in base 64, and the model behind it.
    #[schema(value_type = Object)]
    pub content: Value,
    /// To whom it went.
    pub deliveries: Vec<CopyDeliveryView>,
}

/// A receipt of what was told.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DisclosureExport {
    /// For which placement.
    pub placement: PlacementId,
    /// To which contact.
    pub contact: Option<ContactId>,
    /// To which reader of a copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reader: Option<Reader>,
    /// Who let it go.
    pub actor: UserId,
    /// For whom it was written.
    pub edition: Edition,
    /// Why.
    pub purpose: String,
    /// On which ground.
    pub basis: String,
    /// The names of the fields.
    pub fields: Vec<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// When the recipient must have let go of it.
    pub expires_at: Option<DateTime<Utc>>,
}

/// Somebody's look.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Look {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// For which organisation.
    pub organisation: String,
    /// What they did.
    pub action: String,
    /// To what kind of object.
    pub object_kind: String,
    /// To which.
    pub object_id: String,
    /// Why.
    pub purpose: String,
}

/// Everything that is held of a learner. The look is written first, so that the answer tells of
/// itself.
///
/// # Errors
/// [`ServiceError::NotFound`] when the learner is not the caller's.
pub fn export(app: &App, caller: &Caller, id: &LearnerId) -> Result<LearnerExport, ServiceError> {
    let permit = authorise(caller, Action::ExportLearner)?;
    app.write(&permit, |c| {
        scope::see_learner(c, caller, id)?;
        let object = ("learner", id.as_str());
        access::note_why(c, app, caller, Action::ExportLearner, object, "subject_access", None)
    })?;
    app.read(&permit, |c| gather(c, app, caller, id))
}

/// As [`export`], as a page that a parent can read.
///
/// # Errors
/// As for [`export`].
pub fn export_page(app: &App, caller: &Caller, id: &LearnerId) -> Result<String, ServiceError> {
    page_of(&export(app, caller, id)?)
}

/// An export as a page that a parent can read.
///
/// # Errors
/// [`ServiceError::Internal`] when it cannot be written as JSON.
pub fn page_of(held: &LearnerExport) -> Result<String, ServiceError> {
    let name = held.record.learner.identity.first_name().to_string();
    let held = serde_json::to_value(held).map_err(ServiceError::internal)?;
    Ok(record::page(&held, &name))
}

fn gather(c: &mut Conn, app: &App, caller: &Caller, id: &LearnerId) -> Result<LearnerExport, ServiceError> {
    let keys = &app.keys;
    let filter = Filter { learner: Some(id), ..Filter::default() };
    let mut placements = Vec::new();
    for placement in every(|slice| placements::list(c, filter, slice))? {
        placements.push(one_placement(c, app, placement)?);
    }
    let mut seen = looks(c, app, "learner", id.as_str())?;
    for one in &placements {
        seen.extend(looks(c, app, "placement", one.placement.id.as_str())?);
        let copies = one.copies.iter().map(|copy| &copy.briefing);
        for version in one.briefings.iter().map(|pack| &pack.briefing).chain(copies) {
            seen.extend(looks(c, app, "briefing", version.id.as_str())?);
        }
    }
    seen.sort_by_key(|look| look.at);
    let agreed = agreements::of_learner(c, keys, id)?;
    let told = disclosures::of_learner(c, id)?;
    let decided = decisions::about(c, keys, "learner", id.as_str())?;
    Ok(LearnerExport {
        exported_at: app.clock.now(),
        record: view(learners::get(c, keys, id)?, caller),
        agreements: agreed.into_iter().map(AgreementView::from).collect(),
        decisions: decided.into_iter().map(decision).collect(),
        placements,
        family_messages: family_messages(c, app, id)?,
        disclosures: told.into_iter().map(disclosure).collect(),
        looks: seen,
    })
}

fn one_placement(c: &mut Conn, app: &App, placement: Placement) -> Result<PlacementExport, ServiceError> {
    let (keys, id) = (&app.keys, placement.id.clone());
    let newest = programmes::newest::<Plan>(c, keys, &id)?.map_or(0, |newest| newest.version);
    let mut versions = Vec::new();
    for version in (1..=newest).rev() {
        let stored = programmes::get::<Plan>(c, keys, &id, version)?;
        versions.push(ProgrammeExport { version, created_at: stored.created_at, plan: stored.programme });
    }
    let (mut packs, mut copies) = (Vec::new(), Vec::new());
    for briefing in briefings::of_placement(c, &id)? {
        let content = briefings::artefacts(c, keys, &briefing.id)?;
        let sent = deliveries::of_briefing(c, keys, &briefing.id)?;
        if briefing.edition == Edition::Employer {
            let deliveries = sent.into_iter().filter_map(DeliveryView::of).collect();
            packs.push(BriefingExport { briefing: briefing.into(), content, deliveries });
        } else {
            let deliveries = sent.into_iter().map(CopyDeliveryView::from).collect();
            copies.push(CopyExport { briefing: briefing.into(), content, deliveries });
        }
    }
    let decided = decisions::about(c, keys, "placement", id.as_str())?;
    Ok(PlacementExport {
        transitions: transitions::of_placement(c, keys, &id)?,
        decisions: decided.into_iter().map(decision).collect(),
        coaches: assignments::coaches_of(c, &id)?,
        programmes: versions,
        briefings: packs,
        copies,
        reports: {
            let told = reports::of_placement(c, keys, &placement.id)?.into_iter().map(ReportExport::from);
            let side =
                side_reports::of_placement(c, keys, &placement.id)?.into_iter().map(ReportExport::from);
            told.chain(side).collect()
        },
        observations: observations::of_placement(c, keys, &id)?.into_iter().map(Into::into).collect(),
        destinations: destinations::of_placement(c, keys, &id)?.into_iter().map(Into::into).collect(),
        internship_reviews: internship_reviews::of_placement(c, keys, &id)?
            .into_iter()
            .map(Into::into)
            .collect(),
        lessons: lesson_decisions::of_placement(c, keys, &id)?.into_iter().map(Into::into).collect(),
        alerts: alert_view::of_placement(c, app, &id)?,
        letters: letters::of_placement(c, keys, &id)?.into_iter().map(LetterView::from).collect(),
        placement,
    })
}

fn looks(c: &mut Conn, app: &App, kind: &str, id: &str) -> Result<Vec<Look>, ServiceError> {
    let all = every(|slice| access_log::of_object(c, &app.keys, kind, id, slice))?;
    Ok(all.into_iter().map(look).collect())
}

/// Every page of a list, as one.
fn every<T>(mut page: impl FnMut(&Slice) -> Result<Page<T>, DbError>) -> Result<Vec<T>, DbError> {
    let (mut all, mut after): (Vec<T>, Option<Cursor>) = (Vec::new(), None);
    loop {
        let next = page(&Slice { after: after.take(), limit: 200 })?;
        all.extend(next.items);
        after = next.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

fn decision(one: Decision) -> DecisionExport {
    let Decision { kind, outcome, decided_by, decided_at, note, .. } = one;
    DecisionExport { kind, outcome, decided_by, decided_at, note }
}

fn disclosure(one: Disclosure) -> DisclosureExport {
    let Disclosure { placement, contact, reader, actor, edition, purpose, basis, .. } = one;
    let Disclosure { fields, at, expires_at, .. } = one;
    DisclosureExport { placement, contact, reader, actor, edition, purpose, basis, fields, at, expires_at }
}

fn look(one: Access) -> Look {
    let Access { at, actor_id, organisation_id, action, object_kind, object_id, purpose, .. } = one;
    Look { at, actor: actor_id, organisation: organisation_id, action, object_kind, object_id, purpose }
}
