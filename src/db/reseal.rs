//! Sealing again under the active key what an older key sealed, so that a key can retire.
//!
//! The append-only logs cannot be written again: a key stays in the file until retention has
//! taken the log rows that it sealed. Given replies are left to their own short retention.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;

use super::{Db, DbError, Keys, SealContext, Sealed};

/// A sealed column, with the SQL of the key that its values are bound to.
struct SealedColumn {
    table: &'static str,
    column: &'static str,
    key: &'static str,
}

const fn of(table: &'static str, column: &'static str) -> SealedColumn {
    SealedColumn { table, column, key: "id" }
}

const COHORT_LEARNER: &str = "cohort_id || '.' || number";

const REWRITABLE: [SealedColumn; 33] = [
    of("agreements", "doc"),
    of("briefings", "artefacts"),
    SealedColumn { table: "cohort_learners", column: "options", key: COHORT_LEARNER },
    SealedColumn { table: "cohort_learners", column: "result", key: COHORT_LEARNER },
    of("cohorts", "answer"),
    of("cohorts", "inputs"),
    of("cohorts", "request"),
    of("contacts", "details"),
    of("decisions", "note"),
    of("deliveries", "server_words"),
    of("destinations", "doc"),
    of("internship_reviews", "doc"),
    of("family_messages", "doc"),
    of("family_replies", "doc"),
    of("family_sendings", "doc"),
    of("import_columns", "doc"),
    of("imports", "doc"),
    of("learner_drafts", "said"),
    of("learners", "codes"),
    of("learners", "home"),
    of("learners", "identity"),
    of("learners", "profile"),
    of("lesson_decisions", "doc"),
    of("letters", "artefacts"),
    of("letters", "server_words"),
    of("mailed_links", "person"),
    of("observations", "doc"),
    of("offers", "doc"),
    of("organisations", "doc"),
    of("reports", "doc"),
    of("side_reports", "doc"),
    of("users", "identity"),
    of("webhooks", "doc"),
];

const SECOND_FACTORS: SealedColumn = SealedColumn { table: "second_factors", column: "doc", key: "user_id" };

const PROGRAMMES: SealedColumn =
    SealedColumn { table: "programmes", column: "doc", key: "placement_id || '.' || version" };

/// What is sealed and never written again: logs, and replies that are kept for days.
const KEPT: [(&str, &str); 4] = [
    ("access_log", "details"),
    ("idempotency", "response"),
    ("transitions", "details"),
    ("transitions", "reason"),
];

/// Every column that is sealed, as `table.column`, in order.
#[must_use]
pub fn sealed_columns() -> Vec<String> {
    let rewritten = REWRITABLE.iter().chain([&PROGRAMMES, &SECOND_FACTORS]).map(|at| (at.table, at.column));
    let mut names: Vec<String> =
        rewritten.chain(KEPT).map(|(table, column)| format!("{table}.{column}")).collect();
    names.sort();
    names
}

/// Rows of one transaction.
const BATCH: usize = 100;

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Text)]
    value: Sealed,
}

/// Seals again whatever is not sealed by the active key, a hundred values a transaction, beside
/// running work. Returns how many. Started again after a failure it goes on where it stopped.
///
/// # Errors
/// [`DbError::Sealed`] when a value does not open.
pub fn all(db: &Db, keys: &Keys) -> Result<usize, DbError> {
    let mut count = 0;
    for column in REWRITABLE.iter().chain([&PROGRAMMES, &SECOND_FACTORS]) {
        loop {
            let done = batch(db, keys, column)?;
            count += done;
            if done < BATCH {
                break;
            }
        }
    }
    Ok(count)
}

fn batch(db: &Db, keys: &Keys, at: &SealedColumn) -> Result<usize, DbError> {
    let SealedColumn { table, column, key } = at;
    let find = format!(
        "SELECT {key} AS key, {column} AS value FROM {table}
         WHERE {column} IS NOT NULL AND {column} NOT LIKE $1 LIMIT {BATCH}"
    );
    let write = format!("UPDATE {table} SET {column} = $1 WHERE {key} = $2");
    db.write(|c| {
        let found: Vec<Found> = sql_query(&find).bind::<Text, _>(Sealed::pattern(keys)).load(c)?;
        for old in &found {
            let new = old.value.reseal(keys, SealContext::new(table, column, &old.key))?;
            sql_query(&write).bind::<Text, _>(new).bind::<Text, _>(&old.key).execute(c)?;
        }
        Ok(found.len())
    })
}
