//! Charts of a table's own figures, as SVG to stand beside it: bars told apart by their fill and not by a colour, in the
//! colour of the text around them, with every figure written at its bar and read out.

use std::fmt::Write as _;

use super::{EvidenceCell, EvidenceRow, EvidenceSheet, EvidenceTable};
use crate::words::evidence::chart as words;
use crate::words::markup;

/// The most bars of a chart: the largest are drawn.
const MOST: usize = 20;

/// How many letters of a name are written; the table beside it has the rest.
const LETTERS: usize = 30;

/// The measures of the drawing, in its own units.
const WIDTH: usize = 680;
const LEFT: usize = 220;
const ROOM: u64 = 320;
const BAR: usize = 13;
const STEP: usize = 16;
const BETWEEN: usize = 9;
const HEAD: usize = 22;

/// How the bars of a series are filled, in their order: full, striped, empty, dotted.
const FILLS: [&str; 4] = ["full", "striped", "empty", "dotted"];

/// What of a table is drawn: a chart for each of some values of a column, or one of all rows.
struct Drawn {
    groups: Option<&'static str>,
    only: &'static [&'static str],
    name: &'static str,
    series: &'static [&'static str],
}

fn drawn(table: EvidenceTable) -> Option<Drawn> {
    use crate::words::evidence::hub::{gaps, outcomes};
    let by = |only, name, series| Some(Drawn { groups: Some("group"), only, name, series });
    match table {
        EvidenceTable::HubGaps => {
            by(&[gaps::HELP, gaps::INTEREST, gaps::AREA], "name", &["places", "looking"])
        }
        EvidenceTable::HubOutcomes => {
            by(&[outcomes::PROVIDER, outcomes::YEARS], "name", &["completed", "ended_early", "going_on"])
        }
        EvidenceTable::HubViews => {
            by(&[outcomes::PROVIDER, outcomes::YEARS], "name", &["good", "mixed", "bad", "silent"])
        }
        EvidenceTable::TwoWeeks => Some(Drawn {
            groups: None,
            only: &[""],
            name: "learner",
            series: &["late_placement_hours", "late_visit_hours"],
        }),
        _ => None,
    }
}

/// The charts of a table, each a whole `svg` element; none where there is no figure to draw.
#[must_use]
pub fn charts(evidence: &EvidenceSheet) -> Vec<String> {
    let Some(drawn) = drawn(evidence.table) else { return Vec::new() };
    let at = |name: &str| evidence.columns.iter().position(|column| column.name == name);
    let Some(name) = at(drawn.name) else { return Vec::new() };
    let series: Vec<(usize, &str)> = drawn
        .series
        .iter()
        .filter_map(|one| at(one).and_then(|at| Some((at, evidence.columns.get(at)?.heading))))
        .collect();
    let groups = drawn.groups.and_then(at);
    let of_group = |only: &str| {
        let is_its = |row: &&EvidenceRow| {
            groups.is_none_or(|at| row.cells.get(at).is_some_and(|cell| cell.words() == only))
        };
        let bars = evidence.rows.iter().filter(is_its).filter_map(|row| {
            let label = row.cells.get(name)?.words();
            let values: Vec<&EvidenceCell> = series.iter().filter_map(|(at, _)| row.cells.get(*at)).collect();
            Some(Bar { label, values })
        });
        let title = if only.is_empty() { evidence.title.to_owned() } else { words::by(evidence.title, only) };
        let headings: Vec<&str> = series.iter().map(|(_, heading)| *heading).collect();
        draw(&title, &headings, bars.collect())
    };
    drawn
        .only
        .iter()
        .enumerate()
        .filter_map(|(nth, only)| Some(of_group(only)?.replace("{nth}", &nth.to_string())))
        .collect()
}

struct Bar<'a> {
    label: String,
    values: Vec<&'a EvidenceCell>,
}

/// How long a bar is; none where the cell holds no figure.
fn length(cell: &EvidenceCell) -> Option<u32> {
    match cell {
        EvidenceCell::Number(value) | EvidenceCell::About(value) | EvidenceCell::Minutes(value) => {
            Some(*value)
        }
        EvidenceCell::Nothing => Some(0),
        _ => None,
    }
}

fn draw(title: &str, series: &[&str], mut bars: Vec<Bar<'_>>) -> Option<String> {
    let longest = |bar: &Bar<'_>| bar.values.iter().filter_map(|cell| length(cell)).max().unwrap_or(0);
    bars.retain(|bar| longest(bar) > 0);
    // Of equally long ones the order of the table stays.
    bars.sort_by_key(|bar| std::cmp::Reverse(longest(bar)));
    let left_out = bars.len().saturating_sub(MOST);
    bars.truncate(MOST);
    let scale = bars.iter().map(longest).max()?.max(1);
    let height_of = |bar: &Bar<'_>| bar.values.len() * STEP + BETWEEN;
    let top = HEAD + series.len() * STEP + BETWEEN;
    let height = top + bars.iter().map(height_of).sum::<usize>();
    let mut svg = String::new();
    // Writing to a text in memory does not fail.
    let _ = write!(
        svg,
        "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 {WIDTH} {height}\" aria-labelledby=\"chart-{{nth}}\" aria-describedby=\"chart-{{nth}}-says\">\
         <title id=\"chart-{{nth}}\">{}</title><desc id=\"chart-{{nth}}-says\">{}</desc>{PATTERNS}\
         <text class=\"name\" x=\"0\" y=\"14\">{}</text>",
        escaped(title),
        escaped(&says(series, &bars, left_out)),
        escaped(title),
    );
    for (nth, heading) in series.iter().enumerate() {
        let y = HEAD + nth * STEP;
        rect(&mut svg, (LEFT, y), (24, BAR), nth);
        text(&mut svg, (LEFT + 30, y + BAR - 2), "", heading);
    }
    let mut y = top;
    for bar in &bars {
        text(&mut svg, (LEFT - 8, y + BAR - 2), " text-anchor=\"end\"", &short(&bar.label));
        for (nth, cell) in bar.values.iter().enumerate() {
            let at = y + nth * STEP;
            let value = length(cell).unwrap_or(0);
            let width = usize::try_from(u64::from(value) * ROOM / u64::from(scale)).unwrap_or_default();
            if width > 0 {
                rect(&mut svg, (LEFT, at), (width, BAR), nth);
            }
            text(&mut svg, (LEFT + width + 6, at + BAR - 2), "", &cell.words());
        }
        y += height_of(bar);
    }
    let _ = write!(svg, "<path class=\"axis\" d=\"M{LEFT} {top}V{height}\"/></svg>");
    Some(svg)
}

/// What is read out: every bar with its figures.
fn says(series: &[&str], bars: &[Bar<'_>], left_out: usize) -> String {
    let bar = |bar: &Bar<'_>| {
        let figures =
            series.iter().zip(&bar.values).map(|(heading, cell)| format!("{heading} {}", cell.words()));
        format!("{}: {}", bar.label, figures.collect::<Vec<_>>().join(", "))
    };
    let bars = bars.iter().map(bar).collect::<Vec<_>>().join("; ");
    words::says(&bars, left_out)
}

/// The fills of the second series and the fourth; the others need none.
const PATTERNS: &str = "<defs>\
    <pattern id=\"striped-{nth}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
    <path d=\"M0 0V6\" stroke=\"currentColor\" stroke-width=\"4\"/></pattern>\
    <pattern id=\"dotted-{nth}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
    <circle cx=\"3\" cy=\"3\" r=\"1.4\" fill=\"currentColor\"/></pattern></defs>";

fn rect(svg: &mut String, (x, y): (usize, usize), (width, height): (usize, usize), series: usize) {
    let fill = match FILLS.get(series % FILLS.len()).copied().unwrap_or_default() {
        "striped" => "url(#striped-{nth})",
        "dotted" => "url(#dotted-{nth})",
        "empty" => "none",
        _ => "currentColor",
    };
    let _ = write!(
        svg,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\" stroke=\"currentColor\"/>"
    );
}

fn text(svg: &mut String, (x, y): (usize, usize), more: &str, words: &str) {
    let _ = write!(svg, "<text x=\"{x}\" y=\"{y}\"{more}>{}</text>", escaped(words));
}

fn short(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    name.chars().take(LETTERS - 1).chain(['…']).collect()
}

/// A text as it stands within an element. The sign in which a chart's number stands is no text's own.
fn escaped(text: &str) -> String {
    markup::escaped(text).replace('{', "&#123;")
}
