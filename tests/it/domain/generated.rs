//! The generator that every other topic uses, and the documents it makes.

use crate::generate::{any_pair, learner, offer, offers};
use placewell::domain::learner::Profile;
use placewell::domain::offer::Offer;
use proptest::prelude::*;

#[test]
fn the_same_seed_makes_the_same_offer_and_learner() {
    assert_eq!(offer(7, 40), offer(7, 40));
    assert_eq!(learner(7, 40), learner(7, 40));
    assert_ne!(offer(7, 40).id, offer(8, 40).id);
}

#[test]
fn generated_offers_differ_in_their_identifiers() {
    let ids: std::collections::BTreeSet<_> = offers(1, 50, 500).into_iter().map(|offer| offer.id).collect();
    assert_eq!(ids.len(), 500);
}

proptest! {
    #[test]
    fn documents_survive_json((learner, offer) in any_pair()) {
        let json = serde_json::to_string(&offer.offer).unwrap();
        prop_assert_eq!(serde_json::from_str::<Offer>(&json).unwrap(), offer.offer);
        let json = serde_json::to_string(&learner.profile).unwrap();
        prop_assert_eq!(serde_json::from_str::<Profile>(&json).unwrap(), learner.profile);
    }
}
