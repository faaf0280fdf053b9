//! Why a part of a score is what it is: for those who arrange placements.

use crate::domain::code::{Code, CodeSet};
use crate::suitability::{Contribution, Why};
use crate::words::amount::{hours, list};
use crate::words::label::Label;

/// One part of a score with its reason: `interests 150 of 200: …`.
#[must_use]
pub fn why(part: &Contribution) -> String {
    let Contribution { criterion, points, max, why } = part;
    format!("{}: {points} of {max}. {}", criterion.label(), because(why))
}

fn because(why: &Why) -> String {
    match why {
        Why::NoInput => "Nothing is known yet on which this could stand, so it gives nothing.".to_owned(),
        Why::NoTask => "No task is left to look at.".to_owned(),
        Why::LikedTasks { liked, of, themes } if themes.is_empty() => {
            format!("{liked} of {of} tasks {} about something the learner likes.", are(*liked))
        }
        Why::LikedTasks { liked, of, themes } => {
            format!(
                "{liked} of {of} tasks {} about something the learner likes: {}.",
                are(*liked),
                names(*themes)
            )
        }
        Why::StretchingTasks { stretching, of, too_easy, too_hard } => format!(
            "{stretching} of {of} tasks {} the learner; {too_easy} would be too easy and {too_hard} too hard.",
            if *stretching == 1 { "stretches" } else { "stretch" }
        ),
        Why::FittingTasks { fitting, of } => {
            let ask = if *fitting == 1 { "asks" } else { "ask" };
            format!("{fitting} of {of} tasks {ask} no more than the learner does comfortably now.")
        }
        Why::Supports { there, arranged, unknown, missing } => sorted(
            "The learner asks for no support.",
            &[
                ("There", names(*there)),
                ("To be arranged", names(*arranged)),
                ("Not known", names(*unknown)),
                ("Not to be had", names(*missing)),
            ],
        ),
        Why::Surroundings { absent, avoidable, unknown, present } => sorted(
            "The learner asks to avoid nothing.",
            &[
                ("Not there", names(*absent)),
                ("Can be kept away from", names(*avoidable)),
                ("Not known", names(*unknown)),
                ("There", names(*present)),
            ],
        ),
        Why::JourneyTakes { minutes, comfortable, check_map, alone } => {
            let company = if *alone { "alone" } else { "with somebody" };
            let map = if *check_map { " A map must still be looked at." } else { "" };
            format!(
                "The journey takes {} {company}; {} is comfortable.{map}",
                hours(*minutes),
                hours(*comfortable)
            )
        }
        Why::AsNewAsLiked { tasks, of } => {
            format!("{tasks} of {of} tasks {} as new or familiar as the learner likes.", are(*tasks))
        }
        Why::SpokenOf { tasks, of, .. } => {
            format!("{tasks} of {of} tasks {} close to what the learner says.", are(*tasks))
        }
    }
}

fn are<N: PartialEq + From<u8>>(count: N) -> &'static str {
    if count == N::from(1) { "is" } else { "are" }
}

fn names<T: Code + Label>(set: CodeSet<T>) -> String {
    list(&set.iter().map(Label::label).collect::<Vec<_>>())
}

fn sorted(nothing: &str, parts: &[(&str, String)]) -> String {
    let told: Vec<String> = parts
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(state, names)| format!("{state}: {names}."))
        .collect();
    if told.is_empty() { nothing.to_owned() } else { told.join(" ") }
}
