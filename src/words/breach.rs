//! English for the rules that an edited programme breaks.

use crate::programme::{DayPart, Rule, WordingLine};

/// What is wrong, so that somebody can mend it.
#[must_use]
pub fn rule(rule: &Rule) -> String {
    match rule {
        Rule::DayMissing => "nothing is planned on this day of the placement".to_owned(),
        Rule::NotADay => "this is not a day of the placement".to_owned(),
        Rule::OutsideHours => "the learner is not at the workplace then".to_owned(),
        Rule::Unfilled { span } => format!("nothing is planned from {} to {}", span.from, span.to),
        Rule::Overlap => "two blocks at the same time".to_owned(),
        Rule::DayMinutes { minutes, most } => {
            format!("{minutes} minutes of work in the day; {most} are allowed")
        }
        Rule::WeekMinutes { minutes, most } => {
            format!("{minutes} minutes of work in the week; {most} are allowed")
        }
        Rule::LawBreak { minutes } => {
            format!("a day this long needs a break of {minutes} minutes in one piece")
        }
        Rule::TooLongWithoutRest { minutes, most } => {
            format!("{minutes} minutes without a rest; this learner needs one after {most}")
        }
        Rule::UnknownTask { task } => format!("the offer has no task `{task}`"),
        Rule::CarvedTask { task } => format!("this learner may not or should not do the task `{task}`"),
        Rule::NoSuchWorkThen { task } => format!("the task `{task}` does not exist at that time"),
        Rule::EventInTheWay { event } => format!("the event `{event}` stands in the way"),
        Rule::TaskMinutes { task, minutes, most } => {
            format!("{minutes} minutes of the task `{task}`; a day holds {most}")
        }
        Rule::PersonNotThere { person } => format!("`{person}` is not at work then"),
        Rule::NotTheirTask { person } => format!("this is not a task that `{person}` does with a learner"),
        Rule::TiedUp { person, event } => format!("the event `{event}` ties up `{person}` then"),
        Rule::MustCover { person, what } => format!("`{person}` cannot leave this then: {what}"),
        Rule::PlaceBarred { task, place } => {
            format!("the task `{task}` is where this learner does not go: {place}")
        }
        Rule::TooLongAtOneTask { minutes, most, stated: true } => {
            format!("{minutes} minutes at one task; this learner stays at one for {most}")
        }
        Rule::TooLongAtOneTask { minutes, most, stated: false } => {
            format!("{minutes} minutes at one task; {most} are usual until the learner's own time is known")
        }
        Rule::SuddenNoise { event } => {
            format!("the learner must not meet sudden noise, and `{event}` falls in this block")
        }
        Rule::ChangeDuringTest { event } => {
            format!("one job follows another while `{event}` is near: the change comes earlier, or after it")
        }
        Rule::NoDeputy => "nobody is named to stand in".to_owned(),
        Rule::DeputyCannot { person } => format!("`{person}` cannot stand in then"),
        Rule::PartMissing { activity } => {
            let part = super::programme::standard(DayPart::of_activity(*activity), WordingLine::What);
            format!("this part of the day is missing: {part}")
        }
        Rule::NoWork => "there is no work in this day".to_owned(),
        Rule::NotAnnounced { event } => format!("the event `{event}` is not announced"),
        Rule::TwoNewTasks => "more than one new task in this half day".to_owned(),
        Rule::TooManyTasks { tasks } => {
            format!("{tasks} different tasks in this week; fewer are learnt better")
        }
    }
}
