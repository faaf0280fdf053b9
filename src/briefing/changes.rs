//! What is different between two versions of a plan, as its reader must learn it: days, hours, jobs, people,
//! places, and which other parts to read again.

use chrono::NaiveDate;
use serde_json::Value;

use super::booklet::{Booklet, PlanDay, PlanRow};
use super::learner::lint::{explanations, fits};
use super::pack::Pack;
use crate::domain::delivery::Edition;
use crate::domain::plan_change::{Change, ChangeKind};
use crate::domain::time::TimeOfDay;
use crate::words::briefing::changes as say;

/// A day with more differences than these is to be read anew.
const MOST_A_DAY: usize = 4;

/// More differences than these are told day by day only.
const MOST: usize = 8;

/// What has changed for the employer, in sentences.
#[must_use]
pub fn of_pack(before: &Pack, after: &Pack) -> Vec<String> {
    let days = |pack: &Pack| {
        let mut days: Vec<PlanDay> = pack.week.days.iter().flat_map(PlanDay::each).collect();
        days.sort_by_key(|day| day.date);
        days
    };
    let changes = between(&days(before), &days(after));
    let mut lines: Vec<String> = changes.iter().map(say::change).collect();
    let mut parts = parts_of_pack(before, after);
    // What the rows of a day do not hold: amounts, words, who stands in.
    if changes.is_empty() && before.week.days != after.week.days {
        parts.insert(0, say::THE_DAYS);
    }
    lines.extend(say::read_again(&parts));
    lines
}

/// What has changed for the reader of a copy, in sentences.
#[must_use]
pub fn of_booklet(before: &Booklet, after: &Booklet) -> Vec<String> {
    let changes = between(&before.days, &after.days);
    if after.edition == Edition::Learner {
        let lines: Vec<String> = changes.iter().flat_map(for_the_learner).collect();
        return if lines.is_empty() { vec![say::LOOK_AGAIN.to_owned()] } else { lines };
    }
    let mut lines: Vec<String> = changes.iter().map(say::change).collect();
    let again: Vec<&str> = after
        .chapters
        .iter()
        .filter(|chapter| !before.chapters.contains(chapter))
        .map(|chapter| chapter.heading.as_str())
        .collect();
    lines.extend(say::read_again(&again));
    lines
}

/// A change in short sentences, its hard words explained; one that is too long for them is read on the page of its day.
fn for_the_learner(change: &Change) -> Vec<String> {
    let lines = say::for_the_learner(change);
    if !lines.iter().all(|line| fits(line)) {
        return say::for_the_learner(&Change { dates: change.dates.clone(), kind: ChangeKind::Anew });
    }
    let explained = |line: &String| explanations(line).map(str::to_owned).collect::<Vec<_>>();
    lines.iter().flat_map(|line| [line.clone()].into_iter().chain(explained(line))).collect()
}

/// The differences between two plans, in order of their first dates.
#[must_use]
pub fn between(before: &[PlanDay], after: &[PlanDay]) -> Vec<Change> {
    let on = |days: &[PlanDay], date: NaiveDate| days.iter().find(|day| day.date == date).cloned();
    let mut dates: Vec<NaiveDate> = before.iter().chain(after).map(|day| day.date).collect();
    dates.sort_unstable();
    dates.dedup();
    let by_day: Vec<(NaiveDate, Vec<ChangeKind>)> =
        dates.into_iter().map(|date| (date, of_day(on(before, date), on(after, date)))).collect();
    let all = together(&by_day);
    if all.len() <= MOST {
        return all;
    }
    let whole = |kinds: &[ChangeKind]| match kinds {
        [ChangeKind::Dropped | ChangeKind::Added { .. }] | [] => kinds.to_vec(),
        _ => vec![ChangeKind::Anew],
    };
    together(&by_day.iter().map(|(date, kinds)| (*date, whole(kinds))).collect::<Vec<_>>())
}

/// The same difference on several dates is told once.
fn together(by_day: &[(NaiveDate, Vec<ChangeKind>)]) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    for (date, kinds) in by_day {
        for kind in kinds {
            match all.iter_mut().find(|known| known.kind == *kind) {
                Some(known) => known.dates.push(*date),
                None => all.push(Change { dates: vec![*date], kind: kind.clone() }),
            }
        }
    }
    all
}

fn of_day(before: Option<PlanDay>, after: Option<PlanDay>) -> Vec<ChangeKind> {
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => (before, after),
        (None, Some(new)) => return vec![ChangeKind::Added { from: new.from, to: new.to }],
        (Some(_), None) => return vec![ChangeKind::Dropped],
        (None, None) => return Vec::new(),
    };
    let mut kinds = Vec::new();
    if before.from != after.from {
        kinds.push(ChangeKind::Begins { now: after.from, before: before.from });
    }
    if before.to != after.to {
        kinds.push(ChangeKind::Ends { now: after.to, before: before.to });
    }
    kinds.extend(of_rows(&before.rows, &after.rows));
    if kinds.len() > MOST_A_DAY { vec![ChangeKind::Anew] } else { kinds }
}

fn of_rows(before: &[PlanRow], after: &[PlanRow]) -> Vec<ChangeKind> {
    let mut kinds = Vec::new();
    let count = |rows: &[PlanRow], what: &str| rows.iter().filter(|row| row.what == what).count();
    let once = |what: &str| count(before, what) == 1 && count(after, what) == 1;
    for row in after {
        let same_time = before.iter().find(|earlier| earlier.from == row.from);
        let elsewhen = before.iter().find(|earlier| once(&row.what) && earlier.what == row.what);
        match (same_time, elsewhen) {
            (Some(earlier), _) if earlier.what == row.what => kinds.extend(of_row(earlier, row)),
            (_, Some(earlier)) => {
                let (now, before) = (row.from, earlier.from);
                kinds.push(ChangeKind::Moved { what: row.what.clone(), now, before });
                kinds.extend(of_row(earlier, row));
            }
            (Some(earlier), None) => {
                let (now, before) = (row.what.clone(), earlier.what.clone());
                kinds.push(ChangeKind::Replaced { at: row.from, now, before });
            }
            (None, None) => kinds.push(ChangeKind::New { at: row.from, what: row.what.clone() }),
        }
    }
    let begins = |at: TimeOfDay| after.iter().any(|row| row.from == at);
    let gone = before.iter().filter(|row| !once(&row.what) && !begins(row.from));
    kinds.extend(gone.map(|row| ChangeKind::Gone { at: row.from, what: row.what.clone() }));
    kinds
}

/// Who and where, of the same thing.
fn of_row(before: &PlanRow, after: &PlanRow) -> Vec<ChangeKind> {
    let (at, what) = (after.from, &after.what);
    let mut kinds = Vec::new();
    if let (Some(earlier), Some(now)) = (&before.with, &after.with)
        && earlier != now
    {
        let (now, before) = (now.clone(), earlier.clone());
        kinds.push(ChangeKind::Person { at, what: what.clone(), now, before });
    }
    if before.place != after.place && !after.place.is_empty() && !before.place.is_empty() {
        let (now, before) = (after.place.clone(), before.place.clone());
        kinds.push(ChangeKind::Place { at, what: what.clone(), now, before });
    }
    kinds
}

/// What else of a pack is different, by the name under which the employer finds it.
fn parts_of_pack(before: &Pack, after: &Pack) -> Vec<&'static str> {
    let (Ok(mut before), Ok(mut after)) = (serde_json::to_value(before), serde_json::to_value(after)) else {
        return Vec::new();
    };
    for pack in [&mut before, &mut after] {
        if let Some(week) = pack.get_mut("week").and_then(Value::as_object_mut) {
            week.remove("days");
        }
    }
    let differs = |field: &str| before.get(field) != after.get(field);
    say::PARTS.iter().filter(|(field, _)| differs(field)).map(|(_, name)| *name).collect()
}
