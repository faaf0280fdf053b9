use std::sync::Arc;

use super::LearnerDocument;
use crate::suitability::Journey;
use crate::travel::concession::PassTable;
use crate::travel::estimate::Estimate;
use crate::travel::gtfs::Feed;
use crate::travel::network::Network;
use crate::travel::timetable::{Timetable, TimetableModel};
use crate::travel::{Profile, TravelModel};
use crate::words::label::Label;
use crate::words::suitability as say;

/// What answers whether the learner gets there and back: the timetables that were given, else the
/// estimate. A pass has the hours of its nation, for there is no hub that knows better.
#[must_use]
pub fn travel_model(feeds: Vec<Feed>, learner: &LearnerDocument) -> Box<dyn TravelModel> {
    let home = learner.learner.home.coordinates.filter(|_| !feeds.is_empty());
    let Some(home) = home else { return Box::new(Estimate) };
    let travel = &learner.learner.profile.travel;
    let pass = PassTable::default().hours(travel.pass_authority.as_ref(), learner.provider.nation);
    let timetable = Arc::new(Timetable::new(Network::new(feeds)));
    Box::new(TimetableModel::new(timetable, home, Profile::from(travel), pass))
}

/// How the journeys stand, what they stand on, and what to know, each a sentence of its own.
pub(super) fn told(journey: &Journey) -> Vec<String> {
    let travel = journey.chosen().0;
    let standing = format!("The journey: {}.", journey.standing().label());
    let basis = travel.out.as_ref().map(|out| say::basis(&out.way.basis));
    let notes = travel.all_notes();
    [standing].into_iter().chain(basis).chain(notes.iter().map(say::note)).collect()
}
