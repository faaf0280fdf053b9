//! What is asked about an offer that was drafted from the catalogue.

use super::amount::{list, lower};
use super::briefing::weekday_list;
use super::label::{Label, labels};
use crate::domain::catalogue::{
    Answerer, DraftOffer, DraftQuestion, DraftSubject, DraftTopic, TypicalHours, TypicalTask,
};
use crate::domain::event::SiteEvent;

labels! {
    Answerer {
        SiteManager => "whoever runs the site",
        SafetyLead => "whoever wrote the risk assessment",
        Supervisor => "the supervisor",
        Worker => "somebody who does the task",
        Provider => "the learner's school or college",
    }
}

/// A question, in words for somebody at the workplace.
#[must_use]
pub fn question(question: &DraftQuestion<'_>, offer: &DraftOffer) -> String {
    match question.subject {
        DraftSubject::Offer => about_offer(question.topic, offer),
        DraftSubject::Task(_, task) => about_task(question.topic, task),
        DraftSubject::Person(_, role) => format!(
            "Who works as {}, and when? May they supervise a learner, and are they a first aider?",
            lower(role.as_str())
        ),
        DraftSubject::AskFirst(line) => line.to_string(),
    }
}

fn about_task(topic: DraftTopic, task: &TypicalTask) -> String {
    let name = &task.name;
    match topic {
        DraftTopic::Hazards if task.hazards.is_empty() => {
            format!("Does “{name}” bring any hazards? Usually it brings none: say so, or name them.")
        }
        DraftTopic::Hazards => {
            let named: Vec<String> =
                task.hazards.iter().map(|one| format!("{} ({})", one.hazard.label(), one.control)).collect();
            let named: Vec<&str> = named.iter().map(String::as_str).collect();
            format!(
                "Which hazards does “{name}” bring? Usually: {}. Confirm each one or strike it out, and add what is missing.",
                list(&named)
            )
        }
        DraftTopic::Exposures => {
            let named: Vec<&str> = task.exposures.iter().map(Label::label).collect();
            if named.is_empty() {
                format!(
                    "What does “{name}” expose a person to, such as noise, dust or crowds? Usually nothing."
                )
            } else {
                format!("What does “{name}” expose a person to? Usually: {}.", list(&named))
            }
        }
        DraftTopic::Tried => format!("Who has done “{name}” here step by step as it is written, and when?"),
        _ => format!(
            "Is “{name}” done like this here: these steps, this place and these people, {}?",
            hours(task.when)
        ),
    }
}

fn about_offer(topic: DraftTopic, offer: &DraftOffer) -> String {
    use DraftTopic as T;
    let fixed = match topic {
        T::Supervisor => "Who supervises the learner day by day, and who stands in?",
        T::LoneAdult => "Is one adult ever alone with the learner?",
        T::SpecifiedPlace => "Is the site a school, a nursery or a children's home?",
        T::Dates => "Between which dates can learners come, and on which dates is the site shut?",
        T::Pattern => {
            "Do learners come for some days in a row, on one to three days a week, or for weeks in one department? \
             For how long?"
        }
        T::Capacity => "How many learners can come on the same day?",
        T::Ages => "From which age to which age do you take learners?",
        T::Site => "What is the workplace called, and what is its address?",
        T::Door => "Which door does a learner come to on the first day, and what is beside it?",
        T::AskFor => "Whom does a learner ask for at the door?",
        T::Route => "How does somebody who cannot use stairs get out in an emergency?",
        T::AssemblyPoint => "Where does everybody meet after leaving the building in an emergency?",
        T::Alarm => "How does the alarm sound or look, and when is it tested?",
        T::FirstAidBox => "Where is the first-aid box?",
        T::Dress => "What does a learner wear?",
        T::Lunch => "Where and what do people eat at midday?",
        T::Toilets => "Where are the toilets?",
        T::Phones => "May a learner use a phone, and where?",
        T::Provisions => "Which of the listed adjustments does the workplace have, and which can it arrange?",
        T::Places => {
            "Are the places right? Which is a learner's place to rest, which have a level way out, and how loud is each?"
        }
        T::NoGo => "Where do learners never go?",
        T::Description => "Do the title and the summary describe this placement?",
        T::Hours => return hours_asked(offer),
        T::Events => return events_asked(&offer.events),
        T::Hazards | T::Person | T::Exposures | T::Task | T::Tried | T::MoreTasks => {
            "What else is there to do?"
        }
    };
    fixed.to_owned()
}

fn hours_asked(offer: &DraftOffer) -> String {
    let usual = offer.windows.first().and_then(|window| {
        window.hours.map(|span| format!("{}, {} to {}", weekday_list(window.weekdays), span.from, span.to))
    });
    let asked = "On which days and between which hours do learners come, and when are the breaks?";
    usual.map_or_else(|| asked.to_owned(), |usual| format!("{asked} Usually: {usual}."))
}

fn events_asked(events: &[SiteEvent]) -> String {
    let named: Vec<String> = events
        .iter()
        .map(|event| {
            format!(
                "{} ({}, {} to {})",
                event.name,
                weekday_list(event.weekdays),
                event.hours.from,
                event.hours.to
            )
        })
        .collect();
    let asked = "What happens at known times, such as deliveries, alarm tests and busy times?";
    if named.is_empty() { asked.to_owned() } else { format!("{asked} Usually: {}.", named.join("; ")) }
}

fn hours(hours: TypicalHours) -> String {
    format!("{} from {} to {}", weekday_list(hours.weekdays), hours.from, hours.to)
}
