//! How to be with a learner, as they and the people who know them have said it.

use super::support::sentence;
use super::weekday_list;
use crate::domain::learner::Profile;
use crate::domain::support::Stamina;
use crate::domain::time::Weekdays;
use crate::domain::voice::{BodyLimits, Companion, Distress, NotYet, Talk};
use crate::words::amount::lower;

/// How to talk with the learner: their own lines, and an example.
#[must_use]
pub fn talk(talk: &Talk) -> Vec<String> {
    let mut lines: Vec<String> =
        talk.lines.iter().map(|line| format!("“{}”", sentence(line.as_str()))).collect();
    lines.extend(talk.say.as_ref().map(|say| format!("Say, for example: “{}”", sentence(say.as_str()))));
    lines
}

/// How long to wait for an answer, and what stands for yes, no and wait.
#[must_use]
pub fn answers(talk: &Talk) -> Vec<String> {
    let waits = |seconds: u16| format!("Wait {seconds} seconds for an answer before you say it again.");
    let mut lines: Vec<String> = talk.wait_seconds.map(waits).into_iter().collect();
    let signs = [("Yes", &talk.yes), ("No", &talk.no), ("Wait", &talk.wait)];
    let signs: Vec<String> =
        signs.iter().filter_map(|(sign, how)| how.as_ref().map(|how| format!("{sign}: {how}"))).collect();
    if !signs.is_empty() {
        lines.push(sentence(&signs.join(". ")));
    }
    lines
}

/// A sign, or what helps, at the beginning.
#[must_use]
pub fn early(line: &str) -> String {
    format!("Early: {}", sentence(line))
}

/// A sign, or what helps, when it has become too much.
#[must_use]
pub fn late(line: &str) -> String {
    format!("Late: {}", sentence(line))
}

/// How long distress lasts, and what comes after it.
#[must_use]
pub fn passes(distress: &Distress) -> Vec<String> {
    let lasts = distress.lasts_minutes.map(|minutes| match minutes {
        1 => "It usually passes within a minute.".to_owned(),
        minutes => format!("It usually passes within {minutes} minutes."),
    });
    let after = distress.afterwards.as_ref().map(|after| format!("Afterwards: {}", sentence(after.as_str())));
    lasts.into_iter().chain(after).collect()
}

/// What the learner does not do: by wish, or because of their body; and what happens instead.
#[must_use]
pub fn limits(profile: &Profile) -> Vec<String> {
    profile.hopes.not_yet.iter().map(not_yet).chain(of_the_body(&profile.body)).collect()
}

/// How long the learner works at most, as agreed.
#[must_use]
pub fn stamina(stamina: &Stamina) -> String {
    let one = stamina.max_one_task_minutes.filter(|one| *one < stamina.max_continuous_minutes);
    let one = one.map(|minutes| format!("{minutes} minutes at a time on one job, "));
    format!(
        "At most {}{} minutes without a break: an agreed limit. The plan keeps to it; when the time is up, stop, and finish next time.",
        one.unwrap_or_default(),
        stamina.max_continuous_minutes,
    )
}

/// What the learner carries and reaches at most.
#[must_use]
pub fn of_the_body(body: &BodyLimits) -> Vec<String> {
    let carries = body.carries_kg.map(|most| match most {
        0 => "No carrying: an agreed limit. Ask staff to bring and fetch.".to_owned(),
        most => format!("Nothing heavier than {most} kg: an agreed limit. Leave heavier things to staff."),
    });
    let reach = body.reach.as_ref().map(|reach| {
        format!(
            "Reach: {}, an agreed limit. Put things where that is enough.",
            lower(reach.as_str().trim_end_matches('.'))
        )
    });
    carries.into_iter().chain(reach).collect()
}

fn not_yet(not_yet: &NotYet) -> String {
    let what = format!("Not yet, in the learner’s words: “{}”", sentence(not_yet.words.as_str()));
    match &not_yet.bridge {
        Some(bridge) => format!("{what} Instead: {}", sentence(bridge.as_str())),
        None => what,
    }
}

/// Who comes along: on which of the plan's days and when, to do what, where, and what happens without them.
#[must_use]
pub fn companion(one: &Companion, plan: Weekdays) -> String {
    let hours = one.hours.map_or_else(String::new, |hours| format!(", {} to {}", hours.from, hours.to));
    let mut line = format!(
        "{}, {} ({}{hours}): {}",
        one.name,
        one.role,
        weekday_list(one.weekdays.intersection(plan)),
        sentence(one.does.as_str())
    );
    let stands = one.stands.as_ref().map(|place| format!("Stands: {}", sentence(place.as_str())));
    let always = one.always_there.map(|always| match always {
        true => "There all the time.".to_owned(),
        false => "Not here all day.".to_owned(),
    });
    let cover = one.cover.as_ref().map(|cover| format!("If away: {}", sentence(cover.as_str())));
    for more in [stands, always, cover].into_iter().flatten() {
        line.push(' ');
        line.push_str(&more);
    }
    line
}

/// That nobody comes along, as agreed, or that nobody has been named who does; and who answers.
#[must_use]
pub fn nobody_along(agreed: bool, contact: &str, hours: &str) -> String {
    let so = if agreed { "comes along; this has been agreed" } else { "has been named to come along" };
    format!("Nobody from the school or college {so}. {contact} answers {hours}.")
}
