//! The words of a briefing pack that are not part of a page's layout.

use chrono::{Datelike, NaiveDate};

use crate::briefing::pack::Topic;
use crate::domain::support::HelpLevel;

/// What the first page, the mail and the file are called. Nothing in it tells who comes.
#[must_use]
pub fn title(reference: &str) -> String {
    format!("Work placement briefing {reference}")
}

/// The subject of the mail that carries a pack.
#[must_use]
pub fn subject(reference: &str, version: u32) -> String {
    if version > 1 {
        format!("Work placement briefing {reference}, changed (version {version})")
    } else {
        format!("Work placement briefing {reference}")
    }
}

/// The title of a calendar entry: anybody may see an employer's calendar.
#[must_use]
pub fn calendar_title(reference: &str) -> String {
    format!("Work placement visitor ({reference})")
}

/// A level of help in the fewest words.
#[must_use]
pub fn help(help: HelpLevel) -> &'static str {
    match help {
        HelpLevel::Together => "Together",
        HelpLevel::ShownOnce => "Shown once",
        HelpLevel::ListAndPoint => "List + point",
        HelpLevel::ListOnly => "List only",
        HelpLevel::Alone => "Alone",
    }
}

/// What a member of staff does at a level of help.
#[must_use]
pub fn help_meaning(help: HelpLevel) -> &'static str {
    match help {
        HelpLevel::Together => "do it side by side",
        HelpLevel::ShownOnce => "show it once, then watch",
        HelpLevel::ListAndPoint => "give the list, point at the next step if it stalls",
        HelpLevel::ListOnly => "give the list and leave",
        HelpLevel::Alone => "say what is needed and leave",
    }
}

/// A topic of law as a heading.
#[must_use]
pub fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Hours => "Hours",
        Topic::Breaks => "Breaks",
        Topic::Pay => "Pay",
        Topic::Insurance => "Insurance",
        Topic::RiskAssessment => "Risk assessment",
        Topic::Vetting => "Vetting",
        Topic::Reporting => "Absence and accidents",
    }
}

/// The five questions at the end.
#[must_use]
pub fn feedback_questions() -> [&'static str; 5] {
    [
        "Which job was done best, and what made it go well?",
        "Which job needed more help than planned?",
        "Which agreed adjustment worked, and which did not?",
        "What would you trust our visitor to do without help next time?",
        "Would you host again? What should we change first?",
    ]
}

/// "Monday 2 March 2026".
#[must_use]
pub fn long_date(date: NaiveDate) -> String {
    format!("{} {}", day_month(date), date.year())
}

/// "Monday 2 March".
#[must_use]
pub fn day_month(date: NaiveDate) -> String {
    format!("{} {} {}", weekday(date), date.day(), month(date))
}

/// "2 March 2026".
#[must_use]
pub fn plain_date(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// "Mon 2".
#[must_use]
pub fn short_day(date: NaiveDate) -> String {
    format!("{} {}", weekday(date).get(..3).unwrap_or_default(), date.day())
}

/// "Monday".
#[must_use]
pub fn weekday(date: NaiveDate) -> &'static str {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES.into_iter().nth(date.weekday().num_days_from_monday() as usize).unwrap_or_default()
}

/// "March".
#[must_use]
pub fn month(date: NaiveDate) -> &'static str {
    const NAMES: [&str; 12] = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ];
    NAMES.into_iter().nth(date.month0() as usize).unwrap_or_default()
}

/// "2 to 6 March 2026", "30 March to 3 April 2026", "2 March 2026".
#[must_use]
pub fn date_range(first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        plain_date(first)
    } else if first.year() != last.year() {
        format!("{} to {}", plain_date(first), plain_date(last))
    } else if first.month() != last.month() {
        format!("{} {} to {}", first.day(), month(first), plain_date(last))
    } else {
        format!("{} to {}", first.day(), plain_date(last))
    }
}

/// A day's heading: its date, several dates in a row, or "Every Tuesday from 13 January to 24
/// March (10 days)".
#[must_use]
pub fn day_heading(dates: &[NaiveDate]) -> String {
    match dates {
        [] => String::new(),
        [one] => day_month(*one),
        [first, .., last] if dates.iter().all(|date| date.weekday() == first.weekday()) => format!(
            "Every {} from {} {} to {} {} ({} days)",
            weekday(*first),
            first.day(),
            month(*first),
            last.day(),
            month(*last),
            dates.len()
        ),
        [first, .., last] if (*last - *first).num_days() as usize + 1 == dates.len() => {
            format!("{} to {}", day_month(*first), day_month(*last))
        }
        [before @ .., last] => {
            let before: Vec<String> = before.iter().map(|date| day_month(*date)).collect();
            format!("{} and {}", before.join(", "), day_month(*last))
        }
    }
}

/// What an adjustment costs.
#[must_use]
pub fn cost(pounds: u32) -> String {
    if pounds == 0 { "nothing".to_owned() } else { format!("£{pounds}") }
}

/// What the wall page calls somebody who would rather not be named there.
pub const UNNAMED: &str = "our visitor";

/// Who has tried the steps of a task card.
#[must_use]
pub fn tried(by: &str, on: NaiveDate) -> String {
    format!("Tried here by {by} on {}", plain_date(on))
}

/// The last line of a calendar entry.
#[must_use]
pub fn calendar_ring(number: &str) -> String {
    format!("Late, absent, ill or unhappy: ring {number}")
}

/// The file name of an attachment; references only, since file names are seen by everybody.
#[must_use]
pub fn file_name(kind: &str, reference: &str, version: u32, extension: &str) -> String {
    format!("{kind}-{reference}-v{version}.{extension}")
}

/// Who is with the visitor, and who stands in.
#[must_use]
pub fn with(person: &str, deputy: Option<&str>) -> String {
    deputy.map_or_else(|| person.to_owned(), |deputy| format!("{person} (or {deputy})"))
}

/// What stands for a level of help where there is no task to learn.
pub const NO_HELP_LEVEL: &str = "With them";
