//! One learner's day, limit by limit, and where home reaches by it.

use std::sync::OnceLock;

use super::day_key::DayKey;
use super::{TimetableModel, reach_minutes};
use crate::day::{HORIZON, MIDNIGHT};
use crate::network::Link;
use crate::planner::Planner;
use crate::profile::{Profile, StepFree};
use crate::reach::{Range, Reach, ReachTable};
use crate::request::Direction;
use crate::restrict::Layer;

/// The spans on the axis within which tables of reach hold whole journeys.
const OUT: (u16, u16) = (MIDNIGHT + 4 * 60, MIDNIGHT + 15 * 60);
const HOME: (u16, u16) = (MIDNIGHT + 10 * 60, MIDNIGHT + 23 * 60);

/// One layer of limits on one day, for one home.
pub(super) struct LayerDay {
    pub(super) layer: Layer,
    key: DayKey,
    pub(super) planner: Planner,
    reach: OnceLock<Reach>,
}

impl LayerDay {
    pub(super) fn new(layer: Layer, key: DayKey, planner: Planner) -> Self {
        Self { layer, key, planner, reach: OnceLock::new() }
    }

    pub(super) fn table_bytes(&self) -> usize {
        self.reach.get().map_or(0, Reach::bytes)
    }

    /// Whether the tables rule out any journey within a window of the axis. A search would find
    /// none either; what the tables do not cover they never rule out.
    pub(super) fn rules_out(
        &self,
        model: &TimetableModel,
        near_site: &[Link],
        direction: Direction,
        (earliest, latest): (u16, u16),
    ) -> bool {
        let span = if direction == Direction::Out { OUT } else { HOME };
        let bounded = latest.saturating_sub(earliest) <= table_minutes(&model.profile);
        if earliest < span.0 || span.1 < latest || !bounded {
            return false;
        }
        let reach = self.reach.get_or_init(|| self.fill(model));
        let near_site = &*self.planner.day().at_all_calls(near_site);
        match direction {
            Direction::Out => reach.leave_home(near_site, latest).is_none_or(|leave| leave < earliest),
            Direction::Home => reach.be_home(near_site, earliest).is_none_or(|home| latest < home),
        }
    }

    /// One home, every stop, every minute: filled when the first site is asked for.
    fn fill(&self, model: &TimetableModel) -> Reach {
        let profile = &model.profile;
        let near_home = self.planner.day().at_all_calls(&model.near_home);
        let range = |earliest: u16, latest: u16| Range {
            access: &near_home,
            earliest,
            latest,
            minutes: table_minutes(profile),
            rides: usize::from(profile.changes) + 1,
            change: profile.change_minutes,
        };
        let day = model.timetable.timelines(&self.key, &self.planner);
        Reach::new(
            ReachTable::new(&day.forwards, &range(OUT.0, OUT.1)),
            ReachTable::new(&day.backwards, &range(HORIZON - HOME.1, HORIZON - HOME.0)),
        )
    }
}

/// Minutes on the way at most in a table: as long as any window that is asked of it.
fn table_minutes(profile: &Profile) -> u16 {
    reach_minutes(profile).saturating_add(super::MOVED_MINUTES)
}

/// The layers of a learner's limits, the strictest first.
pub(super) fn layers(profile: &Profile) -> Vec<Layer> {
    let layer = |trained_only, unknown_steps| Layer { trained_only, unknown_steps };
    let mut layers = Vec::new();
    if profile.trained_only || !profile.trained_lines.is_empty() {
        layers.push(layer(true, false));
    }
    layers.push(layer(false, false));
    if profile.step_free != StepFree::NotNeeded {
        layers.push(layer(false, true));
    }
    layers
}
