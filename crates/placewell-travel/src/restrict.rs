//! A learner's limits as a mask on the timetable, laid over it before any search.

use super::day::{MIDNIGHT, RunCalls};
use super::gtfs::{Evidence, Vehicle};
use super::network::Network;
use super::profile::{Profile, StepFree};

/// How strictly the limits are laid. Looser layers are asked only when stricter ones have no
/// answer, and what they find is said to need training or a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layer {
    /// Only the learner's trained lines.
    pub trained_only: bool,
    /// What nothing is known about may be used, step-free or not.
    pub unknown_steps: bool,
}

/// Whether a run may be used under a layer; clears the calls at which boarding or alighting is out.
pub fn allows(network: &Network, profile: &Profile, layer: Layer, run: &mut RunCalls<'_>) -> bool {
    let Some(trip) = run.feed.trips.get(run.run.trip as usize) else { return false };
    let Some(route) = run.feed.routes.get(trip.route as usize) else { return false };
    let towards = run.feed.headsigns.get(trip.headsign as usize).map_or("", String::as_str);
    if layer.trained_only && !profile.trained_lines.iter().any(|known| known.covers(&route.name, towards)) {
        return false;
    }
    let usable = |evidence: Evidence| step_free(profile.step_free, layer, route.vehicle, evidence);
    if !usable(trip.wheelchair) {
        return false;
    }
    for call in run.calls.iter_mut() {
        let stop = network.stops.get(call.stop as usize).map(|stop| stop.wheelchair).unwrap_or_default();
        let crowded = |minute: u16| {
            profile.not_riding.iter().any(|(from, to)| (MIDNIGHT + from..MIDNIGHT + to).contains(&minute))
        };
        call.board &= usable(stop) && !crowded(call.depart);
        call.alight &= usable(stop) && !crowded(call.arrive.saturating_sub(1));
    }
    true
}

fn step_free(policy: StepFree, layer: Layer, vehicle: Vehicle, evidence: Evidence) -> bool {
    match (policy, evidence) {
        (StepFree::NotNeeded, _) | (_, Evidence::Yes) => true,
        (_, Evidence::No) => false,
        (StepFree::PresumeBuses, Evidence::Unknown) => {
            layer.unknown_steps || matches!(vehicle, Vehicle::Bus | Vehicle::Coach)
        }
        (StepFree::EvidenceOnly, Evidence::Unknown) => layer.unknown_steps,
    }
}
