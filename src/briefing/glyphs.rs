//! Text that the fonts can show, so that a name in any script never breaks an export.
//!
//! PDF/UA forbids a character without a glyph. A cluster that no font covers is replaced by
//! [`MISSING`], or the whole name by its owner's Latin spelling; HTML and text keep the original.

use serde_json::Value;
use ttf_parser::Face;
use unicode_segmentation::UnicodeSegmentation;

/// What stands in a PDF for a cluster that the fonts cannot show: a white rectangle.
pub const MISSING: &str = "▯";

/// The characters that each font of the press covers.
pub struct Coverage {
    faces: Vec<Face<'static>>,
}

impl Coverage {
    /// Reads the character maps; `None` when a file is not a font.
    #[must_use]
    pub fn of(files: &[&'static [u8]]) -> Option<Self> {
        let faces = files.iter().map(|file| Face::parse(file, 0).ok()).collect::<Option<Vec<_>>>()?;
        Some(Self { faces })
    }

    /// Whether every cluster can be shown as it is.
    #[must_use]
    pub fn shows(&self, text: &str) -> bool {
        text.graphemes(true).all(|cluster| self.cluster(cluster))
    }

    /// The text with each cluster that cannot be shown replaced by [`MISSING`]. Text of which
    /// nothing is left is marked too: a heading must not be empty.
    #[must_use]
    pub fn show(&self, text: &str) -> String {
        let shown = self.clusters(text);
        if shown.trim().is_empty() && !text.is_empty() { MISSING.to_owned() } else { shown }
    }

    fn clusters(&self, text: &str) -> String {
        text.graphemes(true)
            .map(|cluster| match cluster {
                "\n" | "\r\n" => "\n",
                "\t" => " ",
                _ if cluster.chars().all(invisible) => "",
                _ if self.cluster(cluster) => cluster,
                _ => MISSING,
            })
            .collect()
    }

    /// A name: itself where it can be shown, else the Latin spelling that its owner gave, else
    /// with its missing clusters marked.
    #[must_use]
    pub fn name(&self, name: &str, latin: Option<&str>) -> String {
        match latin {
            Some(latin) if !self.shows(name) => self.show(latin),
            _ => self.show(name),
        }
    }

    /// Every string of a JSON document made showable.
    #[must_use]
    pub fn showable(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.show(text)),
            Value::Array(items) => items.iter().map(|item| self.showable(item)).collect(),
            Value::Object(fields) => {
                Value::Object(fields.iter().map(|(key, item)| (key.clone(), self.showable(item))).collect())
            }
            other => other.clone(),
        }
    }

    /// One font must have the whole cluster: marks are not borrowed from another.
    fn cluster(&self, cluster: &str) -> bool {
        self.faces.iter().any(|face| {
            cluster
                .chars()
                .all(|c| !forbidden(c) && (c == ' ' || face.glyph_index(c).is_some_and(|id| id.0 != 0)))
        })
    }
}

/// Characters without a picture of their own that would reach the file as a broken mapping.
fn invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

/// Controls and private-use characters: PDF/A-2a refuses them even where a font draws one.
fn forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{F0000}'..='\u{10FFFF}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}')
}
