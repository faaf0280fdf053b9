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
    text::write_answer(&allocation, Some((&sheet.learners, &sheet.offers)), &[], &mut written).unwrap();
    let expected = "learner,offer,score,outcome\nAsha,,,no seat left\nBryn,Garden,800,pinned\n\
                    Carys,,,no possible placement\nDai,,,no possible placement\n";
    assert_eq!(String::from_utf8(written).unwrap(), expected);
    assert_eq!(allocation.figures().minimum, None);
}

#[test]
fn everyone_on_the_list_of_learners_is_in_the_answer() {
    let sheets = |learners: &'static str| {
        let (pairs, capacities) = ("learner,offer,score\nBryn,Garden,800\n", "offer,seats\nGarden,1\n");
        sheet::Sheets {
            pairs: pairs.as_bytes(),
            capacities: capacities.as_bytes(),
            learners: Some(learners.as_bytes()),
            pools: false,
        }
    };
    let sheet = sheets("learner\nAsha\nBryn\nCarys\n").read().unwrap();
    let allocation = Allocation::solve(sheet.cohort, Objective::Fair);
    let mut written = Vec::new();
    text::write_answer(&allocation, Some((&sheet.learners, &sheet.offers)), &[], &mut written).unwrap();
    let expected = "learner,offer,score,outcome\nAsha,,,no possible placement\nBryn,Garden,800,placed\n\
                    Carys,,,no possible placement\n";
    assert_eq!(String::from_utf8(written).unwrap(), expected);
    let said = |learners| sheets(learners).read().unwrap_err().to_string();
    assert_eq!(said("learner\nAsha\n"), "pairs, line 2: the learner \"Bryn\" is not among the learners");
    assert_eq!(said("learner\nBryn\nBryn\n"), "learners, line 3: \"Bryn\" stands on line 2 already");
}

#[test]
fn a_name_composed_or_decomposed_and_spaced_otherwise_is_one_learner_and_one_seat() {
    let pairs = "learner,offer,score\nSi\u{e2}n  Lloyd,Caf\u{e9},900\nSia\u{302}n\u{a0}Lloyd,Depot,700\n\
                 Dai,Cafe\u{301},800\n";
    let capacities = "offer,seats,pool,places\nCafe\u{301},1,Te\u{302}m,2\nDepot,1,T\u{ea}m,2\n";
    let sheet = sheet::read(pairs.as_bytes(), capacities.as_bytes(), true).unwrap();
    assert_eq!(sheet.learners, ["Si\u{e2}n  Lloyd", "Dai"]);
    assert_eq!((sheet.offers.len(), sheet.pools.len()), (2, 1));
    let answer = Allocation::solve(sheet.cohort, Objective::Fair).answer();
    assert_eq!(answer.places, [Some(1), Some(0)], "each has a seat, and nobody has two");
}

#[test]
fn no_name_is_written_as_a_formula() {
    for (name, cell) in [
        ("=HYPERLINK(\"http://a.example\")", "'=HYPERLINK(\"http://a.example\")"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("-2+3+cmd", "'-2+3+cmd"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("-2.99,51.5", "-2.99,51.5"),
        ("+44 1632 960001", "+44 1632 960001"),
        ("Garden = good", "Garden = good"),
        ("", ""),
    ] {
        assert_eq!(sheet::inert(name), cell);
    }
    let pairs = "learner,offer,score\n=1+1,@Garden,900\n";
    let sheet = sheet::read(pairs.as_bytes(), "offer,seats\n@Garden,1\n".as_bytes(), true).unwrap();
    let allocation = Allocation::solve(sheet.cohort, Objective::Fair);
    let mut written = Vec::new();
    let more = [("why", vec!["@Garden was free".to_owned()])];
    text::write_answer(&allocation, Some((&sheet.learners, &sheet.offers)), &more, &mut written).unwrap();
    let expected = "learner,offer,score,outcome,why\n'=1+1,'@Garden,900,placed,'@Garden was free\n";
    assert_eq!(String::from_utf8(written).unwrap(), expected);
}
