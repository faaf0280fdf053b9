//! `placewell weeks`: the table, and occupations of which only task statements are known.

use std::fs;
use std::path::{Path, PathBuf};

use placewell::cli::weeks::{WeeksArgs, run};

fn weeks(occupations: &str) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("occupations.tsv");
    fs::write(&file, occupations).unwrap();
    let args = WeeksArgs {
        sample: Path::new(env!("CARGO_MANIFEST_DIR")).join("sample"),
        monday: None,
        occupations: Some(PathBuf::from(&file)),
        each: false,
    };
    let mut out = Vec::new();
    run(&args, &mut out).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(out).unwrap())
}

fn counted(out: &str, line: &str) -> usize {
    let found = out.lines().find(|one| one.contains(line)).unwrap_or_else(|| panic!("{line} in {out}"));
    found.split_whitespace().next().unwrap().parse().unwrap()
}

#[test]
fn a_word_that_suggests_a_hazard_is_answered_before_anybody_under_18_can_be_confirmed() {
    let out = weeks(
        "soc2020_unit\ttitle\ttask_no\ttask\n1\tRoofer\t1\tcarries a ladder\n1\tRoofer\t2\tclimbs a ladder\n",
    )
    .unwrap();
    assert!(counted(&out, "whose words suggest a hazard") > 0, "{out}");
    assert_eq!(counted(&out, "could be confirmed without the answer"), 0, "{out}");
    let plain = weeks("soc2020_unit\ttitle\ttask\n1\tSorter\tsorts cards by colour\n").unwrap();
    assert!(counted(&plain, "weeks of learners under 18") > 0, "{plain}");
    assert_eq!(counted(&plain, "whose words suggest a hazard"), 0, "{plain}");
}

#[test]
fn a_file_without_the_columns_is_refused() {
    assert!(weeks("unit\ttask\n1\tsorts cards\n").unwrap_err().contains("soc2020_unit"));
}
