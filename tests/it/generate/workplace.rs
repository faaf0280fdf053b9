//! Made-up workplaces: what is done there, when, and what it exposes people to.

use placewell::domain::exposure::Exposure;
use placewell::domain::hazard::Hazard;
use placewell::domain::task::{Demand, Pace};
use placewell::domain::theme::Theme;

/// A kind of workplace with its work.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Workplace {
    pub(crate) title: &'static str,
    pub(crate) soc: &'static str,
    pub(crate) specified_place: bool,
    /// Exposures that the site as a whole has.
    pub(crate) present: &'static [Exposure],
    /// Exposures from which a learner can be kept.
    pub(crate) avoidable: &'static [Exposure],
    /// Delivery time and the place that it blocks.
    pub(crate) delivery: Option<(&'static str, &'static str, &'static str)>,
    pub(crate) tasks: &'static [Work],
}

/// One piece of work.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Work {
    pub(crate) name: &'static str,
    pub(crate) place: &'static str,
    pub(crate) themes: &'static [Theme],
    pub(crate) steps: &'static [&'static str],
    pub(crate) finish: &'static str,
    pub(crate) hours: (&'static str, &'static str),
    pub(crate) minutes: u16,
    pub(crate) pace: Pace,
    /// Reading, numbers, communication, physical.
    pub(crate) load: [u8; 4],
    pub(crate) challenge: u8,
    pub(crate) present: &'static [Exposure],
    pub(crate) hazards: &'static [Hazard],
}

impl Work {
    /// A demand by its grade, 0 to 2.
    pub(crate) fn demand(grade: u8) -> Demand {
        [Demand::None, Demand::Some, Demand::Much][usize::from(grade)]
    }
}

/// Every workplace.
pub(crate) fn all() -> Vec<Workplace> {
    super::shops::WORKPLACES.iter().chain(super::gardens::WORKPLACES).copied().collect()
}
