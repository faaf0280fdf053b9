//! The mail's text part: written for itself, and enough by itself to run the week.

use askama::Template;

use super::sheet::Sheet;

#[derive(Template)]
#[template(path = "pack.txt", config = "src/briefing/askama.toml")]
struct Letter<'a> {
    sheet: &'a Sheet<'a>,
}

/// The pack as plain text.
///
/// # Errors
/// When the template fails, which only lack of memory can cause.
pub fn render(sheet: &Sheet<'_>) -> Result<String, askama::Error> {
    Letter { sheet }.render()
}
