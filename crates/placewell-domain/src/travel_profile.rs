//! How a learner travels, and within what limits.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::{CodeSet, vocabulary};
use super::concession::AuthorityCode;
use super::text::Line;
use super::time::{Span, TimeOfDay};

vocabulary! {
    /// A way of travelling.
    TravelMode {
        /// On foot.
        Walk = "walk",
        /// By manual or powered wheelchair, on pavements.
        Wheelchair = "wheelchair",
        /// By bicycle.
        Cycle = "cycle",
        /// By public transport, on the learner's own.
        PublicTransport = "public_transport",
        /// On foot or by public transport with somebody.
        Escorted = "escorted",
        /// In the family's car.
        FamilyCar = "family_car",
        /// In a taxi or minibus that the authority or provider pays for.
        Taxi = "taxi",
    }
}

vocabulary! {
    /// What counts as step-free enough.
    StepFreePolicy {
        /// Steps do not matter.
        NotNeeded = "not_needed",
        /// Evidence, or the presumption that local buses are accessible by regulation.
        Presumed = "presumed",
        /// Evidence only.
        Evidence = "evidence",
    }
}

vocabulary! {
    /// How far travel training for one route has come.
    TrainingStage {
        /// Under way: somebody goes with the learner.
        InTraining = "in_training",
        /// The learner travels this route alone.
        Independent = "independent",
        /// It was learnt and wants refreshing.
        Lapsed = "lapsed",
    }
}

/// A route that a learner was trained for. Training is for one route, not for travel as such.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrainedRoute {
    /// The line as it stands on the vehicle, such as `30`.
    pub line: Line,
    /// The direction as it stands on the vehicle, if the training was for one only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub towards: Option<Line>,
    /// The stage.
    pub stage: TrainingStage,
    /// As at this date.
    pub as_at: NaiveDate,
}

vocabulary! {
    /// A way of travelling that somebody else has to make possible.
    ArrangedMode {
        /// Somebody comes along.
        Escorted = "escorted",
        /// The family drives.
        FamilyCar = "family_car",
        /// A taxi or minibus that the authority or provider pays for.
        Taxi = "taxi",
    }
}

/// What a way of travelling asks of those who make it possible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToBeArranged {
    /// Which way.
    pub mode: ArrangedMode,
    /// Whole days ahead that it must be asked for; nought when on the day will do, absent when
    /// nobody knows yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(maximum = 90)]
    pub lead_days: Option<u16>,
    /// Learners taken together at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 60)]
    pub capacity: Option<u8>,
    /// Minutes for getting in, strapping down and getting out, both ends together; absent for what
    /// is usual.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(maximum = 60)]
    pub load_minutes: Option<u16>,
}

/// How a learner travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TravelProfile {
    /// Ways that are possible.
    #[schema(value_type = Vec<TravelMode>, min_items = 1)]
    pub modes: CodeSet<TravelMode>,
    /// Walking or wheeling speed, millimetres a second: 1200 is usual, 900 slow, 800 a manual wheelchair.
    #[serde(default = "usual_speed")]
    #[schema(minimum = 300, maximum = 2000)]
    pub speed_mm_s: u16,
    /// The longest walk of one leg, metres.
    #[schema(maximum = 10000)]
    pub max_walk_metres: u16,
    /// The most walking in one journey, metres.
    #[schema(maximum = 20000)]
    pub max_total_walk_metres: u16,
    /// Minutes door to door that are fine.
    #[serde(default = "soft_minutes")]
    #[schema(maximum = 240)]
    pub comfortable_minutes: u16,
    /// Minutes door to door that must not be passed.
    #[serde(default = "hard_minutes")]
    #[schema(maximum = 240)]
    pub max_minutes: u16,
    /// The most changes of vehicle.
    #[schema(maximum = 4)]
    pub max_changes: u8,
    /// Minutes wanted at each change.
    #[serde(default = "change_slack")]
    #[schema(maximum = 60)]
    pub change_minutes: u8,
    /// The longest wait at a stop, minutes.
    #[serde(default = "longest_wait")]
    #[schema(maximum = 120)]
    pub max_wait_minutes: u8,
    /// What counts as step-free enough.
    pub step_free: StepFreePolicy,
    /// Lines that the learner was trained for.
    #[serde(default)]
    #[schema(max_items = 40)]
    pub trained_routes: Vec<TrainedRoute>,
    /// Whether only trained routes may be travelled alone.
    #[serde(default)]
    pub trained_routes_only: bool,
    /// Not out of the house before this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<TimeOfDay>,
    /// Home by this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_after: Option<TimeOfDay>,
    /// Not walking or waiting in the dark.
    #[serde(default)]
    pub avoid_dark: bool,
    /// Not on a vehicle during these hours, when it is crowded.
    #[serde(default)]
    #[schema(max_items = 4)]
    pub avoid_peak: Vec<Span>,
    /// Whether the learner travels on a concessionary pass, so that its hours matter.
    #[serde(default)]
    pub concessionary_pass: bool,
    /// The authority that issued the pass: its hours may be better than the nation's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass_authority: Option<AuthorityCode>,
    /// What has to be asked for ahead, and how many it carries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 3)]
    pub to_be_arranged: Vec<ToBeArranged>,
}

fn usual_speed() -> u16 {
    1200
}

fn soft_minutes() -> u16 {
    60
}

fn hard_minutes() -> u16 {
    75
}

fn change_slack() -> u8 {
    5
}

fn longest_wait() -> u8 {
    30
}
