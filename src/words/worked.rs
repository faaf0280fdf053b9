//! Worked examples of matching: who stands where, and why, in words that add up.

use super::label::Label;
use crate::domain::learner::{LearnerFacts, OwnWords};
use crate::domain::need::{Wanted, Weight};
use crate::suitability::{Assessment, Contribution};

/// How the page begins.
pub const HEAD: &str = "# Worked examples of matching

The learners and offers are the sample's, all of them made up; journeys are estimates. `placewell worked` prints this page,
and a test checks that it is up to date. For each learner: the best three placements and why they stand in this order, one
placement that does not suit and what it would take, and the smallest set of changes and answers that would open most. The
value is the score less what changes and questions take off ([ADR 24](adr/0024-matches-are-ordered-by-value.md)).
";

fn list(items: &[String]) -> String {
    super::amount::list(&items.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Who a learner is, as far as matching knows.
#[must_use]
pub fn learner(learner: &LearnerFacts) -> String {
    let profile = &learner.profile;
    let wanted = |weight: Weight| {
        let needs = profile.needs.iter().filter(move |need| need.weight == weight);
        let told = needs.map(|need| match need.wanted {
            Wanted::Provision(provision) => provision.label().to_owned(),
            Wanted::Avoid(exposure) => format!("no {}", exposure.label()),
        });
        told.collect::<Vec<_>>()
    };
    let likes: Vec<_> = profile.interests.iter().map(|theme| theme.label().to_owned()).collect();
    let ways: Vec<_> = profile.travel.modes.iter().map(|mode| mode.label().to_owned()).collect();
    let told = [
        ("Likes", list(&likes)),
        ("Must have", list(&wanted(Weight::Essential))),
        ("Works better with", list(&wanted(Weight::Helpful))),
        ("Gets there", list(&ways)),
    ];
    let told = told.iter().filter(|(_, what)| !what.is_empty()).map(|(how, what)| format!("{how}: {what}."));
    told.chain(says(&profile.own_words)).collect::<Vec<_>>().join(" ")
}

fn says(words: &OwnWords) -> Option<String> {
    let said = [&words.likes, &words.wants_to_try].into_iter().flatten();
    let said: Vec<&str> = said.map(|text| text.as_str()).collect();
    (!said.is_empty()).then(|| format!("Says: “{}”", said.join(" ")))
}

/// Why one match stands before another: every difference, so that the sum is that of their values.
#[must_use]
pub fn order(better: &Assessment, other: &Assessment) -> String {
    let parts = better.contributions.iter().zip(&other.contributions);
    let mut parts: Vec<(i32, &Contribution, &Contribution)> =
        parts.map(|(one, two)| (i32::from(one.points) - i32::from(two.points), one, two)).collect();
    parts.retain(|(by, ..)| *by != 0);
    parts.sort_by_key(|(by, ..)| std::cmp::Reverse(by.abs()));
    let told = |sign: i32| {
        let of_sign = parts.iter().filter(move |(by, ..)| by.signum() == sign);
        of_sign.map(|(by, one, _)| format!("{} for {}", by.abs(), one.criterion.label())).collect::<Vec<_>>()
    };
    let taken = |one: &Assessment| i32::from(one.score).saturating_sub(one.value);
    let (off, by) = (taken(better) - taken(other), better.value - other.value);
    let sides = [("It gains", told(1)), ("It loses", told(-1))].into_iter();
    let sides =
        sides.filter(|(_, parts)| !parts.is_empty()).map(|(how, parts)| format!("{how} {}.", list(&parts)));
    let off = match off {
        0 => None,
        1.. => Some(format!("{off} more is taken off it.")),
        _ => Some(format!("{} less is taken off it.", -off)),
    };
    let sum = match by {
        0 => "The values are equal, and the identifiers decide.".to_owned(),
        _ => format!("In all, {by} more."),
    };
    let why = parts.first().map(|(_, one, two)| {
        let (one, two) = (super::suitability::why(one), super::suitability::why(two));
        format!("\n\n- The largest difference: {one}\n- Compared with: {two}")
    });
    let told = sides.chain(off).chain([sum]).collect::<Vec<_>>().join(" ");
    format!("{told}{}", why.unwrap_or_default())
}

/// Where something stands in the way that nobody can change.
pub const NOBODY: &str = "Nobody can change that.";

/// Where no change opens anything.
pub const NOTHING: &str = "no change that anybody could make opens another placement.";

/// What it would take for a placement to suit.
#[must_use]
pub fn would_suit(steps: &[String], pounds: Option<&str>, value: i32) -> String {
    let cost = pounds.map_or_else(|| "at no cost".to_owned(), |pounds| format!("at about {pounds}"));
    format!("It would suit, with a value of {value} and {cost}, with this: {}", steps.join(" "))
}

/// How many placements suit then.
#[must_use]
pub fn opens(count: usize, best: &str, value: i32) -> String {
    match count {
        1 => format!("That opens {best}, at a value of {value}."),
        _ => format!("That opens {count} placements, the best of them {best} at a value of {value}."),
    }
}
