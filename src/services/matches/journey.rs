//! The journey of one match, leg by leg, for the learner's own side.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::travel::BasisView;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::window::Window;
use crate::ranking::Match;
use crate::travel::itinerary::{Itinerary, Leg};
use crate::travel::{
    Direction, Mode, ModeAnswer, Note, PlacementTrips, Profile, State, TravelAnswer, TravelModel,
    explain_placement,
};
use crate::words::amount::clock;
use crate::words::suitability as say;

/// The journeys of a placement; days that are alike stand together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct JourneyView {
    /// In the order of their first dates.
    pub days: Vec<JourneyDays>,
}

/// Days on which the learner travels alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct JourneyDays {
    /// Which.
    pub dates: Vec<NaiveDate>,
    /// The way there.
    pub out: TripView,
    /// The way home.
    pub home: TripView,
}

/// One way. Times are HH:MM by the clocks of the place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TripView {
    /// How it stands.
    pub state: State,
    /// The way of travel; absent when the profile names none.
    pub mode: Option<Mode>,
    /// What it stands on.
    pub basis: Option<BasisView>,
    /// From door to door.
    pub minutes: Option<u16>,
    /// On foot or by wheelchair in all, or by the way itself.
    pub metres: Option<u32>,
    /// Changes of vehicle.
    pub changes: Option<usize>,
    /// When to leave.
    pub leave: Option<String>,
    /// When there.
    pub arrive: Option<String>,
    /// Minutes between arriving and the shift's start, or between its end and leaving.
    pub margin_minutes: Option<u16>,
    /// Leg by leg; empty where there is no timetable.
    pub legs: Vec<LegView>,
    /// When to leave by the next one, for somebody who misses this.
    pub if_missed: Option<NextView>,
    /// The last time to leave that is still in time; for the way home, the last within the day's
    /// limits.
    pub last_leave: Option<String>,
    /// What to know.
    pub notes: Vec<Note>,
    /// In sentences: the legs, then the notes.
    pub words: Vec<String>,
    /// Every way that the profile allows, best first, and walking alone all the way beside them.
    pub ways: Vec<WayView>,
    /// Walking alone all the way, allowed or not.
    pub walk_only: WayView,
}

/// Another journey in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct NextView {
    /// When to leave.
    pub leave: String,
    /// When there.
    pub arrive: String,
}

/// One way of travel in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WayView {
    /// Which.
    pub mode: Mode,
    /// How it stands.
    pub state: State,
    /// From door to door.
    pub minutes: Option<u16>,
}

/// One part of a journey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LegView {
    /// On foot or by wheelchair.
    Walk {
        /// Minutes.
        minutes: u16,
        /// Metres.
        metres: u32,
        /// The stop walked to; absent at the end.
        to: Option<String>,
    },
    /// On a vehicle.
    Ride {
        /// The line.
        line: String,
        /// The direction.
        towards: String,
        /// The stop to board at.
        from: String,
        /// When it leaves.
        board: String,
        /// The stop to alight at.
        to: String,
        /// When it arrives.
        alight: String,
        /// Minutes of waiting before boarding: the slack of a change.
        wait_minutes: u16,
        /// Whether the learner is trained for the line.
        trained: bool,
    },
}

/// The journeys of a match with dates, in full; `None` when home, site or dates are not known.
pub(super) fn journey(
    facts: &OfferFacts,
    learner: &LearnerFacts,
    model: &dyn TravelModel,
    one: &Match,
) -> Option<JourneyView> {
    let (home, site) = learner.home.zip(facts.offer.site.coordinates)?;
    let window: &Window = facts.offer.window(one.window.as_ref()?)?;
    let later = one.journey.as_ref().map_or(0, |journey| journey.chosen().1);
    let (from, to) = (window.hours.from.plus(later).minutes(), window.hours.to.minutes());
    let profile = Profile::from(&learner.profile.travel);
    let days: Vec<_> = one.days.iter().map(|date| (*date, from, to)).collect();
    let mut view: Vec<JourneyDays> = Vec::new();
    for day in explain_placement(model, &PlacementTrips { home, site, days: &days, profile: &profile }) {
        let (out, home) = (trip(&day.out, Direction::Out, from), trip(&day.home, Direction::Home, to));
        // The day that was read differs from date to date; the journey is the same all the same.
        match view.iter_mut().find(|known| alike(&known.out, &out) && alike(&known.home, &home)) {
            Some(known) => known.dates.push(day.date),
            None => view.push(JourneyDays { dates: vec![day.date], out, home }),
        }
    }
    Some(JourneyView { days: view })
}

fn alike(a: &TripView, b: &TripView) -> bool {
    let apart = |trip: &TripView| TripView { basis: None, ..trip.clone() };
    let same_feed = match (&a.basis, &b.basis) {
        (
            Some(BasisView::Timetable { feed: a, version: of_a, .. }),
            Some(BasisView::Timetable { feed: b, version: of_b, .. }),
        ) => (a, of_a) == (b, of_b),
        (a, b) => a == b,
    };
    same_feed && apart(a) == apart(b)
}

fn trip(answer: &TravelAnswer, direction: Direction, minute: u16) -> TripView {
    let best = answer.best();
    let journey = best.and_then(|best| best.journey.as_ref());
    let margin = |journey: &Itinerary| match direction {
        Direction::Out => minute.saturating_sub(journey.arrive),
        Direction::Home => journey.leave.saturating_sub(minute),
    };
    let legs: &[Leg] = journey.map(|journey| journey.legs.as_slice()).unwrap_or_default();
    let notes = best.map(|best| best.notes.clone()).unwrap_or_default();
    TripView {
        state: answer.state(),
        mode: best.map(|best| best.mode),
        basis: best.map(|best| (&best.basis).into()),
        minutes: best.and_then(|best| best.minutes),
        metres: best.and_then(|best| best.metres),
        changes: journey.map(Itinerary::changes),
        leave: journey.map(|journey| clock(journey.leave)),
        arrive: journey.map(|journey| clock(journey.arrive)),
        margin_minutes: journey.map(margin),
        if_missed: journey
            .and_then(|journey| journey.if_missed)
            .map(|(leave, arrive)| NextView { leave: clock(leave), arrive: clock(arrive) }),
        last_leave: journey.and_then(|journey| journey.last_leave).map(clock),
        words: legs.iter().map(say::leg).chain(notes.iter().map(say::note)).collect(),
        legs: legs.iter().map(LegView::from).collect(),
        notes,
        ways: answer.ways.iter().map(WayView::from).collect(),
        walk_only: (&answer.walk_only).into(),
    }
}

impl From<&ModeAnswer> for WayView {
    fn from(way: &ModeAnswer) -> Self {
        Self { mode: way.mode, state: way.state, minutes: way.minutes }
    }
}

impl From<&Leg> for LegView {
    fn from(leg: &Leg) -> Self {
        match leg {
            Leg::Walk { minutes, metres, to } => {
                Self::Walk { minutes: *minutes, metres: *metres, to: to.clone() }
            }
            Leg::Ride(ride) => Self::Ride {
                line: ride.line.clone(),
                towards: ride.towards.clone(),
                from: ride.from.clone(),
                board: clock(ride.board),
                to: ride.to.clone(),
                alight: clock(ride.alight),
                wait_minutes: ride.wait,
                trained: ride.trained,
            },
        }
    }
}
