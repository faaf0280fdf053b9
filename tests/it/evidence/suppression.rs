//! Suppressed counts, attacked: whatever adds up with what is shown is tried, by another way than the one that suppresses.

use std::collections::{BTreeMap, BTreeSet};

use placewell::evidence::suppress::{Counts, FEWEST, Figure, LEFT, NEAREST, SMALL};
use proptest::prelude::*;

/// No count in these worlds is larger.
const MOST: u32 = 24;

#[test]
fn a_figure_by_itself() {
    let of = |count| {
        let mut counts = Counts::default();
        let at = counts.shown(count);
        counts.published()[at]
    };
    for count in 0..FEWEST {
        assert_eq!(of(count), Figure::Few, "{count}");
    }
    for count in FEWEST..200 {
        let Figure::About(shown) = of(count) else { panic!("{count}") };
        assert!(
            shown % NEAREST == 0 && shown.abs_diff(count) <= NEAREST / 2 && shown > SMALL,
            "{count}: {shown}"
        );
    }
}

#[test]
fn a_small_count_beside_its_whole_is_not_worked_out() {
    // Of 27 whom everybody knows of, 22 are at one school: the other has five, six or seven.
    let mut counts = Counts::default();
    let (whole, large, small) = (counts.known(27), counts.shown(22), counts.shown(5));
    counts.sum(whole, [large, small]);
    let figures = counts.published();
    assert_eq!((figures[large], figures[small]), (Figure::About(20), Figure::Few));
    // By years the 14 who are placed are 13 or 14 of the 19: five or six are not.
    let told = Told { all: [19, 9, 10, 10, 9], placed: [14, 5, 9, 7, 7] };
    assert!(published(told, true).contains(&Figure::Held), "{:?}", published(told, true));
    // Who is left of a whole is never shown and must not be worked out either.
    let mut counts = Counts::default();
    let (whole, most) = (counts.known(9), counts.shown(9));
    counts.part(whole, most);
    assert_eq!(counts.published()[most], Figure::Held);
    let mut counts = Counts::default();
    let (whole, some) = (counts.known(60), counts.shown(29));
    counts.part(whole, some);
    assert_eq!(counts.published()[some], Figure::About(30));
}

/// A world: how many of two schools are in each of two years, and how many of each of those are placed.
type World = [[(u32, u32); 2]; 2];

/// The counts of a world as a hub's tables have them: everybody, each school, each year; and of each the placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    all: [u32; 5],
    placed: [u32; 5],
}

fn told(world: World) -> Told {
    let of = |pick: fn((u32, u32)) -> u32| {
        let at = |school: usize, year: usize| pick(world[school][year]);
        let schools = [at(0, 0) + at(0, 1), at(1, 0) + at(1, 1)];
        let years = [at(0, 0) + at(1, 0), at(0, 1) + at(1, 1)];
        [schools[0] + schools[1], schools[0], schools[1], years[0], years[1]]
    };
    Told { all: of(|(all, _)| all), placed: of(|(_, placed)| placed) }
}

fn published(told: Told, is_known: bool) -> Vec<Figure> {
    let mut counts = Counts::default();
    let all: Vec<usize> = told
        .all
        .iter()
        .enumerate()
        .map(|(at, count)| if is_known && at == 0 { counts.known(*count) } else { counts.shown(*count) })
        .collect();
    let placed: Vec<usize> = told.placed.iter().map(|count| counts.shown(*count)).collect();
    for row in 0..5 {
        counts.part(all[row], placed[row]);
    }
    for column in [all, placed] {
        counts.sum(column[0], [column[1], column[2]]);
        counts.sum(column[0], [column[3], column[4]]);
    }
    counts.published()[..10].to_vec()
}

/// Whether a count can stand behind a figure. The rule is said here once more, so that a slip in the other shows.
fn can_be(figure: Figure, count: u32) -> bool {
    match figure {
        Figure::About(shown) => count >= FEWEST && shown.abs_diff(count) <= 2,
        Figure::Few => count < FEWEST,
        Figure::Held => true,
    }
}

/// What each count can be for somebody who tries every table of counts that adds up: the whole first, then a school and a
/// year of it; then of each how many are placed.
fn worked_out(figures: &[Figure], known: Option<u32>) -> Vec<BTreeSet<u32>> {
    let column = |figures: &[Figure], whole: Option<u32>| {
        let mut found = Vec::new();
        for all in 0..=MOST * 2 {
            if !can_be(figures[0], all) || whole.is_some_and(|whole| whole != all) {
                continue;
            }
            for school in (0..=all).filter(|one| can_be(figures[1], *one) && can_be(figures[2], all - one)) {
                for year in (0..=all).filter(|one| can_be(figures[3], *one) && can_be(figures[4], all - one))
                {
                    found.push([all, school, all - school, year, all - year]);
                }
            }
        }
        found
    };
    let (all, placed) = (column(&figures[..5], known), column(&figures[5..], None));
    let mut possible = vec![BTreeSet::new(); 15];
    for everybody in &all {
        for some in &placed {
            if (0..5).all(|row| some[row] <= everybody[row]) {
                for row in 0..5 {
                    possible[row].insert(everybody[row]);
                    possible[5 + row].insert(some[row]);
                    possible[10 + row].insert(everybody[row] - some[row]);
                }
            }
        }
    }
    possible
}

fn world() -> impl Strategy<Value = World> {
    let cell = (0..=MOST / 4, 0..=MOST / 4).prop_map(|(placed, others)| (placed + others, placed));
    prop::array::uniform2(prop::array::uniform2(cell))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Of whatever may be a small count, several are left that fit all that is shown; the placed and those not placed alike.
    #[test]
    fn whatever_adds_up_leaves_a_small_count_open(world in world(), is_known in any::<bool>()) {
        let told = told(world);
        let figures = published(told, is_known);
        let known = is_known.then_some(told.all[0]);
        for (at, possible) in worked_out(&figures, known).into_iter().enumerate() {
            let row = at % 5;
            let truth = match at / 5 {
                0 => told.all[row],
                1 => told.placed[row],
                _ => told.all[row] - told.placed[row],
            };
            prop_assert!(possible.contains(&truth), "{at}: {possible:?} without {truth}");
            let is_open = possible.len() >= usize::try_from(LEFT).unwrap() || possible.iter().all(|one| *one >= SMALL);
            // Whoever knows that there are fewer than three cannot be kept from it.
            let is_lost = known.is_some_and(|known| i64::from(known) < LEFT) || (at == 0 && is_known);
            prop_assert!(is_open || is_lost, "{at}: only {possible:?} in {figures:?} of {told:?}");
        }
    }

    /// What is held back follows from what is shown, so that it tells nothing beside it.
    #[test]
    fn worlds_that_look_alike_hold_the_same_back(one in world(), other in world()) {
        let (one, other) = (told(one), told(other));
        let plain = |told: Told| -> Vec<u32> {
            let rounded = |count: &u32| if *count < FEWEST { 0 } else { (count + 2) / 5 };
            told.all.iter().chain(&told.placed).map(rounded).collect()
        };
        if plain(one) == plain(other) {
            prop_assert_eq!(published(one, false), published(other, false));
        }
    }
}

/// The same of every pair of small worlds that look alike at first.
#[test]
fn what_is_held_back_depends_on_nothing_that_is_hidden() {
    let mut seen: BTreeMap<Vec<u32>, Vec<Figure>> = BTreeMap::new();
    let cells = [(0, 0), (3, 1), (4, 4), (7, 3), (9, 8), (13, 5)];
    let mut alike = 0;
    for a in cells {
        for b in cells {
            for c in cells {
                for d in cells {
                    let told = told([[a, b], [c, d]]);
                    let rounded = |count: &u32| if *count < FEWEST { 0 } else { (count + 2) / 5 };
                    let plain = told.all.iter().chain(&told.placed).map(rounded).collect();
                    let figures = published(told, false);
                    if let Some(known) = seen.get(&plain) {
                        assert_eq!(known, &figures, "{told:?}");
                        alike += 1;
                    }
                    seen.insert(plain, figures);
                }
            }
        }
    }
    assert!(alike > 100, "{alike}");
}
