use chrono::NaiveDate;
use placewell::briefing::pack::{Block, JobHelp, Work};
use placewell::briefing::sheet::{Sheet, briefs};
use placewell::domain::code::Code;
use placewell::domain::support::HelpLevel;
use placewell::words::briefing::{date_range, day_heading, differs};
use rstest::rstest;

use super::fixture::pack;

fn works(pack: &mut placewell::briefing::pack::Pack) -> impl Iterator<Item = &mut Work> {
    pack.week.days.iter_mut().flat_map(|day| &mut day.blocks).filter_map(|block| match block {
        Block::Work(work) => Some(work),
        Block::Rest(_) => None,
    })
}

#[test]
fn a_task_is_briefed_once_however_often_it_comes() {
    let pack = pack();
    let tasks: Vec<&str> = briefs(&pack.week).iter().map(|brief| brief.task).collect();
    assert_eq!(tasks.len(), 7);
    assert_eq!(tasks.first(), Some(&"Tour and meet people"));
}

#[test]
fn a_job_says_what_moves_its_help_and_names_no_day() {
    let mut pack = pack();
    pack.week.help = vec![JobHelp {
        task: "Fold and stack boxes".to_owned(),
        start: HelpLevel::ShownOnce,
        less: Some("Every step right two rounds running: list and point".to_owned()),
        more: Some("Stuck twice at one step, or a sign of stress: together".to_owned()),
    }];
    works(&mut pack).filter(|work| work.task == "Fold and stack boxes").last().unwrap().help =
        Some(HelpLevel::Alone);
    let all = briefs(&pack.week);
    let boxes = all.iter().find(|brief| brief.task == "Fold and stack boxes").unwrap();
    assert_eq!(
        boxes.help,
        "Start: shown once. Every step right two rounds running: list and point. \
         Stuck twice at one step, or a sign of stress: together."
    );
}

#[test]
fn only_the_first_meeting_names_a_level() {
    let pack = pack();
    let sheet = Sheet::of(&pack);
    let rows = sheet.days.iter().flat_map(|day| &day.rows);
    let boxes: Vec<&str> =
        rows.filter(|row| row.what == "Fold and stack boxes").filter_map(|row| row.help.as_deref()).collect();
    assert!(boxes.len() > 1 && boxes[0].starts_with("New: "), "{boxes:?}");
    assert!(
        boxes[1..].iter().all(|help| *help == "Start at the level of the last round. Level used: ______"),
        "{boxes:?}"
    );
    assert_eq!(sheet.help_key.len(), HelpLevel::ALL.len());
}

#[test]
fn a_different_measure_on_one_day_makes_a_brief_of_its_own() {
    let mut pack = pack();
    works(&mut pack).last().unwrap().good = "Every tool hangs on its hook.".to_owned();
    assert_eq!(briefs(&pack.week).len(), 8);
}

fn dates(all: &[&str]) -> Vec<NaiveDate> {
    all.iter().map(|date| date.parse().unwrap()).collect()
}

#[rstest]
#[case(&["2026-03-02"], "Monday 2 March")]
#[case(&["2026-03-03", "2026-03-04", "2026-03-05"], "Tuesday 3 March to Thursday 5 March")]
#[case(&["2026-01-13", "2026-01-20", "2026-02-03"], "Tuesdays: 13 January, 20 January and 3 February")]
#[case(
    &["2026-01-06", "2026-01-13", "2026-01-20", "2026-02-03", "2026-02-10"],
    "Every Tuesday from 6 January to 10 February, except 27 January (5 days)"
)]
#[case(&["2026-03-02", "2026-03-05"], "Monday 2 March and Thursday 5 March")]
fn days_that_run_alike_share_a_heading(#[case] all: &[&str], #[case] heading: &str) {
    assert_eq!(day_heading(&dates(all), &[]), heading);
}

#[test]
fn a_day_that_differs_is_named_in_the_heading() {
    let all = dates(&["2027-05-04", "2027-05-11", "2027-05-18"]);
    assert_eq!(
        day_heading(&all, &all[1..2]),
        "Every Tuesday from 4 May to 18 May (3 days); 11 May differs, see below"
    );
    let many: Vec<NaiveDate> = all[0].iter_weeks().take(11).collect();
    assert!(day_heading(&many, &many[1..6]).ends_with("(11 days); 5 of them differ, see below"));
    // What is untrue of most is not said of every one.
    assert_eq!(
        day_heading(&many[..9], &many[1..7]),
        "Tuesdays: 4 May, 22 June and 29 June; 6 others differ, see below"
    );
    assert_eq!(day_heading(&many[..2], &many[..1]), "Tuesday 11 May; 1 other differs, see below");
}

#[test]
fn a_block_that_differs_says_how_much_and_not_what_becomes_of_it() {
    let line = |goal| differs("09:40", "Stock the trolley", goal, false, "Linen store", "Marek");
    assert_eq!(
        line(Some("About 30 pockets (Leila takes the trolley up)")),
        "09:40 Stock the trolley: About 30 pockets, Linen store, with Marek"
    );
    assert_eq!(line(None), "09:40 Stock the trolley, Linen store, with Marek");
}

#[rstest]
#[case("2026-03-02", "2026-03-06", "2 to 6 March 2026")]
#[case("2026-03-30", "2026-04-03", "30 March to 3 April 2026")]
#[case("2026-12-14", "2027-01-15", "14 December 2026 to 15 January 2027")]
fn a_range_of_dates_says_nothing_twice(#[case] first: &str, #[case] last: &str, #[case] words: &str) {
    assert_eq!(date_range(first.parse().unwrap(), last.parse().unwrap()), words);
}
