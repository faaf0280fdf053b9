//! What a placement suggests, in words.

use super::amount::list;
use super::label::{Label, labels};
use crate::domain::ids::TaskId;
use crate::domain::offer::Offer;
use crate::domain::text::Line;
use crate::learning::{Helped, Lesson, LessonChoice, LessonTarget, MendedStep, OwnWord, SaidBy, Teller};

labels! {
    Helped {
        Worked => "it helped",
        DidNot => "it did not help",
        NotThere => "it was not there",
    }
    OwnWord {
        Likes => "likes and is good at",
        Dislikes => "found hard or would change, kept under what they do not like",
        WantsToTry => "wants to try",
    }
    LessonTarget {
        Profile => "the learner’s profile",
        Offer => "the offer",
    }
    LessonChoice {
        Accept => "accepted",
        Decline => "declined",
    }
    Teller {
        Employer => "the employer",
        Provider => "the school or college",
        Learner => "the learner",
    }
}

/// The sentence with which a profile notes a lesson among what was learnt at an employer.
#[must_use]
pub fn note(lesson: &Lesson) -> String {
    match lesson {
        Lesson::Support { provision, helped } => {
            let what = provision.label();
            match helped {
                Helped::Worked => format!("Helped here: {what}."),
                Helped::DidNot => format!("Did not help here: {what}."),
                Helped::NotThere => format!("Was not there: {what}."),
            }
        }
        _ => String::new(),
    }
}

/// What would be learned.
#[must_use]
pub fn sentence(lesson: &Lesson, offer: &Offer) -> String {
    match lesson {
        Lesson::Been { themes } if themes.is_empty() => "Has worked at this employer.".to_owned(),
        Lesson::Been { themes } => {
            let themes: Vec<&str> = themes.iter().map(Label::label).collect();
            format!("Has worked at this employer; the tasks were about {}.", list(&themes))
        }
        Lesson::Support { .. } => note(lesson),
        Lesson::Help { level } => format!("Help needed to start a new task: {}.", level.label()),
        Lesson::OwnWords { about, words } => format!("In their own words, {}: “{words}”", about.label()),
        Lesson::Provided { provision, there: true } => format!("The site has this: {}.", provision.label()),
        Lesson::Provided { provision, there: false } => {
            format!("The site does not have this: {}.", provision.label())
        }
        Lesson::Tried { task } => {
            let name = offer.task(task).map_or(task.as_str(), |task| task.name.as_str());
            format!("A learner has done this task by its steps: {name}.")
        }
        Lesson::Mended { task, step, done } => {
            let name = offer.task(task).map_or(task.as_str(), |task| task.name.as_str());
            format!("A step of “{name}” is done differently. Instead of “{step}”: “{done}”")
        }
    }
}

/// A step that is done in another way, among those that were said before.
#[must_use]
pub fn mended(step: &MendedStep) -> String {
    format!("Instead of “{}”: “{}”", step.step, step.done)
}

/// A step of a task, to choose from.
#[must_use]
pub fn step(tasks: &[(TaskId, String)], task: &TaskId, step: &Line) -> String {
    let name = tasks.iter().find(|(id, _)| id == task).map_or(task.as_str(), |(_, name)| name.as_str());
    format!("{name}: {step}")
}

/// Who said what a lesson rests on, and when.
#[must_use]
pub fn said(said: &SaidBy, on: &str) -> String {
    match &said.role {
        Some(role) if said.by == Teller::Employer => format!("{role} at the employer, {on}"),
        Some(role) => format!("{role} of {}, {on}", said.by.label()),
        None => format!("{}, {on}", said.by.label()),
    }
}

/// What was learnt here before, among what speaks for or against an offer.
#[must_use]
pub fn here_before(line: &str) -> String {
    format!("Worked here before. {line}")
}

/// As [`here_before`], where nothing was noted of it.
pub const HERE_BEFORE: &str = "Worked here before.";
/// What a lesson would change.
#[must_use]
pub fn for_document(target: LessonTarget) -> String {
    format!("For {}", target.label())
}

/// What to do when nothing was said.
pub const NOTHING: &str = "Say of at least one thing whether it helped, or which task was done";
/// What stands above the employer’s form.
pub const ASKED: &str = "What helped";
/// The heading of what a placement suggests.
pub const HEADING: &str = "What was learned";
/// What stands under [`HEADING`].
pub const NOTHING_BY_ITSELF: &str = "Nothing changes until somebody accepts it.";
/// Accepts.
pub const ACCEPT: &str = "Accept";
/// Declines.
pub const DECLINE: &str = "Decline";
/// Which form.
pub const TELL: &str = "Say what you saw";
/// The button.
pub const SAVE: &str = "Save what you saw";
/// See [`TELL`].
pub const TRIED: &str = "Which tasks did the learner do, by the steps of the offer?";
/// See [`TELL`].
pub const MENDED: &str = "Steps that you said were done differently";
/// See [`TELL`].
pub const WHICH_STEP: &str = "Was a step done differently from the plan?";
/// See [`TELL`].
pub const NO_STEP: &str = "No, or I cannot say";
/// See [`TELL`].
pub const HOW_DONE: &str = "How was it done?";
/// See [`TELL`].
pub const HOW_DONE_HINT: &str = "One sentence, as you would tell it to a learner: Put the label on the left";
/// What to do.
pub const ENTER_HOW: &str = "Enter how the step was done, in at most 200 characters";
/// See [`ENTER_HOW`].
pub const SELECT_STEP: &str = "Select which step was done differently";
/// See [`TELL`].
pub const LEVEL: &str = "With how much help did the learner begin new tasks?";
/// See [`TELL`].
pub const CANNOT_SAY: &str = "I cannot say";

/// How did a support serve?
#[must_use]
pub fn did_it_help(support: &str) -> String {
    format!("Did this help: {support}?")
}
