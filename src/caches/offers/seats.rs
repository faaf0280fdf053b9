//! The dates on which no seat is left.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::WindowId;
use crate::domain::window::Window;

/// By window, the dates on which as many seats are taken as it has; only windows that have such dates.
pub(super) fn full(
    windows: &[Window],
    taken: Option<&BTreeMap<WindowId, BTreeMap<NaiveDate, i64>>>,
) -> BTreeMap<WindowId, BTreeSet<NaiveDate>> {
    let Some(taken) = taken else { return BTreeMap::new() };
    let full = windows.iter().filter_map(|window| {
        let counts = taken.get(&window.id)?.iter();
        let full = counts.filter(|(_, count)| **count >= i64::from(window.capacity));
        let dates: BTreeSet<_> = full.map(|(date, _)| *date).collect();
        (!dates.is_empty()).then(|| (window.id.clone(), dates))
    });
    full.collect()
}
