//! The worked example of docs/FAIRNESS.md.

use placewell_allocation::{Allocation, Cohort, CohortBuilder, Objective, first_choices};

const PAIRS: [(u32, u32, u32); 7] =
    [(0, 0, 900), (0, 1, 800), (1, 0, 850), (1, 1, 300), (1, 2, 500), (2, 0, 700), (2, 2, 450)];

fn cohort() -> Cohort {
    let mut builder = CohortBuilder::new(3, vec![1, 1, 1]);
    for (learner, offer, score) in PAIRS {
        builder.pair(learner, offer, score).unwrap();
    }
    builder.build().unwrap()
}

#[test]
fn fair_total_and_first_choices_are_as_the_page_says() {
    let places = |objective| Allocation::solve(cohort(), objective).answer().places;
    assert_eq!(places(Objective::Fair), [Some(1), Some(2), Some(0)]);
    assert_eq!(places(Objective::Total), [Some(1), Some(0), Some(2)]);
    let in_turn = first_choices(&cohort());
    assert_eq!(in_turn.places, [Some(0), Some(2), None]);
    assert_eq!(in_turn.figures.total, 1400);
}

#[test]
fn the_floor_is_proved_by_two_learners_who_depend_on_one_seat() {
    let certificate = Allocation::solve(cohort(), Objective::Fair).certificate();
    assert_eq!(certificate.floor, 500);
    let bound = certificate.no_higher.unwrap();
    assert_eq!((bound.floor, bound.most), (501, 2));
    assert_eq!(bound.offers, [0]);
}
