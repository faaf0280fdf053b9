//! Whether words that suggest a hazard are answered before anybody under 18 does the job.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::domain::calendar::age_on;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::window::Window;
use crate::law::{self, Gate, Rule};
use crate::programme::Programme;
use crate::standing::law_facts;

/// Below this age what nobody has answered about hazards stops a placement.
const ADULT: i32 = 18;

/// Weeks of learners under 18, counted by what their jobs suggest.
#[derive(Default)]
pub(super) struct Asked {
    weeks: usize,
    suggested: usize,
    unasked: usize,
}

impl Asked {
    /// Counts one week.
    pub(super) fn add(
        &mut self,
        learner: &LearnerFacts,
        offer: &OfferFacts,
        window: &Window,
        programme: &Programme,
    ) {
        let Some(first) = programme.days.first() else { return };
        if age_on(learner.date_of_birth, first.date) >= ADULT {
            return;
        }
        self.weeks += 1;
        let planned: BTreeSet<_> =
            programme.blocks().filter_map(|(_, block)| block.content.task().cloned()).collect();
        let tasks = offer.offer.tasks.iter().filter(|task| planned.contains(&task.id));
        if tasks.into_iter().all(|task| task.unanswered_proposals().is_empty()) {
            return;
        }
        self.suggested += 1;
        let findings = law::assess(&law_facts(learner, offer, window, programme, None));
        let gate = Gate::of(&findings);
        let asks =
            gate.barred.iter().chain(&gate.unanswered).any(|finding| finding.rule == Rule::TaskHazards);
        self.unasked += usize::from(!asks);
    }

    /// Prints the counts.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{} weeks of learners under 18", self.weeks)?;
        writeln!(out, "{} with a job whose words suggest a hazard that nobody has answered", self.suggested)?;
        writeln!(out, "{} of them could be confirmed without the answer", self.unasked)
    }
}
