//! What messages to families say around the provider's own words, and the texts that a provider can start from.

mod templates;

use super::label::labels;
use crate::domain::family_message::{
    FamilyAnswer, FamilyLeftOut, FamilyMessageState, FamilyQuestion, FamilyTemplate, FamilyWay, FamilyWish,
    PaperBecause,
};

pub use templates::{template, templates_of};

/// The label of the number to ring.
pub const RING: &str = "Ring";

/// What the link at the end of a message does.
pub const STOP: &str = "Have these messages on paper, or stop them";

/// In place of a sending, in a letter that goes nowhere.
pub const NO_SENDING: &str = "00000000-0000-0000-0000-000000000000";

/// What the link in a message does.
#[must_use]
pub fn open_page(question: FamilyQuestion) -> &'static str {
    match question {
        FamilyQuestion::Nothing => "Read this on a page",
        FamilyQuestion::Acknowledge => "Tell us that you have read this",
        FamilyQuestion::YesOrNo => "Answer this",
    }
}

/// An answer as somebody gives it.
#[must_use]
pub fn answer(answer: FamilyAnswer) -> &'static str {
    match answer {
        FamilyAnswer::Read => "I have read this",
        FamilyAnswer::Yes => "Yes",
        FamilyAnswer::No => "No",
        FamilyAnswer::Talk => "I would like to talk to you",
    }
}

labels! {
    FamilyAnswer {
        Read => "has read it",
        Yes => "yes",
        No => "no",
        Talk => "would like to talk",
    }
    FamilyQuestion {
        Nothing => "nothing: it is for information",
        Acknowledge => "to say that it was read",
        YesOrNo => "yes, no, or “I would like to talk to you”",
    }
    FamilyWay {
        Mail => "by email",
        Paper => "on paper",
    }
    FamilyWish {
        Mail => "by email",
        Paper => "on paper",
        Nothing => "no messages",
    }
    PaperBecause {
        NoAddress => "no email address is recorded",
        Chosen => "as they asked",
    }
    FamilyMessageState {
        Draft => "not approved yet",
        Approved => "approved",
    }
    FamilyLeftOut {
        NoContact => "nobody of the family is recorded",
        OptedOut => "wants no such messages",
        AdultNotAgreed => "an adult who has not agreed that the family is written to",
    }
    FamilyTemplate {
        WhatItIs => "what work experience is",
        TwoWeeks => "what the two weeks mean",
        WhatToTell => "what to tell us",
        Visits => "the visit to the workplace",
        TravelPractice => "practising the journey",
        Afterwards => "after the placement",
    }
}

/// The page that a message's link opens.
pub mod page {
    use crate::domain::family_message::FamilyWish;

    /// What stands where the link is too old.
    pub const EXPIRED: (&str, &str) = (
        "This message can no longer be answered",
        "It was sent more than four months ago. Ring or write to the school or college if you would like to say something.",
    );

    /// What stands where the reader is not recorded any more.
    pub const GONE: (&str, &str) = (
        "This link is no longer in use",
        "The school or college no longer has this address for you. Ring or write to them if that is wrong.",
    );

    /// What was just done.
    #[must_use]
    pub fn done(what: &str) -> Option<&'static str> {
        match what {
            "answer" => Some("Thank you. Your answer has been sent."),
            "wish" => Some("Saved."),
            _ => None,
        }
    }

    /// What is wrong with the answer.
    pub const SELECT_ANSWER: &str = "Select an answer";
    /// What is wrong with the choice of how messages come.
    pub const SELECT_WAY: &str = "Select how you would like these messages";

    /// How messages come now.
    #[must_use]
    pub fn now(wish: Option<FamilyWish>) -> &'static str {
        match wish {
            None | Some(FamilyWish::Mail) => "You get these messages by email.",
            Some(FamilyWish::Paper) => "You get these messages on paper from the next one on.",
            Some(FamilyWish::Nothing) => "You get no more of these messages.",
        }
    }

    /// What can be chosen.
    #[must_use]
    pub fn choice(wish: FamilyWish) -> &'static str {
        match wish {
            FamilyWish::Mail => "By email",
            FamilyWish::Paper => "On paper",
            FamilyWish::Nothing => "Not at all",
        }
    }
}
