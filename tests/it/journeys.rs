//! The `journeys` command on the sample's real feed, and its outcomes.

use std::path::{Path, PathBuf};

use clap::Parser;
use placewell::cli::journeys::Journeys;
use rstest::rstest;

use crate::timetable::feed::Small;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    journeys: Journeys,
}

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new(pairs: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("pairs.csv"), pairs).unwrap();
        Self { folder }
    }

    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    fn run(&self, feed: &Path, options: &str) -> String {
        let (pairs, out) = (self.folder.path().join("pairs.csv"), self.folder.path().join("out.csv"));
        let fixed =
            ["journeys", "--timetable"].map(String::from).into_iter().chain([feed.display().to_string()]);
        let files = [format!("--pairs={}", pairs.display()), format!("--out={}", out.display())];
        let words = fixed.chain(files).chain(options.split_whitespace().map(String::from));
        Line::try_parse_from(words).unwrap().journeys.run(&mut std::io::sink()).unwrap();
        std::fs::read_to_string(out).unwrap()
    }
}

fn newport() -> PathBuf {
    concat!(env!("CARGO_MANIFEST_DIR"), "/sample/newport-20230613_gtfs.zip").into()
}

const HEADER: &str = "from,to,outcome,leave,arrive,changes,walk_metres,pareto\n";

#[test]
fn each_outcome_has_its_row_in_the_order_of_the_pairs() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:30:00,08:30:00,c,2\n";
    let pairs = "to,from\nc,a\na,c\nc,nowhere\nf,a\na,a\n\"51.517986,-3.0\",\"51.5,-3.0\"\n";
    let desk = Desk::new(pairs);
    let feed = desk.file("small.zip", &Small::new(times).zip());
    let stops_only = "--max-changes 1 --max-minutes 60 --max-walk 0 --change-minutes 2";
    let told = desk.run(&feed, &format!("--date 2026-06-15 --arrive-by 08:45 {stops_only}"));
    let expected = "a,c,reached,08:00,08:30,0,0,0:08:00-08:30\nc,a,not_reached,,,,,\nnowhere,c,no_data,,,,,\n\
                    a,f,no_data,,,,,\na,a,reached,08:45,08:45,-1,0,-1:08:45-08:45\n\
                    \"51.5,-3.0\",\"51.517986,-3.0\",no_data,,,,,\n";
    assert_eq!(told, format!("{HEADER}{expected}"));
    let late = desk.run(&feed, &format!("--date 2026-07-15 --arrive-by 08:45 {stops_only}"));
    assert_eq!(late.matches("outside_validity").count(), 6);
    let sunday = desk.run(&feed, &format!("--date 2026-06-14 --arrive-by 08:45 {stops_only}"));
    assert!(sunday.contains("a,c,not_reached"), "valid, but nothing runs");
}

#[test]
fn a_pair_that_cannot_be_read_is_named_by_its_line_and_leaves_what_stood_before() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:30:00,08:30:00,c,2\n";
    let desk = Desk::new("");
    let feed = desk.file("small.zip", &Small::new(times).zip());
    let out = desk.file("out.csv", b"what stood before");
    let words = |pairs: &Path| {
        let files = [&feed, pairs, &out].map(|path| path.display().to_string());
        let [feed, pairs, out] = files.each_ref();
        let line = format!(
            "journeys --timetable {feed} --pairs {pairs} --out {out} --date 2026-06-15 --depart 07:00 \
             --max-changes 1 --max-minutes 180 --max-walk 0 --change-minutes 2"
        );
        Line::try_parse_from(line.split_whitespace()).unwrap().journeys.run(&mut std::io::sink())
    };
    for (rows, said) in [
        (&b"from,to\na,c\n\nc\n"[..], "line 4: 1 cells under 2 columns"),
        (b"from,to\r\na,c\r\n\r\nc,\xff\r\n", "line 4: not UTF-8 text"),
        (b"from,until\na,c\n", "no column `to`"),
    ] {
        let pairs = desk.file("pairs.csv", rows);
        let error = words(&pairs).unwrap_err().to_string();
        assert!(error.ends_with(said), "{error}");
        assert_eq!(std::fs::read_to_string(&out).unwrap(), "what stood before");
    }
    words(&desk.file("pairs.csv", b"from,to\r\na,c\r\n")).unwrap();
    assert_eq!(std::fs::read_to_string(&out).unwrap().lines().count(), 2);
    let left = std::fs::read_dir(desk.folder.path()).unwrap().count();
    assert_eq!(left, 3, "nothing half written is left beside it");
}

#[test]
fn a_walk_wins_where_it_is_best_and_stands_beside_the_bus_where_it_is_not() {
    // Two kilometres straight are 2,540 m of streets: 43 minutes at 1 m/s.
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:05:00,08:05:00,c,2\nt2,09:00:00,09:00:00,a,1\nt2,09:05:00,09:05:00,c,2\n";
    let desk = Desk::new("from,to\na,c\n");
    let feed = desk.file("small.zip", &Small::new(times).zip());
    let asked = |when: &str| {
        let terms = "--max-changes 0 --max-minutes 90 --max-walk 3000 --walk-speed 1.0 --change-minutes 2";
        desk.run(&feed, &format!("--date 2026-06-15 {when} {terms}")).replace(HEADER, "")
    };
    assert_eq!(asked("--depart 07:55"), "a,c,reached,08:00,08:05,0,0,-1:07:55-08:38|0:08:00-08:05\n");
    assert_eq!(asked("--depart 08:10"), "a,c,reached,08:10,08:53,-1,2540,-1:08:10-08:53\n");
    assert_eq!(asked("--arrive-by 08:50"), "a,c,reached,08:07,08:50,-1,2540,-1:08:07-08:50\n");
}

#[test]
fn no_walk_at_all_is_not_even_one_across_a_platform() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:30:00,08:30:00,c,2\n\
                 x1,09:00:00,09:00:00,c,1\nx1,09:10:00,09:10:00,b,2\n";
    let stops = "stop_id,stop_lat,stop_lon\na,51.5,-3\nb,51.5,-3\nc,51.6,-3\n";
    let desk = Desk::new("from,to\na,b\n");
    let feed = desk.file("small.zip", &Small::new(times).with("stops.txt", stops).zip());
    let asked = |walk: u32| {
        let terms = "--depart 07:00 --max-changes 1 --max-minutes 180 --change-minutes 2";
        desk.run(&feed, &format!("--date 2026-06-15 {terms} --max-walk {walk}")).replace(HEADER, "")
    };
    assert_eq!(asked(0), "a,b,reached,08:00,09:10,1,0,1:08:00-09:10\n");
    assert!(asked(1).ends_with("-1:07:00-07:00\n"));
}

#[test]
fn a_start_on_foot_is_left_in_time_for_the_walk() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:30:00,08:30:00,c,2\n";
    // 300 m south of a: 456 m of streets, eight minutes at 1 m/s.
    let desk = Desk::new("from,to\n\"51.497302,-3.0\",c\n");
    let feed = desk.file("small.zip", &Small::new(times).zip());
    let asked = |limits: &str| {
        let terms = "--depart 07:00 --max-changes 0 --max-minutes 120 --walk-speed 1.0 --change-minutes 2";
        desk.run(&feed, &format!("--date 2026-06-15 {terms} {limits}")).replace(HEADER, "")
    };
    assert!(asked("--max-walk 456 --max-walk-end 0").ends_with("reached,07:52,08:30,0,456,0:07:52-08:30\n"));
    assert!(asked("--max-walk 455").contains("no_data"));
}

/// Rows on which an independent planner, of another project and another language, agreed.
const DEPART: &str = "5310AWB30399,5310AWB30473,reached,08:11,08:20,0,0,0:08:11-08:20
5310AWB30396,5310WDB47588,reached,08:00,08:13,1,0,1:08:00-08:13
5310AWB30369,5310AWB31088,reached,08:31,08:49,1,0,0:08:31-08:58|1:08:31-08:49
5540AWB33157,5310AWB30369,reached,08:18,09:46,2,0,2:08:18-09:46
5540AWB33071,5540AWB33165,reached,08:07,08:28,2,0,1:08:24-09:28|2:08:07-08:28
5540AWA12293,5310AWB30369,reached,08:34,09:46,3,0,3:08:34-09:46
5310AWB30398,5310AWB30365,reached,08:01,09:10,3,0,1:09:06-09:48|3:08:01-09:10
";
const ARRIVE_BY: &str = "5540AWA12127,5540AWA12129,reached,16:33,16:35,0,0,0:16:33-16:35
5310AWB30375,5310AWB30371,reached,16:37,16:51,1,0,1:16:37-16:51
5310AWB30414,5310AWB30475,reached,15:45,17:24,2,0,2:15:45-17:24
5540AWA12293,5310AWB30369,reached,15:33,16:50,3,0,3:15:33-16:50
";

#[rstest]
#[case::leaving("--depart 08:00", DEPART)]
#[case::arriving("--arrive-by 17:30", ARRIVE_BY)]
fn the_real_feed_is_answered_as_another_planner_answers_it(#[case] when: &str, #[case] rows: &str) {
    let pairs: String =
        rows.lines().map(|row| row.split(',').take(2).collect::<Vec<_>>().join(",") + "\n").collect();
    let desk = Desk::new(&format!("from,to\n{pairs}"));
    let terms = "--max-changes 3 --max-minutes 120 --max-walk 0 --change-minutes 2";
    assert_eq!(desk.run(&newport(), &format!("--date 2023-09-13 {when} {terms}")), format!("{HEADER}{rows}"));
}

#[test]
fn times_that_are_none_are_refused() {
    let parse = |when: &str| {
        let line = format!(
            "j --timetable f --date 2026-06-15 --pairs p --max-changes 1 --max-minutes 9 --max-walk 0 --change-minutes 1 {when}"
        );
        Line::try_parse_from(line.split_whitespace()).is_ok()
    };
    assert!(parse("--depart 24:10") && parse("--arrive-by 08:00"));
    assert!(
        !parse("")
            && !parse("--depart 8")
            && !parse("--depart 08:60")
            && !parse("--depart 08:00 --arrive-by 09:00")
    );
    assert!(!parse("--depart 08:00 --walk-speed nan"));
}

#[test]
fn no_place_is_written_as_a_formula() {
    let desk = Desk::new("from,to\n=1+1,@c\n");
    let feed =
        desk.file("small.zip", &Small::new("t1,08:00:00,08:00:00,a,1\nt1,08:30:00,08:30:00,c,2\n").zip());
    let stops_only = "--max-changes 1 --max-minutes 60 --max-walk 0 --change-minutes 2";
    let told = desk.run(&feed, &format!("--date 2026-06-15 --arrive-by 08:45 {stops_only}"));
    assert_eq!(told, format!("{HEADER}'=1+1,'@c,no_data,,,,,\n"));
}
