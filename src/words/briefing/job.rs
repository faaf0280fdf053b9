//! How much help a job starts with, what moves it, and the step further.

use chrono::NaiveDate;

use super::support::sentence;
use super::{Tool, capital, day_month, help, plain_date};
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

/// How the help goes on down after that, to the last level, and back.
pub const TO_THE_END: &str = "At every level it is the same: every step right in two rounds running, one level less help; stuck twice at one step, or a sign of stress, one level more.";

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

/// The way back of a job that starts together, where there is no more help to give.
#[must_use]
pub fn more_when_together(tool: Tool) -> String {
    let tool = match tool {
        Tool::List => "list",
        Tool::Example => "finished one",
    };
    format!(
        "Stuck twice at one step, or a sign of stress: together again; if it is together already, do fewer, with the \
         {tool} in sight"
    )
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
    let hoped =
        hoped.map_or_else(String::new, |level| format!(" (expected: {})", help(level, tool).to_lowercase()));
    format!("Start at the level of the last round{hoped}. Level used: ______")
}

/// What ends a round in the middle of a batch.
pub const PART: &str = "That many are done, and a mark shows where to go on";

/// "Monday 9 November, 13:00".
#[must_use]
pub fn when(date: NaiveDate, from: TimeOfDay) -> String {
    format!("{}, {from}", day_month(date))
}

/// What makes the step further more than what was done before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepMore<'a> {
    /// The job itself, which is new and begins with this help.
    New(HelpLevel),
    /// Less help than in the round before.
    Less(HelpLevel),
    /// The learner looks over the result first, by what good looks like.
    Checks(&'a str),
    /// What the learner chose.
    Chosen(&'a str),
}

/// Why this job is the one for the step further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepReason {
    /// It goes beyond what is comfortable today.
    Stretches,
    /// It is the hardest of those that were new.
    Hardest,
    /// It has been practised most.
    Practised,
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
    /// Why this job.
    pub why: StepReason,
    /// How much of it.
    pub goal: Option<&'a str>,
    /// Who is there.
    pub person: &'a str,
    /// What is further in it.
    pub further: StepMore<'a>,
    /// When the visitor chose it, or agreed to the plan that holds it.
    pub agreed: Option<NaiveDate>,
    /// What is done instead on a bad day.
    pub instead: Option<&'a str>,
    /// What the learner keeps beside the work.
    pub tool: Tool,
}

/// The step further of a placement, and the way back from it.
#[must_use]
pub fn stretch(step: &StepFurther<'_>) -> String {
    let StepFurther { called, when, task, why, goal, person, further, agreed, instead, tool } = *step;
    let who = capital(called);
    let goal = goal.map_or_else(String::new, |goal| format!(" {goal}."));
    let instead = instead.map_or_else(
        || "leave it, and that is fine.".to_owned(),
        |instead| format!("{called} does “{instead}”, and that is fine."),
    );
    let how = match further {
        StepMore::Chosen(own) => {
            let agreed = agreed
                .map_or_else(String::new, |on| format!(" {who} chose it: agreed on {}.", plain_date(on)));
            return format!(
                "{when}, in “{task}”: {}{agreed} {person} is there. If it is not the day for it: {instead}",
                sentence(own)
            );
        }
        StepMore::New(level) => format!("It is new, and begins with this help: {}.", lower(level, tool)),
        StepMore::Less(level) => {
            format!("If the round before went well, there is less help this time: {}.", lower(level, tool))
        }
        StepMore::Checks(good) => {
            format!(
                "{who} checks it first and decides when it is right ({good}); {person} checks it afterwards."
            )
        }
    };
    let why = match why {
        StepReason::Stretches => "one step harder than what is easy now",
        StepReason::Hardest => "the hardest of the jobs that are new this time",
        StepReason::Practised => "the job that is practised most",
    };
    let agreed = agreed.map_or_else(
        || format!("Ask {called} beforehand whether it is to be this one."),
        |on| format!("It is in the plan that {called} agreed to on {}.", plain_date(on)),
    );
    format!(
        "{when}: “{task}”, {why}. {how}{goal} {person} is there. {agreed} If it is not the day for it: {instead}"
    )
}

/// What the row of the step further says.
#[must_use]
pub fn step_note(further: StepMore<'_>, called: &str, tool: Tool) -> String {
    match further {
        StepMore::New(_) => "The step further.".to_owned(),
        StepMore::Chosen(own) => format!("The step further, as {called} chose it: {}", sentence(own)),
        StepMore::Less(level) => {
            format!("The step further, if the round before went well: {}.", lower(level, tool))
        }
        StepMore::Checks(_) => {
            format!("The step further: {called} decides when it is right, before anybody else looks.")
        }
    }
}

fn lower(level: HelpLevel, tool: Tool) -> String {
    help(level, tool).to_lowercase()
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
    /// What becomes of the results, where somebody has said so.
    pub used: bool,
    /// Whether there is more than one result.
    pub several: bool,
    /// Seconds to wait for an answer, where that is known.
    pub wait: Option<u16>,
}

/// What the two say to each other over a result, by how often one of this job was handed over before.
#[must_use]
pub fn exchange(turn: usize, over: HandOver<'_>) -> Option<String> {
    let HandOver { to, called, careful, used, several, wait } = over;
    let wait = wait.map_or_else(String::new, |seconds| format!(" (wait {seconds} seconds)"));
    let who = capital(called);
    let careful = careful
        .map(|step| format!("{to} points at this step and asks to see it done: “{step}”; {called} shows it"));
    let used = used
        .then(|| format!("{to} shows where it goes next, and asks whether {called} has a question{wait}"));
    let always = [
        format!("{who} shows how many; {to} names one that is right, and says why"),
        format!("{who} picks out the best one; {to} says what makes it good"),
        format!("{to} asks: “Which one should I check again, and why?”{wait} {called} says or points"),
        format!(
            "{to} asks what would make the next round easier{wait}, and tries what {called} says or shows"
        ),
    ];
    let [count, best, doubt, easier] = always;
    let [count, best, doubt] = [count, best, doubt].map(|among| several.then_some(among));
    let all: Vec<String> = [careful, count, used, doubt, best, Some(easier)].into_iter().flatten().collect();
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
