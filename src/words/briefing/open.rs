//! What nobody has said yet.

use chrono::NaiveDate;

use super::{plain_date, short_day};
use crate::domain::placement::Gate;
use crate::domain::time::TimeOfDay;
use crate::law::vetting::known_as_at;
use crate::words::amount::list;

/// Under which name the visitor comes.
pub const NAME: &str = "What to call the visitor";

/// The safety statement.
pub const SAFETY: &str = "The safety statement: what every helper should know";

/// The aims of the placement.
pub const AIMS: &str = "The aims of this placement";

/// The way out of the day.
pub const GOING_HOME: &str = "Who comes at the end of the day, if anybody, and what to do if nobody does";

/// First aid that cannot wait.
pub const FIRST_AID: &str = "Whether there is anything to know for first aid";

/// How long to wait.
pub const WAIT: &str = "How many seconds to wait for an answer";

/// What being stuck looks like.
pub const SIGNS: &str = "What it looks like when a job gets stuck or too much";

/// The vetting decision.
pub const VETTING: &str = "The decision on vetting, and what it means for you";

/// Whether a decision for two adults in sight asks for a check as well.
pub const CHECKS: &str = "Whether a check of anybody who works with the visitor is asked for as well";
/// A check is asked for, and nobody has said how.
pub const CHECK_ARRANGED: &str = "Who applies for the check, who pays for it, and by when it is back";
/// A check is asked for where the guidance lets nobody ask for one.
#[must_use]
pub fn check_in_doubt() -> String {
    format!(
        "Whether a check may be asked for at all: the guidance, as known on {}, lets a school or college ask for none when \
         the visitor is 16 or 17. Apply for none until this is settled",
        plain_date(known_as_at())
    )
}
/// Nobody is named to come along.
pub const ALONG: &str = "Whether somebody from the school or college comes along";

/// Blocks of work for which no second adult is named.
#[must_use]
pub fn second_adult(blocks: &[(NaiveDate, TimeOfDay)]) -> String {
    const MOST: usize = 4;
    let told: Vec<String> =
        blocks.iter().take(MOST).map(|(date, from)| format!("{} {from}", short_day(*date))).collect();
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    let more = match blocks.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" (and {more} more times)"),
    };
    format!("Who the second adult in sight is on {}{more}", list(&told))
}

/// Aims that no job of the plan serves.
#[must_use]
pub fn aims_without_a_job(aims: &[&str]) -> String {
    let aims: Vec<String> = aims.iter().map(|aim| format!("“{}”", aim.trim_end_matches('.'))).collect();
    format!("A job in which to work on {}", list(&aims.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// The step further that was chosen, where no job of the plan holds it.
#[must_use]
pub fn step_without_a_job(step: &str) -> String {
    format!("A job in which to take the step that the visitor chose: “{}”", step.trim_end_matches('.'))
}

/// The boxes of the task cards.
pub const PICTURES: &str = "The pictures for the task cards, one for each numbered box";

/// Whether breaks may be taken alone.
pub const ALONE: &str = "Whether breaks may be taken alone";

/// Where lunch is eaten.
pub const LUNCH: &str = "Where lunch is eaten";

/// Where rests are taken.
pub const REST: &str = "Where rests are taken";

/// Who gives first aid.
pub const FIRST_AIDER: &str = "Who gives first aid on the site";

/// Steps that nobody has tried at the site.
#[must_use]
pub fn untried(tasks: &[&str]) -> String {
    format!("The steps, tried out on the site: {}", list(tasks))
}

/// What stands for a safety statement or a first-aid note until it has been agreed what is told.
#[must_use]
pub fn ask(owner: &str, by: NaiveDate) -> String {
    format!("To be confirmed by {}: {owner}.", plain_date(by))
}

/// The workplace has said yes.
pub const ACCEPTED: &str = "Accepted by the workplace";

/// Somebody on the learner's side has said yes.
pub const AGREED: &str = "Agreed on the learner's side";

/// Somebody of the provider has walked the site.
pub const VISIT: &str = "The visit to the site";

/// Learner and workplace have met.
pub const MEETING: &str = "The meeting before the first day";

/// The plan was agreed.
pub const PLAN: &str = "The plan, read and agreed by the workplace";

/// Whether the learner agrees to the plan.
pub const PLAN_SEEN: &str = "The plan, seen and agreed by the visitor";

/// Who walked the site.
pub const VISITED_BY: &str = "Who walked the site, and with whom";

/// Who agreed to the plan.
pub const AGREED_BY: &str = "Who at the workplace agreed to the plan";

/// The way out of somebody who needs help in an alarm.
pub const WAY_OUT: &str = "The way out in an alarm, walked with the visitor";

/// A step before confirming.
#[must_use]
pub fn step(gate: Gate) -> &'static str {
    match gate {
        Gate::Acceptance => ACCEPTED,
        Gate::Agreement => AGREED,
        Gate::SiteVisit => VISIT,
        Gate::Meeting => MEETING,
        Gate::Plan => PLAN,
    }
}

/// A step that was taken, and by whom.
#[must_use]
pub fn done(what: &str, on: NaiveDate, who: Option<&str>, way_out_walked: bool) -> String {
    let date = plain_date(on);
    let walked = if way_out_walked { "; the way out was walked" } else { "" };
    let who = who.map_or_else(String::new, |who| format!(", {who}"));
    format!("{what}: {date}{who}{walked}")
}

/// That the learner agreed to the plan.
#[must_use]
pub fn plan_agreed(called: &str, on: NaiveDate) -> String {
    format!("The plan, seen and agreed by {called}: {}", plain_date(on))
}

/// A step that was left out for a reason.
#[must_use]
pub fn waived(what: &str, on: NaiveDate) -> String {
    format!("{what}: decided on {} to do without", plain_date(on))
}

/// That the way out was walked.
#[must_use]
pub fn walked(on: NaiveDate, who: Option<&str>) -> String {
    let by = who.map(|who| format!(", {who}")).unwrap_or_default();
    format!("Way out walked on {}{by}.", plain_date(on))
}
