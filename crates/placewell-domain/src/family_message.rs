//! What a provider plans to tell the families of its learners over a school year. A message is the same for everybody who
//! gets it: it says nothing of a learner or a placement.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check::{Faults, FieldError};
use super::code::vocabulary;
use super::language::LanguageTag;
use super::text::{Invalid, Line, Paragraph, text_newtype};

/// When a message is planned to go: a month, or a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String, pattern = "^20[0-9]{2}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$", example = "2027-01")]
pub struct PlannedFor(String);

impl PlannedFor {
    /// Reads `2027-01` or `2027-01-14`.
    ///
    /// # Errors
    /// [`Invalid`] for any other text, and for a day that no calendar has.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        let is_this_century = text.starts_with("20") && text.is_ascii();
        let day = first_day(text).filter(|_| is_this_century && matches!(text.len(), 7 | 10));
        day.map(|_| Self(text.to_owned()))
            .ok_or_else(|| Invalid::new("not a month or a day, such as 2027-01 or 2027-01-14"))
    }

    /// The day from which it is due: the day itself, or the first of the month.
    #[must_use]
    pub fn from(&self) -> NaiveDate {
        first_day(&self.0).unwrap_or_default()
    }

    /// Whether only the month is said.
    #[must_use]
    pub fn is_month(&self) -> bool {
        self.0.len() == 7
    }
}

text_newtype!(PlannedFor);

fn first_day(text: &str) -> Option<NaiveDate> {
    let day = if text.len() == 7 { format!("{text}-01") } else { text.to_owned() };
    NaiveDate::parse_from_str(&day, "%Y-%m-%d").ok()
}

/// Somebody who is written to, by a keyed digest that only the service can make: of the address, or of the name where there
/// is no address. People who share an address are one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String, pattern = "^[A-Za-z0-9_-]{43}$")]
pub struct FamilyPerson(String);

impl FamilyPerson {
    /// Reads a digest.
    ///
    /// # Errors
    /// [`Invalid`] for any other text.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let fits =
            text.len() == 43 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        fits.then(|| Self(text.to_owned())).ok_or_else(|| {
            Invalid::new("not a `person` of the list of families: 43 letters, digits, hyphens or underscores")
        })
    }
}

text_newtype!(FamilyPerson);

vocabulary! {
    /// What a message asks its reader.
    FamilyQuestion {
        /// Nothing.
        Nothing = "nothing",
        /// To say that it was read.
        Acknowledge = "acknowledge",
        /// To say yes or no, or that they would like to talk.
        YesOrNo = "yes_or_no",
    }
}

vocabulary! {
    /// What a family answers.
    FamilyAnswer {
        /// It was read.
        Read = "read",
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// They would like to talk.
        Talk = "talk",
    }
}

impl FamilyQuestion {
    /// The answers that it lets somebody choose from. Whoever is asked anything can ask to talk.
    #[must_use]
    pub fn answers(self) -> &'static [FamilyAnswer] {
        match self {
            Self::Nothing => &[],
            Self::Acknowledge => &[FamilyAnswer::Read, FamilyAnswer::Talk],
            Self::YesOrNo => &[FamilyAnswer::Yes, FamilyAnswer::No, FamilyAnswer::Talk],
        }
    }
}

vocabulary! {
    /// How a message reaches somebody.
    FamilyWay {
        /// By mail.
        Mail = "mail",
        /// On a printed sheet.
        Paper = "paper",
    }
}

vocabulary! {
    /// Why somebody gets a message on paper.
    PaperBecause {
        /// No address for mail is recorded.
        NoAddress = "no_address",
        /// They want paper.
        Chosen = "chosen",
    }
}

vocabulary! {
    /// How somebody of a family wants such messages.
    FamilyWish {
        /// By mail.
        Mail = "mail",
        /// On paper.
        Paper = "paper",
        /// Not at all.
        Nothing = "nothing",
    }
}

vocabulary! {
    /// How far a message has come.
    FamilyMessageState {
        /// It can still be changed.
        Draft = "draft",
        /// Somebody approved it: it has gone, or stands on printed sheets.
        Approved = "approved",
    }
}

vocabulary! {
    /// Why somebody is left out of a message.
    FamilyLeftOut {
        /// Nobody of the learner's family is recorded.
        NoContact = "no_contact",
        /// They want no such messages.
        OptedOut = "opted_out",
        /// The learner is an adult who has not agreed that the family is written to.
        AdultNotAgreed = "adult_not_agreed",
    }
}

vocabulary! {
    /// The texts that a provider can start from.
    FamilyTemplate {
        /// What work experience is.
        WhatItIs = "what_it_is",
        /// What the two weeks mean.
        TwoWeeks = "two_weeks",
        /// What to tell the provider.
        WhatToTell = "what_to_tell",
        /// The visit to the workplace.
        Visits = "visits",
        /// Practising the journey.
        TravelPractice = "travel_practice",
        /// After the placement.
        Afterwards = "afterwards",
    }
}

/// A message in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FamilyText {
    /// The language.
    pub language: LanguageTag,
    /// Its title, which is the subject of the mail.
    pub title: Line,
    /// What it says, in plain words; an empty line begins a paragraph.
    pub body: Paragraph,
}

impl FamilyText {
    /// Its paragraphs.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.body.as_str().split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
    }
}

/// A message to families.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FamilyMessage {
    /// When it is planned to go.
    pub planned_for: PlannedFor,
    /// The families of learners in these year groups; of all learners when empty.
    #[serde(default)]
    #[schema(max_items = 12)]
    pub year_groups: Vec<YearGroup>,
    /// What it asks.
    pub question: FamilyQuestion,
    /// What it says, in a language each. The first is for everybody whose language is not recorded, or not among them.
    #[schema(min_items = 1, max_items = 8)]
    pub texts: Vec<FamilyText>,
    /// Which of our texts it was begun from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<FamilyTemplate>,
}

/// A year group of the National Curriculum, counted on to 20 for those who are older.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "i64")]
#[schema(value_type = i64, minimum = 5, maximum = 20, example = 10)]
pub struct YearGroup(u8);

impl YearGroup {
    /// Every year group that a learner can be in.
    pub fn all() -> impl Iterator<Item = Self> {
        (5..=20).map(Self)
    }

    /// The number.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<i64> for YearGroup {
    type Error = Invalid;

    fn try_from(number: i64) -> Result<Self, Invalid> {
        let known = u8::try_from(number).ok().filter(|number| (5..=20).contains(number));
        known.map(Self).ok_or_else(|| Invalid::new("must be a year group from 5 to 20"))
    }
}

impl FamilyMessage {
    /// The most languages of a message.
    pub const MOST_TEXTS: usize = 8;

    /// What must hold across the fields.
    ///
    /// # Errors
    /// Every fault.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut faults = Faults::default();
        let count = (1..=Self::MOST_TEXTS).contains(&self.texts.len());
        faults.require(count, "texts", "must hold 1 to 8 texts");
        faults.require_unique(self.texts.iter().map(|text| &text.language), "texts", "language");
        faults.require(self.year_groups.len() <= 12, "year_groups", "must hold at most 12 year groups");
        let mut seen = std::collections::BTreeSet::new();
        for (at, group) in self.year_groups.iter().enumerate() {
            faults.require(
                seen.insert(group),
                format!("year_groups[{at}]"),
                "must not repeat an earlier one",
            );
        }
        faults.finish()
    }

    /// The text for a reader: in their language where that is recorded and written, otherwise the first.
    #[must_use]
    pub fn text_for(&self, language: Option<&LanguageTag>) -> Option<&FamilyText> {
        let own = self.texts.iter().find(|text| Some(&text.language) == language);
        own.or_else(|| self.texts.first())
    }

    /// Whether the families of learners in a year group get it.
    #[must_use]
    pub fn is_for(&self, year_group: i32) -> bool {
        self.year_groups.is_empty()
            || self.year_groups.iter().any(|group| i32::from(group.number()) == year_group)
    }
}
