//! Occupations as a list of task statements, put into the hours, places and people of one offer: what planning makes
//! of work about which nobody has said anything yet.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Read;

use serde::Deserialize;
use serde_json::json;

use crate::domain::ids::{OfferId, OrganisationId};
use crate::domain::offer::OfferFacts;
use crate::domain::task::Task;
use crate::domain::text::Line;

use crate::cli::area::number;

/// The most characters of a task's name or of one of its steps here.
const LONGEST_LINE: usize = 100;

/// The most tasks of an offer that are made of one occupation.
const MOST_TASKS: usize = 12;

/// One row of the file: tab-separated, with a heading.
#[derive(Deserialize)]
struct Row {
    soc2020_unit: String,
    title: String,
    task: String,
}

/// An offer for each occupation, at the site of `host`.
///
/// # Errors
/// A file that is malformed.
pub(super) fn offers(file: impl Read, host: &OfferFacts) -> Result<Vec<OfferFacts>, Box<dyn Error>> {
    let mut units: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_reader(file);
    for row in reader.deserialize() {
        let Row { soc2020_unit, title, task } = row?;
        units.entry(soc2020_unit).or_insert_with(|| (title, Vec::new())).1.push(task);
    }
    let mut offers = Vec::new();
    for (at, (title, statements)) in units.into_values().enumerate() {
        let mut facts = host.clone();
        facts.id = OfferId::parse(&number(at))?;
        facts.employer = OrganisationId::parse(&number(at))?;
        facts.offer.title = Line::parse(&title.chars().take(LONGEST_LINE).collect::<String>())?;
        let statements = statements.iter().take(MOST_TASKS).enumerate();
        facts.offer.tasks =
            statements.map(|(nth, words)| task(nth, words, host)).collect::<Result<_, _>>()?;
        offers.push(facts);
    }
    Ok(offers)
}

/// A task of which only the statement is known: it exists as long as the host is open, with anybody who may lead,
/// at the place of the host's first task.
fn task(nth: usize, statement: &str, host: &OfferFacts) -> Result<Task, Box<dyn Error>> {
    let model = host.offer.tasks.first().ok_or("the host has no task")?;
    let windows = host.offer.windows.iter();
    let open: Vec<_> =
        windows.map(|window| json!({ "weekdays": window.weekdays, "hours": window.hours })).collect();
    let lines = lines(statement);
    let unsaid = "Not said yet";
    Ok(serde_json::from_value(json!({
        "id": format!("task-{nth}"),
        "name": lines.first(),
        "steps": lines.iter().map(|line| json!({ "does": line })).collect::<Vec<_>>(),
        "available": open,
        "place": model.place,
        "with": host.offer.people.iter().filter(|one| one.supervises).map(|one| &one.id).collect::<Vec<_>>(),
        "pace": "own",
        "load": { "reading": "some", "numbers": "none", "communication": "some", "physical": "none", "challenge": 1 + nth % 3 },
        "good_looks_like": unsaid,
        "visible_finish": unsaid,
        "if_finished": unsaid,
        "if_stuck": unsaid,
    }))?)
}

/// A statement in lines that are short enough, cut between words.
fn lines(statement: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in statement.split_whitespace() {
        match lines.last_mut().filter(|line| line.chars().count() + word.chars().count() < LONGEST_LINE) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.chars().take(LONGEST_LINE).collect()),
        }
    }
    lines.truncate(MOST_TASKS);
    lines
}
