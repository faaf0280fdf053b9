//! The timetable tier: one learner's trips answered by real journeys.

mod asking;
mod day_key;
mod layers;
mod reading;
mod shared;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::answer::{ModeAnswer, Note, State, TravelAnswer};
use super::concession::PassHours;
use super::day::MIDNIGHT;
use super::estimate::Estimate;
use super::network::{Link, Walking};
use super::profile::{Mode, Profile};
use super::request::{Direction, TravelModel, TripRequest};
use super::search::Search;
use asking::{Asking, escorted};
use layers::LayerDay;
use placewell_domain::place::Coordinates;
use reading::{ReadSet, Reading};

pub use shared::Timetable;

/// How long before the shift a learner may be there at most, and how long after it leave.
const IDLE_MINUTES: u16 = 45;

/// How far a shift's start or end may be thought to move.
const MOVED_MINUTES: u16 = 120;

/// Answers kept of one learner before all are dropped: both ways to each of some thousand sites.
const ANSWERS: usize = 32_768;

/// What an answer takes with its journey, about.
const ANSWER_BYTES: usize = 512;

/// A learner's trips by timetable: made once for a home and its limits, and then asked for any
/// site and date. Days with the same trips share one set of arrays and one table of reach, and an
/// answer once found is kept. Safe to share between threads.
pub struct TimetableModel {
    timetable: Arc<Timetable>,
    home: Coordinates,
    profile: Profile,
    pass: PassHours,
    /// Ways on foot between home and its stops.
    near_home: Vec<Link>,
    /// By set of trips. A day is built outside the lock, by whoever asks for it first.
    days: Mutex<BTreeMap<u64, Arc<OnceLock<Vec<LayerDay>>>>>,
    answers: Mutex<BTreeMap<AnswerKey, ModeAnswer>>,
    search: Mutex<Search>,
}

/// Everything that an answer by timetable depends on, beside home and limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct AnswerKey {
    site: Coordinates,
    direction: Direction,
    minute: u16,
    sets: (u64, u64),
    mode: Mode,
    /// Where light, the hours of a pass or a booking tell dates of the same trips apart.
    date: Option<chrono::NaiveDate>,
}

impl TimetableModel {
    /// A model for one home and its limits.
    #[must_use]
    pub fn new(timetable: Arc<Timetable>, home: Coordinates, profile: Profile, pass: PassHours) -> Self {
        let near_home = timetable.network().around(home, walking(&profile));
        Self {
            timetable,
            home,
            profile,
            pass,
            near_home,
            days: Mutex::default(),
            answers: Mutex::default(),
            search: Mutex::default(),
        }
    }

    /// Bytes that the tables of reach and the answers take, for whoever keeps models.
    #[must_use]
    pub fn table_bytes(&self) -> usize {
        let days = self.days.lock().unwrap_or_else(PoisonError::into_inner);
        let tables: usize =
            days.values().filter_map(|layers| layers.get()).flatten().map(LayerDay::table_bytes).sum();
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner).len();
        tables + answers * ANSWER_BYTES
    }

    fn by_timetable(&self, request: &TripRequest<'_>, estimated: &ModeAnswer, explain: bool) -> ModeAnswer {
        let own = request.home == self.home && request.profile.same_limits(&self.profile);
        let Some(reading) = own.then(|| self.timetable.reading(request.date)).flatten() else {
            return estimated.clone();
        };
        let near_site = self.timetable.network().around(request.site, walking(&self.profile));
        if self.near_home.is_empty() && near_site.is_empty() {
            // The timetable is of another area.
            return estimated.clone();
        }
        let mut answer = if explain {
            self.found(request, &reading, &near_site, estimated, true)
        } else {
            self.kept(request, &reading, &near_site, estimated)
        };
        let (basis, notes) = reading.tell(self.timetable.network(), answer.journey.as_ref());
        answer.basis = basis;
        answer.notes.extend(notes);
        answer.notes.sort_unstable();
        answer.notes.dedup();
        answer
    }

    fn kept(
        &self,
        request: &TripRequest<'_>,
        reading: &Reading,
        near_site: &[Link],
        estimated: &ModeAnswer,
    ) -> ModeAnswer {
        let booked = estimated.notes.iter().any(|note| matches!(note, Note::BookBy { .. }));
        let dated = self.profile.not_in_dark || self.profile.pass || booked;
        let key = AnswerKey {
            site: request.site,
            direction: request.direction,
            minute: request.minute,
            sets: reading.key(),
            mode: estimated.mode,
            date: dated.then_some(request.date),
        };
        if let Some(known) = self.answers.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        let answer = self.found(request, reading, near_site, estimated, false);
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= ANSWERS {
            answers.clear();
        }
        answers.insert(key, answer.clone());
        answer
    }

    /// The answer without basis and without what is to be said of the day that was read.
    fn found(
        &self,
        request: &TripRequest<'_>,
        reading: &Reading,
        near_site: &[Link],
        estimated: &ModeAnswer,
        explain: bool,
    ) -> ModeAnswer {
        let mut plain = estimated.clone();
        plain.notes.retain(|note| *note != Note::NoTimetable);
        let limit_metres = walking(&self.profile).max_metres;
        let ends = [(self.near_home.as_slice(), true), (near_site, false)];
        let unknown = ends.into_iter().filter(|(links, _)| links.is_empty());
        let unknown: Vec<Note> = unknown.map(|(_, home)| Note::NoStopNearby { home, limit_metres }).collect();
        if !unknown.is_empty() {
            plain.notes.extend(unknown);
            return plain;
        }
        let mut found = plain.clone();
        for set in &reading.sets {
            let prepared = self.prepared(set, request.date);
            let layers = prepared.get().map_or(&[][..], Vec::as_slice);
            let escorted = escorted(plain.mode);
            let asking = Asking { model: self, request, layers, near_site, escorted };
            let mut answer = plain.clone();
            asking.answer(&mut answer, explain);
            if answer.state == State::Beyond && set.projected {
                answer.notes.extend(asking.lapses(reading));
            }
            found = answer;
            if found.state != State::Beyond {
                break;
            }
        }
        found
    }

    fn prepared(&self, set: &ReadSet, date: chrono::NaiveDate) -> Arc<OnceLock<Vec<LayerDay>>> {
        let mut days = self.days.lock().unwrap_or_else(PoisonError::into_inner);
        let cell = days.entry(set.number).or_default().clone();
        drop(days);
        cell.get_or_init(|| self.timetable.prepare(set, date, &self.profile));
        cell
    }

    fn searching(&self) -> MutexGuard<'_, Search> {
        self.search.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn assessed(&self, request: &TripRequest<'_>, explain: bool) -> TravelAnswer {
        let estimate = Estimate.assess(request);
        let refine = |way: &ModeAnswer| {
            if way.mode.is_public_transport() {
                self.by_timetable(request, way, explain)
            } else {
                way.clone()
            }
        };
        TravelAnswer::new(estimate.ways.iter().map(refine).collect(), estimate.walk_only)
    }
}

impl TravelModel for TimetableModel {
    fn assess(&self, request: &TripRequest<'_>) -> TravelAnswer {
        self.assessed(request, false)
    }

    fn explain(&self, request: &TripRequest<'_>) -> TravelAnswer {
        self.assessed(request, true)
    }
}

fn walking(profile: &Profile) -> Walking {
    let max_metres = profile.walk_leg_metres.min(profile.walk_total_metres);
    Walking { max_metres, speed_mm_s: profile.walk_speed_mm_s }
}

/// Minutes before the shift's start within which a whole journey must lie, and after its end.
fn reach_minutes(profile: &Profile) -> u16 {
    profile.hard_minutes.saturating_add(IDLE_MINUTES)
}

/// From when to when a learner may be on the way, on the axis.
fn window(profile: &Profile, request: &TripRequest<'_>) -> (u16, u16) {
    let reach = reach_minutes(profile);
    let (earliest, latest) = match request.direction {
        Direction::Out => (request.minute.saturating_sub(reach), request.minute),
        Direction::Home => (request.minute, request.minute.saturating_add(reach)),
    };
    let earliest = earliest.max(profile.not_before.unwrap_or(0));
    let latest = latest.min(profile.not_after.unwrap_or(u16::MAX));
    (MIDNIGHT + earliest, MIDNIGHT + latest.min(2 * MIDNIGHT))
}
