//! What is said about one journey.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::itinerary::Itinerary;
use super::profile::Mode;
use super::street_doubt::StreetDoubt;

/// How a journey stands against the learner's limits, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TravelState)]
pub enum State {
    /// Within every limit.
    Within,
    /// Within or beyond, depending on the streets: somebody should look at a map.
    Borderline,
    /// Within every limit once the learner is trained for the lines that the notes name: never
    /// silently within.
    AfterTraining,
    /// Nothing is known either way: a question, never a no.
    NotAssessed,
    /// Beyond a limit whatever the streets are.
    Beyond,
}

/// What an answer stands on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Straight line, the circuity table and the profile's speed.
    Estimate,
    /// A timetable.
    Timetable {
        /// The feed's name.
        feed: String,
        /// The feed's version as its publisher states it.
        version: String,
        /// The day of the timetable that was read: another than the day of travel when projected.
        date: NaiveDate,
    },
    /// A street engine, by name.
    Engine(String),
}

/// Why an answer is what it is, or what to know before relying on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Note {
    /// The streets decide: compare with a map.
    CheckOnMap,
    /// No timetable covers this journey, so public transport was not looked at.
    NoTimetable,
    /// Even the straight line is longer than the longest walk.
    WalkTooFar {
        /// Straight line, metres.
        straight_metres: u32,
        /// The learner's limit, metres.
        limit_metres: u32,
    },
    /// Even the straight line is longer than the longest ride by bicycle.
    CycleTooFar {
        /// Straight line, metres.
        straight_metres: u32,
        /// The learner's limit, metres.
        limit_metres: u32,
    },
    /// Longer than the learner's hard limit, even at best.
    TooLong {
        /// Minutes at best.
        minutes: u16,
        /// The limit.
        limit: u16,
    },
    /// Longer than the learner likes, within the hard limit.
    LongerThanLiked {
        /// Minutes expected.
        minutes: u16,
        /// What the learner likes at most.
        liked: u16,
    },
    /// The learner would have to leave home too early.
    LeavesTooEarly {
        /// Minute of the day of leaving, at best.
        leave: u16,
        /// The earliest the learner may leave.
        limit: u16,
    },
    /// The learner would be home too late.
    HomeTooLate {
        /// Minute of the day of being home, at best.
        home: u16,
        /// The latest the learner may be home.
        limit: u16,
    },
    /// Part of the way is outdoors in the dark.
    InTheDark,
    /// No stop of any timetable lies within the learner's walk of home or of the site: the
    /// timetable does not know the place, which is not the same as out of reach.
    NoStopNearby {
        /// Whether it is home; else the site.
        home: bool,
        /// The learner's longest walk, metres.
        limit_metres: u32,
    },
    /// The timetable has no journey within the limits.
    NoJourney,
    /// The timetable's last day is past: the same weekday of its last week in term was read instead.
    TimetableExpired {
        /// Its last day.
        until: NaiveDate,
    },
    /// The timetable is not yet valid: the same weekday of its first week in term was read instead.
    TimetableNotYetValid {
        /// Its first day.
        from: NaiveDate,
    },
    /// The timetable is a real one of other dates, moved by whole weeks to try the service out:
    /// nobody should travel by it.
    TimetableRedated {
        /// Weeks that it was moved by.
        weeks: i32,
    },
    /// There would be a journey if the shift began later.
    IfStartMoved {
        /// The minute of the day at which the learner can be there.
        to: u16,
    },
    /// There would be a journey if the shift ended earlier.
    IfEndMoved {
        /// The minute of the day from which the learner would have to leave.
        to: u16,
    },
    /// Rides on lines that the learner is not trained for.
    TrainingNeeded {
        /// How many rides.
        rides: u8,
    },
    /// Rests on the presumption that local buses are accessible by regulation.
    StepFreePresumed,
    /// Nothing is stated about step-free access somewhere on the way: a question.
    StepFreeUnknown,
    /// All walks together are longer than the learner's limit.
    WalksTooLong {
        /// Metres altogether.
        metres: u32,
        /// The limit.
        limit_metres: u32,
    },
    /// A wait at a stop is longer than the learner's limit.
    WaitTooLong {
        /// Minutes of the longest wait.
        minutes: u16,
        /// The limit.
        limit: u16,
    },
    /// Would be on a vehicle in the crowded hours.
    InThePeak,
    /// Boards before the concessionary pass is valid, so that a fare is paid.
    PassNotYetValid {
        /// The minute of the day from which it is valid.
        from: u16,
    },
    /// Boards after the concessionary pass is no longer valid.
    PassNoLongerValid {
        /// The minute of the day until which it is valid.
        until: u16,
    },
    /// Must be booked or asked for.
    BookBy {
        /// What.
        mode: Mode,
        /// On this date at the latest.
        by: NaiveDate,
    },
    /// Must be booked, and nobody has said how long ahead.
    LeadTimeUnknown {
        /// What.
        mode: Mode,
    },
    /// Rides that run, or stop, only for whoever booked them with the operator beforehand.
    BookRide {
        /// How many rides.
        rides: u8,
    },
    /// Rides for which the driver must be asked to stop.
    AskDriver {
        /// How many rides.
        rides: u8,
    },
    /// No timetable says when the vehicle comes, only how often: planned with the longest wait.
    HeadwayOnly {
        /// Minutes between vehicles, the longest of the journey.
        minutes: u16,
    },
    /// The vehicle goes on as another line: the learner stays in the seat.
    StayOnBoard {
        /// How many times.
        times: u8,
    },
    /// Takes only so many learners together.
    TakesAtMost {
        /// What.
        mode: Mode,
        /// How many.
        learners: u8,
    },
    /// Somebody has to come along.
    NeedsEscort,
    /// Somebody has to drive.
    NeedsDriver,
    /// Driving times are assumed, not looked up.
    DrivingAssumed,
    /// The profile allows no way of travel at all.
    NoModeAllowed,
    /// The streets were asked for and the estimate stands all the same.
    StreetsNotUsed {
        /// Why.
        because: StreetDoubt,
    },
}

/// One way of making a journey, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModeAnswer {
    /// The way.
    pub mode: Mode,
    /// How it stands.
    pub state: State,
    /// Expected minutes from door to door; `None` when not assessed.
    pub minutes: Option<u16>,
    /// Expected metres on foot, by wheelchair, by bicycle or by car; `None` when not assessed.
    pub metres: Option<u32>,
    /// What it stands on.
    pub basis: Basis,
    /// Reasons and warnings, in a fixed order, none twice.
    pub notes: Vec<Note>,
    /// The journey itself, where a timetable gives one. It is the learner's, and stays theirs.
    pub journey: Option<Itinerary>,
}

impl ModeAnswer {
    /// The order of preference: how it stands, then independence, then minutes. Where nothing is
    /// within reach, what the timetable says tells more than that the walk is too far.
    #[must_use]
    pub fn preference(&self) -> (State, bool, Mode, u16) {
        preference(self.state, self.mode, self.minutes)
    }
}

/// The order of preference of ways.
pub(crate) fn preference(state: State, mode: Mode, minutes: Option<u16>) -> (State, bool, Mode, u16) {
    let tells_less = state == State::Beyond && !mode.is_public_transport();
    (state, tells_less, mode, minutes.unwrap_or(u16::MAX))
}

/// The answer for one trip: every way that the profile allows, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TravelAnswer {
    /// Best first, one a mode; never empty unless the profile allows no mode.
    pub ways: Vec<ModeAnswer>,
    /// Walking the whole way alone, allowed or not: the baseline that stands beside every answer.
    pub walk_only: ModeAnswer,
}

impl TravelAnswer {
    /// Sorts the ways into their order of preference.
    #[must_use]
    pub fn new(mut ways: Vec<ModeAnswer>, walk_only: ModeAnswer) -> Self {
        ways.sort_by_key(ModeAnswer::preference);
        Self { ways, walk_only }
    }

    /// The preferred way; `None` when the profile allows no mode.
    #[must_use]
    pub fn best(&self) -> Option<&ModeAnswer> {
        self.ways.first()
    }

    /// How the trip stands: as its best way does, beyond reach when there is none.
    #[must_use]
    pub fn state(&self) -> State {
        self.best().map_or(State::Beyond, |best| best.state)
    }

    /// The answer for one way.
    #[must_use]
    pub fn by(&self, mode: Mode) -> Option<&ModeAnswer> {
        self.ways.iter().find(|way| way.mode == mode)
    }
}
