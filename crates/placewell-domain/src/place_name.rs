//! What the name of a place of work says about it: whether it lies within another, and whether
//! stairs lead to it. Names are compared by their words: capitals, articles and punctuation do not
//! matter, so that "Van bay, left side" lies within "The van bay".

/// Words for another floor than the ground floor.
const OTHER_FLOORS: [&str; 8] =
    ["upstairs", "downstairs", "loft", "attic", "mezzanine", "balcony", "basement", "cellar"];

/// Words that, before "floor", name one that stairs lead to.
const NUMBERED: [&str; 12] =
    ["first", "second", "third", "fourth", "fifth", "1st", "2nd", "3rd", "4th", "5th", "top", "upper"];

/// Whether a place lies within an area: all the words of the area's name stand in the place's.
#[must_use]
pub fn lies_within(place: &str, area: &str) -> bool {
    let (place, area) = (words(place), words(area));
    !area.is_empty() && place.windows(area.len()).any(|run| run == area)
}

/// Whether the name says that the place is not on the ground floor.
#[must_use]
pub fn is_on_another_floor(place: &str) -> bool {
    let words = words(place);
    let numbered = |pair: &[String]| matches!(pair, [which, floor] if floor == "floor" && NUMBERED.contains(&which.as_str()));
    words.iter().any(|word| OTHER_FLOORS.contains(&word.as_str())) || words.windows(2).any(numbered)
}

fn words(name: &str) -> Vec<String> {
    name.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .filter(|word| !matches!(word.as_str(), "the" | "a" | "an"))
        .collect()
}
