//! English for the week: the standard parts of a day, levels of help, what is missing, what breaks a rule.

mod facts;
mod rules;

use std::borrow::Cow;

use crate::domain::workload::{FinishReason, Gap, GapReason, Shortened};
use crate::programme::{DayPart, LessHelp, MoreHelp, Wording, WordingLine};

pub use facts::{about, amount, facts, goal};
pub use rules::{rule, rule_because};

/// A line of a block as it is printed; on the last day nothing speaks of a next time.
#[must_use]
pub fn wording(wording: &Wording, last_day: bool) -> Cow<'_, str> {
    match wording {
        Wording::Said { text } => Cow::Borrowed(text.as_str()),
        Wording::Standard { part: DayPart::Close, line: WordingLine::IfFinished } if last_day => {
            Cow::Borrowed("Look back over the sheets of all the days together")
        }
        Wording::Standard { part, line } => Cow::Borrowed(standard(*part, *line)),
        Wording::Facts { says } => Cow::Owned(facts(says)),
    }
}

/// The standard words for a part of the day.
#[must_use]
pub fn standard(part: DayPart, line: WordingLine) -> &'static str {
    use WordingLine as L;
    let [what, place, good, finish, finished, stuck] = match part {
        DayPart::Welcome => [
            "Welcome: coat and bag, toilets, fire alarm and way out, first aid, who to ask",
            "The door",
            "The way out has been seen, and one name is known",
            "Coat and bag, toilets, way out, first aid and whom to ask have all been seen",
            "Look at the plan together",
            "Show what is left after the first break",
        ],
        DayPart::Tour => [
            "Walk round together, meet the people of the plan, see where breaks and rests are taken",
            "All round, keeping out of places where learners never go",
            "A hello to each person, in any way; a wave is enough",
            "You are back where the first job is",
            "Look together at a finished piece of the first job",
            "Skip the busy places today",
        ],
        DayPart::PlanOfTheDay => [
            "Look at the plan for the day together, and at what is different today",
            "Where the first job is",
            "What comes first and when the break is can be shown on the plan",
            "The plan is up where it can be seen from the work",
            "Start the first job",
            "Point at the first job on the plan, and start it",
        ],
        DayPart::ShowWork => [
            "Show somebody what was made or done here",
            "Where the work is",
            "Shown or pointed at by the one who made it; nobody speaks for them",
            "Somebody at the workplace has seen it",
            "Show it to one more person",
            "Ask: which part did you like best?",
        ],
        DayPart::Feedback => [
            "Hear what went well and one thing to try next",
            "Out of other people's hearing",
            "True, short and about the work; any way of answering is fine",
            "One thing that went well and one to try next have been said",
            "Look at the best piece together once more",
            "Say one thing that went well, and point at where it was",
        ],
        DayPart::Close => [
            "Tidy up, tick the day, say one thing that went well, say goodbye",
            "Where the coat and bag are",
            "The same order every day",
            "The day is ticked",
            "Look at the next day’s first job",
            "Tick the day together and say goodbye",
        ],
        DayPart::Break => [
            "Break",
            "Where the tour showed",
            "The learner has stopped and had a drink",
            "The clock shows the time on the plan",
            "Stay in the break until its end",
            "Take a few minutes more",
        ],
        DayPart::Lunch => [
            "Lunch",
            "Where the tour showed",
            "The learner has eaten in peace",
            "The clock shows the time on the plan",
            "Sit, listen to music, walk outside if that was agreed",
            "Ask whether another place would be better",
        ],
        DayPart::Rest => [
            "A rest for the learner",
            "Where the tour showed",
            "The learner has really stopped",
            "The clock shows the time on the plan",
            "Stay in the rest until its end",
            "Take a few minutes more",
        ],
        DayPart::Quiet => [
            "A planned break away from a noise that is expected",
            "Where the noise is not heard",
            "The learner is there before it begins",
            "The noise is over and somebody has said so",
            "Stay until the time on the plan",
            "Stay longer; the next job can wait",
        ],
        DayPart::Pause => [
            "Leave the job and see what others here are doing",
            "Near the work",
            "One thing that somebody else does has been seen",
            "Both come back for the next round",
            "Stay a little longer",
            "Stand beside the learner and say nothing",
        ],
        DayPart::Away => [
            "Away from the workplace",
            "Elsewhere",
            "Everybody here knows that the learner is away",
            "The learner is back",
            "Start with a look at the changed plan",
            "Ring the provider",
        ],
    };
    match line {
        L::What => what,
        L::Place => place,
        L::GoodLooksLike => good,
        L::VisibleFinish => finish,
        L::IfFinished => finished,
        L::IfStuck => stuck,
    }
}

/// When to give less help.
#[must_use]
pub fn less_help(rule: LessHelp) -> String {
    match rule {
        LessHelp::EveryStepRight { blocks } => {
            format!("Every step right {blocks} rounds running: one level less help")
        }
    }
}

/// When to give more help.
#[must_use]
pub fn more_help(rule: MoreHelp) -> String {
    match rule {
        MoreHelp::StuckAtOneStep { times } => {
            format!("Stuck at one step {times} times, or a sign of stress: one level more help")
        }
    }
}

/// Why a day ends early.
#[must_use]
pub fn shortened(cut: Shortened) -> String {
    let why = match cut.reason {
        FinishReason::Stamina => "that is a full day for this learner",
        FinishReason::Law => "the law's hours are used",
        FinishReason::Lost => "the rest of the day is lost",
    };
    format!("Ends before {}: {why}", cut.usual)
}

/// What is missing, and why.
#[must_use]
pub fn gap(gap: &Gap) -> String {
    let why = match &gap.reason {
        GapReason::NoTask => "no task exists then".to_owned(),
        GapReason::AllCarved => "only work that is left out for this learner".to_owned(),
        GapReason::SiteEvent { event } => format!("the event `{event}` stands in the way"),
        GapReason::NobodyThere => "nobody who could be with the learner is at work then".to_owned(),
        GapReason::NoDeputy => "nobody could stand in then".to_owned(),
        GapReason::MinutesUsed => "there is no more of any task on that day".to_owned(),
        GapReason::TooManyTasks => "it would take more different tasks than one week should hold".to_owned(),
        GapReason::TooShort => "the work is in pieces too short to start".to_owned(),
        GapReason::DayTooShort => "beginning and ending the day leave no time for work".to_owned(),
        GapReason::HoursUsed => "the hours that may be worked are used up".to_owned(),
    };
    format!("{}, {} to {}: {why}", gap.date.format("%A %-d %B"), gap.span.from, gap.span.to)
}
