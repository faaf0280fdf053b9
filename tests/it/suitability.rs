//! Tests of suitability: the outcomes, the score, and what must hold for any learner and offer.

mod outcomes;
mod own_voice;
mod properties;
mod weights;

use chrono::NaiveDate;
use placewell::domain::fact::{Availability, Stated};
use placewell::domain::learner::{LearnerFacts, ProgrammeKind};
use placewell::domain::need::Need;
use placewell::domain::offer::OfferFacts;
use placewell::domain::place::Coordinates;
use placewell::domain::window::{Pattern, Window};
use placewell::suitability::{Assessment, Journey, Weights, assess};
use placewell::travel::estimate::Estimate;

use crate::generate::{date, learner, offer};

/// The first window and the first dates of an offer on which a whole placement fits.
pub(crate) fn first_dates(offer: &OfferFacts) -> Option<(&Window, Vec<NaiveDate>)> {
    offer.offer.windows.iter().find_map(|window| {
        let start = window.starts(offer.offer.pattern, window.dates.from, &[]).next()?;
        Some((window, window.placement_days(offer.offer.pattern, start, &[])?))
    })
}

/// The assessment on the first dates, with estimated journeys and the usual weights.
pub(crate) fn assessed(learner: &LearnerFacts, offer: &OfferFacts) -> Assessment {
    let (window, days) = first_dates(offer).expect("a generated offer has dates");
    let journey = Journey::find(&Estimate, learner, offer, window, &days);
    assess(learner, offer, window, &days, &journey, &Weights::default())
}

/// The first generated five-day offer of a title, five minutes' walk from the learner's home, with
/// every provision there.
pub(crate) fn near(title: &str, learner: &LearnerFacts) -> OfferFacts {
    let mut found = (0..1_000)
        .map(|seed| offer(seed, 0))
        .find(|it| it.offer.title.as_str() == title && it.offer.pattern == Pattern::Block { days: 5 })
        .unwrap();
    let home = learner.home.unwrap();
    found.offer.site.coordinates = Coordinates::new(home.lat_udeg + 2_500, home.lon_udeg).ok();
    for state in found.offer.provisions.0.values_mut() {
        *state = Stated::plain(Availability::Yes);
    }
    found
}

/// A learner on work experience, born on a date, with these needs.
pub(crate) fn somebody(born: &str, needs: Vec<Need>) -> LearnerFacts {
    let mut somebody = learner(11, 0);
    somebody.date_of_birth = date(born);
    somebody.profile.programme = ProgrammeKind::WorkExperience;
    somebody.profile.needs = needs;
    somebody
}
