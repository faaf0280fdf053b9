//! The built-in catalogue: every entry can be used, and says something of its own.

mod drafts;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use placewell::catalogue::Catalogue;
use placewell::domain::catalogue::TypicalTask;
use placewell::domain::hazard::signs::{Proposal, proposals};
use placewell::domain::text::Line;

/// Words that tell a supervisor nothing.
const EMPTY_WORDS: &[&str] = &[
    "appropriate",
    "various",
    "as required",
    "where possible",
    "general duties",
    "help out",
    "shadow",
    "ensure",
    "encourage",
    "support",
];

fn texts(task: &TypicalTask) -> impl Iterator<Item = &str> {
    let fixed = [
        &task.name,
        &task.used_by,
        &task.good_looks_like,
        &task.visible_finish,
        &task.if_finished,
        &task.if_stuck,
        &task.left_out,
        &task.plan_b,
    ];
    let steps = task.steps.iter().flat_map(|step| [Some(&step.does), step.cue.as_ref(), step.check.as_ref()]);
    fixed.into_iter().chain(steps.flatten()).map(|line| line.as_str())
}

#[test]
fn every_file_is_an_entry_under_its_own_name() {
    let catalogue = Catalogue::built_in().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogue");
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    files.sort();
    let slugs: Vec<String> = catalogue.iter().map(|occupation| occupation.slug.to_string()).collect();
    assert_eq!(slugs, files);
    assert!(slugs.len() >= 40, "{} occupations", slugs.len());
}

#[test]
fn no_entry_uses_empty_words() {
    let catalogue = Catalogue::built_in().unwrap();
    let mut wrong = Vec::new();
    for occupation in catalogue.iter() {
        for (task, text) in occupation.tasks.iter().flat_map(|task| texts(task).map(move |text| (task, text)))
        {
            let lower = text.to_lowercase();
            let empty = EMPTY_WORDS.iter().filter(|word| lower.contains(**word));
            wrong.extend(empty.map(|word| format!("{}/{}: `{word}` in `{text}`", occupation.slug, task.id)));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// A step is read at a glance, and tells at least every third time how its reader sees that it is right.
#[test]
fn texts_are_short_and_steps_are_checked() {
    let mut wrong = Vec::new();
    for occupation in Catalogue::built_in().unwrap().iter() {
        for task in &occupation.tasks {
            let mut at_most = |most: usize, text: &str| {
                if text.split_whitespace().count() > most {
                    wrong.push(format!("{}/{}: over {most} words: {text}", occupation.slug, task.id));
                }
            };
            for step in &task.steps {
                at_most(12, step.does.as_str());
                step.cue.iter().chain(&step.check).for_each(|line| at_most(15, line.as_str()));
            }
            texts(task).for_each(|text| at_most(20, text));
            let checked = task.steps.iter().filter(|step| step.check.is_some()).count();
            assert!(checked * 3 >= task.steps.len(), "{}/{}", occupation.slug, task.id);
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// A word that suggests a hazard is answered in the entry itself, so that whoever starts from it is asked about the
/// hazard with a control and not about a word.
#[test]
fn every_hazard_that_words_of_a_task_suggest_is_listed_with_it() {
    let catalogue = Catalogue::built_in().unwrap();
    let mut wrong = Vec::new();
    for occupation in catalogue.iter() {
        for task in &occupation.tasks {
            let steps =
                task.steps.iter().flat_map(|step| [Some(&step.does), step.cue.as_ref(), step.check.as_ref()]);
            let lines = [&task.name].into_iter().chain(steps.flatten()).chain(&task.equipment);
            for proposal in proposals(lines.map(Line::as_str)) {
                if task.hazards.iter().all(|listed| listed.hazard != proposal.hazard) {
                    let Proposal { hazard, words } = proposal;
                    wrong.push(format!("{}/{}: {hazard:?} by `{words}`", occupation.slug, task.id));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Work that nobody under 18 may do has no place in an entry.
#[test]
fn no_task_holds_a_hazard_that_is_closed_to_young_people() {
    let catalogue = Catalogue::built_in().unwrap();
    for occupation in catalogue.iter() {
        for task in &occupation.tasks {
            let closed = task.hazards.iter().find(|listed| listed.hazard.is_never_under_18());
            assert_eq!(closed, None, "{}/{}", occupation.slug, task.id);
        }
    }
}

/// What to do when finished or stuck belongs to one task of one trade; nobody reads the same sentence twice.
#[test]
fn no_two_tasks_share_what_to_do_when_finished_or_stuck() {
    let catalogue = Catalogue::built_in().unwrap();
    let mut seen: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for occupation in catalogue.iter() {
        for task in &occupation.tasks {
            for line in [&task.if_finished, &task.if_stuck] {
                seen.entry(line.as_str()).or_default().push(format!("{}/{}", occupation.slug, task.id));
            }
        }
    }
    seen.retain(|_, tasks| tasks.len() > 1);
    assert_eq!(seen, BTreeMap::new());
}
