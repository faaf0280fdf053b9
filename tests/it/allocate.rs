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
    assert_eq!(
        std::fs::read_to_string(answer).unwrap(),
        "learner,offer,score,outcome\n0,1,200,placed\n1,0,800,placed\n"
    );
}

#[test]
fn nobody_placed_has_no_minimum() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.alloc");
    std::fs::write(&file, "p alloc 1 1 0 1\no 0 1 0\ng 0 1\n").unwrap();
    let text = printed(&[file.to_str().unwrap()]).unwrap();
    assert_eq!(text.lines().next(), Some("placed 0 total 0 minimum -"));
}

/// The worked example of docs/FAIRNESS.md, with Dai whom nothing suits.
const PAIRS: &str = "learner,offer,score\nAsha,Garden,900\nAsha,Cafe,800\nBryn,Garden,850\nBryn,Cafe,300\n\
                     Bryn,Depot,500\nCarys,Garden,700\nCarys,Depot,450\n";

#[test]
fn an_explained_answer_keeps_what_the_page_on_fairness_promises() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (pairs, seats) =
        (file("pairs.csv", PAIRS), file("seats.csv", "offer,seats\nGarden,1\nCafe,1\nDepot,1\n"));
    let everyone = file("everyone.csv", "learner\nAsha\nBryn\nCarys\nDai\n");
    let (answer, offers) = (file("answer.csv", ""), file("offers.csv", ""));
    let words =
        ["--pairs", &pairs, "--capacities", &seats, "--learners", &everyone, "--explain", "--out", &answer];
    let text = printed(&[words.as_slice(), &["--out-offers", &offers]].concat()).unwrap();
    let told = text.lines().skip(2).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!("explained", told);
    insta::assert_snapshot!("explained_answer", std::fs::read_to_string(&answer).unwrap());
    insta::assert_snapshot!("explained_offers", std::fs::read_to_string(&offers).unwrap());
}

#[test]
fn what_cannot_be_read_or_written_is_said_with_the_file_and_ends_with_code_2() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let twice = file("twice.alloc", "p alloc 1 1 2 1\no 0 1 0\ng 0 1\ne 0 0 1\ne 0 0 2\n");
    let wrong = file("wrong.alloc", "p alloc 1 1 1 1\no 0 1 0\ng 0 1\ne 0 0 x\n");
    let right = file("right.alloc", "p alloc 1 1 1 1\no 0 1 0\ng 0 1\ne 0 0 1\n");
    let (pairs, seats) = (file("pairs.csv", "learner,offer\n"), file("seats.csv", "offer,seats\n"));
    let nowhere = folder.path().join("no").join("answer.csv").to_str().unwrap().to_owned();
    for (words, said) in [
        (vec!["nowhere.alloc"], "nowhere.alloc: "),
        (vec![twice.as_str()], "twice.alloc: lines [4, 5]: learner 0 and offer 0 are given twice"),
        (vec![wrong.as_str()], "wrong.alloc: line 4: SCORE must be a whole number from 0, not \"x\""),
        (vec![right.as_str(), "--out", nowhere.as_str()], "answer.csv: "),
        (
            vec!["--pairs", pairs.as_str(), "--capacities", seats.as_str()],
            "pairs, line 1: there is no column",
        ),
        (
            vec![right.as_str(), "--objective", "best"],
            "an objective is fair, total, generous or convex, not \"best\"",
        ),
        (vec![right.as_str(), "--story"], "cannot be used with"),
        (vec![], "required"),
    ] {
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_placewell"))
            .current_dir(folder.path())
            .arg("allocate")
            .args(&words)
            .output()
            .unwrap();
        let error = String::from_utf8(program.stderr).unwrap();
        assert_eq!(program.status.code(), Some(2), "{words:?}: {error}");
        assert!(error.contains(said), "{words:?}: {error}");
    }
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
