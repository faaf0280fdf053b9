//! Reasons, questions and changes.

use super::journey::training;
use super::task_name;
use crate::domain::offer::Offer;
use crate::suitability::{Arrangement, Asked, Change, Question, Reason};
use crate::words::amount::{hours, list, pounds};
use crate::words::label::Label;
use crate::words::{exposures, provisions};

/// What speaks for a match.
#[must_use]
pub fn reason(reason: &Reason, offer: &Offer) -> String {
    match reason {
        Reason::SpeaksOf { task } => {
            format!("“{}” is close to what the learner talks about.", task_name(offer, task))
        }
        Reason::Likes { theme, task } => {
            format!("They like {}, and there is “{}”.", theme.label(), task_name(offer, task))
        }
        Reason::Stretches { task } => {
            format!("“{}” is something new to grow into.", task_name(offer, task))
        }
        Reason::Has { provision } => format!("What they need is there: {}.", provision.label()),
        Reason::FreeOf { exposure } => format!("The place is free of {}.", exposure.label()),
        Reason::EasyJourney { minutes, mode } => {
            format!("The journey takes about {} {}.", hours(*minutes), mode.label())
        }
    }
}

/// What is asked, as it would be said to the one who is asked.
#[must_use]
pub fn question(question: &Question, offer: &Offer) -> String {
    match &question.asked {
        Asked::Provision { provision } => provisions::question(*provision).to_owned(),
        Asked::AnyOf { provisions } => {
            let labels: Vec<&str> = provisions.iter().map(|one| one.label()).collect();
            format!("Could any one of these be arranged: {}?", list(&labels))
        }
        Asked::SiteExposure { exposure } => exposures::site_question(*exposure),
        Asked::TaskExposure { task, exposure } => {
            exposures::task_question(*exposure, task_name(offer, task))
        }
        Asked::TaskProofs { task, hazard, conditions } => {
            let conditions: Vec<&str> = conditions.iter().map(|one| one.label()).collect();
            format!(
                "The job “{}” has {}. Could you {}?",
                task_name(offer, task),
                hazard.label(),
                list(&conditions)
            )
        }
        Asked::TaskHazards { task } => format!(
            "Which hazards does the job “{}” have, if any? Who says so, and on which day?",
            task_name(offer, task)
        ),
        Asked::TaskHazardProposed { task, hazard, words } => format!(
            "“{words}” in the job “{}” suggests {}. Is that so? Who says so, and on which day?",
            task_name(offer, task),
            hazard.label()
        ),
        Asked::WithoutStairs { task } => format!(
            "Can somebody who cannot use stairs get to where “{}” is done, and out of there in a fire?",
            task_name(offer, task)
        ),
        Asked::TaskWeight { task } => {
            format!("How heavy is the heaviest thing that anybody lifts in “{}”?", task_name(offer, task))
        }
        Asked::Evacuation => "How would somebody who cannot use stairs get out in an emergency?".to_owned(),
        Asked::Insurance => {
            "Who insures you as an employer, for how much, and until when? Or which body are you, if you need \
             no policy?"
                .to_owned()
        }
        Asked::LoneAdult => "Would one adult ever be alone with the learner?".to_owned(),
        Asked::VettingDecision => {
            "What does the safeguarding lead decide about checks for this placement?".to_owned()
        }
        Asked::CheckMap => "Is the way short enough on a map? The straight line leaves it open.".to_owned(),
        Asked::PublicTransport => "Is there a bus or train that gets there and back at these times?".to_owned(),
        Asked::HomePlace => "Where does the learner set out from? The postcode was not found.".to_owned(),
        Asked::SitePlace => "Where exactly is the site? Its postcode was not found.".to_owned(),
    }
}

/// What would change, who does it, and what it costs.
#[must_use]
pub fn change(change: &Change, offer: &Offer) -> String {
    let what = arrangement(&change.what, offer);
    let cost = match change.cost_pounds {
        0 => "no cost".to_owned(),
        cost => format!("about {}", pounds(cost)),
    };
    format!("{what} ({}; {cost}; {}).", change.owner.label(), change.effort.label())
}

/// What would change, and no more.
#[must_use]
pub fn arrangement(arrangement: &Arrangement, offer: &Offer) -> String {
    match arrangement {
        Arrangement::Provide { provision } => format!("Arrange this: {}", provision.label()),
        Arrangement::KeepAway { exposure } => {
            format!("Keep the learner away from {}", exposure.label())
        }
        Arrangement::KeepAwayInTask { task, exposure } => {
            format!("In “{}”, leave out what brings {}", task_name(offer, task), exposure.label())
        }
        Arrangement::StartLater { minutes } => format!("Start {} later each day", hours(*minutes)),
        Arrangement::FinishEarlier { minutes } => format!("Finish {} earlier each day", hours(*minutes)),
        Arrangement::TrainForRoute { legs } if legs.is_empty() => {
            "Practise the journey together until it is safe alone".to_owned()
        }
        Arrangement::TrainForRoute { legs } => {
            let legs: Vec<String> = legs.iter().map(training).collect();
            let legs: Vec<&str> = legs.iter().map(String::as_str).collect();
            format!("Practise together until it is safe alone: {}", list(&legs))
        }
        Arrangement::Escort => "Somebody goes along on the journey".to_owned(),
        Arrangement::Taxi => "A taxi or the provider's minibus there and back".to_owned(),
        Arrangement::StartLaterForPass { minutes } => {
            format!("Start {} later each day, so that the bus pass pays for the ride", hours(*minutes))
        }
        Arrangement::Insure => "Take out, raise or renew the employer's insurance".to_owned(),
        Arrangement::AddWork => "Find more work of the kind that this learner can do".to_owned(),
    }
}
