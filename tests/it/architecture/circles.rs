//! No circles: modules that stand side by side in one room never import each other in a ring, and no door reaches
//! past the services to the store.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::sources;

/// Rings that are justified: the room, its members, and why. Nothing is added here without a reason.
const JUSTIFIED: &[(&str, &[&str], &str)] = &[
    (
        "",
        &["http", "web"],
        "one server stands before both doors, and the pages use its extractors and its threads",
    ),
    (
        "http",
        &["api", "openapi", "routes"],
        "the one list of handlers makes both the routing and the document",
    ),
    (
        "services",
        &[
            "access",
            "agreements",
            "briefings",
            "decisions",
            "learners",
            "letters",
            "matches",
            "organisations",
            "placements",
            "planned_calls",
            "programmes",
            "sessions",
            "users",
            "weights",
        ],
        "one file a family of use cases: a step asks for agreements, and a withdrawal stops steps",
    ),
];

type Module = Vec<String>;

/// The module that a source file is: the crate's own root is the empty path.
fn module_of(folder: &Path, file: &Path) -> Module {
    let inside = file.strip_prefix(folder).unwrap().with_extension("");
    let parts: Module = inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    if parts == ["lib"] { Vec::new() } else { parts }
}

/// A use tree as the paths that it names.
fn paths(tree: &str) -> Vec<Module> {
    let Some((before, rest)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap();
        return vec![path.split("::").map(|part| part.trim().to_owned()).collect()];
    };
    let inner = &rest[..rest.rfind('}').unwrap()];
    let stem: Module =
        before.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    let (mut depth, mut piece, mut pieces) = (0, String::new(), Vec::new());
    for letter in inner.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                pieces.push(std::mem::take(&mut piece));
                continue;
            }
            _ => {}
        }
        piece.push(letter);
    }
    pieces.push(piece);
    let named = pieces.iter().filter(|piece| !piece.trim().is_empty());
    named.flat_map(|piece| paths(piece.trim())).map(|path| [stem.clone(), path].concat()).collect()
}

/// Every path that a source names: in `use`, and from `crate`, `super` or `self` in its code.
fn named(text: &str) -> Vec<Module> {
    let code: String =
        text.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for (at, matched) in code.match_indices("use ") {
        let line = code[..at].rsplit('\n').next().unwrap().trim_start();
        let begins = line.is_empty() || line.starts_with("pub");
        if let Some((tree, _)) = code[at + matched.len()..].split_once(';').filter(|_| begins) {
            found.extend(paths(tree));
        }
    }
    for root in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(root) {
            let path: String = code[at..]
                .chars()
                .take_while(|c| c.is_ascii_lowercase() || "_:0123456789".contains(*c))
                .collect();
            found.push(path.trim_end_matches(':').split("::").map(str::to_owned).collect());
        }
    }
    found
}

/// The module of the crate that a path names, seen from another.
fn target(from: &Module, path: &[String], all: &BTreeSet<Module>) -> Option<Module> {
    let (mut base, mut rest): (Module, &[String]) = match path.first()?.as_str() {
        "crate" => (Vec::new(), &path[1..]),
        "self" => (from.clone(), &path[1..]),
        "super" => (from.clone(), path),
        _ => return None,
    };
    while rest.first().is_some_and(|part| part == "super") {
        base.pop();
        rest = &rest[1..];
    }
    base.extend(rest.iter().cloned());
    (0..=base.len()).rev().map(|length| base[..length].to_vec()).find(|module| all.contains(module))
}

/// The rooms of a crate, each with its members and which of the others each imports.
fn rooms(under: &str, name: &str) -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(under);
    let files: BTreeMap<Module, String> = sources(under)
        .into_iter()
        .filter(|(path, _)| !path.ends_with("src/main.rs"))
        .map(|(path, text)| (module_of(&folder, &path), text))
        .collect();
    let all: BTreeSet<Module> = files.keys().cloned().collect();
    let mut rooms: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (from, text) in files.iter().filter(|(from, _)| !from.is_empty()) {
        for to in named(text).iter().filter_map(|path| target(from, path, &all)) {
            let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
            if shared < from.len() && shared < to.len() {
                let room: Vec<&str> = std::iter::once(name)
                    .filter(|name| !name.is_empty())
                    .chain(from[..shared].iter().map(String::as_str))
                    .collect();
                let room = rooms.entry(room.join("::")).or_default();
                room.entry(from[shared].clone()).or_default().insert(to[shared].clone());
            }
        }
    }
    rooms
}

fn reached(from: &str, imports: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut ahead = vec![from.to_owned()];
    while let Some(next) = ahead.pop() {
        for to in imports.get(&next).into_iter().flatten() {
            if seen.insert(to.clone()) {
                ahead.push(to.clone());
            }
        }
    }
    seen
}

/// Every ring: the room and the members that reach each other.
fn rings(under: &str, name: &str) -> BTreeSet<(String, Vec<String>)> {
    let mut found = BTreeSet::new();
    for (room, imports) in rooms(under, name) {
        let reach: BTreeMap<&String, BTreeSet<String>> =
            imports.keys().map(|member| (member, reached(member, &imports))).collect();
        for (member, there) in &reach {
            let back = |other: &&String| reach.get(other).is_some_and(|from| from.contains(*member));
            let ring: Vec<String> = there.iter().filter(back).cloned().collect();
            if ring.len() > 1 {
                found.insert((room.clone(), ring));
            }
        }
    }
    found
}

#[test]
fn no_ring_is_new_and_none_is_listed_that_is_open() {
    let crates = [
        "placewell-allocation",
        "placewell-domain",
        "placewell-matching",
        "placewell-sheets",
        "placewell-travel",
    ];
    let mut found = rings("src", "");
    for name in crates {
        found.extend(rings(&format!("crates/{name}/src"), name));
    }
    let holds = |(room, members, why): &(&str, &[&str], &str), ring: &(String, Vec<String>)| {
        assert!(why.len() > 20, "{room}: say why");
        *room == ring.0 && ring.1.iter().all(|member| members.contains(&member.as_str()))
    };
    let new: Vec<_> =
        found.iter().filter(|ring| !JUSTIFIED.iter().any(|listed| holds(listed, ring))).collect();
    assert!(new.is_empty(), "modules import each other in a ring: {new:?}");
    let open: Vec<_> =
        JUSTIFIED.iter().filter(|listed| !found.iter().any(|ring| holds(listed, ring))).collect();
    assert!(open.is_empty(), "no longer a ring: {open:?}");
}

#[test]
fn no_door_reaches_past_the_services() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names_store =
        |text: &str| named(text).iter().any(|path| path.len() > 1 && path[0] == "crate" && path[1] == "db");
    let mut seen = 0;
    let wrong: Vec<String> = ["src/http", "src/web", "src/cli"]
        .into_iter()
        .flat_map(sources)
        .inspect(|_| seen += 1)
        .filter(|(_, text)| names_store(text))
        .map(|(path, _)| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned())
        .collect();
    assert!(seen > 100, "only {seen} files of doors were found");
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_ring_is_seen() {
    let path = |words: &str| words.split("::").map(str::to_owned).collect::<Module>();
    let tree = "crate::{a::{self, B}, c as d}";
    assert_eq!(paths(tree), [path("crate::a::self"), path("crate::a::B"), path("crate::c")]);
    let imports = |pairs: &[(&str, &str)]| {
        let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in pairs {
            imports.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        imports
    };
    let ring = imports(&[("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")]);
    assert!(reached("a", &ring).contains("a") && !reached("a", &ring).contains("d"));
}
