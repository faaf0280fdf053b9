//! Walks along real streets, as far as somebody who knows the streets tells them.
//!
//! The walks are asked for ahead, for the few sites that are worth it, and then stand before any
//! other model: a walk that is known takes the place of the estimate, and a walk that is not keeps
//! the estimate and says why. Only walks from door to door are refined; those to and from stops
//! stay estimates.

use std::collections::BTreeMap;

use super::answer::{ModeAnswer, Note, State, TravelAnswer};
use super::circuity::straight_metres;
use super::estimate;
use super::profile::Profile;
use super::request::{Gist, PlacementTrips, TravelModel, TripRequest};
use super::street_doubt::StreetDoubt;
use placewell_domain::place::Coordinates;

/// What is known of one walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Street {
    /// So many metres along streets and paths.
    Metres(u32),
    /// Nothing to rely on.
    Doubt(StreetDoubt),
}

/// How somebody moves along streets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walker {
    /// On foot.
    Foot,
    /// By wheelchair: steps are no way.
    Wheelchair,
}

/// Somebody who knows the streets.
pub trait Streets: Send + Sync {
    /// The name that answers carry as their basis.
    fn name(&self) -> &str;

    /// The walks from one place to others: one answer each, in their order. Total: what cannot be
    /// told is a [`StreetDoubt`].
    fn walks(&self, from: Coordinates, to: &[Coordinates], walker: Walker) -> Vec<Street>;
}

/// Whether knowing the streets could change the answer: the learner may walk, and the straight
/// line alone does not yet rule the walk out. Nothing else is worth telling anybody a home for.
#[must_use]
pub fn worth_asking(home: Coordinates, site: Coordinates, profile: &Profile) -> bool {
    let limit = profile.walk_leg_metres.min(profile.walk_total_metres);
    profile.modes.keys().any(|mode| mode.is_walk()) && straight_metres(home, site) <= limit
}

/// What was told of the walks between one home and some sites.
#[derive(Clone, Debug, Default)]
pub struct StreetWalks {
    name: String,
    home: Option<Coordinates>,
    walks: BTreeMap<Coordinates, Street>,
}

impl StreetWalks {
    /// Asks for the walks from a home to those of the sites that are [worth it](worth_asking). The
    /// way back is taken to be the same. An answer that cannot be true is not kept as one.
    #[must_use]
    pub fn ask(
        streets: &dyn Streets,
        home: Coordinates,
        profile: &Profile,
        sites: impl IntoIterator<Item = Coordinates>,
    ) -> Self {
        let mut sites: Vec<Coordinates> =
            sites.into_iter().filter(|site| worth_asking(home, *site, profile)).collect();
        sites.sort_unstable();
        sites.dedup();
        if sites.is_empty() {
            return Self::default();
        }
        let walker = if profile.wheelchair { Walker::Wheelchair } else { Walker::Foot };
        let told = streets.walks(home, &sites, walker);
        let whole = told.len() == sites.len();
        let trusted = |site: Coordinates, told: Street| match told {
            _ if !whole => Street::Doubt(StreetDoubt::Unusable),
            Street::Metres(metres) if metres < straight_metres(home, site) => {
                Street::Doubt(StreetDoubt::ShorterThanLine)
            }
            told => told,
        };
        let rest = std::iter::repeat(Street::Doubt(StreetDoubt::Unusable));
        let walks = sites
            .into_iter()
            .zip(told.into_iter().chain(rest))
            .map(|(site, told)| (site, trusted(site, told)));
        Self { name: streets.name().to_owned(), home: Some(home), walks: walks.collect() }
    }

    fn between(&self, home: Coordinates, site: Coordinates) -> Option<Street> {
        self.walks.get(&site).copied().filter(|_| self.home == Some(home))
    }
}

/// Another model, with known walks in the place of its estimated ones.
#[derive(Clone, Copy)]
pub struct AlongStreets<'a> {
    model: &'a dyn TravelModel,
    walks: &'a StreetWalks,
}

impl<'a> AlongStreets<'a> {
    /// Puts the walks before a model. Without any it answers as the model does.
    #[must_use]
    pub fn new(model: &'a dyn TravelModel, walks: &'a StreetWalks) -> Self {
        Self { model, walks }
    }

    fn refined(&self, request: &TripRequest<'_>, way: &ModeAnswer, street: Street) -> ModeAnswer {
        match street {
            Street::Metres(metres) => estimate::along_streets(request, way.mode, metres, &self.walks.name),
            Street::Doubt(because) => {
                let mut way = way.clone();
                way.notes.push(Note::StreetsNotUsed { because });
                if because == StreetDoubt::NoWay && way.state == State::Within {
                    way.state = State::Borderline;
                    way.notes.push(Note::CheckOnMap);
                }
                way.notes.sort_unstable();
                way.notes.dedup();
                way
            }
        }
    }
}

impl TravelModel for AlongStreets<'_> {
    fn assess(&self, request: &TripRequest<'_>) -> TravelAnswer {
        self.along(request, self.model.assess(request))
    }

    fn explain(&self, request: &TripRequest<'_>) -> TravelAnswer {
        self.along(request, self.model.explain(request))
    }

    fn is_alike_every_day(&self, limits: &Profile) -> bool {
        self.model.is_alike_every_day(limits)
    }

    fn turns_on_hours(&self, limits: &Profile) -> bool {
        self.model.turns_on_hours(limits)
    }

    fn farthest(&self, limits: &Profile) -> Option<u32> {
        // No walk is asked for that is longer than the limit.
        self.model.farthest(limits)
    }

    fn gist(&self, trips: &PlacementTrips<'_>) -> Option<Gist> {
        match self.walks.between(trips.home, trips.site) {
            None => self.model.gist(trips),
            Some(_) => None,
        }
    }
}

impl AlongStreets<'_> {
    fn along(&self, request: &TripRequest<'_>, answer: TravelAnswer) -> TravelAnswer {
        let Some(street) = self.walks.between(request.home, request.site) else { return answer };
        let refine = |way: ModeAnswer| {
            if way.mode.is_walk() { self.refined(request, &way, street) } else { way }
        };
        TravelAnswer::new(answer.ways.into_iter().map(refine).collect(), refine(answer.walk_only))
    }
}
