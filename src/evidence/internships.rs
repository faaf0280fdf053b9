//! The file of supported internships: each rotation in periods of six weeks, with hours, help and the review that is due.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Europe::London;

use super::{DayRecord, EvidenceCell, EvidenceGround, EvidenceSheet, EvidenceTable, Line, made};
use crate::domain::code::Code;
use crate::domain::ids::LearnerId;
use crate::domain::internship_review::InternshipReview;
use crate::domain::placement::Placement;
use crate::domain::support::HelpLevel;
use crate::programme::Programme;
use crate::words::evidence::internships as own;
use crate::words::label::Label;

/// A rotation of a supported internship: one placement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// The placement.
    pub placement: Placement,
    /// The learner's whole name.
    pub learner: String,
    /// The employer's name.
    pub employer: String,
    /// What the offer is called.
    pub offer: String,
    /// The newest plan.
    pub plan: Option<Programme>,
    /// The days that have come.
    pub days: Vec<DayRecord>,
    /// How many job coaches are assigned.
    pub coaches: usize,
    /// With what help the learner began new tasks, as it was told, by day.
    pub help: Vec<(NaiveDate, HelpLevel)>,
    /// Its reviews, by day.
    pub reviews: Vec<InternshipReview>,
}

const COLUMNS: usize = own::COLUMNS.len();

/// Every period that has begun, by learner, rotation and date.
#[must_use]
pub fn table(ground: EvidenceGround, all: &[Rotation]) -> EvidenceSheet {
    let today = ground.as_at.with_timezone(&London).date_naive();
    let mut by_learner: BTreeMap<(&str, &LearnerId), Vec<&Rotation>> = BTreeMap::new();
    for one in all {
        by_learner.entry((&one.learner, &one.placement.learner)).or_default().push(one);
    }
    let lines = by_learner.into_values().flat_map(|mut rotations| {
        rotations.sort_by_key(|one| (one.placement.days.first().copied(), one.placement.reference.clone()));
        let numbered = (1..).zip(rotations);
        numbered.flat_map(|(number, one)| periods(one, number, today)).collect::<Vec<_>>()
    });
    made(EvidenceTable::Internships, ground, &own::NOTES, &own::COLUMNS, lines)
}

fn periods(one: &Rotation, number: u32, today: NaiveDate) -> Vec<Line<'_, COLUMNS>> {
    let (Some(first), Some(last)) = (one.placement.days.first(), one.placement.days.last()) else {
        return Vec::new();
    };
    let begun = InternshipReview::periods(*first, *last).take_while(|(from, _)| *from <= today);
    (1..).zip(begun).map(|(period, dates)| line(one, (number, period), dates)).collect()
}

fn line(
    one: &Rotation,
    (number, period): (u32, u32),
    (from, to): (NaiveDate, NaiveDate),
) -> Line<'_, COLUMNS> {
    use EvidenceCell as Cell;
    let within = |date: NaiveDate| from <= date && date <= to;
    let days: Vec<&DayRecord> = one.days.iter().filter(|record| within(record.day.date)).collect();
    let told = days.iter().filter(|day| day.came().is_some()).count();
    let came: Vec<_> = days.iter().filter(|day| day.came() == Some(true)).collect();
    let counted = |cell: Cell| match (days.is_empty(), told) {
        (true, _) => Cell::DoesNotApply,
        (false, 0) => Cell::NotRecorded,
        (false, _) => cell,
    };
    let unrecorded = days.len() - told;
    let planned = one.placement.days.iter().filter(|date| within(**date)).count();
    let seen = one.help.iter().rev().find(|(on, _)| within(*on)).map(|(_, help)| help.label());
    // What is held after the last day is of the last weeks.
    let ended = one.placement.days.last() == Some(&to);
    let of_these = |review: &&InternshipReview| from <= review.held_on && (ended || review.held_on <= to);
    let reviews: Vec<&InternshipReview> = one.reviews.iter().filter(of_these).collect();
    let coached = reviews.iter().filter_map(|review| review.coach_days.map(u32::from));
    let [most, least] = planned_help(one.plan.as_ref(), within);
    let cells = [
        Cell::text(&one.learner),
        Cell::Number(number),
        Cell::text(one.placement.reference.to_string()),
        Cell::text(&one.employer),
        Cell::text(&one.offer),
        Cell::Number(period),
        Cell::Date(from),
        Cell::Date(to),
        Cell::count(planned),
        counted(Cell::count(came.len())),
        counted(Cell::Minutes(came.iter().map(|day| day.minutes()).sum())),
        if unrecorded == 0 { Cell::Nothing } else { Cell::count(unrecorded) },
        if one.coaches == 0 { Cell::Nothing } else { Cell::count(one.coaches) },
        most,
        least,
        Cell::said(seen),
        coached.reduce(|one, other| one + other).map_or(Cell::NotRecorded, Cell::Number),
        Cell::Date(to),
        reviews.last().map_or(Cell::NotRecorded, |review| Cell::Date(review.held_on)),
        Cell::said(reviews.last().and_then(|review| review.next.as_ref())),
    ];
    Line((Some(&one.placement.learner), Some(&one.placement.id)), cells)
}

/// The most and the least help with which tasks begin in a stretch of the plan.
fn planned_help(plan: Option<&Programme>, within: impl Fn(NaiveDate) -> bool) -> [EvidenceCell; 2] {
    let Some(plan) = plan else { return [EvidenceCell::NotRecorded, EvidenceCell::NotRecorded] };
    let levels = || plan.blocks().filter(|(day, _)| within(day.date)).filter_map(|(_, block)| block.level);
    let cell = |level: Option<HelpLevel>| EvidenceCell::said(level.map(Label::label));
    // The vocabulary runs from the most help to the least.
    [cell(levels().min_by_key(|level| level.index())), cell(levels().max_by_key(|level| level.index()))]
}
