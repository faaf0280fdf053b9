//! What a week costs: one number a rule, the rule that outweighs all later ones first. Every number
//! is 0 or more, so that no tier can be bought with the next.

use super::rules::WeekRule;

/// How many tiers there are.
pub(super) const TIERS: usize = 16;

/// One number a tier; less is better, compared from the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost([u16; TIERS]);

/// The tiers, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tier {
    /// More work planned than there is, in ticks of five minutes.
    Hole,
    /// A gentle beginning: one new thing at a time, an easy first job, a first piece soon finished,
    /// the step up not before the middle.
    Landing,
    /// The step up on the last day.
    LastStep,
    /// Enough different tasks.
    Different,
    /// Wished-for tasks often enough.
    Wished,
    /// Core tasks met on three days.
    Core,
    /// The step up practised.
    Practised,
    /// No task with too large a share, of the week or of a day.
    Share,
    /// New tasks met while somebody from school or college is there.
    Accompanied,
    /// The same first job every day.
    Opening,
    /// No task met on one day only.
    Once,
    /// Days as different as the learner likes.
    Middle,
    /// A choice a day.
    Choice,
    /// People met for a reason.
    People,
    /// No crumbs, no rush, few changes of place.
    Comfort,
    /// What the learner likes.
    Preference,
}

impl Cost {
    /// Adds to a tier.
    pub(super) fn add(&mut self, tier: Tier, amount: u16) {
        if let Some(cost) = self.0.get_mut(tier as usize) {
            *cost = cost.saturating_add(amount);
        }
    }

    /// Adds another part of the same placement.
    pub(super) fn join(&mut self, part: Self) {
        for (cost, more) in self.0.iter_mut().zip(part.0) {
            *cost = cost.saturating_add(more);
        }
    }

    /// The rules that could not be kept everywhere, the weightiest first. Comfort and preference are
    /// matters of degree and are not told.
    pub(super) fn unkept(&self) -> Vec<WeekRule> {
        const TOLD: [(Tier, WeekRule); 13] = [
            (Tier::Landing, WeekRule::GentleLanding),
            (Tier::LastStep, WeekRule::StepUpOnLastDay),
            (Tier::Different, WeekRule::DifferentTasks),
            (Tier::Wished, WeekRule::WishedTasks),
            (Tier::Core, WeekRule::CoreTasks),
            (Tier::Practised, WeekRule::StepUpPractised),
            (Tier::Share, WeekRule::NoTaskTooMuch),
            (Tier::Accompanied, WeekRule::NewWhileAccompanied),
            (Tier::Opening, WeekRule::SameFirstJob),
            (Tier::Once, WeekRule::NothingOnce),
            (Tier::Middle, WeekRule::DaysAsLiked),
            (Tier::Choice, WeekRule::ChoiceADay),
            (Tier::People, WeekRule::FourPeople),
        ];
        TOLD.iter().filter(|(tier, _)| self.of(*tier) > 0).map(|(_, rule)| *rule).collect()
    }

    /// What a tier costs.
    pub(super) fn of(&self, tier: Tier) -> u16 {
        self.0.get(tier as usize).copied().unwrap_or_default()
    }
}
