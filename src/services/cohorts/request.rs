//! What is asked of a cohort: who, when, what is best, and what people have settled beforehand.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::allocation::sheet::{Decision, settled};
use crate::clock::Random;
use crate::domain::check::{Faults, FieldError};
use crate::domain::code::{Code, CodeSet};
use crate::domain::cohort::CohortObjective;
use crate::domain::digest::sha256;
use crate::domain::ids::{LearnerId, OfferId, OrganisationId};
use crate::domain::learner::ProgrammeKind;
use crate::domain::text::Line;
use crate::services::Checked;
use crate::suitability::Outcome;
use crate::words::refused;

/// The most learners in one cohort.
pub const MOST_LEARNERS: usize = 2_000;

/// The most pins, forbidden pairs, groups or pools.
const MOST_RULES: usize = 2_000;

/// The most providers to which a cohort is narrowed.
const MOST_PROVIDERS: usize = 200;

/// The most offers that draw on one pool.
const MOST_POOLED: usize = 500;

/// The longest sheet, in characters.
const LONGEST_SHEET: usize = 400_000;

/// The most learners who are all kept apart from each other.
const MOST_APART: usize = 20;

/// A learner and an offer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CohortPair {
    /// The learner.
    pub learner: LearnerId,
    /// The offer.
    pub offer: OfferId,
}

/// Offers that draw on one job coach or team, so that they have a number of places together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CoachPool {
    /// What the pool is called.
    pub name: Line,
    /// Its offers; an offer can draw on one pool.
    #[schema(min_items = 1, max_items = 500)]
    pub offers: Vec<OfferId>,
    /// How many learners it can support at the same time.
    #[schema(minimum = 0, maximum = 10_000)]
    pub places: u32,
}

/// A cohort to be placed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CohortRequest {
    /// What the cohort is called. Providers whose learners take part read it.
    pub name: Line,
    /// The learners, by identifier; everybody the filters leave when absent. Only learners whose agreement that the
    /// hub sees their matches stands can take part.
    #[serde(default)]
    #[schema(min_items = 1, max_items = 2000)]
    pub learners: Option<Vec<LearnerId>>,
    /// Only learners of these providers; of all when empty.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub providers: Vec<OrganisationId>,
    /// Only learners on these kinds of programme; on any when empty.
    #[serde(default)]
    #[schema(value_type = Vec<ProgrammeKind>)]
    pub programmes: CodeSet<ProgrammeKind>,
    /// The date on which every placement starts; each as early as possible when absent.
    #[serde(default)]
    pub start: Option<NaiveDate>,
    /// Which outcomes count as suiting; all but unsuitable when empty.
    #[serde(default)]
    #[schema(value_type = Vec<Outcome>)]
    pub outcomes: CodeSet<Outcome>,
    /// What is made best, once as many as possible are placed.
    #[serde(default = "fair")]
    #[schema(default = "fair")]
    pub objective: CohortObjective,
    /// Learners whose offer is settled.
    #[serde(default)]
    #[schema(max_items = 2000)]
    pub pins: Vec<CohortPair>,
    /// Pairs that are ruled out.
    #[serde(default)]
    #[schema(max_items = 2000)]
    pub forbidden: Vec<CohortPair>,
    /// The same from a spreadsheet in the format that `placewell allocate` reads: CSV with the columns `learner`, `offer`
    /// and `decision`, which is `pin`, `forbid` or empty. Learners and offers stand in it by identifier. Other columns,
    /// scores too, are not read.
    #[serde(default)]
    #[schema(max_length = 400_000)]
    pub sheet: Option<String>,
    /// Groups of learners of whom no two may be at the same employer.
    #[serde(default)]
    #[schema(max_items = 2000)]
    pub apart: Vec<Vec<LearnerId>>,
    /// Offers that share a job coach or a team.
    #[serde(default)]
    #[schema(max_items = 2000)]
    pub pools: Vec<CoachPool>,
}

fn fair() -> CohortObjective {
    CohortObjective::Fair
}

impl CohortRequest {
    /// The request with the rules of its sheet among its own.
    ///
    /// # Errors
    /// What is wrong with the sheet, by line.
    pub(super) fn with_sheet(mut self) -> Result<Self, Vec<FieldError>> {
        let Some(sheet) = self.sheet.take() else { return Ok(self) };
        let refused = |reason: String| vec![FieldError::new("sheet", reason)];
        if sheet.chars().count() > LONGEST_SHEET {
            return Err(refused(format!("must be at most {LONGEST_SHEET} characters")));
        }
        let mut faults = Faults::default();
        for row in settled(sheet.as_bytes()).map_err(|error| refused(error.to_string()))? {
            let found = LearnerId::parse(&row.learner).ok().zip(OfferId::parse(&row.offer).ok());
            let reason = format!("line {}: learner and offer must be identifiers", row.line);
            faults.require(found.is_some(), "sheet", reason);
            let Some((learner, offer)) = found else { continue };
            let pair = CohortPair { learner, offer };
            match row.decision {
                Decision::Pin => self.pins.push(pair),
                Decision::Forbid => self.forbidden.push(pair),
            }
        }
        faults.finish()?;
        Ok(self)
    }
}

impl Checked for CohortRequest {
    fn check(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut faults = Faults::default();
        faults.require(self.start.is_none_or(|start| start > today), "start", refused::AFTER_TODAY);
        if let Some(learners) = &self.learners {
            let sound = (1..=MOST_LEARNERS).contains(&learners.len());
            faults.require(sound, "learners", format!("must hold 1 to {MOST_LEARNERS} learners"));
            faults.require_unique(learners, "learners", "id");
        }
        faults.require(
            self.providers.len() <= MOST_PROVIDERS,
            "providers",
            format!("must hold at most {MOST_PROVIDERS} entries"),
        );
        let unsuitable = self.outcomes.contains(Outcome::Unsuitable);
        faults.require(!unsuitable, "outcomes", refused::NO_UNSUITABLE);
        for (rules, name) in [
            (self.pins.len(), "pins"),
            (self.forbidden.len(), "forbidden"),
            (self.apart.len(), "apart"),
            (self.pools.len(), "pools"),
        ] {
            faults.require(rules <= MOST_RULES, name, format!("must hold at most {MOST_RULES} entries"));
        }
        faults.require_unique(self.pins.iter().map(|pin| &pin.learner), "pins", "learner");
        for (at, group) in self.apart.iter().enumerate() {
            let different = group.iter().collect::<BTreeSet<_>>().len() == group.len();
            let sound = (2..=MOST_APART).contains(&group.len()) && different;
            faults.require(
                sound,
                format!("apart[{at}]"),
                format!("must name 2 to {MOST_APART} different learners"),
            );
        }
        let mut pooled = BTreeSet::new();
        for (at, pool) in self.pools.iter().enumerate() {
            faults.require(!pool.offers.is_empty(), format!("pools[{at}].offers"), refused::OFFER_WANTED);
            let few = pool.offers.len() <= MOST_POOLED;
            let reason = format!("must hold at most {MOST_POOLED} entries");
            faults.require(few, format!("pools[{at}].offers"), reason);
            for (nth, offer) in pool.offers.iter().enumerate() {
                let fresh = pooled.insert(offer);
                faults.require(fresh, format!("pools[{at}].offers[{nth}]"), refused::IN_ANOTHER_POOL);
            }
            faults.require(pool.places <= 10_000, format!("pools[{at}].places"), "must be at most 10000");
        }
        faults.finish()
    }
}

/// What was asked, as it is kept: learners by their number, so that it names nobody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Asking {
    pub name: Line,
    pub start: Option<NaiveDate>,
    pub outcomes: CodeSet<Outcome>,
    pub objective: CohortObjective,
    pub pins: Vec<(u32, OfferId)>,
    pub forbidden: Vec<(u32, OfferId)>,
    pub apart: Vec<Vec<u32>>,
    pub pools: Vec<CoachPool>,
    /// Learners in use of the hub's providers who did not agree that the hub sees their matches.
    pub not_agreed: i64,
}

/// The rules of a cohort, learners by their number in it.
#[derive(Clone, Debug)]
pub struct CohortRules {
    /// Which matches count.
    pub outcomes: CodeSet<Outcome>,
    /// Who gets which offer.
    pub pins: Vec<(u32, OfferId)>,
    /// Who does not get which offer.
    pub forbidden: Vec<(u32, OfferId)>,
    /// Learners who are kept apart from each other.
    pub apart: Vec<Vec<u32>>,
    /// Job coaches whom several providers share.
    pub pools: Vec<CoachPool>,
}

/// What mixes the numbers of a cohort. It is stored nowhere, so that nobody can work out whose a number was.
pub(super) struct Mix([u8; 32]);

impl Mix {
    pub(super) fn drawn(random: &dyn Random) -> Self {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        Self(bytes)
    }

    /// The learners in the order of their numbers, which tell nothing of name, provider or age.
    pub(super) fn numbered<T>(&self, mut learners: Vec<T>, id: impl Fn(&T) -> &LearnerId) -> Vec<T> {
        learners.sort_by_cached_key(|one| sha256(&[self.0.as_slice(), id(one).as_str().as_bytes()].concat()));
        learners
    }
}

impl CohortRequest {
    /// The request with learners by number.
    ///
    /// # Errors
    /// Every rule about somebody who does not take part.
    pub(super) fn asking(
        self,
        numbers: &BTreeMap<LearnerId, u32>,
        not_agreed: i64,
    ) -> Result<Asking, Vec<FieldError>> {
        let mut faults = Faults::default();
        let mut number = |learner: &LearnerId, field: String| {
            let number = numbers.get(learner).copied();
            faults.require(number.is_some(), field, refused::TAKES_PART);
            number.unwrap_or_default()
        };
        let mut pairs = |pairs: Vec<CohortPair>, list: &str| -> Vec<(u32, OfferId)> {
            let numbered = pairs.into_iter().enumerate();
            numbered
                .map(|(at, pair)| (number(&pair.learner, format!("{list}[{at}].learner")), pair.offer))
                .collect()
        };
        let (pins, forbidden) = (pairs(self.pins, "pins"), pairs(self.forbidden, "forbidden"));
        let apart = self.apart.iter().enumerate();
        let apart = apart.map(|(at, group)| {
            let learners = group.iter().enumerate();
            learners.map(|(nth, learner)| number(learner, format!("apart[{at}][{nth}]"))).collect()
        });
        let apart = apart.collect();
        faults.finish()?;
        let every = || Outcome::ALL.iter().copied().filter(|one| *one != Outcome::Unsuitable).collect();
        Ok(Asking {
            name: self.name,
            start: self.start,
            outcomes: if self.outcomes.is_empty() { every() } else { self.outcomes },
            objective: self.objective,
            pins,
            forbidden,
            apart,
            pools: self.pools,
            not_agreed,
        })
    }
}
