//! Which operation a person reaches from which page: read from the sources, and kept as `docs/PAGES.md`.
//!
//! A page and an operation are the same thing where both call the same function of `crate::services`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

use placewell::auth::operation::{Gate, gate};
use placewell::auth::policy::allowed;
use placewell::domain::code::Code;
use placewell::http::openapi::{Listed, document, operations};

use crate::architecture::sources;
use crate::support::app::ROLES;

/// Operations without a page that calls their function, by reason.
const WITHOUT: &[(&str, &[&str])] = &[
    ("for other programs: a person brings several in from a spreadsheet", &["create_learners"]),
    (
        "for other programs: this is the data from which the message and the pages that a person reads are made",
        &["read_briefing", "read_copy"],
    ),
    ("refused to everybody: each person chooses their own", &["set_user_password"]),
    (
        "the work list of `GET /staff` shows the same placements and alerts",
        &["list_placements", "list_alerts"],
    ),
    ("the pack is sent where it is approved, and again from the same page", &["send_briefing"]),
    ("each sending is shown with its pack", &["read_delivery"]),
];

const METHODS: [&str; 4] = ["get", "post", "put", "delete"];

/// A function of a source.
struct Function {
    file: String,
    name: String,
    /// The addresses that it answers at.
    routes: Vec<String>,
    tokens: Vec<String>,
}

/// The functions of some sources, without their comments.
fn functions(sources: &[(String, String)]) -> Vec<Function> {
    let mut found = Vec::new();
    for (file, text) in sources {
        let (mut routes, mut lines) = (Vec::new(), text.lines().peekable());
        while let Some(line) = lines.next() {
            let code = line.trim_start();
            let attribute = code.strip_prefix("#[").and_then(|rest| rest.split_once("(\""));
            if let Some((method, address)) = attribute.filter(|(name, _)| METHODS.contains(name)) {
                routes.push(format!("{} {}", method.to_uppercase(), address.trim_end_matches("\")]")));
            }
            let declares = |before: &str| ["", "async "].contains(&before) || before.starts_with("pub");
            let Some((_, rest)) = code.split_once("fn ").filter(|(before, _)| declares(before)) else {
                continue;
            };
            let name = rest.split(['(', '<']).next().unwrap().to_owned();
            let end = format!("{}}}", &line[..line.len() - code.len()]);
            let mut tokens = words(code);
            while !code.ends_with('}') {
                let Some(next) = lines.next() else { break };
                tokens.extend(words(next));
                if next == end {
                    break;
                }
            }
            found.push(Function { file: file.clone(), name, routes: std::mem::take(&mut routes), tokens });
        }
    }
    found
}

/// The names and signs of a line of code.
fn words(line: &str) -> Vec<String> {
    let (mut found, mut name) = (Vec::new(), String::new());
    for letter in line.split("//").next().unwrap().chars() {
        if letter.is_alphanumeric() || letter == '_' {
            name.push(letter);
            continue;
        }
        if !name.is_empty() {
            found.push(std::mem::take(&mut name));
        }
        if !letter.is_whitespace() {
            found.push(letter.to_string());
        }
    }
    found.extend((!name.is_empty()).then_some(name));
    found
}

impl Function {
    /// The functions of services that it calls: `module::function(app, …)`.
    fn calls(&self) -> impl Iterator<Item = String> {
        let plain: Vec<&str> = self.tokens.iter().map(String::as_str).filter(|token| *token != "&").collect();
        let calls = plain.windows(6).filter_map(|six| match six {
            [module, ":", ":", function, "(", "app"] => Some(format!("{module}::{function}")),
            _ => None,
        });
        calls.collect::<Vec<_>>().into_iter()
    }

    /// Whether it names another function, by its module, in its own file, or because there is no other of that name.
    fn names(&self, other: &Self, only: bool) -> bool {
        (0..self.tokens.len()).filter(|at| self.tokens[*at] == other.name).any(|at| {
            let module = if at > 2 && self.tokens[at - 1] == ":" { Some(&self.tokens[at - 3]) } else { None };
            match module {
                Some(module) => other.file.ends_with(&format!("/{module}.rs")),
                None => other.file == self.file || only,
            }
        })
    }
}

/// Of each function, which others it names, by their places.
fn named(functions: &[Function]) -> Vec<Vec<usize>> {
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, function) in functions.iter().enumerate() {
        by_name.entry(&function.name).or_default().push(at);
    }
    let of = |function: &Function| {
        let tokens: BTreeSet<&str> = function.tokens.iter().map(String::as_str).collect();
        let others = tokens.into_iter().filter_map(|token| by_name.get(token));
        let named = others.flat_map(|all| all.iter().map(move |at| (*at, all.len() == 1)));
        named
            .filter(|(at, only)| functions[*at].routes.is_empty() && function.names(&functions[*at], *only))
            .map(|(at, _)| at)
            .collect()
    };
    functions.iter().map(of).collect()
}

/// By address, which functions of services an answer comes from.
fn reached(functions: &[Function]) -> BTreeMap<String, BTreeSet<String>> {
    let (named, calls) = (named(functions), functions.iter().map(|one| one.calls().collect::<Vec<_>>()));
    let calls: Vec<_> = calls.collect();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (handler, function) in functions.iter().enumerate().filter(|(_, one)| !one.routes.is_empty()) {
        let (mut seen, mut next) = (BTreeSet::new(), vec![handler]);
        while let Some(at) = next.pop() {
            if seen.insert(at) {
                next.extend(&named[at]);
            }
        }
        for route in &function.routes {
            let all = seen.iter().flat_map(|at| calls[*at].iter().cloned());
            found.entry(route.clone()).or_default().extend(all);
        }
    }
    found
}

fn read(under: &str, base: &str) -> Vec<(String, String)> {
    let read = sources("src").into_iter().filter(|(path, _)| path.to_str().unwrap().contains(under));
    read.map(|(path, text)| {
        let text = text
            .replace("#[get(\"", &format!("#[get(\"{base}"))
            .replace("#[post(\"", &format!("#[post(\"{base}"));
        (path.to_str().unwrap().to_owned(), text)
    })
    .collect()
}

/// The pages on which each operation's function is called; reads on pages, and what changes something in forms.
fn pages() -> BTreeMap<String, Vec<String>> {
    let api = functions(&read("src/http/api", ""));
    let staff: Vec<_> = read("src/web/", "/staff")
        .into_iter()
        .filter(|(path, _)| {
            !["src/web/visit", "src/web/side", "src/web/family."].iter().any(|by_link| path.contains(by_link))
        })
        .collect();
    let mut pages = reached(&functions(&staff));
    pages.extend(reached(&functions(&read("src/http/pages.rs", ""))));
    let own = reached_by_name(&api);
    let of = |operation: &Listed| {
        let calls = own.get(&operation.id).cloned().unwrap_or_default();
        let all: Vec<_> = pages
            .iter()
            .filter(|(_, called)| !called.is_disjoint(&calls))
            .map(|(page, _)| page.clone())
            .collect();
        let fitting = if operation.method == "GET" { "GET" } else { "POST" };
        let fit: Vec<_> = all.iter().filter(|page| page.starts_with(fitting)).cloned().collect();
        (operation.id.clone(), if fit.is_empty() { all } else { fit })
    };
    operations(&document()).iter().map(of).collect()
}

/// The same for the handlers of the API, each of which has the name of its operation.
fn reached_by_name(functions: &[Function]) -> BTreeMap<String, BTreeSet<String>> {
    let named = |function: &Function| {
        let route = function.routes.first()?;
        Some((route.clone(), function.name.clone()))
    };
    let names: BTreeMap<String, String> = functions.iter().filter_map(named).collect();
    reached(functions)
        .into_iter()
        .filter_map(|(route, calls)| Some((names.get(&route)?.clone(), calls)))
        .collect()
}

fn roles(operation: &str) -> String {
    let codes: Vec<_> = match gate(operation).unwrap() {
        Gate::Open => return "nobody need be signed in".to_owned(),
        Gate::Action(action) => {
            ROLES.iter().filter(|role| allowed(**role, action)).map(|role| role.code()).collect()
        }
        Gate::OneOf(actions) => ROLES
            .iter()
            .filter(|role| actions.iter().any(|action| allowed(**role, *action)))
            .map(|role| role.code())
            .collect(),
    };
    codes.join(", ")
}

fn page() -> String {
    let pages = pages();
    let with = pages.values().filter(|pages| !pages.is_empty()).count();
    let mut text = format!(
        "# Operations and pages\n\nWhich operation of the API a person reaches from which page. Read from the sources by \
         `PLACEWELL_WRITE_PAGES=1 cargo test --test it web::reach`: a page and an operation are the same thing where both \
         call the same use case. The roles are those of the operation; a page asks the same question. Of {} operations {with} have \
         a page.\n\n| operation | roles | page |\n|---|---|---|\n",
        pages.len()
    );
    for (operation, pages) in &pages {
        let reached: Vec<_> = pages.iter().map(|page| format!("`{page}`")).collect();
        let reached = match reached.len() {
            0 => reason(operation).unwrap_or("").to_owned(),
            1..12 => reached.join("<br>"),
            _ => "many pages, by themselves".to_owned(),
        };
        text.push_str(&format!("| `{operation}` | {} | {reached} |\n", roles(operation)));
    }
    text
}

fn reason(operation: &str) -> Option<&'static str> {
    WITHOUT.iter().find(|(_, operations)| operations.contains(&operation)).map(|(reason, _)| *reason)
}

#[test]
fn every_operation_has_a_page_or_a_reason() {
    let wrong: Vec<_> = pages()
        .into_iter()
        .filter(|(operation, pages)| pages.is_empty() != reason(operation).is_some())
        .collect();
    assert!(wrong.is_empty(), "a page and a reason, or neither: {wrong:#?}");
}

#[test]
fn the_table_of_operations_and_pages_is_the_one_that_is_kept() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/PAGES.md");
    if env::var_os("PLACEWELL_WRITE_PAGES").is_some() {
        fs::write(&path, page()).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap();
    assert!(kept == page(), "write it anew (its head says how), read the difference, and commit it");
}
