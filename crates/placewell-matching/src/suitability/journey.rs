//! The journeys of one placement, and what would bring them within reach.

use chrono::NaiveDate;

use super::change::Arrangement;
use super::seeker::Seeker;
use crate::domain::code::vocabulary;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::place::Coordinates;
use crate::domain::time::TimeOfDay;
use crate::domain::window::Window;
use crate::travel::profile::Arrangement as WayTerms;
use crate::travel::{
    Gist, Mode, Note, PlacementTravel, PlacementTrips, Profile, State, TravelModel, assess_placement,
};

/// A later start or an earlier finish is looked for in steps of so many minutes.
const STEP_MINUTES: u16 = 15;

/// The first later start with which the journey is no longer beyond reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaterStart {
    /// How much later, minutes.
    pub minutes: u16,
    /// The time of day that it comes to.
    pub at: TimeOfDay,
    /// The journeys then.
    pub travel: PlacementTravel,
}

/// What is known of the journeys of one placement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    /// At the window's own hours.
    pub usual: PlacementTravel,
    /// With a later start, where the usual one is beyond reach and the window allows another.
    pub later: Option<LaterStart>,
    /// What would bring a journey that is beyond reach within it, each by itself, though neither
    /// window nor profile has it; or, for one within reach, have the pass pay for it.
    pub lifts: Vec<Arrangement>,
    /// Whether the learner's place is known.
    pub home_known: bool,
    /// Whether the site's place is known.
    pub site_known: bool,
}

impl Journey {
    /// Asks a travel model for every trip of the placement.
    #[must_use]
    pub fn find(
        model: &dyn TravelModel,
        learner: &LearnerFacts,
        offer: &OfferFacts,
        window: &Window,
        days: &[NaiveDate],
    ) -> Self {
        Self::of(&Seeker::new(learner), model, offer, window, days)
    }

    /// As [`find`](Self::find), for a learner who is ready for many offers.
    #[must_use]
    pub fn of(
        seeker: &Seeker<'_>,
        model: &dyn TravelModel,
        offer: &OfferFacts,
        window: &Window,
        days: &[NaiveDate],
    ) -> Self {
        let (home, site) = (seeker.facts.home, offer.offer.site.coordinates);
        let (home_known, site_known) = (home.is_some(), site.is_some());
        let Some(trial) = Trial::new(model, seeker.facts, &seeker.travel, site, window, days) else {
            return Self { usual: unknown(), later: None, lifts: Vec::new(), home_known, site_known };
        };
        let (usual, later) = trial.within_the_window();
        let lifts = if later.is_none() { arrangements(&trial, &usual) } else { Vec::new() };
        Self { usual, later, lifts, home_known, site_known }
    }

    /// The gist of what [`find`](Self::find) says, without what would lift it.
    #[must_use]
    pub fn gist(
        model: &dyn TravelModel,
        learner: &LearnerFacts,
        profile: &Profile,
        site: Option<Coordinates>,
        window: &Window,
        days: &[NaiveDate],
    ) -> JourneyGist {
        let days = if model.is_alike_every_day(profile) { days.get(..1).unwrap_or(days) } else { days };
        let trial = Trial::new(model, learner, profile, site, window, days);
        trial.map_or(JourneyGist { travel: unknown().gist(), later_minutes: 0 }, |trial| trial.gist())
    }

    /// The journeys that count: the usual ones, or the later ones where only they are in reach.
    #[must_use]
    pub fn chosen(&self) -> (&PlacementTravel, u16) {
        self.later.as_ref().map_or((&self.usual, 0), |later| (&later.travel, later.minutes))
    }

    /// How the journeys stand in the terms of people who plan a placement.
    #[must_use]
    pub fn standing(&self) -> JourneyStanding {
        match (self.chosen().0.state, &self.later) {
            (State::Beyond, _) => JourneyStanding::NotReachable,
            (State::NotAssessed, _) => JourneyStanding::NoData,
            (State::AfterTraining, _) => JourneyStanding::AfterTraining,
            (State::Borderline, _) => JourneyStanding::Borderline,
            (State::Within, Some(_)) => JourneyStanding::IfStartMoved,
            (State::Within, None) => JourneyStanding::Reachable,
        }
    }
}

/// How the journeys of a placement stand, without what is said about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JourneyGist {
    /// The journeys that count.
    pub travel: Gist,
    /// By how much later the day starts for them, minutes.
    pub later_minutes: u16,
}

impl From<&Journey> for JourneyGist {
    fn from(journey: &Journey) -> Self {
        let (travel, later_minutes) = journey.chosen();
        Self { travel: travel.gist(), later_minutes }
    }
}

vocabulary! {
    /// How the journeys of a placement stand.
    JourneyStanding {
        /// Within every limit, there and back, every day.
        Reachable = "reachable",
        /// Within every limit once the learner is trained for the rides that are named.
        AfterTraining = "after_training",
        /// Within every limit with a later start, which the window allows.
        IfStartMoved = "if_start_moved",
        /// The streets decide: somebody should look at a map.
        Borderline = "borderline",
        /// Nothing is known of the way by bus or train: a question, never a no.
        NoData = "no_data",
        /// Beyond a limit on some day.
        NotReachable = "not_reachable",
    }
}

/// The trips of a placement, to be tried with other hours and other ways.
struct Trial<'a> {
    model: &'a dyn TravelModel,
    home: Coordinates,
    site: Coordinates,
    profile: &'a Profile,
    window: &'a Window,
    days: &'a [NaiveDate],
}

impl<'a> Trial<'a> {
    fn new(
        model: &'a dyn TravelModel,
        learner: &LearnerFacts,
        profile: &'a Profile,
        site: Option<Coordinates>,
        window: &'a Window,
        days: &'a [NaiveDate],
    ) -> Option<Self> {
        let (home, site) = learner.home.zip(site)?;
        Some(Self { model, home, site, profile, window, days })
    }

    /// At the window's own hours, and with a later start where only that brings the journeys within reach.
    fn within_the_window(&self) -> (PlacementTravel, Option<LaterStart>) {
        let usual = self.starting(0);
        let later = if usual.state == State::Beyond { self.later() } else { None };
        let later = later.map(|(minutes, travel)| {
            let at = self.window.hours.from.plus(minutes);
            LaterStart { minutes, at, travel }
        });
        (usual, later)
    }

    /// The least that the start must move, as far as the window allows, for the journeys to be in reach.
    fn later(&self) -> Option<(u16, PlacementTravel)> {
        self.first(1..=self.steps(), Trial::starting, in_reach)
    }

    /// In how many steps the start can move to some purpose.
    fn steps(&self) -> u16 {
        let moves = self.model.turns_on_hours(self.profile);
        if moves { self.window.start_can_move_minutes / STEP_MINUTES } else { 0 }
    }

    /// The gist of [`within_the_window`](Self::within_the_window).
    fn gist(&self) -> JourneyGist {
        let (from, to) = self.hours();
        let Self { model, home, site, profile, .. } = *self;
        let of = |days: &[(NaiveDate, u16, u16)]| {
            let trips = PlacementTrips { home, site, days, profile };
            model.gist(&trips).unwrap_or_else(|| assess_placement(model, &trips).gist())
        };
        let at = |later: u16| match self.days {
            [date] => of(&[(*date, from + later, to)]),
            days => of(&days.iter().map(|date| (*date, from + later, to)).collect::<Vec<_>>()),
        };
        let usual = at(0);
        let later = (1..=self.steps()).map(|step| step * STEP_MINUTES);
        let later = later.take_while(|minutes| from + minutes + SHORTEST_DAY <= to);
        let mut tried = later.map(|minutes| (minutes, at(minutes)));
        let reached = match usual.state {
            State::Beyond => tried.find(|(_, travel)| travel.state != State::Beyond),
            _ => None,
        };
        let (later_minutes, travel) = reached.unwrap_or((0, usual));
        JourneyGist { travel, later_minutes }
    }

    /// With a start so many minutes later.
    fn starting(&self, later: u16) -> PlacementTravel {
        let (from, to) = self.hours();
        self.with(self.profile, from + later, to)
    }

    /// With an end so many minutes earlier.
    fn ending(&self, earlier: u16) -> PlacementTravel {
        let (from, to) = self.hours();
        self.with(self.profile, from, to - earlier)
    }

    /// The window's own hours, minutes of the day.
    fn hours(&self) -> (u16, u16) {
        (self.window.hours.from.minutes(), self.window.hours.to.minutes())
    }

    fn with(&self, profile: &Profile, from: u16, to: u16) -> PlacementTravel {
        let Self { model, home, site, .. } = *self;
        let one = self.days.get(..1).filter(|_| model.is_alike_every_day(profile));
        let days = one.unwrap_or(self.days).iter();
        let days: Vec<_> = days.map(|date| (*date, from, to)).collect();
        assess_placement(model, &PlacementTrips { home, site, days: &days, profile })
    }

    /// The least that start or end must move, in steps, for the journeys to be as wanted, with the
    /// journeys then. A day that would be shorter than an hour is no day.
    fn first(
        &self,
        steps: impl Iterator<Item = u16>,
        moved: impl Fn(&Self, u16) -> PlacementTravel,
        wanted: impl Fn(&PlacementTravel) -> bool,
    ) -> Option<(u16, PlacementTravel)> {
        let (from, to) = self.hours();
        steps
            .map(|step| step * STEP_MINUTES)
            .take_while(|minutes| from + minutes + SHORTEST_DAY <= to)
            .map(|minutes| (minutes, moved(self, minutes)))
            .find(|(_, travel)| wanted(travel))
    }

    fn allowing(&self, modes: &[Mode]) -> State {
        let mut profile = self.profile.clone();
        profile.modes.extend(modes.iter().map(|mode| (*mode, WayTerms::default())));
        let (from, to) = self.hours();
        self.with(&profile, from, to).state
    }
}

/// The journeys from or to a place that is not known.
fn unknown() -> PlacementTravel {
    PlacementTravel { state: State::NotAssessed, out: None, home: None, notes: Vec::new() }
}

fn in_reach(travel: &PlacementTravel) -> bool {
    travel.state != State::Beyond
}

/// Other hours are thought of up to so many steps, whether or not the window allows them.
const STEPS: u16 = 8;

/// The shortest day that is worth a journey, minutes.
const SHORTEST_DAY: u16 = 60;

fn arrangements(trial: &Trial<'_>, usual: &PlacementTravel) -> Vec<Arrangement> {
    let early = |note: &Note| matches!(note, Note::PassNotYetValid { .. });
    let said = || usual.ways().flat_map(|regular| &regular.way.notes).chain(&usual.notes);
    if usual.state != State::Beyond {
        let pays = |travel: &PlacementTravel| {
            travel.state <= usual.state && !travel.out.iter().any(|out| out.way.notes.iter().any(early))
        };
        let late = said().any(early).then(|| trial.first(1..=STEPS, Trial::starting, pays)).flatten();
        return late.map(|(minutes, _)| Arrangement::StartLaterForPass { minutes }).into_iter().collect();
    }
    let mut lifts = Vec::new();
    if said().any(|note| matches!(note, Note::IfStartMoved { .. }))
        && let Some((minutes, _)) = trial.first(1..=STEPS, Trial::starting, in_reach)
    {
        lifts.push(Arrangement::StartLater { minutes });
    }
    if said().any(|note| matches!(note, Note::IfEndMoved { .. }))
        && let Some((minutes, _)) = trial.first(1..=STEPS, Trial::ending, in_reach)
    {
        lifts.push(Arrangement::FinishEarlier { minutes });
    }
    let reaches = |modes: &[Mode]| {
        let known = modes.iter().all(|mode| trial.profile.modes.contains_key(mode));
        !known && matches!(trial.allowing(modes), State::Within | State::Borderline)
    };
    if reaches(&[Mode::EscortedWalk, Mode::EscortedPublicTransport]) {
        lifts.push(Arrangement::Escort);
    }
    if !trial.profile.modes.contains_key(&Mode::FamilyCar) && reaches(&[Mode::Taxi]) {
        lifts.push(Arrangement::Taxi);
    }
    lifts
}
