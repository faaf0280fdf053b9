//! `docs/SCALING.md`: its tables are those that its command prints.

use std::collections::BTreeSet;

const PAGE: &str = include_str!("../../docs/SCALING.md");
const COMMANDS: [(&str, &str); 2] = [
    ("tests/drills/scaling.py", include_str!("../drills/scaling.py")),
    ("tests/drills/lookers.py", include_str!("../drills/lookers.py")),
];

#[test]
fn every_table_is_one_that_a_command_of_the_page_prints() {
    for (command, _) in COMMANDS {
        assert!(PAGE.contains(&format!("python3 {command} target/release/placewell ")), "{command}");
    }
    let printed: BTreeSet<&str> =
        COMMANDS.iter().flat_map(|(_, source)| source.split('"').skip(1).step_by(2)).collect();
    let mut tables = 0;
    let lines: Vec<_> = PAGE.lines().collect();
    for pair in lines.windows(2).filter(|pair| pair[1].starts_with("|---")) {
        let heads: Vec<_> = pair[0].trim_matches('|').split('|').map(str::trim).collect();
        for head in &heads {
            assert!(printed.contains(head), "no command prints a column {head:?}");
        }
        assert_eq!(pair[1], format!("|{}", "---|".repeat(heads.len())));
        tables += 1;
    }
    assert!(tables >= 2, "{tables}");
}
