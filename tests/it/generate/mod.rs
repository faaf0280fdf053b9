//! Made-up offers and learners for every test: valid, realistic, and the same for the same seed.
//!
//! `hardness` runs from 0, where everything is stated and most things fit, to 100, where facts
//! are missing, sites are loud, people are away and learners need much.

pub(crate) mod dice;
mod gardens;
mod learners;
mod offers;
mod people;
mod rich;
mod shops;
mod workplace;

use chrono::NaiveDate;
use placewell::domain::learner::LearnerFacts;
use placewell::domain::need::{Need, Wanted, Weight};
use placewell::domain::offer::OfferFacts;
use placewell::domain::text::{Line, Paragraph};
use placewell::domain::time::{Span, TimeOfDay, Weekday, Weekdays};
use proptest::prelude::*;

pub(crate) use dice::Dice;

/// The Monday around which every generated date lies.
pub(crate) fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 3, 1).unwrap()
}

/// Monday to Friday.
pub(crate) fn working_week() -> Weekdays {
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri].into_iter().collect()
}

/// The offer of a seed.
pub(crate) fn offer(seed: u64, hardness: u8) -> OfferFacts {
    let mut facts = offers::offer(&mut Dice::new(seed ^ 0x0FFE_0FFE), hardness);
    rich::offer(&mut Dice::new(seed ^ 0x51CE_51CE), &mut facts.offer);
    facts.offer.check().expect("a generated offer is valid");
    facts
}

/// The learner of a seed.
pub(crate) fn learner(seed: u64, hardness: u8) -> LearnerFacts {
    let mut facts = learners::learner(&mut Dice::new(seed ^ 0x1EA2_1EA2), hardness);
    rich::learner(&mut Dice::new(seed ^ 0x3A17_3A17), &mut facts.profile);
    facts.profile.check().expect("a generated profile is valid");
    facts
}

/// So many offers, each with its own identifier.
pub(crate) fn offers(seed: u64, hardness: u8, count: u64) -> Vec<OfferFacts> {
    (0..count).map(|nth| offer(seed.wrapping_mul(1_000_003).wrapping_add(nth), hardness)).collect()
}

/// Any offer.
pub(crate) fn any_offer() -> impl Strategy<Value = OfferFacts> {
    (any::<u64>(), 0..=100_u8).prop_map(|(seed, hardness)| offer(seed, hardness))
}

/// Any learner.
pub(crate) fn any_learner() -> impl Strategy<Value = LearnerFacts> {
    (any::<u64>(), 0..=100_u8).prop_map(|(seed, hardness)| learner(seed, hardness))
}

/// Any learner with any offer.
pub(crate) fn any_pair() -> impl Strategy<Value = (LearnerFacts, OfferFacts)> {
    (any_learner(), any_offer())
}

/// One line of text.
pub(crate) fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

/// A paragraph.
pub(crate) fn paragraph(text: &str) -> Paragraph {
    Paragraph::parse(text).unwrap()
}

/// A stretch of a day, each end as `HH:MM`.
pub(crate) fn span(from: &str, to: &str) -> Span {
    Span::new(TimeOfDay::parse(from).unwrap(), TimeOfDay::parse(to).unwrap()).unwrap()
}

/// A date as `YYYY-MM-DD`.
pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An essential need.
pub(crate) fn essential(wanted: Wanted) -> Need {
    Need { wanted, weight: Weight::Essential, note: None }
}

/// A helpful need.
pub(crate) fn helpful(wanted: Wanted) -> Need {
    Need { wanted, weight: Weight::Helpful, note: None }
}
