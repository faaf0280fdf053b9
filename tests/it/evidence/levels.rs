//! The counts of a cohort by level of help, attacked: whatever adds up with what a hub sees is tried.

use std::collections::BTreeSet;

use placewell::evidence::levels::{LevelCount, LevelFigures, published};
use placewell::evidence::suppress::{FEWEST, Figure, LEFT, SMALL};
use proptest::prelude::*;

/// How many have a placement, and how many have none.
type Pair = (u32, u32);

/// One count of a pair.
type Count = fn(&Pair) -> u32;

/// Whether a count can stand behind a figure. The rule is said here once more, so that a slip in the other shows.
fn can_be(figure: Figure, count: u32) -> bool {
    match figure {
        Figure::About(shown) => count >= FEWEST && shown.abs_diff(count) <= 2,
        Figure::Few => count < FEWEST,
        Figure::Held => true,
    }
}

/// What can stand behind the figures of a level in a cohort of so many.
fn pairs(figures: Option<LevelFigures>, whole: Pair) -> Vec<Pair> {
    let all = (0..=whole.0).flat_map(|placed| (0..=whole.1).map(move |unplaced| (placed, unplaced)));
    let fits = |(placed, unplaced): &Pair| {
        figures.is_none_or(|figures| {
            can_be(figures.placed, *placed)
                && can_be(figures.unplaced, *unplaced)
                && can_be(figures.learners, placed + unplaced)
        })
    };
    all.filter(fits).collect()
}

/// Every sum of one of each that is no more than the whole.
fn sums<'a>(levels: impl Iterator<Item = &'a Vec<Pair>>, whole: Pair) -> BTreeSet<Pair> {
    levels.fold(BTreeSet::from([(0, 0)]), |sums, pairs| {
        let both = sums.iter().flat_map(|sum| pairs.iter().map(move |pair| (sum.0 + pair.0, sum.1 + pair.1)));
        both.filter(|sum| sum.0 <= whole.0 && sum.1 <= whole.1).collect()
    })
}

fn count() -> impl Strategy<Value = LevelCount> {
    let few = prop_oneof![3 => 0..=3_u32, 1 => 0..=12_u32];
    (few.clone(), few).prop_map(|(placed, unplaced)| LevelCount { placed, unplaced })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Of whatever may be a small count, several are left that fit all that is shown and both wholes, which are known.
    #[test]
    fn whatever_adds_up_leaves_a_small_count_of_a_level_open(
        levels in prop::array::uniform5(count()),
        rest in count(),
    ) {
        let figures = published(&levels, rest);
        let all = levels.iter().chain([&rest]);
        let whole = all.fold((0, 0), |sum, one| (sum.0 + one.placed, sum.1 + one.unplaced));
        let mut open: Vec<Vec<Pair>> = figures.iter().map(|one| pairs(Some(*one), whole)).collect();
        open.push(pairs(None, whole));
        for (at, truth) in levels.iter().enumerate() {
            let others = open.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, pairs)| pairs);
            let others = sums(others, whole);
            let possible: Vec<Pair> = open[at]
                .iter()
                .copied()
                .filter(|(placed, unplaced)| others.contains(&(whole.0 - placed, whole.1 - unplaced)))
                .collect();
            prop_assert!(possible.contains(&(truth.placed, truth.unplaced)), "{at}: {possible:?}");
            let each: [(Count, u32); 3] =
                [(|pair| pair.0, whole.0), (|pair| pair.1, whole.1), (|pair| pair.0 + pair.1, whole.0 + whole.1)];
            for (of, most) in each {
                let left: BTreeSet<u32> = possible.iter().map(of).collect();
                let is_open = left.len() >= usize::try_from(LEFT).unwrap() || left.iter().all(|one| *one >= SMALL);
                // Whoever knows that there are fewer than three cannot be kept from it.
                let is_lost = i64::from(most) < LEFT;
                prop_assert!(is_open || is_lost, "level {at}: only {left:?} in {figures:?} of {levels:?}, {rest:?}");
            }
        }
    }
}
