//! `placewell allocate`.

use clap::Parser;
use placewell::cli::allocate::{AllocateArgs, AllocateError, run};

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    allocate: AllocateArgs,
}

fn printed(words: &[&str]) -> Result<String, AllocateError> {
    let args = Cli::parse_from(std::iter::once("allocate").chain(words.iter().copied())).allocate;
    let mut out = Vec::new();
    run(args, &mut out)?;
    Ok(String::from_utf8(out).unwrap())
}

#[test]
fn a_file_is_allocated_and_the_answer_written() {
    let folder = tempfile::tempdir().unwrap();
    let (file, answer) = (folder.path().join("a.alloc"), folder.path().join("answer.csv"));
    std::fs::write(&file, "p alloc 2 2 3 1\no 0 1 0\no 1 1 0\ng 0 2\ne 0 0 900\ne 0 1 200\ne 1 0 800\n")
        .unwrap();
    let (file, answer) = (file.to_str().unwrap(), answer.to_str().unwrap());
    let text = printed(&[file, "--objective", "total", "--pools", "--out", answer]).unwrap();
    assert_eq!(text.lines().next(), Some("placed 2 total 1000 minimum 200"));
    assert_eq!(std::fs::read_to_string(answer).unwrap(), "learner,offer,score\n0,1,200\n1,0,800\n");
}

#[test]
fn nobody_placed_has_no_minimum() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.alloc");
    std::fs::write(&file, "p alloc 1 1 0 1\no 0 1 0\n").unwrap();
    let text = printed(&[file.to_str().unwrap()]).unwrap();
    assert_eq!(text.lines().next(), Some("placed 0 total 0 minimum -"));
}

#[test]
fn a_missing_file_is_named() {
    let error = printed(&["nowhere.alloc"]).unwrap_err();
    assert!(error.to_string().starts_with("nowhere.alloc: "), "{error}");
}

#[test]
fn the_story_places_more_and_better_than_by_hand() {
    let text = printed(&["--story"]).unwrap();
    let figures = |row: usize| -> Vec<u64> {
        let words = text.lines().nth(row).unwrap().split_whitespace().rev().skip(1).take(3);
        words.map(|word| word.parse().unwrap()).collect()
    };
    let [fair, greedy, first] = [2, 3, 4].map(figures);
    assert!(fair[2] >= greedy[2] && fair[2] >= first[2], "{text}");
    assert!(fair[1] > greedy[1] && fair[1] > first[1], "{text}");
}
