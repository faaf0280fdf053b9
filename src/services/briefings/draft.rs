//! A pack before it is approved: gathered in one reading, composed and printed outside of any
//! transaction.

use crate::app::App;
use crate::auth::{Action, Caller, Permit};
use crate::briefing::calendar::RemovedDay;
use crate::briefing::changes;
use crate::briefing::editions::{self, Artefacts};
use crate::briefing::fingerprint::tells_same_plan;
use crate::briefing::leak::{self, Finding, Part, Secrets};
use crate::briefing::pack::Pack;
use crate::db::{Conn, briefings};
use crate::domain::delivery::{BriefingState, Edition};
use crate::domain::ids::PlacementId;
use crate::domain::placement::Placement;
use crate::domain::time::Span;
use crate::services::{ServiceError, access, placements};

use super::gathered::Gathered;
use super::{Sources, Stored};

/// A composed pack with what is needed to print, check and store it.
pub struct Draft {
    /// What it was composed from.
    pub sources: Sources,
    /// The pack.
    pub pack: Pack,
    /// 1 for the first.
    pub number: i32,
    removed: Vec<RemovedDay>,
    secrets: Secrets,
}

impl Draft {
    /// Reads and composes.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] when the placement no longer stands.
    pub fn compose(
        app: &App,
        permit: &Permit,
        caller: &Caller,
        id: &PlacementId,
    ) -> Result<Self, ServiceError> {
        app.ready_timetables()?;
        let draft = app.read(permit, |c| {
            let placement = placements::visible(c, app, caller, id)?;
            Self::read(c, app, caller, placement)
        })?;
        access::shown(app, caller, Action::PreviewBriefing, "placement", id.as_str())?;
        Ok(draft)
    }

    fn read(c: &mut Conn, app: &App, caller: &Caller, placement: Placement) -> Result<Self, ServiceError> {
        let gathered = Gathered::read(c, app, caller, placement)?;
        let id = &gathered.sources.placement.id;
        let number = briefings::next_number(c, id, Edition::Employer)?;
        let before = approved(c, app, id)?;
        let mut pack = gathered.pack(&gathered.inputs(number))?;
        if let Some(earlier) = before.as_ref().filter(|one| !tells_same_plan(one, &pack)) {
            pack.issue.changes = changes::of_pack(earlier, &pack);
        }
        let removed = before.map_or_else(Vec::new, |earlier| removed_days(&earlier, &pack));
        let secrets = gathered.secrets(Edition::Employer);
        Ok(Self { sources: gathered.sources, pack, number, removed, secrets })
    }

    /// Prints every part.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] when the pack does not fit its pages.
    pub fn print(&self, app: &App) -> Result<Artefacts, ServiceError> {
        let press = app.press().map_err(ServiceError::internal)?;
        editions::employer(press, &self.pack, &self.removed, app.clock.now())
            .map_err(|error| ServiceError::conflict("pack_unprintable", error.to_string()))
    }

    /// What must not leave and stands somewhere in the pack. Empty is the only answer with which
    /// a pack may go.
    #[must_use]
    pub fn leaks(&self, printed: &Artefacts) -> Vec<Finding> {
        let mut parts = leak::parts(&self.pack, printed);
        parts.push(Part::header("From", &self.pack.provider.shown_as));
        leak::check(&parts, &self.secrets)
    }
}

/// The pack that the employer has now, if any.
pub(super) fn approved(
    c: &mut Conn,
    app: &App,
    placement: &PlacementId,
) -> Result<Option<Pack>, ServiceError> {
    let all = briefings::of_placement(c, placement)?;
    let its =
        |one: &briefings::Briefing| one.edition == Edition::Employer && one.state == BriefingState::Approved;
    let Some(now) = all.into_iter().rfind(its) else { return Ok(None) };
    Ok(Some(briefings::artefacts::<Stored>(c, &app.keys, &now.id)?.pack))
}

/// The days that an earlier version had and a later one has not.
pub(super) fn removed_days(before: &Pack, after: &Pack) -> Vec<RemovedDay> {
    let kept = after.week.dates();
    let days = before.week.days.iter();
    days.flat_map(|day| {
        let hours = Span::new(day.from, day.to).ok();
        day.dates.iter().filter_map(move |date| Some(RemovedDay { date: *date, hours: hours? }))
    })
    .filter(|removed| !kept.contains(&removed.date))
    .collect()
}
