//! What a day counts as, and what is not known.

use chrono::NaiveDate;
use placewell::domain::code::Code;
use placewell::domain::ids::{LearnerId, OfferId, OrganisationId, PlacementId, Reference};
use placewell::domain::learner::ProgrammeKind;
use placewell::domain::nation::Nation;
use placewell::domain::placement::{Gates, Placement, PlacementState};
use placewell::domain::reader::Reader;
use placewell::domain::report::{Arrival, Tick};
use placewell::domain::time::{Span, TimeOfDay};
use placewell::evidence::{
    DayRecord, EvidenceCell, EvidenceGround, EvidenceSheet, EvidenceTable, Mark, SaidOfDays, ToldTick,
    attendance, days, employers, meaningful, register, two_weeks, views,
};
use placewell::law::Day;
use rstest::rstest;

use EvidenceCell as Cell;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> TimeOfDay {
    TimeOfDay::parse(text).unwrap()
}

fn span(from: &str, to: &str) -> Span {
    Span::new(time(from), time(to)).unwrap()
}

/// From 10:00 to 14:30 with half an hour's lunch.
fn day(on: &str) -> Day {
    Day { date: date(on), hours: span("10:00", "14:30"), breaks: vec![span("12:00", "12:30")] }
}

fn ticked(on: &str, arrival: Arrival, at: Option<&str>) -> ToldTick {
    let tick = Tick { arrival, at: at.map(time), went: None, note: None };
    ToldTick { date: date(on), tick, told_on: date(on), by_provider: false }
}

pub(super) fn ground(nation: Nation, on: &str) -> EvidenceGround {
    EvidenceGround { nation, as_at: format!("{on}T12:00:00Z").parse().unwrap() }
}

fn placement(kind: ProgrammeKind, dates: &[&str]) -> Placement {
    Placement {
        id: PlacementId::nil(),
        reference: Reference::parse("PW-AAAAAAAA").unwrap(),
        learner: LearnerId::nil(),
        provider: OrganisationId::nil(),
        offer: OfferId::nil(),
        employer: OrganisationId::nil(),
        window: "main".to_owned().try_into().unwrap(),
        programme: kind,
        days: dates.iter().map(|on| date(on)).collect(),
        state: PlacementState::UnderWay,
        gates: Gates::default(),
        marked_at: None,
        version: 1,
    }
}

/// The cell of a column in a row.
pub(super) fn cell<'a>(table: &'a EvidenceSheet, row: usize, column: &str) -> &'a Cell {
    let at = table.columns.iter().position(|known| known.name == column).expect(column);
    &table.rows[row].cells[at]
}

#[test]
fn a_day_is_what_was_said_of_it_and_one_of_which_nothing_was_said_is_not_recorded() {
    let planned = ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"].map(day);
    let told = SaidOfDays {
        ticks: vec![
            ticked("2026-03-02", Arrival::Arrived, Some("10:20")),
            ticked("2026-03-03", Arrival::NotArrived, None),
            ticked("2026-03-04", Arrival::NotArrived, None),
        ],
        absences: vec![(date("2026-03-04"), Reader::Learner)],
        ended: None,
    };
    let all = days(&planned, &told, date("2026-03-05"));
    let came: Vec<_> = all.iter().map(DayRecord::came).collect();
    assert_eq!(came, [Some(true), Some(false), Some(false), None], "what is to come is no day yet");
    assert_eq!(all[2].mark, Mark::Excused { by_learner: true }, "who said so beforehand counts");
    assert_eq!(all[0].minutes(), 220, "from 10:20 to 14:30 less lunch");
    assert_eq!((all[1].minutes(), all[3].minutes()), (0, 0));
    let ended = SaidOfDays { ended: Some(date("2026-03-03")), ..told };
    let until = days(&planned, &ended, date("2026-03-05"));
    assert_eq!(until.len(), 3, "after an early end only what somebody spoke of");
}

#[rstest]
#[case::before_it_began("09:50", 240)]
#[case::in_the_break("12:10", 120)]
#[case::when_it_was_over("15:00", 0)]
fn hours_count_from_the_minute_of_arriving(#[case] at: &str, #[case] minutes: u32) {
    let told =
        SaidOfDays { ticks: vec![ticked("2026-03-02", Arrival::Arrived, Some(at))], ..SaidOfDays::default() };
    assert_eq!(days(&[day("2026-03-02")], &told, date("2026-03-02"))[0].minutes(), minutes);
}

#[test]
fn a_session_that_was_over_before_the_learner_came_is_not_one_that_they_came_to() {
    let told = SaidOfDays {
        ticks: vec![ticked("2026-03-02", Arrival::Arrived, Some("12:40"))],
        ..SaidOfDays::default()
    };
    let planned = [day("2026-03-02"), day("2026-03-03")];
    let one = attendance::Attended {
        days: days(&planned, &told, date("2026-03-03")),
        placement: placement(ProgrammeKind::WorkExperience, &["2026-03-02", "2026-03-03"]),
        learner: "Kit Moss".to_owned(),
        employer: "The library".to_owned(),
    };
    let table = attendance::table(ground(Nation::England, "2026-03-03"), std::slice::from_ref(&one));
    let read = |row| {
        let of = |column| cell(&table, row, column).words();
        [of("date"), of("session"), of("planned"), of("record"), of("arrived_at"), of("hours")]
    };
    let late = "arrived after this session";
    assert_eq!(read(0), ["2 March 2026", "morning", "10:00 to 12:00", late, "12:40", "0 minutes"]);
    let there = "1 hour 50 minutes";
    assert_eq!(read(1), ["2 March 2026", "afternoon", "12:00 to 14:30", "arrived", "12:40", there]);
    assert_eq!(read(2)[3..], ["not recorded", "not recorded", "not recorded"]);
    assert_eq!(table.rows.len(), 4);
    let before_noon =
        EvidenceGround { nation: Nation::England, as_at: "2026-03-03T11:59:00Z".parse().unwrap() };
    assert_eq!(attendance::table(before_noon, &[one]).rows.len(), 3, "the afternoon has not begun");
}

/// A learner born on 17 May 2010, in Year 10 from September 2024 and in Year 11 from September 2025.
fn time_of(kind: ProgrammeKind, dates: &[&str], told: &SaidOfDays) -> two_weeks::Time {
    let planned: Vec<Day> = dates.iter().map(|on| day(on)).collect();
    let spent = two_weeks::Spent {
        placement: placement(kind, dates),
        employer: "The library".to_owned(),
        days: days(&planned, told, date("2026-03-05")),
    };
    two_weeks::Time {
        learner: LearnerId::nil(),
        name: "Kit Moss".to_owned(),
        born: date("2010-05-17"),
        placements: vec![spent],
    }
}

#[test]
fn the_two_halves_are_counted_apart_and_a_gap_is_told_only_of_what_is_recorded() {
    let dates = ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-09"];
    let told = SaidOfDays {
        ticks: vec![
            ticked("2026-03-02", Arrival::Arrived, None),
            ticked("2026-03-03", Arrival::Arrived, None),
        ],
        ..SaidOfDays::default()
    };
    let of = |kind, nation| two_weeks::table(ground(nation, "2026-03-05"), &[time_of(kind, &dates, &told)]);
    let table = of(ProgrammeKind::WorkExperience, Nation::England);
    let read = |column| cell(&table, 0, column);
    assert_eq!(read("year_group"), &Cell::Number(11));
    assert_eq!((read("early_days"), read("early_gap")), (&Cell::NotRecorded, &Cell::NotRecorded));
    assert_eq!((read("late_days"), read("late_gap")), (&Cell::Number(2), &Cell::Number(3)));
    assert_eq!(
        (read("late_placement_hours"), read("late_visit_hours")),
        (&Cell::Minutes(480), &Cell::NotRecorded)
    );
    assert_eq!((read("unrecorded"), read("to_come")), (&Cell::Number(1), &Cell::Number(1)));
    assert_eq!(read("next_on"), &Cell::Date(date("2026-03-09")));
    assert!(table.title.contains("Year 11") && table.notes[0].contains("Statutory guidance"));

    let visits = of(ProgrammeKind::Visit, Nation::England);
    assert_eq!(cell(&visits, 0, "late_days"), &Cell::NotRecorded, "a visit is no placement");
    assert_eq!(cell(&visits, 0, "late_gap"), &Cell::NotRecorded, "nor a nought to be made up");
    assert_eq!(cell(&visits, 0, "late_visit_hours"), &Cell::Minutes(480));

    let wales = of(ProgrammeKind::WorkExperience, Nation::Wales);
    assert_eq!(cell(&wales, 0, "late_days"), &Cell::Number(2));
    assert_eq!(cell(&wales, 0, "late_gap"), &Cell::DoesNotApply, "Wales sets no number");
    assert_eq!(cell(&wales, 0, "early_gap"), &Cell::DoesNotApply);
    let english = ["Gatsby", "England", "Statutory", "two weeks", "Two weeks"];
    let said = format!("{} {}", wales.title, wales.notes.join(" "));
    assert!(english.iter().all(|word| !said.contains(word)), "{said}");
}

#[rstest]
#[case::in_year_six("2015-05-17", 0)]
#[case::in_year_seven("2014-05-17", 1)]
#[case::in_year_eleven("2010-05-17", 1)]
#[case::in_year_twelve_of_whom_nothing_is_recorded("2009-05-17", 0)]
fn the_ledger_is_of_years_seven_to_eleven(#[case] born: &str, #[case] rows: usize) {
    let none = SaidOfDays::default();
    let one = two_weeks::Time { born: date(born), ..time_of(ProgrammeKind::WorkExperience, &[], &none) };
    assert_eq!(two_weeks::table(ground(Nation::England, "2026-03-05"), &[one]).rows.len(), rows);
}

#[test]
fn what_lies_ahead_of_a_learner_is_no_gap_yet() {
    let none = SaidOfDays::default();
    let born = date("2013-05-17");
    let one = two_weeks::Time { born, ..time_of(ProgrammeKind::WorkExperience, &[], &none) };
    let table = two_weeks::table(ground(Nation::England, "2026-03-05"), &[one]);
    assert_eq!(cell(&table, 0, "year_group"), &Cell::Number(8));
    assert_eq!(cell(&table, 0, "late_gap"), &Cell::DoesNotApply);
    assert_eq!(cell(&table, 0, "early_gap"), &Cell::NotRecorded, "never a nought, never a whole week");
}

#[test]
fn an_employer_whose_days_nobody_ticked_is_not_one_to_whom_nobody_came() {
    let dates = ["2026-03-02", "2026-03-03"];
    let hosted = |told: &SaidOfDays, today: &str| employers::Hosted {
        ask_again_from: None,
        days: days(&dates.map(day), told, date(today)),
        placement: placement(ProgrammeKind::WorkExperience, &dates),
        employer: "The library".to_owned(),
        insurance: None,
        asked_on: date("2026-02-01"),
        reference: false,
        feedback: None,
    };
    let of = |told: &SaidOfDays, today: &str| {
        let table = employers::table(ground(Nation::England, today), &[hosted(told, today)]);
        ["learners", "days", "feedback", "insurance_ends"].map(|column| cell(&table, 0, column).clone())
    };
    use Cell::{DoesNotApply as Not, NotRecorded as Unknown, Nothing, Number};
    assert_eq!(of(&SaidOfDays::default(), "2026-02-27"), [Not, Not, Not, Unknown]);
    assert_eq!(of(&SaidOfDays::default(), "2026-03-03"), [Unknown, Unknown, Unknown, Unknown]);
    let missed =
        SaidOfDays { ticks: vec![ticked("2026-03-02", Arrival::NotArrived, None)], ..SaidOfDays::default() };
    assert_eq!(of(&missed, "2026-03-03")[..2], [Nothing, Nothing]);
    let came =
        SaidOfDays { ticks: vec![ticked("2026-03-02", Arrival::Arrived, None)], ..SaidOfDays::default() };
    assert_eq!(of(&came, "2026-03-03")[..2], [Number(1), Number(1)]);
}

#[rstest]
#[case("2026-01-05", "Spring term 2026")]
#[case("2026-03-27", "Spring term 2026")]
#[case("2026-04-01", "Summer term 2026")]
#[case("2026-07-10", "Summer term 2026")]
#[case("2026-09-01", "Autumn term 2026")]
#[case("2026-12-18", "Autumn term 2026")]
fn a_placement_is_of_the_term_of_its_last_day(#[case] on: &str, #[case] term: &str) {
    let one = views::Viewed {
        days: days(&[day(on)], &SaidOfDays::default(), date(on)),
        placement: placement(ProgrammeKind::WorkExperience, &[on]),
        learner: "Kit Moss".to_owned(),
        employer: "The library".to_owned(),
        said: None,
    };
    let table = views::table(ground(Nation::England, on), &[one]);
    assert_eq!(cell(&table, 0, "term").words(), term);
    assert_eq!(cell(&table, 0, "face"), &Cell::NotRecorded);
    assert_eq!(table.notes[0], format!("{term}: the learner commented on 0 of 1 placements."));
}

#[test]
fn a_placement_of_which_nobody_has_said_anything_says_so_in_every_table() {
    let own = placement(ProgrammeKind::WorkExperience, &["2026-03-02"]);
    let bare = register::Registered {
        placement: own.clone(),
        learner: "Kit Moss".to_owned(),
        born: date("2010-05-17"),
        employer: "The library".to_owned(),
        offer: "Shelves".to_owned(),
        days: Vec::new(),
        insurance: None,
        vetting: None,
        steps: Vec::new(),
        given: Vec::new(),
        sent: None,
        read: None,
    };
    let table = register::table(ground(Nation::England, "2026-03-05"), std::slice::from_ref(&bare));
    for column in ["hours", "insurance", "insurance_ends", "covered", "vetting", "vetted_by", "visit"] {
        assert_eq!(cell(&table, 0, column), &Cell::NotRecorded, "{column}");
    }
    assert_eq!(cell(&table, 0, "still_to_agree").words(), "a parent");
    assert_eq!(cell(&table, 0, "pack"), &Cell::Nothing, "that none was sent is known");
    let grown = register::Registered { born: date("2007-05-17"), ..bare };
    let table = register::table(ground(Nation::England, "2026-03-05"), &[grown]);
    assert_eq!(cell(&table, 0, "vetting"), &Cell::DoesNotApply);

    let unplanned = meaningful::Experience {
        placement: own,
        learner: "Kit Moss".to_owned(),
        employer: "The library".to_owned(),
        plan: None,
        aims: None,
        days: Vec::new(),
    };
    let tests = meaningful::table(ground(Nation::England, "2026-03-05"), &[unplanned]);
    assert_eq!(tests.rows.len(), 7);
    assert!((0..7).all(|row| cell(&tests, row, "met") == &Cell::NotRecorded));
}

#[test]
fn every_table_says_what_it_is_and_in_wales_in_its_own_terms() {
    for table in EvidenceTable::ALL {
        assert!(!table.title(Nation::England).is_empty() && !table.about().is_empty());
        let wales = table.title(Nation::Wales);
        assert!(!wales.contains("Gatsby") && !wales.contains("education, health"), "{wales}");
    }
}
