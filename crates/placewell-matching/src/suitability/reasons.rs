//! What speaks for a placement, in the order in which it is told.

use serde::Serialize;
use utoipa::ToSchema;

use super::needs::Needs;
use super::tasks::Standing;
use crate::domain::exposure::Exposure;
use crate::domain::fact::{Availability, Presence};
use crate::domain::ids::TaskId;
use crate::domain::learner::Profile;
use crate::domain::offer::Offer;
use crate::domain::provision::Provision;
use crate::domain::theme::Theme;
use crate::travel::{Mode, PlacementTravel, State};

/// One thing that speaks for a placement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    /// The learner speaks of what this task is about.
    SpeaksOf {
        /// Which task.
        task: TaskId,
    },
    /// A task is about something that the learner likes.
    Likes {
        /// What.
        theme: Theme,
        /// Which task.
        task: TaskId,
    },
    /// A task stretches the learner.
    Stretches {
        /// Which.
        task: TaskId,
    },
    /// Something that the learner needs is there.
    Has {
        /// What.
        provision: Provision,
    },
    /// Something that the learner must avoid is not there.
    FreeOf {
        /// What.
        exposure: Exposure,
    },
    /// The journey is within what is comfortable.
    EasyJourney {
        /// Minutes of the longer way.
        minutes: u16,
        /// How the learner gets there.
        mode: Mode,
    },
}

/// Everything that speaks for a placement.
#[must_use]
pub fn reasons(
    profile: &Profile,
    offer: &Offer,
    needs: &Needs,
    standings: &[Standing<'_>],
    travel: &PlacementTravel,
) -> Vec<Reason> {
    let open = || standings.iter().filter(|one| one.carved.is_none()).map(|one| one.task);
    let spoken = standings.iter().filter(|one| one.carved.is_none() && one.spoken_of);
    let spoken = spoken.map(|one| one.task.id.clone());
    let liked = profile.interests.iter().filter_map(|theme| {
        let task = open().find(|task| task.themes.contains(theme))?;
        Some(Reason::Likes { theme, task: task.id.clone() })
    });
    let (now, stretch) = (profile.capability.challenge, profile.capability.stretch);
    let stretching = open().filter(|task| now < task.load.challenge && task.load.challenge <= stretch);
    let has = needs.essential.union(needs.helpful).iter();
    let free = needs.must_avoid.union(needs.rather_avoid).iter();
    let mut all: Vec<Reason> = spoken.map(|task| Reason::SpeaksOf { task }).collect();
    all.extend(liked);
    all.extend(stretching.map(|task| Reason::Stretches { task: task.id.clone() }));
    all.extend(
        has.filter(|one| offer.provisions.get(*one) == Availability::Yes)
            .map(|provision| Reason::Has { provision }),
    );
    all.extend(
        free.filter(|one| offer.exposures.get(*one) == Presence::Absent)
            .map(|exposure| Reason::FreeOf { exposure }),
    );
    all.extend(easy_journey(profile, travel));
    all
}

fn easy_journey(profile: &Profile, travel: &PlacementTravel) -> Option<Reason> {
    let minutes = travel.longest_minutes()?;
    let mode = travel.out.as_ref()?.way.mode;
    let easy = travel.state == State::Within && minutes <= profile.travel.comfortable_minutes;
    easy.then_some(Reason::EasyJourney { minutes, mode })
}
