//! The text format, the two sheets, and the command.

use placewell_allocation::{Allocation, Cohort, Objective, sheet, text};

const TEXT: &str = "c two want the one seat at 0; pool 0 has one place\np alloc 3 2 4 1\no 0 1 0\no 1 2 0\n\
                    g 0 1\ne 0 0 900\ne 1 0 800\ne 1 1 300\ne 2 1 500\n";

fn figures(cohort: Cohort) -> (u64, u64, Option<u16>) {
    let figures = Allocation::solve(cohort, Objective::Fair).figures();
    (figures.placed, figures.total, figures.minimum)
}

#[test]
fn the_text_format_is_read_and_written() {
    let cohort = text::read(TEXT.as_bytes(), false).unwrap().build().unwrap();
    let mut written = Vec::new();
    text::write(&cohort, &mut written).unwrap();
    assert_eq!(figures(cohort), (3, 1700, Some(300)));
    let again = text::read(written.as_slice(), true).unwrap().build().unwrap();
    assert_eq!(figures(again), (3, 1700, Some(300)));
}

#[test]
fn pools_count_when_asked_for() {
    let cohort = text::read(TEXT.as_bytes(), true).unwrap().build().unwrap();
    assert_eq!(figures(cohort), (1, 900, Some(900)));
}

#[test]
fn two_sheets_make_a_cohort_with_names_and_decisions() {
    let pairs = "score,Learner,offer,decision\n900,Asha,Garden,\n,,,\n800,Bryn,Garden,pin\n300,Bryn,Cafe,\n500,Carys,Cafe,forbid\n,Dai,,\n";
    let capacities = "offer,seats,pool,places\nGarden,1,North,2\nCafe,2,North,2\n";
    let sheet = sheet::read(pairs.as_bytes(), capacities.as_bytes(), true).unwrap();
    assert_eq!(sheet.learners, ["Asha", "Bryn", "Carys", "Dai"]);
    assert_eq!(sheet.offers, ["Garden", "Cafe"]);
    let allocation = Allocation::solve(sheet.cohort, Objective::Fair);
    let mut written = Vec::new();
    text::write_answer(&allocation, Some((&sheet.learners, &sheet.offers)), &mut written).unwrap();
    let expected = "learner,offer,score\nAsha,,\nBryn,Garden,800\nCarys,,\nDai,,\n";
    assert_eq!(String::from_utf8(written).unwrap(), expected);
    assert_eq!(allocation.figures().minimum, None);
}
