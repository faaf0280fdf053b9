//! What is typed into the forms of the page, and how it is read.

use chrono::NaiveDate;
use serde::Deserialize;

use super::refused::Wrong;
use crate::domain::code::{Code, vocabulary};
use crate::domain::exposure::Exposure;
use crate::domain::ids::ReportId;
use crate::domain::provision::Provision;
use crate::domain::report::{Arrival, Feedback, InterestGiven, OtherTime, Tick};
use crate::domain::text::Paragraph;
use crate::domain::time::TimeOfDay;
use crate::services::visits::{Answer, Choice, NewTick, Open, Page, Told};
use crate::web::form::typed;
use crate::web::typed::date_of;
use crate::words::visit as words;

vocabulary! {
    /// A form of the page. Its code is the last part of its address, and says what was done.
    Act {
        /// Accept the proposal.
        Accept = "accept",
        /// Decline it.
        Decline = "decline",
        /// Answer a question.
        Answer = "answer",
        /// Say that the pack was read.
        Acknowledge = "acknowledge",
        /// Tick a day.
        Tick = "tick",
        /// Tell of a worry.
        Worry = "worry",
        /// Tell of a hazard.
        Hazard = "hazard",
        /// Say how it was.
        Feedback = "feedback",
        /// Say whether they would have somebody.
        Interest = "interest",
        /// Propose another time.
        OtherTime = "other-time",
    }
}

/// Every field of every form of the page, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Fields {
    pub version: String,
    pub once: String,
    pub reason: String,
    pub question: String,
    pub choice: String,
    pub number: String,
    pub date: String,
    pub arrival: String,
    pub at: String,
    pub went: String,
    pub note: String,
    pub words: String,
    pub overall: String,
    pub best: String,
    pub change: String,
    pub help: String,
    pub again: String,
    pub interest: String,
    pub reasons: Vec<String>,
    pub interest_note: String,
    pub from: String,
    pub other_note: String,
}

impl Fields {
    /// The forms as they stand before anybody types.
    pub(super) fn of(page: &Page, once: String) -> Self {
        let feedback = page.feedback.0.as_ref();
        let (interest, time) = (page.interest.0.as_ref(), page.other_time.0.as_ref());
        let reasons = interest.into_iter().flat_map(|said| said.reasons.iter());
        let text = |text: Option<&Paragraph>| text.map(ToString::to_string).unwrap_or_default();
        Self {
            once,
            overall: feedback.map(|said| said.overall.code().to_owned()).unwrap_or_default(),
            best: text(feedback.and_then(|said| said.best.as_ref())),
            change: text(feedback.and_then(|said| said.change.as_ref())),
            help: code(feedback.and_then(|said| said.help)),
            again: code(feedback.and_then(|said| said.again)),
            interest: code(interest.map(|said| said.interest)),
            reasons: reasons.map(|reason| reason.code().to_owned()).collect(),
            interest_note: text(interest.and_then(|said| said.note.as_ref())),
            from: time.map(|time| time.from.to_string()).unwrap_or_default(),
            other_note: text(time.and_then(|time| time.note.as_ref())),
            ..Self::default()
        }
    }

    /// What was typed into one form, among the other forms of the page as they stand.
    pub(super) fn among(self, act: Act, other: Self) -> Self {
        let Self { once, .. } = other.clone();
        match act {
            Act::Feedback => Self {
                interest: other.interest,
                reasons: other.reasons,
                interest_note: other.interest_note,
                from: other.from,
                other_note: other.other_note,
                once,
                ..self
            },
            Act::Interest => Self {
                interest: self.interest,
                reasons: self.reasons,
                interest_note: self.interest_note,
                ..other
            },
            Act::OtherTime => Self { from: self.from, other_note: self.other_note, ..other },
            _ => Self {
                overall: other.overall,
                best: other.best,
                change: other.change,
                help: other.help,
                again: other.again,
                interest: other.interest,
                reasons: other.reasons,
                interest_note: other.interest_note,
                from: other.from,
                other_note: other.other_note,
                once,
                ..self
            },
        }
    }

    /// The version on which something was decided.
    pub(super) fn version(&self) -> i64 {
        self.version.parse().unwrap_or(-1)
    }

    pub(super) fn reason(&self) -> Result<Paragraph, Vec<Wrong>> {
        paragraph("reason", &self.reason, words::REASON)
    }

    pub(super) fn answer(&self) -> Result<Answer, Vec<Wrong>> {
        let wrong = || vec![("questions", words::CHOICE.to_owned())];
        let question = match self.question.split_once('.') {
            Some(("provision", code)) => Provision::named(code).map(Open::Provision),
            Some(("exposure", code)) => Exposure::named(code).map(Open::Exposure),
            _ => None,
        };
        let choice = match self.choice.as_str() {
            "suits" => Some(Choice::Suits),
            "can_arrange" => Some(Choice::CanArrange),
            "does_not" => Some(Choice::DoesNot),
            "unknown" => Some(Choice::Unknown),
            _ => None,
        };
        let (question, choice) = question.zip(choice).ok_or_else(wrong)?;
        Ok(Answer { question, choice, version: self.version() })
    }

    pub(super) fn tick(&self, name: &str) -> Result<NewTick, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let arrival = Arrival::named(&self.arrival);
        if arrival.is_none() {
            wrong.push(("arrival", words::arrival(name)));
        }
        let at = typed(&self.at).map(clock).transpose();
        if at.is_err() {
            wrong.push(("at", words::at(name)));
        }
        let note = optional("note", &self.note).unwrap_or_else(|faults| {
            wrong.extend(faults);
            None
        });
        match (arrival, at, self.date.parse::<NaiveDate>()) {
            (Some(arrival), Ok(at), Ok(date)) if wrong.is_empty() => {
                let came = arrival == Arrival::Arrived;
                let (at, went) = (at.filter(|_| came), Code::named(&self.went).filter(|_| came));
                Ok(NewTick { date, tick: Tick { arrival, at, went, note }, version: self.version() })
            }
            _ => Err(wrong),
        }
    }

    pub(super) fn told(&self, field: &'static str, empty: &str) -> Result<Told, Vec<Wrong>> {
        let words = paragraph(field, &self.words, empty)?;
        let once = ReportId::parse(&self.once).map_err(|_| vec![(field, empty.to_owned())])?;
        Ok(Told { once, words })
    }

    pub(super) fn interest(&self) -> Result<InterestGiven, Vec<Wrong>> {
        let note = optional("interest_note", &self.interest_note)?;
        let reasons = self.reasons.iter().filter_map(|code| Code::named(code)).collect();
        let interest =
            Code::named(&self.interest).ok_or_else(|| vec![("interest", words::INTEREST.to_owned())])?;
        Ok(InterestGiven { interest, reasons, note })
    }

    pub(super) fn other_time(&self) -> Result<OtherTime, Vec<Wrong>> {
        let note = optional("other_note", &self.other_note);
        let from = date_of(&self.from).ok_or_else(|| ("from", words::OTHER_FROM.to_owned()));
        match (from, note) {
            (Ok(from), Ok(note)) => Ok(OtherTime { from, note }),
            (from, note) => Err(from.err().into_iter().chain(note.err().unwrap_or_default()).collect()),
        }
    }

    pub(super) fn feedback(&self) -> Result<Feedback, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let overall = Code::named(&self.overall);
        if overall.is_none() {
            wrong.push(("overall", words::OVERALL.to_owned()));
        }
        let mut words = |field, text: &str| {
            optional(field, text).unwrap_or_else(|faults| {
                wrong.extend(faults);
                None
            })
        };
        let (best, change) = (words("best", &self.best), words("change", &self.change));
        match overall {
            Some(overall) if wrong.is_empty() => {
                let (help, again) = (Code::named(&self.help), Code::named(&self.again));
                Ok(Feedback { overall, best, change, help, again })
            }
            _ => Err(wrong),
        }
    }
}

fn code<T: Code>(code: Option<T>) -> String {
    code.map(|code| code.code().to_owned()).unwrap_or_default()
}

fn paragraph(field: &'static str, text: &str, empty: &str) -> Result<Paragraph, Vec<Wrong>> {
    optional(field, text)?.ok_or_else(|| vec![(field, empty.to_owned())])
}

/// A text that may be left empty.
pub(in crate::web) fn optional(field: &'static str, text: &str) -> Result<Option<Paragraph>, Vec<Wrong>> {
    // Browsers send line ends as two characters.
    let text = text.replace("\r\n", "\n");
    let read = typed(&text).map(Paragraph::parse).transpose();
    read.map_err(|_| vec![(field, words::TOO_LONG.to_owned())])
}

/// Reads a time as people write it: `9:55`, `09.55`.
pub(in crate::web) fn clock(text: &str) -> Result<TimeOfDay, ()> {
    let text = text.replace('.', ":");
    let padded = if text.find(':') == Some(1) { format!("0{text}") } else { text };
    TimeOfDay::parse(&padded).map_err(drop)
}
