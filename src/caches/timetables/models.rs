//! The models of the learners who asked last.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::place::Coordinates;
use crate::travel::Profile;
use crate::travel::concession::PassHours;
use crate::travel::timetable::{Timetable, TimetableModel};

/// Learners at most, and bytes of their tables of reach at most; one learner is always kept.
const LEARNERS: usize = 64;
const BYTES: usize = 256 << 20;

/// Everything that a model depends on beside the feeds: when any of it changes, another is made.
type Key = (Coordinates, Profile, PassHours);

/// Models by home and limits, the most recently asked last.
#[derive(Default)]
pub struct Models(Mutex<VecDeque<(Key, Arc<TimetableModel>)>>);

impl Models {
    /// The model for a home and its limits.
    pub fn of(
        &self,
        timetable: &Arc<Timetable>,
        home: Coordinates,
        profile: &Profile,
        pass: PassHours,
    ) -> Arc<TimetableModel> {
        let key = (home, profile.clone(), pass);
        // Nothing under this lock waits for a model: one that is still at work on a learner's first
        // answer must not stall the others.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.iter().position(|(known, _)| *known == key).and_then(|at| kept.remove(at));
        let (key, model) = known.unwrap_or_else(|| {
            let model = TimetableModel::new(timetable.clone(), home, profile.clone(), pass);
            (key, Arc::new(model))
        });
        kept.push_back((key, model.clone()));
        let bytes = |kept: &VecDeque<(Key, Arc<TimetableModel>)>| -> usize {
            kept.iter().map(|(_, model)| model.table_bytes()).sum()
        };
        while kept.len() > 1 && (kept.len() > LEARNERS || bytes(&kept) > BYTES) {
            kept.pop_front();
        }
        model
    }

    /// How many are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Whether none is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
