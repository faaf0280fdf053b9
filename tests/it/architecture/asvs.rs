//! `docs/ASVS.md`: every requirement once, and every test that it names.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../../../docs/ASVS.md");

/// The sections of ASVS 5.0.0 with the number of their requirements of levels 1 and 2, which come first in each.
const SECTIONS: &str = "1.1=2 1.2=9 1.3=11 1.4=3 1.5=2 2.1=3 2.2=3 2.3=4 2.4=1 3.2=2 3.3=4 3.4=6 3.5=5 3.7=2 4.1=3 4.2=1 \
    4.3=2 4.4=4 5.1=1 5.2=3 5.3=2 5.4=3 6.1=3 6.2=12 6.3=4 6.4=4 6.5=5 6.6=3 6.8=4 7.1=3 7.2=4 7.3=2 7.4=5 7.5=2 7.6=2 \
    8.1=2 8.2=3 8.3=1 8.4=1 9.1=3 9.2=4 10.1=2 10.2=2 10.3=4 10.4=11 10.5=5 10.6=2 10.7=3 11.1=2 11.2=3 11.3=3 11.4=4 \
    11.5=1 11.6=1 12.1=3 12.2=2 12.3=4 13.1=1 13.2=5 13.3=2 13.4=5 14.1=2 14.2=4 14.3=3 15.1=3 15.2=3 15.3=7 16.1=1 \
    16.2=5 16.3=4 16.4=3 16.5=3 17.1=1 17.2=4 17.3=2";

/// The rows: numbers, answer, and why.
fn rows() -> impl Iterator<Item = (Vec<&'static str>, &'static str, &'static str)> {
    PAGE.split("|---|---|---|\n").nth(1).unwrap().lines().map(|row| {
        let cells: Vec<_> = row.trim_matches('|').splitn(3, '|').map(str::trim).collect();
        (cells[0].split(", ").collect(), cells[1], cells[2])
    })
}

#[test]
fn every_requirement_stands_in_one_row_with_an_answer() {
    let of_section = |section: &str| {
        let (section, count) = section.split_once('=').unwrap();
        (1..=count.parse::<u32>().unwrap()).map(|nth| format!("{section}.{nth}")).collect::<Vec<_>>()
    };
    let mut wanted: Vec<_> = SECTIONS.split_whitespace().flat_map(of_section).collect();
    assert_eq!(wanted.len(), 253, "70 of level 1 and 183 of level 2");
    let mut answered: Vec<_> = rows().flat_map(|(numbers, ..)| numbers).collect();
    wanted.sort();
    answered.sort_unstable();
    assert_eq!(answered, wanted);
    for (numbers, answer, why) in rows() {
        assert!(["holds", "absent", "yours", "short"].contains(&answer) && why.len() > 5, "{numbers:?}");
    }
}

/// The file of a module of tests: `api::race`, `sheets::csv`.
fn file(module: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (tests, module) = match module.strip_prefix("sheets::") {
        Some(module) => (root.join("crates/placewell-sheets/tests/it"), module),
        None => (root.join("tests/it"), module),
    };
    tests.join(module.replace("::", "/")).with_extension("rs")
}

#[test]
fn every_test_that_is_named_is_there() {
    let mut named: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, _, why) in rows() {
        let tests = why.split('`').skip(1).step_by(2).filter(|words| words.contains("::"));
        tests.for_each(|test| *named.entry(test).or_default() += 1);
    }
    assert!(named.len() > 60, "{}", named.len());
    for test in named.keys() {
        let (module, name) = test.rsplit_once("::").unwrap();
        let is_there = match fs::read_to_string(file(module)) {
            Ok(source) => source.contains(&format!("fn {name}(")),
            Err(_) => false,
        };
        assert!(is_there || file(test).exists(), "{test}");
    }
}
