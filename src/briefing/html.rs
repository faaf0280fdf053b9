//! The mail's HTML part: one column of at most 600 pixels, inline styles, no pictures and nothing
//! fetched, so that opening it tells nobody.

use askama::Template;

use super::sheet::Sheet;

#[derive(Template)]
#[template(path = "pack.html", config = "src/briefing/askama.toml")]
struct Page<'a> {
    sheet: &'a Sheet<'a>,
}

/// The pack as HTML.
///
/// # Errors
/// When the template fails, which only lack of memory can cause.
pub fn render(sheet: &Sheet<'_>) -> Result<String, askama::Error> {
    Page { sheet }.render()
}
