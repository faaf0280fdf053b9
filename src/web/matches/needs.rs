//! What a learner needs beside what is known of a workplace, need by need.

use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::exposure::Exposure;
use crate::domain::fact::{Availability, Presence};
use crate::domain::ids::{LearnerId, OfferId};
use crate::domain::need::{Need, Wanted};
use crate::domain::offer::Offer;
use crate::services::{ServiceError, learners, offers};
use crate::words::label::Label;
use crate::words::pages::needs as words;

/// What is known of one need at one workplace.
pub(super) struct Known {
    pub known: String,
    pub mark: &'static str,
    pub met: &'static str,
}

/// One need beside each workplace.
pub(super) struct NeedRow {
    pub need: String,
    pub weight: &'static str,
    pub at: Vec<Known>,
}

/// The needs beside some offers; none for a caller who does not read the learner's record.
pub(super) fn table(
    app: &App,
    caller: &Caller,
    learner: &LearnerId,
    asked: &[OfferId],
) -> Result<Vec<NeedRow>, ServiceError> {
    if !allowed(caller.role, Action::ReadLearner) {
        return Ok(Vec::new());
    }
    let needs = learners::read(app, caller, learner)?.learner.profile.needs;
    let mut read = Vec::new();
    for id in asked {
        read.push(offers::read(app, caller, id)?.offer);
    }
    let row = |need: &Need| NeedRow {
        need: match need.wanted {
            Wanted::Provision(provision) => provision.label().to_owned(),
            Wanted::Avoid(exposure) => words::without(exposure.label()),
        },
        weight: need.weight.label(),
        at: read.iter().map(|offer| known(offer, need.wanted)).collect(),
    };
    let mut rows: Vec<(_, NeedRow)> = needs.iter().map(|need| (need.weight.index(), row(need))).collect();
    rows.sort_by_key(|(weight, _)| *weight);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

fn known(offer: &Offer, wanted: Wanted) -> Known {
    match wanted {
        Wanted::Provision(provision) => {
            let state = offer.provisions.get(provision);
            let (mark, met) = match state {
                Availability::Yes => ("good", words::MET),
                Availability::CanArrange => ("warn", words::TO_ARRANGE),
                Availability::No => ("bad", words::NOT_MET),
                Availability::Unknown => ("none", words::TO_ASK),
            };
            Known { known: words::state(state.label()), mark, met }
        }
        Wanted::Avoid(exposure) => avoided(offer, exposure),
    }
}

/// Whether every task brings an exposure that cannot be kept away.
fn is_everywhere(offer: &Offer, exposure: Exposure) -> bool {
    offer.tasks.iter().all(|task| task.exposure(exposure) == Presence::Present)
}

/// An exposure all over the site stands in the way; one that only some tasks bring is kept away by leaving them out.
fn avoided(offer: &Offer, exposure: Exposure) -> Known {
    let site = offer.exposures.get(exposure);
    let tasks: Vec<&str> = offer
        .tasks
        .iter()
        .filter(|task| matches!(task.exposure(exposure), Presence::Present | Presence::Avoidable))
        .map(|task| task.name.as_str())
        .collect();
    let (mark, met) = match (site, tasks.is_empty()) {
        (Presence::Present, _) => ("bad", words::NOT_MET),
        (Presence::Unknown, _) => ("none", words::TO_ASK),
        (_, false) if is_everywhere(offer, exposure) => ("bad", words::NOT_MET),
        (Presence::Avoidable, _) | (Presence::Absent, false) => ("warn", words::KEPT_AWAY),
        (Presence::Absent, true) => ("good", words::MET),
    };
    Known { known: words::exposed(site.label(), &tasks), mark, met }
}
