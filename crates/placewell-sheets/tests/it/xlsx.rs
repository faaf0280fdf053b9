//! Workbooks, written part by part, so that they can also be wrong.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The parts of a workbook of the sheets given, each a name, what `state` says, and the XML within `worksheet`.
pub(crate) fn parts(sheets: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (mut list, mut links, mut parts) = (String::new(), String::new(), Vec::new());
    for (at, (name, state, body)) in sheets.iter().enumerate() {
        let at = at + 1;
        list += &format!(r#"<sheet name="{name}" sheetId="{at}" state="{state}" r:id="r{at}"/>"#);
        links += &format!(
            r#"<Relationship Id="r{at}" Type="{LINKS}/worksheet" Target="worksheets/sheet{at}.xml"/>"#
        );
        let sheet = format!(r#"<worksheet xmlns="{MAIN}">{body}</worksheet>"#);
        parts.push((format!("xl/worksheets/sheet{at}.xml"), sheet));
    }
    links += &format!(r#"<Relationship Id="s" Type="{LINKS}/styles" Target="styles.xml"/>"#);
    let styles = format!(
        r#"<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
    );
    let book = format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{list}</sheets></workbook>"#);
    let root = format!(
        r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="b" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let links = format!(r#"<Relationships xmlns="{PACKAGE}">{links}</Relationships>"#);
    parts.extend([
        (
            "[Content_Types].xml".to_owned(),
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#.to_owned(),
        ),
        ("_rels/.rels".to_owned(), root),
        ("xl/workbook.xml".to_owned(), book),
        ("xl/_rels/workbook.xml.rels".to_owned(), links),
        ("xl/styles.xml".to_owned(), styles),
    ]);
    parts
}

pub(crate) fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of one sheet.
pub(crate) fn book(body: &str) -> Vec<u8> {
    zipped(&parts(&[("People", "visible", body)]))
}

/// A cell of text.
pub(crate) fn text(place: &str, words: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>"#)
}

/// Rows of cells, without their own numbers: the places say where they stand.
pub(crate) fn data(cells: &[String]) -> String {
    let row = |cell: &String| format!("<row>{cell}</row>");
    format!("<sheetData>{}</sheetData>", cells.iter().map(row).collect::<String>())
}
