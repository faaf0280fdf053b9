//! What makes a placement worth having, for both sides.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::support::sentence;
use super::{capital, month, short_day};
use crate::domain::time::TimeOfDay;
use crate::programme::MeaningfulTest;
use crate::words::amount::list;

/// Whom the visitor works with.
#[must_use]
pub fn meets(called: &str, people: &[String]) -> Option<String> {
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    (!people.is_empty()).then(|| format!("{} works with {}.", capital(called), list(&people)))
}

/// What becomes of one job's results.
#[must_use]
pub fn use_of(task: &str, how: &str) -> String {
    format!("{task}: {}", sentence(how))
}

/// What the results are for.
#[must_use]
pub fn used(uses: &[String]) -> Option<String> {
    (!uses.is_empty()).then(|| format!("What the work is for. {}", uses.join(" ")))
}

/// What is shown on the last day.
#[must_use]
pub fn shown(at: TimeOfDay, called: &str, what: &str, to: &[String]) -> String {
    let to = list(&to.iter().map(String::as_str).collect::<Vec<_>>());
    format!("Last day, {at}: {called} shows {to} what was made ({what}).")
}

/// Who says what went well.
#[must_use]
pub fn told(at: TimeOfDay, by: &str) -> String {
    format!("Last day, {at}: {by} says what went well and one thing to try next.")
}

/// When the aims are looked back at.
#[must_use]
pub fn looks_back(at: TimeOfDay, called: &str) -> String {
    format!("Last day, {at}: {called} looks back at the aims on the first page.")
}

/// Where the plan meets the seven tests of a meaningful experience of a workplace (Gatsby benchmark 6, 2025), in words
/// that do not name an English benchmark to an employer in Wales.
#[must_use]
pub fn seven_tests(met: &[(MeaningfulTest, String)]) -> String {
    let met: Vec<String> = met.iter().map(|(test, at)| format!("{}: {at}", of_the_test(*test))).collect();
    format!("What makes it a placement worth having, and where it is: {}.", met.join("; "))
}

const fn of_the_test(test: MeaningfulTest) -> &'static str {
    match test {
        MeaningfulTest::Purpose => "purpose",
        MeaningfulTest::Outcomes => "a step further",
        MeaningfulTest::Interaction => "talk about the work",
        MeaningfulTest::People => "a range of people",
        MeaningfulTest::Task => "real work",
        MeaningfulTest::Feedback => "feedback on something made",
        MeaningfulTest::Reflection => "looking back",
    }
}

/// Where the purpose stands.
pub const ON_THE_FIRST_PAGE: &str = "the aims on the first page";

/// A block that shows a test.
#[must_use]
pub fn shown_by(date: NaiveDate, from: TimeOfDay) -> String {
    format!("{} {} {from}", short_day(date), month(date).get(..3).unwrap_or_default())
}

/// The blocks in which some people are met.
#[must_use]
pub fn met_at(some: &[(String, String)]) -> String {
    some.iter().map(|(person, at)| format!("{person} {at}")).collect::<Vec<_>>().join(", ")
}

/// How much of a job is done, all days together.
#[must_use]
pub fn gain(amount: &str, task: &str) -> String {
    format!("{} ({task})", amount.to_lowercase())
}

/// What the workplace gets.
#[must_use]
pub fn gains(amounts: &[String]) -> Option<String> {
    let amounts: Vec<&str> = amounts.iter().map(String::as_str).collect();
    (!amounts.is_empty()).then(|| format!("In all, you get about {}.", list(&amounts)))
}

/// An aim that a day begins with, and the job in which it is looked for, with the person whom the learner meets there for the
/// first time where the aim is about that.
#[must_use]
pub fn aim_of_the_day(aim: &str, seen: Option<(TimeOfDay, &str, Option<&str>)>) -> String {
    let seen = match seen {
        _ if topic(aim) == Some(AimSubject::Greeting) => {
            "Watch for it from now on, with each person who is met".to_owned()
        }
        None => "Choose together in which job to look out for it: ______".to_owned(),
        Some((from, job, None)) => format!("Watch for it at {from}, during “{job}”"),
        Some((from, job, Some(person))) => {
            format!("Watch for it at {from}, during “{job}”: {person} is new today")
        }
    };
    format!("Today’s aim: “{aim}”. {seen}")
}

/// What an aim is about, where its words say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AimSubject {
    /// Speaking with somebody whom the learner has not met.
    NewPerson,
    /// Speaking with somebody.
    People,
    /// Finding out what one likes.
    Choice,
    /// Doing the whole of a job.
    Whole,
    /// Making something that somebody uses.
    Made,
    /// Knowing the things that are worked with.
    Things,
    /// Greeting people.
    Greeting,
}

/// Words of an aim that is about speaking with somebody.
const PEOPLE: [&str; 8] = ["ask", "asked", "say", "tell", "talk", "speak", "explain", "question"];

/// Words of an aim that is about what one likes, and about having a say.
const CHOICE: [&str; 11] = [
    "suit", "suits", "choose", "choice", "like", "enjoy", "prefer", "opinion", "opinions", "decide",
    "decision",
];

/// Words of an aim that is about somebody new.
const NEW_PERSON: [&str; 4] = ["new person", "new people", "somebody new", "someone new"];

/// Words of an aim that is about doing the whole of a job.
const WHOLE: [&str; 4] = ["finish", "whole", "complete", "myself"];

/// Words of an aim that is about greeting people.
const GREETING: [&str; 4] = ["hello", "morning", "greet", "goodbye"];

/// Words of an aim that is about making something that somebody uses.
const MADE: [&str; 6] = ["make", "build", "grow", "sold", "sell", "used"];

/// Words of an aim that is about knowing the things that are worked with.
const THINGS: [&str; 3] = ["name", "names", "words"];

/// What an aim is about.
#[must_use]
pub fn topic(aim: &str) -> Option<AimSubject> {
    let words: Vec<String> = aim.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let any = |of: &[&str]| words.iter().any(|word| of.contains(&word.as_str()));
    if NEW_PERSON.iter().any(|new| words.join(" ").contains(new)) {
        return Some(AimSubject::NewPerson);
    }
    let subjects = [
        (&GREETING[..], AimSubject::Greeting),
        (&CHOICE, AimSubject::Choice),
        (&WHOLE, AimSubject::Whole),
        (&PEOPLE, AimSubject::People),
        (&MADE, AimSubject::Made),
        (&THINGS, AimSubject::Things),
    ];
    subjects.into_iter().find(|(of, _)| any(of)).map(|(_, subject)| subject)
}

/// So many letters of a word are compared: “sorting” and “sorted” are one.
const STEM: usize = 4;

/// The beginnings of the longer words of a text.
#[must_use]
pub fn stems(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= STEM);
    let common = |word: &String| !COMMON.contains(&word.as_str());
    words.map(|word| word.to_lowercase().chars().take(STEM).collect()).filter(common).collect()
}

/// Beginnings of words that say nothing of a job.
const COMMON: [&str; 19] = [
    "with", "that", "from", "into", "when", "what", "they", "them", "next", "work", "time", "each", "have",
    "fini", "star", "some", "thin", "whol", "list",
];

/// The new job of a day, found on the plan.
#[must_use]
pub fn find_the_new_job(from: TimeOfDay, job: &str) -> String {
    format!("Find the new job on the plan: {from}, “{job}”")
}

/// The choice of a day, found on the plan.
#[must_use]
pub fn find_the_choice(from: TimeOfDay) -> String {
    format!("Find the choice on the plan, at {from}, and think about it")
}

/// The card of what is new on the next day.
#[must_use]
pub fn look_at_the_card(job: &str) -> String {
    format!("Look at the card of the next day’s new job, “{job}”")
}

/// What a day ends with: what was done, and what the next begins with.
#[must_use]
pub fn next_day(first: &str, new: &[&str], is_last: bool, has_aim: bool) -> String {
    let new = if new.is_empty() { String::new() } else { format!("; new: {}", list(new)) };
    let next = if is_last { "The next day is the last" } else { "Next day" };
    let aim = if has_aim { " Tick today’s aim: done, or not yet." } else { "" };
    format!("Say together how much got done today.{aim} {next}: “{first}” first{new}")
}

/// What a day ends with where the next one is another time of the week.
#[must_use]
pub fn day_done(has_aim: bool) -> String {
    let aim = if has_aim { ". Tick today’s aim: done, or not yet" } else { "" };
    format!("Say together how much got done today{aim}")
}

/// What the last day ends with.
#[must_use]
pub fn goodbye(has_aims: bool, people: &[String]) -> String {
    let aims = if has_aims { "Look back at each aim: reached, partly, or for another time. " } else { "" };
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    if people.is_empty() { format!("{aims}Goodbye") } else { format!("{aims}Goodbye to {}", list(&people)) }
}

/// What a day ends with, and how the learner leaves, as it was agreed.
#[must_use]
pub fn and_home(done: &str, leaves: Option<&str>) -> String {
    match leaves {
        Some(leaves) => format!("{}. {}", done.trim_end_matches('.'), leaves.trim_end_matches('.')),
        None => done.to_owned(),
    }
}

/// The work of all days, with room for how much was done of each job. What was planned stands elsewhere: beside it, it
/// would make a list of what somebody fell short of.
#[must_use]
pub fn in_numbers(jobs: &[&str]) -> Option<String> {
    let blanks: Vec<String> = jobs.iter().map(|job| format!("{job} ____")).collect();
    (!blanks.is_empty()).then(|| format!("Say what got done in numbers: {}", blanks.join("; ")))
}
