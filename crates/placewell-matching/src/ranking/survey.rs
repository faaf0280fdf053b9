//! One learner and every offer: what stands in the way, and which changes would open most.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::barriers::{Barrier, lifts};
use super::bound::Looker;
use super::dates::{Calendars, Dated};
use super::query::{Match, Query};
use super::rank::{assess_offer, on_dates};
use super::snapshot::{Seen, Snapshot};
use super::ways::ways;
use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::{OfferId, OrganisationId};
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::suitability::{Arrangement, Case, Change, Draft, Journey, Party, Question, Seeker, Weights};
use crate::travel::{State, TravelModel};

/// Every offer counted once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// All of them.
    pub offers: u32,
    /// Those that suit, whatever is still to be changed or answered.
    pub suit: u32,
    /// Those that fail one kind of constraint and no other; in the order of [`Barrier`], none of nothing. Where no
    /// dates fit, the journey, the work and the rules that turn on dates are not judged: such an offer may fail those
    /// as well.
    pub fail_only: Vec<(Barrier, u32)>,
    /// Those that fail several.
    pub fail_several: u32,
    /// What would open offers: the fewest steps first, then what opens most.
    pub unlocks: Vec<Unlock>,
}

/// A set of changes and answers, with the offers that suit once all of them are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlock {
    /// What has to change.
    pub changes: Vec<Change>,
    /// What has to be answered well.
    pub questions: Vec<Question>,
    /// Whom it is asked of, where an employer has a part in it.
    pub employer: Option<OrganisationId>,
    /// What it opens, the best first.
    pub opens: Vec<Opened>,
}

/// An offer that would suit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Which.
    pub offer: OfferId,
    /// The score then.
    pub score: u16,
    /// The value then.
    pub value: i32,
}

/// What stands between a learner and every offer. Offers that suit, if only with changes or answers, are counted and
/// opened by nothing.
#[must_use]
pub fn survey(
    snapshot: &Snapshot,
    learner: &LearnerFacts,
    travel: &dyn TravelModel,
    weights: &Weights,
    query: &Query,
) -> Survey {
    let seeker = Seeker::new(learner);
    let surveying = Surveying { seeker: &seeker, travel, weights, query };
    let (mut looker, mut calendars) = (Looker::new(&seeker, weights), Calendars::new(learner, query));
    let mut survey =
        Survey { offers: u32::try_from(snapshot.len()).unwrap_or(u32::MAX), ..Survey::default() };
    let mut only = BTreeMap::<u32, (Barrier, u32)>::new();
    let mut unlocks = BTreeMap::<_, Vec<Opened>>::new();
    for seen in snapshot.seen() {
        let offer = seen.facts();
        let (barriers, one) = match calendars.earliest(&seen) {
            Some(dated) => surveying.on_dates(&seen, &dated, &mut looker),
            None => surveying.without_dates(offer),
        };
        let mut kinds = barriers.iter();
        match (kinds.next(), kinds.next()) {
            (None, _) => survey.suit += 1,
            (Some(kind), None) => only.entry(kind.index()).or_insert((kind, 0)).1 += 1,
            _ => survey.fail_several += 1,
        }
        let Some(one) = one else { continue };
        for way in ways(&one, offer, learner, travel, weights, query) {
            let asked = way.changes.iter().any(|change| change.owner == Party::Employer)
                || way.questions.iter().any(|question| question.to == Party::Employer);
            let employer = asked.then(|| offer.employer.clone());
            // An answer is about one offer's site, way or task; so is what is arranged in one of its tasks.
            let own = !way.questions.is_empty()
                || way.changes.iter().any(|one| matches!(one.what, Arrangement::KeepAwayInTask { .. }));
            let own = own.then(|| offer.id.clone());
            let opened = Opened { offer: offer.id.clone(), score: way.score, value: way.value };
            unlocks.entry((way.changes, way.questions, employer, own)).or_default().push(opened);
        }
    }
    survey.fail_only = only.into_values().collect();
    survey.unlocks = unlocks
        .into_iter()
        .map(|((changes, questions, employer, _), mut opens)| {
            opens.sort_by(|a, b| (b.value, &a.offer).cmp(&(a.value, &b.offer)));
            Unlock { changes, questions, employer, opens }
        })
        .collect();
    survey.unlocks.sort_by_key(|one| {
        let best = one.opens.first().map_or(i32::MIN, |opened| opened.value);
        (one.changes.len() + one.questions.len(), Reverse(one.opens.len()), Reverse(best))
    });
    survey
}

/// A question about every offer, with everything that it is asked with.
struct Surveying<'q> {
    seeker: &'q Seeker<'q>,
    travel: &'q dyn TravelModel,
    weights: &'q Weights,
    query: &'q Query,
}

/// The kinds of what stands in the way, and the match where somebody could lift all of it. Of several kinds, one of
/// which nobody can lift, not all need be there.
type Standing = (CodeSet<Barrier>, Option<Match>);

impl Surveying<'_> {
    /// An offer that has dates: its row first, then the draft, and the work last.
    fn on_dates(&self, seen: &Seen<'_>, dated: &Dated, looker: &mut Looker<'_>) -> Standing {
        let Self { seeker, travel, weights, .. } = *self;
        let (offer, learner) = (seen.facts(), seeker.facts);
        let mut plain = looker.barriers(seen.packed(), dated.age);
        let fixed = !plain.minus(CodeSet::from_iter([Barrier::Support])).is_empty();
        let Some(window) = seen.window(dated.nth) else { return (plain, None) };
        if fixed && plain.len() == 1 {
            let gist = Journey::gist(travel, learner, &seeker.travel, seen.row.site, window, &dated.days);
            if gist.travel.state == State::Beyond {
                plain.insert(Barrier::Journey);
            }
        }
        if fixed && plain.len() > 1 {
            return (plain, None);
        }
        let case = Case { learner, offer, window, days: &dated.days, weights };
        let journey = Journey::of(seeker, travel, offer, window, &dated.days);
        let draft = Draft::new(&case, seeker, &journey);
        let mut barriers = Barrier::among(draft.blockers());
        let for_good = draft.blockers().iter().any(|one| lifts(one, Some(&journey)).is_empty());
        if for_good || barriers.is_empty() {
            if barriers.len() < 2 && !draft.has_enough(&case, &journey) {
                barriers.insert(Barrier::Work);
            } else {
                return (barriers, None);
            }
            if for_good {
                return (barriers, None);
            }
        }
        let assessment = draft.finish(&case, &journey);
        let barriers = Barrier::among(&assessment.blockers);
        (barriers, Some(on_dates(offer, window, dated.days.to_vec(), assessment, journey)))
    }

    /// An offer without dates: nobody can lift that.
    fn without_dates(&self, offer: &OfferFacts) -> Standing {
        let Self { seeker, travel, weights, query } = *self;
        let one = assess_offer(offer, seeker.facts, travel, weights, query);
        (Barrier::among(&one.assessment.blockers), None)
    }
}
