//! The pages on which an offer is made from an occupation of the catalogue.

/// What stands where nobody has given the answer.
pub const NOT_KNOWN: &str = "Not known yet";
/// The value of an answer that leaves the question open.
pub const UNKNOWN: &str = "unknown";
/// The answer that leaves the question open.
pub const DONT_KNOW: (&str, &str) = (UNKNOWN, "I don’t know");
/// The answers of those who are asked whether they can take a learner.
pub const APPETITE: [(&str, &str); 3] =
    [("yes", "Yes"), ("maybe", "Maybe: show me what it would take"), ("no", "Not now")];
/// Yes and no.
pub const YES_NO: [(&str, &str); 2] = [("yes", "Yes"), ("no", "No")];
/// How a placement is spread over time.
pub const KINDS: [(&str, &str); 4] = [
    ("block", "Some days in a row"),
    ("extended", "One to three days each week, always the same days"),
    ("rotation", "Some weeks in one department, for a supported internship"),
    DONT_KNOW,
];
/// What somebody may do with a learner.
pub const ABLE: [(&str, &str); 2] =
    [("supervises", "May supervise a learner"), ("first_aider", "Is a first aider")];
/// What is asked while no task is named.
pub const WHICH_TASKS: &str = "Which of the occupation’s tasks could a learner do here?";
/// The button of each step.
pub const SAVE: &str = "Save and continue";
/// The button that opens the offer.
pub const OPEN: &str = "Open this offer";
/// The place of an event that concerns the whole site.
pub const WHOLE_SITE: &str = "The whole site";
/// A hazard that is not named.
pub const NO_OTHER: &str = "No other";

/// The heading of a step, by its code.
#[must_use]
pub fn heading(step: &str) -> &'static str {
    match step {
        "where" => "Where is the work?",
        "tasks" => "Which tasks could a learner do?",
        "length" => "How long, and for whom?",
        "when" => "When, and how many at once?",
        "people" => "Who will the learner be with?",
        "places" => "What are the places like?",
        "events" => "What happens at known times?",
        "arriving" => "What does a learner need to know before the first day?",
        "emergency" => "What happens in an emergency?",
        "insurance" => "Are you insured?",
        "hazards" => "Which hazards does the work bring?",
        _ => "",
    }
}

/// The same in a list of answers.
#[must_use]
pub fn title(step: &str) -> &'static str {
    match step {
        "where" => "Where",
        "tasks" => "Tasks",
        "length" => "How long, and ages",
        "when" => "Dates, hours and numbers",
        "people" => "People",
        "places" => "Places",
        "events" => "Events",
        "arriving" => "The first day",
        "emergency" => "Emergencies",
        "insurance" => "Insurance",
        "hazards" => "Hazards",
        _ => "",
    }
}

/// What is said before a step, by its code.
#[must_use]
pub fn lead(step: &str) -> &'static str {
    match step {
        "where" => "The draft is saved from here on. You can stop at any time and go on later.",
        "tasks" => "A task that you leave out is removed from the draft, with everything said about it.",
        "when" => {
            "Leave empty whatever you do not know: it stays an open question. Dates and hours belong together, \
             so give both or neither."
        }
        "hazards" => {
            "No answer is assumed: somebody who knows the work has to give it. Your name and today’s date are noted \
             with it."
        }
        "insurance" => "This is kept with the employer and holds for all its offers.",
        _ => "Leave empty whatever you do not know: it stays an open question.",
    }
}

/// A question, by the name of its field.
#[must_use]
pub fn ask(name: &str) -> &'static str {
    match name {
        "name" => "What is the workplace called?",
        "address" => "Address",
        "postcode" => "Postcode",
        "nation" => "Nation",
        "specified" => "Is it a school, a nursery or a children’s home?",
        "task" => "Tasks",
        "kind" => "How do learners come?",
        "how_many" => "For how many days, or how many weeks?",
        "from_age" => "Youngest age",
        "to_age" => "Oldest age",
        "from" => "First date",
        "to" => "Last date",
        "weekdays" => "On which days of the week?",
        "starts" => "Learners arrive at",
        "ends" => "Learners leave at",
        "break_starts" => "The usual break begins at",
        "break_ends" => "The usual break ends at",
        "capacity" => "How many learners at once?",
        "supervisor" => "Who supervises day by day?",
        "deputy" => "Who stands in?",
        "lone_adult" => "Is one adult ever alone with the learner?",
        "rest" => "Where may a learner rest?",
        "no_go" => "Where do learners never go?",
        "happens" => "Which of these happen here, at these times?",
        "event" => "Something else that happens",
        "event_kind" => "What is it?",
        "event_weekdays" => "On which days?",
        "event_from" => "From",
        "event_to" => "To",
        "event_place" => "Where?",
        "door" => "Which door, and how to find it",
        "ask_for" => "Who to ask for",
        "dress" => "What to wear",
        "lunch" => "Where and what people eat at midday",
        "toilets" => "Where the toilets are",
        "phones" => "Whether and where a phone may be used",
        "assembly_point" => "Where everybody meets after leaving the building",
        "alarm" => "How the alarm sounds or looks, and when it is tested",
        "route" => "How does somebody who cannot use stairs get out?",
        "first_aid_box" => "Where the first-aid box is",
        _ => "",
    }
}

/// How a question is answered, by the name of its field.
#[must_use]
pub fn hint(name: &str) -> &'static str {
    match name {
        "address" | "no_go" => "One on each line",
        "how_many" => "Days if they come for days in a row, otherwise weeks",
        "from_age" | "to_age" => "From 11 to 25",
        "starts" | "ends" | "break_starts" | "break_ends" | "event_from" | "event_to" => "Such as 9:30",
        "capacity" => "On the same day, such as 1",
        "ask_for" => "Their name and role",
        "event" => "Leave it empty if there is nothing else. You can add more afterwards.",
        _ => "",
    }
}

/// What to do about a field, by its name.
#[must_use]
pub fn wrong(name: &str) -> &'static str {
    match name {
        "can" => "Select whether you can take a learner",
        "employer" => "Select the employer",
        "occupation" => "Select an occupation from the catalogue",
        "task" => "Select at least one task that a learner could do",
        "name" => "Enter what the workplace is called",
        "address" => "Enter the address",
        "postcode" => "Enter a full postcode",
        "nation" => "Select the nation",
        "specified" => "Select whether it is a school, a nursery or a children’s home",
        "kind" => "Select how learners come, or “I don’t know”",
        "days" => "Enter how many days, from 1 to 20",
        "weeks" => "Enter how many weeks, from 2 to 40",
        "rotation" => "Enter how many weeks, from 4 to 20",
        "kind_first" => "Select how learners come, so that the number means days or weeks",
        "age" => "Enter an age from 11 to 25",
        "ages" => "Enter an oldest age that is not below the youngest",
        "together" => "Enter the dates and the hours together, or leave all of this page empty",
        "later" => "Enter a last date that is not before the first",
        "time" => "Enter a time, such as 9:30",
        "ends" => "Enter a time that is later than the one before",
        "capacity" => "Enter how many learners can be there at once, such as 1",
        "person" => "Enter their name as well, or leave the rest about them empty",
        "role" => "Enter what they do",
        "event_kind" => "Select what it is",
        "event_weekdays" => "Select the days on which it happens",
        "event" => "Enter what happens",
        _ => "",
    }
}

/// A question about one of several, such as a person or a place.
#[must_use]
pub fn of(who: &str, what: &str) -> String {
    let what = match what {
        "name" => "name",
        "role" => "what do they do?",
        "weekdays" => "days at work",
        "starts" => "work begins at",
        "ends" => "work ends at",
        "able" => "what is true of them?",
        "level" => "is the way out level all the way?",
        "noise" => "how loud is it?",
        "public" => "do the public come there?",
        other => other,
    };
    format!("{who}: {what}")
}

/// Somebody who has no role in the catalogue.
pub const SOMEBODY_ELSE: &str = "Somebody else";

/// What is usual in the trade.
#[must_use]
pub fn usually(what: &str) -> String {
    format!("Usually: {what}. Enter what is true here.")
}

/// Who can answer a question.
#[must_use]
pub fn answered_by(labels: &[&str]) -> String {
    format!("Can be answered by {}", labels.join(" or "))
}

/// How a placement is spread over time, in a line.
#[must_use]
pub fn spread(kind: &str, number: u8) -> String {
    match (kind, number) {
        (_, 0) => NOT_KNOWN.to_owned(),
        ("block", 1) => "1 day".to_owned(),
        ("block", days) => format!("{days} days in a row"),
        ("extended", weeks) => format!("one to three days a week for {weeks} weeks"),
        (_, weeks) => format!("{weeks} weeks in one department"),
    }
}

/// The ages in a line.
#[must_use]
pub fn ages(from: u8, to: u8) -> String {
    let age = |age: u8| if age == 0 { "?".to_owned() } else { age.to_string() };
    match (from, to) {
        (0, 0) => format!("Ages: {}", lower_not_known()),
        (from, to) => format!("Ages {} to {}", age(from), age(to)),
    }
}

fn lower_not_known() -> &'static str {
    "not known yet"
}

/// A line with what it is about.
#[must_use]
pub fn about(what: &str, line: Option<&str>) -> String {
    format!("{}: {}", what.trim_end_matches('?'), line.unwrap_or(lower_not_known()))
}

/// Somebody at work, in a line.
#[must_use]
pub fn person(name: &str, role: &str, notes: &[&str]) -> String {
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    format!("{name}, {role}{notes}")
}

/// How the question about the hazards of a task stands, in a line.
#[must_use]
pub fn hazards(task: &str, named: &[&str], stated: bool) -> String {
    match (named.is_empty(), stated) {
        (true, true) => format!("{task}: none beyond everyday work"),
        (true, false) => format!("{task}: {}", lower_not_known()),
        (false, true) => format!("{task}: {}", named.join(", ")),
        (false, false) => format!("{task}: {}, and perhaps others", named.join(", ")),
    }
}

/// What was done, by the code in the address.
#[must_use]
pub fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "open" => {
            "The offer is open. Schools and colleges can see it now and propose learners. Each proposal goes to the \
             employer for a yes or a no, and nobody starts without the employer’s agreement."
        }
        _ => return None,
    })
}

/// How another hazard is named.
pub const ANOTHER_HINT: &str = "One at a time: come back to this page to add more.";

/// Asks for a hazard that was not asked about.
#[must_use]
pub fn another(task: &str) -> String {
    format!("{task}: another hazard that it brings")
}

/// What is noted of a person.
pub const SUPERVISES: &str = "supervises day by day";
/// See [`SUPERVISES`].
pub const STANDS_IN: &str = "stands in";
/// See [`SUPERVISES`].
pub const FIRST_AIDER: &str = "first aider";
/// See [`SUPERVISES`].
pub const HOURS_NOT_KNOWN: &str = "hours not known yet";
/// What is noted of a place.
pub const FOR_REST: &str = "a learner may rest there";

/// Whether the way out of a place is level.
#[must_use]
pub fn level(is: bool) -> &'static str {
    if is { "level way out" } else { "no level way out" }
}

/// Whether the public come to a place.
#[must_use]
pub fn public(is: bool) -> &'static str {
    if is { "open to the public" } else { "not open to the public" }
}

/// A place in a line.
#[must_use]
pub fn place(name: &str, notes: &[&str]) -> String {
    if notes.is_empty() { name.to_owned() } else { format!("{name}: {}", notes.join(", ")) }
}

/// Where learners never go, in a line.
#[must_use]
pub fn no_go(place: &str) -> String {
    format!("Learners never go here: {place}")
}

/// How many learners at once, in a line.
#[must_use]
pub fn at_once(capacity: u8) -> String {
    match capacity {
        0 => format!("Learners at once: {}", lower_not_known()),
        1 => "One learner at once".to_owned(),
        many => format!("{many} learners at once"),
    }
}

/// A policy in a line.
#[must_use]
pub fn insured(insurer: &str, expires: &str) -> String {
    format!("A policy with {insurer}, last day of cover {expires}")
}
