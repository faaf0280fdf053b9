//! The tier that needs no data: straight line, circuity, speed, and three states.

use chrono::{Days, NaiveDate};

use super::answer::{Basis, ModeAnswer, Note, State, TravelAnswer, preference};
use super::circuity::{cautious_metres, expected_metres, minutes_at, straight_metres};
use super::daylight::Daylight;
use super::profile::{Arrangement, Mode, Profile};
use super::request::{Direction, Gist, PlacementTrips, TravelModel, TripRequest};

/// Cycling at an easy 4 m/s (14 km/h).
const CYCLE_SPEED_MM_S: u32 = 4_000;

/// Door-to-door driving speeds by expected metres: town, edge of town, open road (24, 36, 54 km/h).
/// Assumed, and marked as such in every answer.
const DRIVE_SPEEDS_MM_S: [(u32, u32); 3] = [(5_000, 6_700), (15_000, 10_000), (u32::MAX, 15_000)];

/// Travel as it can be judged with no timetable and no map. It never claims that a bus exists.
#[derive(Clone, Copy, Debug, Default)]
pub struct Estimate;

impl TravelModel for Estimate {
    fn assess(&self, request: &TripRequest<'_>) -> TravelAnswer {
        let profile = request.profile;
        let straight = straight_metres(request.home, request.site);
        let way = |mode: Mode, arrangement: Arrangement| {
            if mode.is_public_transport() {
                not_assessed(request, mode, arrangement)
            } else {
                judge(request, mode, arrangement, Span::of(mode, straight, profile, arrangement))
            }
        };
        let ways = profile.modes.iter().map(|(mode, arrangement)| way(*mode, *arrangement)).collect();
        TravelAnswer::new(ways, way(Mode::Walk, Arrangement::default()))
    }

    fn is_alike_every_day(&self, limits: &Profile) -> bool {
        !limits.not_in_dark
    }

    fn turns_on_hours(&self, limits: &Profile) -> bool {
        limits.not_before.is_some() || limits.not_after.is_some() || limits.not_in_dark
    }

    fn farthest(&self, limits: &Profile) -> Option<u32> {
        let of = |mode: &Mode| match mode {
            // Without a timetable it is not assessed, however far.
            Mode::PublicTransport | Mode::EscortedPublicTransport => None,
            Mode::Walk | Mode::EscortedWalk => Some(limits.walk_leg_metres.min(limits.walk_total_metres)),
            Mode::Cycle => Some(limits.cycle_metres),
            Mode::FamilyCar | Mode::Taxi => {
                let fastest = DRIVE_SPEEDS_MM_S.iter().map(|(_, speed)| *speed).max()?;
                Some(u32::from(limits.hard_minutes) * (fastest * 60).div_ceil(1_000))
            }
        };
        limits.modes.keys().try_fold(0, |farthest, mode| Some(of(mode)?.max(farthest)))
    }

    fn gist(&self, trips: &PlacementTrips<'_>) -> Option<Gist> {
        let PlacementTrips { home, site, days, profile } = *trips;
        let Some((date, from, to)) = days.first().copied().filter(|_| !profile.modes.is_empty()) else {
            let state = if profile.modes.is_empty() { State::Beyond } else { State::NotAssessed };
            return Some(Gist { state, minutes: None, alone: false });
        };
        let straight = straight_metres(home, site);
        let trip = |direction, minute| TripRequest { home, site, date, direction, minute, profile };
        let (out, back) = (trip(Direction::Out, from), trip(Direction::Home, to));
        // Nothing but the light differs from day to day.
        let is_dark_later = |request: &TripRequest<'_>, minutes| {
            let mut rest = days.iter().skip(1);
            rest.any(|(date, ..)| !in_daylight(&TripRequest { date: *date, ..*request }, minutes))
        };
        let stand = |mode: Mode, arrangement: Arrangement| {
            if mode.is_public_transport() {
                return [(State::NotAssessed, None); 2];
            }
            let span = Span::of(mode, straight, profile, arrangement);
            let minutes = span.minutes[1];
            [&out, &back].map(|request| match verdict::<false>(request, mode, &span).state {
                state
                    if state != State::Beyond
                        && turns_on_light(profile, mode)
                        && is_dark_later(request, minutes) =>
                {
                    (State::Beyond, Some(minutes))
                }
                state => (state, Some(minutes)),
            })
        };
        let mut best: Option<[(State, Mode, Option<u16>); 2]> = None;
        for (mode, arrangement) in &profile.modes {
            let ways = stand(*mode, *arrangement).map(|(state, minutes)| (state, *mode, minutes));
            let best = best.get_or_insert(ways);
            for (best, way) in best.iter_mut().zip(ways) {
                let order = |way: &(State, Mode, Option<u16>)| preference(way.0, way.1, way.2);
                if order(&way) < order(best) {
                    *best = way;
                }
            }
        }
        let [out, home] = best?;
        Some(Gist {
            state: out.0.max(home.0),
            minutes: out.2.zip(home.2).map(|(out, home)| out.max(home)),
            alone: !out.1.needs_somebody() && !home.1.needs_somebody(),
        })
    }
}

/// The distance and the minutes of one way: at best, as expected, and with caution.
struct Span {
    straight: u32,
    expected: u32,
    cautious: u32,
    minutes: [u16; 3],
    /// Whether the distance is along streets, and all three are the same.
    known: bool,
}

impl Span {
    fn of(mode: Mode, straight: u32, profile: &Profile, arrangement: Arrangement) -> Self {
        let (expected, cautious) = (expected_metres(straight), cautious_metres(straight));
        let minutes = [straight, expected, cautious].map(|metres| {
            let speed = match mode {
                Mode::Cycle => CYCLE_SPEED_MM_S,
                Mode::FamilyCar | Mode::Taxi => drive_speed(metres),
                _ => profile.walk_speed_mm_s,
            };
            minutes_at(metres, speed).saturating_add(arrangement.load_minutes)
        });
        Self { straight, expected, cautious, minutes, known: false }
    }

    /// A walk whose way is known; the pace stays the learner's own.
    fn walked(metres: u32, profile: &Profile, arrangement: Arrangement) -> Self {
        let minutes = minutes_at(metres, profile.walk_speed_mm_s).saturating_add(arrangement.load_minutes);
        Self { straight: metres, expected: metres, cautious: metres, minutes: [minutes; 3], known: true }
    }
}

/// A walk of so many metres along streets, by an engine's name.
pub(super) fn along_streets(request: &TripRequest<'_>, mode: Mode, metres: u32, engine: &str) -> ModeAnswer {
    let arrangement = request.profile.modes.get(&mode).copied().unwrap_or_default();
    let span = Span::walked(metres, request.profile, arrangement);
    let basis = Basis::Engine(engine.to_owned());
    ModeAnswer { basis, ..judge(request, mode, arrangement, span) }
}

fn drive_speed(metres: u32) -> u32 {
    DRIVE_SPEEDS_MM_S
        .iter()
        .find(|(up_to, _)| metres <= *up_to)
        .map_or(DRIVE_SPEEDS_MM_S[0].1, |(_, speed)| *speed)
}

fn judge(request: &TripRequest<'_>, mode: Mode, arrangement: Arrangement, span: Span) -> ModeAnswer {
    let profile = request.profile;
    let expected = span.minutes[1];
    let mut verdict = verdict::<true>(request, mode, &span);
    if expected > profile.soft_minutes && verdict.state != State::Beyond {
        verdict.notes.push(Note::LongerThanLiked { minutes: expected, liked: profile.soft_minutes });
    }
    verdict.notes.extend(arrangement_notes(request.date, mode, arrangement));
    verdict.notes.sort_unstable();
    verdict.notes.dedup();
    ModeAnswer {
        mode,
        state: verdict.state,
        minutes: Some(expected),
        metres: Some(span.expected),
        basis: Basis::Estimate,
        notes: verdict.notes,
        journey: None,
    }
}

/// How one way stands, with the notes if they are wanted.
fn verdict<const NOTED: bool>(request: &TripRequest<'_>, mode: Mode, span: &Span) -> Verdict<NOTED> {
    let profile = request.profile;
    let [best, expected, cautious] = span.minutes;
    let mut verdict = Verdict { state: State::Within, notes: Vec::new() };

    let straight_metres = span.straight;
    if mode.is_walk() {
        let limit_metres = profile.walk_leg_metres.min(profile.walk_total_metres);
        let too_far = if span.known {
            Note::WalksTooLong { metres: span.straight, limit_metres }
        } else {
            Note::WalkTooFar { straight_metres, limit_metres }
        };
        verdict.hold(span.straight, span.cautious, limit_metres, too_far);
    } else if mode == Mode::Cycle {
        let limit_metres = profile.cycle_metres;
        verdict.hold(
            span.straight,
            span.cautious,
            limit_metres,
            Note::CycleTooFar { straight_metres, limit_metres },
        );
    }
    let limit = profile.hard_minutes;
    verdict.hold(best, cautious, limit, Note::TooLong { minutes: best, limit });
    match (request.direction, profile.not_before, profile.not_after) {
        (Direction::Out, Some(limit), _) => {
            let leave = request.minute.saturating_sub(best);
            let slack = request.minute.saturating_sub(limit);
            verdict.hold(best, cautious, slack, Note::LeavesTooEarly { leave, limit });
        }
        (Direction::Home, _, Some(limit)) => {
            let home = request.minute.saturating_add(best);
            let slack = limit.saturating_sub(request.minute);
            verdict.hold(best, cautious, slack, Note::HomeTooLate { home, limit });
        }
        _ => {}
    }
    let settled = verdict.state == State::Beyond && !NOTED;
    if !settled && turns_on_light(profile, mode) && !in_daylight(request, expected) {
        verdict.state = State::Beyond;
        verdict.note(Note::InTheDark);
    }
    verdict
}

fn turns_on_light(profile: &Profile, mode: Mode) -> bool {
    profile.not_in_dark && mode <= Mode::Cycle
}

/// Whether a trip of so many minutes lies between sunrise and sunset.
fn in_daylight(request: &TripRequest<'_>, minutes: u16) -> bool {
    let (from, to) = match request.direction {
        Direction::Out => (request.minute.saturating_sub(minutes), request.minute),
        Direction::Home => (request.minute, request.minute.saturating_add(minutes)),
    };
    Daylight::on(request.date, request.home).covers(from, to)
}

struct Verdict<const NOTED: bool> {
    state: State,
    notes: Vec<Note>,
}

impl<const NOTED: bool> Verdict<NOTED> {
    /// Weighs one limit: beyond when even the best case breaks it, borderline when only the
    /// cautious case does.
    fn hold<T: Ord + Copy>(&mut self, best: T, cautious: T, limit: T, beyond: Note) {
        if best > limit {
            self.state = State::Beyond;
            self.note(beyond);
        } else if cautious > limit {
            self.state = self.state.max(State::Borderline);
            self.note(Note::CheckOnMap);
        }
    }

    fn note(&mut self, note: Note) {
        if NOTED {
            self.notes.push(note);
        }
    }
}

fn not_assessed(request: &TripRequest<'_>, mode: Mode, arrangement: Arrangement) -> ModeAnswer {
    let mut notes = vec![Note::NoTimetable];
    notes.extend(arrangement_notes(request.date, mode, arrangement));
    ModeAnswer {
        mode,
        state: State::NotAssessed,
        minutes: None,
        metres: None,
        basis: Basis::Estimate,
        notes,
        journey: None,
    }
}

/// Who and what has to be there, and by when it must be asked for.
fn arrangement_notes(date: NaiveDate, mode: Mode, arrangement: Arrangement) -> impl Iterator<Item = Note> {
    let Arrangement { lead_days, capacity, .. } = arrangement;
    let ahead = match lead_days.filter(|_| mode.needs_somebody()) {
        Some(0) => None,
        Some(days) => date.checked_sub_days(Days::new(u64::from(days))).map(|by| Note::BookBy { mode, by }),
        None => (mode == Mode::Taxi).then_some(Note::LeadTimeUnknown { mode }),
    };
    let room = capacity.filter(|_| mode.needs_somebody());
    let by: &[Note] = match mode {
        Mode::EscortedWalk | Mode::EscortedPublicTransport => &[Note::NeedsEscort],
        Mode::FamilyCar => &[Note::NeedsDriver, Note::DrivingAssumed],
        Mode::Taxi => &[Note::DrivingAssumed],
        Mode::Walk | Mode::Cycle | Mode::PublicTransport => &[],
    };
    let room = room.map(|learners| Note::TakesAtMost { mode, learners });
    ahead.into_iter().chain(room).chain(by.iter().copied())
}
