//! Charts beside tables.

/// What a chart of a part of a table is called.
#[must_use]
pub fn by(title: &str, group: &str) -> String {
    format!("{title}: {}", group.to_lowercase())
}

/// What a chart says, read out.
#[must_use]
pub fn says(bars: &str, left_out: usize) -> String {
    let more = match left_out {
        0 => String::new(),
        1 => " One more row is in the table only.".to_owned(),
        more => format!(" {more} more rows are in the table only."),
    };
    format!("Bars. {bars}.{more}")
}
