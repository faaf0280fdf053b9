//! A programme with what it was planned on, as it is stored.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::ids::TaskId;
use crate::domain::workload::WorkInput;
use crate::programme::{Breach, Programme, Shortfall, Weight, check, plan};

use super::PlanInputs;

/// A programme with what it was planned on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The plan.
    pub programme: Programme,
    /// Tasks that the learner may not or should not do.
    pub carved: BTreeSet<TaskId>,
    /// By how many minutes the days start later than usual.
    pub starts_later_minutes: u16,
}

impl Plan {
    /// Plans afresh what the assessment leaves.
    ///
    /// # Errors
    /// [`Shortfall`] when the offer holds too little work.
    pub fn afresh(basis: &PlanInputs) -> Result<Self, Shortfall> {
        let carved = basis.assessment.carved.iter().map(|carved| carved.task.clone()).collect();
        let starts_later_minutes = basis.assessment.starts_later_minutes;
        let programme = plan(&basis.work(&carved, starts_later_minutes, &[]))?;
        Ok(Self { programme, carved, starts_later_minutes })
    }

    /// The planner's input for this plan.
    #[must_use]
    pub fn input<'a>(&'a self, basis: &'a PlanInputs) -> WorkInput<'a> {
        basis.work(&self.carved, self.starts_later_minutes, &self.programme.lost)
    }

    /// Where it breaks a rule that must hold.
    pub fn broken(&self, basis: &PlanInputs) -> impl Iterator<Item = Breach> + use<> {
        let breaches = check(&self.programme, &self.input(basis)).into_iter();
        breaches.filter(|breach| breach.rule.weight() == Weight::Must)
    }
}
