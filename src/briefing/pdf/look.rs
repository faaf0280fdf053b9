//! How pages look, measured from the laid-out frames: how far they are filled, in what type, and what a page end cuts.

use std::collections::{BTreeMap, BTreeSet};

use typst::introspection::Tag;
use typst::layout::{Abs, Frame, FrameItem, Transform};
use typst::model::TableCell;
use typst_layout::PagedDocument;

/// So many raw units make a point.
const POINT: f64 = 127.0;
/// What stands lower is the foot of the page.
const FOOT: Abs = Abs::raw(45.0 * POINT);
/// The narrowest margin of all pages: below it stands nothing but the foot.
const MARGIN: Abs = Abs::raw(34.0 * POINT);
/// The largest type in which a foot is set.
const TYPE_OF_FOOT: Abs = Abs::raw(8.0 * POINT);
/// A hair: rounding moves nothing further.
const NEAR: Abs = Abs::raw(0.5 * POINT);

/// A page filled less than this, in hundredths, is nearly empty.
pub const LEAST_FILL: u8 = 25;

/// How one page looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageLook {
    /// Whether it is wider than high.
    pub wide: bool,
    /// How far down it is filled, in hundredths of its height, without what stands at its foot.
    pub fill: u8,
    /// Its smallest type, in points, without its foot.
    pub least_type: f64,
}

/// How each page looks, and how many boxes and cells are cut: divided between two pages, or running over the
/// end of one. Blocks that are filled or framed are never divided by the templates.
pub(super) fn looks(document: &PagedDocument) -> (Vec<PageLook>, usize) {
    let seen: Vec<(&Frame, Seen)> =
        document.pages().iter().map(|page| (&page.frame, Seen::of(&page.frame))).collect();
    let cells: BTreeSet<u128> = seen.iter().flat_map(|(_, page)| &page.cells).copied().collect();
    let mut pages_of: BTreeMap<u128, usize> = BTreeMap::new();
    for parent in seen.iter().flat_map(|(_, page)| &page.parents) {
        *pages_of.entry(*parent).or_default() += 1;
    }
    let divided = pages_of.iter().filter(|(parent, pages)| **pages > 1 && cells.contains(*parent)).count();
    let over = seen.iter().filter(|(_, page)| page.over).count();
    (seen.iter().map(|(frame, page)| page.look(frame)).collect(), divided + over)
}

/// What stands on a page.
#[derive(Default)]
struct Seen {
    lowest: Abs,
    least_type: Option<Abs>,
    over: bool,
    cells: Vec<u128>,
    /// Of what the parts on this page are parts: a divided cell's are on several pages.
    parents: BTreeSet<u128>,
}

impl Seen {
    fn of(page: &Frame) -> Self {
        let mut seen = Self::default();
        seen.frame(page, Transform::identity(), page.height());
        seen
    }

    fn look(&self, page: &Frame) -> PageLook {
        let hundredth = page.height() / 100.0;
        PageLook {
            wide: page.width() > page.height(),
            fill: (1..=100_u8)
                .rfind(|percent| hundredth * f64::from(*percent) <= self.lowest)
                .unwrap_or_default(),
            least_type: self.least_type.unwrap_or_default().to_pt(),
        }
    }

    fn frame(&mut self, frame: &Frame, moved: Transform, height: Abs) {
        let end = height - MARGIN;
        for (at, item) in frame.items() {
            let here = moved.pre_concat(Transform::translate(at.x, at.y));
            match item {
                FrameItem::Group(group) => {
                    self.parents.extend(group.parent.map(|parent| parent.location.hash()));
                    self.frame(&group.frame, here.pre_concat(group.transform), height);
                }
                FrameItem::Text(run) if here.ty <= height - FOOT => {
                    self.lowest = self.lowest.max(here.ty);
                    self.least_type = Some(self.least_type.map_or(run.size, |least| least.min(run.size)));
                }
                FrameItem::Text(run) => self.over |= here.ty > end && run.size > TYPE_OF_FOOT,
                FrameItem::Shape(shape, _) => self.over |= here.ty + shape.bbox(false).max.y > end + NEAR,
                FrameItem::Image(_, size, _) => self.over |= here.ty + size.y > end + NEAR,
                FrameItem::Tag(Tag::Start(element, _)) if element.to_packed::<TableCell>().is_some() => {
                    self.cells.extend(element.location().map(|location| location.hash()));
                }
                _ => {}
            }
        }
    }
}
