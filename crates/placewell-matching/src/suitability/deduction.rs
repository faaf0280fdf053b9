//! What a match loses for the changes and questions that it still needs. Public, versioned, adjustable by a hub.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::change::{Change, Effort, Party};
use super::question::Question;
use crate::domain::code::{Code, CodeSet};

/// The points that changes and questions take off a score. They decide an order, never an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Deductions {
    /// For each change that takes a word or a few minutes.
    #[schema(maximum = 1000)]
    pub little_effort: u16,
    /// For each change that takes an hour or two, once.
    #[schema(maximum = 1000)]
    pub some_effort: u16,
    /// For each change that takes days, or somebody's time throughout.
    #[schema(maximum = 1000)]
    pub much_effort: u16,
    /// For every £100 that the changes usually cost, smaller sums in proportion.
    #[schema(maximum = 1000)]
    pub hundred_pounds: u16,
    /// Once, when the employer has to make a change.
    #[schema(maximum = 1000)]
    pub employer_acts: u16,
    /// Once, when the school or college has to make a change.
    #[schema(maximum = 1000)]
    pub provider_acts: u16,
    /// Once, when the hub has to make a change.
    #[schema(maximum = 1000)]
    pub hub_acts: u16,
    /// Once, when the family has to make a change.
    #[schema(maximum = 1000)]
    pub family_acts: u16,
    /// For each question whose answer decides whether the placement suits.
    #[schema(maximum = 1000)]
    pub decisive_question: u16,
    /// For each other question.
    #[schema(maximum = 1000)]
    pub other_question: u16,
}

impl Default for Deductions {
    /// The deductions with which the service begins.
    fn default() -> Self {
        Self {
            little_effort: 10,
            some_effort: 30,
            much_effort: 80,
            hundred_pounds: 10,
            employer_acts: 5,
            provider_acts: 5,
            hub_acts: 5,
            family_acts: 15,
            decisive_question: 25,
            other_question: 2,
        }
    }
}

impl Deductions {
    /// The names of those above so many points.
    #[must_use]
    pub fn above(&self, most: u16) -> Vec<&'static str> {
        let named = [
            ("little_effort", self.little_effort),
            ("some_effort", self.some_effort),
            ("much_effort", self.much_effort),
            ("hundred_pounds", self.hundred_pounds),
            ("employer_acts", self.employer_acts),
            ("provider_acts", self.provider_acts),
            ("hub_acts", self.hub_acts),
            ("family_acts", self.family_acts),
            ("decisive_question", self.decisive_question),
            ("other_question", self.other_question),
        ];
        named.into_iter().filter(|(_, points)| *points > most).map(|(name, _)| name).collect()
    }

    /// For one change by its effort.
    #[must_use]
    pub fn effort(&self, effort: Effort) -> u32 {
        u32::from(match effort {
            Effort::Little => self.little_effort,
            Effort::Some => self.some_effort,
            Effort::Much => self.much_effort,
        })
    }

    /// For what all changes together cost.
    #[must_use]
    pub fn pounds(&self, pounds: u32) -> u32 {
        u32::from(self.hundred_pounds) * pounds / 100
    }

    /// For a party that has to make a change.
    #[must_use]
    pub fn party(&self, party: Party) -> u32 {
        u32::from(match party {
            Party::Employer => self.employer_acts,
            Party::Provider => self.provider_acts,
            Party::Hub => self.hub_acts,
            Party::Family => self.family_acts,
        })
    }

    /// For one question.
    #[must_use]
    pub fn question(&self, decisive: bool) -> u32 {
        u32::from(if decisive { self.decisive_question } else { self.other_question })
    }

    /// What these changes and questions take off, one entry a kind, none of nothing.
    #[must_use]
    pub fn of(&self, changes: &[Change], questions: &[Question]) -> Vec<Deduction> {
        let efforts = Effort::ALL.iter().map(|effort| {
            let changes = count(changes.iter().filter(|change| change.effort == *effort));
            (u32::from(changes) * self.effort(*effort), Deducted::Effort { effort: *effort, changes })
        });
        let pounds = changes.iter().map(|change| u32::from(change.cost_pounds)).sum();
        let acting = Party::ALL.iter().filter(|party| changes.iter().any(|change| change.owner == **party));
        let acting = acting.map(|party| (self.party(*party), Deducted::Acting { party: *party }));
        let asked = [true, false].map(|decisive| {
            let questions = count(questions.iter().filter(|question| question.decisive == decisive));
            (u32::from(questions) * self.question(decisive), Deducted::Questions { decisive, questions })
        });
        efforts
            .chain([(self.pounds(pounds), Deducted::Cost { pounds })])
            .chain(acting)
            .chain(asked)
            .filter(|(points, _)| *points > 0)
            .map(|(points, what)| Deduction { points, what })
            .collect()
    }
}

/// What changes and questions take off, counted as they come.
#[derive(Clone, Copy, Debug)]
pub struct Taking<'d> {
    deductions: &'d Deductions,
    points: u32,
    pounds: u32,
    acting: CodeSet<Party>,
}

impl<'d> Taking<'d> {
    /// Nothing yet.
    #[must_use]
    pub fn new(deductions: &'d Deductions) -> Self {
        Self { deductions, points: 0, pounds: 0, acting: CodeSet::EMPTY }
    }

    /// For a change.
    pub fn change(&mut self, change: &Change) {
        self.points += self.deductions.effort(change.effort);
        self.pounds += u32::from(change.cost_pounds);
        self.acting.insert(change.owner);
    }

    /// For a question.
    pub fn question(&mut self, decisive: bool) {
        self.points += self.deductions.question(decisive);
    }

    /// The least for a question that may turn out decisive or not.
    pub fn some_question(&mut self) {
        self.points += self.deductions.question(true).min(self.deductions.question(false));
    }

    /// All of it, in points.
    #[must_use]
    pub fn total(&self) -> i32 {
        let acting: u32 = self.acting.iter().map(|party| self.deductions.party(party)).sum();
        i32::try_from(self.points + self.deductions.pounds(self.pounds) + acting).unwrap_or(i32::MAX)
    }
}

fn count(some: impl Iterator<Item = impl Sized>) -> u8 {
    u8::try_from(some.count()).unwrap_or(u8::MAX)
}

/// For what points are taken off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Deducted {
    /// For the work of the changes.
    Effort {
        /// How much work each is.
        effort: Effort,
        /// How many changes are.
        changes: u8,
    },
    /// For what the changes usually cost.
    Cost {
        /// Together, whole pounds.
        pounds: u32,
    },
    /// Because somebody has to act.
    Acting {
        /// Who.
        party: Party,
    },
    /// For what is still to be found out.
    Questions {
        /// Whether the answers decide whether the placement suits.
        decisive: bool,
        /// How many questions.
        questions: u8,
    },
}

/// Points that are taken off, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Deduction {
    /// How many.
    pub points: u32,
    /// For what.
    #[serde(flatten)]
    pub what: Deducted,
}
