//! What letters beside the packs say. None names a learner, and none gives a reason that is anybody's own: only what
//! an offer or an organisation says of itself.

use crate::domain::placement::PlacementState;

/// The words of one letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What it is about; with the reference, its subject.
    pub topic: &'static str,
    /// Whole sentences, a paragraph each.
    pub paragraphs: Vec<String>,
}

/// For whom a letter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Somebody at the employer who has the pack.
    PackHolder,
    /// Somebody at the employer who has none.
    Employer,
    /// Somebody at the employer who is asked and needs no account.
    Invited,
    /// The placement's job coach.
    Coach,
    /// The learner's provider.
    Provider,
}

/// The labels of a letter's facts.
pub mod fact {
    /// What the placement is called.
    pub const REFERENCE: &str = "Reference";
    /// What is offered.
    pub const OFFER: &str = "Placement";
    /// At whose place.
    pub const EMPLOYER: &str = "Employer";
    /// Its dates.
    pub const DATES: &str = "Dates";
    /// Whom to ring.
    pub const RING: &str = "Telephone";
}

/// What the link of a letter does.
pub const OPEN_PAGE: &str = "Open your page for this placement";

/// The subject of a letter about a placement.
#[must_use]
pub fn subject(reference: &str, topic: &str) -> String {
    format!("Work placement {reference}: {topic}")
}

/// A proposal, to whoever decides at the employer, and to a provider whose hub made it.
#[must_use]
pub fn proposal(reader: Reader, by: &str) -> Words {
    let paragraphs = match reader {
        Reader::Provider => vec![
            format!("{by} has proposed a placement for one of your learners to the employer below."),
            "Sign in to see whose it is and what is still to be done.".to_owned(),
        ],
        Reader::Invited => vec![
            format!("{by} asks whether somebody may come to you for the placement below."),
            "A proposal names nobody. Open your page to read what the person needs at work and what is better \
             kept away, and to accept or decline. You need no account; the link is for you alone, so please do \
             not pass it on. You can also answer this message."
                .to_owned(),
            "Nothing is settled until you accept and the learner's side has agreed.".to_owned(),
        ],
        _ => vec![
            format!("{by} asks whether somebody may come to you for the placement below."),
            "A proposal names nobody. Sign in to read what the person needs at work and what is better \
             kept away, and to accept or decline; or answer this message."
                .to_owned(),
            "Nothing is settled until you accept and the learner's side has agreed.".to_owned(),
        ],
    };
    Words { topic: "a proposal", paragraphs }
}

/// An agreement of the learner's side no longer stands.
#[must_use]
pub fn acceptance_lapsed(reader: Reader, by: &str) -> Words {
    let holds = "Please set the briefing pack aside until you hear from us, and show it to nobody else.";
    let mut paragraphs = vec![format!(
        "This placement is on hold: an agreement that it needs does not stand at present. {by} will write \
         or ring when it is settled either way."
    )];
    match reader {
        Reader::PackHolder => paragraphs.push(holds.to_owned()),
        _ => paragraphs.push("There is nothing that you need to do.".to_owned()),
    }
    Words { topic: "on hold", paragraphs }
}

/// The plan has changed since the reader received or saw it.
#[must_use]
pub fn plan_changed(reader: Reader, by: &str) -> Words {
    let paragraphs = match reader {
        Reader::PackHolder => vec![
            "The plan of the days has changed since the briefing pack was sent to you. Please do not rely on \
             the days, times and tasks in it."
                .to_owned(),
            format!("A new version follows when {by} has approved it. Until then, ring or answer this message."),
        ],
        _ => vec![
            "The plan of the days of this placement has changed.".to_owned(),
            "Sign in to read it as it is now.".to_owned(),
        ],
    };
    Words { topic: "the plan has changed", paragraphs }
}

/// A change that others made stands in the way of the provider's placement, which is in `state`. `reasons` are whole
/// sentences about the offer and the organisations; `own` says that something of the learner's stands in the way too.
#[must_use]
pub fn hit(reasons: Vec<String>, own: bool, state: PlacementState) -> Words {
    let mut paragraphs =
        vec!["Somebody else's change stands in the way of the placement below. This is what stands in its way now:".to_owned()];
    paragraphs.extend(reasons);
    if own {
        paragraphs
            .push("Something about the learner, or what the law requires, stands in its way too.".to_owned());
    }
    paragraphs.push(match state.holds_seats() {
        true => "No pack leaves until this is settled, and whoever has a pack has not been told.".to_owned(),
        false => "The placement cannot be confirmed until this is settled.".to_owned(),
    });
    paragraphs.push("Sign in to read all of it, as it stands when you do.".to_owned());
    Words { topic: "a change stands in the way", paragraphs }
}

/// A coach is assigned.
#[must_use]
pub fn coach_assigned(by: &str) -> Words {
    let paragraphs = vec![
        format!("{by} has made you the job coach of the placement below."),
        "Sign in to read the plan and the learner's record, and whether the site still wants walking."
            .to_owned(),
    ];
    Words { topic: "you are the job coach", paragraphs }
}

/// A placement has ended; `None` for a state in which none has.
#[must_use]
pub fn over(reader: Reader, state: PlacementState) -> Option<Words> {
    use PlacementState as S;
    let (topic, what) = match state {
        S::Declined => ("declined", "The employer has declined this placement."),
        S::Withdrawn => ("withdrawn", "The learner's side has withdrawn from this placement."),
        S::Cancelled => ("cancelled", "This placement has been cancelled."),
        S::BrokenDown => ("ended early", "This placement has ended early."),
        S::Completed => ("completed", "This placement has run to its end. Thank you."),
        S::Proposed | S::Confirmed | S::Briefed | S::UnderWay => return None,
    };
    let mut paragraphs = vec![what.to_owned()];
    match (reader, state) {
        (Reader::PackHolder, S::Completed) => paragraphs.push(
            "Please destroy the briefing pack and its attachments, on paper too, by the date that it names."
                .to_owned(),
        ),
        (Reader::PackHolder, _) => {
            paragraphs.push(
                "Nobody comes on the days that are left. The calendar with this message takes them out of \
                 yours; where it does not, please delete them."
                    .to_owned(),
            );
            paragraphs.push(
                "Please destroy the briefing pack and its attachments now, on paper too, and tell those who \
                 were to help."
                    .to_owned(),
            );
        }
        (Reader::Employer | Reader::Invited, S::Completed) => {}
        (Reader::Employer | Reader::Invited, _) => {
            paragraphs.push("There is nothing more that you need to do.".to_owned())
        }
        (Reader::Coach, S::Completed) => {}
        (Reader::Coach, _) => paragraphs.push("You are not expected there any more.".to_owned()),
        (Reader::Provider, _) => paragraphs.push("Sign in to read who ended it and when.".to_owned()),
    }
    Some(Words { topic, paragraphs })
}

/// The link to a contact's page.
#[must_use]
pub fn page(by: &str) -> Words {
    let paragraphs = vec![
        format!("{by} sends you the link to your page for the placement below."),
        "There you answer questions, read the briefing pack, tick each day, and say how it went. You need no account."
            .to_owned(),
        "The link is for you alone, so please do not pass it on. It takes the place of any earlier one.".to_owned(),
    ];
    Words { topic: "your page", paragraphs }
}

/// Word from the employer that can be read in its own time.
#[must_use]
pub fn replied() -> Words {
    let paragraphs = vec![
        "The employer has said whether they would have somebody, or which other time would suit. Nothing is settled by it.".to_owned(),
        "Sign in to read it, and note that you have seen it.".to_owned(),
    ];
    Words { topic: "word from the employer", paragraphs }
}

/// Why somebody is alerted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// The employer wants to be rung.
    RingEmployer,
    /// There is a hazard at the site.
    Hazard,
    /// There is a worry about the learner.
    Worry,
}

/// An alert. It does not repeat what was told.
#[must_use]
pub fn alert(alarm: Alarm, reader: Reader) -> Words {
    let (topic, what) = match alarm {
        Alarm::RingEmployer => ("please ring", "The employer asks to be rung about today."),
        Alarm::Hazard => ("a hazard was reported", "A hazard at the site was reported for this placement."),
        Alarm::Worry => (
            "something waits for you",
            "Something was told about this placement that is for the safeguarding lead only.",
        ),
    };
    let next = match (alarm, reader) {
        (Alarm::Worry, Reader::Provider) => {
            "No safeguarding lead of yours signs in, so nobody can read it yet. Invite them, and ask them to sign in today."
        }
        (Alarm::Hazard, Reader::Employer) => "Open your page to read it, and make the place safe.",
        _ => "Sign in to read it, and note that you have seen it.",
    };
    Words { topic, paragraphs: vec![what.to_owned(), next.to_owned()] }
}
