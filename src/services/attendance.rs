//! Who came on a day, as the provider's staff say it: several learners at once, in one transaction.

use std::collections::BTreeSet;

use chrono::{NaiveDate, Timelike};
use chrono_tz::Europe::London;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::placements::view::expects;
use super::{ServiceError, access, placements, ticks};
use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::ToldBy;
use crate::db::reports::StoredReport;
use crate::domain::check::FieldError;
use crate::domain::ids::PlacementId;
use crate::domain::report::{Arrival, Report, Tick};
use crate::domain::text::Paragraph;
use crate::domain::time::TimeOfDay;
use crate::words::refused;

/// The most learners of whom one request tells.
pub const MOST_ROWS: usize = 200;

/// The highest version that a request may state; no tick ever comes so far.
pub const MOST_VERSION: i64 = 1_000_000;

/// Whether one learner came.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttendanceRow {
    /// Of which placement. Each may be named once.
    pub placement: PlacementId,
    /// The version of the tick that was read; 0 where there was none.
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub version: i64,
    /// Whether the learner came.
    pub arrival: Arrival,
    /// When the learner came, where that is known.
    pub at: Option<TimeOfDay>,
    /// Anything else.
    pub note: Option<Paragraph>,
}

/// Who came on one day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttendanceRequest {
    /// The day: today or one before.
    pub date: NaiveDate,
    /// The learners. Of those who are not named nothing is said.
    #[schema(min_items = 1, max_items = 200)]
    pub rows: Vec<AttendanceRow>,
}

/// The tick of a learner, once the request is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AttendanceAnswer {
    /// Of which placement.
    pub placement: PlacementId,
    /// The version of the tick; rises with each change.
    pub version: i64,
}

/// Records who came. All rows are recorded or none. A row that says what is recorded already changes nothing, so a
/// request may be repeated; what an employer said of how the day went stays.
///
/// # Errors
/// [`ServiceError::NotFound`] when a placement is not the caller's; [`ServiceError::Invalid`] naming every row that
/// cannot be accepted; [`ServiceError::PreconditionFailed`] when somebody has ticked one of them since.
pub fn record(
    app: &App,
    caller: &Caller,
    given: &AttendanceRequest,
) -> Result<Vec<AttendanceAnswer>, ServiceError> {
    let permit = authorise(caller, Action::RecordAttendance)?;
    check(app, given)?;
    let done = app.write(&permit, |c| {
        let (mut done, mut wrong, mut overtaken) = (Vec::new(), Vec::new(), false);
        let mut writes = Vec::new();
        for (at, row) in given.rows.iter().enumerate() {
            let placement = placements::visible(c, app, caller, &row.placement)?;
            let holds = expects(&placement) && placement.state.holds_seats();
            if !holds || !placement.days.contains(&given.date) {
                wrong.push(fault(at, "placement", refused::NOT_EXPECTED_THEN));
                continue;
            }
            let earlier = ticks::of_day(c, app, &placement, given.date)?;
            let tick = tick(row, earlier.as_ref());
            let version = earlier.as_ref().map_or(0, |stored| stored.version);
            let same = earlier.as_ref().is_some_and(|stored| stored.report == Report::Tick(tick.clone()));
            overtaken |= !same && version != row.version;
            done.push(AttendanceAnswer {
                placement: placement.id.clone(),
                version: if same { version } else { version + 1 },
            });
            if !same {
                writes.push((placement, tick, earlier));
            }
        }
        if !wrong.is_empty() {
            return Err(ServiceError::Invalid(wrong));
        }
        if overtaken {
            return Err(ServiceError::PreconditionFailed);
        }
        for (placement, tick, earlier) in writes {
            let by = ToldBy::User(caller.user.clone(), caller.role);
            ticks::write(c, app, &placement, by, (given.date, &tick), earlier)?;
            access::note(c, app, caller, Action::RecordAttendance, "placement", placement.id.as_str())?;
        }
        Ok(done)
    })?;
    app.wake.ring();
    Ok(done)
}

/// What a request says of itself that cannot be.
fn check(app: &App, given: &AttendanceRequest) -> Result<(), ServiceError> {
    let now = app.clock.now().with_timezone(&London);
    let (today, minute) = (now.date_naive(), now.hour() * 60 + now.minute());
    let mut wrong = Vec::new();
    if given.date > today {
        wrong.push(FieldError::new("date", refused::DAY_TO_TICK));
    }
    if !(1..=MOST_ROWS).contains(&given.rows.len()) {
        wrong.push(FieldError::new("rows", format!("must hold 1 to {MOST_ROWS} learners")));
    }
    let mut named = BTreeSet::new();
    for (at, row) in given.rows.iter().enumerate() {
        if !named.insert(&row.placement) {
            wrong.push(fault(at, "placement", refused::NAMED_TWICE));
        }
        if !(0..=MOST_VERSION).contains(&row.version) {
            let reason = format!("must be 0 to {MOST_VERSION}");
            wrong.push(FieldError::new(format!("rows[{at}].version"), reason));
        }
        match (row.arrival, row.at) {
            (Arrival::NotArrived, Some(_)) => wrong.push(fault(at, "at", refused::TIME_OF_NO_ARRIVAL)),
            (Arrival::Arrived, Some(came)) if given.date == today && u32::from(came.minutes()) > minute => {
                wrong.push(fault(at, "at", refused::TIME_TO_COME));
            }
            _ => {}
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(ServiceError::Invalid(wrong)) }
}

fn fault(at: usize, field: &str, reason: &str) -> FieldError {
    FieldError::new(format!("rows[{at}].{field}"), reason)
}

/// What a row says, with what the employer had said of how the day went.
fn tick(row: &AttendanceRow, earlier: Option<&StoredReport>) -> Tick {
    let went = earlier.and_then(|stored| match &stored.report {
        Report::Tick(tick) if row.arrival == tick.arrival => tick.went,
        _ => None,
    });
    Tick { arrival: row.arrival, at: row.at, went, note: row.note.clone() }
}
