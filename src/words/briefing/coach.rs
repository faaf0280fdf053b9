//! The job coach's copy: how each job is taught, when help is given and taken away, where to stand.

use super::support::sentence;
use crate::domain::support::HelpLevel;
use crate::words::amount::{list, lower};

/// The heading.
#[must_use]
pub fn heading(called: &str, site: &str, dates: &str) -> String {
    format!("Job coach’s copy: {called} at {site}, {dates}")
}

/// The headings of the chapters.
pub mod chapter {
    /// How help is given.
    pub const HELP: &str = "Order of help";
    /// All jobs.
    pub const JOBS: &str = "Starting help and rules, job by job";
    /// How to talk.
    pub const TALK: &str = "How to talk together";
    /// Distress.
    pub const SIGNS: &str = "Signs that it is hard, and what helps";
    /// Where to stand.
    pub const STAND: &str = "Where to stand, and who takes over";
    /// Messages for a communication aid.
    pub const WORDS: &str = "Words to load before the first day";
    /// Absence and handover.
    pub const COVER: &str = "Cover and handover";
    /// Re-planning.
    pub const REPLAN: &str = "Two-minute re-plan";
    /// Records.
    pub const RECORD: &str = "What to record, and for what";

    /// One job.
    #[must_use]
    pub fn task(name: &str) -> String {
        format!("Task analysis: {name}")
    }

    /// The data sheet of one job.
    #[must_use]
    pub fn sheet(name: &str) -> String {
        format!("Data sheet: {name}")
    }
}

/// The order of prompts.
#[must_use]
pub fn order(wait_seconds: Option<u16>) -> String {
    match wait_seconds {
        Some(seconds) => {
            format!("Natural cue first; wait {seconds} seconds; then point; then show one; then do one together. Talk last.")
        }
        None => "Natural cue first; wait; then point; then show one; then do one together. Talk last. Not known yet: how many \
                 seconds to wait."
            .to_owned(),
    }
}

/// Touch.
#[must_use]
pub fn touch(called: &str) -> String {
    format!(
        "No help by touch: no agreement to it is recorded. Never move {called}’s hands, or anything that {called} uses to move or to \
         talk. People at the workplace never help by touch."
    )
}

/// A refusal.
pub const REFUSAL: &str =
    "A “no”, turning away or putting things down is an answer: stop, and write down what came before it.";

/// What is never faded.
#[must_use]
pub fn stays(lines: &[&str]) -> String {
    format!("Keep for good, do not fade: {}.", list(lines))
}

/// Nothing is recorded as staying.
pub const STAYS_UNKNOWN: &str = "Not known yet: which supports stay for good. Until then treat every list, picture and aid as one that stays.";

/// What keeps somebody going.
#[must_use]
pub fn motivators(lines: &[&str]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| lower(line)).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    format!(
        "What keeps them going: {}. Let the work pay first: name what it is for, not “well done”.",
        list(&lines)
    )
}

/// What the work itself pays.
#[must_use]
pub fn pays(job: &str, finish: &str) -> String {
    format!("Why “{job}” matters: {}", sentence(finish))
}

/// The columns of the jobs.
pub const JOBS_HEAD: [&str; 5] =
    ["Job", "Start, and method", "Less help when", "More help when", "Stop when"];

/// The columns of a task analysis.
pub const TASK_HEAD: [&str; 4] = ["", "Natural cue", "Step", "What you see when it is right"];

/// The columns of where to stand.
pub const STAND_HEAD: [&str; 4] = ["Time", "Job", "Leads, and who is next", "Coach"];

/// The columns of the words.
pub const WORDS_HEAD: [&str; 3] = ["For", "Words", "Loaded, practised"];

/// The columns of what is recorded.
pub const RECORD_HEAD: [&str; 2] = ["Record", "It decides"];

/// With how much help a job starts, and the method that fits.
#[must_use]
pub fn method(level: HelpLevel) -> &'static str {
    match level {
        HelpLevel::Together => {
            "Together. Most help first: do each step side by side, and leave out your part from the last step on."
        }
        HelpLevel::ShownOnce => "Shown once. Show the whole job in silence, then wait and watch.",
        HelpLevel::ListAndPoint => {
            "List and point. Least help first: wait, then point at the next line or picture."
        }
        HelpLevel::ListOnly => "List only. Hand it over and step back; point only after the full wait.",
        HelpLevel::Alone => "The cue alone. Stand away; look at the result with them.",
    }
}

/// A job that starts alone has no less help to give, and one that starts together no more.
pub const NO_RULE: &str = "–";

/// Before the signs of distress.
pub const SIGNS: &str = "Signs:";
/// Before what helps then.
pub const HELPS: &str = "What helps:";
/// Before what does not.
pub const WORSE: &str = "What makes it worse:";

/// Nobody has tried the steps here.
pub const UNTRIED: &str = "DRAFT: nobody has tried these steps here yet. Do the job yourself before you teach it, and correct them.";

/// How long one takes a worker.
#[must_use]
pub fn worker(unit: &str, seconds: u16) -> String {
    match seconds {
        ..120 => format!("A worker takes about {seconds} seconds for one {unit}."),
        _ => format!("A worker takes about {} minutes for one {unit}.", seconds.div_ceil(60)),
    }
}

/// Nobody has said how long a worker takes.
pub const WORKER_UNKNOWN: &str = "Not known yet: how long a worker takes. Time one when you try the steps.";

/// What stays with staff.
#[must_use]
pub fn left_out(part: &str) -> String {
    format!("Stays with staff: {}", sentence(part))
}

/// What is done instead.
#[must_use]
pub fn plan_b(instead: &str) -> String {
    format!("If it cannot be done: {}", sentence(instead))
}

/// Where the coach stands for a level of help.
#[must_use]
pub fn stands(name: &str, level: Option<HelpLevel>) -> String {
    let place = match level {
        Some(HelpLevel::Together) => "beside",
        Some(HelpLevel::ShownOnce) => "beside to show, then three steps back",
        Some(HelpLevel::ListAndPoint) => "near, behind the line of sight",
        Some(HelpLevel::ListOnly) => "in sight, across the room",
        Some(HelpLevel::Alone) => "away; come back to look at the result",
        None => "in the background",
    };
    format!("{name}: {place}")
}

/// Nobody of the school or college is there.
pub const NOT_HERE: &str = "not here";

/// Who comes along is not recorded.
pub const NOBODY: &str = "Not known yet: which coach comes, on which days and hours. The last column shows where to stand when one does.";

/// It is agreed that nobody comes along.
pub const NOBODY_ALONG: &str = "Nobody from the school or college comes along; this has been agreed. The last column shows where whoever leads the job stands.";

/// Whoever leads a job, where nobody comes along.
pub const LEADER: &str = "Leader";

/// The coach without a name.
pub const COACH: &str = "Coach";

/// How the people at work take over.
#[must_use]
pub fn takes_over(leads: &str, deputy: Option<&str>) -> String {
    match deputy {
        Some(deputy) => format!("{leads}, then {deputy}"),
        None => leads.to_owned(),
    }
}

/// What brings a coach back in.
pub const BACK_IN: &str = "Step back when the job has gone right once with the person named for that time, and only at a break. Step in again \
                           for the rule in “More help when”, or when they ask.";

/// Where a coach usually stands.
#[must_use]
pub fn usual_place(name: &str, place: &str) -> String {
    format!("{name} stands: {}", sentence(place))
}

/// The codes of the data sheet.
pub const CODES: &str = "One column a round, one mark a step: ✓ alone · W waited · P pointed · S shown · R said no. Score the first and the \
                         last round only.";

/// How many rounds a data sheet holds.
pub const ROUNDS: usize = 8;

/// The first column of a data sheet.
pub const STEP: &str = "Step";

/// The last row of a data sheet.
pub const DATE: &str = "Date, minutes";

/// A line for what comes next.
pub const TOMORROW: &str = "One line: what to change tomorrow";

/// Words that a day at work needs.
pub const EVERYDAY_WORDS: [&str; 8] =
    ["hello", "finished", "more", "help", "stop", "break", "toilet", "I choose"];

/// For which part of the day words are needed.
pub const ALL_DAY: &str = "All day";

/// Names to load.
pub const NAMES: &str = "People";

/// Words of a job.
#[must_use]
pub fn job_words(name: &str, units: Option<&str>) -> String {
    match units {
        Some(units) => format!("{}, {units}, next", name.to_lowercase()),
        None => format!("{}, next", name.to_lowercase()),
    }
}

/// A low-tech copy.
pub const LOW_TECH: &str = "Print them as a card as well: a device can be flat, wet or left on the bus.";

/// Cover of somebody who comes along.
#[must_use]
pub fn cover(name: &str, cover: Option<&str>) -> String {
    match cover {
        Some(cover) => format!("{name} away: {}", sentence(cover)),
        None => format!(
            "{name} away: not known yet who comes. Settle it, and let them meet the learner, before the first day."
        ),
    }
}

/// Cover where it is agreed that nobody comes along.
pub const NO_COVER: &str = "Nobody from the school or college comes along. Where somebody at work is away, whoever stands next to them above takes over.";

/// What is said in the two minutes of a handover.
#[must_use]
pub fn handover(people: &[&str]) -> String {
    format!(
        "Two-minute handover to {} before each first turn: the cue, how long to wait, where to point, and to say nothing during \
         a step.",
        list(people)
    )
}

/// The note at the end.
pub const NOTE: &str =
    "After the last day: a note for the profile on stamina, what worked, what did not, and what comes next.";

/// What may be swapped on a day.
#[must_use]
pub fn may_swap(day: &str, jobs: &[&str]) -> String {
    match jobs {
        [] | [_] => format!("{day}: nothing changes places."),
        some => format!("{day}: {} may change places.", list(some)),
    }
}

/// What never moves.
pub const NEVER_MOVES: &str = "Never drop or move: breaks, the first job, a first meeting with a job, the time to go home, what keeps clear of an event.";

/// What is recorded and which decision it serves.
pub const RECORD: [[&str; 2]; 5] = [
    ["Each step’s mark, first and last round", "the level of help tomorrow"],
    ["Minutes for a round, and the longest spell without a break", "how long blocks and breaks are"],
    ["Each adjustment: yes, partly, no", "what the next employer is asked for"],
    ["Who they spoke or signed with about the work", "who leads next"],
    ["Their own word for the day: best, hard, not that again", "what is swapped, and the profile"],
];
