//! What a reader of the pages sees, taken from the laid-out frames: the glyph streams of a
//! finished PDF cannot be searched.

use typst::foundations::Value;
use typst::introspection::Tag;
use typst::layout::{Abs, Frame, FrameItem};
use typst_layout::PagedDocument;

/// The text of every page, one line a run, and every alternative text.
pub(super) fn read(document: &PagedDocument) -> (String, Vec<String>) {
    let mut seen = Seen::default();
    for page in document.pages() {
        seen.frame(&page.frame);
    }
    (seen.text, seen.alts)
}

/// The document's metadata that a viewer shows.
pub(super) fn metadata(document: &PagedDocument) -> Vec<String> {
    let info = typst::model::Document::info(document);
    let one = |text: &typst::ecow::EcoString| text.to_string();
    let mut all: Vec<String> = info.title.iter().chain(&info.description).map(one).collect();
    all.extend(info.author.iter().chain(&info.keywords).map(one));
    all
}

/// Runs closer than this touch.
const NEAR: Abs = Abs::raw(0.05);

#[derive(Default)]
struct Seen {
    text: String,
    alts: Vec<String>,
}

impl Seen {
    /// Runs that touch are one word set in two fonts; others are apart.
    fn frame(&mut self, frame: &Frame) {
        let mut end = None;
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame),
                FrameItem::Text(run) => {
                    let touches = end.is_some_and(|(x, y): (Abs, Abs)| at.y == y && (at.x - x).abs() < NEAR);
                    if !touches && !self.text.is_empty() {
                        self.text.push('\n');
                    }
                    self.text.push_str(&run.text);
                    end = Some((at.x + run.width(), at.y));
                }
                FrameItem::Tag(Tag::Start(element, _)) => {
                    if let Ok(Value::Str(alt)) = element.get_by_name("alt") {
                        self.alts.push(alt.to_string());
                    }
                }
                _ => {}
            }
        }
    }
}
