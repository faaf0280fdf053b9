//! A cohort as the caller may see it: a hub reads the answer, a provider the part of its own learners.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::model::{Got, Inputs, Link, Part, WhyNot, criteria, digest};
use super::request::{Asking, CohortPair};
use crate::db::cohort_learners::CohortLearner;
use crate::db::cohorts::StoredCohort;
use crate::domain::cohort::{CohortChoice, CohortObjective, CohortStanding, CohortState, CohortVerdict};
use crate::domain::ids::{CohortId, LearnerId, OfferId, OrganisationId, PlacementId, WindowId};
use crate::domain::text::Line;
use crate::services::ServiceError;
use crate::suitability::Outcome;
use crate::words;
use crate::words::label::Label;

use super::kept::Kept;

/// A count below this says too much about somebody, where nobody agreed to be seen.
pub(super) const FEWEST_SHOWN: i64 = 6;

/// A cohort.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CohortView {
    /// Its identifier.
    pub id: CohortId,
    /// Rises with each change; the ETag.
    pub version: i64,
    /// What it is called.
    pub name: Line,
    /// How far it has come.
    pub state: CohortState,
    /// How many learners the present stage has done, of `learners`.
    pub done: i32,
    /// How many learners take part; for a provider, of its own.
    pub learners: i32,
    /// How many other learners of the hub's providers did not agree that the hub sees their matches and so take no
    /// part; absent below 6, and for providers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_agreed: Option<i64>,
    /// The date on which every placement starts; absent when each starts as early as possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveDate>,
    /// What is made best.
    pub objective: CohortObjective,
    /// What counts, the first first: how many are placed, the lowest value, the bands, the squares, the total.
    pub criteria: Vec<&'static str>,
    /// Why there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<CohortProblem>,
    /// The answer, for the hub, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<CohortAnswer>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
}

/// Why there is no answer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CohortProblem {
    /// A stable code.
    pub code: String,
    /// The same in words.
    pub words: String,
    /// The pins of offers that do not suit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pins: Vec<CohortPair>,
}

/// The answer as a whole.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CohortAnswer {
    /// Learners placed.
    pub placed: u64,
    /// Learners who were to be placed: neither kept where they are nor gone.
    pub of: u64,
    /// The lowest value of a placed learner who is not pinned.
    pub lowest: Option<u16>,
    /// The sum of the values.
    pub total: u64,
    /// Placed learners by band of 100 points, the lowest first.
    pub bands: Vec<u64>,
    /// Placed learners by how many of their own options have a higher value: first choices first.
    pub choices: Vec<u64>,
    /// The proof.
    pub proof: CohortProof,
    /// Learners who depend on too few seats.
    pub shortages: Vec<CohortShortage>,
    /// Every window of an offer that suits somebody.
    pub offers: Vec<CohortOffer>,
    /// Where one more seat would bring most: offers like these are worth asking for next.
    pub recruit_next: Vec<RecruitNext>,
}

/// What shows that the answer is the best.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CohortProof {
    /// Whether the certificate was checked when the answer was kept, and holds.
    pub holds: bool,
    /// Whether nothing better keeps everybody apart who is to be kept apart.
    pub apart: bool,
    /// The most learners that any answer could place.
    pub at_most: u64,
    /// SHA-256 of what was solved.
    pub inputs: String,
    /// SHA-256 of the answer.
    pub answer: String,
    /// Names the offers as they stood.
    pub snapshot: u64,
    /// Names the weights that scored.
    pub weights_version: u32,
}

/// Learners who depend on too few seats.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CohortShortage {
    /// By their numbers in the cohort.
    pub learners: Vec<u32>,
    /// Every offer that suits any of them.
    pub offers: Vec<OfferId>,
    /// The pools of job coaches that are full whichever of their offers is used.
    pub pools: Vec<String>,
    /// How many seats these offers have.
    pub seats: u64,
    /// How many of the learners must go without.
    pub lacking: u64,
    /// The same in words.
    pub words: String,
}

/// One window of an offer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CohortOffer {
    /// Which offer.
    pub offer: OfferId,
    /// Which window of it.
    pub window: WindowId,
    /// What it is called.
    pub title: String,
    /// Whose it is.
    pub employer: OrganisationId,
    /// The employer's name.
    pub employer_name: String,
    /// Seats of which nobody has been told.
    pub seats: u32,
    /// How many of them the answer takes.
    pub taken: u32,
    /// How many of the learners who were to be placed it suits.
    pub suits: usize,
    /// How many more learners one more seat would place: 0 or 1.
    pub one_more_placed: i64,
    /// By how much the total would rise with one more seat; absent where points are not counted.
    pub one_more_points: Option<i64>,
    /// The same in words.
    pub words: String,
}

/// An offer of which one more seat would bring most.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecruitNext {
    /// An offer like this.
    pub like: OfferId,
    /// What it is called.
    pub title: String,
    /// The first part of its postcode.
    pub area: String,
    /// Its occupation, by SOC code.
    pub soc: String,
    /// How many more learners one more seat would place.
    pub placed: i64,
    /// By how much the total would rise.
    pub points: Option<i64>,
}

/// How many offers are named as worth asking for.
const RECRUITS: usize = 10;

impl CohortView {
    /// For the hub, with the answer once there is one; for a provider without.
    ///
    /// # Errors
    /// [`ServiceError::Internal`] when the answer cannot be written as JSON.
    pub(super) fn of(
        stored: StoredCohort,
        asking: &Asking,
        for_hub: bool,
        kept: Option<&Kept>,
    ) -> Result<Self, ServiceError> {
        let problem = stored.problem.map(|code| CohortProblem {
            words: words::cohort::problem(&code).to_owned(),
            code,
            pins: Vec::new(),
        });
        Ok(Self {
            id: stored.id,
            version: stored.version,
            name: asking.name.clone(),
            state: stored.state,
            done: stored.done,
            learners: stored.learners,
            not_agreed: Some(asking.not_agreed).filter(|count| for_hub && *count >= FEWEST_SHOWN),
            start: asking.start,
            objective: asking.objective,
            criteria: criteria(asking.objective),
            problem,
            answer: kept.filter(|_| for_hub).map(|kept| CohortAnswer::of(kept, asking)).transpose()?,
            created_at: stored.created_at,
        })
    }
}

impl CohortView {
    /// With the pins that stand in the way.
    pub(super) fn naming(self, pins: Vec<CohortPair>) -> Self {
        Self { problem: self.problem.map(|problem| CohortProblem { pins, ..problem }), ..self }
    }
}

impl CohortAnswer {
    fn of(Kept { inputs, answer }: &Kept, asking: &Asking) -> Result<Self, ServiceError> {
        let taken = answer.taken(inputs);
        let offers: Vec<CohortOffer> = inputs
            .slots
            .iter()
            .zip(taken)
            .zip(inputs.suited())
            .zip(&answer.gains)
            .map(|(((slot, taken), suits), (placed, points))| CohortOffer {
                offer: slot.offer.clone(),
                window: slot.window.clone(),
                title: slot.title.clone(),
                employer: slot.employer.clone(),
                employer_name: slot.employer_name.clone(),
                seats: slot.seats,
                taken,
                suits,
                one_more_placed: *placed,
                one_more_points: *points,
                words: words::allocation::gain(crate::allocation::Gain { placed: *placed, total: *points }),
            })
            .collect();
        let mut next: Vec<RecruitNext> = inputs
            .slots
            .iter()
            .zip(&answer.gains)
            .filter(|(_, (placed, points))| *placed > 0 || points.is_some_and(|points| points > 0))
            .map(|(slot, (placed, points))| RecruitNext {
                like: slot.offer.clone(),
                title: slot.title.clone(),
                area: slot.area.clone(),
                soc: slot.soc.clone(),
                placed: *placed,
                points: *points,
            })
            .collect();
        next.sort_by(|a, b| {
            (b.placed, b.points).cmp(&(a.placed, a.points)).then_with(|| a.like.cmp(&b.like))
        });
        next.truncate(RECRUITS);
        Ok(Self {
            placed: answer.placed,
            of: inputs.learners.len() as u64,
            lowest: answer.lowest,
            total: answer.total,
            bands: answer.bands.clone(),
            choices: answer.choices.clone(),
            proof: CohortProof {
                holds: answer.proved,
                apart: answer.apart_proved,
                at_most: answer.at_most,
                inputs: digest(inputs)?,
                answer: digest(answer)?,
                snapshot: inputs.snapshot,
                weights_version: inputs.weights,
            },
            shortages: answer.shortages.iter().map(|one| shortage(inputs, asking, one)).collect(),
            offers,
            recruit_next: next,
        })
    }
}

fn shortage(inputs: &Inputs, asking: &Asking, one: &super::model::Shortage) -> CohortShortage {
    let slots = one.slots.iter().filter_map(|slot| inputs.slots.get(*slot as usize));
    let mut offers: Vec<OfferId> = slots.map(|slot| slot.offer.clone()).collect();
    offers.dedup();
    let pools = one.pools.iter().filter_map(|pool| asking.pools.get(*pool as usize));
    CohortShortage {
        learners: one.learners.clone(),
        offers,
        pools: pools.map(|pool| pool.name.to_string()).collect(),
        seats: one.seats,
        lacking: one.lacking,
        words: words::cohort::shortage(one.learners.len() as u64, one.seats, one.lacking),
    }
}

/// A learner's part of a cohort.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CohortPart {
    /// Who.
    pub learner: LearnerId,
    /// Whose learner.
    pub provider: OrganisationId,
    /// By which number others in the cohort know the learner.
    pub number: i32,
    /// How the learner stands; absent before the answer is explained.
    pub standing: Option<CohortStanding>,
    /// The same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// How many offers suit.
    pub options: u32,
    /// What the learner got, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub got: Option<CohortPlace>,
    /// The learner's best offer where they did not get it, and why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<CohortWhyNot>,
    /// The single changes that would open an offer, for a learner without a placement.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub would_open: Vec<CohortOpening>,
    /// What a person decided last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<CohortChoice>,
    /// The offer that was decided on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_offer: Option<OfferId>,
    /// The placement that is kept, or that was proposed from the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placement: Option<PlacementId>,
}

/// A place that a learner got.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CohortPlace {
    /// Which offer.
    pub offer: OfferId,
    /// Which window of it.
    pub window: WindowId,
    /// What it is called.
    pub title: String,
    /// Whose it is.
    pub employer: OrganisationId,
    /// The employer's name.
    pub employer_name: String,
    /// The first day.
    pub start: NaiveDate,
    /// The last day.
    pub last_day: NaiveDate,
    /// The score, of 1000.
    pub score: u16,
    /// What counts in the cohort: the score less what changes and questions take off, and never below 0.
    pub value: u16,
    /// How it suits.
    pub outcome: Outcome,
    /// What speaks for it.
    pub reasons: Vec<String>,
    /// What to find out.
    pub questions: Vec<String>,
    /// What would make it suit.
    pub changes: Vec<String>,
    /// Whether the offer or the learner's record had changed by the time that the words were written.
    pub changed_since: bool,
}

/// Why a learner did not get an offer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CohortWhyNot {
    /// Which offer.
    pub offer: OfferId,
    /// What it is called.
    pub title: String,
    /// The employer's name.
    pub employer_name: String,
    /// Its value for the learner; absent when it does not suit.
    pub value: Option<u16>,
    /// What giving it would come to.
    pub verdict: CohortVerdict,
    /// The same in words.
    pub words: String,
    /// Points that the others would lose in all; below 0 when they would gain.
    pub cost_to_others: i64,
    /// Who would have to move: the learner first, then whoever is displaced, each by number.
    pub chain: Vec<CohortMove>,
}

/// A learner who moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CohortMove {
    /// The learner's number in the cohort.
    pub number: u32,
    /// The title of the offer they leave.
    pub from: Option<String>,
    /// The title of the offer they come to.
    pub to: Option<String>,
    /// How much their value changes; without a placement it is 0.
    pub change: i64,
}

/// A change that would open an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CohortOpening {
    /// Which offer.
    pub offer: OfferId,
    /// What it is called.
    pub title: String,
    /// The employer's name.
    pub employer_name: String,
    /// Who would make the change.
    pub owner: String,
    /// What would change.
    pub words: String,
}

impl CohortPart {
    pub(super) fn of(one: CohortLearner, part: Option<Part>, inputs: Option<&Inputs>) -> Self {
        let mut view = Self {
            learner: one.learner,
            provider: one.provider,
            number: one.number,
            standing: None,
            words: None,
            options: 0,
            got: None,
            why_not: None,
            would_open: Vec::new(),
            decision: one.decision,
            decided_offer: one.offer,
            placement: one.placement,
        };
        let (Some(part), Some(inputs)) = (part, inputs) else { return view };
        view.standing = Some(part.standing);
        view.words = Some(part.standing.label().to_owned());
        view.options = part.options;
        view.got = part.got.and_then(|got| place(inputs, got));
        view.why_not = part.why_not.and_then(|why| why_not(inputs, why));
        view.would_open = part.asks.into_iter().map(opening).collect();
        view.placement = view.placement.or(part.kept);
        view
    }
}

fn place(inputs: &Inputs, got: Got) -> Option<CohortPlace> {
    let slot = inputs.slots.get(got.slot as usize)?.clone();
    Some(CohortPlace {
        offer: slot.offer,
        window: slot.window,
        title: slot.title,
        employer: slot.employer,
        employer_name: slot.employer_name,
        start: got.start,
        last_day: got.last_day,
        score: got.score,
        value: got.value,
        outcome: got.outcome,
        reasons: got.reasons,
        questions: got.questions,
        changes: got.changes,
        changed_since: got.changed_since,
    })
}

pub(super) fn why_not(inputs: &Inputs, why: WhyNot) -> Option<CohortWhyNot> {
    let slot = inputs.slots.get(why.slot as usize)?;
    Some(CohortWhyNot {
        offer: slot.offer.clone(),
        title: slot.title.clone(),
        employer_name: slot.employer_name.clone(),
        value: why.value,
        verdict: why.verdict,
        words: why.words,
        cost_to_others: why.cost_to_others,
        chain: why.chain.iter().map(|link| moved(inputs, link)).collect(),
    })
}

pub(super) fn moved(inputs: &Inputs, link: &Link) -> CohortMove {
    let title = |slot: Option<u32>| Some(inputs.slots.get(slot? as usize)?.title.clone());
    CohortMove { number: link.learner, from: title(link.from), to: title(link.to), change: link.change }
}

fn opening(ask: super::model::Ask) -> CohortOpening {
    let super::model::Ask { offer, title, employer_name, owner, words, .. } = ask;
    CohortOpening { offer, title, employer_name, owner, words }
}
