//! The pages of what stands in the way of placements, and of what would open more of them.

/// Headings.
pub const UNLOCKS: &str = "What would open more placements";
/// See [`UNLOCKS`].
pub const BARRIERS: &str = "What stands in the way";
/// See [`UNLOCKS`].
pub const WAYS: &str = "What would make it suit";
/// See [`UNLOCKS`].
pub const COUNTED: &str = "How all offers stand";
/// See [`UNLOCKS`].
pub const CHANGES: &str = "Changes and answers, the smallest first";
/// See [`UNLOCKS`].
pub const TRY: &str = "Try a longer journey or day";
/// See [`UNLOCKS`].
pub const WOULD_SUIT: &str = "Placements that would suit";

/// How offers stand.
pub const OFFERS: &str = "All offers";
/// See [`OFFERS`].
pub const SUIT: &str = "Suit, some after a change or an answer";
/// See [`OFFERS`].
pub const SEVERAL: &str = "Fail for several reasons";

/// Lists of nothing.
pub const NOTHING: &str = "No single change or answer would open another placement.";
/// See [`NOTHING`].
pub const NO_BARRIER: &str = "Nothing: it suits as it stands.";
/// See [`NOTHING`].
pub const NO_WAY: &str = "Something that nobody can change stands in the way.";
/// See [`NOTHING`].
pub const NONE_SUITS: &str = "No placement would suit.";

/// Marks.
pub const FIXED: &str = "cannot be changed";
/// See [`FIXED`].
pub const ADJUSTABLE: &str = "can be changed";

/// Ways on and back.
pub const BACK_TO_ALL: &str = "Back to all placements that suit";
/// See [`BACK_TO_ALL`].
pub const BACK_TO_ONE: &str = "Back to this placement";

/// Trying.
pub const ABOUT_TRYING: &str = "Nothing is saved. It shows which placements would suit if the learner’s limits were different; the access log notes that you tried.";
/// See [`ABOUT_TRYING`].
pub const LONGEST: &str = "Longest journey in minutes";
/// See [`ABOUT_TRYING`].
pub const WALK: &str = "Longest walk at a stretch in metres";
/// See [`ABOUT_TRYING`].
pub const WALK_ALL: &str = "Most walking in one journey in metres";
/// See [`ABOUT_TRYING`].
pub const CHANGES_OF: &str = "Most changes of vehicle";
/// See [`ABOUT_TRYING`].
pub const WORK: &str = "Most work in one day in minutes";
/// See [`ABOUT_TRYING`].
pub const SEE: &str = "See what would suit";
/// See [`ABOUT_TRYING`].
pub const ENTER_NUMBER: &str = "Enter a whole number";

/// What a set of changes opens.
#[must_use]
pub fn opens(offers: usize, titles: &[String]) -> String {
    let which = titles.join("; ");
    match offers {
        1 => format!("Opens {which}"),
        more if more > titles.len() => format!("Opens {more} placements, the best of them {which}"),
        more => format!("Opens {more} placements: {which}"),
    }
}

/// Who has to act, and what it usually costs.
#[must_use]
pub fn by(employer: Option<&str>, pounds: u32) -> String {
    let who = employer.map_or_else(
        || "No employer has to do anything".to_owned(),
        |name| format!("{name} has to act or answer"),
    );
    if pounds == 0 { who } else { format!("{who}. It usually costs about £{pounds}") }
}

/// Where the offer would then stand.
#[must_use]
pub fn place(place: usize, pounds: u32) -> String {
    let stands = format!("With these, it would be number {place} of the placements that suit");
    if pounds == 0 { stands } else { format!("{stands}. The changes usually cost about £{pounds}") }
}

/// Offers that fail one thing only.
#[must_use]
pub fn fail_only(barrier: &str) -> String {
    format!("Fail for this reason alone: {barrier}")
}
