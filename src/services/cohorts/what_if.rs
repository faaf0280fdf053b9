//! What a change would do to a cohort's answer. Nothing is stored.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::kept::Kept;
use super::model::{Link, Options};
use super::request::Asking;
use super::solve::{Unsolved, solvers};
use super::view::{CohortMove, moved};
use super::{member, seen_by, visible};
use crate::allocation::{Allocation, Change, CohortError, Figures};
use crate::app::App;
use crate::auth::{Action, Caller, Permit, authorise};
use crate::db::{cohort_learners, cohorts};
use crate::domain::ids::{CohortId, LearnerId, OfferId, WindowId};
use crate::domain::text::Line;
use crate::services::{ServiceError, access};
use crate::words::refused;

/// The most seats of an offer, and places of a pool, that are tried.
const MOST_SEATS: u32 = 1_000;
const MOST_PLACES: u32 = 10_000;

/// The most changes that are tried together.
const MOST_CHANGES: usize = 100;

/// One change to a cohort.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(tag = "change", rename_all = "snake_case", deny_unknown_fields)]
pub enum CohortChange {
    /// A learner takes no part.
    Withdraw {
        /// The learner.
        learner: LearnerId,
    },
    /// A learner's offer is settled.
    Pin {
        /// The learner.
        learner: LearnerId,
        /// The offer.
        offer: OfferId,
    },
    /// A learner's offer is open again.
    Unpin {
        /// The learner.
        learner: LearnerId,
    },
    /// A learner is ruled out of an offer.
    Forbid {
        /// The learner.
        learner: LearnerId,
        /// The offer.
        offer: OfferId,
    },
    /// An offer has another number of seats.
    Seats {
        /// The offer.
        offer: OfferId,
        /// Which window of it; the first unless said.
        #[serde(default)]
        window: Option<WindowId>,
        /// Its seats.
        #[schema(maximum = 1000)]
        seats: u32,
    },
    /// A pool of job coaches has another number of places.
    Places {
        /// What the pool is called.
        pool: Line,
        /// Its places.
        #[schema(maximum = 10_000)]
        places: u32,
    },
}

/// Changes to be tried together.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CohortWhatIf {
    /// The changes, made in this order.
    #[schema(min_items = 1, max_items = 100)]
    pub changes: Vec<CohortChange>,
}

/// The figures by which an answer is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CohortFigures {
    /// Learners placed.
    pub placed: u64,
    /// The lowest value of a placed learner who is not pinned.
    pub lowest: Option<u16>,
    /// The sum of the values.
    pub total: u64,
}

impl From<Figures> for CohortFigures {
    fn from(Figures { placed, total, minimum }: Figures) -> Self {
        Self { placed, lowest: minimum, total }
    }
}

/// A learner who would move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CohortShift {
    /// Who, where the hub may still see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub learner: Option<LearnerId>,
    /// The move.
    #[serde(flatten)]
    pub moved: CohortMove,
}

/// What changes would bring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CohortOutcome {
    /// The figures of the answer.
    pub before: CohortFigures,
    /// The figures with the changes.
    pub after: CohortFigures,
    /// Every learner whose place would change: the fewest that an answer as good allows, unless somebody is kept apart.
    pub moves: Vec<CohortShift>,
    /// Whether nothing better keeps everybody apart who is to be kept apart.
    pub apart: bool,
}

/// What changes to a cohort would bring.
///
/// # Errors
/// [`ServiceError::NotFound`] when the cohort is not the caller's; [`ServiceError::Invalid`] for a learner, an offer or
/// a pool that is not in it; [`ServiceError::Conflict`] when the changes cannot be made together.
pub fn try_out(
    app: &App,
    caller: &Caller,
    id: &CohortId,
    what_if: &CohortWhatIf,
) -> Result<CohortOutcome, ServiceError> {
    let permit = authorise(caller, Action::TryCohort)?;
    let (stored, asking): (_, Asking) = app.read(&permit, |c| {
        let stored = visible(c, app, caller, id)?;
        Ok::<_, ServiceError>((stored, cohorts::request(c, &app.keys, id)?))
    })?;
    if !(1..=MOST_CHANGES).contains(&what_if.changes.len()) {
        return Err(ServiceError::invalid("changes", format!("must hold 1 to {MOST_CHANGES} changes")));
    }
    let kept = Kept::whole(app, &permit, &stored)?;
    let changes = what_if.changes.iter().enumerate();
    let changes =
        changes.map(|(at, change)| solvers_change(app, &permit, caller, &kept, &asking, (id, at), change));
    let changes: Vec<Change> = changes.collect::<Result<_, ServiceError>>()?;
    let before = kept.standing()?;
    let (after, apart) = kept.changed(&before, &changes).map_err(Unsolved::from)?;
    let known: BTreeMap<i32, LearnerId> = app.read(&permit, |c| {
        let rows = cohort_learners::list(c, id, seen_by(caller), None, i64::MAX)?;
        Ok::<_, ServiceError>(rows.into_iter().map(|one| (one.number, one.learner)).collect())
    })?;
    let moves = kept.moves(&before, &after).into_iter().map(|link| CohortShift {
        learner: i32::try_from(link.learner).ok().and_then(|number| known.get(&number).cloned()),
        moved: moved(&kept.inputs, &link),
    });
    let moves: Vec<CohortShift> = moves.collect();
    let shown = moves.iter().filter_map(|one| Some(one.learner.as_ref()?.as_str()));
    access::each_shown(app, &permit, caller, Action::TryCohort, "learner", shown)?;
    Ok(CohortOutcome { before: before.figures().into(), after: after.figures().into(), moves, apart })
}

impl Kept {
    /// The answer after changes, and whether nothing better keeps everybody apart.
    fn changed(&self, standing: &Allocation, changes: &[Change]) -> Result<(Allocation, bool), CohortError> {
        let mut warm = standing.clone();
        let warm = warm.what_if(changes).map(|_| warm);
        if self.inputs.apart.is_empty() {
            return Ok((warm?, true));
        }
        // What was ruled out to keep learners apart may have no reason any more, or stand in the way of a pin.
        let apart = self.inputs.keeping_apart();
        let mut open = Allocation::solve(self.inputs.cohort(&[])?, solvers(self.inputs.objective));
        open.what_if(changes)?;
        let best = open.kept_apart(&apart)?;
        let as_good =
            |warm: &Allocation| warm.figures() == best.allocation.figures() && apart.meeting(warm).is_none();
        match warm {
            Ok(warm) if as_good(&warm) => Ok((warm, best.proved)),
            _ => Ok((best.allocation, best.proved)),
        }
    }

    /// Every learner who is elsewhere.
    fn moves(&self, before: &Allocation, after: &Allocation) -> Vec<Link> {
        let score = |place: Option<(u32, u16)>| place.map_or(0, |(_, score)| i64::from(score));
        let learners = 0..self.inputs.learners.len() as u32;
        let elsewhere = learners.filter_map(|learner| {
            let (from, to) = (before.place_of(learner), after.place_of(learner));
            (from.map(|(slot, _)| slot) != to.map(|(slot, _)| slot)).then(|| Link {
                learner: self.inputs.number(learner),
                from: from.map(|(slot, _)| slot),
                to: to.map(|(slot, _)| slot),
                change: score(to) - score(from),
            })
        });
        elsewhere.collect()
    }
}

/// A change in the solver's numbers.
fn solvers_change(
    app: &App,
    permit: &Permit,
    caller: &Caller,
    kept: &Kept,
    asking: &Asking,
    (id, at): (&CohortId, usize),
    change: &CohortChange,
) -> Result<Change, ServiceError> {
    let field = |name: &str| format!("changes[{at}].{name}");
    let unknown = |name: &str| ServiceError::invalid(field(name), refused::IN_COHORT);
    let at_most = |number: u32, most: u32, name: &str| {
        let reason = || ServiceError::invalid(field(name), format!("must be at most {most}"));
        if number <= most { Ok(number) } else { Err(reason()) }
    };
    let order = |learner: &LearnerId| {
        let one = app.read(permit, |c| member(c, caller, id, learner)).map_err(|error| match error {
            ServiceError::NotFound => unknown("learner"),
            other => other,
        })?;
        Ok::<_, ServiceError>((kept.order(one.number, learner)?, one.number))
    };
    let pair = |learner: &LearnerId, offer: &OfferId| {
        let (learner, number) = order(learner)?;
        let options = app.read(permit, |c| cohort_learners::options::<Options>(c, &app.keys, id, number))?;
        let slot = options.and_then(|options| kept.inputs.slot_for(&options, offer));
        Ok::<_, ServiceError>((learner, slot.ok_or_else(|| unknown("offer"))?))
    };
    Ok(match change {
        CohortChange::Withdraw { learner } => Change::Withdraw { learner: order(learner)?.0 },
        CohortChange::Unpin { learner } => Change::Unpin { learner: order(learner)?.0 },
        CohortChange::Pin { learner, offer } => {
            let (learner, offer) = pair(learner, offer)?;
            Change::Pin { learner, offer }
        }
        CohortChange::Forbid { learner, offer } => {
            let (learner, offer) = pair(learner, offer)?;
            Change::Forbid { learner, offer }
        }
        CohortChange::Seats { offer, window, seats } => {
            let fits = |slot: &super::model::Slot| {
                slot.offer == *offer && window.as_ref().is_none_or(|window| slot.window == *window)
            };
            let slot = kept.inputs.slots.iter().position(fits).and_then(|slot| u32::try_from(slot).ok());
            let seats = at_most(*seats, MOST_SEATS, "seats")?;
            Change::Seats { offer: slot.ok_or_else(|| unknown("offer"))?, seats }
        }
        CohortChange::Places { pool, places } => {
            let pool = asking
                .pools
                .iter()
                .position(|known| known.name == *pool)
                .and_then(|at| u32::try_from(at).ok());
            let places = at_most(*places, MOST_PLACES, "places")?;
            Change::Places { pool: pool.ok_or_else(|| unknown("pool"))?, places }
        }
    })
}
