//! What one learner's annual review is told: what was planned, what happened, in whose words, each with its date and source.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Europe::London;

use super::days::planned_minutes;
use super::{DayRecord, EvidenceCell, EvidenceGround, EvidenceSheet, EvidenceTable, Line, made};
use crate::domain::calendar::year_group;
use crate::domain::ids::{LearnerId, TaskId};
use crate::domain::learner::Learner;
use crate::domain::nation::Nation;
use crate::domain::placement::Placement;
use crate::domain::report::{Feedback, Reflection};
use crate::domain::support::HelpLevel;
use crate::domain::text::Line as Words;
use crate::law::Day;
use crate::learning::Observation;
use crate::programme::Programme;
use crate::words::evidence::review as own;
use crate::words::evidence::review::{ask, source};
use crate::words::label::Label;

/// A learner with every placement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// Who.
    pub id: LearnerId,
    /// The record.
    pub learner: Learner,
    /// When the record was last changed.
    pub changed_on: NaiveDate,
    /// The placements, by their first day.
    pub placements: Vec<ReviewedPlacement>,
}

/// A placement of the learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewedPlacement {
    /// The placement.
    pub placement: Placement,
    /// The employer's name.
    pub employer: String,
    /// What the offer is called.
    pub offer: String,
    /// The days as planned.
    pub planned: Vec<Day>,
    /// The newest plan, and when it was made.
    pub programme: Option<(Programme, NaiveDate)>,
    /// What was agreed that the learner wants from it, and when.
    pub aims: Option<(Vec<Words>, NaiveDate)>,
    /// The days that have come.
    pub days: Vec<DayRecord>,
    /// What the learner said last, and when.
    pub said: Option<(Reflection, NaiveDate)>,
    /// What the employer said, and when.
    pub feedback: Option<(Feedback, NaiveDate)>,
    /// What was seen of it, the newest of each thing, and when that was last told.
    pub seen: Option<(Observation, NaiveDate)>,
    /// Adjustments with who sees to each, in the newest approved pack, and when that was approved.
    pub adjustments: Option<(Vec<(String, String)>, NaiveDate)>,
}

const COLUMNS: usize = own::COLUMNS.len();

/// The extract.
#[must_use]
pub fn table(ground: EvidenceGround, one: &Reviewed) -> EvidenceSheet {
    let mut lines = of_learner(ground, one);
    lines.extend(one.placements.iter().flat_map(|past| of_placement(&one.id, past)));
    lines.extend(to_word(ground.nation, one));
    made(EvidenceTable::AnnualReview, ground, &own::NOTES, &own::COLUMNS, lines)
}

/// Rows about one thing.
struct About<'a>(&'a LearnerId, Option<&'a Placement>, String);

impl<'a> About<'a> {
    fn row(
        &self,
        question: &str,
        says: EvidenceCell,
        on: Option<NaiveDate>,
        from: &str,
    ) -> Line<'a, COLUMNS> {
        use EvidenceCell as Cell;
        let on = match (&says, on) {
            (says, _) if says.is_empty() => Cell::DoesNotApply,
            (_, on) => Cell::on(on),
        };
        let cells = [Cell::text(&self.2), Cell::text(question), says, on, Cell::text(from)];
        Line((Some(self.0), self.1.map(|placement| &placement.id)), cells)
    }
}

/// Several short texts, or that nobody has said any.
fn several<T: ToString>(items: impl IntoIterator<Item = T>) -> EvidenceCell {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    if items.is_empty() { EvidenceCell::NotRecorded } else { EvidenceCell::Text(items.join("; ")) }
}

fn of_learner<'a>(ground: EvidenceGround, one: &'a Reviewed) -> Vec<Line<'a, COLUMNS>> {
    let (profile, identity) = (&one.learner.profile, &one.learner.identity);
    let about = About(&one.id, None, identity.whole_name());
    let year = year_group(identity.date_of_birth, ground.as_at.with_timezone(&London).date_naive());
    let year = u32::try_from(year).map_or(EvidenceCell::NotRecorded, EvidenceCell::Number);
    let on = Some(one.changed_on);
    let known = |question, says| about.row(question, says, on, source::RECORD);
    vec![
        known(ask::YEAR_GROUP, year),
        known(ask::OUTCOMES, several(profile.outcomes.iter().map(Label::label))),
        known(ask::WANTS_TO_TRY, EvidenceCell::said(profile.own_words.wants_to_try.as_ref())),
        known(ask::STAYS, several(&profile.stays)),
    ]
}

fn of_placement<'a>(learner: &'a LearnerId, past: &'a ReviewedPlacement) -> Vec<Line<'a, COLUMNS>> {
    use EvidenceCell as Cell;
    let placement = &past.placement;
    let state = placement.state.label();
    let name = own::placement(placement.reference.as_str(), &past.employer, state);
    let about = About(learner, Some(placement), name);
    let (first, last) = (placement.days.first().copied(), past.days.last().map(|record| record.day.date));
    let recorded: Vec<_> = past.days.iter().filter(|day| day.came().is_some()).collect();
    let came = recorded.iter().filter(|day| day.came() == Some(true)).count();
    let minutes: u32 = recorded.iter().map(|day| day.minutes()).sum();
    let unrecorded = past.days.len() - recorded.len();
    let told = |cell: Cell| match (past.days.is_empty(), recorded.is_empty()) {
        (true, _) => Cell::DoesNotApply,
        (false, true) => Cell::NotRecorded,
        (false, false) => cell,
    };
    let planned = own::planned(&past.offer, placement.days.len());
    let hours = Some(planned_minutes(&past.planned)).filter(|minutes| *minutes > 0);
    let aims = past.aims.as_ref();
    let plan_on = past.programme.as_ref().map(|(_, on)| *on);
    let mut rows = vec![
        about.row(ask::PLANNED, Cell::Text(planned), first, source::PLAN),
        about.row(ask::PLANNED_HOURS, hours.map_or(Cell::NotRecorded, Cell::Minutes), plan_on, source::PLAN),
        about.row(
            ask::AIMS,
            several(aims.iter().flat_map(|(aims, _)| aims)),
            aims.map(|(_, on)| *on),
            source::AGREEMENT,
        ),
        about.row(ask::CAME, told(Cell::Text(own::came(came, recorded.len()))), last, source::TICKS),
        about.row(ask::HOURS, told(Cell::Minutes(minutes)), last, source::TICKS),
        about.row(
            ask::UNRECORDED,
            if unrecorded == 0 { Cell::Nothing } else { Cell::count(unrecorded) },
            last,
            source::TICKS,
        ),
    ];
    rows.extend(help(&about, past));
    rows.extend(words_of(&about, past));
    rows.extend(adjusted(&about, past));
    rows
}

/// The help with which each job begins, and the one hoped for by the last time: as planned.
fn help<'a>(about: &About<'a>, past: &ReviewedPlacement) -> Vec<Line<'a, COLUMNS>> {
    let plan = past.programme.as_ref();
    let mut levels: BTreeMap<&TaskId, (Option<HelpLevel>, Option<HelpLevel>)> = BTreeMap::new();
    for (_, block) in plan.iter().flat_map(|(programme, _)| programme.blocks()) {
        if let Some(task) = block.content.task() {
            let of_task = levels.entry(task).or_insert((block.level, None));
            of_task.1 = block.may_see.or(of_task.1);
        }
    }
    let distinct = |levels: Vec<HelpLevel>| {
        let mut levels = levels;
        levels.sort_unstable();
        levels.dedup();
        several(levels.into_iter().map(Label::label))
    };
    let on = plan.map(|(_, on)| *on);
    vec![
        about.row(
            ask::HELP_PLANNED,
            distinct(levels.values().filter_map(|(first, _)| *first).collect()),
            on,
            source::PLAN,
        ),
        about.row(
            ask::HELP_HOPED,
            distinct(levels.values().filter_map(|(_, last)| *last).collect()),
            on,
            source::PLAN,
        ),
        about.row(
            ask::HELP_SEEN,
            EvidenceCell::said(past.seen.as_ref().and_then(|(seen, _)| seen.help).map(Label::label)),
            past.seen.as_ref().map(|(_, on)| *on),
            source::SEEN,
        ),
    ]
}

fn words_of<'a>(about: &About<'a>, past: &ReviewedPlacement) -> Vec<Line<'a, COLUMNS>> {
    use EvidenceCell as Cell;
    let (said, said_on) = past.said.as_ref().map(|(said, on)| (said, *on)).unzip();
    let (fed, fed_on) = past.feedback.as_ref().map(|(fed, on)| (fed, *on)).unzip();
    let learner = |question, says| about.row(question, says, said_on, source::REFLECTION);
    let employer = |question, says| about.row(question, says, fed_on, source::FEEDBACK);
    vec![
        learner(ask::FACE, Cell::said(said.map(|said| said.face.label()))),
        learner(ask::BEST, Cell::said(said.and_then(|said| said.best.as_ref()))),
        learner(ask::HARD, Cell::said(said.and_then(|said| said.hard.as_ref()))),
        learner(ask::NEXT, Cell::said(said.and_then(|said| said.next.as_ref()))),
        employer(ask::EMPLOYER, Cell::said(fed.map(|fed| fed.overall.label()))),
        employer(ask::EMPLOYER_BEST, Cell::said(fed.and_then(|fed| fed.best.as_ref()))),
        employer(ask::EMPLOYER_CHANGE, Cell::said(fed.and_then(|fed| fed.change.as_ref()))),
        employer(ask::EMPLOYER_HELP, Cell::said(fed.and_then(|fed| fed.help).map(Label::label))),
    ]
}

fn adjusted<'a>(about: &About<'a>, past: &ReviewedPlacement) -> Vec<Line<'a, COLUMNS>> {
    use EvidenceCell as Cell;
    let mut rows = match &past.adjustments {
        None => vec![about.row(ask::ADJUSTMENT, Cell::NotRecorded, None, source::PACK)],
        Some((all, on)) if all.is_empty() => {
            vec![about.row(ask::ADJUSTMENT, Cell::Nothing, Some(*on), source::PACK)]
        }
        Some((all, on)) => {
            let told = all.iter().map(|(what, owner)| Cell::Text(own::adjustment(what, owner)));
            told.map(|told| about.row(ask::ADJUSTMENT, told, Some(*on), source::PACK)).collect()
        }
    };
    let seen = past.seen.as_ref();
    let supports = seen.iter().flat_map(|(seen, _)| &seen.supports);
    let supports = several(supports.map(|(what, helped)| own::support(what.label(), helped.label())));
    let on = seen.map(|(_, on)| *on);
    rows.push(about.row(ask::WORKED, supports, on, source::SEEN));
    let reference = seen.and_then(|(seen, _)| seen.reference.as_ref());
    rows.push(about.row(ask::REFERENCE, Cell::said(reference), on, source::SEEN));
    rows
}

/// What a person has to look up and to word.
fn to_word(nation: Nation, one: &Reviewed) -> Vec<Line<'_, COLUMNS>> {
    let (outcome, wording) = match nation {
        Nation::England => (ask::OUTCOME_E, ask::WORDING_F),
        Nation::Wales => (ask::OUTCOME_IDP, ask::WORDING_IDP),
    };
    let about = About(&one.id, None, one.learner.identity.whole_name());
    let adjusted = one.placements.iter().filter_map(|past| past.adjustments.as_ref());
    let whats = adjusted.flat_map(|(all, _)| all).map(|(what, _)| what.clone());
    let stays = one.learner.profile.stays.iter().map(ToString::to_string);
    let mut support: Vec<String> = Vec::new();
    for one in stays.chain(whats) {
        if !support.contains(&one) {
            support.push(one);
        }
    }
    vec![
        about.row(outcome, EvidenceCell::NotRecorded, None, source::ELSEWHERE),
        about.row(wording, several(support), Some(one.changed_on), source::RECORD_AND_PACKS),
    ]
}
