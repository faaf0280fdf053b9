//! Why a placement does not suit, and why a task is left out.

use super::{Audience, journey, task_name};
use crate::domain::offer::Offer;
use crate::domain::workload::GapReason;
use crate::suitability::{Blocker, Carved, CarvedWhy};
use crate::words::amount::{date, list};
use crate::words::briefing::support;
use crate::words::label::Label;
use crate::words::law;

/// Why a placement does not suit: always about the placement, never about the learner.
#[must_use]
pub fn blocker(blocker: &Blocker, audience: Audience) -> String {
    match (blocker, audience) {
        (Blocker::NoDates, _) => "There are no dates that fit.".to_owned(),
        (Blocker::AlreadyPlaced, _) => {
            "The learner is on another placement on the dates that fit.".to_owned()
        }
        (Blocker::NoSeats, _) => "Every place on the dates that fit is taken.".to_owned(),
        (Blocker::Law { because, .. }, Audience::Professional) => law::because(because),
        (Blocker::Law { rule, .. }, Audience::Family) => {
            format!("The rules about {} do not allow this placement yet.", rule.label())
        }
        (Blocker::Age { from, to, .. }, _) if from == to => format!("This place takes people aged {from}."),
        (Blocker::Age { from, to, .. }, _) => format!("This place takes people aged {from} to {to}."),
        (Blocker::InternsOnly, _) => "This place is for supported internships only.".to_owned(),
        (Blocker::Missing { provision }, _) => {
            format!("What is needed cannot be had here: {}.", provision.label())
        }
        (Blocker::NoneOf { provisions }, _) => {
            let labels: Vec<&str> = provisions.iter().map(|one| one.label()).collect();
            format!("None of these can be had here: {}.", list(&labels))
        }
        (Blocker::Exposed { exposure }, _) => {
            format!("There is no getting away from {} here.", exposure.label())
        }
        (Blocker::Evacuation { .. }, _) => {
            "The only way out in an emergency is by stairs, so it would not be safe.".to_owned()
        }
        (Blocker::Journey { notes }, Audience::Professional) => {
            let notes: Vec<String> = notes.iter().map(journey::note).collect();
            format!("The journey does not work. {}", notes.join(" ")).trim_end().to_owned()
        }
        (Blocker::Journey { .. }, Audience::Family) => {
            "The journey there and back would be too much.".to_owned()
        }
        (Blocker::TooLittleWork { tasks_left, of, date: on, reason }, Audience::Professional) => {
            let gap = match (on, reason) {
                (Some(on), Some(reason)) => format!(" First gap: {}, {}.", date(*on), gap(reason)),
                _ => String::new(),
            };
            format!("{tasks_left} of {of} tasks are left, and they do not fill the days.{gap}")
        }
        (Blocker::TooLittleWork { .. }, Audience::Family) => {
            "This place does not have enough of the right work to fill the days.".to_owned()
        }
    }
}

/// Why a task is left out.
#[must_use]
pub fn carved(carved: &Carved, offer: &Offer) -> String {
    let name = task_name(offer, &carved.task);
    match &carved.why {
        CarvedWhy::Law { because } => format!("“{name}” is left out. {}", law::because(because)),
        CarvedWhy::Brings { exposure } => {
            format!("“{name}” is left out because it brings {}.", exposure.label())
        }
        CarvedWhy::NeedsKeepingAway { exposure } => format!(
            "“{name}” is left out for now: it would need care with {}, and there is other work.",
            exposure.label()
        ),
        CarvedWhy::NeverThere { place } => {
            format!("“{name}” is left out because learners never go there: {place}.")
        }
        CarvedWhy::Stairs { place } => {
            format!("“{name}” is left out because stairs lead there: {place}.")
        }
        CarvedWhy::TooHeavy { heaviest_kg } => {
            format!(
                "“{name}” is left out: its heaviest thing, {heaviest_kg} kg, is more than the learner carries."
            )
        }
        CarvedWhy::NotYet { theme } => {
            format!("“{name}” is left out: it is about {}, which is for later.", support::theme(*theme))
        }
        CarvedWhy::NotKnownYet => {
            format!("“{name}” is left out until a question about it is answered. There is other work.")
        }
    }
}

/// Why a task is left out, and what would let it in.
#[must_use]
pub fn carved_and_back(one: &Carved, offer: &Offer) -> String {
    format!("{} {}", carved(one, offer), let_in(&one.why))
}

fn let_in(why: &CarvedWhy) -> &'static str {
    match why {
        CarvedWhy::Law { .. } => "Only a change of the task itself, or of the age, would let it in.",
        CarvedWhy::Brings { .. } => {
            "If that can be kept away from the task, the employer can say so in the offer."
        }
        CarvedWhy::NeedsKeepingAway { .. } => "It can come in once there is less other work.",
        CarvedWhy::NeverThere { .. } => "The employer could name another place for it.",
        CarvedWhy::Stairs { .. } => "The employer could name a place on the level for it.",
        CarvedWhy::TooHeavy { .. } => "Smaller loads, stated in the offer, would let it in.",
        CarvedWhy::NotYet { .. } => "The learner decides when the time for it has come.",
        CarvedWhy::NotKnownYet => "An answer to that question would let it in.",
    }
}

fn gap(reason: &GapReason) -> &'static str {
    match reason {
        GapReason::NoTask => "when there is no work",
        GapReason::AllCarved => "when there is only work that is left out",
        GapReason::SiteEvent { .. } => "when something at the site stands in the way",
        GapReason::NobodyThere => "when nobody is there to be with the learner",
        GapReason::NoDeputy => "when nobody is there to stand in",
        GapReason::MinutesUsed => "when the day's work is used up",
        GapReason::TooManyTasks => "when there would be too many different tasks in a week",
        GapReason::TooShort => "when the time between is too short to start",
        GapReason::DayTooShort => "when the day is too short for any work",
        GapReason::HoursUsed => "when the week's hours are used up",
    }
}
