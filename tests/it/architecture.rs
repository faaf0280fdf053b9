//! The shape of the crate: which module may import which, and how large a file may grow.

mod asvs;
mod circles;
mod names;
mod permits;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each pure module may import of the crate, itself apart. What the crates under `crates/` import of each
/// other, Cargo guards.
const ARROWS: &[(&str, &[&str])] = &[
    ("law", &["domain"]),
    ("suitability", &["domain", "law", "travel"]),
    ("ranking", &["domain", "law", "travel", "suitability"]),
    ("programme", &["domain", "law", "travel", "suitability"]),
    ("standing", &["domain", "law", "suitability", "programme"]),
    ("learning", &["domain"]),
    (
        "words",
        &[
            "domain",
            "law",
            "travel",
            "suitability",
            "ranking",
            "allocation",
            "programme",
            "standing",
            "learning",
        ],
    ),
    ("maps", &["domain", "words"]),
    ("reading", &["domain", "words"]),
    ("intake", &["domain", "allocation", "words", "reading"]),
    ("briefing", &["domain", "law", "travel", "suitability", "programme", "words"]),
    ("evidence", &["domain", "law", "learning", "programme", "words"]),
];

/// What no pure module may name: I/O, clocks, randomness, plumbing.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "diesel::",
    "actix",
    "tokio",
    "lettre",
    "uuid::",
    "SystemRandom",
    "HashMap",
    "HashSet",
];

/// The one file that may name a hashed table; it says on what terms.
const HASHED: &str = "placewell-travel/src/lookup.rs";

/// The engines, each a crate: pure like the modules of [`ARROWS`].
const ENGINES: &str = "crates";

pub fn sources(under: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(under), &mut found);
    found.sort();
    found
}

/// The sources of the service and of the engines, without their tests and benches.
pub fn product() -> Vec<(PathBuf, String)> {
    let engines =
        sources(ENGINES).into_iter().filter(|(path, _)| path.components().any(|c| c.as_os_str() == "src"));
    sources("src").into_iter().chain(engines).collect()
}

/// The engine whose modules the service names as its own.
const MATCHING: &str = "crates/placewell-matching/src";

/// The module to which a source belongs, `law` for `law/hours.rs`; none for that of another engine.
fn module_of(path: &Path) -> Option<String> {
    let within = |folder: &str| path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).ok();
    let inside = within("src").or_else(|| within(MATCHING))?;
    let first = inside.components().next()?.as_os_str().to_str()?;
    Some(first.trim_end_matches(".rs").to_owned())
}

/// The crate's modules that a source names by `crate::…`, without comments.
fn imports(text: &str) -> Vec<String> {
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    code.match_indices("crate::")
        .map(|(at, matched)| {
            code[at + matched.len()..].chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect()
        })
        .collect()
}

#[test]
fn imports_never_run_back() {
    let arrows: BTreeMap<_, _> = ARROWS.iter().copied().collect();
    let mut seen = 0;
    let mut wrong = Vec::new();
    for (path, text) in sources("src").into_iter().chain(sources(MATCHING)) {
        let Some(module) = module_of(&path) else { continue };
        let Some(allowed) = arrows.get(module.as_str()) else { continue };
        seen += 1;
        for import in imports(&text) {
            if import != module && !allowed.contains(&import.as_str()) {
                wrong.push(format!("{}: imports {import}", path.display()));
            }
        }
    }
    assert!(seen >= ARROWS.len(), "only {seen} pure files were found");
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn pure_modules_do_no_io() {
    let mut wrong = Vec::new();
    for (path, text) in product() {
        let pure = module_of(&path).is_none_or(|name| ARROWS.iter().any(|(module, _)| *module == name));
        if !pure || path.ends_with(HASHED) {
            continue;
        }
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            if let Some(name) = IMPURE.iter().find(|name| line.contains(*name)) {
                wrong.push(format!("{}: {name} in `{}`", path.display(), line.trim()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn doors_go_through_services() {
    let wrong: Vec<_> = sources("src")
        .into_iter()
        .filter(|(path, _)| {
            ["/http/api/", "/src/web"].iter().any(|door| path.to_str().unwrap().contains(door))
        })
        .filter(|(_, text)| {
            imports(text).iter().any(|import| matches!(import.as_str(), "db" | "jobs" | "mail"))
        })
        .map(|(path, _)| path)
        .collect();
    assert_eq!(wrong, Vec::<PathBuf>::new());
}

#[test]
fn no_file_is_over_500_lines() {
    let mut lengths: Vec<_> = ["src", "tests", ENGINES]
        .into_iter()
        .flat_map(sources)
        .map(|(path, text)| (text.lines().count(), path))
        .collect();
    lengths.sort();
    let median = lengths[lengths.len() / 2].0;
    let (largest, path) = lengths.last().unwrap();
    println!("{} files, median {median} lines, largest {largest} ({})", lengths.len(), path.display());
    assert!(*largest <= 500, "{} has {largest} lines", path.display());
    assert!(median <= 200, "the median is {median} lines");
}

#[test]
fn nothing_is_left_open() {
    for (path, text) in product() {
        for mark in ["todo!(", "unimplemented!(", "dbg!(", "FIXME", "XXX"] {
            assert!(!text.contains(mark), "{} holds {mark}", path.display());
        }
    }
}

/// What is told of a conflict is written in `words`, where it can be translated.
#[test]
fn conflicts_are_told_in_words() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for (path, text) in sources("src/services") {
        for (at, call) in text.match_indices("ServiceError::conflict(") {
            seen += 1;
            let arguments = text[at + call.len()..].split(");").next().unwrap();
            let sentence = arguments.split('"').skip(3).step_by(2).any(|literal| literal.contains(' '));
            if sentence || arguments.contains("format!") {
                wrong.push(format!("{}: {}", path.display(), arguments.trim()));
            }
        }
        if text.contains("let detail = \"") || text.contains("let detail = format!") {
            wrong.push(path.display().to_string());
        }
    }
    assert!(seen >= 8, "only {seen} conflicts were found");
    assert_eq!(wrong, Vec::<String>::new());
}
