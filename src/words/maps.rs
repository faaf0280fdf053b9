//! What a map says of itself, and the page around it.

/// The page.
pub const OFFERS: &str = "Where the offers are";
/// The page of one learner’s matches.
pub const MATCHES: &str = "Where the placements that suit are";
/// What is drawn.
pub const ABOUT: &str = "Numbers stand for the places in the list below. Lines run straight from stop to stop; \
     no map is fetched from anywhere else.";
/// What an area is.
pub const AREAS: &str =
    "A square about two kilometres wide stands for where learners live; no home is shown.";
/// No timetable is held.
pub const NO_TIMETABLE: &str = "No timetable has been read in, so no stops or lines are drawn.";
/// There is nothing to draw.
pub const NOTHING: &str = "Nothing here has a known position.";
/// The position of a row is not known.
pub const NOT_KNOWN: &str = "not on the map: the position of its postcode is not known";
/// The table of areas.
pub const BY_AREA: &str = "Learners by area";
/// Ways back.
pub const BACK_TO_OFFERS: &str = "Back to the list of offers";
/// See [`BACK_TO_OFFERS`].
pub const BACK_TO_MATCHES: &str = "Back to the placements that suit";

/// What is read out.
#[must_use]
pub fn says(marks: usize, learners: usize) -> String {
    let marks = if marks == 1 { "1 place".to_owned() } else { format!("{marks} places") };
    match learners {
        0 => format!("{marks}, by their numbers in the list"),
        1 => format!("{marks}, by their numbers in the list, and the area of 1 learner"),
        _ => format!("{marks}, by their numbers in the list, and the areas of {learners} learners"),
    }
}

/// How many learners live in a square, within it.
#[must_use]
pub fn learners(count: usize) -> String {
    if count == 1 { "1 learner".to_owned() } else { format!("{count} learners") }
}

/// The numbers of a label, of which it holds so many.
#[must_use]
pub fn numbers(numbers: &[usize], most: usize) -> String {
    let shown: Vec<String> = numbers.iter().take(most).map(ToString::to_string).collect();
    let more = numbers.len().saturating_sub(most);
    if more == 0 { shown.join(", ") } else { format!("{} +{more}", shown.join(", ")) }
}

/// How many homes have no known position.
#[must_use]
pub fn unplaced(count: usize) -> String {
    match count {
        1 => "1 learner is left out: the position of the home’s postcode is not known.".to_owned(),
        _ => format!("{count} learners are left out: the positions of their postcodes are not known."),
    }
}
