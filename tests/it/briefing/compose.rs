//! Packs composed from plans of generated offers and learners.

use placewell::briefing::compose::{ComposeError, compose};
use placewell::briefing::editions;
use placewell::briefing::fit::MOST_PAGES;
use placewell::briefing::leak::{Secrets, check, parts};
use placewell::briefing::pack::{Block, Pack, Topic};
use placewell::domain::delivery::Edition;
use placewell::domain::learner::{Learner, LearnerFacts};
use placewell::domain::offer::OfferFacts;
use placewell::programme::Programme;

use super::fixture::press;
use super::plans::{learner, planned, provider, stamp, with_inputs};

fn composed(
    facts: &LearnerFacts,
    offer: &OfferFacts,
    programme: &Programme,
    first_name: bool,
) -> Result<Pack, ComposeError> {
    told_of(&learner(facts), facts, offer, programme, first_name, false)
}

/// The pack of a plan for a learner's record, whose facts for the law may be another's.
pub(super) fn told_of(
    learner: &Learner,
    facts: &LearnerFacts,
    offer: &OfferFacts,
    programme: &Programme,
    first_name: bool,
    statement: bool,
) -> Result<Pack, ComposeError> {
    with_inputs(learner, facts, offer, programme, (first_name, statement), compose)
}

#[test]
fn every_block_of_every_plan_has_its_person_and_its_lines() {
    let plans = planned(0..60);
    assert!(plans.len() >= 10, "too few generated pairs can be planned: {}", plans.len());
    for (learner, offer, programme) in &plans {
        let pack = composed(learner, offer, programme, true).unwrap();
        assert_eq!(pack.week.dates(), programme.days.iter().map(|day| day.date).collect::<Vec<_>>());
        for block in pack.week.days.iter().flat_map(|day| &day.blocks) {
            if let Block::Work(work) = block {
                for line in [
                    &work.task,
                    &work.place,
                    &work.with,
                    &work.good,
                    &work.finish,
                    &work.if_finished,
                    &work.if_stuck,
                ] {
                    assert!(!line.is_empty());
                }
            }
        }
        assert!(pack.phones.ladder.len() >= 2);
        assert!(pack.terms.lines.iter().all(|term| !term.words.is_empty()), "{:?}", pack.terms);
    }
}

#[test]
fn composed_packs_fit_four_pages_and_leak_nothing() {
    for (facts, offer, programme) in
        planned(0..40).into_iter().take(if cfg!(debug_assertions) { 6 } else { 40 })
    {
        let pack = composed(&facts, &offer, &programme, true).unwrap();
        let made = editions::employer(press(), &pack, &[], stamp()).unwrap();
        assert!(made.pdf.pages <= MOST_PAGES);
        let secrets =
            Secrets::of(Edition::Employer, &learner(&facts), true, false, &offer, &provider(), Vec::new());
        assert_eq!(check(&parts(&pack, &made), &secrets), []);
    }
}

#[test]
fn a_name_that_is_not_agreed_stands_nowhere_in_the_pack() {
    let (facts, offer, programme) = planned(0..40).into_iter().next().unwrap();
    let pack = composed(&facts, &offer, &programme, false).unwrap();
    assert_eq!(pack.visitor.called, "our visitor");
    assert!(!serde_json::to_string(&pack).unwrap().contains("Amina"));
}

#[test]
fn vetting_is_never_said_to_be_unneeded() {
    for (facts, offer, programme) in planned(0..40) {
        let pack = composed(&facts, &offer, &programme, true).unwrap();
        let vetting = pack.terms.lines.iter().find(|term| term.topic == Topic::Vetting).unwrap();
        assert!(!vetting.words.contains("do not need"), "{}", vetting.words);
    }
}

#[test]
fn a_plan_whose_people_have_gone_is_not_printed() {
    let (facts, mut offer, programme) = planned(0..40).into_iter().next().unwrap();
    offer.offer.people.clear();
    assert!(matches!(composed(&facts, &offer, &programme, true), Err(ComposeError::Gone(_))));
}
