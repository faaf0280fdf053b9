//! The words of a briefing pack that are not part of a page's layout.

pub mod happening;
mod help;
pub mod adjustments;
pub mod changes;
mod dates;
pub mod choices;
pub mod job;
pub mod meaning;
pub mod open;
pub mod places;
pub mod rests;
pub mod safety;
pub mod stuck;
pub mod booklet;
pub mod coach;
pub mod family;
pub mod home;
pub mod learner;
pub mod picture;
pub mod support;
pub mod terms;
pub mod told;
mod topic;
pub mod voice;
pub mod wall;
pub mod work;

pub use help::{NO_HELP_LEVEL, Tool, fading, help, help_meaning};
pub use topic::{Topic, topic};

use chrono::{Datelike, NaiveDate};

use super::amount::month;
use crate::domain::code::Code;
use crate::domain::time::{Span, TimeOfDay, Weekday, Weekdays};
use crate::travel::Mode;

/// What the first page, the mail and the file are called. Nothing in it tells who comes.
#[must_use]
pub fn title(reference: &str) -> String {
    format!("Work placement briefing {reference}")
}

/// The heading of a pack, with a capital.
#[must_use]
pub fn pack_heading(called: &str, dates: &str) -> String {
    format!("{}, {dates}", capital(called))
}

/// The text with a capital at its beginning.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", letters.as_str())
}

/// What stands on every page of a pack whose placement is not confirmed, in its subject and its calendar.
pub const DRAFT: &str = "DRAFT";

/// The subject of the mail that carries a pack.
#[must_use]
pub fn subject(reference: &str, version: u32, draft: bool) -> String {
    let changed = if version > 1 { format!(", changed (version {version})") } else { String::new() };
    let draft = if draft { format!("{DRAFT}: ") } else { String::new() };
    format!("{draft}Work placement briefing {reference}{changed}")
}

/// The title of a calendar entry: anybody may see an employer's calendar.
#[must_use]
pub fn calendar_title(reference: &str, draft: bool) -> String {
    let draft = if draft { format!("{DRAFT}: ") } else { String::new() };
    format!("{draft}Work placement visitor ({reference})")
}

/// The five questions at the end.
#[must_use]
pub fn feedback_questions(called: &str) -> Vec<String> {
    vec![
        "Which job was done best, and what made it go well?".to_owned(),
        "Which job needed more help than planned?".to_owned(),
        "Which adjustment worked, and which did not?".to_owned(),
        format!("What would you trust {called} to do without help next time?"),
        "Would you host again? What should we change first?".to_owned(),
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

/// "Mon 2", or "Mon 2 Mar" where the placement runs over more than one month.
#[must_use]
pub fn tick_day(date: NaiveDate, first: NaiveDate, last: NaiveDate) -> String {
    let day = short_day(date);
    if (first.year(), first.month()) == (last.year(), last.month()) {
        day
    } else {
        format!("{day} {}", month(date).get(..3).unwrap_or_default())
    }
}

/// "Monday".
#[must_use]
pub fn weekday(date: NaiveDate) -> &'static str {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES.into_iter().nth(date.weekday().num_days_from_monday() as usize).unwrap_or_default()
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

/// From the first of some dates to the last.
#[must_use]
pub fn heading_dates(dates: &[NaiveDate]) -> String {
    match dates {
        [] => String::new(),
        [one] => plain_date(*one),
        [first, .., last] => date_range(*first, *last),
    }
}

/// A way of travelling, as a family reads it.
#[must_use]
pub fn way(mode: Mode, wheels: bool) -> &'static str {
    match mode {
        Mode::Walk if wheels => "by wheelchair, alone",
        Mode::Walk => "on foot, alone",
        Mode::Cycle => "by bicycle, alone",
        Mode::PublicTransport => "by bus or train, alone",
        Mode::EscortedWalk if wheels => "by wheelchair, with somebody",
        Mode::EscortedWalk => "on foot, with somebody",
        Mode::EscortedPublicTransport => "by bus or train, with somebody",
        Mode::FamilyCar => "by the family’s car",
        Mode::Taxi => "by taxi or minibus",
    }
}

/// A day's heading: its date, several dates in a row, or "Every Tuesday from 13 January to 24
/// March (10 days)". Weekdays that are left out are said to be, and so are days that `differ`.
#[must_use]
pub fn day_heading(dates: &[NaiveDate], differ: &[NaiveDate]) -> String {
    // "Every Tuesday" would be untrue of most Tuesdays: the heading names those on which it is true.
    if differ.len() * 2 >= dates.len() && !differ.is_empty() {
        let held: Vec<NaiveDate> = dates.iter().filter(|date| !differ.contains(date)).copied().collect();
        let others =
            if differ.len() == 1 { "1 other differs" } else { &format!("{} others differ", differ.len()) };
        return format!("{}; {others}, see below", of_weekday(&held));
    }
    let heading = heading(dates);
    match differ {
        [] => heading,
        [one] => format!("{heading}; {} differs, see below", short_date(*one)),
        some if some.len() <= LISTED => format!("{heading}; {} differ, see below", short_dates(some)),
        many => format!("{heading}; {} of them differ, see below", many.len()),
    }
}

/// "Wednesdays: 25 November and 2 December"; a single date as it is.
fn of_weekday(dates: &[NaiveDate]) -> String {
    match dates {
        [first, _, ..] if dates.iter().all(|date| date.weekday() == first.weekday()) => {
            format!("{}s: {}", weekday(*first), short_dates(dates))
        }
        other => heading(other),
    }
}

/// So many dates are listed one by one.
const LISTED: usize = 4;

fn heading(dates: &[NaiveDate]) -> String {
    match dates {
        [] => String::new(),
        [one] => day_month(*one),
        [first, .., last] if dates.iter().all(|date| date.weekday() == first.weekday()) => {
            let week = chrono::Days::new(7);
            let weekly = std::iter::successors(Some(*first), |date| date.checked_add_days(week));
            let between = weekly.take_while(|date| date <= last);
            let left_out: Vec<NaiveDate> = between.filter(|date| !dates.contains(date)).collect();
            match left_out.as_slice() {
                some if dates.len() <= LISTED && !some.is_empty() => of_weekday(dates),
                some => {
                    let except = match some {
                        [] => String::new(),
                        some => format!(", except {}", short_dates(some)),
                    };
                    let (from, to) = (short_date(*first), short_date(*last));
                    format!("Every {} from {from} to {to}{except} ({} days)", weekday(*first), dates.len())
                }
            }
        }
        [first, .., last] if (*last - *first).num_days() as usize + 1 == dates.len() => {
            format!("{} to {}", day_month(*first), day_month(*last))
        }
        many if many.len() > LISTED => dates::by_weekday(many),
        [before @ .., last] => {
            let before: Vec<String> = before.iter().map(|date| day_month(*date)).collect();
            format!("{} and {}", before.join(", "), day_month(*last))
        }
    }
}

/// "11 May".
fn short_date(date: NaiveDate) -> String {
    format!("{} {}", date.day(), month(date))
}

/// "4 May, 11 May and 18 May".
#[must_use]
pub fn short_dates(dates: &[NaiveDate]) -> String {
    let dates: Vec<String> = dates.iter().map(|date| short_date(*date)).collect();
    match dates.as_slice() {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        other => other.concat(),
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
    format!("Tried out here on {} ({by})", plain_date(on))
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

/// The facts of an offer, whose age is printed.
pub const OFFER_FACTS: &str = "The employer's facts about the work, its hours and its people, as confirmed";

/// What the first number is for.
pub const ABOUT_FIRST: &str = "late, absent, ill, unhappy, or the plan must change";

/// What the next numbers are for.
pub const ABOUT_NEXT: &str = "when the number before does not answer";

/// What the safeguarding lead's number is for.
pub const ABOUT_CONCERN: &str =
    "a worry about the visitor, or something they tell you. Listen, do not question, ring at once";

/// When it is 999 before anybody else.
///
/// An adult who goes about alone may leave as anybody may: that is for the first number.
#[must_use]
pub fn emergency(may_leave: bool) -> &'static str {
    if may_leave {
        "not breathing, unconscious, badly hurt, or a fire. Then ring the first number below. Left the site \
         without a word? Ring the first number."
    } else {
        "not breathing, unconscious, badly hurt, a fire, or somebody has left the site and cannot be found. Then \
         ring the first number below."
    }
}

/// What to do when nobody answers.
#[must_use]
pub fn unanswered(later: &[(TimeOfDay, String, TimeOfDay)]) -> String {
    let later: String = later
        .iter()
        .map(|(from, who, to)| format!(" After {from} ring {who} (answered until {to})."))
        .collect();
    format!(
        "No answer from any of them within five minutes: stay with the visitor where others can see you both, and \
         ring again every five minutes. Missing or in danger: 999.{later}"
    )
}

/// Who is told of a hazard on the site.
#[must_use]
pub fn hazard(name: &str, role: &str) -> String {
    format!("A hazard on the site: make it safe and tell {name}, {role}, at once.")
}

/// When the provider rings somebody at the employer.
#[must_use]
pub fn call(provider: &str, who: &str, dates: &[NaiveDate], at: TimeOfDay) -> String {
    format!("{provider} rings {who}: {} at {at}.", day_heading(dates, &[]))
}

/// Who gives first aid, and where the box is.
#[must_use]
pub fn first_aider(names: &[&str], place: &str) -> String {
    if names.is_empty() {
        format!("not recorded. First-aid box: {place}")
    } else {
        format!("{}. First-aid box: {place}", names.join(" or "))
    }
}

/// Who goes out with the visitor when an alarm is no test.
#[must_use]
pub fn goes_out_with(called: &str) -> String {
    format!("In an alarm, whoever is named for that time goes out with {called} and stays.")
}

/// When a number is answered: "08:00 to 17:00, Monday to Friday".
#[must_use]
pub fn answered(weekdays: Weekdays, hours: Span) -> String {
    format!("{} to {}, {}", hours.from, hours.to, weekday_list(weekdays))
}

/// "Monday to Friday", "Tuesday and Thursday", "every day".
#[must_use]
pub fn weekday_list(weekdays: Weekdays) -> String {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let all: Vec<usize> =
        weekdays.iter().map(|day| usize::try_from(day.index()).unwrap_or_default()).collect();
    let names: Vec<&str> = all.iter().filter_map(|at| NAMES.get(*at).copied()).collect();
    let in_a_row = all.windows(2).all(|pair| matches!(pair, [one, next] if one + 1 == *next));
    match names.as_slice() {
        [] => "on placement days".to_owned(),
        [_, _, _, _, _, _, _] => "every day".to_owned(),
        [one] => (*one).to_owned(),
        [first, .., last] if in_a_row && names.len() > 2 => format!("{first} to {last}"),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// A break with its place; the break is not named again where the place does so already.
#[must_use]
pub fn rest(what: &str, place: &str) -> String {
    if place.to_lowercase().contains(&what.to_lowercase()) {
        place.to_owned()
    } else {
        format!("{what}: {place}")
    }
}

/// That a pack is a draft, and until when.
#[must_use]
pub fn draft_until(contact: &str) -> String {
    let name = contact.split(',').next().unwrap_or(contact);
    format!("{DRAFT} until {name} has confirmed the placement")
}

/// The head of the table of minutes.
pub const MINUTES: &str = "Help from";

/// Minutes in a cell. A row of bare numbers could be read as a date.
#[must_use]
pub fn minutes(minutes: u16) -> String {
    if minutes == 0 { "–".to_owned() } else { format!("{minutes} min") }
}

/// The row of the minutes with the visitor, of everybody.
pub const TOGETHER: &str = "All";

/// What comes next.
#[must_use]
pub fn next(what: &str) -> String {
    let what = what.split(": ").next().unwrap_or(what);
    format!("Next: {what}")
}

/// How many of somebody's minutes the plan asks for: only what is more than nothing.
#[must_use]
pub fn staff_time(first_day: u16, later_day: u16) -> String {
    match (first_day, later_day) {
        (first, 0) => format!("about {first} minutes on the first day"),
        (0, later) => format!("about {later} minutes on each later day"),
        (first, later) => {
            format!("about {first} minutes on the first day, {later} on each later day")
        }
    }
}

/// How many of somebody's minutes the plan asks for on each day, without the days that ask for none.
#[must_use]
pub fn staff_time_by_day(days: impl Iterator<Item = (NaiveDate, u16)>) -> String {
    let asked = days.filter(|(_, minutes)| *minutes > 0);
    let told: Vec<String> = asked
        .enumerate()
        .map(|(nth, (date, minutes))| {
            let unit = if nth == 0 { " minutes" } else { "" };
            format!("{minutes}{unit} on {}", date.format("%a"))
        })
        .collect();
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    format!("about {}", crate::words::amount::list(&told))
}

/// The text with no line break between two digits: a telephone number stays in one piece.
#[must_use]
pub fn unbroken(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let one = |(at, letter): (usize, &char)| {
        let between = *letter == ' ' && digit(at.checked_sub(1)) && digit(Some(at + 1));
        if between { '\u{a0}' } else { *letter }
    };
    letters.iter().enumerate().map(one).collect()
}

/// How long the jobs of the first day take, and those of the next, minutes.
#[derive(Clone, Copy, Debug)]
pub struct Lighter {
    /// On the first day.
    pub minutes: u16,
    /// On the next; absent where days are not told one by one.
    pub next: Option<u16>,
}

/// What makes a day: the first, the last, what is new.
#[must_use]
pub fn day_theme(first: Option<Lighter>, last: bool, new: &[&str]) -> Option<String> {
    let begins = first.map(|Lighter { minutes, next }| match next {
        Some(next) if minutes < next => {
            format!("A lighter first day: {minutes} minutes of jobs; {next} on the second")
        }
        _ => "First day".to_owned(),
    });
    let first = first.is_some();
    let ends = if last && !first { Some("Last day".to_owned()) } else { None };
    let fresh = match new {
        [] => None,
        new if !first => Some(format!("New: {}", crate::words::amount::list(new))),
        _ => None,
    };
    begins.or(ends).or(fresh)
}

/// One block of a day that differs from the others; of its goal only how much is told.
#[must_use]
pub fn differs(from: &str, task: &str, goal: Option<&str>, new: bool, place: &str, with: &str) -> String {
    let amount = goal.and_then(|goal| goal.split(" (").next());
    let amount = amount.map_or_else(String::new, |amount| format!(": {amount}"));
    let new = if new { " (new: show it once)" } else { "" };
    format!("{from} {task}{new}{amount}, {place}, with {with}")
}

/// When something happens at the site: one date, every placement day, or the weekdays.
#[must_use]
pub fn event_when(dates: &[NaiveDate], placement_days: usize, hours: Span) -> String {
    let when = match dates {
        [one] => day_month(*one),
        all if all.len() == placement_days => "Every placement day".to_owned(),
        all => {
            let weekdays: Weekdays = all.iter().map(|date| Weekday::of(*date)).collect();
            weekday_list(weekdays)
        }
    };
    format!("{when}, {} to {}", hours.from, hours.to)
}
