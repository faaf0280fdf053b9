//! How long before its first day a placement is confirmed: what its hub asks for, and where somebody has
//! agreed to less, who, when and why.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::decisions::{self, Decision};
use crate::db::organisations::{self, Body};
use crate::db::{Conn, DbError, users};
use crate::domain::ids::{OrganisationId, PlacementId, UserId};
use crate::domain::notice::{ShorterNotice, last_day_of_notice, short_notice};
use crate::domain::organisation::Hub;
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::role::Role;
use crate::domain::text::Paragraph;

use super::visible;
use crate::services::idempotency::{Once, Reply, once};
use crate::services::{ServiceError, access, scope};
use crate::words::{conflict, refused};

/// The kind under which an agreement to a shorter notice is kept.
const NOTICE: &str = "notice";

/// A shorter notice as it was recorded.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ShorterNoticeRecord {
    /// The working days that are enough.
    pub working_days: u8,
    /// The hub's notice at that time.
    pub instead_of: u8,
    /// The reason; shown to the provider's people and to its author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Paragraph>,
    /// Who agreed to it.
    pub recorded_by: UserId,
    /// Their name.
    pub recorded_by_name: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// The notice of one placement.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NoticeView {
    /// What its hub asks for, in working days.
    pub hub_asks: u8,
    /// What counts for this placement: the hub's, or a shorter one that somebody agreed to.
    pub counts: u8,
    /// The first day of the placement.
    pub first_day: Option<NaiveDate>,
    /// The last date on which it can be planned and confirmed; it may be past.
    pub confirm_by: Option<NaiveDate>,
    /// Whether it is still to be confirmed, and can be only with a shorter notice.
    pub short: bool,
    /// Who agreed to a shorter notice, oldest first: the last one counts.
    pub shorter: Vec<ShorterNoticeRecord>,
}

/// A shorter notice as it is kept, sealed.
#[derive(Serialize, Deserialize)]
struct Note {
    working_days: u8,
    instead_of: u8,
    reason: Paragraph,
}

/// The notice of a placement, with everybody who agreed to a shorter one.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn read(app: &App, caller: &Caller, id: &PlacementId) -> Result<NoticeView, ServiceError> {
    let permit = authorise(caller, Action::ReadNotice)?;
    app.read(&permit, |c| {
        let placement = visible(c, app, caller, id)?;
        view(c, app, caller, &placement)
    })
}

/// Records that a shorter notice is enough for one placement. A later record takes the place of an earlier one; none
/// is lost.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's; [`ServiceError::Conflict`] `wrong_state` once it is
/// confirmed or over; [`ServiceError::Invalid`] when it is no shorter than the hub's.
pub fn shorten(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    id: &PlacementId,
    shorter: &ShorterNotice,
) -> Result<Reply<NoticeView>, ServiceError> {
    let permit = authorise(caller, Action::ShortenNotice)?;
    let (decision, now) = (app.ids.next_id(), app.clock.now());
    once(app, &permit, caller, request, |c| {
        let placement = visible(c, app, caller, id)?;
        if placement.state != PlacementState::Proposed {
            return Err(ServiceError::from(conflict::NO_NOTICE_NEEDED));
        }
        let instead_of = of_hub(c, app, &placement.provider)?;
        if shorter.working_days >= instead_of {
            let reason = match instead_of {
                0 => refused::NO_NOTICE.to_owned(),
                days => format!("must be fewer than the {days} that the hub asks for"),
            };
            return Err(ServiceError::invalid("working_days", reason));
        }
        let ShorterNotice { working_days, reason } = shorter.clone();
        let note = Note { working_days, instead_of, reason };
        let row = Decision {
            id: decision.clone(),
            subject_kind: "placement".to_owned(),
            subject_id: id.to_string(),
            kind: NOTICE.to_owned(),
            outcome: "shortened".to_owned(),
            decided_by: caller.user.clone(),
            decided_at: now,
            note: Some(serde_json::to_string(&note).map_err(ServiceError::internal)?),
        };
        decisions::add(c, &app.keys, &row)?;
        access::note(c, app, caller, Action::ShortenNotice, "placement", id.as_str())?;
        view(c, app, caller, &placement)
    })
}

/// The notice that counts for a placement, in working days.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn asked_for(c: &mut Conn, app: &App, placement: &Placement) -> Result<u8, ServiceError> {
    let hub = of_hub(c, app, &placement.provider)?;
    Ok(counts(hub, &recorded(c, app, &placement.id)?))
}

/// Whether a placement that is still to be confirmed starts in fewer working days than its notice.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn is_short(c: &mut Conn, app: &App, placement: &Placement) -> Result<bool, ServiceError> {
    Ok(!short_among(c, app, [placement])?.is_empty())
}

/// Those of several placements that are still to be confirmed and start in fewer working days than their notice.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn short_among<'a>(
    c: &mut Conn,
    app: &App,
    placements: impl IntoIterator<Item = &'a Placement>,
) -> Result<BTreeSet<PlacementId>, ServiceError> {
    let today = app.clock.today_in_london();
    let short = |placement: &Placement, notice| short_notice(placement, today, notice).is_some();
    // Most placements are further away than any notice, and nothing need be read of them.
    let near: Vec<_> = placements.into_iter().filter(|one| short(one, Hub::LONGEST_NOTICE)).collect();
    let mut hubs: BTreeMap<&OrganisationId, u8> = BTreeMap::new();
    for placement in &near {
        if !hubs.contains_key(&placement.provider) {
            hubs.insert(&placement.provider, of_hub(c, app, &placement.provider)?);
        }
    }
    let ids = near.iter().map(|placement| placement.id.as_str());
    let recorded: BTreeMap<String, Vec<(Decision, Note)>> =
        decisions::noted_among(c, &app.keys, "placement", ids, NOTICE)?;
    let is_short = |placement: &&&Placement| {
        let recorded = recorded.get(placement.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        hubs.get(&placement.provider).is_some_and(|hub| short(placement, counts(*hub, recorded)))
    };
    Ok(near.iter().filter(is_short).map(|placement| placement.id.clone()).collect())
}

fn counts(hub: u8, recorded: &[(Decision, Note)]) -> u8 {
    recorded.last().map_or(hub, |(_, note)| note.working_days.min(hub))
}

fn of_hub(c: &mut Conn, app: &App, provider: &OrganisationId) -> Result<u8, ServiceError> {
    let hub = scope::hub_of(c, app, provider)?;
    match organisations::get(c, &app.keys, &hub)?.body {
        Body::Hub(hub) => Ok(hub.notice()),
        Body::Provider(_) | Body::Employer(_) => Err(ServiceError::NotFound),
    }
}

fn recorded(c: &mut Conn, app: &App, id: &PlacementId) -> Result<Vec<(Decision, Note)>, DbError> {
    decisions::noted(c, &app.keys, "placement", id.as_str(), NOTICE)
}

fn view(c: &mut Conn, app: &App, caller: &Caller, placement: &Placement) -> Result<NoticeView, ServiceError> {
    let hub_asks = of_hub(c, app, &placement.provider)?;
    let recorded = recorded(c, app, &placement.id)?;
    let counts = counts(hub_asks, &recorded);
    let first_day = placement.days.first().copied();
    let inside = caller.role != Role::Hub;
    let mut shorter = Vec::new();
    for (decision, Note { working_days, instead_of, reason }) in recorded {
        let Decision { decided_by: recorded_by, decided_at: recorded_at, .. } = decision;
        let reason = (inside || recorded_by == caller.user).then_some(reason);
        let recorded_by_name = users::get(c, &app.keys, &recorded_by)?.identity.name.to_string();
        shorter.push(ShorterNoticeRecord {
            working_days,
            instead_of,
            reason,
            recorded_by,
            recorded_by_name,
            recorded_at,
        });
    }
    let short = is_short(c, app, placement)?;
    let confirm_by = first_day.and_then(|first| last_day_of_notice(first, counts));
    Ok(NoticeView { hub_asks, counts, first_day, confirm_by, short, shorter })
}
