//! Tests of suitability: the outcomes, the score, and what must hold for any learner and offer.

mod properties;

use chrono::NaiveDate;
use placewell::domain::learner::LearnerFacts;
use placewell::domain::offer::OfferFacts;
use placewell::domain::window::Window;
use placewell::suitability::{Assessment, Journey, Weights, assess};
use placewell::travel::estimate::Estimate;

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
