//! What is asked, what changes and what stands in the way, gathered before the work is chosen.

use chrono::NaiveDate;

use super::answer::{Blocker, Outcome};
use super::change::{Arrangement, Change, Party};
use super::journey::Journey;
use super::needs::{AnyOf, Needs, at_site, way_out};
use super::question::{Asked, Question};
use crate::domain::calendar::age_on;
use crate::domain::fact::{Availability, Presence};
use crate::domain::learner::{LearnerFacts, ProgrammeKind};
use crate::domain::offer::OfferFacts;
use crate::domain::support::Evacuation;
use crate::domain::window::Pattern;
use crate::law::{self, Because, Finding, Rule, Subject};
use crate::travel::State;

/// What is gathered on the way to an outcome.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) questions: Vec<Question>,
    pub(crate) changes: Vec<Change>,
    pub(crate) blockers: Vec<Blocker>,
}

impl Gathered {
    pub(super) fn ask(&mut self, decisive: bool, to: Party, asked: Asked) {
        self.questions.push(Question { decisive, to, asked });
    }

    pub(super) fn change(&mut self, what: Arrangement) {
        self.changes.push(Change::usual(what));
    }

    /// What it comes to.
    pub(crate) fn outcome(&self) -> Outcome {
        let asks = self.questions.iter().any(|question| question.decisive);
        match (self.blockers.is_empty(), self.changes.is_empty(), asks) {
            (false, _, _) => Outcome::Unsuitable,
            (true, false, _) => Outcome::SuitableWithChanges,
            (true, true, true) => Outcome::SuitableIfConfirmed,
            (true, true, false) => Outcome::Suitable,
        }
    }
}

pub(super) fn basics(
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

pub(super) fn lawful(gathered: &mut Gathered, offer: &OfferFacts, findings: &[Finding]) {
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

pub(super) fn supported(gathered: &mut Gathered, offer: &OfferFacts, needs: &Needs, any_of: &[AnyOf]) {
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
        match any.state(|one| facts.get(one)) {
            (Availability::CanArrange, Some(provision)) => {
                gathered.change(Arrangement::Provide { provision });
            }
            (Availability::Unknown, _) => gathered.ask(true, Party::Employer, Asked::AnyOf { provisions }),
            (Availability::No, _) => gathered.blockers.push(Blocker::NoneOf { provisions }),
            _ => {}
        }
    }
}

pub(super) fn surrounded(gathered: &mut Gathered, offer: &OfferFacts, needs: &Needs) {
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

pub(super) fn evacuated(gathered: &mut Gathered, offer: &OfferFacts, leaves: Evacuation) {
    match way_out(leaves, offer.offer.emergency.route) {
        Availability::No => gathered.blockers.push(Blocker::Evacuation { leaves }),
        Availability::Unknown => gathered.ask(true, Party::Employer, Asked::Evacuation),
        Availability::Yes | Availability::CanArrange => {}
    }
}

pub(crate) fn reachable(gathered: &mut Gathered, journey: &Journey) {
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
