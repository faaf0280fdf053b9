//! After the days: feedback, what helped, what is learned and by whose yes, and the next ranking.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use super::super::story::{Told, paragraph, step};
use super::{Scene, at};
use crate::auth::Caller;
use crate::auth::visitor::Visitor;
use crate::domain::placement::PlacementAction;
use crate::domain::report::{Feedback, HelpNeeded, HostAgain, Overall};
use crate::domain::support::HelpLevel;
use crate::learning::{Helped, LessonChoice, Observation};
use crate::services::lessons;
use crate::services::matches::{self, MatchView, Wanted};
use crate::services::placements::{PlacementView, Step};
use crate::services::visits;
use crate::words::label::Label;
use crate::words::learning as words;

/// How many matches are told.
const TOP: usize = 3;

impl Scene<'_> {
    /// What was said afterwards, what is learned of it, and how the next ranking differs.
    pub(super) fn after(
        &self,
        placement: &PlacementView,
        visitor: &Visitor,
        out: &mut dyn Write,
    ) -> Told<()> {
        let (app, provider) = (&self.app, &self.loaded.provider);
        let last = placement.days.last().copied().ok_or("the placement has no days")?;
        self.clock.set(at(last, 17));
        step(app, provider, &placement.id, PlacementAction::Complete, &Step::default(), out)?;
        let feedback = Feedback {
            overall: Overall::Well,
            best: Some(paragraph("Once shown, it was done the same way every time.")?),
            change: None,
            help: Some(HelpNeeded::AsPlanned),
            again: Some(HostAgain::Yes),
        };
        visits::feedback(app, visitor, &feedback, 0)?;
        writeln!(out, "\nThe employer says how it was: {}.", Overall::Well.label())?;
        self.observe(placement, visitor, out)?;

        let before = self.ranking()?;
        writeln!(out, "\n{}. {}", words::HEADING, words::NOTHING_BY_ITSELF)?;
        let acting =
            self.loaded.offers.get(&placement.offer).and_then(|name| self.loaded.employers.get(name));
        let acting = acting.ok_or("the employer is not of the sample")?;
        self.decide(placement, provider, "the careers leader", out)?;
        self.decide(placement, acting, "the employer", out)?;
        let after = self.ranking()?;
        writeln!(out, "\nThe ranking before and after:")?;
        for (place, (before, after)) in before.iter().zip(&after).enumerate() {
            let told = |one: &MatchView| format!("{} (value {})", one.title, one.assessment.value);
            writeln!(out, "  {}. {} | {}", place + 1, told(before), told(after))?;
        }
        for one in &after {
            for line in &one.here_before {
                writeln!(out, "  {}: {line}", one.title)?;
            }
        }
        for one in &after {
            let Some(earlier) = before.iter().find(|before| before.offer == one.offer) else { continue };
            let parts = one.assessment.contributions.iter().zip(&one.words.contributions);
            let changed = parts
                .filter(|(part, _)| !earlier.assessment.contributions.iter().any(|other| other == *part))
                .map(|(_, words)| words);
            for line in changed {
                writeln!(out, "  {}: {line}", one.title)?;
            }
        }
        Ok(())
    }

    /// What the employer and the school saw.
    fn observe(&self, placement: &PlacementView, visitor: &Visitor, out: &mut dyn Write) -> Told<()> {
        let Some((asked, _)) = visits::page(&self.app, visitor)?.asked else { return Ok(()) };
        let supports: BTreeMap<_, _> =
            asked.supports.iter().take(2).map(|one| (*one, Helped::Worked)).collect();
        let tried: BTreeSet<_> = asked.tasks.iter().map(|(task, _)| task.clone()).collect();
        for provision in supports.keys() {
            writeln!(out, "  {} {}.", words::did_it_help(provision.label()), Helped::Worked.label())?;
        }
        writeln!(out, "  {} of {} tasks were done by their steps.", tried.len(), asked.tasks.len())?;
        visits::observe(&self.app, visitor, &Observation { supports, tried, ..Observation::default() })?;
        let seen = Observation { help: Some(HelpLevel::ListOnly), ..Observation::default() };
        lessons::tell(&self.app, &self.loaded.provider, &placement.id, &seen)?;
        writeln!(out, "  The school saw how new tasks began: {}.", HelpLevel::ListOnly.label())?;
        Ok(())
    }

    /// Accepts what is somebody's to decide.
    fn decide(&self, placement: &PlacementView, caller: &Caller, who: &str, out: &mut dyn Write) -> Told<()> {
        for lesson in lessons::list(&self.app, caller, &placement.id)? {
            if lesson.decided.is_some() || !lessons::may_decide(caller, lesson.target) {
                continue;
            }
            writeln!(out, "  {}: {}", words::for_document(lesson.target), lesson.words)?;
            for said in &lesson.said {
                writeln!(out, "    said by {}", said.words)?;
            }
            lessons::decide(&self.app, caller, &placement.id, &lesson.id, LessonChoice::Accept)?;
            writeln!(out, "    {who} accepts it")?;
        }
        Ok(())
    }

    fn ranking(&self) -> Told<Vec<MatchView>> {
        let wanted = Wanted { limit: TOP, ..Wanted::default() };
        Ok(matches::list(&self.app, &self.loaded.provider, &self.learner.0, wanted)?.items)
    }
}
