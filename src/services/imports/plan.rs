//! What the rows of a file come to: what is new, what changes, what stays.

use chrono::{DateTime, NaiveDate, Utc};

use crate::app::App;
use crate::auth::{Caller, Permit};
use crate::db::imports::{ImportCounts, Undo};
use crate::db::learner_drafts::LearnerDraft;
use crate::db::learners::{StoredLearner, external_index};
use crate::domain::check::FieldError;
use crate::domain::ids::LearnerId;
use crate::domain::learner::{Learner, LearnerState};
use crate::intake::learner::SAME_LEARNER;
use crate::intake::{Answered, SheetFault, SheetReading, SheetRow, StillToAsk};
use crate::services::{ServiceError, ids};
use crate::words::intake as words;

use super::known::{Found, Known, Person};
use super::steps::{EmployerStep, OfferStep};

/// What one row comes to.
pub(super) enum Step {
    /// A learner who is still to be asked about.
    Draft(LearnerDraft),
    /// A learner of whom every question is answered.
    Add(Box<StoredLearner>),
    /// A draft says more, or something else.
    ChangeDraft { before: LearnerDraft, after: LearnerDraft },
    /// So does a learner's record.
    Change { before: Box<StoredLearner>, learner: Box<Learner> },
    /// An employer with its contacts.
    Employer(Box<EmployerStep>),
    /// A draft of an offer.
    Offer(Box<OfferStep>),
}

/// A file as it would be taken in.
pub(super) struct Plan {
    pub(super) reading: SheetReading,
    pub(super) steps: Vec<Step>,
    pub(super) counts: ImportCounts,
    /// What is to be asked of the drafts, each with of how many.
    pub(super) open: Vec<(StillToAsk, usize)>,
}

impl Plan {
    /// A file of which no row was looked at yet, and its rows.
    pub(super) fn begin(mut reading: SheetReading) -> (Self, Vec<SheetRow>) {
        let rows = std::mem::take(&mut reading.rows);
        let (steps, open) = (Vec::new(), Vec::new());
        (Self { reading, steps, counts: ImportCounts::default(), open }, rows)
    }

    /// With its faults in the order of the rows, once each row was looked at.
    pub(super) fn done(mut self) -> Self {
        self.reading.faults.sort_by_key(|fault| (fault.row, fault.place));
        self.counts.faulty = self.reading.faulty().len();
        self
    }

    /// Looks at each row of a file of learners beside what is stored.
    pub(super) fn learners(
        &mut self,
        app: &App,
        permit: &Permit,
        caller: &Caller,
        rows: Vec<SheetRow>,
    ) -> Result<(), ServiceError> {
        let mut known = Known::read(app, permit, caller, &rows)?;
        let (now, today) = (app.clock.now(), app.clock.today_in_london());
        rows.into_iter().try_for_each(|row| self.row(app, caller, &mut known, row, (now, today)))
    }

    /// Says what is wrong with a field of a row.
    pub(super) fn wrong(&mut self, row: u32, name: &'static str, message: String, said: &Answered) {
        let found = Some(said.text(name)).filter(|text| !text.is_empty());
        let fault = SheetFault { found, ..self.reading.wrong(row, name, message) };
        self.reading.faults.push(fault);
    }

    /// Says what is wrong with the record that would come of a row.
    pub(super) fn faults(&mut self, row: u32, faults: &[FieldError]) {
        let faults: Vec<_> = faults.iter().map(|fault| self.reading.fault(row, fault)).collect();
        self.reading.faults.extend(faults);
    }

    /// Counts a question that a row leaves open.
    pub(super) fn ask(&mut self, question: StillToAsk) {
        match self.open.iter_mut().find(|(known, _)| *known == question) {
            Some((_, count)) => *count += 1,
            None => self.open.push((question, 1)),
        }
    }

    fn row(
        &mut self,
        app: &App,
        caller: &Caller,
        known: &mut Known,
        row: SheetRow,
        (now, today): (DateTime<Utc>, NaiveDate),
    ) -> Result<(), ServiceError> {
        let SheetRow { row, mut said, .. } = row;
        let index = external_index(&app.keys, &said.text("external_id"));
        let found = known.find(&index, &said);
        said.forget(SAME_LEARNER);
        match found {
            Found::Known { person, keeps_number } => {
                if keeps_number {
                    said.forget("external_id");
                }
                match person {
                    Person::Learner(stored) => self.over(row, &said, *stored, today),
                    Person::Draft(before) => self.over_draft(&said, before, now),
                }
            }
            Found::Again => self.refuse(row, words::SAME_LEARNER),
            Found::Perhaps(asks) => self.wrong(row, SAME_LEARNER, asks.to_owned(), &said),
            Found::UpnOfAnother => {
                let name = if said.has("upn") { "upn" } else { "uln" };
                self.wrong(row, name, words::UPN_OF_ANOTHER.to_owned(), &said);
            }
            Found::Nobody => self.fresh(row, said, ids::fresh(app)?, caller, (now, today)),
        }
        Ok(())
    }

    fn refuse(&mut self, row: u32, message: &str) {
        let message = message.to_owned();
        self.reading.faults.push(SheetFault { row, place: None, field: None, found: None, message });
    }

    /// A row about somebody of whom not everything is known.
    fn over_draft(&mut self, said: &Answered, before: LearnerDraft, now: DateTime<Utc>) {
        let after = before.said.and(said);
        if after == before.said {
            self.counts.same += 1;
            return;
        }
        self.counts.changed += 1;
        let after =
            LearnerDraft { said: after, version: before.version + 1, updated_at: now, ..before.clone() };
        self.steps.push(Step::ChangeDraft { before, after });
    }

    /// A row about a learner who has a record.
    fn over(&mut self, row: u32, said: &Answered, stored: StoredLearner, today: NaiveDate) {
        if stored.state == LearnerState::Archived {
            self.refuse(row, words::ARCHIVED);
            return;
        }
        match said.over(&stored.learner, today) {
            Ok(learner) if learner == stored.learner => self.counts.same += 1,
            Ok(learner) => {
                self.counts.changed += 1;
                self.steps.push(Step::Change { before: Box::new(stored), learner: Box::new(learner) });
            }
            Err(faults) => self.faults(row, &faults),
        }
    }

    /// A row about somebody new.
    fn fresh(
        &mut self,
        row: u32,
        said: Answered,
        id: LearnerId,
        caller: &Caller,
        (now, today): (DateTime<Utc>, NaiveDate),
    ) {
        let missing = said.missing();
        let provider = caller.organisation.clone();
        if missing.is_empty() {
            match said.learner(today) {
                Ok(learner) => {
                    self.counts.added += 1;
                    let stored = StoredLearner::added(id, provider, learner, now);
                    self.steps.push(Step::Add(Box::new(stored)));
                }
                Err(faults) => self.faults(row, &faults),
            }
            return;
        }
        self.counts.drafts += 1;
        missing.into_iter().for_each(|one| self.ask(one));
        let draft = LearnerDraft { id, provider, said, version: 1, created_at: now, updated_at: now };
        self.steps.push(Step::Draft(draft));
    }

    /// How everything that the plan does is undone.
    pub(super) fn undo(&self) -> Vec<Undo> {
        self.steps.iter().flat_map(Step::undo).collect()
    }
}

impl Step {
    fn undo(&self) -> Vec<Undo> {
        let undo = match self {
            Self::Draft(draft) => Undo::DraftMade { id: draft.id.clone() },
            Self::Add(stored) => Undo::LearnerMade { id: stored.id.clone() },
            Self::ChangeDraft { before, after } => Undo::DraftChanged {
                id: after.id.clone(),
                version: after.version,
                before: before.said.clone(),
            },
            Self::Change { before, .. } => Undo::LearnerChanged {
                id: before.id.clone(),
                version: before.version + 1,
                before: Box::new(before.learner.clone()),
            },
            Self::Employer(step) => return step.undo(),
            Self::Offer(step) => return step.undo(),
        };
        vec![undo]
    }
}
