//! The question, and the seam for whatever answers it.

use chrono::NaiveDate;

use super::answer::{State, TravelAnswer};
use super::profile::Profile;
use placewell_domain::place::Coordinates;

/// Which way a trip goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From home to the site, arriving by a time.
    Out,
    /// From the site to home, leaving at or after a time.
    Home,
}

/// One trip of one learner on one date.
#[derive(Clone, Copy, Debug)]
pub struct TripRequest<'a> {
    /// The learner's home.
    pub home: Coordinates,
    /// The employer's site.
    pub site: Coordinates,
    /// The day of travel.
    pub date: NaiveDate,
    /// Which way.
    pub direction: Direction,
    /// Minute of the day, Europe/London: be there by (out), leave no earlier than (home).
    pub minute: u16,
    /// The learner's limits.
    pub profile: &'a Profile,
}

/// The trips of one placement.
#[derive(Clone, Copy, Debug)]
pub struct PlacementTrips<'a> {
    /// The learner's home.
    pub home: Coordinates,
    /// The employer's site.
    pub site: Coordinates,
    /// Every day of the placement: the date, and the shift's start and end as minutes of the day.
    pub days: &'a [(NaiveDate, u16, u16)],
    /// The learner's limits.
    pub profile: &'a Profile,
}

/// How travel stands for a placement, without what is said about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gist {
    /// The worse of the two directions.
    pub state: State,
    /// The longer of the two directions in minutes; `None` when either is not assessed.
    pub minutes: Option<u16>,
    /// Whether the learner makes both directions without anybody.
    pub alone: bool,
}

/// Something that can answer how a trip stands: the estimate, a timetable, a street engine.
pub trait TravelModel: Send + Sync {
    /// Answers one trip. Total: what cannot be known is [`NotAssessed`](super::State::NotAssessed).
    fn assess(&self, request: &TripRequest<'_>) -> TravelAnswer;

    /// The same answer with what only a reader of one journey wants to know: the next one for
    /// somebody who misses it, and the last that still works.
    fn explain(&self, request: &TripRequest<'_>) -> TravelAnswer {
        self.assess(request)
    }

    /// Whether trips within such limits stand alike on every date, so that the answer for the first date tells
    /// how all of them stand: nothing in it but what is booked ahead turns on the date.
    fn is_alike_every_day(&self, _limits: &Profile) -> bool {
        false
    }

    /// Whether other hours could bring a trip within such limits.
    fn turns_on_hours(&self, _limits: &Profile) -> bool {
        true
    }

    /// The longest straight line between home and site, in metres, over which a trip within such limits may be anything but
    /// beyond reach; `None` where that is not known.
    fn farthest(&self, _limits: &Profile) -> Option<u32> {
        None
    }

    /// The gist of what [`assess_placement`](super::assess_placement) says, where it costs less than saying it all.
    fn gist(&self, _trips: &PlacementTrips<'_>) -> Option<Gist> {
        None
    }
}
