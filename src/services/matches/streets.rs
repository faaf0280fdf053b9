//! The walks to the best matches along real streets, where the settings name an engine.
//!
//! The same few sites are asked about whatever page is looked at, so that pages fit together.

use crate::app::App;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::ranking::{Query, Snapshot, rank};
use crate::suitability::Weights;
use crate::travel::{Profile, StreetWalks, TravelModel};

/// The walks to the sites of the best matches by the model alone. Asks over the network, so never
/// within a transaction; none when there is no engine or no home.
pub(super) fn to_best(
    app: &App,
    snapshot: &Snapshot,
    learner: &LearnerFacts,
    model: &dyn TravelModel,
    weights: &Weights,
    query: &Query,
) -> StreetWalks {
    if app.streets.is_none() || learner.home.is_none() {
        return StreetWalks::default();
    }
    let top = usize::from(app.config.engines.street.top);
    let best = Query { start: query.start, sort: query.sort, ..Query::from(query.from, top) };
    let best = rank(snapshot, learner, model, weights, &best).matches;
    to(app, learner, best.iter().filter_map(|one| snapshot.get(&one.offer)))
}

/// The walks to the sites of some offers.
pub(super) fn to<'a>(
    app: &App,
    learner: &LearnerFacts,
    offers: impl Iterator<Item = &'a OfferFacts>,
) -> StreetWalks {
    let Some((streets, home)) = app.streets.as_deref().zip(learner.home) else {
        return StreetWalks::default();
    };
    let profile = Profile::from(&learner.profile.travel);
    StreetWalks::ask(streets, home, &profile, offers.filter_map(|facts| facts.offer.site.coordinates))
}
