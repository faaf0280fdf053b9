//! The programme: still sound, still lawful, still nothing in it that this learner must avoid.

use std::collections::BTreeSet;

use super::{Facts, Planned, Reason};
use crate::domain::fact::Presence;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::placement::Placement;
use crate::domain::task::Task;
use crate::domain::window::Window;
use crate::domain::workload::WorkInput;
use crate::law::{self, Gate, VettingDecision};
use crate::programme::{self, Programme, Weight, check};
use crate::suitability::assess::hour_limits;
use crate::suitability::needs::Needs;
use crate::suitability::tasks::exposure_of;

/// A planned day as the law looks at it.
#[must_use]
pub fn attended(day: &programme::Day) -> law::Day {
    let breaks = day.blocks.iter().filter(|block| block.content.is_rest()).map(|block| block.span);
    law::Day { date: day.date, hours: day.attended, breaks: breaks.collect() }
}

/// The law's facts of a planned placement: its own hours and only the tasks that are in it.
#[must_use]
pub fn law_facts<'a>(
    learner: &LearnerFacts,
    offer: &'a OfferFacts,
    window: &Window,
    programme: &Programme,
    vetting: Option<&'a VettingDecision>,
) -> law::Facts<'a> {
    law::Facts {
        days: programme.days.iter().map(attended).collect(),
        tasks: tasks(offer, programme).collect(),
        vetting,
        ..law::Facts::of(learner, offer, window, &[])
    }
}

fn tasks<'a>(offer: &'a OfferFacts, programme: &Programme) -> impl Iterator<Item = &'a Task> + use<'a> {
    let planned: BTreeSet<_> =
        programme.blocks().filter_map(|(_, block)| block.content.task().cloned()).collect();
    offer.offer.tasks.iter().filter(move |task| planned.contains(&task.id))
}

pub(super) fn reasons(facts: &Facts<'_>) -> Vec<Reason> {
    let Some(planned) = facts.planned else { return vec![Reason::NoProgramme] };
    let mut reasons: Vec<Reason> = broken(facts, planned).collect();
    let avoid = Needs::of(&facts.learner.profile).must_avoid;
    for task in tasks(facts.offer, planned.programme) {
        let brings = |exposure| exposure_of(&facts.offer.offer, task, exposure) == Presence::Present;
        reasons.extend(
            avoid
                .iter()
                .filter(|exposure| brings(*exposure))
                .map(|exposure| Reason::TaskBrings { task: task.id.clone(), exposure }),
        );
    }
    let law = law_facts(facts.learner, facts.offer, facts.window, planned.programme, facts.vetting);
    let with_others = !law.elsewhere.is_empty();
    let Gate { barred, unanswered } = Gate::of(&law::assess(&law));
    let findings = barred.into_iter().chain(unanswered);
    reasons.extend(findings.map(|finding| Reason::Law { finding: Box::new(finding), with_others }));
    reasons
}

/// Where the plan breaks a rule that must hold: hours, tasks, people, events.
fn broken(facts: &Facts<'_>, planned: Planned<'_>) -> impl Iterator<Item = Reason> + use<> {
    let Placement { days, .. } = facts.placement;
    let first = days.first().copied().unwrap_or(facts.window.dates.from);
    let limits = hour_limits(facts.learner.date_of_birth, first);
    let (offer, profile) = (&facts.offer.offer, &facts.learner.profile);
    let input = WorkInput {
        starts_later_minutes: planned.starts_later_minutes,
        lost: &planned.programme.lost,
        ..WorkInput::new(offer, facts.window, days, planned.carved, profile, limits)
    };
    let breaches = check(planned.programme, &input).into_iter();
    let must = breaches.filter(|breach| breach.rule.weight() == Weight::Must);
    must.map(|breach| Reason::Programme { date: breach.date, rule: breach.rule })
}
