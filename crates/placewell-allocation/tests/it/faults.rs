//! Files that are not cohorts: each fault is named with its line and field.

use placewell_allocation::{sheet, text};

const TEXT: &str =
    "c a comment\np alloc 3 2 4 1\no 0 1 0\no 1 2 0\ng 0 1\ne 0 0 900\ne 1 0 800\ne 1 1 300\ne 2 1 500\n";

/// What is said of a text file, pools counted, that differs from [`TEXT`] in one place.
fn of_text(right: &str, wrong: &str) -> String {
    let file = TEXT.replacen(right, wrong, 1);
    assert_ne!(file, TEXT);
    match text::read(file.as_bytes(), true) {
        Err(error) => error.to_string(),
        Ok(builder) => builder.build().unwrap_err().to_string(),
    }
}

#[test]
fn a_line_that_is_not_in_the_format_is_named_with_its_field() {
    for (right, wrong, said) in [
        ("e 0 0 900", "e 0 0", "line 6: SCORE is missing"),
        ("e 0 0 900", "e 0 0 900 1", "line 6: \"1\" is one word too many"),
        ("e 0 0 900", "e 0 0 -1", "line 6: SCORE must be a whole number from 0, not \"-1\""),
        ("e 0 0 900", "e 0 zero 900", "line 6: OFFER must be a whole number from 0, not \"zero\""),
        ("e 0 0 900", "e 0 0 1001", "line 6: learner 0 and offer 0 score 1001, above 1000"),
        ("e 0 0 900", "e 3 0 900", "line 6: there is no learner 3"),
        ("e 0 0 900", "e 0 2 900", "line 6: there is no offer 2"),
        ("e 1 0 800", "o 1 2 0", "line 7: only `e` lines may follow the first `e` line"),
        ("o 1 2 0", "x 1", "line 4: a line begins with c, p, o, g or e, not \"x\""),
        ("o 1 2 0", "o 1 -2 0", "line 4: SEATS must be a whole number from 0, not \"-2\""),
        ("o 1 2 0", "o 2 2 0", "line 4: OFFER must be below 2, not 2"),
        ("o 1 2 0", "o 0 2 0", "line 4: OFFER 0 is given already"),
        ("o 1 2 0", "o 1 2 1", "line 4: POOL must be below 1, not 1"),
        ("o 1 2 0", "c", "line 6: the `o` line of number 1 is missing before the pairs"),
        ("g 0 1", "g 0 4294967296", "line 5: PLACES must be a whole number from 0, not \"4294967296\""),
        ("g 0 1", "g 1 1", "line 5: POOL must be below 1, not 1"),
        ("g 0 1", "", "line 6: the `g` line of number 0 is missing before the pairs"),
        ("p alloc 3 2 4 1", "p alloc 3 2 4 1\np alloc 3 2 4 1", "line 3: there is a `p` line already"),
        ("p alloc 3 2 4 1", "p min 3 2", "line 2: the line must read `p alloc LEARNERS OFFERS PAIRS POOLS`"),
        ("p alloc 3 2 4 1", "p alloc 3 2 4", "line 2: POOLS is missing"),
        ("p alloc 3 2 4 1", "p alloc 3 5000000 4 1", "line 2: OFFERS must be below 4194304, not 5000000"),
        ("p alloc 3 2 4 1", "c", "line 3: the `p` line must come first"),
        (
            "p alloc 3 2 4 1",
            "p alloc 300000 2 4 1",
            "the cohort is too large: 300000 learners, 2 offers, 4 pairs",
        ),
        ("e 2 1 500\n", "", "the `p` line announces 4 pairs, but there are 3"),
        ("e 2 1 500\n", "e 2 1 500\ne 2 0 1\n", "the `p` line announces 4 pairs, but there are 5"),
        ("e 2 1 500", "e 1 0 500", "learner 1 and offer 0 are given twice"),
    ] {
        assert_eq!(of_text(right, wrong), said, "{wrong}");
    }
}

#[test]
fn an_empty_file_has_no_head_and_strange_bytes_do_no_harm() {
    let said = |file: &[u8]| text::read(file, false).unwrap_err().to_string();
    assert_eq!(said(b""), "there is no line `p alloc LEARNERS OFFERS PAIRS POOLS`");
    assert_eq!(said(b"p alloc 1 1 0 0\n"), "the `o` line of number 0 is missing before the pairs");
    assert!(said(b"\xff\xfe 1\n").starts_with("line 1: "), "{}", said(b"\xff\xfe 1\n"));
    assert!(said(b"p alloc 1 \xff 1 1\n").starts_with("line 1: OFFERS must be"));
}

#[test]
fn the_lines_of_a_pair_given_twice_are_found() {
    let file = TEXT.replace("e 2 1 500", "e 1 0 500");
    assert_eq!(text::lines_of(file.as_bytes(), 1, 0).unwrap(), [7, 9]);
}

const PAIRS: &str = "learner,offer,score,decision\nAsha,Garden,900,\nBryn,Garden,800,\nBryn,Cafe,300,\n";
const CAPACITIES: &str = "offer,seats,pool,places\nGarden,1,North,2\nCafe,2,North,2\n";

/// What is said of two sheets, pools counted, of which one differs in one place.
fn of_sheets(right: &str, wrong: &str) -> String {
    let (pairs, capacities) = (PAIRS.replacen(right, wrong, 1), CAPACITIES.replacen(right, wrong, 1));
    assert!(pairs != PAIRS || capacities != CAPACITIES, "{right}");
    sheet::read(pairs.as_bytes(), capacities.as_bytes(), true).unwrap_err().to_string()
}

#[test]
fn a_row_that_cannot_be_is_named_with_its_column() {
    for (right, wrong, said) in [
        ("Garden,900", "Mill,900", "pairs, line 2: the offer \"Mill\" is not among the capacities"),
        ("Garden,900", "Garden,9.5", "pairs, line 2: score must be a whole number from 0, not \"9.5\""),
        ("Garden,900", "Garden,-9", "pairs, line 2: score must be a whole number from 0, not \"-9\""),
        ("Garden,900", "Garden", "pairs, line 2: score must be a whole number from 0, not \"\""),
        ("Garden,900", "Garden,1001", "pairs, line 2: the score 1001 is above 1000"),
        ("Asha,", ",", "pairs, line 2: the learner is missing"),
        ("900,", "900,maybe", "pairs, line 2: a decision is pin or forbid, not \"maybe\""),
        ("900,", "900,pin,now", "pairs, line 2: 5 cells are more than there are columns"),
        ("Bryn,Cafe", "Bryn,Garden", "pairs, line 4: \"Bryn\" and \"Garden\" stand on line 3 already"),
        (
            "800,\nBryn,Cafe,300,",
            "800,pin\nBryn,Cafe,300,pin",
            "pairs, line 4: \"Bryn\" is pinned on line 3 already",
        ),
        (
            "900,\nBryn,Garden,800,",
            "900,pin\nBryn,Garden,800,pin",
            "the offer \"Garden\" has fewer seats (1) than learners pinned to it: Asha, Bryn",
        ),
        (
            "offer,seats",
            "offer,chairs",
            "capacities, line 1: there is no column \"seats\"; the columns are: offer, chairs, pool, places",
        ),
        (
            "learner,offer,score",
            "learner;offer;score",
            "pairs, line 1: there is no column \"learner\"; the columns are: learner;offer;score, decision",
        ),
        ("seats,pool", "seats,seats", "capacities, line 1: the column \"seats\" stands twice"),
        ("Garden,1,", "Garden,-1,", "capacities, line 2: seats must be a whole number from 0, not \"-1\""),
        ("Garden,1,", ",1,", "capacities, line 2: the offer is missing"),
        (
            "Cafe,2,North",
            "Garden,2,North",
            "capacities, line 3: the offer \"Garden\" stands on line 2 already",
        ),
        (
            "Cafe,2,North,2",
            "Cafe,2,North,3",
            "capacities, line 3: the pool \"North\" has 3 places, but 2 on line 2",
        ),
        (
            "Cafe,2,North,2",
            "Cafe,2,North,",
            "capacities, line 3: places must be a whole number from 0, not \"\"",
        ),
    ] {
        assert_eq!(of_sheets(right, wrong), said, "{wrong}");
    }
}

#[test]
fn pins_beyond_a_pool_name_the_learners() {
    let pairs = PAIRS.replace("Garden,900,", "Garden,900,pin").replace("Cafe,300,", "Cafe,300,pin");
    let capacities = CAPACITIES.replace("North,2", "North,1");
    let said = sheet::read(pairs.as_bytes(), capacities.as_bytes(), true).unwrap_err().to_string();
    assert_eq!(
        said,
        "the pool \"North\" has fewer places (1) than learners pinned to its offers: Asha, Bryn"
    );
    assert!(sheet::read(pairs.as_bytes(), capacities.as_bytes(), false).is_ok());
}

#[test]
fn a_sheet_that_is_not_text_is_named() {
    let said = sheet::read(b"learner,offer,score\n\xff,a,1\n".as_slice(), CAPACITIES.as_bytes(), false);
    let said = said.unwrap_err().to_string();
    assert_eq!(said, "pairs, line 2: not UTF-8 text; save the sheet as \"CSV UTF-8\"");
}

#[test]
fn a_name_repeated_in_another_spelling_is_refused_with_both() {
    let said =
        of_sheets("Cafe,2,North", "Gar\u{301}den,2,North,2\nG\u{e1}rden,2,North,2\nGa\u{301}rden,2,North");
    assert_eq!(
        said,
        r#"capacities, line 5: the offer "Ga\u{301}rden", another spelling of "Gárden", stands on line 4 already"#
    );
    let said = of_sheets("Bryn,Cafe", "Bryn ,Garden ");
    assert_eq!(said, "pairs, line 4: \"Bryn\" and \"Garden\" stand on line 3 already");
    let said = of_sheets("800,\nBryn,Cafe,300,", "800,pin\nBry\u{300}n,Cafe,1,pin\nBr\u{1ef3}n,Cafe,300,pin");
    assert!(said.starts_with("pairs, line 5: ") && said.contains("another spelling of"), "{said}");
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    for end in ["\n", "\r\n", "\r"] {
        let pairs = PAIRS.replace("Bryn,Cafe", "\n,,,\n\nBryn,Mill").replace('\n', end);
        let said = sheet::read(pairs.as_bytes(), CAPACITIES.as_bytes(), true).unwrap_err().to_string();
        assert_eq!(said, "pairs, line 7: the offer \"Mill\" is not among the capacities", "{end:?}");
        let quoted =
            PAIRS.replace("Asha,", "\"As\nha\",").replace("Bryn,Cafe", "Bryn,Mill").replace('\n', end);
        let said = sheet::read(quoted.as_bytes(), CAPACITIES.as_bytes(), true).unwrap_err().to_string();
        assert_eq!(said, "pairs, line 5: the offer \"Mill\" is not among the capacities", "{end:?}");
        let twice = format!("{end}{}", CAPACITIES.replace("Cafe", "Garden").replace('\n', end));
        let said = sheet::read(PAIRS.as_bytes(), twice.as_bytes(), true).unwrap_err().to_string();
        assert_eq!(said, "capacities, line 4: the offer \"Garden\" stands on line 3 already", "{end:?}");
    }
}
