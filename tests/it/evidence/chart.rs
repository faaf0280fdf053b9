//! Charts beside tables: they show what the table shows, whatever it is called, and nothing runs in them.

use placewell::domain::nation::Nation;
use placewell::evidence::{EvidenceCell as Cell, EvidenceRow, EvidenceSheet, charts, register, two_weeks};

use super::rules::ground;

fn ledger(rows: &[(&str, Cell, Cell)]) -> EvidenceSheet {
    let mut table = two_weeks::table(ground(Nation::England, "2026-03-02"), &[]);
    let row = |(name, placements, visits): &(&str, Cell, Cell)| {
        let cell = |column: &placewell::evidence::EvidenceColumn| match column.name {
            "learner" => Cell::Text((*name).to_owned()),
            "late_placement_hours" => placements.clone(),
            "late_visit_hours" => visits.clone(),
            _ => Cell::NotRecorded,
        };
        let cells = table.columns.iter().map(cell).collect();
        EvidenceRow { learner: None, placement: None, cells }
    };
    table.rows = rows.iter().map(row).collect();
    table
}

#[test]
fn a_bar_is_as_long_as_its_figure_and_says_it() {
    let table = ledger(&[
        ("Kit Moss", Cell::Minutes(600), Cell::NotRecorded),
        ("Wren Hale", Cell::Minutes(1200), Cell::Minutes(300)),
        ("Nobody Told", Cell::NotRecorded, Cell::NotRecorded),
    ]);
    let charts = charts(&table);
    assert_eq!(charts.len(), 1);
    let svg = &charts[0];
    assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"));
    let width = |label: &str| {
        let after = svg.split(&format!(">{label}</text>")).nth(1).unwrap();
        let width = after.split("width=\"").nth(1).unwrap().split('"').next().unwrap();
        width.parse::<u32>().unwrap()
    };
    assert_eq!(width("Wren Hale"), 2 * width("Kit Moss"), "{svg}");
    assert!(svg.find("Wren Hale").unwrap() < svg.find("Kit Moss").unwrap(), "the longest first");
    assert!(!svg.contains("Nobody Told"), "what nobody said is no bar of nought");
    let says = svg.split("<desc").nth(1).unwrap().split("</desc>").next().unwrap();
    for words in ["Kit Moss", "10 hours", "20 hours", "5 hours", "not recorded"] {
        assert!(says.contains(words), "{words}: {says}");
    }
    assert!(svg.contains("role=\"img\"") && svg.contains("<title"));
    assert!(!svg.contains("style="), "the pages allow no style within an element");
    assert!(
        svg.contains("url(#striped-0)") && svg.contains("id=\"striped-0\""),
        "told apart without a colour"
    );
}

#[test]
fn no_name_becomes_markup() {
    let evil = "</text><script>alert(1)</script>{nth}\"&";
    let svg = charts(&ledger(&[(evil, Cell::Minutes(60), Cell::NotRecorded)])).remove(0);
    assert!(!svg.contains("<script") && !svg.contains("{nth}"), "{svg}");
    assert!(svg.contains("&lt;script&gt;"), "{svg}");
}

#[test]
fn without_figures_there_is_no_chart_and_of_many_the_largest_are_drawn() {
    assert!(charts(&ledger(&[("Kit Moss", Cell::NotRecorded, Cell::DoesNotApply)])).is_empty());
    assert!(charts(&register::table(ground(Nation::England, "2026-03-02"), &[])).is_empty());
    let names: Vec<String> = (0..50).map(|nth| format!("Learner {nth}")).collect();
    let rows: Vec<_> = (1..)
        .zip(&names)
        .map(|(nth, name)| (name.as_str(), Cell::Minutes(nth * 60), Cell::NotRecorded))
        .collect();
    let svg = charts(&ledger(&rows)).remove(0);
    assert!(svg.contains(">Learner 49<") && !svg.contains(">Learner 20<"));
    assert!(svg.contains("30 more rows are in the table only"), "{svg}");
}
