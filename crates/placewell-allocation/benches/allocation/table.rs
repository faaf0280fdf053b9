//! The one table of all measurements.

use std::path::Path;

use placewell_allocation::Objective;

/// What is solved.
pub(crate) struct Case<'a> {
    pub(crate) path: &'a Path,
    pub(crate) name: String,
    pub(crate) pools: bool,
    /// Whether the file was given, or made here.
    pub(crate) given: bool,
    pub(crate) objective: Objective,
}

/// What one solver found, and what it took.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) placed: u64,
    pub(crate) total: u64,
    /// As printed: `-` if there is none.
    pub(crate) minimum: String,
    pub(crate) cpu: f64,
    pub(crate) wall: f64,
    pub(crate) megabytes: u64,
}

/// One line of the table.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) pools: bool,
    pub(crate) given: bool,
    pub(crate) objective: Objective,
    pub(crate) solver: String,
    pub(crate) found: Result<Found, String>,
    /// CPU seconds, and megabytes, as a multiple of ours.
    pub(crate) ratio: Option<(f64, f64)>,
    /// Whether the optimum is ours.
    pub(crate) same: bool,
}

/// All lines so far; each is printed as it is added.
pub(crate) struct Table(pub(crate) Vec<Row>);

impl Table {
    pub(crate) fn begin() -> Self {
        println!(
            "{:<24} {:<9} {:<18} {:>6} {:>9} {:>5} {:>9} {:>9} {:>5} {:>8}",
            "cohort", "objective", "solver", "placed", "total", "min", "cpu s", "wall s", "MB", "x ours"
        );
        Self(Vec::new())
    }

    /// Adds what a solver found; the first of a case is ours.
    pub(crate) fn add(&mut self, case: &Case<'_>, solver: &str, found: Result<Found, String>) {
        let same_case = |row: &&Row| {
            (row.name.as_str(), row.pools, row.objective) == (case.name.as_str(), case.pools, case.objective)
        };
        let ours = self.0.iter().find(same_case).and_then(|row| row.found.clone().ok());
        let ours = ours.or_else(|| found.clone().ok());
        let both = found.as_ref().ok().zip(ours);
        let row = Row {
            name: case.name.clone(),
            pools: case.pools,
            given: case.given,
            objective: case.objective,
            solver: solver.to_owned(),
            ratio: both
                .as_ref()
                .map(|(own, ours)| (own.cpu / ours.cpu, own.megabytes as f64 / ours.megabytes as f64)),
            same: both.is_none_or(|(own, ours)| {
                (own.placed, own.total, &own.minimum) == (ours.placed, ours.total, &ours.minimum)
                    || (case.objective == Objective::Total
                        && (own.placed, own.total) == (ours.placed, ours.total))
            }),
            found,
        };
        row.print();
        self.0.push(row);
    }
}

impl Row {
    fn print(&self) {
        let label = format!("{}{}", self.name, if self.pools { " pools" } else { "" });
        let objective = self.objective;
        let solver = &self.solver;
        match (&self.found, self.ratio) {
            (Ok(found), Some((ratio, _))) => println!(
                "{label:<24} {objective:<9} {solver:<18} {:>6} {:>9} {:>5} {:>9.4} {:>9.4} {:>5} {ratio:>8.2}{}",
                found.placed,
                found.total,
                found.minimum,
                found.cpu,
                found.wall,
                found.megabytes,
                if self.same { "" } else { "  ANOTHER OPTIMUM" }
            ),
            (found, _) => {
                let why = found.as_ref().err().map_or("", String::as_str);
                println!("{label:<24} {objective:<9} {solver:<18} {why}");
            }
        }
    }
}
