//! Cohorts that fall apart, solved in halves at once, one half after the other, and whole.

use placewell_allocation::{Allocation, Change, Cohort, CohortBuilder, Sharing};

use super::model::{Dice, OBJECTIVES, cases, random_score};

const AT_ONCE: Sharing = Sharing { at_once: true, least: 1 };
const IN_TURN: Sharing = Sharing { at_once: false, least: 1 };
const WHOLE: Sharing = Sharing { at_once: false, least: u64::MAX };

/// Up to thirty villages whose learners know only the village's offers, and a few pools that join
/// offers of any villages.
fn villages(dice: &mut Dice) -> Cohort {
    let mut learners = Vec::new();
    let mut seats: Vec<u32> = Vec::new();
    for _ in 0..1 + dice.roll(30) {
        let own = seats.len()..seats.len() + 1 + dice.roll(4);
        seats.extend(own.clone().map(|_| [0, 1, 1, 1, 2, 3][dice.roll(6)]));
        for _ in 0..dice.roll(7) {
            let options = own.clone().filter(|_| dice.roll(3) > 0);
            learners.push(options.map(|offer| offer as u32).collect::<Vec<_>>());
        }
    }
    let pools = dice.roll(6) as u32;
    let pool_of = seats.iter().map(|_| Some(dice.roll(12) as u32).filter(|pool| *pool < pools)).collect();
    let places = (0..pools).map(|_| dice.roll(6) as u32).collect();
    let mut builder = CohortBuilder::new(learners.len(), seats);
    builder.pools(pool_of, places);
    let mut pinned = builder.clone();
    for (learner, options) in (0..).zip(&learners) {
        for &offer in options {
            let score = u32::from(random_score(dice));
            builder.pair(learner, offer, score).unwrap();
            pinned.pair(learner, offer, score).unwrap();
        }
        if let Some(&offer) = options.first().filter(|_| dice.roll(12) == 0) {
            pinned.pin(learner, offer);
        }
    }
    pinned.build().or_else(|_| builder.build()).unwrap()
}

#[test]
fn halves_give_the_answer_of_the_whole() {
    for seed in 0..cases(100) as u64 {
        let mut dice = Dice(seed ^ 0xAFA7);
        let cohort = villages(&mut dice);
        for objective in OBJECTIVES {
            let solved = |sharing| Allocation::solve_shared(cohort.clone(), objective, sharing);
            let [mut at_once, in_turn, mut whole] = [AT_ONCE, IN_TURN, WHOLE].map(solved);
            let context = format!("seed {seed} {objective}");
            assert_eq!(at_once.answer(), in_turn.answer(), "{context}");
            assert_eq!(at_once.certificate(), in_turn.certificate(), "{context}");
            assert_eq!(at_once.answer(), whole.answer(), "{context}");
            let checked = at_once.certificate().check(&cohort, &at_once.answer());
            assert_eq!(checked, Ok(()), "{context}");
            for _ in 0..4 {
                let (offer, seats) = (dice.roll(cohort.offers()) as u32, 3 + dice.roll(3) as u32);
                let change = [Change::Seats { offer, seats }];
                let [own, other] = [&mut at_once, &mut whole].map(|solved| solved.what_if(&change).unwrap());
                assert_eq!((own.moves, own.after), (other.moves, other.after), "{context}");
            }
        }
    }
}
