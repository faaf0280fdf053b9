//! A table as a file, made part by part: so many placements at a time, or the days of a week. What has been written is
//! forgotten, so that a long table takes no more memory than its file and a part.

use std::collections::BTreeSet;

use chrono::Days;

use super::gather::Gather;
use super::written::Written;
use super::{EvidenceFormat, tables};
use crate::clock::day_in_london as day;
use crate::db::placements;
use crate::domain::ids::LearnerId;
use crate::evidence::{EvidenceGround, EvidenceTable};
use crate::services::ServiceError;
use crate::services::placements::list::of_caller;

/// Tables of more placements are long.
const LONG: i64 = 2_000;

/// So many days of attendance are made at a time.
const WINDOW: Days = Days::new(6);

/// The file, and whom it is about.
pub(super) fn file(
    mut gather: Gather<'_>,
    table: EvidenceTable,
    ground: EvidenceGround,
    format: EvidenceFormat,
) -> Result<(Vec<u8>, BTreeSet<LearnerId>), ServiceError> {
    gather.part = Some(Vec::new());
    let head = tables::of(&mut gather, table, ground)?;
    let is_long = placements::count(gather.c, of_caller(gather.caller))? > LONG;
    let mut written = Written::begin((&head).into(), format, is_long)?;
    if table == EvidenceTable::Attendance {
        weeks(&mut gather, ground, &mut written)?;
    } else {
        let mut after = None;
        loop {
            let part = gather.next(&mut after)?;
            gather.part = Some(part);
            written.add(&tables::of(&mut gather, table, ground)?.rows)?;
            gather.forget();
            if after.is_none() {
                break;
            }
        }
    }
    Ok((written.finish((&head).into())?, gather.about))
}

/// Sessions stand by date, whatever placement they are of.
fn weeks(gather: &mut Gather<'_>, ground: EvidenceGround, written: &mut Written) -> Result<(), ServiceError> {
    let asked = gather.asked.clone();
    let earliest = gather.next(&mut None)?.first().and_then(|one| one.days.first().copied());
    let today = day(ground.as_at);
    let last = asked.to.map_or(today, |to| to.min(today));
    let mut from = earliest.map(|first| asked.from.map_or(first, |from| from.max(first)));
    while let Some(first) = from.filter(|first| *first <= last) {
        let to = first.checked_add_days(WINDOW).map_or(last, |to| to.min(last));
        (gather.asked.from, gather.asked.to) = (Some(first), Some(to));
        written.add(&tables::of(gather, EvidenceTable::Attendance, ground)?.rows)?;
        gather.forget();
        from = to.succ_opt();
    }
    gather.asked = asked;
    Ok(())
}
