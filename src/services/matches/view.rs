//! A match as it is shown: the codes, and the same in sentences.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::journey::JourneyView;
use super::only::MatchFacets;
use super::travel::TravelView;
use super::unlocks::offers_version;
use crate::domain::ids::{OfferId, OrganisationId, WindowId};
use crate::domain::learner::Profile;
use crate::domain::offer::OfferFacts;
use crate::ranking::{Cursor, Funnel, Match, MatchSort, Query, Ranked, Snapshot};
use crate::suitability::{Assessment, FamilyBand};
use crate::words;
use crate::words::label::Label;

/// A match in sentences, each list in the order of the codes that it tells.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatchWords {
    /// What it comes to.
    pub outcome: String,
    /// Each contribution to the score.
    pub contributions: Vec<String>,
    /// What is taken off the score.
    pub deductions: Vec<String>,
    /// What speaks for it.
    pub reasons: Vec<String>,
    /// What to find out.
    pub questions: Vec<String>,
    /// What would make it suit.
    pub changes: Vec<String>,
    /// Why it does not suit.
    pub blockers: Vec<String>,
    /// What would lift that.
    pub unlocks: Vec<String>,
    /// Why tasks are left out.
    pub carved: Vec<String>,
    /// What the law says.
    pub findings: Vec<String>,
}

/// One offer for one learner.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatchView {
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
    /// In which window; absent when none has room for the whole placement.
    pub window: Option<WindowId>,
    /// The attended dates, the first of which is the start.
    pub days: Vec<NaiveDate>,
    /// What a family is told in place of a score.
    pub family_band: Option<FamilyBand>,
    /// How it suits, in codes.
    pub assessment: Assessment,
    /// How it suits, in words.
    pub words: MatchWords,
    /// How the learner gets there and back; absent when there are no dates to travel on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub travel: Option<TravelView>,
    /// The journey itself, where one match is read: the learner's own, for whoever prepares it
    /// with them. Never part of anything that an employer receives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journey: Option<JourneyView>,
    /// That the learner has worked at this employer before, with what was noted of it. For those who may read the
    /// learner's record only. What it counts for stands in the contributions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub here_before: Vec<String>,
    /// The coming dates that are left out because the learner is on another placement, where one
    /// match is read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub placed_on: Vec<NaiveDate>,
}

/// A page of matches.
#[derive(Clone, Debug)]
pub struct Matches {
    /// Best first.
    pub items: Vec<MatchView>,
    /// What became of the other offers.
    pub funnel: Funnel,
    /// How the offers that are left divide, where it was asked for.
    pub facets: Option<MatchFacets>,
    /// Names the weights that scored.
    pub weights_version: u32,
    /// Names the offers as they stood.
    pub offers_version: String,
    /// The order of the items.
    pub sort: MatchSort,
    /// Where to go on.
    pub next: Option<Cursor>,
    /// The coming dates that are left out because the learner is on another placement.
    pub placed_on: Vec<NaiveDate>,
}

pub(super) fn matches(
    snapshot: &Snapshot,
    ranked: Ranked,
    query: &Query,
    placed_on: Vec<NaiveDate>,
) -> Matches {
    let Ranked { matches, next, funnel, facets, weights, .. } = ranked;
    let facets = query.facets.then(|| MatchFacets::of(&facets, snapshot));
    let offers_version = offers_version(snapshot);
    let items = matches.into_iter().filter_map(|one| Some(view(snapshot.get(&one.offer)?, one))).collect();
    Matches {
        items,
        funnel,
        facets,
        weights_version: weights,
        offers_version,
        sort: query.sort,
        next,
        placed_on,
    }
}

pub(super) fn view(facts: &OfferFacts, one: Match) -> MatchView {
    let Match { offer, offer_version, window, days, assessment, journey } = one;
    MatchView {
        offer,
        offer_version,
        title: facts.offer.title.to_string(),
        employer: facts.employer.clone(),
        employer_name: facts.employer_name.to_string(),
        window,
        days,
        family_band: assessment.family_band(),
        words: tell(facts, &assessment),
        travel: journey.map(|journey| TravelView::of(&journey, facts)),
        journey: None,
        here_before: Vec::new(),
        placed_on: Vec::new(),
        assessment,
    }
}

/// That a learner has worked at an employer before, a line for each thing that was noted of it.
pub(super) fn here_before(profile: &Profile, employer: &OrganisationId) -> Vec<String> {
    let its = profile.earlier.iter().filter(|one| one.employer.as_ref() == Some(employer));
    its.flat_map(|one| match &one.learnt {
        Some(learnt) => learnt.as_str().lines().map(words::learning::here_before).collect(),
        None => vec![words::learning::HERE_BEFORE.to_owned()],
    })
    .collect()
}

fn tell(facts: &OfferFacts, assessment: &Assessment) -> MatchWords {
    use words::suitability as say;
    let offer = &facts.offer;
    MatchWords {
        outcome: assessment.outcome.label().to_owned(),
        contributions: assessment.contributions.iter().map(say::why).collect(),
        deductions: assessment.deductions.iter().map(say::deduction).collect(),
        reasons: assessment.reasons.iter().map(|one| say::reason(one, offer)).collect(),
        questions: assessment.questions.iter().map(|one| say::question(one, offer)).collect(),
        changes: assessment.changes.iter().map(|one| say::change(one, offer)).collect(),
        blockers: assessment
            .blockers
            .iter()
            .map(|one| say::blocker(one, say::Audience::Professional))
            .collect(),
        unlocks: assessment.unlocks.iter().map(|one| say::change(one, offer)).collect(),
        carved: assessment.carved.iter().map(|one| say::carved(one, offer)).collect(),
        findings: assessment.findings.iter().map(|one| words::law::finding(one, offer)).collect(),
    }
}
