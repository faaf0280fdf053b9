//! What was said of a placement, turned into what could be learned, each with who said it.

use chrono::NaiveDate;

use super::change::is_known;
use super::lesson::{Lesson, OwnWord};
use super::observation::{Helped, MendedStep, ToldObservation};
use super::said::{SaidBy, Teller};
use crate::domain::code::CodeSet;
use crate::domain::ids::OrganisationId;
use crate::domain::learner::Profile;
use crate::domain::offer::Offer;
use crate::domain::report::Reflection;
use crate::domain::theme::Theme;

/// A lesson with everybody who said what it rests on, in the order in which they did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What is suggested.
    pub lesson: Lesson,
    /// Who said it.
    pub said: Vec<SaidBy>,
    /// Whether the document that it would change holds it already.
    pub known: bool,
}

/// What was said of a placement, and the documents that could learn from it.
pub struct LessonFacts<'a> {
    /// The learner's profile as it stands.
    pub profile: &'a Profile,
    /// The offer as it stands.
    pub offer: &'a Offer,
    /// Whose offer it is.
    pub employer: &'a OrganisationId,
    /// Who first said that the learner had come.
    pub arrived: Option<SaidBy>,
    /// What was seen: the newest that each person said.
    pub told: &'a [ToldObservation],
    /// How it was, as the learner says it.
    pub reflection: Option<(&'a Reflection, NaiveDate)>,
    /// The sentence with which a profile notes a lesson.
    pub note: fn(&Lesson) -> String,
}

/// What could be learned of what was said: first for the profile, then for the offer.
#[must_use]
pub fn suggestions(facts: &LessonFacts<'_>) -> Vec<Suggestion> {
    let mut all = Vec::new();
    if let Some(arrived) = &facts.arrived {
        let done = facts.told.iter().flat_map(|told| &told.observation.tried);
        let themes = done.filter_map(|task| facts.offer.task(task));
        let themes = themes.fold(CodeSet::<Theme>::EMPTY, |all, task| all.union(task.themes));
        add(&mut all, Lesson::Been { themes }, arrived);
    }
    for ToldObservation { said, observation } in facts.told {
        for (provision, helped) in &observation.supports {
            add(&mut all, Lesson::Support { provision: *provision, helped: *helped }, said);
        }
        if let Some(level) = observation.help {
            add(&mut all, Lesson::Help { level }, said);
        }
    }
    if let Some((said, on)) = facts.reflection {
        let by = SaidBy { by: Teller::Learner, role: None, on };
        let parts = [
            (OwnWord::Likes, &said.best),
            (OwnWord::Dislikes, &said.hard),
            (OwnWord::WantsToTry, &said.next),
        ];
        for (about, words) in parts {
            if let Some(words) = words {
                add(&mut all, Lesson::OwnWords { about, words: words.clone() }, &by);
            }
        }
    }
    for ToldObservation { said, observation } in facts.told {
        for (provision, helped) in &observation.supports {
            let there = *helped != Helped::NotThere;
            add(&mut all, Lesson::Provided { provision: *provision, there }, said);
        }
        for task in observation.tried.iter().filter(|task| facts.offer.task(task).is_some()) {
            add(&mut all, Lesson::Tried { task: task.clone() }, said);
        }
        for MendedStep { task, step, done } in &observation.mended {
            let (task, step, done) = (task.clone(), step.clone(), done.clone());
            add(&mut all, Lesson::Mended { task, step, done }, said);
        }
    }
    for one in &mut all {
        one.known = is_known(&one.lesson, facts.profile, facts.offer, facts.employer, facts.note);
    }
    all
}

fn add(all: &mut Vec<Suggestion>, lesson: Lesson, said: &SaidBy) {
    match all.iter_mut().find(|one| one.lesson == lesson) {
        Some(one) if one.said.contains(said) => {}
        Some(one) => one.said.push(said.clone()),
        None => all.push(Suggestion { lesson, said: vec![said.clone()], known: false }),
    }
}
