//! One trip by timetable: layer after layer of the limits, until one has a journey.

use super::layers::LayerDay;
use super::reading::Reading;
use super::{MOVED_MINUTES, TimetableModel, window};
use crate::answer::{ModeAnswer, Note, State};
use crate::day::MIDNIGHT;
use crate::itinerary::Itinerary;
use crate::judgement::{self, Judged};
use crate::network::Link;
use crate::planner::{Between, Planner};
use crate::profile::{Mode, Profile, StepFree};
use crate::request::{Direction, TripRequest};
use crate::restrict::Layer;

/// A trip that is being asked.
pub(super) struct Asking<'a> {
    pub(super) model: &'a TimetableModel,
    pub(super) request: &'a TripRequest<'a>,
    pub(super) layers: &'a [LayerDay],
    pub(super) near_site: &'a [Link],
    pub(super) escorted: bool,
}

impl Asking<'_> {
    /// Fills an answer: the first layer with a journey within the limits decides. `explain` adds
    /// what only somebody who reads one journey wants to know.
    pub(super) fn answer(&self, answer: &mut ModeAnswer, explain: bool) {
        let mut refused: Option<Judged> = None;
        let mut found = Vec::new();
        for layer in self.asked() {
            found.extend(self.judged(layer, self.window()));
            if self.only_liked(layer) {
                continue;
            }
            found.sort_by_key(Judged::preference);
            let Some(best) = found.drain(..).next() else { continue };
            if best.state == State::Beyond {
                refused = refused.or(Some(best));
                continue;
            }
            let hours = self.model.pass.on(self.request.date);
            let passes = judgement::pass_notes(&best.itinerary, self.profile(), hours);
            self.accept(best, layer.layer, answer);
            answer.notes.extend(passes);
            if explain && let Some(journey) = &mut answer.journey {
                self.add_alternatives(&layer.planner, journey);
            }
            return;
        }
        answer.state = State::Beyond;
        match refused {
            Some(judged) => answer.notes.extend(judged.notes),
            None => answer.notes.push(Note::NoJourney),
        }
        answer
            .notes
            .extend(self.asked().find(|layer| !self.only_liked(layer)).and_then(|layer| self.moved(layer)));
    }

    /// Somebody who comes along need not know the lines, so only the learner alone is held to them.
    fn asked(&self) -> impl Iterator<Item = &LayerDay> {
        self.layers.iter().filter(|one| !(self.escorted && one.layer.trained_only))
    }

    /// Whether the known lines are preferred and not all that may be ridden: then what they offer
    /// is weighed together with all others.
    fn only_liked(&self, layer: &LayerDay) -> bool {
        layer.layer.trained_only && !self.profile().trained_only
    }

    /// What is to be said of the lines at either end whose data do not speak for the date: of those
    /// that ended the last, of those to come the first.
    pub(super) fn lapses(&self, reading: &Reading) -> Vec<Note> {
        let ends = self.model.near_home.iter().chain(self.near_site);
        let days = self.layers.iter().map(|layer| layer.planner.day());
        let mut notes: Vec<Note> = Vec::new();
        for (day, link) in days.flat_map(|day| ends.clone().map(move |link| (day, link))) {
            for stop in day.variants().all(link.stop) {
                let runs = day.serving(stop).iter().filter_map(|(pattern, _)| day.run(*pattern, 0));
                let lines = runs.filter_map(|run| {
                    let feed = self.model.timetable.network().feeds.get(run.feed as usize)?;
                    Some((run.feed, feed.trips.get(run.trip as usize)?.route))
                });
                notes.extend(lines.filter_map(|(feed, route)| reading.lapse(feed, route)));
            }
        }
        let ended = |note: &&Note| matches!(note, Note::TimetableExpired { .. });
        let last = notes.iter().filter(ended).max().copied();
        let next = notes.iter().filter(|note| !ended(note)).min().copied();
        last.into_iter().chain(next).collect()
    }

    fn profile(&self) -> &Profile {
        &self.model.profile
    }

    fn window(&self) -> (u16, u16) {
        window(self.profile(), self.request)
    }

    fn accept(&self, best: Judged, layer: Layer, answer: &mut ModeAnswer) {
        answer.state = best.state;
        answer.minutes = Some(best.itinerary.minutes());
        answer.metres = Some(best.itinerary.walks().sum());
        answer.notes.extend(best.notes);
        let untrained = best.itinerary.rides().filter(|ride| !ride.trained).count();
        if self.profile().trained_only && !layer.trained_only && !self.escorted && untrained > 0 {
            answer.state = answer.state.max(State::AfterTraining);
            answer.notes.push(Note::TrainingNeeded { rides: u8::try_from(untrained).unwrap_or(u8::MAX) });
        }
        if layer.unknown_steps {
            answer.state = State::NotAssessed;
            answer.notes.push(Note::StepFreeUnknown);
        } else if self.profile().step_free == StepFree::PresumeBuses {
            answer.notes.push(Note::StepFreePresumed);
        }
        answer.journey = Some(best.itinerary);
    }

    /// The next journey for somebody who misses this one, and the last that still works.
    fn add_alternatives(&self, planner: &Planner, journey: &mut Itinerary) {
        let (_, latest) = self.window();
        let later = MIDNIGHT + journey.leave + 1;
        let between = self.between((later, latest.saturating_add(MOVED_MINUTES)));
        let mut search = self.model.searching();
        let missed = planner.earliest_arrivals(&mut search, &between).into_iter().last();
        journey.if_missed = missed.map(|next| (next.leave - MIDNIGHT, next.arrive - MIDNIGHT));
        let in_time = self.between((MIDNIGHT + journey.leave, latest));
        let last = planner.latest_departures(&mut search, &in_time).into_iter();
        journey.last_leave = last.map(|last| last.leave - MIDNIGHT).max();
    }

    /// Whether the shift's start or end, moved, would make a journey possible.
    fn moved(&self, layer: &LayerDay) -> Option<Note> {
        let (earliest, latest) = self.window();
        let minute = MIDNIGHT + self.request.minute;
        let window = match self.request.direction {
            Direction::Out => (earliest, latest.saturating_add(MOVED_MINUTES)),
            Direction::Home => (minute.saturating_sub(MOVED_MINUTES), latest),
        };
        let found = self.judged(layer, window);
        let possible =
            found.iter().filter(|judged| judged.state != State::Beyond).map(|judged| &judged.itinerary);
        match self.request.direction {
            Direction::Out => {
                possible.map(|itinerary| itinerary.arrive).min().map(|to| Note::IfStartMoved { to })
            }
            Direction::Home => {
                possible.map(|itinerary| itinerary.leave).max().map(|to| Note::IfEndMoved { to })
            }
        }
    }

    fn judged(&self, layer: &LayerDay, window: (u16, u16)) -> Vec<Judged> {
        if layer.rules_out(self.model, self.near_site, self.request.direction, window) {
            return Vec::new();
        }
        let between = self.between(window);
        let mut search = self.model.searching();
        // Out, nobody leaves earlier than needed; home, nobody stays longer than needed. Where
        // the asked time is the one that moves, the other end decides.
        let moved = window != self.window();
        let journeys = if (self.request.direction == Direction::Out) != moved {
            layer.planner.latest_departures(&mut search, &between)
        } else {
            layer.planner.earliest_arrivals(&mut search, &between)
        };
        let network = self.model.timetable.network();
        let told = journeys
            .iter()
            .filter_map(|found| Itinerary::new(network, &layer.planner, found, self.profile()));
        told.map(|itinerary| judgement::judge(itinerary, self.request, self.escorted)).collect()
    }

    fn between(&self, (earliest, latest): (u16, u16)) -> Between<'_> {
        let Profile { changes, change_minutes, .. } = *self.profile();
        let near_home = self.model.near_home.as_slice();
        let (from, to) = match self.request.direction {
            Direction::Out => (near_home, self.near_site),
            Direction::Home => (self.near_site, near_home),
        };
        Between { from, to, earliest, latest, rides: usize::from(changes) + 1, change: change_minutes }
    }
}

/// Whether a way is one on which somebody comes along.
pub(super) fn escorted(mode: Mode) -> bool {
    mode == Mode::EscortedPublicTransport
}
