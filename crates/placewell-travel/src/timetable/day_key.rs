//! What a built day depends on: learners for whom it is the same share it.

use crate::network::Walking;
use crate::profile::{Profile, StepFree, TrainedLine};
use crate::restrict::Layer;

/// What a day by the minute depends on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DayKey {
    pub(super) set: u64,
    pub(super) mask: Mask,
    pub(super) walking: Walking,
}

/// What limits leave of the trips: learners with the same limits share a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mask {
    step_free: StepFree,
    unknown_steps: bool,
    trained: Option<Vec<TrainedLine>>,
    not_riding: Vec<(u16, u16)>,
}

impl Mask {
    pub(super) fn of(profile: &Profile, layer: Layer) -> Self {
        Self {
            step_free: profile.step_free,
            unknown_steps: layer.unknown_steps,
            trained: layer.trained_only.then(|| profile.trained_lines.clone()),
            not_riding: profile.not_riding.clone(),
        }
    }
}
