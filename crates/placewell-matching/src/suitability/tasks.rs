//! How each task of an offer stands for one learner: open, open with care, in doubt, or left out.

use super::carved::CarvedWhy;
use super::needs::{Needs, without_stairs};
use super::own_voice::Voice;
use super::question::Asked;
use crate::domain::exposure::Exposure;
use crate::domain::fact::{Availability, Presence};
use crate::domain::offer::Offer;
use crate::domain::place_name::{is_on_another_floor, lies_within};
use crate::domain::quantity::Body;
use crate::domain::task::Task;
use crate::law::{Because, Finding, Outcome, Subject};

/// One task as it stands.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// The task.
    pub task: &'a Task,
    /// Why it is left out, if it is.
    pub carved: Option<CarvedWhy>,
    /// What the learner must be kept away from within it.
    pub keep_away: Vec<Exposure>,
    /// What is not known about it.
    pub doubts: Vec<Asked>,
    /// Whether the learner speaks gladly of what it is about.
    pub spoken_of: bool,
}

impl Standing<'_> {
    /// Whether it can be done as it is.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.carved.is_none() && self.keep_away.is_empty() && self.doubts.is_empty()
    }

    /// Whether it can be done if the doubts are cleared up.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.carved.is_none() && self.keep_away.is_empty() && !self.doubts.is_empty()
    }

    /// Whether it can be done with care.
    #[must_use]
    pub fn needs_care(&self) -> bool {
        self.carved.is_none() && !self.keep_away.is_empty()
    }

    /// How much the task counts in a score, in thousandths: better known and better fitting
    /// counts more.
    #[must_use]
    pub fn weight(&self) -> u32 {
        weight(self.carved.is_some(), !self.keep_away.is_empty(), !self.doubts.is_empty())
    }
}

/// How much a task counts, in thousandths: left out, to be taken with care, in doubt.
pub(super) fn weight(carved: bool, careful: bool, doubtful: bool) -> u32 {
    match (carved, careful, doubtful) {
        (true, _, _) => 0,
        (false, false, false) => 1_000,
        (false, false, true) => 500,
        (false, true, false) => 700,
        (false, true, true) => 350,
    }
}

/// What is known of one exposure in one task: what the task says; where it is silent, a site that
/// is free of the exposure speaks for all of its tasks.
#[must_use]
pub fn exposure_of(offer: &Offer, task: &Task, exposure: Exposure) -> Presence {
    match task.exposure(exposure) {
        Presence::Unknown if offer.exposures.get(exposure) == Presence::Absent => Presence::Absent,
        known => known,
    }
}

/// Every task of the offer, in its order, as it stands under the findings and the needs.
#[must_use]
pub fn stand<'a>(offer: &'a Offer, needs: &Needs, voice: &Voice, findings: &[Finding]) -> Vec<Standing<'a>> {
    let one = |task| Standing { spoken_of: voice.speaks_of(task), ..standing(offer, task, needs, findings) };
    offer.tasks.iter().map(one).collect()
}

/// What is known of the place of a task, whoever the learner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    /// Whether learners never go there.
    pub out_of_bounds: bool,
    /// Whether somebody who cannot use stairs can get there, and out in a fire.
    pub level: Availability,
}

impl Whereabouts {
    /// The place of a task.
    #[must_use]
    pub fn of(offer: &Offer, task: &Task) -> Self {
        let place = offer.place(&task.place);
        let out_of_bounds = place.is_some_and(|place| place.never_for_learners)
            || offer.everyday.no_go.iter().any(|area| lies_within(task.place.as_str(), area.as_str()));
        let upstairs = || {
            place
                .and_then(|place| place.floor)
                .map_or_else(|| is_on_another_floor(task.place.as_str()), |floor| floor != 0)
        };
        let level = match place.and_then(|place| place.level_exit) {
            Some(true) => Availability::Yes,
            Some(false) => Availability::No,
            None if upstairs() => without_stairs(offer),
            None => Availability::Yes,
        };
        Self { out_of_bounds, level }
    }
}

/// Whether learners may go to the task's place, and this one could leave it in a fire.
fn stand_place(standing: &mut Standing<'_>, offer: &Offer, needs: &Needs) {
    let task = standing.task;
    let Whereabouts { out_of_bounds, level } = Whereabouts::of(offer, task);
    if out_of_bounds {
        standing.carved.get_or_insert(CarvedWhy::NeverThere { place: task.place.clone() });
    }
    match level {
        _ if !needs.no_stairs => {}
        Availability::Yes => {}
        Availability::Unknown => standing.doubts.push(Asked::WithoutStairs { task: task.id.clone() }),
        Availability::No | Availability::CanArrange => {
            standing.carved.get_or_insert(CarvedWhy::Stairs { place: task.place.clone() });
        }
    }
}

fn standing<'a>(offer: &Offer, task: &'a Task, needs: &Needs, findings: &[Finding]) -> Standing<'a> {
    let mut standing =
        Standing { task, carved: None, keep_away: Vec::new(), doubts: Vec::new(), spoken_of: false };
    let about_task =
        |finding: &&Finding| matches!(&finding.subject, Subject::Task { task: id } if *id == task.id);
    for finding in findings.iter().filter(about_task) {
        match (finding.outcome, &finding.because) {
            (Outcome::Barred, because) => {
                standing.carved.get_or_insert(CarvedWhy::Law { because: because.clone() });
            }
            (Outcome::Conditional, Because::ProofsMissing { hazard, .. }) => {
                let (task, conditions) = (task.id.clone(), finding.conditions.clone());
                standing.doubts.push(Asked::TaskProofs { task, hazard: *hazard, conditions });
            }
            (Outcome::Question, Because::HazardsNotAsked) => {
                standing.doubts.push(Asked::TaskHazards { task: task.id.clone() });
            }
            (Outcome::Question, Because::HazardProposed { hazard, words }) => {
                let (task, words) = (task.id.clone(), words.clone());
                standing.doubts.push(Asked::TaskHazardProposed { task, hazard: *hazard, words });
            }
            _ => {}
        }
    }
    stand_place(&mut standing, offer, needs);
    if let Some(most) = needs.carries_kg {
        match task.body {
            None => standing.doubts.push(Asked::TaskWeight { task: task.id.clone() }),
            Some(Body { heaviest_kg, .. }) if heaviest_kg > most => {
                standing.carved.get_or_insert(CarvedWhy::TooHeavy { heaviest_kg });
            }
            Some(_) => {}
        }
    }
    if let Some(theme) = task.themes.intersection(needs.not_yet).iter().next() {
        standing.carved.get_or_insert(CarvedWhy::NotYet { theme });
    }
    for exposure in needs.must_avoid.iter() {
        match exposure_of(offer, task, exposure) {
            Presence::Absent => {}
            Presence::Avoidable => standing.keep_away.push(exposure),
            Presence::Unknown => {
                standing.doubts.push(Asked::TaskExposure { task: task.id.clone(), exposure });
            }
            Presence::Present => {
                standing.carved.get_or_insert(CarvedWhy::Brings { exposure });
            }
        }
    }
    standing
}
