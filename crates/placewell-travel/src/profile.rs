//! What a learner's journeys may look like: plain integers, from the learner's own profile.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use placewell_domain::text::canonical;
use placewell_domain::time::TimeOfDay;
use placewell_domain::travel_profile::{
    ArrangedMode, StepFreePolicy, TrainingStage, TravelMode, TravelProfile,
};

/// A way of making the whole journey. The order is that of independence: when two ways are
/// equally within reach, the earlier is preferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// On foot or by wheelchair, alone, at the profile's own speed.
    Walk,
    /// By bicycle, alone.
    Cycle,
    /// By bus, tram or train, alone.
    PublicTransport,
    /// On foot or by wheelchair, with somebody.
    EscortedWalk,
    /// By bus, tram or train, with somebody.
    EscortedPublicTransport,
    /// Driven by family.
    FamilyCar,
    /// By taxi or the provider's minibus, wheelchair accessible where the profile says so.
    Taxi,
}

impl Mode {
    /// Whether the whole journey is on foot or by wheelchair.
    #[must_use]
    pub fn is_walk(self) -> bool {
        matches!(self, Self::Walk | Self::EscortedWalk)
    }

    /// Whether the journey needs a timetable.
    #[must_use]
    pub fn is_public_transport(self) -> bool {
        matches!(self, Self::PublicTransport | Self::EscortedPublicTransport)
    }

    /// Whether it is one of the ways that a profile states the arrangement of.
    fn is_arranged_as(self, arranged: ArrangedMode) -> bool {
        match arranged {
            ArrangedMode::Escorted => matches!(self, Self::EscortedWalk | Self::EscortedPublicTransport),
            ArrangedMode::FamilyCar => self == Self::FamilyCar,
            ArrangedMode::Taxi => self == Self::Taxi,
        }
    }

    /// Whether somebody else must come along or drive.
    #[must_use]
    pub fn needs_somebody(self) -> bool {
        self > Self::PublicTransport
    }
}

/// How evidence of step-free access is read at stops and on vehicles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepFree {
    /// The learner manages steps.
    #[default]
    NotNeeded,
    /// A bus is presumed accessible (Public Service Vehicles Accessibility Regulations 2000); a
    /// stop that nothing is known about is a question and not a no.
    PresumeBuses,
    /// Only what the timetable states as accessible counts.
    EvidenceOnly,
}

/// What a way of travel asks of those who provide it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrangement {
    /// Whole days that it must be asked for ahead, 0 when on the day will do; `None` when unstated.
    pub lead_days: Option<u16>,
    /// Minutes for getting in, strapping down and getting out, both ends together.
    pub load_minutes: u16,
    /// Learners carried together at most; `None` when unstated.
    pub capacity: Option<u8>,
}

/// The limits of one learner's journeys. Distances in metres, times in minutes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Profile {
    /// The ways that are open to this learner, each with what it asks of others.
    pub modes: BTreeMap<Mode, Arrangement>,
    /// Whether walks are by wheelchair.
    pub wheelchair: bool,
    /// Speed on foot or by wheelchair, millimetres a second.
    pub walk_speed_mm_s: u32,
    /// The longest single walk, metres.
    pub walk_leg_metres: u32,
    /// All walks of one journey together, metres.
    pub walk_total_metres: u32,
    /// The longest ride by bicycle, metres.
    pub cycle_metres: u32,
    /// A journey longer than this is said to be long.
    pub soft_minutes: u16,
    /// A journey longer than this is beyond reach.
    pub hard_minutes: u16,
    /// Changes of vehicle at most.
    pub changes: u8,
    /// Minutes that every change must leave.
    pub change_minutes: u16,
    /// Minutes of waiting at a stop at most; `None` when no limit.
    pub wait_minutes: Option<u16>,
    /// How step-free access is read.
    pub step_free: StepFree,
    /// Lines that the learner is trained to ride alone.
    pub trained_lines: Vec<TrainedLine>,
    /// Whether only those may be ridden alone.
    pub trained_only: bool,
    /// Not away from home before this minute of the day.
    pub not_before: Option<u16>,
    /// Home by this minute of the day.
    pub not_after: Option<u16>,
    /// Whether the learner must not walk or wait in the dark.
    pub not_in_dark: bool,
    /// Spans of the day, minutes, in which the learner must not be on a vehicle: the crowded hours.
    pub not_riding: Vec<(u16, u16)>,
    /// Whether the learner rides on a concessionary pass, so that its hours matter.
    pub pass: bool,
}

impl Profile {
    /// Whether another profile has the same limits, whatever ways it allows.
    #[must_use]
    pub fn same_limits(&self, other: &Self) -> bool {
        self == other || *self == Self { modes: self.modes.clone(), ..other.clone() }
    }
}

/// A line the learner has been trained on, as independent travel training is: one route, not
/// travel in general.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TrainedLine {
    /// The line's public number or name, as on the front of the bus.
    pub line: String,
    /// The direction as the vehicle shows it; `None` when both.
    pub towards: Option<String>,
}

impl TrainedLine {
    /// Whether a line in a direction is this one. Case, spaces and ways of writing the same letter do
    /// not matter.
    #[must_use]
    pub fn covers(&self, line: &str, towards: &str) -> bool {
        let same = |a: &str, b: &str| a == b || canonical(a).to_lowercase() == canonical(b).to_lowercase();
        same(&self.line, line) && self.towards.as_deref().is_none_or(|known| same(known, towards))
    }
}

/// Minutes to load and unload a wheelchair or a learner who needs help, both ends together.
const TAXI_LOAD_MINUTES: u16 = 10;

impl From<&TravelProfile> for Profile {
    /// The learner's own profile. A line still in training, or lapsed, is not a trained line.
    fn from(profile: &TravelProfile) -> Self {
        let arrangement = |mode: Mode| {
            let stated = profile.to_be_arranged.iter().find(|one| mode.is_arranged_as(one.mode));
            let usual = if mode == Mode::Taxi { TAXI_LOAD_MINUTES } else { 0 };
            Arrangement {
                lead_days: stated.and_then(|one| one.lead_days),
                load_minutes: stated.and_then(|one| one.load_minutes).unwrap_or(usual),
                capacity: stated.and_then(|one| one.capacity),
            }
        };
        let modes = profile.modes.iter().flat_map(|mode| -> &[Mode] {
            match mode {
                TravelMode::Walk | TravelMode::Wheelchair => &[Mode::Walk],
                TravelMode::Cycle => &[Mode::Cycle],
                TravelMode::PublicTransport => &[Mode::PublicTransport],
                TravelMode::Escorted => &[Mode::EscortedWalk, Mode::EscortedPublicTransport],
                TravelMode::FamilyCar => &[Mode::FamilyCar],
                TravelMode::Taxi => &[Mode::Taxi],
            }
        });
        let independent =
            profile.trained_routes.iter().filter(|route| route.stage == TrainingStage::Independent);
        let trained_lines = independent.map(|route| TrainedLine {
            line: route.line.as_str().to_owned(),
            towards: route.towards.as_ref().map(|towards| towards.as_str().to_owned()),
        });
        Self {
            modes: modes.map(|mode| (*mode, arrangement(*mode))).collect(),
            wheelchair: profile.modes.contains(TravelMode::Wheelchair),
            walk_speed_mm_s: u32::from(profile.speed_mm_s),
            walk_leg_metres: u32::from(profile.max_walk_metres),
            walk_total_metres: u32::from(profile.max_total_walk_metres),
            soft_minutes: profile.comfortable_minutes,
            hard_minutes: profile.max_minutes,
            changes: profile.max_changes,
            change_minutes: u16::from(profile.change_minutes),
            wait_minutes: Some(u16::from(profile.max_wait_minutes)),
            step_free: match profile.step_free {
                StepFreePolicy::NotNeeded => StepFree::NotNeeded,
                StepFreePolicy::Presumed => StepFree::PresumeBuses,
                StepFreePolicy::Evidence => StepFree::EvidenceOnly,
            },
            trained_lines: trained_lines.collect(),
            trained_only: profile.trained_routes_only,
            not_before: profile.not_before.map(TimeOfDay::minutes),
            not_after: profile.not_after.map(TimeOfDay::minutes),
            not_in_dark: profile.avoid_dark,
            not_riding: profile
                .avoid_peak
                .iter()
                .map(|span| (span.from.minutes(), span.to.minutes()))
                .collect(),
            pass: profile.concessionary_pass,
            ..Self::default()
        }
    }
}

impl Default for Profile {
    /// Walking and public transport at 1.2 m/s, 800 m a walk, 60 minutes liked and 75 at most
    /// (the statutory guidance on home to school travel), two changes of five minutes.
    fn default() -> Self {
        Self {
            modes: [Mode::Walk, Mode::PublicTransport].map(|mode| (mode, Arrangement::default())).into(),
            wheelchair: false,
            walk_speed_mm_s: 1_200,
            walk_leg_metres: 800,
            walk_total_metres: 1_600,
            cycle_metres: 5_000,
            soft_minutes: 60,
            hard_minutes: 75,
            changes: 2,
            change_minutes: 5,
            wait_minutes: None,
            step_free: StepFree::NotNeeded,
            trained_lines: Vec::new(),
            trained_only: false,
            not_before: None,
            not_after: None,
            not_in_dark: false,
            not_riding: Vec::new(),
            pass: false,
        }
    }
}
