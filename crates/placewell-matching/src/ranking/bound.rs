//! The best that an assessment could come to, found without assessing.

use super::barriers::Barrier;
use super::snapshot::Seen;
use crate::domain::code::CodeSet;
use crate::domain::fact::Availability;
use crate::domain::learner::{LearnerFacts, ProgrammeKind};
use crate::law::AgeBand;
use crate::suitability::assess::hour_limits_of;
use crate::suitability::change::Change;
use crate::suitability::deduction::Taking;
use crate::suitability::glance::{Glance, highest};
use crate::suitability::needs::{AnyOf, Needs};
use crate::suitability::own_voice::Marks;
use crate::suitability::score::has_been_with;
use crate::suitability::{Arrangement, Deductions, JourneyGist, Liking, Outcome, Packed, Seeker, Weights};
use crate::travel::State;

/// What the sets of an offer alone rule out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuledOut {
    /// Other ages or another kind of programme.
    NotForThisLearner,
    /// Something essential cannot be had.
    EssentialMissing,
    /// Something that must be avoided is all over the site.
    Exposed,
}

/// The best that could come of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// No outcome is better.
    pub outcome: Outcome,
    /// No score is higher.
    pub score: u16,
    /// No value is higher, of a match with this outcome or a better one.
    pub value: i32,
}

/// A learner, ready to look at many offers of one snapshot.
#[derive(Debug)]
pub struct Looker<'a> {
    learner: &'a LearnerFacts,
    weights: &'a Weights,
    needs: Needs,
    likes: Marks,
    /// Whether the learner has been placed with any employer that is known.
    been_anywhere: bool,
    /// By the number of the kind of task, once it has been looked at.
    likings: Vec<Option<Liking>>,
    /// What stamina asks for, by the number of the hours, with the most minutes of a day.
    any_of: Vec<Option<(u16, Vec<AnyOf>)>>,
}

impl<'a> Looker<'a> {
    /// A learner under some weights.
    #[must_use]
    pub fn new(seeker: &Seeker<'a>, weights: &'a Weights) -> Self {
        let learner = seeker.facts;
        let profile = &learner.profile;
        Self {
            learner,
            weights,
            likes: Marks::of_likes(&seeker.voice),
            needs: seeker.needs,
            been_anywhere: profile.earlier.iter().any(|one| one.employer.is_some()),
            likings: Vec::new(),
            any_of: Vec::new(),
        }
    }

    /// Whether the sets alone make the offer unsuitable.
    #[must_use]
    pub fn ruled_out(&self, packed: &Packed, age: u8) -> Option<RuledOut> {
        let intern = self.learner.profile.programme == ProgrammeKind::SupportedInternship;
        if !(packed.ages.from..=packed.ages.to).contains(&age) || (packed.interns_only && !intern) {
            Some(RuledOut::NotForThisLearner)
        } else if !self.needs.essential.intersection(packed.missing).is_empty() {
            Some(RuledOut::EssentialMissing)
        } else if !self.needs.must_avoid.intersection(packed.present).is_empty() {
            Some(RuledOut::Exposed)
        } else {
            None
        }
    }

    /// The kinds of what the sets of an offer alone put in the way: of these only support can be lifted.
    #[must_use]
    pub fn barriers(&self, packed: &Packed, age: u8) -> CodeSet<Barrier> {
        let intern = self.learner.profile.programme == ProgrammeKind::SupportedInternship;
        let kinds = [
            (Barrier::Age, !(packed.ages.from..=packed.ages.to).contains(&age)),
            (Barrier::Programme, packed.interns_only && !intern),
            (Barrier::Support, !self.needs.essential.intersection(packed.missing).is_empty()),
            (Barrier::Surroundings, !self.needs.must_avoid.intersection(packed.present).is_empty()),
        ];
        kinds.into_iter().filter(|(_, stands)| *stands).map(|(kind, _)| kind).collect()
    }

    /// The best that could come of an offer that is not ruled out, in its nth window at an age, with the journeys if they
    /// are known.
    #[must_use]
    pub fn best(
        &mut self,
        seen: &Seen<'_>,
        nth: usize,
        band: AgeBand,
        journey: Option<JourneyGist>,
    ) -> Bound {
        let stamina = self.learner.profile.stamina;
        let most = hour_limits_of(band).day_minutes.min(stamina.max_daily_minutes);
        let hours = seen.openings().get(nth).map_or(usize::MAX, |opening| opening.hours as usize);
        self.look_at_hours(seen, hours, most);
        let (score, possible) = self.score(seen, Some((hours, band)), journey);
        let any_of = self.any_of.get(hours).and_then(Option::as_ref).map_or(&[][..], |(_, any_of)| any_of);
        let packed = seen.packed();
        let so_far = Promise { possible, ..Promise::new(&self.weights.points.deductions) };
        let promise = so_far.journey(journey).supports(packed, &self.needs, any_of).site(packed, &self.needs);
        promise.comes_to(score)
    }

    /// The best that could come of an offer that is ruled out or has no dates.
    #[must_use]
    pub fn at_best_unsuitable(&mut self, seen: &Seen<'_>) -> Bound {
        let (score, _) = self.score(seen, None, None);
        Bound { outcome: Outcome::Unsuitable, score, value: i32::from(score) }
    }

    fn look_at_hours(&mut self, seen: &Seen<'_>, hours: usize, most: u16) {
        if self.any_of.len() <= hours {
            self.any_of.resize(seen.shared.hours.len(), None);
        }
        let continuous = self.learner.profile.stamina.max_continuous_minutes;
        let (Some(known), Some(window)) = (self.any_of.get_mut(hours), seen.shared.hours.get(hours)) else {
            return;
        };
        if known.as_ref().is_none_or(|(of, _)| *of != most) {
            *known = Some((most, AnyOf::of(window, most, continuous, &self.needs)));
        }
    }

    /// The highest score, and whether any task is left.
    fn score(
        &mut self,
        seen: &Seen<'_>,
        on: Option<(usize, AgeBand)>,
        journey: Option<JourneyGist>,
    ) -> (u16, bool) {
        let Self { learner, weights, needs, likes, been_anywhere, likings, any_of } = self;
        let profile = &learner.profile;
        let any_of = on.and_then(|(hours, _)| any_of.get(hours)?.as_ref());
        let glance = Glance {
            profile,
            needs,
            any_of: any_of.map_or(&[], |(_, any_of)| any_of),
            been_here: *been_anywhere && has_been_with(profile, &seen.facts().employer),
            band: on.map(|(_, band)| band),
            travel: journey.map(|journey| journey.travel),
        };
        let kinds = &seen.shared.kinds;
        likings.resize(kinds.len(), None);
        let liking = |kind: u32| {
            let (known, kind) = (likings.get_mut(kind as usize)?, kinds.get(kind as usize)?);
            Some(*known.get_or_insert_with(|| Liking::of(profile, needs, likes, kind)))
        };
        highest(seen.packed(), seen.tasks(), liking, &glance, weights)
    }
}

/// What a match loses at least, as it is put together.
struct Promise<'d> {
    taking: Taking<'d>,
    changes: bool,
    asks: bool,
    possible: bool,
}

impl<'d> Promise<'d> {
    fn new(deductions: &'d Deductions) -> Self {
        Self { taking: Taking::new(deductions), changes: false, asks: false, possible: true }
    }

    fn change(&mut self, what: Arrangement) {
        self.changes = true;
        self.taking.change(&Change::usual(what));
    }

    fn ask(&mut self, times: u32) {
        self.asks |= times > 0;
        (0..times).for_each(|_| self.taking.question(true));
    }

    fn journey(mut self, journey: Option<JourneyGist>) -> Self {
        let Some(JourneyGist { travel, later_minutes }) = journey else { return self };
        if later_minutes > 0 {
            self.change(Arrangement::StartLater { minutes: later_minutes });
        }
        match travel.state {
            State::AfterTraining => self.change(Arrangement::TrainForRoute { legs: Vec::new() }),
            State::Borderline | State::NotAssessed => self.ask(1),
            State::Within | State::Beyond => {}
        }
        self
    }

    fn supports(mut self, packed: &Packed, needs: &Needs, any_of: &[AnyOf]) -> Self {
        let known = packed.there.union(packed.arranged).union(packed.missing);
        for provision in needs.essential.intersection(packed.arranged).iter() {
            self.change(Arrangement::Provide { provision });
        }
        self.ask(needs.essential.minus(known).len());
        for any in any_of {
            match any.state(|one| packed.provision(one)) {
                (Availability::CanArrange, Some(provision)) => {
                    self.change(Arrangement::Provide { provision });
                }
                (Availability::Unknown, _) => self.ask(1),
                (Availability::No, _) => self.possible = false,
                _ => {}
            }
        }
        (0..needs.helpful.minus(known).len()).for_each(|_| self.taking.question(false));
        self
    }

    fn site(mut self, packed: &Packed, needs: &Needs) -> Self {
        let known = packed.absent.union(packed.avoidable).union(packed.present);
        for exposure in needs.must_avoid.intersection(packed.avoidable).iter() {
            self.change(Arrangement::KeepAway { exposure });
        }
        self.ask(needs.must_avoid.minus(known).len());
        (0..needs.rather_avoid.minus(known).len()).for_each(|_| self.taking.question(false));
        self
    }

    fn comes_to(&self, score: u16) -> Bound {
        let outcome = match (self.possible, self.changes, self.asks) {
            (false, _, _) => Outcome::Unsuitable,
            (true, true, _) => Outcome::SuitableWithChanges,
            (true, false, true) => Outcome::SuitableIfConfirmed,
            (true, false, false) => Outcome::Suitable,
        };
        // Of what does not suit, other changes are counted.
        let taken = if self.possible { self.taking.total() } else { 0 };
        Bound { outcome, score, value: i32::from(score).saturating_sub(taken) }
    }
}
