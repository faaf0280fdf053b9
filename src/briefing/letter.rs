//! A letter of a few sentences, beside the packs: the same words as text and as HTML.

use askama::Template;

/// What a letter says. It has no greeting: a name beside a placement's can disclose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// What it is about, in one line.
    pub heading: String,
    /// Whole sentences, a paragraph each.
    pub paragraphs: Vec<String>,
    /// The language of the heading and the paragraphs, where that is not English.
    pub language: Option<String>,
    /// Facts with their labels.
    pub facts: Vec<(&'static str, String)>,
    /// An address to open, with what it does.
    pub link: Option<(&'static str, String)>,
    /// Who writes.
    pub signed: String,
    /// An address at which such letters are stopped, with what it does.
    pub stop: Option<(&'static str, String)>,
}

/// A letter in both forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// As plain text.
    pub text: String,
    /// As HTML with nothing fetched.
    pub html: String,
}

#[derive(Template)]
#[template(path = "letter.txt", config = "src/briefing/askama.toml")]
struct Text<'a> {
    letter: &'a Letter,
}

#[derive(Template)]
#[template(path = "letter.html", config = "src/briefing/askama.toml")]
struct Page<'a> {
    letter: &'a Letter,
}

impl Letter {
    /// Writes it out.
    ///
    /// # Errors
    /// When a template fails, which only lack of memory can cause.
    pub fn written(&self) -> Result<Written, askama::Error> {
        Ok(Written { text: Text { letter: self }.render()?, html: Page { letter: self }.render()? })
    }
}
