use serde_json::Value;

use super::Place;
use super::decode::{decoded, markup, unfolded};
use crate::briefing::booklet::{Booklet, PrintedBooklet};
use crate::briefing::editions::Artefacts;
use crate::briefing::pack::Pack;
use crate::briefing::pdf::Pdf;

/// One text that leaves, and where it stands.
#[derive(Clone, Debug)]
pub struct Part {
    /// Where.
    pub place: Place,
    /// The text as a reader or a program would see it.
    pub text: String,
}

impl Part {
    /// A header of the mail, such as the sender's displayed name.
    #[must_use]
    pub fn header(name: &str, text: &str) -> Self {
        Self { place: Place::Header(name.to_owned()), text: text.to_owned() }
    }

    /// A calendar and the name of its file.
    #[must_use]
    pub fn calendar(text: &str, file_name: &str) -> [Self; 2] {
        [
            Self { place: Place::Calendar, text: unfolded(text) },
            Self { place: Place::FileName, text: file_name.to_owned() },
        ]
    }

    /// Whether it names a fact that is told, and is no text of its own.
    pub(super) fn is_told(&self) -> bool {
        matches!(&self.place, Place::Field(pointer) if pointer.starts_with("/told/"))
    }

    /// Fields in which a name stands for a person and nothing else, or that anybody may see.
    pub(super) fn strict(&self) -> bool {
        match &self.place {
            Place::Field(pointer) => {
                matches!(
                    pointer.as_str(),
                    "/visitor/called" | "/visitor/latin" | "/visitor/on_the_wall" | "/called" | "/latin"
                )
            }
            Place::Subject | Place::Header(_) | Place::FileName | Place::Metadata(_) => true,
            _ => false,
        }
    }
}

/// Everything of a pack and its artefacts that leaves.
#[must_use]
pub fn parts(pack: &Pack, artefacts: &Artefacts) -> Vec<Part> {
    let Artefacts { subject, html, text, calendar, .. } = artefacts;
    let names = [&artefacts.pdf_name, &artefacts.cards_name, &artefacts.calendar_name];
    let mut parts = mail_parts(subject, html, text, Some(calendar), &names.map(String::as_str));
    for (which, pdf) in [("pack", &artefacts.pdf), ("task cards", &artefacts.cards)] {
        parts.extend(pages(which, pdf));
    }
    if let Ok(value) = serde_json::to_value(pack) {
        fields(&value, String::new(), &mut parts);
    }
    parts
}

/// Everything of a booklet that leaves, and its model.
#[must_use]
pub fn booklet_parts(booklet: &Booklet, printed: &PrintedBooklet) -> Vec<Part> {
    let PrintedBooklet { subject, html, text, pdf, pdf_name, .. } = printed;
    let mut parts = mail_parts(subject, html, text, None, &[pdf_name]);
    parts.extend(pages("copy of the plan", pdf));
    if let Ok(value) = serde_json::to_value(booklet) {
        fields(&value, String::new(), &mut parts);
    }
    parts
}

/// What a reader of a document, or of its metadata, sees.
fn pages(which: &'static str, pdf: &Pdf) -> Vec<Part> {
    let part = |place: Place, text: &String| Part { place, text: text.clone() };
    let mut parts = vec![part(Place::Pages(which), &pdf.text)];
    parts.extend(pdf.alts.iter().map(|alt| part(Place::AltText(which), alt)));
    parts.extend(pdf.metadata.iter().map(|line| part(Place::Metadata(which), line)));
    parts
}

/// What a mail itself tells, its attachments apart but for their names.
#[must_use]
pub fn mail_parts(
    subject: &str,
    html: &str,
    text: &str,
    calendar: Option<&str>,
    file_names: &[&str],
) -> Vec<Part> {
    let part = |place: Place, text: &str| Part { place, text: text.to_owned() };
    let mut parts = vec![
        part(Place::Subject, subject),
        part(Place::Html, &decoded(html)),
        part(Place::Markup, &markup(html)),
        part(Place::Text, text),
    ];
    parts.extend(calendar.map(|calendar| part(Place::Calendar, &unfolded(calendar))));
    parts.extend(file_names.iter().map(|name| part(Place::FileName, name)));
    parts
}

fn fields(value: &Value, pointer: String, parts: &mut Vec<Part>) {
    match value {
        Value::String(text) => parts.push(Part { place: Place::Field(pointer), text: text.clone() }),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                fields(item, format!("{pointer}/{at}"), parts);
            }
        }
        Value::Object(members) => {
            for (key, item) in members {
                fields(item, format!("{pointer}/{key}"), parts);
            }
        }
        _ => {}
    }
}
