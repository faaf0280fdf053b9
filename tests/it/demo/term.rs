//! The demo's term of placements: every table of evidence has rows, and its figures are what the store's raw rows add up to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use diesel::sql_types::Text;
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection};
use placewell::cli::demo::DemoArgs;
use placewell::domain::code::Code;
use placewell::evidence::EvidenceTable;

use super::{arguments, story};

/// A row by its columns' headings.
type Row = BTreeMap<String, String>;

struct Sheet(Vec<Row>);

impl Sheet {
    fn read(folder: &Path, table: &str) -> Self {
        let text = std::fs::read_to_string(folder.join(format!("{table}.csv"))).unwrap();
        let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        Self(reader.deserialize().map(Result::unwrap).collect())
    }

    fn len(&self) -> u64 {
        self.0.len().try_into().unwrap()
    }

    fn all(&self, column: &str) -> BTreeSet<&String> {
        self.0.iter().map(|row| &row[column]).collect()
    }

    fn hours(&self, column: &str) -> f64 {
        self.0.iter().filter_map(|row| row[column].parse::<f64>().ok()).sum()
    }

    /// On how many days somebody came, whichever session it was.
    fn arrived(&self, which: impl Fn(&Row) -> bool) -> u64 {
        let came = self.0.iter().filter(|row| row["Recorded"] == "arrived" && which(row));
        came.map(|row| (&row["Reference"], &row["Date"])).collect::<BTreeSet<_>>().len().try_into().unwrap()
    }

    fn sum(&self, column: &str) -> u64 {
        self.0.iter().map(|row| row[column].parse::<u64>().unwrap_or_default()).sum()
    }

    fn holding(&self, column: &str, holds: impl Fn(&str) -> bool) -> u64 {
        self.0.iter().filter(|row| holds(&row[column])).count().try_into().unwrap()
    }
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    line: String,
}

fn counted(store: &mut SqliteConnection, query: &str) -> u64 {
    let found: Vec<Found> =
        diesel::sql_query(format!("SELECT CAST({query} AS TEXT) AS line")).load(store).unwrap();
    found[0].line.parse().unwrap()
}

#[test]
fn every_table_of_a_term_is_what_its_records_add_up_to() {
    let folder = tempfile::tempdir().unwrap();
    let told = story(&DemoArgs { term: true, ..arguments(folder.path(), None) });
    let data = folder.path().join("term");
    let tables = data.join("evidence");
    assert!(told.contains("evidence holds every table of evidence"), "{told}");
    let mut sheets = BTreeMap::new();
    for table in EvidenceTable::ALL.iter().map(|table| table.code()) {
        for form in ["xlsx", "pdf"] {
            assert!(
                std::fs::metadata(tables.join(format!("{table}.{form}"))).unwrap().len() > 1_000,
                "{table}"
            );
        }
        let sheet = Sheet::read(&tables, table);
        assert!(!sheet.0.is_empty(), "{table} is empty");
        sheets.insert(table, sheet);
    }
    let mut store = SqliteConnection::establish(data.join("placewell.db").to_str().unwrap()).unwrap();
    let mut count = |query: &str| counted(&mut store, query);
    let of = |table: &str| &sheets[table];

    let placements = count("(SELECT COUNT(*) FROM placements)");
    let days = count("(SELECT COUNT(*) FROM placement_days)");
    let ticks = count("(SELECT COUNT(*) FROM reports WHERE kind = 'tick')");
    assert!(placements > 7 && ticks > 30, "{placements} {ticks}");
    assert_eq!(of("register").len(), placements);
    assert_eq!(of("register").sum("Days planned"), days);
    assert_eq!(of("meaningful").len(), placements * 7, "seven tests each");
    assert_eq!(of("employers").sum("Placements proposed"), placements);
    assert_eq!(of("employers").sum("Days attended"), ticks);
    assert_eq!(of("experience").len(), placements);
    // A day has a row for its morning and one for its afternoon, each rounded by itself.
    let sessions = (of("attendance").hours("Hours"), of("experience").hours("Hours attended"));
    assert!((sessions.0 - sessions.1).abs() < 1.0, "{sessions:?}");
    assert_eq!(of("attendance").arrived(|_| true), ticks);
    let learners = of("two_weeks").all("Learner");
    assert_eq!(
        of("two_weeks").sum("Years 7 to 9: days attended")
            + of("two_weeks").sum("Years 10 and 11: days attended on placements"),
        of("attendance").arrived(|row| learners.contains(&row["Learner"]))
    );

    let internship = "SELECT id FROM placements WHERE doc LIKE '%supported_internship%'";
    let internships = count(&format!("(SELECT COUNT(*) FROM ({internship}) AS one)"));
    let mut of_internships = |table: &str, what: &str| {
        count(&format!("(SELECT COUNT({what}) FROM {table} WHERE placement_id IN ({internship}))"))
    };
    assert_eq!(
        of("internships").sum("Days attended"),
        of_internships("(SELECT * FROM reports WHERE kind = 'tick') AS ticks", "*")
    );
    assert_eq!(of("internships").sum("Days planned"), of_internships("placement_days", "*"));
    let reviews = of_internships("internship_reviews", "DISTINCT held_on || placement_id");
    assert_eq!(of("internships").holding("Review held on", |cell| cell.starts_with("20")), reviews);
    let told = of_internships("destinations", "*");
    assert_eq!(of("destinations").holding("Asked on", |cell| cell.starts_with("20")), told);
    let plans = of_internships("programmes", "DISTINCT placement_id");
    let line = of("siqaf")
        .0
        .iter()
        .find(|row| row["What the record shows"] == "A plan of every day was made")
        .unwrap();
    assert_eq!((&line["Of how many"], &line["Out of"]), (&plans.to_string(), &internships.to_string()));
    let said = counted(&mut store, "(SELECT COUNT(*) FROM side_reports WHERE kind = 'reflection')");
    assert_eq!(of("views").len(), said);
    for table in ["hub_outcomes", "hub_views"] {
        let everybody = of(table).0.iter().find(|row| row["Group"] == "Everybody").unwrap();
        let nearest = (placements + 2) / 5 * 5;
        assert_eq!(everybody["Learners with a placement"], nearest.to_string(), "{table}");
    }
}
