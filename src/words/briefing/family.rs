//! The family's copy: what a parent or carer needs to plan the week at home.

use super::support::{places_because, sentence};
use crate::words::amount::{any_of, list, lower};

/// The heading.
#[must_use]
pub fn heading(called: &str, site: &str, dates: &str) -> String {
    format!("{called} at {site}, {dates}")
}

/// The headings of the chapters.
pub mod chapter {
    /// Where to be and when.
    pub const JOURNEY: &str = "Getting there and back";
    /// Telephone numbers.
    pub const NUMBERS: &str = "Who to ring";
    /// What to pack.
    pub const BRING: &str = "What to bring and wear";
    /// Risks.
    pub const RISKS: &str = "Risks, and what is done about them";
    /// Things that go wrong.
    pub const IF: &str = "What happens if";
    /// Contact.
    pub const HEAR: &str = "When you will hear from us";
    /// Talking at home.
    pub const HOME: &str = "Words for home";

    /// The work.
    #[must_use]
    pub fn work(called: &str) -> String {
        format!("What {called} will do")
    }

    /// The people, hour by hour.
    #[must_use]
    pub fn people(called: &str) -> String {
        format!("Who is with {called}")
    }

    /// Disclosure.
    #[must_use]
    pub fn told(employer: &str, draft: bool) -> String {
        if draft {
            format!("What {employer} will and will not be told")
        } else {
            format!("What {employer} has and has not been told")
        }
    }
}

/// The jobs of the plan, in one sentence.
#[must_use]
pub fn jobs(called: &str, jobs: &[&str]) -> String {
    format!("{called} does real jobs that somebody needs done: {}.", list(jobs).to_lowercase())
}

/// The step up.
#[must_use]
pub fn step_up(job: &str) -> String {
    format!("The stretch this time: {}", sentence(job))
}

/// The step that the learner chose, and whether a job for it is still looked for.
#[must_use]
pub fn chosen_step(called: &str, step: &str, unplanned: bool) -> String {
    let open = if unplanned { " Not known yet: a job for it; the workplace is asked." } else { "" };
    format!("The step further that {called} chose: {}{open}", sentence(step))
}

/// What is made, and shown on the last day.
#[must_use]
pub fn made(called: &str, product: &str) -> String {
    format!("On the last day {called} shows what was made here: {}", sentence(product))
}

/// The columns of the week.
pub const WEEK_HEAD: [&str; 3] = ["Day", "Hours", "Jobs"];

/// The columns of who is there.
pub const PEOPLE_HEAD: [&str; 2] = ["Day", "Hour by hour"];

/// The columns of the numbers.
pub const NUMBERS_HEAD: [&str; 3] = ["Who", "Number", "Answered"];

/// Placement days on which no number is answered.
#[must_use]
pub fn nobody_answers(days: &str, who: &str, number: &str) -> String {
    format!(
        "Nobody answers these numbers on {days}. Agree with {who} ({number}) beforehand whom to ring then."
    )
}

/// The columns of what happens if.
pub const IF_HEAD: [&str; 2] = ["If", "Then"];

/// The columns of planned contact.
pub const HEAR_HEAD: [&str; 3] = ["When", "From whom", "How"];

/// "10:00–15:00".
#[must_use]
pub fn hours(from: &str, to: &str) -> String {
    format!("{from}–{to}")
}

/// A stretch of a day with one person.
#[must_use]
pub fn with(hours: &str, person: &str) -> String {
    format!("{hours} {person}")
}

/// Who is who at work, each with what they do there.
#[must_use]
pub fn at_work(people: &[(&str, &str)]) -> String {
    let each: Vec<String> = people.iter().map(|(name, role)| format!("{name} ({})", lower(role))).collect();
    let each: Vec<&str> = each.iter().map(String::as_str).collect();
    format!("At work: {}.", list(&each))
}

/// When lunch is.
#[must_use]
pub fn lunch(days: &str, from: &str, to: &str) -> String {
    format!("Lunch: {from} to {to}, {days}.")
}

/// What is said of who is near in breaks of some kinds.
#[must_use]
pub fn company(breaks: &[&str], company: &str) -> String {
    format!("{}: {company}", capital(&list(breaks).to_lowercase()))
}

/// Who comes when somebody at work is away.
#[must_use]
pub fn away(pairs: &[(String, String)]) -> String {
    let mut people: Vec<(&str, Vec<&str>)> = Vec::new();
    for (person, deputy) in pairs {
        match people.iter_mut().find(|(known, _)| known == person) {
            Some((_, deputies)) => deputies.push(deputy),
            None => people.push((person, vec![deputy])),
        }
    }
    let each: Vec<String> =
        people.iter().map(|(person, deputies)| format!("for {person}, {}", any_of(deputies))).collect();
    format!("Stand-ins, where somebody is away: {}.", each.join("; "))
}

/// Where to be on the first day.
#[must_use]
pub fn first_day(called: &str, date: &str, at: &str, door: &str, (met_by, deputy): (&str, &str)) -> String {
    format!(
        "First day, {date}: be there at {at}. Door: {} {met_by} meets {called} there, or {deputy} does.",
        sentence(door)
    )
}

/// The hours of days that begin and end alike.
#[must_use]
pub fn day_hours(days: &str, from: &str, to: &str) -> String {
    format!("{days}: begins {from}, ends {to}.")
}

/// Nobody has looked at the journey, or no timetable answers for it.
#[must_use]
pub fn journey_unknown(called: &str, alone: bool, home_agreed: bool, (who, number): (&str, &str)) -> String {
    let what = match (alone, home_agreed) {
        (true, false) => "the way there and back, and the times".to_owned(),
        (true, true) => "the way there, and the times".to_owned(),
        (false, false) => format!("who takes and collects {called}, by what, and when"),
        (false, true) => format!("who takes {called} there, by what, and when"),
    };
    format!("Not known yet: {what}. Please agree it with {who} ({number}) before the first day.")
}

/// Who collects, where somebody has to be there.
#[must_use]
pub fn ask_who(who: &str, number: &str) -> String {
    format!("Not known yet: who that is, and who may collect besides. Please tell {who} ({number}).")
}

/// The days of a journey.
#[must_use]
pub fn journey_days(days: &str) -> String {
    format!("{days}:")
}

/// How long a journey takes without a timetable.
#[must_use]
pub fn about(there: bool, way: &str, minutes: u16) -> String {
    if there {
        format!("There: {way}, about {minutes} minutes.")
    } else {
        format!("Home: {way}, about {minutes} minutes.")
    }
}

/// When to leave for a journey without a timetable.
#[must_use]
pub fn leave_about(leave: &str, from: &str) -> String {
    format!("Leave by about {leave} for a start at {from}.")
}

/// How the day ends, as agreed for this placement.
#[must_use]
pub fn day_ends(agreed: &str) -> String {
    format!("At the end of the day, as the workplace is told: {agreed}")
}

/// When a journey without a timetable ends at home.
#[must_use]
pub fn home_about(home: &str) -> String {
    format!("Home by about {home}.")
}

/// The way there by timetable.
#[must_use]
pub fn leaves(leave: &str, arrive: &str, from: &str) -> String {
    format!("There: leave home at {leave}, at the door by {arrive}. The day begins at {from}.")
}

/// The way home by timetable.
#[must_use]
pub fn returns(to: &str, leave: &str, arrive: &str) -> String {
    format!("Home: the day ends at {to}. Leave at {leave}, home by {arrive}.")
}

/// The next journey for somebody who misses the one planned.
#[must_use]
pub fn if_missed(leave: &str, arrive: &str) -> String {
    format!("If it is missed or does not come: leave at {leave}, there by {arrive}.")
}

/// What to do where no later journey is known.
#[must_use]
pub fn if_it_does_not_come(who: &str, number: &str) -> String {
    format!("If it does not come, ring {who}, {number}.")
}

/// When nobody is there at the end of a day.
#[must_use]
pub fn not_collected(who: &str, number: &str) -> String {
    format!(
        "Not known yet: what happens if nobody is there at the end of the day. Please agree it with {who} ({number})."
    )
}

/// The last number is not answered until home.
#[must_use]
pub fn not_answered_after(until: &str, home: &str) -> String {
    format!(
        "No number is answered after {until}, but the way home ends at about {home}. Not known yet: the number for that \
         time. Please ask for one."
    )
}

/// 999 first.
pub const EMERGENCY: &str = "In danger, or badly hurt: 999 first, then the first number.";

/// What to bring of the learner's own.
#[must_use]
pub fn keeps(lines: &[&str]) -> String {
    format!("To have with them every day: {}.", lines.join("; "))
}

/// A phone.
#[must_use]
pub fn phone(rule: &str) -> String {
    format!("Phone rule: {}", sentence(rule))
}

/// Who provides lunch, as agreed.
#[must_use]
pub fn meals(meals: &str) -> String {
    format!("Lunch: {}", sentence(meals))
}

/// What is not recorded about medicine, and about school meals unless they are settled.
#[must_use]
pub fn ask_meals(settled: bool, who: &str, number: &str) -> String {
    if settled {
        return format!(
            "Not known yet: any medicine. Nothing about it is arranged with the workplace. If it matters, ring {who}, \
             {number}."
        );
    }
    format!(
        "Not known yet: free school meals on these days, and any medicine. Nothing about either is arranged with the \
         workplace. If they matter, ring {who}, {number}."
    )
}

/// The workplace offers nothing to eat.
pub const NO_FOOD: &str = "The workplace is asked not to offer food or drink.";

/// A risk and its control.
#[must_use]
pub fn risk(hazard: &str, jobs: &[&str], control: &str) -> String {
    format!("{} ({}): {}", capital(hazard), list(jobs), sentence(control))
}

/// A risk with no control on record.
#[must_use]
pub fn risk_open(hazard: &str, jobs: &[&str], who: &str) -> String {
    format!(
        "{} ({}): what is done about it is not recorded yet. Ask {who} before the first day.",
        capital(hazard),
        list(jobs)
    )
}

/// Jobs whose author says that they bring no hazard.
#[must_use]
pub fn no_risk(jobs: &[&str]) -> String {
    format!("The workplace was asked about these jobs and named no hazard: {}.", jobs.join("; "))
}

/// Jobs of which nobody has been asked.
#[must_use]
pub fn risk_unknown(jobs: &[&str], who: &str) -> String {
    format!("Not known yet: the risks of {}. Ask {who} before the first day.", list(jobs))
}

/// What stops a job at once, whichever it is.
#[must_use]
pub fn stop_rules(rules: &[&str]) -> String {
    format!("What stops a job at once: {}.", rules.join("; "))
}

/// Something that happens at the site.
#[must_use]
pub fn event(what: &str, when: &str, so: &str) -> String {
    format!("{what} ({when}): {}", sentence(so))
}

/// Places out of bounds.
#[must_use]
pub fn closed_places(places: &[(&str, Option<&str>)]) -> Option<String> {
    (!places.is_empty()).then(|| format!("Places where learners never go: {}.", places_because(places)))
}

/// Fire.
#[must_use]
pub fn fire(alarm: &str, assembly_point: &str) -> String {
    format!("Fire alarm: {} Everybody meets here: {}", sentence(alarm), sentence(assembly_point))
}

/// First aid.
#[must_use]
pub fn first_aid(line: &str) -> String {
    format!("First aid: {}", sentence(line))
}

/// The rows of what happens if, each what and then what.
#[must_use]
pub fn what_if(
    called: &str,
    who: &str,
    number: &str,
    starts: &str,
    late: &str,
    answered_from: Option<&str>,
    (rest, aiders): (Option<&str>, &[&str]),
) -> Vec<(String, String)> {
    let rest =
        rest.map_or_else(|| "a rest first".to_owned(), |place| format!("a rest first ({})", lower(place)));
    let aiders =
        if aiders.is_empty() { " on the spot".to_owned() } else { format!(" from {}", any_of(aiders)) };
    let row = |what: &str, then: String| (what.to_owned(), then);
    vec![
        row(
            "Ill in the morning",
            answered_from.map_or_else(
                || format!("Ring {who}, {number}, before {starts}."),
                |from| {
                    format!(
                        "Ring {who}, {number}, answered from {from}. Not known yet: the number to ring before the \
                         day begins at {starts}. Please ask for one."
                    )
                },
            ),
        ),
        row(
            "Running late",
            format!("Ring the same number. The workplace rings it too if {called} is not there by {late}."),
        ),
        row(
            "Upset, or wants to come home",
            format!("{called} may stop: {rest}, then another job, or home. The workplace rings {who}."),
        ),
        row(
            "Hurt",
            format!("First aid{aiders}; 999 first if it is serious. Then the workplace rings {who}."),
        ),
        row(
            "The workplace closes",
            format!("The workplace rings {who}, and the day is planned again or called off."),
        ),
    ]
}

/// Somebody who comes along cannot.
#[must_use]
pub fn companion_away(name: &str) -> String {
    format!("{name} cannot come")
}

/// Nobody has said who comes instead.
#[must_use]
pub fn cover_unknown(who: &str) -> String {
    format!("Not known yet. Ask {who} before the first day.")
}

/// How the family is told is agreed, not assumed.
#[must_use]
pub fn agree_how(who: &str) -> String {
    format!("Please agree with {who} which of these you are told about at once, and how.")
}

/// Before the list of what is told.
#[must_use]
pub fn told(draft: bool) -> &'static str {
    if draft { "The briefing tells them:" } else { "They have been told:" }
}

/// Before the list of what is not told.
#[must_use]
pub fn not_told(draft: bool) -> &'static str {
    if draft { "The briefing does not tell them:" } else { "They have not been told:" }
}

/// How to change it.
#[must_use]
pub fn change_told(called: &str, who: &str, number: &str) -> String {
    format!("To change this list, you or {called} ring {who}, {number}, before the first day.")
}

/// Contact is agreed on paper until somebody has said it.
#[must_use]
pub fn hear(who: &str) -> String {
    format!("Not agreed yet. Fill this in together with {who}:")
}

/// When the family is rung.
#[must_use]
pub fn call(dates: &str, at: &str) -> String {
    format!("We ring you at {at}: {dates}.")
}

/// When contact is planned.
pub const HEAR_WHEN: [&str; 5] =
    ["Before the first day", "After the first day", "In the middle", "On the last day", "In the week after"];

/// Other forms.
#[must_use]
pub fn other_forms(who: &str, number: &str) -> String {
    format!(
        "To have this in another language or form, or to talk it through by telephone, ring {who}, {number}."
    )
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
