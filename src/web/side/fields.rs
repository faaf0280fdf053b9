//! What is typed into the forms of the page, and how it is read.

use serde::Deserialize;

use crate::domain::code::{Code, vocabulary};
use crate::domain::ids::ReportId;
use crate::domain::report::Reflection;
use crate::domain::text::{Line, Paragraph};
use crate::web::form::typed;
use crate::web::visit::{Wrong, optional};
use crate::words::{side as words, visit};

vocabulary! {
    /// A form of the page. Its code is the last part of its address, and says what was done.
    SideForm {
        /// Agree.
        Agree = "agree",
        /// Say that the learner cannot come today.
        Absent = "absent",
        /// Complain.
        Complain = "complain",
        /// Say how it was.
        Reflect = "reflect",
    }
}

/// Every field of every form of the page, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Fields {
    pub mark: String,
    pub once: String,
    pub note: String,
    pub words: String,
    pub face: String,
    pub best: String,
    pub hard: String,
    pub next: String,
    pub scribe: String,
}

impl Fields {
    pub(super) fn note(&self) -> Result<Option<Paragraph>, Vec<Wrong>> {
        optional("note", &self.note)
    }

    pub(super) fn complaint(&self) -> Result<(ReportId, Paragraph), Vec<Wrong>> {
        let wrong = || vec![("words", words::COMPLAINT.to_owned())];
        let words = optional("words", &self.words)?.ok_or_else(wrong)?;
        let once = ReportId::parse(&self.once).map_err(|_| vec![("main", visit::CHANGED.to_owned())])?;
        Ok((once, words))
    }

    pub(super) fn reflection(&self) -> Result<Reflection, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let face = Code::named(&self.face);
        if face.is_none() {
            wrong.push(("face", words::FACE.to_owned()));
        }
        let mut read = |field, text: &str| {
            optional(field, text).unwrap_or_else(|faults| {
                wrong.extend(faults);
                None
            })
        };
        let (best, hard, next) =
            (read("best", &self.best), read("hard", &self.hard), read("next", &self.next));
        let scribed_by = typed(&self.scribe).map(Line::parse).transpose().unwrap_or_else(|_| {
            wrong.push(("scribe", visit::TOO_LONG.to_owned()));
            None
        });
        match face {
            Some(face) if wrong.is_empty() => Ok(Reflection { face, best, hard, next, scribed_by }),
            _ => Err(wrong),
        }
    }
}
