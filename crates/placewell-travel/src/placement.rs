//! One travel answer for a whole placement: there and back on every day.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::{ModeAnswer, Note, State, TravelAnswer};
use super::itinerary::{Itinerary, RideLeg};
use super::profile::Mode;
use super::request::{Direction, Gist, PlacementTrips, TravelModel, TripRequest};

/// How one direction stands over all days, by the one way that stands best on its worst day: a
/// learner keeps the same way each morning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regular {
    /// The answer of the worst day, with the longest minutes and every day's notes.
    pub way: ModeAnswer,
    /// The first day that stands worst.
    pub worst_day: NaiveDate,
    /// The most changes of vehicle on any day; `None` where no vehicle of a timetable is ridden.
    pub changes: Option<u8>,
    /// Where the rides of any day begin and end, by stop, each once.
    pub stops: Vec<(String, String)>,
    /// Rides, over all days, that the learner would be trained for; empty when none.
    pub training: Vec<TrainingLeg>,
}

/// A ride that a learner would be trained for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct TrainingLeg {
    /// The line, as on the front of the vehicle.
    pub line: String,
    /// The direction, as on the front of the vehicle; empty when the timetable states none.
    pub towards: String,
    /// The stop to board at.
    pub from: String,
    /// The stop to alight at.
    pub to: String,
}

impl TrainingLeg {
    fn of(ride: &RideLeg) -> Self {
        let RideLeg { line, towards, from, to, .. } = ride.clone();
        Self { line, towards, from, to }
    }
}

/// How travel stands for a placement as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementTravel {
    /// The worse of the two directions; not assessed when there are no days.
    pub state: State,
    /// The way there; `None` when the profile allows no mode or there are no days.
    pub out: Option<Regular>,
    /// The way home.
    pub home: Option<Regular>,
    /// What the profile itself lacks.
    pub notes: Vec<Note>,
}

impl PlacementTravel {
    /// Without what is said about it.
    #[must_use]
    pub fn gist(&self) -> Gist {
        Gist { state: self.state, minutes: self.longest_minutes(), alone: self.independent() }
    }

    /// The longer of the two directions in minutes; `None` when either is not assessed.
    #[must_use]
    pub fn longest_minutes(&self) -> Option<u16> {
        let minutes = |regular: &Option<Regular>| regular.as_ref().and_then(|regular| regular.way.minutes);
        Some(minutes(&self.out)?.max(minutes(&self.home)?))
    }

    /// Both directions, out first.
    pub fn ways(&self) -> impl Iterator<Item = &Regular> {
        self.out.iter().chain(&self.home)
    }

    /// Every note of both directions and of the profile, in a fixed order, none twice.
    #[must_use]
    pub fn all_notes(&self) -> Vec<Note> {
        let mut notes: Vec<Note> =
            self.ways().flat_map(|regular| regular.way.notes.iter().copied()).collect();
        notes.extend(self.notes.iter().copied());
        notes.sort_unstable();
        notes.dedup();
        notes
    }

    /// The stops at the learner's end of both directions and those of changes, on any day: what must
    /// never stand in anything that leaves. The stop at the site is as public as the site, and a
    /// name of one word says nothing by itself.
    #[must_use]
    pub fn stops_of_home(&self) -> Vec<String> {
        let boarded = self.out.iter().flat_map(|out| out.stops.iter().map(|(from, _)| from));
        let alighted = self.home.iter().flat_map(|home| home.stops.iter().map(|(_, to)| to));
        let mut stops: Vec<String> =
            boarded.chain(alighted).filter(|name| name.split_whitespace().count() > 1).cloned().collect();
        stops.sort();
        stops.dedup();
        stops
    }

    /// The rides of both directions that the learner would be trained for.
    #[must_use]
    pub fn training(&self) -> Vec<TrainingLeg> {
        let mut legs: Vec<TrainingLeg> = self.ways().flat_map(|regular| regular.training.clone()).collect();
        legs.sort();
        legs.dedup();
        legs
    }

    /// Whether the learner makes both directions without anybody.
    #[must_use]
    pub fn independent(&self) -> bool {
        let alone =
            |regular: &Option<Regular>| regular.as_ref().is_some_and(|r| !r.way.mode.needs_somebody());
        alone(&self.out) && alone(&self.home)
    }
}

/// Assesses every trip and sums them up.
#[must_use]
pub fn assess_placement(model: &dyn TravelModel, trips: &PlacementTrips<'_>) -> PlacementTravel {
    if trips.profile.modes.is_empty() {
        return PlacementTravel {
            state: State::Beyond,
            out: None,
            home: None,
            notes: vec![Note::NoModeAllowed],
        };
    }
    let out = regular(model, trips, Direction::Out);
    let home = regular(model, trips, Direction::Home);
    let state = match (&out, &home) {
        (Some(out), Some(home)) => out.way.state.max(home.way.state),
        _ => State::NotAssessed,
    };
    PlacementTravel { state, out, home, notes: Vec::new() }
}

/// The answers of one day of a placement, each with everything that a reader of the journey wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayTravel {
    /// The day.
    pub date: NaiveDate,
    /// The way there.
    pub out: TravelAnswer,
    /// The way home.
    pub home: TravelAnswer,
}

/// Answers every trip of a placement in full, day by day.
#[must_use]
pub fn explain_placement(model: &dyn TravelModel, trips: &PlacementTrips<'_>) -> Vec<DayTravel> {
    let PlacementTrips { home, site, profile, .. } = *trips;
    let ask = |date, direction, minute| {
        model.explain(&TripRequest { home, site, date, direction, minute, profile })
    };
    let day = |(date, from, to): &(NaiveDate, u16, u16)| DayTravel {
        date: *date,
        out: ask(*date, Direction::Out, *from),
        home: ask(*date, Direction::Home, *to),
    };
    trips.days.iter().map(day).collect()
}

fn regular(model: &dyn TravelModel, trips: &PlacementTrips<'_>, direction: Direction) -> Option<Regular> {
    let answers: Vec<(NaiveDate, TravelAnswer)> = trips
        .days
        .iter()
        .map(|(date, start, end)| {
            let minute = if direction == Direction::Out { *start } else { *end };
            let PlacementTrips { home, site, profile, .. } = *trips;
            (*date, model.assess(&TripRequest { home, site, date: *date, direction, minute, profile }))
        })
        .collect();
    let ways = trips.profile.modes.keys().filter_map(|mode| over_all_days(&answers, *mode));
    ways.min_by_key(|regular| regular.way.preference())
}

fn over_all_days(answers: &[(NaiveDate, TravelAnswer)], mode: Mode) -> Option<Regular> {
    let daily = || answers.iter().filter_map(|(date, answer)| Some((*date, answer.by(mode)?)));
    let (worst_day, worst) = daily().min_by_key(|(date, way)| (std::cmp::Reverse(way.state), *date))?;
    let mut way = worst.clone();
    way.minutes = daily().map(|(_, way)| way.minutes).max().flatten();
    way.metres = daily().map(|(_, way)| way.metres).max().flatten();
    way.notes = daily().flat_map(|(_, way)| way.notes.iter().copied()).collect();
    way.notes.sort_unstable();
    way.notes.dedup();
    book_once(&mut way.notes);
    let journeys = || daily().filter_map(|(_, way)| way.journey.as_ref());
    let changes = journeys().map(|journey| u8::try_from(journey.changes()).unwrap_or(u8::MAX)).max();
    let mut stops: Vec<(String, String)> =
        journeys().flat_map(Itinerary::rides).map(|ride| (ride.from.clone(), ride.to.clone())).collect();
    stops.sort();
    stops.dedup();
    let untrained = daily().filter(|(_, way)| way.state == State::AfterTraining);
    let untrained = untrained.filter_map(|(_, way)| way.journey.as_ref()).flat_map(Itinerary::rides);
    let mut training: Vec<TrainingLeg> =
        untrained.filter(|ride| !ride.trained).map(TrainingLeg::of).collect();
    training.sort();
    training.dedup();
    Some(Regular { way, worst_day, changes, stops, training })
}

/// What is booked is booked for all days, so the first day's date is the one to keep.
fn book_once(notes: &mut Vec<Note>) {
    let mut booked = Vec::new();
    notes.retain(|note| match note {
        Note::BookBy { mode, .. } if booked.contains(mode) => false,
        Note::BookBy { mode, .. } => {
            booked.push(*mode);
            true
        }
        _ => true,
    });
}
