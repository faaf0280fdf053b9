//! Puts the parts together: law, tasks, work, needs, journey, score, outcome.

use chrono::NaiveDate;

use super::answer::{Assessment, Blocker, Carved, CarvedWhy, Outcome};
use super::change::{Arrangement, Change, Party};
use super::journey::Journey;
use super::needs::{AnyOf, Needs, at_site, way_out};
use super::question::{Asked, Question};
use super::reasons::reasons;
use super::score::{Ground, contributions};
use super::tasks::{Standing, stand};
use super::weights::Weights;
use super::work::{Choice, Demand, choose};
use crate::domain::calendar::age_on;
use crate::domain::fact::{Availability, Presence};
use crate::domain::learner::{LearnerFacts, ProgrammeKind};
use crate::domain::offer::OfferFacts;
use crate::domain::window::{Pattern, Window};
use crate::domain::workload::{Gap, HourLimits};
use crate::law::{self, AgeBand, Because, Finding, Rule, Subject};
use crate::travel::State;

/// The law's limits on hours for a learner whose placement begins on `first`: the same in
/// matching and in planning.
#[must_use]
pub fn hour_limits(date_of_birth: NaiveDate, first: NaiveDate) -> HourLimits {
    match AgeBand::on(date_of_birth, first) {
        AgeBand::Adult => HourLimits::ADULT,
        AgeBand::Child | AgeBand::YoungPerson => HourLimits::UNDER_18,
    }
}

/// What is gathered on the way to an outcome.
#[derive(Default)]
struct Gathered {
    questions: Vec<Question>,
    changes: Vec<Change>,
    blockers: Vec<Blocker>,
}

impl Gathered {
    fn ask(&mut self, decisive: bool, to: Party, asked: Asked) {
        self.questions.push(Question { decisive, to, asked });
    }

    fn change(&mut self, what: Arrangement) {
        self.changes.push(Change::usual(what));
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
    let first = days.first().copied().unwrap_or(window.dates.from);
    let limits = hour_limits(learner.date_of_birth, first);
    let stamina = learner.profile.stamina;
    let day_minutes = stamina.max_daily_minutes.min(limits.day_minutes);
    let needs = Needs::of(&learner.profile);
    let any_of = AnyOf::of(window, day_minutes, stamina.max_continuous_minutes, &needs);
    let findings = findings(learner, offer, window, days, limits.day_minutes);
    let standings = stand(&offer.offer, &needs, &findings);
    let (travel, starts_later_minutes) = journey.chosen();

    let mut gathered = Gathered::default();
    basics(&mut gathered, learner, offer, days, first);
    lawful(&mut gathered, offer, &findings);
    supported(&mut gathered, offer, &needs, &any_of);
    surrounded(&mut gathered, offer, &needs);
    let route = offer.offer.emergency.route;
    match way_out(learner.profile.evacuation, route) {
        Availability::No => {
            gathered.blockers.push(Blocker::Evacuation { leaves: learner.profile.evacuation });
        }
        Availability::Unknown => gathered.ask(true, Party::Employer, Asked::Evacuation),
        Availability::Yes | Availability::CanArrange => {}
    }
    reachable(&mut gathered, journey);
    let demand =
        Demand { offer: &offer.offer, window, days, profile: &learner.profile, limits, starts_later_minutes };
    let choice = choose(&demand, &standings);
    let carved = work(&mut gathered, &standings, &choice);

    let ground = Ground {
        profile: &learner.profile,
        offer,
        needs: &needs,
        any_of: &any_of,
        standings: &standings,
        travel,
    };
    let contributions = contributions(&ground, weights);
    let reasons = reasons(&learner.profile, &offer.offer, &needs, &standings, travel);
    let Gathered { mut questions, mut changes, blockers } = gathered;
    questions.sort_by_key(|question| !question.decisive);
    let outcome = match (blockers.is_empty(), changes.is_empty(), questions.iter().any(|one| one.decisive)) {
        (false, _, _) => Outcome::Unsuitable,
        (true, false, _) => Outcome::SuitableWithChanges,
        (true, true, true) => Outcome::SuitableIfConfirmed,
        (true, true, false) => Outcome::Suitable,
    };
    let unlocks = unlocks(&blockers, &changes, journey);
    if outcome == Outcome::Unsuitable {
        changes.clear();
    }
    let score: u16 = contributions.iter().map(|part| part.points).sum();
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

/// What the law says of the days as they would be planned: a day that is longer than the law
/// allows is cut, and the shorter day is asked for elsewhere.
fn findings(
    learner: &LearnerFacts,
    offer: &OfferFacts,
    window: &Window,
    days: &[NaiveDate],
    day_minutes: u16,
) -> Vec<Finding> {
    let mut facts = law::Facts::of(learner, offer, window, days);
    for day in &mut facts.days {
        let over = day.worked().saturating_sub(day_minutes);
        let to = day.hours.to.minutes().saturating_sub(over);
        day.hours.to = crate::domain::time::TimeOfDay::from_minutes(to).unwrap_or(day.hours.to);
    }
    law::assess(&facts)
}

fn basics(
    gathered: &mut Gathered,
    learner: &LearnerFacts,
    offer: &OfferFacts,
    days: &[NaiveDate],
    first: NaiveDate,
) {
    if days.is_empty() {
        gathered.blockers.push(Blocker::NoDates);
    }
    let age = u8::try_from(age_on(learner.date_of_birth, first)).unwrap_or_default();
    let (from, to) = (offer.offer.ages.from, offer.offer.ages.to);
    if !(from..=to).contains(&age) {
        gathered.blockers.push(Blocker::Age { age, from, to });
    }
    let rotation = matches!(offer.offer.pattern, Pattern::Rotation { .. });
    if rotation && learner.profile.programme != ProgrammeKind::SupportedInternship {
        gathered.blockers.push(Blocker::InternsOnly);
    }
}

fn lawful(gathered: &mut Gathered, offer: &OfferFacts, findings: &[Finding]) {
    let of_tasks = |finding: &&Finding| matches!(finding.subject, Subject::Task { .. });
    for finding in findings.iter().filter(|finding| !of_tasks(finding)) {
        match (finding.outcome, finding.rule) {
            (law::Outcome::Barred, rule) => {
                gathered.blockers.push(Blocker::Law { rule, because: finding.because.clone() });
            }
            (law::Outcome::Question, Rule::Insurance) => {
                gathered.ask(true, Party::Employer, Asked::Insurance);
            }
            (law::Outcome::Question, Rule::Vetting) => {
                let asked =
                    matches!(finding.because, Because::UnderSixteenUndecided { lone_adult: None, .. });
                if asked && offer.offer.supervision.lone_adult.is_none() {
                    gathered.ask(false, Party::Employer, Asked::LoneAdult);
                }
                gathered.ask(false, Party::Provider, Asked::VettingDecision);
            }
            _ => {}
        }
    }
}

fn supported(gathered: &mut Gathered, offer: &OfferFacts, needs: &Needs, any_of: &[AnyOf]) {
    let facts = &offer.offer.provisions;
    for provision in needs.essential.iter() {
        match facts.get(provision) {
            Availability::Yes => {}
            Availability::CanArrange => gathered.change(Arrangement::Provide { provision }),
            Availability::Unknown => gathered.ask(true, Party::Employer, Asked::Provision { provision }),
            Availability::No => gathered.blockers.push(Blocker::Missing { provision }),
        }
    }
    for provision in needs.helpful.intersection(facts.having(Availability::Unknown)).iter() {
        gathered.ask(false, Party::Employer, Asked::Provision { provision });
    }
    for any in any_of {
        let provisions = any.provisions.to_vec();
        match any.state(&offer.offer) {
            (Availability::CanArrange, Some(provision)) => {
                gathered.change(Arrangement::Provide { provision });
            }
            (Availability::Unknown, _) => gathered.ask(true, Party::Employer, Asked::AnyOf { provisions }),
            (Availability::No, _) => gathered.blockers.push(Blocker::NoneOf { provisions }),
            _ => {}
        }
    }
}

fn surrounded(gathered: &mut Gathered, offer: &OfferFacts, needs: &Needs) {
    for exposure in needs.must_avoid.iter() {
        match at_site(&offer.offer, exposure) {
            Presence::Absent => {}
            Presence::Avoidable => gathered.change(Arrangement::KeepAway { exposure }),
            Presence::Unknown => gathered.ask(true, Party::Employer, Asked::SiteExposure { exposure }),
            Presence::Present => gathered.blockers.push(Blocker::Exposed { exposure }),
        }
    }
    let unknown = offer.offer.exposures.having(Presence::Unknown);
    for exposure in needs.rather_avoid.intersection(unknown).iter() {
        gathered.ask(false, Party::Employer, Asked::SiteExposure { exposure });
    }
}

fn reachable(gathered: &mut Gathered, journey: &Journey) {
    let (travel, minutes) = journey.chosen();
    if minutes > 0 {
        gathered.change(Arrangement::StartLater { minutes });
    }
    match travel.state {
        State::Within => {}
        State::AfterTraining => gathered.change(Arrangement::TrainForRoute { legs: travel.training() }),
        State::Borderline => gathered.ask(true, Party::Provider, Asked::CheckMap),
        State::NotAssessed if !journey.home_known => {
            gathered.ask(true, Party::Provider, Asked::HomePlace);
        }
        State::NotAssessed if !journey.site_known => {
            gathered.ask(true, Party::Employer, Asked::SitePlace);
        }
        State::NotAssessed => gathered.ask(true, Party::Provider, Asked::PublicTransport),
        State::Beyond => {
            gathered.blockers.push(Blocker::Journey { notes: travel.all_notes() });
        }
    }
}

/// What the choice of tasks asks and changes; returns the tasks that are left out.
fn work(
    gathered: &mut Gathered,
    standings: &[Standing<'_>],
    choice: &Result<Choice, Option<Gap>>,
) -> Vec<Carved> {
    if let Err(gap) = choice {
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
