//! The learner's copy: short sentences in the first person, one idea each.

use crate::programme::DayPart;
use crate::words::amount::{any_of, lower};

/// Words that need an explanation, each with the sentence that explains it. A word stands here in the
/// form in which it is looked for; its plural counts too.
pub const HARD_WORDS: &[(&str, &str)] = &[
    ("archive", "An archive is a store of old papers."),
    ("assembly point", "An assembly point is where everyone meets."),
    ("bedding plant", "Bedding plants are flowers for gardens."),
    ("canteen", "A canteen is a place to eat."),
    ("catalogue", "A catalogue is a list of things."),
    ("courier", "A courier brings and takes parcels."),
    ("cutlery", "Cutlery is knives, forks and spoons."),
    ("delivery", "A delivery is things that come by van."),
    ("designated", "Designated means chosen for that job."),
    ("despatch", "Despatch means sending things out."),
    ("dispatch", "Dispatch means sending things out."),
    ("guillotine", "A guillotine is a machine that cuts paper."),
    ("index", "An index is a list in order."),
    ("internship", "An internship is learning a job at work."),
    ("inventory", "An inventory is a list of things."),
    ("offcut", "Offcuts are small pieces left over."),
    ("portion", "A portion is food for one person."),
    ("proof", "A proof is a test print."),
    ("quality", "Quality means how good it is."),
    ("reception", "Reception is the desk for visitors."),
    ("requested", "Requested means somebody asked for it."),
    ("safeguarding", "Safeguarding means keeping people safe."),
    ("scanner", "A scanner reads codes with a light."),
    ("stock", "Stock is all the things in a shop or store."),
    ("supervisor", "A supervisor looks after the team."),
];

/// The headings of the chapters.
pub mod chapter {
    /// What it is.
    pub const WORK: &str = "My work";
    /// The jobs.
    pub const JOBS: &str = "My jobs";
    /// The start of the first day.
    pub const START: &str = "My first ten minutes";
    /// Distress.
    pub const HARD: &str = "When it is hard";
    /// The people.
    pub const PEOPLE: &str = "Who helps me";
    /// Safeguarding.
    pub const TELL: &str = "Telling someone";
    /// Changes.
    pub const CHANGE: &str = "If something changes";
    /// The end.
    pub const END: &str = "The end";
}

/// The heading.
#[must_use]
pub fn heading(site: &str) -> String {
    format!("My work at {site}")
}

/// Where.
#[must_use]
pub fn i_go(site: &str) -> String {
    format!("I go to work at {site}.")
}

/// The first day.
#[must_use]
pub fn first_day(day: &str) -> String {
    format!("The first day is {day}.")
}

/// The last day.
#[must_use]
pub fn last_day(day: &str) -> String {
    format!("The last day is {day}.")
}

/// When the day begins.
#[must_use]
pub fn i_start(at: &str) -> String {
    format!("I start at {at}.")
}

/// When the day ends.
#[must_use]
pub fn i_finish(at: &str) -> String {
    format!("I finish at {at}.")
}

/// The times differ from day to day.
pub const TIMES_DIFFER: &str = "My day pages tell me the times.";

/// The door.
pub const THIS_DOOR: &str = "I go to this door.";

/// Who is at the door.
#[must_use]
pub fn meets_me(name: &str) -> String {
    format!("{name} meets me.")
}

/// Who comes when somebody is away: two names a sentence at most.
#[must_use]
pub fn if_away(name: &str, deputies: &[&str]) -> Vec<String> {
    let (first, others) = deputies.split_at(deputies.len().min(2));
    let others = others.chunks(2).map(|some| format!("{} can come, too.", any_of(some)));
    std::iter::once(format!("If {name} is away, {} comes.", any_of(first))).chain(others).collect()
}

/// A greeting.
#[must_use]
pub fn i_can_say(name: &str) -> String {
    format!("I can say “Hello, {name}”.")
}

/// A greeting without speech.
pub const MY_OWN_HELLO: &str = "I can say hello in my own way.";

/// The bag.
#[must_use]
pub fn bag(name: &str) -> String {
    format!("{name} shows me where my bag goes.")
}

/// Before what to wear, and what to do where that is not said plainly.
pub const I_WEAR: [&str; 2] = ["This is what I wear.", "I ask what to wear."];

/// What somebody says is lent, as the learner says it: "gloves are lent" is "They lend me gloves".
#[must_use]
pub fn lent(text: &str) -> String {
    let part = |part: &str| {
        let things = part.trim().strip_suffix(" are lent").or_else(|| part.trim().strip_suffix(" is lent"));
        things.map_or_else(|| part.to_owned(), |things| format!("They lend me {}", lower(things)))
    };
    text.split(';').map(part).collect::<Vec<_>>().join(";")
}

/// Lunch.
pub const LUNCH: [&str; 2] = ["This is for lunch.", "I ask about lunch."];

/// Where only a part of it is said plainly.
pub const I_ASK_MORE: &str = "I ask about the rest.";

/// The toilet.
pub const TOILET: [&str; 2] = ["The toilet is here.", "I ask where the toilet is."];

/// How somebody sees that a job is done.
#[must_use]
pub fn done(end: &str) -> String {
    format!("Done: {}", lower(end))
}

/// The job for which somebody is with the learner first.
#[must_use]
pub fn for_this(job: &str) -> String {
    format!("First job with me: {}", lower(job))
}

/// A job that is new on the day.
pub const NEW: &str = "This is new.";

/// Who is there.
#[must_use]
pub fn with(name: &str) -> String {
    format!("With {name}.")
}

/// Another job to choose.
#[must_use]
pub fn or_i_choose(job: &str) -> [String; 2] {
    [format!("Or: {job}."), "I choose.".to_owned()]
}

/// Who comes along, and for how long.
#[must_use]
pub fn comes_along(name: &str, hours: Option<(&str, &str)>) -> String {
    match hours {
        Some((from, to)) => format!("{name} is there from {from} to {to}."),
        None => format!("{name} is there today."),
    }
}

/// An alarm test.
#[must_use]
pub fn alarm_test(at: &str) -> String {
    format!("At {at} the alarm rings. It is only a test.")
}

/// Where tests are told from alarms.
pub const TESTS_ARE_TOLD: [&str; 2] =
    ["My day pages tell me when it is only a test.", "Then I stay with the person with me."];

/// Something that happens at the site.
#[must_use]
pub fn event(at: &str, name: &str) -> String {
    format!("{at} {name}.")
}

/// The second page of a day.
#[must_use]
pub fn goes_on(day: &str) -> String {
    format!("{day}, page 2")
}

/// Going home.
pub const HOME_TIME: &str = "Home time";

/// A part of the day that is no job.
#[must_use]
pub fn part(part: DayPart) -> &'static str {
    match part {
        DayPart::Welcome => "I say hello",
        DayPart::Tour => "I look round",
        DayPart::PlanOfTheDay => "I look at my plan",
        DayPart::ShowWork => "I show my work",
        DayPart::Feedback => "I hear what went well",
        DayPart::Close => "I tidy up and say goodbye",
        DayPart::Break => "Break",
        DayPart::Lunch => "Lunch",
        DayPart::Rest => "Rest",
        DayPart::Away => "I am away",
        DayPart::Quiet => "Quiet time",
        DayPart::Pause => "I look at another job",
    }
}

/// The question of the day, and what each face says.
pub const MY_DAY: (&str, [&str; 3]) = ("My day was", ["Good", "OK", "Not good"]);

/// What to write.
pub const BEST: &str = "Best today";
/// What to write.
pub const NOT_AGAIN: &str = "Not that again";
/// What to write at the end.
pub const NEXT: &str = "What I want next";

/// Stopping.
pub const STOP: [&str; 3] = ["I can stop.", "I can show this card.", "That is all right."];
/// Asking.
pub const ASK: [&str; 2] = ["I can ask for help.", "I ask the person with me."];
/// A break.
pub const BREAK: [&str; 1] = ["I can ask for a break."];
/// The quiet place.
pub const QUIET_PLACE: &str = "I can go to this place.";
/// When it is open to the learner.
pub const ANY_TIME: &str = "I can go there at any time.";
/// When it has to be asked for.
pub const ASK_FIRST: &str = "I ask the person with me first.";
/// A support as its owner would say it: "His coach beside him" is "My coach beside me". Nothing where that cannot be told
/// from the words alone.
#[must_use]
pub fn in_my_words(support: &str) -> Option<String> {
    let words: Vec<&str> = support.split_whitespace().collect();
    let mut mine = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let owns = bare.len() == word.len()
            && words.get(at + 1).is_some_and(|next| !LINKS.contains(&next.to_lowercase().as_str()));
        let whole = bare.to_lowercase();
        let said = match whole.split(['\'', '’']).next().unwrap_or(&whole) {
            "he" | "she" | "they" | "them" | "himself" | "herself" | "themselves" | "hers" | "their"
            | "theirs" => {
                return None;
            }
            "his" | "her" if owns => "my",
            "her" | "him" => "me",
            "his" => return None,
            _ => {
                mine.push((*word).to_owned());
                continue;
            }
        };
        let capital = bare.starts_with(char::is_uppercase);
        let said = if capital { said.replacen('m', "M", 1) } else { said.to_owned() };
        mine.push(format!("{said}{}", word.get(bare.len()..).unwrap_or_default()));
    }
    Some(mine.join(" "))
}

/// Words that begin something new after "her".
const LINKS: [&str; 14] =
    ["and", "at", "beside", "by", "for", "from", "in", "near", "on", "or", "to", "when", "while", "with"];

/// Where not every support can be said so.
pub const I_KEEP_MORE: &str = "I ask what else I keep.";

/// Choosing.
pub const I_CHOOSE: [&str; 2] = ["Sometimes I choose my job.", "My day pages tell me."];

/// Jobs that are new.
pub const SOME_NEW: [&str; 2] = ["Some jobs are new to me.", "My day pages tell me."];

/// The way there and home, which this copy does not tell.
pub const MY_WAY: [&str; 2] = ["I ask how I get there.", "I ask how I get home."];

/// See [`MY_WAY`], where the way home is agreed.
pub const MY_WAY_HOME: [&str; 3] =
    ["I ask how I get there.", "My way home is agreed.", "I can ask about it."];

/// Things that stay.
pub const I_KEEP: &str = "I keep these with me.";

/// Telling.
pub const TELL: [[&str; 1]; 3] = [
    ["If someone is unkind, I tell someone."],
    ["If someone hurts or touches me, I tell someone."],
    ["If I do not feel safe, I tell someone."],
];

/// Whom to tell.
#[must_use]
pub fn i_can_tell(name: &str) -> String {
    format!("I can tell {name}.")
}

/// A number.
#[must_use]
pub fn number(number: &str) -> String {
    format!("The number is {number}.")
}

/// At home.
pub const TELL_HOME: [&str; 2] = ["I can tell someone at home.", "Telling is always all right."];

/// A plan that changes.
pub const CHANGE: [&str; 2] = ["My plan may change.", "That is not my fault."];
/// Illness.
pub const ILL: [&str; 2] = ["If I am ill, I stay at home.", "Someone rings in for me."];
/// Being late.
pub const LATE: [&str; 2] = ["If I am late, I still go.", "I tell someone I am late."];
/// Fire.
pub const ALARM: [&str; 3] =
    ["If the alarm rings, I go out.", "The person with me shows the way.", "We meet here."];
/// Help to get out.
pub const GET_OUT: &str = "Someone helps me to get out.";

/// The show.
pub const SHOW: &str = "I show my work that day.";
/// The feedback.
pub const HEAR: &str = "I hear what went well.";
/// What was made.
pub const I_MAKE: &str = "I make this here.";
/// What the employer said to the learner, as the learner says it: "your handwriting" is "my handwriting".
#[must_use]
pub fn as_mine(product: &str) -> String {
    let mine = |word: &str| match word {
        "your" => "my".to_owned(),
        "Your" => "My".to_owned(),
        "you" | "You" => "I".to_owned(),
        "yours" => "mine".to_owned(),
        other => other.to_owned(),
    };
    product.split(' ').map(mine).collect::<Vec<_>>().join(" ")
}

/// The end of the placement.
pub const STOPS: [&str; 2] = ["Then my work here stops.", "I can say what I want next."];

/// Our own sentences in a few words each, for a learner who reads a few at a time: none may be lost.
const SHORT: [(&str, &[&str]); 15] = [
    (ALARM[0], &["The alarm rings: I go out."]),
    (ALARM[1], &["My person shows the way."]),
    (TELL[0][0], &["Someone is unkind: I tell someone."]),
    (TELL[1][0], &["Someone hurts or touches me:", "I tell someone."]),
    (TELL[2][0], &["I do not feel safe:", "I tell someone."]),
    (ASK_FIRST, &["I ask first."]),
    (ANY_TIME, &["I can go any time."]),
    (ILL[0], &["I am ill: I stay home."]),
    // A strip of squares has no room to say it.
    (SOME_NEW[1], &["I can ask."]),
    (NEW, &["New."]),
    (TESTS_ARE_TOLD[0], &["A test is on my page."]),
    (TESTS_ARE_TOLD[1], &["Then I stay with my person."]),
    (MY_OWN_HELLO, &["I say hello my way."]),
    (LATE[0], &["I am late: I still go."]),
    (I_CHOOSE[1], &["I can ask."]),
];

/// A sentence of ours in a few words; any other sentence as it is.
#[must_use]
pub fn short(sentence: &str) -> Vec<String> {
    if let Some((_, short)) = SHORT.iter().find(|(long, _)| *long == sentence) {
        return short.iter().map(|one| (*one).to_owned()).collect();
    }
    let inside = |from: &str, to: &str| sentence.strip_prefix(from)?.strip_suffix(to);
    let said = inside("The first day is ", ".")
        .map(|day| vec![format!("First day: {day}.")])
        .or_else(|| inside("The last day is ", ".").map(|day| vec![format!("Last day: {day}.")]))
        .or_else(|| {
            inside("At ", " the alarm rings. It is only a test.").map(|at| vec![format!("{at}: alarm test.")])
        })
        .or_else(|| {
            let (name, hours) = sentence.split_once(" is there from ")?;
            Some(vec![format!("{name}: {hours}")])
        })
        .or_else(|| inside("I go to work at ", ".").map(|site| vec![format!("I go to {site}.")]))
        .or_else(|| {
            inside("", " can come, too.")
                .map(|some| some.split(" or ").map(|one| format!("Or {one}.")).collect())
        })
        .or_else(|| {
            let (away, comes) = inside("If ", " comes.")?.split_once(" is away, ")?;
            Some(match comes.split_once(" or ") {
                Some((first, second)) => {
                    vec![format!("{away} is away: {first} comes."), format!("Or {second}.")]
                }
                None => vec![format!("{away} is away: {comes} comes.")],
            })
        });
    said.unwrap_or_else(|| vec![sentence.to_owned()])
}

/// What stands in place of a sentence that leads to something too long to be shown: a question to ask, or nothing.
#[must_use]
pub fn without_its_end(lead: &str) -> Option<Option<&'static str>> {
    let leads: [(&str, Option<&str>); 6] = [
        (I_WEAR[0], Some(I_WEAR[1])),
        (LUNCH[0], Some(LUNCH[1])),
        (TOILET[0], Some(TOILET[1])),
        (THIS_DOOR, Some("I ask about the door.")),
        (ALARM[2], Some("I ask where we meet.")),
        (I_MAKE, None),
    ];
    leads.into_iter().find(|(known, _)| *known == lead).map(|(_, ask)| ask)
}

/// The board above the squares: what stands over each frame.
pub const BOARD: [&str; 2] = ["Now", "Next"];
