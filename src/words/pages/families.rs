//! The pages of messages to families.

use crate::domain::family_message::{FamilyWay, PlannedFor};
use crate::words::amount;
use crate::words::label::Label;

/// Headings.
pub const FAMILIES: &str = "Messages to families";
/// See [`FAMILIES`].
pub const PEOPLE: &str = "Families and how they want messages";
/// See [`FAMILIES`].
pub const NEW: &str = "Plan a message";
/// See [`FAMILIES`].
pub const CHANGE: &str = "Change the message";
/// See [`FAMILIES`].
pub const WHO: &str = "Who gets it";
/// See [`FAMILIES`].
pub const LEFT_OUT: &str = "Who is left out";
/// See [`FAMILIES`].
pub const WHAT: &str = "What it says";
/// See [`FAMILIES`].
pub const SENT: &str = "Who got it, and what they answered";
/// See [`FAMILIES`].
pub const ON_PAPER: &str = "On paper";

/// The way back.
pub const BACK: &str = "Back to the messages to families";
/// See [`BACK`].
pub const BACK_TO_MESSAGE: &str = "Back to the message";

/// What the pages are about.
pub const ABOUT: &str = "Plan what you tell families over the year. A message is the same for everybody who gets it. It goes nowhere before one of you has read it, seen who gets it, and approved it.";
/// See [`ABOUT`].
pub const ABOUT_PEOPLE: &str = "Families can choose by the link in a message. Record here what they tell you. People who share an email address get one message. The family of an adult is not written to until the learner has agreed that it is.";
/// See [`ABOUT`].
pub const ABOUT_TEXT: &str = "Do not name a learner, a family or a placement: everybody gets the same words.";
/// See [`ABOUT`].
pub const ABOUT_LANGUAGE: &str = "Whoever has a language recorded gets the text in it, if you write one. Everybody else gets the first text. The words around yours, such as the answers, are in English.";
/// See [`ABOUT`].
pub const ABOUT_APPROVING: &str = "Any emails go at once. After that the message cannot be changed.";
/// See [`ABOUT`].
pub const ABOUT_SHEETS: &str = "The first page is a list for you. It says which sheet is for which family.";

/// What can be done.
pub const START: &str = "Start the year from our texts";
/// See [`START`].
pub const ABOUT_STARTING: &str = "We add our own short texts, each in the month in which it usually goes. Read and change them before you approve them.";
/// See [`START`].
pub const SAVE: &str = "Save";
/// See [`START`].
pub const REMOVE: &str = "Remove this message";
/// See [`START`].
pub const PREVIEW: &str = "See it as an email";
/// See [`START`].
pub const PRINT: &str = "Print the sheets";
/// See [`START`].
pub const HANDED: &str = "The sheets have been given out";
/// See [`START`].
pub const RECORD_REPLY: &str = "Record an answer on paper or by telephone";
/// See [`START`].
pub const SEEN: &str = "I have seen this answer";
/// See [`START`].
pub const RECORD_WISH: &str = "Change how they get messages";

/// What was done, before the name of who did it.
pub const APPROVED: &str = "Approved";
/// See [`APPROVED`].
pub const GIVEN_OUT: &str = "Given out";
/// See [`APPROVED`].
pub const SEEN_BY: &str = "Seen";
/// See [`APPROVED`].
pub const APPROVE_OR_REMOVE: &str = "Approve or remove it";
/// A mark beside whoever would like to talk, or wrote something.
pub const LOOK_AT_IT: &str = "look at this answer";

/// When a mail server took it.
#[must_use]
pub fn sent_on(at: &str) -> String {
    format!("Sent on {at}")
}

/// What stands where there is nothing.
pub const NO_MESSAGE: &str = "Nothing is planned for this school year.";
/// See [`NO_MESSAGE`].
pub const NO_PERSON: &str = "Nobody of the family of a learner is recorded.";
/// See [`NO_MESSAGE`].
pub const NOBODY_LEFT_OUT: &str = "Nobody.";
/// See [`NO_MESSAGE`].
pub const NOBODY: &str = "As things stand nobody would get it.";

/// Questions.
pub const PLANNED_FOR: &str = "When should it go?";
/// See [`PLANNED_FOR`].
pub const PLANNED_FOR_HINT: &str = "A month such as 2027-01, or a day such as 14 January 2027";
/// See [`PLANNED_FOR`].
pub const YEAR_GROUPS: &str = "For the families of learners in which year groups?";
/// See [`PLANNED_FOR`].
pub const YEAR_GROUPS_HINT: &str = "All of them if you tick none.";
/// See [`PLANNED_FOR`].
pub const QUESTION: &str = "What does it ask?";
/// See [`PLANNED_FOR`].
pub const ANSWER: &str = "What did they answer?";
/// See [`PLANNED_FOR`].
pub const WORDS: &str = "What they wrote or said, if anything";
/// See [`PLANNED_FOR`].
pub const WISH: &str = "How do they want messages?";
/// See [`PLANNED_FOR`].
pub const LANGUAGE: &str = "language";
/// See [`PLANNED_FOR`].
pub const TITLE: &str = "title";
/// See [`PLANNED_FOR`].
pub const BODY: &str = "what it says";
/// See [`PLANNED_FOR`].
pub const NO_TEXT: &str = "None";

/// What to do about a field.
pub const ENTER_PLANNED_FOR: &str = "Enter a month such as 2027-01, or a day such as 14 January 2027";
/// See [`ENTER_PLANNED_FOR`].
pub const SELECT_QUESTION: &str = "Select what it asks";
/// See [`ENTER_PLANNED_FOR`].
pub const ENTER_TITLE: &str = "Enter the title";
/// See [`ENTER_PLANNED_FOR`].
pub const ENTER_BODY: &str = "Enter what it says";
/// See [`ENTER_PLANNED_FOR`].
pub const SELECT_LANGUAGE: &str = "Select the language";
/// See [`ENTER_PLANNED_FOR`].
pub const SELECT_ANSWER: &str = "Select what they answered";
/// See [`ENTER_PLANNED_FOR`].
pub const SELECT_WISH: &str = "Select how they want messages";

/// On the home page.
pub const MESSAGES_DUE: &str = "Messages to families that are due";
/// See [`MESSAGES_DUE`].
pub const ANSWERS_WAIT: &str = "Answers of families to look at";

/// A question about one text of a message.
#[must_use]
pub fn of_text(at: usize, what: &str) -> String {
    format!("Text {}: {what}", at + 1)
}

/// A school year.
#[must_use]
pub fn year(begins: i32) -> String {
    format!("School year {begins} to {}", begins + 1)
}

/// When a message is planned to go.
#[must_use]
pub fn planned_for(when: &PlannedFor) -> String {
    let day = when.from();
    match when.is_month() {
        true => format!("Planned for {} {}", amount::month(day), day.format("%Y")),
        false => format!("Planned for {}", amount::date(day)),
    }
}

/// For whom a message is.
#[must_use]
pub fn audience(groups: &[u8]) -> String {
    if groups.is_empty() {
        return "For the families of all learners".to_owned();
    }
    let groups: Vec<String> = groups.iter().map(ToString::to_string).collect();
    match groups.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            format!("For the families of learners in Years {} and {last}", rest.join(", "))
        }
        _ => format!("For the families of learners in Year {}", groups.join("")),
    }
}

fn people(number: usize) -> String {
    if number == 1 { "1 person".to_owned() } else { format!("{number} people") }
}

/// How many get a message, and how.
#[must_use]
pub fn counts(by_mail: usize, on_paper: usize, left_out: usize) -> String {
    let mail = FamilyWay::Mail.label();
    let paper = FamilyWay::Paper.label();
    format!("{} {mail}, {} {paper}. Left out: {left_out}.", people(by_mail), people(on_paper))
}

/// How many read a message in one language.
#[must_use]
pub fn in_language(language: &str, number: usize) -> String {
    format!("{language}: {}", people(number))
}

/// What the button of the approval says.
#[must_use]
pub fn approve(by_mail: usize, on_paper: usize) -> String {
    match (by_mail, on_paper) {
        (0, paper) => format!("Approve it for {} on paper", people(paper)),
        (mail, 0) => format!("Approve it and send it to {}", people(mail)),
        (mail, paper) => {
            format!("Approve it, send it to {} and print it for {}", people(mail), people(paper))
        }
    }
}

/// Whose family somebody is.
#[must_use]
pub fn family_of(learners: &[String]) -> String {
    format!("Family of {}", learners.join(", "))
}

/// In which language somebody gets a message.
#[must_use]
pub fn language(name: &str, is_own: bool) -> String {
    if is_own { format!("In {name}, their own language") } else { format!("In {name}") }
}

/// Who did something, and when.
#[must_use]
pub fn noted(what: &str, name: &str, at: &str) -> String {
    format!("{what} by {name} on {at}")
}

/// How somebody wants messages, who recorded it and when; by themselves where nobody of the provider did.
#[must_use]
pub fn wished(wish: &str, at: &str, by: Option<&str>) -> String {
    match by {
        None => format!("They chose this themselves on {at}: {wish}"),
        Some(name) => format!("Recorded by {name} on {at}: {wish}"),
    }
}

/// What was answered, and when.
#[must_use]
pub fn answered(answer: &str, at: &str, noted_by: Option<&str>) -> String {
    match noted_by {
        None => format!("Answered on {at}: {answer}"),
        Some(name) => format!("Answer recorded by {name} on {at}: {answer}"),
    }
}

/// How the answers to a message add up.
#[must_use]
pub fn tally(answers: &[(&str, usize)], none: usize) -> String {
    let counted: Vec<String> = answers.iter().map(|(answer, number)| format!("{answer}: {number}")).collect();
    format!("{}. No answer: {none}.", counted.join("; "))
}

/// What was just done.
#[must_use]
pub fn done(what: &str) -> Option<&'static str> {
    Some(match what {
        "start" => "Our texts are in the plan. Nothing goes before you approve it.",
        "new" | "change" => "Saved. It goes nowhere before it is approved.",
        "remove" => "Removed.",
        "approve" => "Approved. Any emails are going now.",
        "handed" => "Recorded.",
        "reply" => "The answer is recorded.",
        "seen" => "Recorded.",
        "wish" => "Saved.",
        _ => return None,
    })
}
