//! The timetable tier: one learner's trips answered by real journeys.

use std::collections::BTreeMap;
use std::sync::Mutex;

use chrono::{Datelike, Days, NaiveDate};

use super::answer::{Basis, ModeAnswer, Note, State, TravelAnswer};
use super::concession::PassHours;
use super::day::{Day, MIDNIGHT, TripSet};
use super::estimate::Estimate;
use super::footpaths::Footpaths;
use super::itinerary::Itinerary;
use super::judgement::{self, Judged};
use super::network::{Link, Network, Walking};
use super::planner::{Between, Planner};
use super::profile::{Mode, Profile, StepFree};
use super::request::{Direction, TravelModel, TripRequest};
use super::restrict::{Layer, allows};
use super::search::Search;

/// How long before the shift a learner may be there at most, and how long after it leave.
const IDLE_MINUTES: u16 = 45;

/// How far a shift's start or end may be thought to move.
const MOVED_MINUTES: u16 = 120;

/// A learner's days by timetable. Days with the same trips share one set of arrays.
pub struct TimetableModel<'a> {
    network: &'a Network,
    profile: &'a Profile,
    pass: PassHours,
    days: BTreeMap<NaiveDate, Read>,
    planners: Vec<Vec<(Layer, Planner)>>,
    search: Mutex<Search>,
}

/// Which day of the timetable answers for a date, and what to say about that.
struct Read {
    basis: Basis,
    note: Option<Note>,
    planners: usize,
}

impl<'a> TimetableModel<'a> {
    /// Prepares the dates of a placement for one learner.
    #[must_use]
    pub fn new(network: &'a Network, profile: &'a Profile, pass: PassHours, dates: &[NaiveDate]) -> Self {
        let mut model = Self {
            network,
            profile,
            pass,
            days: BTreeMap::new(),
            planners: Vec::new(),
            search: Mutex::default(),
        };
        let mut sets: BTreeMap<TripSet, usize> = BTreeMap::new();
        for date in dates {
            let Some((on, basis, note)) = read_for(network, *date) else { continue };
            let next = sets.len();
            let set = TripSet::on(network, on);
            let planners = *sets.entry(set.clone()).or_insert(next);
            if planners == next {
                model.planners.push(model.prepare(on, &set));
            }
            model.days.insert(*date, Read { basis, note, planners });
        }
        model
    }

    fn prepare(&self, date: NaiveDate, set: &TripSet) -> Vec<(Layer, Planner)> {
        let footpaths = Footpaths::new(self.network, self.walking());
        layers(self.profile)
            .into_iter()
            .map(|layer| {
                let day = Day::build(self.network, date, set, &|run| {
                    allows(self.network, self.profile, layer, run)
                });
                (layer, Planner::from_parts(day, footpaths.clone()))
            })
            .collect()
    }

    fn walking(&self) -> Walking {
        let max_metres = self.profile.walk_leg_metres.min(self.profile.walk_total_metres);
        Walking { max_metres, speed_mm_s: self.profile.walk_speed_mm_s }
    }

    fn by_timetable(&self, request: &TripRequest<'_>, estimated: &ModeAnswer) -> ModeAnswer {
        let Some(read) = self.days.get(&request.date).filter(|_| *request.profile == *self.profile) else {
            return estimated.clone();
        };
        let mut answer = ModeAnswer { basis: read.basis.clone(), ..estimated.clone() };
        answer.notes.retain(|note| *note != Note::NoTimetable);
        answer.notes.extend(read.note);
        let (home, site) = (
            self.network.around(request.home, self.walking()),
            self.network.around(request.site, self.walking()),
        );
        let limit_metres = self.walking().max_metres;
        let unknown = [(&home, true), (&site, false)].into_iter().filter(|(links, _)| links.is_empty());
        let unknown: Vec<Note> = unknown.map(|(_, home)| Note::NoStopNearby { home, limit_metres }).collect();
        if unknown.is_empty() {
            let (from, to) =
                if request.direction == Direction::Out { (&home, &site) } else { (&site, &home) };
            self.journey(request, read, from, to, &mut answer);
        } else {
            answer.notes.extend(unknown);
        }
        answer.notes.sort_unstable();
        answer.notes.dedup();
        answer
    }

    /// Asks layer after layer; the first with a journey within the limits answers.
    fn journey(
        &self,
        request: &TripRequest<'_>,
        read: &Read,
        from: &[Link],
        to: &[Link],
        answer: &mut ModeAnswer,
    ) {
        let escorted = answer.mode == Mode::EscortedPublicTransport;
        let layers = self.planners.get(read.planners).map(Vec::as_slice).unwrap_or_default();
        let mut refused: Option<Judged> = None;
        for (layer, planner) in layers.iter().filter(|(layer, _)| !(escorted && layer.trained_only)) {
            let mut found = self.judged(request, planner, from, to, escorted, self.window(request));
            found.sort_by_key(Judged::preference);
            let Some(best) = found.into_iter().next() else { continue };
            if best.state == State::Beyond {
                refused = refused.or(Some(best));
                continue;
            }
            let passes = judgement::pass_notes(&best.itinerary, self.profile, self.pass.on(request.date));
            self.accept(best, *layer, escorted, answer);
            answer.notes.extend(passes);
            self.add_alternatives(request, planner, from, to, answer);
            return;
        }
        answer.state = State::Beyond;
        match refused {
            Some(judged) => answer.notes.extend(judged.notes),
            None => answer.notes.push(Note::NoJourney),
        }
        if let Some((_, planner)) = layers.iter().find(|(layer, _)| !(escorted && layer.trained_only)) {
            answer.notes.extend(self.moved(request, planner, from, to, escorted));
        }
    }

    fn accept(&self, best: Judged, layer: Layer, escorted: bool, answer: &mut ModeAnswer) {
        answer.state = best.state;
        answer.minutes = Some(best.itinerary.minutes());
        answer.metres = Some(best.itinerary.walks().sum());
        answer.notes.extend(best.notes);
        let untrained = best.itinerary.rides().filter(|ride| !ride.trained).count();
        if self.profile.trained_only && !layer.trained_only && !escorted && untrained > 0 {
            answer.state = answer.state.max(State::AfterTraining);
            answer.notes.push(Note::TrainingNeeded { rides: u8::try_from(untrained).unwrap_or(u8::MAX) });
        }
        if layer.unknown_steps {
            answer.state = State::NotAssessed;
            answer.notes.push(Note::StepFreeUnknown);
        } else if self.profile.step_free == StepFree::PresumeBuses {
            answer.notes.push(Note::StepFreePresumed);
        }
        answer.journey = Some(best.itinerary);
    }

    /// The next journey for somebody who misses this one, and the last that still works.
    fn add_alternatives(
        &self,
        request: &TripRequest<'_>,
        planner: &Planner,
        from: &[Link],
        to: &[Link],
        answer: &mut ModeAnswer,
    ) {
        let Some(journey) = &mut answer.journey else { return };
        let (_, latest) = self.window(request);
        let later = MIDNIGHT + journey.leave + 1;
        let between = self.between(from, to, (later, latest.saturating_add(MOVED_MINUTES)));
        let mut search = self.searching();
        let missed = planner.earliest_arrivals(&mut search, &between).into_iter().last();
        journey.if_missed = missed.map(|next| (next.leave - MIDNIGHT, next.arrive - MIDNIGHT));
        let in_time = self.between(from, to, (MIDNIGHT + journey.leave, latest));
        let last = planner
            .latest_departures(&mut search, &in_time)
            .into_iter()
            .map(|last| last.leave - MIDNIGHT)
            .max();
        journey.last_leave = last;
    }

    /// Whether the shift's start or end, moved, would make a journey possible.
    fn moved(
        &self,
        request: &TripRequest<'_>,
        planner: &Planner,
        from: &[Link],
        to: &[Link],
        escorted: bool,
    ) -> Option<Note> {
        let (earliest, latest) = self.window(request);
        let minute = MIDNIGHT + request.minute;
        let window = match request.direction {
            Direction::Out => (earliest, latest.saturating_add(MOVED_MINUTES)),
            Direction::Home => (minute.saturating_sub(MOVED_MINUTES), latest),
        };
        let found = self.judged(request, planner, from, to, escorted, window);
        let possible =
            found.iter().filter(|judged| judged.state != State::Beyond).map(|judged| &judged.itinerary);
        match request.direction {
            Direction::Out => {
                possible.map(|itinerary| itinerary.arrive).min().map(|to| Note::IfStartMoved { to })
            }
            Direction::Home => {
                possible.map(|itinerary| itinerary.leave).max().map(|to| Note::IfEndMoved { to })
            }
        }
    }

    fn judged(
        &self,
        request: &TripRequest<'_>,
        planner: &Planner,
        from: &[Link],
        to: &[Link],
        escorted: bool,
        window: (u16, u16),
    ) -> Vec<Judged> {
        let between = self.between(from, to, window);
        let mut search = self.searching();
        // Out, nobody leaves earlier than needed; home, nobody stays longer than needed. Where
        // the asked time is the one that moves, the other end decides.
        let moved = window != self.window(request);
        let journeys = if (request.direction == Direction::Out) != moved {
            planner.latest_departures(&mut search, &between)
        } else {
            planner.earliest_arrivals(&mut search, &between)
        };
        let told =
            journeys.iter().filter_map(|found| Itinerary::new(self.network, planner, found, self.profile));
        told.map(|itinerary| judgement::judge(itinerary, request, escorted)).collect()
    }

    fn searching(&self) -> std::sync::MutexGuard<'_, Search> {
        self.search.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn between<'b>(&self, from: &'b [Link], to: &'b [Link], (earliest, latest): (u16, u16)) -> Between<'b> {
        let Profile { changes, change_minutes, .. } = *self.profile;
        Between { from, to, earliest, latest, rides: usize::from(changes) + 1, change: change_minutes }
    }

    /// From when to when the learner may be on the way, on the axis.
    fn window(&self, request: &TripRequest<'_>) -> (u16, u16) {
        let reach = self.profile.hard_minutes.saturating_add(IDLE_MINUTES);
        let (earliest, latest) = match request.direction {
            Direction::Out => (request.minute.saturating_sub(reach), request.minute),
            Direction::Home => (request.minute, request.minute.saturating_add(reach)),
        };
        let earliest = earliest.max(self.profile.not_before.unwrap_or(0));
        let latest = latest.min(self.profile.not_after.unwrap_or(u16::MAX));
        (MIDNIGHT + earliest, MIDNIGHT + latest.min(2 * MIDNIGHT))
    }
}

impl TravelModel for TimetableModel<'_> {
    fn assess(&self, request: &TripRequest<'_>) -> TravelAnswer {
        let estimate = Estimate.assess(request);
        let refine = |way: &ModeAnswer| {
            if way.mode.is_public_transport() { self.by_timetable(request, way) } else { way.clone() }
        };
        TravelAnswer::new(estimate.ways.iter().map(refine).collect(), estimate.walk_only)
    }
}

fn layers(profile: &Profile) -> Vec<Layer> {
    let layer = |trained_only, unknown_steps| Layer { trained_only, unknown_steps };
    let mut layers = Vec::new();
    if profile.trained_only {
        layers.push(layer(true, false));
    }
    layers.push(layer(false, false));
    if profile.step_free != StepFree::NotNeeded {
        layers.push(layer(false, true));
    }
    layers
}

/// The day to read for a date: itself where a feed covers it, else the same weekday of the nearest
/// week that one does.
fn read_for(network: &Network, date: NaiveDate) -> Option<(NaiveDate, Basis, Option<Note>)> {
    let basis = |feed: &super::gtfs::Feed, date: NaiveDate| Basis::Timetable {
        feed: feed.name.clone(),
        version: feed.version.clone(),
        date,
    };
    if let Some(feed) = network.feeds.iter().find(|feed| feed.covers(date)) {
        return Some((date, basis(feed, date), None));
    }
    let feed = network.feeds.iter().max_by_key(|feed| feed.valid.map(|(_, until)| until))?;
    let (from, until) = feed.valid?;
    let apart = |a: NaiveDate, b: NaiveDate| {
        let days =
            i64::from(a.weekday().num_days_from_monday()) - i64::from(b.weekday().num_days_from_monday());
        u64::try_from(days.rem_euclid(7)).unwrap_or(0)
    };
    let (on, note) = if date > until {
        (until.checked_sub_days(Days::new(apart(until, date)))?, Note::TimetableExpired { until })
    } else {
        (from.checked_add_days(Days::new(apart(date, from)))?, Note::TimetableNotYetValid { from })
    };
    feed.covers(on).then(|| (on, basis(feed, on), Some(note)))
}
