//! What stands between a learner and the offers, and what it would take.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{RankingFacts, ground, streets};
use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::domain::ids::{LearnerId, OfferId, OrganisationId};
use crate::domain::offer::{Offer, OfferFacts};
use crate::ranking::barriers::lifts;
use crate::ranking::survey::Unlock;
use crate::ranking::{Barrier, Cursor, Query, Snapshot, Way, assess_offer, rank, survey, ways};
use crate::services::ServiceError;
use crate::suitability::{Blocker, Change, Outcome, Question};
use crate::travel::AlongStreets;
use crate::words::label::Label;
use crate::words::suitability as say;

/// How many unlocks are told.
const MOST_UNLOCKS: usize = 50;

/// How many of the offers that an unlock opens are named.
const MOST_NAMED: usize = 5;

/// What stands between a learner and one offer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatchBarriers {
    /// Which offer.
    pub offer: OfferId,
    /// In which version.
    pub offer_version: i64,
    /// What it is called.
    pub title: String,
    /// Whose offer.
    pub employer: OrganisationId,
    /// The employer's name.
    pub employer_name: String,
    /// What it comes to as it stands.
    pub outcome: Outcome,
    /// Everything that stands in the way; empty where it suits.
    pub failing: Vec<FailingView>,
    /// The ways in which it would suit, the smallest first; empty where something stands in the way that nobody can change.
    pub ways: Vec<ChangeSetView>,
    /// Names the weights that scored.
    pub weights_version: u32,
    /// Names the offers as they stood.
    pub offers_version: String,
}

/// One thing that stands in the way.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FailingView {
    /// Its kind.
    pub barrier: Barrier,
    /// What it is.
    pub blocker: Blocker,
    /// The same in words.
    pub words: String,
    /// Whether somebody could change it.
    pub adjustable: bool,
}

/// A set of changes and answers with which an offer suits.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChangeSetView {
    /// What has to change.
    pub changes: Vec<Change>,
    /// What has to be answered well.
    pub questions: Vec<Question>,
    /// Changes and questions in words, in their order.
    pub words: Vec<String>,
    /// What the changes usually cost together, whole pounds.
    pub cost_pounds: u32,
    /// The score then.
    pub score: u16,
    /// The value then.
    pub value: i32,
    /// Its place among the learner's matches then, by value; 1 is the best.
    pub place: usize,
}

/// Every offer counted once, and what would open more of them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatchUnlocks {
    /// All offers.
    pub offers: u32,
    /// Those that suit, whatever is still to be changed or answered.
    pub suit: u32,
    /// Those that fail one kind of constraint and no other. Where no dates fit, the journey, the work and the rules that turn on dates are not judged: such an offer may fail those as well.
    pub fail_only: Vec<FailOnly>,
    /// Those that fail several.
    pub fail_several: u32,
    /// The sets of changes and answers that open offers, the smallest first, then what opens most; at most 50.
    pub unlocks: Vec<UnlockView>,
    /// Names the weights that scored.
    pub weights_version: u32,
    /// Names the offers as they stood.
    pub offers_version: String,
}

/// How many offers fail one kind of constraint only.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FailOnly {
    /// Which kind.
    pub barrier: Barrier,
    /// The same in words.
    pub words: String,
    /// How many offers.
    pub offers: u32,
}

/// A set of changes and answers, with what it opens.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnlockView {
    /// What has to change.
    pub changes: Vec<Change>,
    /// What has to be answered well.
    pub questions: Vec<Question>,
    /// Changes and questions in words, in their order.
    pub words: Vec<String>,
    /// What the changes usually cost together at one offer, whole pounds.
    pub cost_pounds: u32,
    /// The employer who has to act or answer; absent where no employer does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer: Option<OrganisationId>,
    /// The employer's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer_name: Option<String>,
    /// How many offers suit then.
    pub opens: usize,
    /// The best of them, at most five.
    pub best: Vec<OpenedView>,
}

/// An offer that would suit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OpenedView {
    /// Which.
    pub offer: OfferId,
    /// What it is called.
    pub title: String,
    /// The score then.
    pub score: u16,
    /// The value then.
    pub value: i32,
}

/// Why one offer does not suit a learner, and the smallest sets of changes with which it would.
///
/// # Errors
/// [`ServiceError::NotFound`] when the learner is not the caller's or the offer not open to it;
/// [`ServiceError::Busy`] when too many are asking.
pub fn explain(
    app: &App,
    caller: &Caller,
    learner: &LearnerId,
    offer: &OfferId,
    start: Option<NaiveDate>,
) -> Result<MatchBarriers, ServiceError> {
    let permit = authorise(caller, Action::ExplainMatch)?;
    let RankingFacts { learner, snapshot, weights, model } =
        ground(app, &permit, caller, learner, Action::ExplainMatch, |facts| facts)?;
    let facts = snapshot.get(offer).ok_or(ServiceError::NotFound)?;
    let query = Query { start, ..Query::from(app.clock.today_in_london(), usize::MAX - 1) };
    let walks = streets::to(app, &learner, std::iter::once(facts));
    let model = AlongStreets::new(model.as_ref(), &walks);
    app.rankings
        .take(|| {
            let one = assess_offer(facts, &learner, &model, &weights, &query);
            let ways = ways(&one, facts, &learner, &model, &weights, &query);
            let place = |way: &Way| Cursor { group: 0, points: way.value, offer: facts.id.clone() };
            let before = ways.iter().map(place).max();
            let ranked = before.map(|before| {
                let query = Query { before: Some(before), ..query.clone() };
                rank(&snapshot, &learner, &model, &weights, &query).matches
            });
            let others: Vec<Cursor> = (ranked.iter().flatten())
                .filter(|other| other.offer != facts.id)
                .map(|other| other.place(query.sort))
                .collect();
            let ways = ways.into_iter().map(|way| {
                let place = place(&way);
                ChangeSetView {
                    words: words(&way.changes, &way.questions, &facts.offer),
                    cost_pounds: way.pounds(),
                    score: way.score,
                    value: way.value,
                    place: 1 + others.iter().filter(|other| **other < place).count(),
                    changes: way.changes,
                    questions: way.questions,
                }
            });
            let failing = one.assessment.blockers.iter().map(|blocker| FailingView {
                barrier: Barrier::of(blocker),
                words: say::blocker(blocker, say::Audience::Professional),
                adjustable: !lifts(blocker, one.journey.as_ref()).is_empty(),
                blocker: blocker.clone(),
            });
            MatchBarriers {
                offer: facts.id.clone(),
                offer_version: facts.version,
                title: facts.offer.title.to_string(),
                employer: facts.employer.clone(),
                employer_name: facts.employer_name.to_string(),
                outcome: one.assessment.outcome,
                failing: failing.collect(),
                ways: ways.collect(),
                weights_version: weights.version,
                offers_version: offers_version(&snapshot),
            }
        })
        .ok_or(ServiceError::Busy)
}

/// What every offer fails for a learner, and which changes and answers would open most.
///
/// # Errors
/// As [`explain`].
pub fn unlocks(
    app: &App,
    caller: &Caller,
    learner: &LearnerId,
    start: Option<NaiveDate>,
) -> Result<MatchUnlocks, ServiceError> {
    let permit = authorise(caller, Action::ListUnlocks)?;
    let RankingFacts { learner, snapshot, weights, model } =
        ground(app, &permit, caller, learner, Action::ListUnlocks, |facts| facts)?;
    let query = Query { start, ..Query::from(app.clock.today_in_london(), usize::MAX - 1) };
    let found = app.rankings.take(|| survey(&snapshot, &learner, model.as_ref(), &weights, &query));
    let found = found.ok_or(ServiceError::Busy)?;
    let fail_only = found.fail_only.iter().map(|(barrier, offers)| FailOnly {
        barrier: *barrier,
        words: barrier.label().to_owned(),
        offers: *offers,
    });
    Ok(MatchUnlocks {
        offers: found.offers,
        suit: found.suit,
        fail_only: fail_only.collect(),
        fail_several: found.fail_several,
        unlocks: found
            .unlocks
            .iter()
            .take(MOST_UNLOCKS)
            .filter_map(|unlock| unlock_view(unlock, &snapshot))
            .collect(),
        weights_version: weights.version,
        offers_version: offers_version(&snapshot),
    })
}

fn unlock_view(unlock: &Unlock, snapshot: &Snapshot) -> Option<UnlockView> {
    let first: &OfferFacts = snapshot.get(&unlock.opens.first()?.offer)?;
    let best = unlock.opens.iter().take(MOST_NAMED).filter_map(|opened| {
        Some(OpenedView {
            offer: opened.offer.clone(),
            title: snapshot.get(&opened.offer)?.offer.title.to_string(),
            score: opened.score,
            value: opened.value,
        })
    });
    Some(UnlockView {
        words: words(&unlock.changes, &unlock.questions, &first.offer),
        cost_pounds: unlock.changes.iter().map(|change| u32::from(change.cost_pounds)).sum(),
        employer_name: unlock.employer.as_ref().map(|_| first.employer_name.to_string()),
        employer: unlock.employer.clone(),
        opens: unlock.opens.len(),
        best: best.collect(),
        changes: unlock.changes.clone(),
        questions: unlock.questions.clone(),
    })
}

fn words(changes: &[Change], questions: &[Question], offer: &Offer) -> Vec<String> {
    let changes = changes.iter().map(|one| say::change(one, offer));
    changes.chain(questions.iter().map(|one| say::question(one, offer))).collect()
}

/// Names the offers as they stood: the same for the same offers in the same versions.
pub(super) fn offers_version(snapshot: &Snapshot) -> String {
    format!("{:016x}", snapshot.version())
}
