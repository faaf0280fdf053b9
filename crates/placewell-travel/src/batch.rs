//! Many questions of one kind on one date: the `journeys` command.
//!
//! Unlike the ranking, which prefers the fewest changes, this answers as asked (earliest arrival or
//! latest departure), so that other planners can check it.

use std::fmt;

use chrono::NaiveDate;

use super::circuity::{expected_metres, minutes_at, straight_metres};
use super::day::{Day, MIDNIGHT, TripSet};
use super::footpaths::Footpaths;
use super::network::{Link, Location, Network, Walking};
use super::planner::{Between, Journey, Planner};
use super::projection::LineDays;
use super::search::Search;
use placewell_domain::place::Coordinates;

/// The time that is asked for, a minute of the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Leave no earlier; the earliest arrival wins.
    Depart(u16),
    /// Arrive no later; the latest departure wins.
    ArriveBy(u16),
}

/// What holds for every pair.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// The date of travel.
    pub date: NaiveDate,
    /// The time asked for.
    pub when: When,
    /// Changes at most.
    pub max_changes: u8,
    /// Minutes between the asked time and the journey's other end, waiting included.
    pub max_minutes: u16,
    /// Walks at the start and between rides.
    pub walking: Walking,
    /// The longest walk at the destination, metres.
    pub max_walk_end: u32,
    /// Minutes that every change takes at least.
    pub change_minutes: u16,
}

/// How a pair came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is a journey.
    Reached,
    /// The timetable knows both ends and has no journey.
    NotReached,
    /// The timetable knows nothing at one of the ends, or there is a line by which the journey may
    /// be possible and whose data do not speak for the date.
    NoData,
    /// No timetable speaks for the date.
    OutsideValidity,
}

impl Outcome {
    /// As written in the output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::NotReached => "not_reached",
            Self::NoData => "no_data",
            Self::OutsideValidity => "outside_validity",
        }
    }
}

/// One choice: changes (−1 for a walk with no ride), minutes of the date, metres on foot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Changes of vehicle; −1 for a walk.
    pub changes: i16,
    /// When to leave, minutes after the date's midnight.
    pub leave: u16,
    /// When there.
    pub arrive: u16,
    /// Metres on foot.
    pub walk_metres: u32,
}

/// A minute of the date as HH:MM, past midnight as 24:10.
pub struct Clock(pub u16);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}-{}", self.changes, Clock(self.leave), Clock(self.arrive))
    }
}

/// The answer for one pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// How it came out.
    pub outcome: Outcome,
    /// Every non-dominated choice, fewest changes first; the last is the best in time.
    pub choices: Vec<Choice>,
}

impl Answer {
    const fn none(outcome: Outcome) -> Self {
        Self { outcome, choices: Vec::new() }
    }

    /// The earliest arrival or the latest departure, whichever was asked.
    #[must_use]
    pub fn best(&self) -> Option<Choice> {
        self.choices.last().copied()
    }
}

/// Answers pairs under the same terms, one after another.
pub struct Batch<'a> {
    network: &'a Network,
    terms: Terms,
    planner: Planner,
    /// The lines whose data do not speak for the date, and all others, on a day that they speak for.
    lapsed: Option<Lapsed>,
    search: Search,
    valid: bool,
}

struct Lapsed {
    planner: Planner,
    /// By stop of the network, whether such a line calls there.
    stops: Vec<bool>,
}

impl Lapsed {
    fn new(network: &Network, terms: &Terms, days: &LineDays) -> Option<Self> {
        if !days.any_lapsed() {
            return None;
        }
        let mut stops = vec![false; network.stops.len()];
        for (number, feed) in network.feeds.iter().enumerate() {
            let lapsed = |route: u32| days.of(number, route).is_some_and(|day| day.note.is_some());
            for trip in feed.trips.iter().filter(|trip| lapsed(trip.route)) {
                let called = feed.calls_of(trip).iter().filter_map(|call| network.number(number, call.stop));
                for stop in called {
                    stops.iter_mut().skip(stop as usize).take(1).for_each(|called| *called = true);
                }
            }
        }
        Some(Self { planner: planner(network, terms, &days.projected(network)), stops })
    }

    fn calls_at(&self, links: &[Link]) -> bool {
        links.iter().any(|link| self.stops.get(link.stop as usize).is_some_and(|called| *called))
    }
}

impl<'a> Batch<'a> {
    /// Prepares the date.
    #[must_use]
    pub fn new(network: &'a Network, terms: Terms) -> Self {
        let days = LineDays::new(network, terms.date);
        let planner = planner(network, &terms, &days.speaking(network));
        let lapsed = Lapsed::new(network, &terms, &days);
        let valid = network.feeds.iter().any(|feed| feed.covers(terms.date));
        Self { network, terms, planner, lapsed, search: Search::default(), valid }
    }

    /// The place that a text names: `lat,lon` in degrees, or a stop's or station's identifier.
    #[must_use]
    pub fn locate(&self, text: &str) -> Option<Location> {
        let text = text.trim();
        let position = text.split_once(',').and_then(|(lat, lon)| {
            Coordinates::from_degrees(lat.trim().parse().ok()?, lon.trim().parse().ok()?)
        });
        match position {
            Some(at) => Some(Location { at: Some(at), stops: Vec::new() }),
            None => self.network.locate(text).cloned(),
        }
    }

    /// Answers one pair.
    pub fn answer(&mut self, from: &str, to: &str) -> Answer {
        if !self.valid {
            return Answer::none(Outcome::OutsideValidity);
        }
        let Some((from, to)) = self.locate(from).zip(self.locate(to)) else {
            return Answer::none(Outcome::NoData);
        };
        let walking_end = Walking { max_metres: self.terms.max_walk_end, ..self.terms.walking };
        let (access, egress) =
            (self.network.links(&from, self.terms.walking), self.network.links(&to, walking_end));
        let walk = self.walk(&from, &to);
        if walk.is_none() && (access.is_empty() || egress.is_empty()) {
            return Answer::none(Outcome::NoData);
        }
        let (earliest, latest) = self.window();
        let between = Between {
            from: &access,
            to: &egress,
            earliest,
            latest,
            rides: usize::from(self.terms.max_changes) + 1,
            change: self.terms.change_minutes,
        };
        let found = journeys(&self.planner, &mut self.search, self.terms.when, &between);
        let better = |choice: &Choice, than: &Choice| match self.terms.when {
            When::Depart(_) => choice.arrive < than.arrive,
            When::ArriveBy(_) => choice.leave > than.leave,
        };
        let mut choices: Vec<Choice> = walk.into_iter().collect();
        for choice in found.iter().map(choice) {
            if choices.last().is_none_or(|last| better(&choice, last)) {
                choices.push(choice);
            }
        }
        if !choices.is_empty() {
            return Answer { outcome: Outcome::Reached, choices };
        }
        let may_be = self.lapsed.as_ref().is_some_and(|lapsed| {
            let ends = lapsed.calls_at(&access) || lapsed.calls_at(&egress);
            ends || !journeys(&lapsed.planner, &mut self.search, self.terms.when, &between).is_empty()
        });
        Answer::none(if may_be { Outcome::NoData } else { Outcome::NotReached })
    }

    /// The asked time and as far from it as the terms allow, on the axis, within the date.
    fn window(&self) -> (u16, u16) {
        let reach = self.terms.max_minutes;
        match self.terms.when {
            When::Depart(minute) => (MIDNIGHT + minute, (MIDNIGHT + minute).saturating_add(reach)),
            When::ArriveBy(minute) => (MIDNIGHT + minute.saturating_sub(reach), MIDNIGHT + minute),
        }
    }

    /// Walking all the way, where that is within the limits of both ends.
    fn walk(&self, from: &Location, to: &Location) -> Option<Choice> {
        let Walking { max_metres, speed_mm_s } = self.terms.walking;
        let same = from.stops.iter().any(|stop| to.stops.contains(stop));
        let longest = max_metres.min(self.terms.max_walk_end);
        if longest == 0 && !same {
            return None;
        }
        let metres = if same { 0 } else { expected_metres(straight_metres(from.at?, to.at?)) };
        let minutes = minutes_at(metres, speed_mm_s);
        if minutes > self.terms.max_minutes || metres > longest {
            return None;
        }
        let (leave, arrive) = match self.terms.when {
            When::Depart(minute) => (minute, minute.checked_add(minutes)?),
            When::ArriveBy(minute) => (minute.checked_sub(minutes)?, minute),
        };
        Some(Choice { changes: -1, leave, arrive, walk_metres: metres })
    }
}

fn planner(network: &Network, terms: &Terms, set: &TripSet) -> Planner {
    let day = Day::build(network, terms.date, set, &|_| true);
    let footpaths = Footpaths::on(network, terms.walking, &day);
    Planner::from_parts(day, footpaths)
}

fn journeys(planner: &Planner, search: &mut Search, when: When, between: &Between<'_>) -> Vec<Journey> {
    match when {
        When::Depart(_) => planner.earliest_arrivals(search, between),
        When::ArriveBy(_) => planner.latest_departures(search, between),
    }
}

fn choice(journey: &Journey) -> Choice {
    Choice {
        changes: i16::try_from(journey.rides.len()).unwrap_or(i16::MAX) - 1,
        leave: journey.leave - MIDNIGHT,
        arrive: journey.arrive - MIDNIGHT,
        walk_metres: journey.walk_metres(),
    }
}
