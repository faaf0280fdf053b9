//! A learner's part of the answer in full: what they got and why, what they wanted and why not.

use super::model::{Answer, Ask, Choice, Got, Inputs, Link, Options, Part, WhyNot};
use crate::allocation::{Allocation, Standing, Verdict, Why};
use crate::domain::code::Code;
use crate::domain::cohort::{CohortStanding, CohortVerdict};
use crate::domain::ids::OfferId;
use crate::services::matches::Weighed;
use crate::suitability::Change;
use crate::words;

/// The most asks that are kept for one learner: those of the offers that would suit best.
const MOST_ASKS: usize = 60;

impl Part {
    /// Whether the learner is left without a placement.
    pub(super) fn is_unplaced(&self) -> bool {
        is_unplaced(self.standing)
    }

    /// Of a learner who is not in the solver's cohort.
    pub(super) fn outside(options: &Options) -> Self {
        let kept = options.kept.as_ref().map(|(placement, _)| placement.clone());
        let standing = if kept.is_some() { CohortStanding::Kept } else { CohortStanding::Left };
        Self { standing, options: 0, got: None, kept, why_not: None, asks: Vec::new(), help: options.help }
    }

    /// Of a learner at their place in the solver's order, of whom people have ruled out some offers.
    pub(super) fn of(
        inputs: &Inputs,
        allocation: &Allocation,
        learner: u32,
        options: &Options,
        weighed: Option<&Weighed>,
        ruled_out: &[&OfferId],
    ) -> Self {
        let standing = standing(allocation.standing_of(learner));
        let got = allocation.place_of(learner);
        let got = got.and_then(|(slot, _)| Got::of(inputs, options, slot, weighed));
        let first = allocation.wanted(learner).first().map(|(slot, _)| *slot);
        let why_not = first.and_then(|slot| allocation.why(learner, slot).ok());
        let asks = weighed.filter(|_| is_unplaced(standing)).map(|weighed| asks(weighed, ruled_out));
        Self {
            standing,
            options: u32::try_from(options.choices.len()).unwrap_or(u32::MAX),
            got,
            kept: None,
            why_not: why_not.map(|why| WhyNot::of(inputs, why)),
            asks: asks.unwrap_or_default(),
            help: options.help,
        }
    }
}

fn is_unplaced(standing: CohortStanding) -> bool {
    matches!(standing, CohortStanding::NoSeat | CohortStanding::NoOption)
}

fn standing(standing: Standing) -> CohortStanding {
    match standing {
        Standing::Placed => CohortStanding::Placed,
        Standing::Pinned => CohortStanding::Pinned,
        Standing::NoSeat => CohortStanding::NoSeat,
        Standing::NoOption => CohortStanding::NoOption,
        Standing::Absent => CohortStanding::Left,
    }
}

impl Options {
    /// What the learner could do in a slot.
    pub(super) fn choice(&self, inputs: &Inputs, slot: u32) -> Option<&Choice> {
        let slot = inputs.slots.get(slot as usize)?;
        self.choices.iter().find(|choice| choice.offer == slot.offer && choice.window == slot.window)
    }
}

impl Got {
    /// With the words of the match as it is now; none when the offer is no longer open.
    fn of(inputs: &Inputs, options: &Options, slot: u32, weighed: Option<&Weighed>) -> Option<Self> {
        use words::suitability as say;
        let choice = options.choice(inputs, slot)?;
        let now = weighed.and_then(|weighed| weighed.assess(&choice.offer));
        let same = |weighed: &Weighed| Some(weighed.learner_version()) == options.version;
        let unchanged = weighed.is_some_and(same)
            && now
                .as_ref()
                .is_some_and(|(_, one)| one.offer_version == choice.offer_version && one.days == choice.days);
        let (mut reasons, mut questions, mut changes) = (Vec::new(), Vec::new(), Vec::new());
        if let Some((facts, one)) = now {
            let (offer, told) = (&facts.offer, &one.assessment);
            reasons = told.reasons.iter().map(|one| say::reason(one, offer)).collect();
            questions = told.questions.iter().map(|one| say::question(one, offer)).collect();
            changes = told.changes.iter().map(|one| say::change(one, offer)).collect();
        }
        Some(Self {
            slot,
            start: *choice.days.first()?,
            last_day: *choice.days.last()?,
            score: choice.score,
            value: choice.value,
            outcome: choice.outcome,
            reasons,
            questions,
            changes,
            changed_since: !unchanged,
        })
    }
}

impl WhyNot {
    /// What giving a learner an offer would come to.
    pub(super) fn of(inputs: &Inputs, why: Why) -> Self {
        let link = |step: &crate::allocation::Step| Link {
            learner: inputs.number(step.moved.learner),
            from: step.moved.from,
            to: step.moved.to,
            change: step.change,
        };
        Self {
            slot: why.wanted,
            value: why.wanted_score,
            verdict: verdict(why.verdict),
            words: words::allocation::verdict(why.verdict),
            cost_to_others: why.cost_to_others,
            chain: why.chain.iter().map(link).collect(),
        }
    }
}

fn verdict(verdict: Verdict) -> CohortVerdict {
    match verdict {
        Verdict::HasIt => CohortVerdict::HasIt,
        Verdict::NotPossible => CohortVerdict::NotPossible,
        Verdict::Held => CohortVerdict::Held,
        Verdict::LeavesUnplaced(_) => CohortVerdict::LeavesUnplaced,
        Verdict::LowersMinimum(_) => CohortVerdict::LowersLowest,
        Verdict::LowersTotal(_) => CohortVerdict::LowersTotal,
        Verdict::LessEven => CohortVerdict::LessEven,
        Verdict::AsGood => CohortVerdict::AsGood,
    }
}

/// The offers that one single change would open to the learner, without those that people have ruled out.
fn asks(weighed: &Weighed, ruled_out: &[&OfferId]) -> Vec<Ask> {
    let open = weighed.unsuitable().into_iter().filter(|one| !ruled_out.contains(&&one.offer));
    let single = open.filter_map(|one| {
        let [change] = one.assessment.unlocks.as_slice() else { return None };
        Some((one.offer.clone(), change.clone()))
    });
    single.take(MOST_ASKS).filter_map(|(offer, change)| ask(weighed, &offer, &change)).collect()
}

fn ask(weighed: &Weighed, offer: &OfferId, change: &Change) -> Option<Ask> {
    let facts = weighed.offer(offer)?;
    Some(Ask {
        offer: offer.clone(),
        employer: facts.employer.clone(),
        change: serde_json::to_string(&change.what).ok()?,
        owner: change.owner.code().to_owned(),
        words: words::suitability::change(change, &facts.offer),
        title: facts.offer.title.to_string(),
        employer_name: facts.employer_name.to_string(),
    })
}

impl Answer {
    /// How many learners each slot has.
    pub(super) fn taken(&self, inputs: &Inputs) -> Vec<u32> {
        let mut taken = vec![0; inputs.slots.len()];
        for slot in self.places.iter().flatten() {
            taken.iter_mut().skip(*slot as usize).take(1).for_each(|count| *count += 1);
        }
        taken
    }
}
