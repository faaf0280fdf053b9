//! Any bytes as the body of a request with a learner or an offer: read, checked, and, where it stands, written and read again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use placewell_domain::learner::Learner;
use placewell_domain::offer::Offer;
use serde::Deserialize;

/// Either body, without what stands beside.
#[derive(Deserialize)]
struct Body {
    learner: Option<Learner>,
    offer: Option<Offer>,
}

fuzz_target!(|body: &[u8]| {
    let Ok(Body { learner, offer }) = serde_json::from_slice(body) else { return };
    let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    if let Some(learner) = learner.filter(|learner| learner.check(today).is_ok()) {
        let written = serde_json::to_vec(&learner).unwrap();
        assert!(serde_json::from_slice::<Learner>(&written).unwrap() == learner);
    }
    if let Some(offer) = offer.filter(|offer| offer.check().is_ok()) {
        let written = serde_json::to_vec(&offer).unwrap();
        assert!(serde_json::from_slice::<Offer>(&written).unwrap() == offer);
    }
});
