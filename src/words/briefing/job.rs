//! How much help a job starts with, what moves it, and the step further.

use chrono::NaiveDate;

use super::{Tool, capital, day_month, help};
use crate::domain::support::HelpLevel;
use crate::domain::time::TimeOfDay;
use crate::programme::{LessHelp, MoreHelp};

/// When to give less help, and which.
#[must_use]
pub fn less(rule: LessHelp, to: HelpLevel, tool: Tool) -> String {
    match rule {
        LessHelp::EveryStepRight { blocks } => {
            format!(
                "Every step right in {} running: move to {}",
                rounds(blocks),
                help(to, tool).to_lowercase()
            )
        }
    }
}

/// How the help goes on down after that, to the last level.
pub const TO_THE_END: &str = "After that, move to the next level each time every step is right in two more rounds, until the last level.";

/// When to give more help, and which.
#[must_use]
pub fn more(rule: MoreHelp, to: HelpLevel, tool: Tool) -> String {
    match rule {
        MoreHelp::StuckAtOneStep { times } => {
            format!(
                "Stuck {} at one step, or a sign of stress: go back to {}",
                often(times),
                help(to, tool).to_lowercase()
            )
        }
    }
}

/// How much help a job starts with, as a sentence.
#[must_use]
pub fn start(level: HelpLevel, tool: Tool) -> String {
    format!("Start: {}", help(level, tool).to_lowercase())
}

/// With how much help a block begins: what the level means where the job is new, and otherwise the help with
/// which the last round ended, which is hoped for by then, and room to write the level of today.
#[must_use]
pub fn begin(level: HelpLevel, new: bool, hoped: Option<HelpLevel>, tool: Tool) -> String {
    if new {
        return format!("New: {}", super::help_meaning(level, tool));
    }
    let hoped = hoped.map_or_else(String::new, |level| {
        format!(" (hoped for by now: {})", help(level, tool).to_lowercase())
    });
    format!("Help as the last round ended{hoped}. Today: ______")
}

/// What ends a round of a job of which more is left, and the sign of what is done.
#[must_use]
pub fn round(sign: Option<&str>) -> String {
    match sign {
        Some(sign) => format!("That many are done. Look for: “{sign}”"),
        None => "That many are done".to_owned(),
    }
}

/// What ends a round in the middle of a batch.
pub const PART: &str = "That many are done, and a marker shows where the next round goes on";

/// "Monday 9 November, 13:00".
#[must_use]
pub fn when(date: NaiveDate, from: TimeOfDay) -> String {
    format!("{}, {from}", day_month(date))
}

/// Less help at the step further, after so many rounds of it.
#[derive(Clone, Copy, Debug)]
pub struct LessAfter {
    /// How many rounds there are before it, at least one.
    pub rounds: usize,
    /// Which help then.
    pub level: HelpLevel,
}

/// The step further of a placement.
#[derive(Clone, Copy, Debug)]
pub struct StepFurther<'a> {
    /// What the visitor is called.
    pub called: &'a str,
    /// When it is.
    pub when: &'a str,
    /// The job.
    pub task: &'a str,
    /// Whether it goes beyond what is comfortable today; otherwise it is the hardest job that was new.
    pub stretches: bool,
    /// How much of it.
    pub goal: Option<&'a str>,
    /// Who is there.
    pub person: &'a str,
    /// Less help, where it was met before.
    pub less: Option<LessAfter>,
    /// What is done instead on a bad day.
    pub instead: Option<&'a str>,
    /// What the learner keeps beside the work.
    pub tool: Tool,
}

/// The step further of a placement, and the way back from it.
#[must_use]
pub fn stretch(step: &StepFurther<'_>) -> String {
    let StepFurther { called, when, task, stretches, goal, person, less, instead, tool } = *step;
    let goal = goal.map_or_else(String::new, |goal| format!(" {goal}."));
    let help = match less {
        Some(LessAfter { rounds, level }) => {
            let went = went(rounds);
            format!("If {went} of it went well, try it with less help: {}.", help(level, tool).to_lowercase())
        }
        None => "Give the help that the last round ended with.".to_owned(),
    };
    let further = if stretches {
        "a step further than before"
    } else {
        "the hardest of the jobs that were new this time"
    };
    let instead = instead.map_or_else(
        || "Leave it, and that is fine.".to_owned(),
        |instead| format!("{} does “{instead}” instead, and that is fine.", capital(called)),
    );
    format!("{when}: “{task}”, {further}. {help}{goal} {person} is there. Not the day for it? {instead}")
}

/// What the row of the step further says.
#[must_use]
pub fn step_note(less: Option<LessAfter>, tool: Tool) -> String {
    match less {
        Some(LessAfter { rounds, level }) => {
            format!("The step further. If {} went well: {}.", went(rounds), help(level, tool).to_lowercase())
        }
        None => "The step further.".to_owned(),
    }
}

fn went(rounds: usize) -> &'static str {
    if rounds > 1 { "the last two rounds" } else { "the last round" }
}

/// What a hand-over can be about.
#[derive(Clone, Copy, Debug)]
pub struct HandOver<'a> {
    /// Who takes the result.
    pub to: &'a str,
    /// What the visitor is called.
    pub called: &'a str,
    /// The step of the job that needs care, where one does.
    pub careful: Option<&'a str>,
    /// The sign that a piece is right, where there is one.
    pub sign: Option<&'a str>,
    /// What becomes of the results, where somebody has said so.
    pub used: bool,
}

/// What the two say to each other over a result, by how often one of this job was handed over before.
#[must_use]
pub fn exchange(turn: usize, over: HandOver<'_>) -> Option<String> {
    let HandOver { to, called, careful, sign, used } = over;
    let who = capital(called);
    let careful = careful.map(|step| format!("{to} asks how this is done: “{step}”; {called} shows it"));
    let sign = sign.map(|sign| format!("{who} shows where “{sign}” can be seen; {to} looks, too"));
    let used = used.then(|| format!("{to} shows {called} what becomes of them"));
    let always = [
        format!("{who} shows how many; {to} names one thing that is right"),
        format!("{who} points to the best one; {to} says what makes it good"),
    ];
    let [first, last] = always;
    let all: Vec<String> = [careful, Some(first), used, sign, Some(last)].into_iter().flatten().collect();
    let at = turn % all.len().max(1);
    all.into_iter().nth(at)
}

fn rounds(number: u8) -> String {
    match number {
        1 => "one round".to_owned(),
        2 => "two rounds".to_owned(),
        more => format!("{more} rounds"),
    }
}

fn often(number: u8) -> String {
    match number {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}
