//! The pages of cohorts: learners who are placed together.

use crate::domain::cohort::CohortChoice;

/// Where every cohort is listed.
pub const COHORTS: &str = "Cohorts";
/// The form that sets a cohort up.
pub const NEW: &str = "Set up a cohort";
/// See [`NEW`].
pub const WHO_TAKES_PART: &str = "Only learners who agree that the hub sees their matches take part. Nothing is \
     proposed to anybody until a person has decided on each learner’s part.";
/// See [`NEW`].
pub const FROM_BEFORE: &str = "The same learners are placed anew. An offer that was accepted, or chosen \
     instead, stays; one that was rejected is not given to that learner again.";
/// See [`NEW`].
pub const CREATE: &str = "Place these learners";
/// See [`NEW`].
pub const NAME: &str = "What is the cohort called?";
/// See [`NEW`].
pub const NAME_HINT: &str = "For example, Year 10 in March. Providers whose learners take part can see it.";
/// See [`NEW`].
pub const START: &str = "When does every placement start?";
/// See [`NEW`].
pub const START_HINT: &str = "Leave it empty if each may start as early as possible.";
/// See [`NEW`].
pub const PROVIDERS: &str = "Whose learners take part?";
/// See [`NEW`].
pub const PROVIDERS_HINT: &str = "Select none for the learners of every provider.";
/// See [`NEW`].
pub const PROGRAMMES: &str = "On which programmes?";
/// See [`NEW`].
pub const PROGRAMMES_HINT: &str = "Select none for learners on any programme.";
/// See [`NEW`].
pub const OBJECTIVE: &str = "Once as many learners as possible are placed, what comes next?";
/// What to do about a field.
pub const ENTER_NAME: &str = "Enter what the cohort is called";
/// See [`ENTER_NAME`].
pub const SELECT_OBJECTIVE: &str = "Select what comes next";

/// What a person decides about a learner’s part.
pub const DECIDE: &str = "Save the decision";
/// See [`DECIDE`].
pub const DECISION: &str = "What do you decide?";
/// See [`DECIDE`].
pub const INSTEAD: &str = "Which offer instead?";
/// See [`DECIDE`].
pub const INSTEAD_HINT: &str = "Only if you chose another offer. It must suit the learner.";
/// See [`DECIDE`].
pub const NONE: &str = "No other offer";
/// See [`DECIDE`].
pub const WHY: &str = "Why?";
/// See [`DECIDE`].
pub const WHY_HINT: &str = "Needed unless you accept the offer. It stays in the learner’s record.";
/// See [`DECIDE`].
pub const SELECT_CHOICE: &str = "Select what you decide";
/// See [`DECIDE`].
pub const SELECT_INSTEAD: &str = "Select another offer if you chose one, and only then";
/// See [`DECIDE`].
pub const ENTER_WHY: &str = "Enter why";
/// The button that proposes what was decided.
pub const PROPOSE: &str = "Propose what was decided";

/// Headings of a learner’s part.
pub const FOR: &str = "Reasons for it";
/// See [`FOR`].
pub const TO_ASK: &str = "What to find out";
/// See [`FOR`].
pub const CHANGES: &str = "What it would take";
/// See [`FOR`].
pub const WHY_NOT: &str = "Why not the offer that suits best";
/// See [`FOR`].
pub const WOULD_OPEN: &str = "What would open an offer";
/// What a learner is called who stays without a placement.
pub const NOWHERE: &str = "no placement";

/// Changes that are tried out.
pub const WITHDRAW: &str = "withdraw";
/// See [`WITHDRAW`].
pub const PIN: &str = "pin";
/// See [`WITHDRAW`].
pub const FORBID: &str = "forbid";
/// See [`WITHDRAW`].
pub const SEATS: &str = "seats";
/// See [`WITHDRAW`].
pub const OF_LEARNER: [(&str, &str); 3] = [
    (WITHDRAW, "The learner takes no part"),
    (PIN, "The learner gets the offer below"),
    (FORBID, "The learner does not get the offer below"),
];
/// See [`WITHDRAW`].
pub const OF_OFFER: (&str, &str) = (SEATS, "The offer below has another number of seats");
/// See [`WITHDRAW`].
pub const SELECT_CHANGE: &str = "Select a change";
/// See [`WITHDRAW`].
pub const SELECT_OFFER: &str = "Select an offer";
/// See [`WITHDRAW`].
pub const ENTER_SEATS: &str = "Enter the number of seats, such as 3";

/// The figures of an answer, before and after a change.
pub const PLACED: &str = "Learners placed";
/// See [`PLACED`].
pub const LOWEST: &str = "Lowest score";
/// See [`PLACED`].
pub const TOTAL: &str = "Total of the scores";
/// See [`PLACED`].
pub const NOBODY: &str = "nobody is placed";

/// A choice about a learner’s part, before it is made.
#[must_use]
pub fn choice(choice: CohortChoice) -> &'static str {
    match choice {
        CohortChoice::Accept => "Accept the offer",
        CohortChoice::Override => "Choose another offer",
        CohortChoice::Reject => "Reject the offer: no placement from this answer",
    }
}

/// The name of a sheet, by its code.
#[must_use]
pub fn sheet(code: &str) -> &'static str {
    match code {
        "answer" => "Who is placed where",
        "pairs" => "Which offers suit whom",
        "capacities" => "Seats of each offer",
        _ => "Learners who take part, by number",
    }
}

/// The name of a view of an answer, by its code.
#[must_use]
pub fn tab(code: &str) -> &'static str {
    match code {
        "placed" => "Placed",
        "unplaced" => "Not placed",
        "offers" => "By offer",
        _ => "Shortages",
    }
}

/// Headings of an answer’s figures.
pub const PLACED_OF: &str = "Placed";
/// See [`PLACED_OF`].
pub const AT_MOST: &str = "The most that any answer could place";
/// See [`PLACED_OF`].
pub const PROOF: &str = "Proof that no answer is better";

/// How many are placed.
#[must_use]
pub fn placed(placed: u64, of: u64) -> String {
    format!("{placed} of {of}")
}

/// A score.
#[must_use]
pub fn score(score: u16) -> String {
    format!("{score} out of 1,000")
}

/// Whether the proof of an answer holds.
#[must_use]
pub fn proof(holds: bool, apart: bool) -> &'static str {
    match (holds, apart) {
        (true, true) => "checked, and holds",
        (true, false) => "checked; a better answer that keeps everybody apart may exist",
        (false, _) => "does not hold",
    }
}

/// The seats of an offer in a line; `gain` says what one more would bring.
#[must_use]
pub fn seats(taken: u32, seats: u32, suits: usize, gain: &str) -> String {
    format!("{taken} of {seats} seats taken; suits {}. {}", learners(suits), super::form::sentence(gain))
}

/// An offer that is worth asking for, in a line; `more` learners would be placed.
#[must_use]
pub fn ask_next(title: &str, area: &str, more: i64) -> String {
    let gain = match more {
        0 => "would place learners better".to_owned(),
        more => format!("would place {} more", learners(usize::try_from(more).unwrap_or_default())),
    };
    format!("One more seat like {title} ({area}) {gain}.")
}

fn learners(count: usize) -> String {
    if count == 1 { "1 learner".to_owned() } else { format!("{count} learners") }
}

/// A learner’s move from one answer to the other, without the name; `change` in points.
#[must_use]
pub fn moved(from: Option<&str>, to: Option<&str>, change: i64) -> String {
    format!("from {} to {} ({change:+} points)", from.unwrap_or(NOWHERE), to.unwrap_or(NOWHERE))
}

/// A learner of a cohort, for those who may not read the name.
#[must_use]
pub fn numbered(number: u32) -> String {
    format!("Learner {number}")
}

/// The page of what a cohort shows its hub.
pub const DEMAND: &str = "What to ask for, and of whom";
/// See [`DEMAND`].
pub const BACK: &str = "Back to the cohort";
/// See [`DEMAND`].
pub const STAND: &str = "How the learners stand";
/// See [`DEMAND`].
pub const NO_SEAT: &str = "Learners with offers that suit but no free place";
/// See [`DEMAND`].
pub const NO_OPTION: &str = "Learners with no offer that suits";
/// See [`DEMAND`].
pub const NOT_AGREED: &str = "Learners who have not agreed to let you see their matches";
/// See [`DEMAND`].
pub const ASKS: &str = "Single changes to ask for";
/// See [`DEMAND`].
pub const NO_ASK: &str = "No single change would open an offer.";
/// See [`DEMAND`].
pub const MISSING: &str = "Kinds of offer that are in short supply";
/// See [`DEMAND`].
pub const NONE_MISSING: &str = "No further offer of a known kind would suit anybody.";
/// See [`DEMAND`].
pub const EMPLOYERS: &str = "Your employers, least often asked first";

/// The page of the proof.
pub const PROVE: &str = "Check the proof again";
/// See [`PROVE`].
pub const ABOUT_PROOF: &str = "We have just placed the cohort again from the stored data and compared the result with the answer, byte by byte.";
/// See [`PROVE`].
pub const SAME_ANSWER: &str = "Is the answer the same?";
/// See [`PROVE`].
pub const HOLDS: &str = "Does the proof that no answer is better still hold?";
/// See [`PROVE`].
pub const DIGEST_IN: &str = "SHA-256 of the stored data";
/// See [`PROVE`].
pub const DIGEST_OUT: &str = "SHA-256 of the answer";

/// Yes or no.
#[must_use]
pub fn yes_no(holds: bool) -> &'static str {
    if holds { "yes" } else { "no" }
}

/// The learners who begin new work with a level of help.
#[must_use]
pub fn level(help: &str) -> String {
    format!("New work begins with: {help}")
}

/// How they stand.
#[must_use]
pub fn level_stands(
    learners: Option<u32>,
    placed: Option<u32>,
    unplaced: Option<u32>,
    offers: Option<usize>,
) -> String {
    let Some(learners) = learners else { return NOT_SHOWN.to_owned() };
    let about = |count: Option<u32>, what: &str| match count {
        Some(count) => format!("about {count} {what}"),
        None => format!("how many are {what} is not shown"),
    };
    let offers = match offers {
        None => String::new(),
        Some(1) => "; 1 offer suits any of them".to_owned(),
        Some(offers) => format!("; {offers} offers suit any of them"),
    };
    let stand = [about(placed, "placed"), about(unplaced, "without a placement")].join("; ");
    format!("About {learners} learners; {stand}{offers}")
}

/// From when an employer may be asked again.
#[must_use]
pub fn ask_again(day: &str) -> String {
    format!("Can be asked again from {day}, as agreed with it")
}

/// In place of a count that is small, or from which a small one could be worked out.
pub const NOT_SHOWN: &str = "Not shown: fewer than 8 learners, or another level’s number could be worked out";

/// Who would make a change, and for how many it would open an offer.
#[must_use]
pub fn asked_of(owner: &str, count: usize) -> String {
    format!("The {owner} would do it. Opens an offer to {}", learners(count))
}

/// A kind of offer.
#[must_use]
pub fn like(title: &str) -> String {
    format!("One more like {title}")
}

/// Where it is missing.
#[must_use]
pub fn one_more(area: &str, count: usize) -> String {
    format!("In {area}; would suit {} without a placement", learners(count))
}

/// How often an employer has been asked within a year.
#[must_use]
pub fn asked(asked: i64, declined: i64, last: Option<&str>) -> String {
    match (asked, last) {
        (0, _) | (_, None) => "Not asked within the last year".to_owned(),
        (1, Some(last)) => format!("Asked once within the last year, on {last}; declined {declined}"),
        (many, Some(last)) => {
            format!("Asked {many} times within the last year, the last time on {last}; declined {declined}")
        }
    }
}
