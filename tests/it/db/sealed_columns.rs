//! Which columns are sealed: the code, the migrations and the page for data protection officers say
//! the same.

use std::fs;
use std::path::Path;

use placewell::db::reseal::sealed_columns;

/// The columns whose comment in the migrations says that they are sealed.
fn in_migrations() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/common");
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path().join("up.sql")).unwrap();
        let (mut table, mut sealed) = ("", false);
        for line in text.lines().map(str::trim) {
            let word = line.split([' ', '(']).next().unwrap();
            if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                table = rest.split(' ').next().unwrap();
            } else if line.starts_with("--") {
                sealed |= line.starts_with("-- Sealed");
            } else if let Some((table, column)) = added(line).filter(|_| sealed) {
                sealed = false;
                names.push(format!("{table}.{column}"));
            } else if !line.is_empty() && std::mem::take(&mut sealed) {
                names.push(format!("{table}.{word}"));
            }
        }
    }
    names.sort();
    names
}

/// The table and the column of a line that adds a column.
fn added(line: &str) -> Option<(&str, &str)> {
    let (table, column) = line.strip_prefix("ALTER TABLE ")?.split_once(" ADD COLUMN ")?;
    Some((table, column.split(' ').next()?))
}

/// The columns that the page's table names and calls sealed.
fn in_the_page() -> Vec<String> {
    let page = include_str!("../../../docs/PRIVACY.md");
    let rows = page.lines().filter(|line| line.starts_with('|') && line.contains("| sealed"));
    let mut names: Vec<String> = rows
        .flat_map(|row| row.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    names.sort();
    names
}

#[test]
fn code_migrations_and_the_page_name_the_same_sealed_columns() {
    let columns = sealed_columns();
    assert!(columns.len() >= 16, "only {} are named", columns.len());
    assert_eq!(in_migrations(), columns);
    assert_eq!(in_the_page(), columns);
}
