//! Puts the parts together: law, tasks, work, needs, journey, score, outcome.

use chrono::NaiveDate;

use super::answer::{Assessment, Blocker, Outcome};
use super::carved::{Carved, CarvedWhy};
use super::change::{Arrangement, Change, Party};
use super::contribution::Contribution;
use super::deduction::{Deductions, Taking};
use super::gathered::{Gathered, basics, evacuated, lawful, reachable, supported, surrounded};
use super::journey::Journey;
use super::needs::{AnyOf, Needs};
use super::reasons::reasons;
use super::score::{Ground, contributions};
use super::seeker::Seeker;
use super::tasks::{Standing, stand};
use super::weights::Weights;
use super::work::{Choice, Demand, choose, enough};
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::window::Window;
use crate::domain::workload::{Gap, HourLimits};
use crate::law::{self, AgeBand, Finding, Rule};

/// The law's limits on hours for a learner whose placement begins on `first`: the same in
/// matching and in planning.
#[must_use]
pub fn hour_limits(date_of_birth: NaiveDate, first: NaiveDate) -> HourLimits {
    hour_limits_of(AgeBand::on(date_of_birth, first))
}

/// The law's limits on hours in an age band.
#[must_use]
pub fn hour_limits_of(band: AgeBand) -> HourLimits {
    match band {
        AgeBand::Adult => HourLimits::ADULT,
        AgeBand::Child | AgeBand::YoungPerson => HourLimits::UNDER_18,
    }
}

/// One learner at one offer, in one window, on the given dates.
#[derive(Clone, Copy, Debug)]
pub struct Case<'o, 'c> {
    /// The learner.
    pub learner: &'c LearnerFacts,
    /// The offer.
    pub offer: &'o OfferFacts,
    /// The window.
    pub window: &'c Window,
    /// The attended dates.
    pub days: &'c [NaiveDate],
    /// The points.
    pub weights: &'c Weights,
}

impl Case<'_, '_> {
    /// What the days ask of the work.
    fn demand(&self, starts_later_minutes: u16) -> Demand<'_> {
        Demand {
            offer: &self.offer.offer,
            window: self.window,
            days: self.days,
            profile: &self.learner.profile,
            limits: self.limits(),
            starts_later_minutes,
        }
    }

    /// The law's limits on hours.
    fn limits(&self) -> HourLimits {
        hour_limits(self.learner.date_of_birth, self.first())
    }

    /// The first day, or that of the window where there is none.
    fn first(&self) -> NaiveDate {
        self.days.first().copied().unwrap_or(self.window.dates.from)
    }
}

/// Assesses one learner at one offer, in one window, on the given dates.
#[must_use]
pub fn assess(
    learner: &LearnerFacts,
    offer: &OfferFacts,
    window: &Window,
    days: &[NaiveDate],
    journey: &Journey,
    weights: &Weights,
) -> Assessment {
    let case = Case { learner, offer, window, days, weights };
    Draft::new(&case, &Seeker::new(learner), journey).finish(&case, journey)
}

/// An assessment in everything but the choice of work, which takes the most time by far.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    gathered: Gathered,
    findings: Vec<Finding>,
    standings: Vec<Standing<'a>>,
    contributions: Vec<Contribution>,
    needs: Needs,
}

impl<'a> Draft<'a> {
    /// Everything but the choice of work.
    #[must_use]
    pub fn new(case: &Case<'a, '_>, seeker: &Seeker<'_>, journey: &Journey) -> Self {
        let Case { learner, offer, window, days, weights } = *case;
        let limits = case.limits();
        let stamina = learner.profile.stamina;
        let day_minutes = stamina.max_daily_minutes.min(limits.day_minutes);
        let needs = seeker.needs;
        let any_of = AnyOf::of(window, day_minutes, stamina.max_continuous_minutes, &needs);
        let findings = findings(learner, offer, window, days, limits.day_minutes);
        let standings = stand(&offer.offer, &needs, &seeker.voice, &findings);

        let mut gathered = Gathered::default();
        basics(&mut gathered, learner, offer, days, case.first());
        lawful(&mut gathered, offer, &findings);
        supported(&mut gathered, offer, &needs, &any_of);
        surrounded(&mut gathered, offer, &needs);
        evacuated(&mut gathered, offer, learner.profile.evacuation);
        reachable(&mut gathered, journey);
        let ground = Ground {
            profile: &learner.profile,
            offer,
            needs: &needs,
            voice: &seeker.voice,
            any_of: &any_of,
            standings: &standings,
            travel: journey.chosen().0,
        };
        let contributions = contributions(&ground, weights);
        Self { gathered, findings, standings, contributions, needs }
    }

    /// The score: the choice of work does not change it.
    #[must_use]
    pub fn score(&self) -> u16 {
        self.contributions.iter().map(|part| part.points).sum()
    }

    /// What stands in the way, the choice of work apart.
    #[must_use]
    pub fn blockers(&self) -> &[Blocker] {
        &self.gathered.blockers
    }

    /// The best outcome that the choice of work leaves open.
    #[must_use]
    pub fn best_outcome(&self) -> Outcome {
        self.gathered.outcome()
    }

    /// The most that the match can be worth, whatever work is chosen.
    #[must_use]
    pub fn best_value(&self, deductions: &Deductions) -> i32 {
        let mut least = Taking::new(deductions);
        if self.best_outcome() != Outcome::Unsuitable {
            self.gathered.changes.iter().for_each(|change| least.change(change));
        }
        self.gathered.questions.iter().for_each(|question| least.question(question.decisive));
        let open = self.standings.iter().filter(|one| one.carved.is_none());
        open.flat_map(|one| &one.doubts).for_each(|_| least.some_question());
        i32::from(self.score()).saturating_sub(least.total())
    }

    /// The assessment.
    #[must_use]
    pub fn finish(self, case: &Case<'_, '_>, journey: &Journey) -> Assessment {
        let choice = choose(&case.demand(journey.chosen().1), &self.standings);
        self.finish_with(case, journey, &choice)
    }

    /// Whether what is left of the work fills the days.
    #[must_use]
    pub fn has_enough(&self, case: &Case<'_, '_>, journey: &Journey) -> bool {
        enough(&case.demand(journey.chosen().1), &self.standings).is_some()
    }

    /// The assessment; `None` where what is left of the work does not fill the days.
    #[must_use]
    pub fn finish_if_enough(self, case: &Case<'_, '_>, journey: &Journey) -> Option<Assessment> {
        let choice = enough(&case.demand(journey.chosen().1), &self.standings)?;
        Some(self.finish_with(case, journey, &Ok(choice)))
    }

    fn finish_with(
        self,
        case: &Case<'_, '_>,
        journey: &Journey,
        choice: &Result<Choice, Option<Gap>>,
    ) -> Assessment {
        let Case { learner, offer, days, weights, .. } = *case;
        let score = self.score();
        let Self { mut gathered, findings, standings, contributions, needs } = self;
        let (travel, starts_later_minutes) = journey.chosen();
        let carved = work(&mut gathered, &standings, choice, !days.is_empty());
        let reasons = reasons(&learner.profile, &offer.offer, &needs, &standings, travel);
        let outcome = gathered.outcome();
        let Gathered { mut questions, mut changes, blockers } = gathered;
        questions.sort_by_key(|question| !question.decisive);
        let unlocks = unlocks(&blockers, &changes, journey);
        if outcome == Outcome::Unsuitable {
            changes.clear();
        }
        let needed = [changes.as_slice(), unlocks.as_slice()].concat();
        let deductions = weights.points.deductions.of(&needed, &questions);
        let taken: i32 = deductions.iter().map(|one| i32::try_from(one.points).unwrap_or(i32::MAX)).sum();
        Assessment {
            outcome,
            score,
            contributions,
            value: i32::from(score).saturating_sub(taken),
            deductions,
            reasons,
            questions,
            changes,
            blockers,
            unlocks,
            carved,
            findings,
            starts_later_minutes,
        }
    }
}

/// What the law says of the days as they would be planned: a day that is longer than the law
/// allows is cut, and the shorter day is asked for elsewhere.
fn findings(
    learner: &LearnerFacts,
    offer: &OfferFacts,
    window: &Window,
    days: &[NaiveDate],
    day_minutes: u16,
) -> Vec<Finding> {
    law::assess(&within(law::Facts::of(learner, offer, window, days), day_minutes))
}

fn within(mut facts: law::Facts<'_>, day_minutes: u16) -> law::Facts<'_> {
    for day in &mut facts.days {
        let over = day.worked().saturating_sub(day_minutes);
        let to = day.hours.to.minutes().saturating_sub(over);
        day.hours.to = crate::domain::time::TimeOfDay::from_minutes(to).unwrap_or(day.hours.to);
    }
    facts
}

/// Whether the law bars a learner from these days at a window's hours, whatever the offer is.
#[must_use]
pub fn are_barred(learner: &LearnerFacts, window: &Window, days: &[NaiveDate]) -> bool {
    let Some(first) = days.first() else { return false };
    let limits = hour_limits(learner.date_of_birth, *first);
    let facts = within(law::Facts::of_days(learner, window, days), limits.day_minutes);
    law::assess_days(&facts).iter().any(|finding| finding.outcome == law::Outcome::Barred)
}

/// What the choice of tasks asks and changes; returns the tasks that are left out. Without dates there is nothing to
/// fill, and so no lack of work.
fn work(
    gathered: &mut Gathered,
    standings: &[Standing<'_>],
    choice: &Result<Choice, Option<Gap>>,
    dated: bool,
) -> Vec<Carved> {
    if let Err(gap) = choice
        && dated
    {
        let left = standings.iter().filter(|one| one.carved.is_none()).count();
        gathered.blockers.push(Blocker::TooLittleWork {
            tasks_left: u8::try_from(left).unwrap_or(u8::MAX),
            of: u8::try_from(standings.len()).unwrap_or(u8::MAX),
            date: gap.as_ref().map(|gap| gap.date),
            reason: gap.as_ref().map(|gap| gap.reason.clone()),
        });
    }
    let mut carved = Vec::new();
    for (at, one) in standings.iter().enumerate() {
        let taken = choice.as_ref().is_ok_and(|choice| choice.holds(at));
        if one.carved.is_none() {
            for asked in &one.doubts {
                gathered.ask(taken, Party::Employer, asked.clone());
            }
        }
        if taken {
            for exposure in &one.keep_away {
                let task = one.task.id.clone();
                gathered.change(Arrangement::KeepAwayInTask { task, exposure: *exposure });
            }
        } else if let Some(why) = left_out(one, choice.is_ok()) {
            carved.push(Carved { task: one.task.id.clone(), why });
        }
    }
    carved
}

/// Why a task is left out; a task that could be done is left out only where others fill the days.
fn left_out(one: &Standing<'_>, enough: bool) -> Option<CarvedWhy> {
    match (&one.carved, one.keep_away.first()) {
        (Some(why), _) => Some(why.clone()),
        (None, Some(exposure)) if enough => Some(CarvedWhy::NeedsKeepingAway { exposure: *exposure }),
        (None, None) if enough => Some(CarvedWhy::NotKnownYet),
        _ => None,
    }
}

/// The changes that would lift every blocker, with those that are needed anyway; empty when some
/// blocker cannot be lifted by anybody.
fn unlocks(blockers: &[Blocker], changes: &[Change], journey: &Journey) -> Vec<Change> {
    if blockers.is_empty() {
        return Vec::new();
    }
    let lift = |blocker: &Blocker| match blocker {
        Blocker::Law { rule: Rule::Insurance, .. } => Some(Change::usual(Arrangement::Insure)),
        Blocker::TooLittleWork { .. } => Some(Change::usual(Arrangement::AddWork)),
        Blocker::Journey { .. } => journey.lifts.first().cloned().map(Change::usual),
        _ => None,
    };
    let lifting: Option<Vec<Change>> = blockers.iter().map(lift).collect();
    lifting.map_or_else(Vec::new, |lifting| lifting.into_iter().chain(changes.iter().cloned()).collect())
}
