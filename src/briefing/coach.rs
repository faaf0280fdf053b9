//! The job coach's copy: task analyses, rules for help in counts, where to stand, data sheets.

mod help;
mod stand;
mod tasks;
mod turns;

use super::booklet::{Booklet, Chapter, Item, Material, row};
use super::pack::Told;
use crate::domain::delivery::Edition;
use crate::domain::support::CommunicationMode;
use crate::domain::task::Task;
use crate::domain::voice::{BodyLimits, Distress, Talk};
use crate::words::briefing as words;
use crate::words::briefing::coach as say;
use crate::words::briefing::coach::chapter;

/// The job coach's copy of a plan.
#[must_use]
pub fn compose(material: &Material<'_>) -> Booklet {
    let (profile, pack) = (&material.inputs.learner.profile, material.pack);
    let planned = planned(material);
    let mut chapters = vec![
        Chapter::new(chapter::HELP, help::order(material, &planned)),
        Chapter::new(chapter::JOBS, help::rules(material)),
        Chapter::new(chapter::STAND, stand::items(material)),
    ];
    chapters.splice(1..1, help::talk_and_signs(material));
    if uses_an_aid(&profile.communicates) {
        chapters.push(Chapter::new(chapter::WORDS, aid_words(material, &planned)));
    }
    chapters.push(Chapter::new(chapter::COVER, vec![Item::Points { lines: turns::cover(material) }]));
    chapters.push(Chapter::new(chapter::REPLAN, vec![Item::Points { lines: turns::replan(material) }]));
    let record = say::RECORD.iter().map(|cells| row(*cells)).collect();
    chapters.push(Chapter::new(
        chapter::RECORD,
        vec![Item::Table { head: row(say::RECORD_HEAD), widths: vec![3, 2], rows: record }],
    ));
    chapters.extend(planned.iter().map(|task| tasks::analysis(task)));
    chapters.extend(planned.iter().map(|task| tasks::sheet(task)));
    let programme = material.inputs.programme;
    let facts = [
        (Told::Capability, programme.tasks.iter().any(|task| task.stretches)),
        (Told::Communicates, !profile.communicates.is_empty()),
        (Told::Talk, profile.talk != Talk::default()),
        (Told::InstructedBy, !profile.instructed_by.is_empty()),
        (Told::Help, true),
        (Told::Stamina, true),
        (Told::Motivators, !profile.motivators.is_empty()),
        (Told::StressSigns, !profile.stress_signs.is_empty()),
        (Told::WhatHelps, !profile.what_helps.is_empty()),
        (Told::Distress, profile.distress != Distress::default()),
        (Told::Stays, !profile.stays.is_empty()),
        (Told::Body, profile.body != BodyLimits::default()),
        (Told::Companions, !profile.companions.is_empty()),
        (Told::PleaseAvoid, !profile.please_avoid.is_empty()),
    ];
    let dates = words::heading_dates(&pack.week.dates());
    let heading = say::heading(material.called(), &pack.host.site, &dates);
    material.booklet(Edition::JobCoach, heading, chapters, facts)
}

/// The planned tasks, in the order in which they are met.
fn planned<'a>(material: &Material<'a>) -> Vec<&'a Task> {
    let offer = &material.inputs.offer.offer;
    material.inputs.programme.tasks.iter().filter_map(|plan| offer.task(&plan.task)).collect()
}

fn uses_an_aid(modes: &[CommunicationMode]) -> bool {
    modes.iter().any(|mode| matches!(mode, CommunicationMode::Device | CommunicationMode::Symbols))
}

/// The words that each job needs on an aid, with a box for when they are loaded and practised.
fn aid_words(material: &Material<'_>, planned: &[&Task]) -> Vec<Item> {
    let people: Vec<&str> = material.inputs.offer.offer.people.iter().map(|one| one.name.as_str()).collect();
    let mut rows = vec![row([say::ALL_DAY, &say::EVERYDAY_WORDS.join(", "), ""])];
    rows.push(row([say::NAMES, &people.join(", "), ""]));
    rows.extend(planned.iter().map(|task| {
        let units = task.amount.as_ref().map(|amount| amount.units.as_str());
        row([task.name.as_str(), &say::job_words(task.name.as_str(), units), ""])
    }));
    vec![
        Item::Table { head: row(say::WORDS_HEAD), widths: vec![5, 8, 4], rows },
        Item::Words { lines: vec![say::LOW_TECH.to_owned()] },
    ]
}
