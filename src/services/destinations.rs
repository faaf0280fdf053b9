//! Where learners are three, six and twelve months after a placement, as the provider's staff found out.

use serde::Serialize;
use utoipa::ToSchema;

use chrono::{DateTime, NaiveDate, Utc};

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::Conn;
use crate::db::destinations::{self as rows, StoredDestination};
use crate::domain::code::Code;
use crate::domain::destination::{Destination, DestinationCode, FollowUp};
use crate::domain::ids::{PlacementId, UserId};
use crate::domain::learner::ProgrammeKind;
use crate::domain::placement::{Placement, PlacementState};
use crate::words::{conflict, destination as words, refused};

use super::{ServiceError, access, placements, scope};

/// What was found out, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DestinationView {
    /// Where the learner was.
    #[serde(flatten)]
    pub destination: Destination,
    /// What the code means in the provider's list as it is now; absent where the list no longer has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Who entered it.
    pub made_by: UserId,
    /// When.
    pub made_at: DateTime<Utc>,
}

/// The codes that a provider uses: its own, or the usual ones where it has said none.
pub(in crate::services) fn codes_of(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
) -> Result<Vec<DestinationCode>, ServiceError> {
    let own = scope::provider(c, app, &caller.organisation)?.destinations;
    Ok(if own.is_empty() { words::usual() } else { own })
}

/// The codes from which the caller's staff choose.
///
/// # Errors
/// As for every use case.
pub fn codes(app: &App, caller: &Caller) -> Result<Vec<DestinationCode>, ServiceError> {
    let permit = authorise(caller, Action::ListDestinations)?;
    app.read(&permit, |c| codes_of(c, app, caller))
}

/// Says where the learner is. What was said before stays on record; the newest of three, six and twelve months counts.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's; [`ServiceError::Invalid`] for every fault;
/// [`ServiceError::Conflict`] before the placement is over.
pub fn tell(
    app: &App,
    caller: &Caller,
    id: &PlacementId,
    told: &Destination,
) -> Result<DestinationView, ServiceError> {
    let permit = authorise(caller, Action::TellDestination)?;
    told.check().map_err(ServiceError::Invalid)?;
    let today = app.clock.today_in_london();
    if told.asked_on > today {
        return Err(ServiceError::invalid("asked_on", refused::FUTURE));
    }
    app.write(&permit, |c| {
        let placement = placements::visible(c, app, caller, id)?;
        let last = held_until(&placement).filter(|last| *last < today);
        let last = last.ok_or(ServiceError::from(conflict::NOT_OVER))?;
        if told.asked_on <= last {
            return Err(ServiceError::invalid("asked_on", refused::AFTER_LAST_DAY));
        }
        let codes = codes_of(c, app, caller)?;
        if let Some(code) = &told.code
            && codes.iter().all(|known| known.code != *code)
        {
            return Err(ServiceError::invalid("code", refused::DESTINATION_CODE));
        }
        let before = rows::of_placement(c, &app.keys, id)?;
        let same = before.into_iter().rev().find(|one| one.destination.after == told.after);
        let stored = match same {
            Some(same) if same.destination == *told => same,
            _ => {
                let stored = StoredDestination {
                    id: app.ids.next_id(),
                    placement: id.clone(),
                    destination: told.clone(),
                    made_by: caller.user.clone(),
                    created_at: app.clock.now(),
                };
                rows::insert(c, &app.keys, &stored)?;
                stored
            }
        };
        access::note(c, app, caller, Action::TellDestination, "placement", id.as_str())?;
        Ok(view(&codes, stored))
    })
}

/// Where the learner was found to be, oldest first.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn list(app: &App, caller: &Caller, id: &PlacementId) -> Result<Vec<DestinationView>, ServiceError> {
    let permit = authorise(caller, Action::ListDestinations)?;
    let shown = app.read(&permit, |c| {
        placements::visible(c, app, caller, id)?;
        let codes = codes_of(c, app, caller)?;
        let found = rows::of_placement(c, &app.keys, id)?.into_iter();
        Ok::<_, ServiceError>(found.map(|one| view(&codes, one)).collect())
    })?;
    access::shown(app, caller, Action::ListDestinations, "placement", id.as_str())?;
    Ok(shown)
}

fn view(codes: &[DestinationCode], stored: StoredDestination) -> DestinationView {
    DestinationView {
        words: stored.destination.code.as_ref().and_then(|code| words_of(codes, code.as_str())),
        destination: stored.destination,
        made_by: stored.made_by,
        made_at: stored.created_at,
    }
}

/// What a code means in a list.
pub(in crate::services) fn words_of(codes: &[DestinationCode], code: &str) -> Option<String> {
    codes.iter().find(|known| known.code.as_str() == code).map(|known| known.words.to_string())
}

/// Whether a placement in this state came about.
#[must_use]
pub fn came_about(state: PlacementState) -> bool {
    state.holds_seats() || state == PlacementState::BrokenDown
}

/// The last day of a placement that came about.
pub(in crate::services) fn held_until(placement: &Placement) -> Option<NaiveDate> {
    placement.days.last().copied().filter(|_| came_about(placement.state))
}

/// Since when a follow-up has been waiting: of a supported internship, the newest that is due and of which nothing was
/// found out. Earlier ones are past asking. After work experience nobody has to ask.
pub(in crate::services) fn waits(
    placement: &Placement,
    told: &[FollowUp],
    today: NaiveDate,
) -> Option<(FollowUp, NaiveDate)> {
    if placement.programme != ProgrammeKind::SupportedInternship {
        return None;
    }
    let last = held_until(placement)?;
    let due = FollowUp::ALL.iter().filter_map(|after| Some((*after, after.due(last)?)));
    due.rev().find(|(_, due)| *due <= today).filter(|(after, _)| !told.contains(after))
}
