//! What a change of an offer or an organisation does to the placements that rest on it: those that
//! it hits are marked for their provider, who is told by letter, and shown to whoever made the change.

use serde::Serialize;
use utoipa::ToSchema;

use super::standing::{Look, ReasonView};
use crate::app::App;
use crate::auth::Caller;
use crate::db::placements::{self, Live};
use crate::db::{Conn, DbError};
use crate::domain::ids::{OrganisationId, PlacementId, Reference};
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::role::Role;
use crate::services::{ServiceError, letters};
use crate::standing::Reason;

/// A placement that a change has hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlacementHit {
    /// Which.
    pub placement: PlacementId,
    /// What the outside world calls it.
    pub reference: Reference,
    /// How far it has come.
    pub state: PlacementState,
    /// What stands in its way since the change.
    pub reasons: Vec<ReasonView>,
}

/// The placements that rest on something, as they stood before it changed.
pub struct Watched(Vec<(Placement, Vec<Reason>)>);

impl Watched {
    /// What rests on something that no placement turns on.
    #[must_use]
    pub fn nothing() -> Self {
        Self(Vec::new())
    }

    /// Looks at every placement that is not over.
    ///
    /// # Errors
    /// [`ServiceError`] of the store.
    pub fn before(c: &mut Conn, app: &App, on: Live<'_>) -> Result<Self, ServiceError> {
        let live = placements::live(c, on, app.clock.today_in_london())?;
        let looked = live.into_iter().map(|placement| {
            let reasons = Look::read(c, app, &placement)?.obstacles();
            Ok((placement, reasons))
        });
        Ok(Self(looked.collect::<Result<_, ServiceError>>()?))
    }

    /// Looks again, and returns the hit ones that the caller may see.
    ///
    /// # Errors
    /// [`ServiceError`] of the store.
    pub fn after(self, c: &mut Conn, app: &App, caller: &Caller) -> Result<Vec<PlacementHit>, ServiceError> {
        let mut hits = Vec::new();
        for (placement, look, reasons) in self.mark(c, app, &caller.organisation)? {
            if super::sees(c, app, caller, &placement)? {
                hits.push(PlacementHit {
                    reasons: look.told(caller.role, &reasons),
                    placement: placement.id,
                    reference: placement.reference,
                    state: placement.state,
                });
            }
        }
        Ok(hits)
    }

    /// Looks again. A placement with a reason that it did not have is hit, and marked, and its provider is told
    /// unless the change is `by` the provider; a marked one in whose way nothing stands any more loses its mark.
    /// Returns the hit ones with their new reasons.
    ///
    /// # Errors
    /// [`ServiceError`] of the store.
    pub fn mark(
        self,
        c: &mut Conn,
        app: &App,
        by: &OrganisationId,
    ) -> Result<Vec<(Placement, Look, Vec<Reason>)>, ServiceError> {
        let mut hit = Vec::new();
        for (placement, before) in self.0 {
            let look = Look::read(c, app, &placement)?;
            let reasons = look.obstacles();
            let new: Vec<Reason> =
                reasons.iter().filter(|reason| !before.contains(reason)).cloned().collect();
            if !new.is_empty() {
                mark(c, app, &placement, true)?;
                if *by != placement.provider {
                    tell(c, app, &placement, &look, reasons)?;
                }
                hit.push((placement, look, new));
            } else if reasons.iter().all(Reason::is_still_to_be_done) {
                mark(c, app, &placement, false)?;
            } else if before != reasons && *by != placement.provider {
                tell(c, app, &placement, &look, reasons)?;
            }
        }
        Ok(hit)
    }
}

/// Writes to the provider what stands in the way now. What is the learner's own stands in no letter.
fn tell(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    look: &Look,
    mut reasons: Vec<Reason>,
) -> Result<(), ServiceError> {
    reasons.retain(|reason| !reason.is_still_to_be_done());
    let (own, told): (Vec<Reason>, Vec<Reason>) = reasons.into_iter().partition(Reason::is_of_the_learner);
    let told = look.told(Role::Provider, &told).into_iter().map(|view| view.words).collect();
    letters::hit(c, app, placement, told, !own.is_empty())
}

/// Marks a placement for its provider, or takes the mark away.
///
/// # Errors
/// [`DbError`].
pub fn mark(c: &mut Conn, app: &App, placement: &Placement, marked: bool) -> Result<(), DbError> {
    if placement.marked_at.is_some() == marked {
        return Ok(());
    }
    let now = app.clock.now();
    let next =
        Placement { version: placement.version + 1, marked_at: marked.then_some(now), ..placement.clone() };
    placements::save(c, &next, placement.version, now)
}
