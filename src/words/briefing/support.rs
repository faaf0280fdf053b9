//! Words about how a learner works, and about the site, as a pack says them.

use crate::domain::event::EventKind;
use crate::domain::site::EvacuationRoute;
use crate::domain::support::{CommunicationMode, Evacuation, InstructionMode, Variety};
use crate::domain::theme::Theme;
use crate::law::Because;
use crate::programme::DayPart;
use crate::words::label::Label;

/// How somebody who communicates so is talked with.
#[must_use]
pub fn talking(mode: CommunicationMode) -> &'static str {
    match mode {
        CommunicationMode::Speech => "Answers by speaking. One thing at a time, and wait for the answer.",
        CommunicationMode::FewWords => "May answer in a few words. Questions with two choices work best.",
        CommunicationMode::Device => "Answers with a communication device. Wait; do not finish the sentence.",
        CommunicationMode::Symbols => "Answers by pointing at symbols. Keep them within reach at work.",
        CommunicationMode::Bsl => {
            "Uses British Sign Language. Face the light, and look at the person, not the interpreter."
        }
        CommunicationMode::KeyWordSigning => {
            "Uses signs for the words that matter. Speak as usual, and watch the hands."
        }
        CommunicationMode::Writing => "May answer in writing or by typing. Keep what is used for it near.",
    }
}

/// How somebody who learns so is shown a job.
#[must_use]
pub fn instructing(mode: InstructionMode) -> &'static str {
    match mode {
        InstructionMode::Shown => "Show the job by doing it, without talking over it.",
        InstructionMode::ShortSpoken => "Say one short sentence, then stop until it is done.",
        InstructionMode::WrittenList => "Hand over the written list; point at the line, do not read it out.",
        InstructionMode::PictureList => "Hand over the picture list; point at the next picture.",
        InstructionMode::Signed => "Sign the step, then point at the thing.",
        InstructionMode::Example => "Put a finished one beside the work, to be copied.",
    }
}

/// What somebody who likes so much change is offered.
#[must_use]
pub fn variety(variety: Variety) -> &'static str {
    match variety {
        Variety::Same => "Likes the same few jobs. Stick to what works.",
        Variety::Some => "Happy with a change if told first.",
        Variety::Much => "Likes change. Offer two jobs to choose from.",
    }
}

/// What interests somebody, after "Likes ".
#[must_use]
pub fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::Animals => "animals",
        Theme::Plants => "plants",
        Theme::Outdoors => "being outdoors",
        Theme::Food => "food",
        Theme::Making => "making things",
        Theme::Fixing => "fixing things",
        Theme::Vehicles => "vehicles",
        Theme::Computers => "computers",
        Theme::Art => "art",
        Theme::Music => "music",
        Theme::Sport => "sport",
        Theme::Caring => "looking after people",
        Theme::Children => "being with children",
        Theme::Customers => "meeting customers",
        Theme::Shops => "shops",
        Theme::Sorting => "sorting and putting in order",
        Theme::Office => "office work",
        Theme::Numbers => "numbers",
        Theme::Words => "reading and writing",
        Theme::Cleaning => "making things clean",
        Theme::Science => "science",
        Theme::History => "history",
        Theme::Clothes => "clothes",
        Theme::Hotels => "hotels and guests",
        Theme::Recycling => "recycling",
    }
}

/// "Likes plants: Pot on young plants; Sow trays."
#[must_use]
pub fn shared_interest(interest: Theme, jobs: &[&str]) -> String {
    format!("Likes {}: {}", theme(interest), sentence(&jobs.join("; ")))
}

/// Strengths, as one line.
#[must_use]
pub fn strengths(strengths: &[&str]) -> String {
    format!("Strengths: {}", sentence(&strengths.join("; ")))
}

/// The text with an end mark.
#[must_use]
pub fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// What the personal evacuation plan says, where one is needed.
#[must_use]
pub fn evacuation(need: Evacuation, route: EvacuationRoute) -> Vec<String> {
    let mut lines = match need {
        Evacuation::Unaided => return Vec::new(),
        Evacuation::NeedsPrompt => {
            vec![
                "Whoever is with the visitor shows or says that it is time to go, in the way the visitor takes things in (page 3), and stays beside them to the assembly point."
                    .to_owned(),
            ]
        }
        Evacuation::MayNotReact => {
            vec![
                "May not hear or react to the alarm: whoever is with the visitor comes into sight, points to the \
                 way out and stays near."
                    .to_owned(),
            ]
        }
        Evacuation::CannotUseStairs => {
            vec!["Cannot use stairs: whoever is with the visitor goes out with them.".to_owned()]
        }
    };
    if need == Evacuation::CannotUseStairs {
        lines.push(
            match route {
                EvacuationRoute::LevelExit => "The way out is level all the way.",
                EvacuationRoute::RefugeAndHelp => "Wait in the refuge; people trained to help come there.",
                EvacuationRoute::StairsOnly => {
                    "There is no level way out from upper floors: stay on the ground floor."
                }
                EvacuationRoute::Unknown => {
                    "Agree the level way out before the first day; until then stay on the ground floor."
                }
            }
            .to_owned(),
        );
    }
    lines
}

/// How the plan deals with something that happens at the site.
#[must_use]
pub fn event(kind: EventKind, place: Option<&str>) -> String {
    match kind {
        EventKind::Delivery | EventKind::Closed | EventKind::Meeting => match place {
            Some(place) => format!("no job is planned there then ({place})"),
            None => "no job is planned then".to_owned(),
        },
        EventKind::AlarmTest => "say so beforehand, and stay with the visitor".to_owned(),
        EventKind::Rush => "say so beforehand".to_owned(),
    }
}

/// What somebody does when nothing was said about stress, help or what to avoid.
pub const ASK_FIRST: &str = "Not known yet. Tell the first number what you notice.";

/// When a task has no stop rule of its own.
pub const STOP_RULE: &str = "somebody is hurt, something breaks, or it does not feel safe";

/// What the visitor wears.
#[must_use]
pub fn wears(dress: &str) -> String {
    format!("Wear: {}", sentence(dress))
}

/// Where and what the visitor eats.
#[must_use]
pub fn lunch(lunch: &str) -> String {
    sentence(&super::rest("Lunch", lunch))
}

/// Places where learners never go, and why where somebody has said.
#[must_use]
pub fn no_go(places: &[(&str, Option<&str>)]) -> Option<String> {
    (!places.is_empty()).then(|| format!("Out of bounds (site rule): {}.", places_because(places)))
}

/// Places in a row, each with why.
pub(in crate::words) fn places_because(places: &[(&str, Option<&str>)]) -> String {
    let within = |(place, because): &(&str, Option<&str>)| {
        let place =
            place.strip_prefix("The ").map_or_else(|| (*place).to_owned(), |rest| format!("the {rest}"));
        because.map_or_else(|| place.clone(), |because| format!("{place} ({because})"))
    };
    places.iter().map(within).collect::<Vec<_>>().join("; ")
}

/// A task of the offer that the visitor does not do, and why.
#[must_use]
pub fn not_this_job(task: &str, reason: &str) -> String {
    format!("Not this job: {task} ({reason}).")
}

/// So many parts of jobs are told in one place; each stands on its task card.
const MOST_PARTS: usize = 3;

/// Parts of jobs that staff do, as the site has it, and what the visitor does instead.
#[must_use]
pub fn with_staff(parts: &[&str], called: &str) -> Option<String> {
    let more = if parts.len() > MOST_PARTS { " More is on the task cards." } else { "" };
    let told: Vec<String> = parts.iter().take(MOST_PARTS).map(|part| sentence(part)).collect();
    (!told.is_empty()).then(|| {
        let told = told.join(" ");
        format!("Staff do these parts (site rule), {called} the rest: {told}{more}")
    })
}

/// Why a task is closed by law, or by a rule for everybody under 18.
#[must_use]
pub fn closed_by(because: &Because) -> Option<String> {
    match because {
        Because::BarredForChild { hazard, .. } => {
            Some(format!("{}; the law bars it at school age", hazard.label()))
        }
        Because::NeverOfSchoolAge { hazard } => {
            Some(format!("{}; safety codes bar it at school age", hazard.label()))
        }
        Because::NeverUnder18 { hazard } => Some(format!("{}; our rule: never under 18", hazard.label())),
        _ => None,
    }
}

/// Why a task is closed to somebody who cannot use stairs.
pub const STAIRS: &str = "stairs lead there";

/// Rails for everybody on placement.
#[must_use]
pub fn always_not(no_food_or_drink: bool) -> Vec<String> {
    let mut lines = vec![
        "No lifts in anybody's car or van, and no photographs of the visitor: this protects everyone. If one is wanted, ask the school or college first.".to_owned(),
        "No private messages, numbers or social media between staff and the visitor. News goes through the school or college.".to_owned(),
        "Nobody alone with the visitor behind a closed door. Leave the door open, in sight of others."
            .to_owned(),
    ];
    if no_food_or_drink {
        lines.push("Do not offer food or drink, and do not help with eating: an agreed limit.".to_owned());
    }
    lines
}

/// A standard part of a day in a few words, for the page on the wall.
#[must_use]
pub fn part(part: DayPart) -> &'static str {
    match part {
        DayPart::Welcome => "Welcome",
        DayPart::Tour => "Tour, and people to meet",
        DayPart::PlanOfTheDay => "Plan for the day",
        DayPart::ShowWork => "Show what was made",
        DayPart::Feedback => "Feedback",
        DayPart::Close => "Tidy up, then home",
        DayPart::Break => "Break",
        DayPart::Lunch => "Lunch",
        DayPart::Rest => "Rest",
        DayPart::Away => "Away",
        DayPart::Quiet => "Quiet break",
        DayPart::Pause => "See another job",
    }
}

/// What stands for it on a last day for which nothing is made that could be shown.
pub const SHOW_HOW: &str = "Show how the work is done";

/// Whether a row of a day is the one in which something made is shown, and says what.
#[must_use]
pub fn is_shown(what: &str) -> bool {
    what.strip_prefix(part(DayPart::ShowWork)).is_some_and(|rest| rest.starts_with(": "))
}

/// What a standard part of a day holds, and what good looks like in it.
#[must_use]
pub fn holds(what: &str, good: &str) -> String {
    format!("{} {}", sentence(what), good)
}
