//! The journeys of one placement, and the later start that would bring it within reach.

use chrono::NaiveDate;

use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::window::Window;
use crate::travel::{PlacementTravel, PlacementTrips, Profile, State, TravelModel, assess_placement};

/// A later start is looked for in steps of so many minutes.
const STEP_MINUTES: u16 = 15;

/// The first later start with which the journey is no longer beyond reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaterStart {
    /// How much later, minutes.
    pub minutes: u16,
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
        let places = learner.home.zip(offer.offer.site.coordinates);
        let (home_known, site_known) = (learner.home.is_some(), offer.offer.site.coordinates.is_some());
        let Some((home, site)) = places else {
            let usual =
                PlacementTravel { state: State::NotAssessed, out: None, home: None, notes: Vec::new() };
            return Self { usual, later: None, home_known, site_known };
        };
        let profile = Profile::from(&learner.profile.travel);
        let with = |later: u16| {
            let (from, to) = (window.hours.from.plus(later).minutes(), window.hours.to.minutes());
            let days: Vec<_> = days.iter().map(|date| (*date, from, to)).collect();
            assess_placement(model, &PlacementTrips { home, site, days: &days, profile: &profile })
        };
        let usual = with(0);
        let later = if usual.state == State::Beyond {
            let steps = window.start_can_move_minutes / STEP_MINUTES;
            (1..=steps)
                .map(|step| step * STEP_MINUTES)
                .map(|minutes| LaterStart { minutes, travel: with(minutes) })
                .find(|later| later.travel.state != State::Beyond)
        } else {
            None
        };
        Self { usual, later, home_known, site_known }
    }

    /// The journeys that count: the usual ones, or the later ones where only they are in reach.
    #[must_use]
    pub fn chosen(&self) -> (&PlacementTravel, u16) {
        self.later.as_ref().map_or((&self.usual, 0), |later| (&later.travel, later.minutes))
    }
}
