//! One travel answer for a whole placement: there and back on every day.

use chrono::NaiveDate;

use super::answer::{ModeAnswer, Note, State, TravelAnswer};
use super::profile::{Mode, Profile};
use super::request::{Direction, TravelModel, TripRequest};
use crate::domain::place::Coordinates;

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

/// How one direction stands over all days, by the one way that stands best on its worst day: a
/// learner keeps the same way each morning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regular {
    /// The answer of the worst day, with the longest minutes and every day's notes.
    pub way: ModeAnswer,
    /// The first day that stands worst.
    pub worst_day: NaiveDate,
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
    /// The longer of the two directions in minutes; `None` when either is not assessed.
    #[must_use]
    pub fn longest_minutes(&self) -> Option<u16> {
        let minutes = |regular: &Option<Regular>| regular.as_ref().and_then(|regular| regular.way.minutes);
        Some(minutes(&self.out)?.max(minutes(&self.home)?))
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
    Some(Regular { way, worst_day })
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
