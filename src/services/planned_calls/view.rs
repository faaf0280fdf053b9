//! A planned call as the provider's people see it, and who can be rung.

use chrono::{DateTime, NaiveDate, Timelike, Utc};
use chrono_tz::Europe::London;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller, authorise};
use crate::db::planned_calls::CallRow;
use crate::db::{Conn, Slice, contacts};
use crate::domain::delivery::Edition;
use crate::domain::ids::{ContactId, PlacementId};
use crate::domain::placement::Placement;
use crate::domain::reader::{Addressee, Reader};
use crate::domain::time::TimeOfDay;
use crate::services::{ServiceError, briefings, placements};
use crate::words::pages::copies as words;

/// A planned call as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CallView {
    /// The identifier.
    #[schema(format = "uuid")]
    pub id: String,
    /// About which placement.
    pub placement: PlacementId,
    /// The contact who is rung.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    /// The learner or somebody of the family who is rung.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reader: Option<Reader>,
    /// Their name; of the learner's side only for those who may write to it.
    pub name: String,
    /// On which day.
    pub date: NaiveDate,
    /// At what time, by the clocks in London.
    pub at: TimeOfDay,
}

/// Somebody who can be rung.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whom {
    /// Who.
    pub to: Addressee,
    /// Their name and what they are.
    pub name: String,
}

/// Who can be rung about a placement: the employer's contacts in use, and for those who may write to them the learner and
/// the family.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn whom(app: &App, caller: &Caller, id: &PlacementId) -> Result<Vec<Whom>, ServiceError> {
    let permit = authorise(caller, Action::PlanCall)?;
    app.read(&permit, |c| {
        let placement = placements::visible(c, app, caller, id)?;
        let mut found = Vec::new();
        if allowed(caller.role, Action::ListContacts) {
            let contacts =
                contacts::list(c, &app.keys, &placement.employer, &Slice::first(50))?.items.into_iter();
            found.extend(contacts.map(|one| Whom {
                name: format!("{}, {}", one.details.name, one.details.role),
                to: Addressee::Contact(one.id),
            }));
        }
        if allowed(caller.role, Action::SendCopy) {
            for edition in [Edition::Learner, Edition::Family] {
                let readers = briefings::readers(c, app, &placement, edition)?.into_iter();
                let may = readers.filter(|one| matches!(one.refused.as_deref(), None | Some("no_address")));
                found.extend(may.map(|one| Whom {
                    name: format!("{}, {}", one.name, words::reader(&one.reader)),
                    to: Addressee::Reader(one.reader),
                }));
            }
        }
        Ok(found)
    })
}

/// The day and the time in London.
pub(super) fn here(at: DateTime<Utc>) -> (NaiveDate, TimeOfDay) {
    let here = at.with_timezone(&London);
    let minutes = u16::try_from(here.hour() * 60 + here.minute()).ok();
    (here.date_naive(), minutes.and_then(TimeOfDay::from_minutes).unwrap_or_default())
}

pub(super) fn view(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    placement: &Placement,
    call: CallRow,
) -> Result<CallView, ServiceError> {
    let (date, at) = here(call.at);
    let name = match &call.to {
        Addressee::Contact(contact) => contacts::get(c, &app.keys, contact)?.details.name.to_string(),
        Addressee::Reader(reader) => {
            let readers = if allowed(caller.role, Action::SendCopy) {
                briefings::readers(c, app, placement, reader.edition())?
            } else {
                Vec::new()
            };
            let named = readers.into_iter().find(|one| one.reader == *reader);
            named.map_or_else(|| words::reader(reader).to_owned(), |one| one.name)
        }
    };
    Ok(CallView {
        contact: call.to.contact().cloned(),
        reader: call.to.reader().cloned(),
        id: call.id,
        placement: call.placement,
        name,
        date,
        at,
    })
}
