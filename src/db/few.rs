//! Many rows by their keys, in as few statements as an engine takes.

use std::collections::BTreeSet;

use diesel::QueryResult;

use super::DbError;

/// How many keys one statement names: well below what an engine takes.
const FEW: usize = 500;

/// What `ask` finds for some keys at a time, each named once.
pub(super) fn few<'k, T>(
    keys: impl IntoIterator<Item = &'k str>,
    mut ask: impl FnMut(&[&'k str]) -> QueryResult<Vec<T>>,
) -> Result<Vec<T>, DbError> {
    let keys: Vec<&str> = keys.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let mut found = Vec::new();
    for some in keys.chunks(FEW) {
        found.extend(ask(some)?);
    }
    Ok(found)
}
