use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::Form;
use crate::briefing::pictures;

const STYLE: &str = include_str!("../templates/style.typ");
const WALL: &str = include_str!("../templates/wall.typ");
const PACK: &str = include_str!("../templates/pack.typ");
const CARDS: &str = include_str!("../templates/cards.typ");
const TABLE: &str = include_str!("../templates/table.typ");
const BOOKLET: &str = include_str!("../templates/booklet.typ");

/// The files of the DejaVu family that the templates use.
pub(super) fn font_files() -> Vec<&'static [u8]> {
    vec![
        dejavu::sans_condensed::regular(),
        dejavu::sans_condensed::bold(),
        dejavu::sans_condensed::oblique(),
        dejavu::sans::regular(),
        dejavu::sans::bold(),
    ]
}

/// The fonts and the standard library, shared by every document.
pub(super) struct Fonts {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Fonts {
    pub(super) fn load(files: &[&'static [u8]]) -> Option<Self> {
        let fonts =
            files.iter().map(|file| Font::new(Bytes::new(*file), 0)).collect::<Option<Vec<Font>>>()?;
        let book = FontBook::from_fonts(&fonts);
        let features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder().with_features(features).build();
        Some(Self { library: LazyHash::new(library), book: LazyHash::new(book), fonts })
    }
}

/// All that a template can see: itself, the shared style, the pictures, and `data.json`.
pub(super) struct PageWorld<'a> {
    shared: &'a Fonts,
    main: &'static str,
    data: Bytes,
}

impl<'a> PageWorld<'a> {
    pub(super) fn new(shared: &'a Fonts, form: Form, data: Vec<u8>) -> Self {
        let main = match form {
            Form::Pack => "pack.typ",
            Form::Cards => "cards.typ",
            Form::Booklet => "booklet.typ",
            Form::Table => "table.typ",
        };
        Self { shared, main, data: Bytes::new(data) }
    }

    fn template(&self, id: FileId) -> FileResult<&'static str> {
        let path = id.get().vpath();
        match path.get_without_slash() {
            "pack.typ" => Ok(PACK),
            "wall.typ" => Ok(WALL),
            "cards.typ" => Ok(CARDS),
            "booklet.typ" => Ok(BOOKLET),
            "table.typ" => Ok(TABLE),
            "style.typ" => Ok(STYLE),
            other => pictures::of_file(other).map(pictures::svg).ok_or(FileError::AccessDenied),
        }
    }
}

impl World for PageWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    #[expect(clippy::expect_used, reason = "the names are our own constants")]
    fn main(&self) -> FileId {
        let path = VirtualPath::new(self.main).expect("a plain file name");
        RootedPath::new(VirtualRoot::Project, path).intern()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.template(id).map(|text| Source::new(id, text.to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id.get().vpath().get_without_slash() == "data.json" {
            return Ok(self.data.clone());
        }
        self.template(id).map(Bytes::from_string)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
