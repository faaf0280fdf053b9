use chrono::NaiveDate;

use super::Inputs;
use super::law_box::two_adults;
use super::places::lunch_place;
use crate::briefing::pack::Rest;
use crate::domain::need::Wanted;
use crate::domain::provision::Provision;
use crate::domain::support::Evacuation;
use crate::domain::task::Task;
use crate::domain::time::{Span, Weekday};
use crate::domain::voice::Companion;
use crate::law::Rule;
use crate::programme::{Block, DayPart, Wording};
use crate::words::briefing as spoken;
use crate::words::briefing::{places, rests as words, support};

/// What a break shares with every block.
pub(super) struct Ground {
    /// Where the plan puts it.
    pub(super) place: String,
    /// The person to go to.
    pub(super) host: String,
    /// Who stands in, and is the second adult where two are to be in sight.
    pub(super) second: Option<String>,
    /// What happens meanwhile.
    pub(super) notes: Vec<String>,
}

/// A job of whoever leads a look around that is done there at that time and is not in the plan.
fn job_to_see<'a>(inputs: &Inputs<'a>, date: NaiveDate, block: &Block, place: &str) -> Option<&'a Task> {
    let weekday = Weekday::of(date);
    let done_then = |task: &Task| {
        task.available.is_empty() || task.hours_on(weekday).any(|hours| hours.overlaps(block.span))
    };
    let planned = |task: &Task| inputs.programme.tasks.iter().any(|plan| plan.task == task.id);
    let mut tasks = inputs.offer.offer.tasks.iter();
    tasks.find(|task| {
        let theirs = task.place.as_str() == place && task.with.contains(&block.person);
        theirs && !planned(task) && done_then(task)
    })
}

/// A break: where, and who is beside the visitor or knows where they are. Whether they may be alone is asked.
pub(super) fn rest(
    inputs: &Inputs<'_>,
    called: &str,
    date: NaiveDate,
    block: &Block,
    ground: Ground,
) -> Rest {
    let Ground { place, host, second, notes } = ground;
    let either = spoken::with(&host, second.as_deref());
    let offer = &inputs.offer.offer;
    let (from, to) = (block.span.from, block.span.to);
    let part = part(block);
    let place = match part {
        DayPart::Lunch => lunch_place(offer).unwrap_or(places::NOT_SAID).to_owned(),
        DayPart::Break | DayPart::Rest | DayPart::Quiet if is_standard(&block.place) => {
            places::NOT_SAID.to_owned()
        }
        _ => place,
    };
    let during_event = offer.events.iter().any(|event| {
        block.events.contains(&event.id)
            && event.meanwhile.as_ref().is_some_and(|said| said.as_str() == place)
    });
    let beside = companion(inputs, date, block.span).map(|one| one.name.to_string());
    let alone = inputs.learner.profile.breaks_alone;
    let decided = inputs.findings.iter().any(|finding| finding.rule == Rule::Vetting && two_adults(finding));
    let company = match (part, &beside) {
        (DayPart::Away, _) => None,
        (_, Some(beside)) if two_in_sight(inputs) => Some(words::two_in_sight(beside, &either)),
        (_, Some(beside)) => Some(words::with(beside)),
        (DayPart::Pause, None) => {
            let job = job_to_see(inputs, date, block, &place).map(|task| task.name.as_str());
            Some(match (&second, decided) {
                (Some(second), true) => words::look_in_sight(&host, second, called, job),
                _ => words::look(&either, called, job),
            })
        }
        // What the safeguarding lead decided holds in breaks too, whatever the learner may do elsewhere.
        (_, None) if decided => {
            let sits_alone = alone == Some(true) && !never_alone(inputs) && !during_event;
            Some(words::in_sight(called, &host, second.as_deref(), sits_alone))
        }
        // Where the site says what to do meanwhile, somebody is there to do it with.
        (_, None) if during_event || never_alone(inputs) || alone == Some(false) => {
            Some(words::with(&either))
        }
        (DayPart::Lunch, None) if alone == Some(true) => Some(words::with_or_alone(&either, called)),
        (DayPart::Quiet | DayPart::Lunch, None) => Some(words::with(&either)),
        (_, None) if alone == Some(true) => Some(words::alone(&either, called)),
        (_, None) => Some(words::near(&either, called)),
    };
    let away_from_people =
        beside.is_none() && !decided && !during_event && alone != Some(false) && !never_alone(inputs);
    let fetched = away_from_people && inputs.learner.profile.evacuation != Evacuation::Unaided;
    let company = match company {
        Some(company) if fetched => Some(format!("{company} {}", words::fetched(&either, called))),
        other => other,
    };
    let with = (part != DayPart::Away).then_some(beside.unwrap_or(host));
    Rest { from, to, what: support::part(part).to_owned(), place, with, company, notes }
}

/// Which part of the day a break is.
pub(super) fn part(block: &Block) -> DayPart {
    match &block.what {
        Wording::Standard { part, .. } => *part,
        Wording::Said { .. } | Wording::Facts { .. } => DayPart::Break,
    }
}

fn is_standard(place: &Wording) -> bool {
    matches!(place, Wording::Standard { .. })
}

/// Somebody of the school or college who is there at all times on that day.
fn companion<'a>(inputs: &Inputs<'a>, date: NaiveDate, span: Span) -> Option<&'a Companion> {
    let there = |one: &&Companion| {
        one.always_there == Some(true)
            && one.weekdays.contains(Weekday::of(date))
            && one.hours.is_none_or(|hours| hours.covers(span))
    };
    inputs.learner.profile.companions.iter().find(there)
}

/// Whether two adults are to be in sight of the learner all day.
pub(super) fn two_in_sight(inputs: &Inputs<'_>) -> bool {
    let two = Wanted::Provision(Provision::TwoAdultsInSight);
    inputs.learner.profile.needs.iter().any(|need| need.wanted == two)
}

/// Whether somebody must be beside the learner all day.
pub(super) fn never_alone(inputs: &Inputs<'_>) -> bool {
    let beside = Wanted::Provision(Provision::OneToOneSupervision);
    inputs.learner.profile.needs.iter().any(|need| need.wanted == beside)
}
