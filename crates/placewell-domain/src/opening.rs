//! What an offer must fulfil to be open, beyond being well formed, and what it had better say as well.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::check::{Faults, FieldError};
use super::code::Code;
use super::ids::PersonId;
use super::nation::Nation;
use super::offer::Offer;
use super::place::Postcode;
use super::task::Task;
use super::time::{Span, Weekday};
use super::window::Window;

/// The shortest day, in minutes from arriving to leaving.
const SHORTEST_DAY: u16 = 60;

/// The longest day, in minutes from arriving to leaving; the law allows less to most learners.
const LONGEST_DAY: u16 = 600;

/// Work at other hours is part of the job and is never planned; all of it at other hours leaves nothing to do.
const OUT_OF_HOURS: &str = "must overlap the hours of a window, or no learner does it";

/// Postcode areas that lie in Wales throughout.
const IN_WALES: [&str; 2] = ["CF", "SA"];

/// Postcode areas of which some lies in Wales.
const PARTLY_IN_WALES: [&str; 7] = ["CH", "HR", "LD", "LL", "NP", "SY", "GL"];

/// Postcode areas that lie in neither England nor Wales.
const ELSEWHERE: [&str; 19] = [
    "AB", "BT", "DD", "DG", "EH", "FK", "G", "GY", "HS", "IM", "IV", "JE", "KA", "KW", "KY", "ML", "PA",
    "PH", "ZE",
];

/// Something that a draft does not say yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StillMissing {
    /// The path of the field, such as `offer.tasks`.
    pub field: String,
    /// What must be said or changed.
    pub reason: String,
    /// Whether the offer cannot be opened without it.
    pub blocks_opening: bool,
}

/// What must hold while an offer is open.
///
/// # Errors
/// Every fault, with its field.
pub fn check(offer: &Offer, today: NaiveDate) -> Result<(), Vec<FieldError>> {
    let mut faults = Faults::default();
    faults.require_given(
        may_lie_in(&offer.site.postcode, offer.site.nation),
        "site.postcode",
        "does not lie in the site's `nation`",
        ["site.nation"],
    );
    dates(offer, today, &mut faults);
    for (at, window) in offer.windows.iter().enumerate() {
        let sane = (SHORTEST_DAY..=LONGEST_DAY).contains(&window.hours.minutes());
        faults.require(sane, format!("windows[{at}].hours"), "must be 1 to 10 hours long");
    }
    let within: Vec<bool> = offer.tasks.iter().map(|task| is_within_hours(offer, task)).collect();
    for (at, task) in offer.tasks.iter().enumerate() {
        let field = |name: &str| format!("tasks[{at}].{name}");
        let here = within.get(at).is_some_and(|within| *within);
        let some = within.iter().any(|within| *within);
        faults.require_given(some, field("available"), OUT_OF_HOURS, ["windows"]);
        faults.require_given(
            !here || is_accompanied(offer, task),
            field("with"),
            "must name somebody whose shift overlaps the hours of the task",
            ["windows".to_owned(), "people".to_owned(), field("available")],
        );
    }
    faults.finish()
}

/// What a draft does not say yet: first what keeps it from being opened, then what an employer is asked sooner or later.
#[must_use]
pub fn still_missing(offer: &Offer, today: NaiveDate) -> Vec<StillMissing> {
    let of = |blocks_opening: bool| {
        move |fault: FieldError| StillMissing {
            field: format!("offer.{}", fault.field),
            reason: fault.reason,
            blocks_opening,
        }
    };
    let formed = offer.check().err().unwrap_or_default();
    let opening = check(offer, today).err().unwrap_or_default();
    let blocking = formed.into_iter().chain(opening).map(of(true));
    blocking.chain(better_said(offer).into_iter().map(of(false))).collect()
}

/// What an open offer may leave open, so that it becomes a question.
fn better_said(offer: &Offer) -> Vec<FieldError> {
    let mut faults = Faults::default();
    let known = offer.supervision.lone_adult.is_some();
    faults.require(known, "supervision.lone_adult", "say whether one adult is ever alone with the learner");
    let elsewhen = |task: &Task| !is_within_hours(offer, task);
    let some_within = offer.tasks.iter().any(|task| !elsewhen(task));
    for (at, task) in offer.tasks.iter().enumerate() {
        faults.require(!some_within || !elsewhen(task), format!("tasks[{at}].available"), OUT_OF_HOURS);
        let (stated, tried) = (task.hazards_stated.is_some(), task.tried.is_some());
        faults.require(stated, format!("tasks[{at}].hazards_stated"), "say who stated the hazards, and when");
        faults.require(tried, format!("tasks[{at}].tried"), "say who has tried the steps here, and when");
    }
    faults.finish().err().unwrap_or_default()
}

/// A window that is over says nothing as long as another is to come.
fn dates(offer: &Offer, today: NaiveDate, faults: &mut Faults) {
    let coming = |window: &&Window| window.dates.to >= today;
    if !offer.windows.iter().any(|window| coming(&window)) {
        for at in 0..offer.windows.len() {
            let reason = "is over: an open offer needs a window with dates to come";
            faults.require(false, format!("windows[{at}].dates"), reason);
        }
        return;
    }
    let fits = |window: &Window| window.starts(offer.pattern, today, &[]).next().is_some();
    let fitting = offer.windows.iter().filter(coming).any(fits);
    faults.require_given(
        fitting,
        "windows",
        "must include one that is long enough for the whole `pattern`",
        ["pattern"],
    );
}

fn is_within_hours(offer: &Offer, task: &Task) -> bool {
    offer.windows.iter().any(|window| meets(task, window, |_, _| true))
}

fn is_accompanied(offer: &Offer, task: &Task) -> bool {
    let with_somebody = |day, span| task.with.iter().any(|id| works(offer, id, day, span));
    offer.windows.iter().any(|window| meets(task, window, with_somebody))
}

fn works(offer: &Offer, id: &PersonId, day: Weekday, span: Span) -> bool {
    let shifts = offer.person(id).into_iter().flat_map(|person| &person.shifts);
    shifts.into_iter().any(|shift| shift.weekdays.contains(day) && shift.hours.overlaps(span))
}

/// Whether some of a task's work lies within a window's hours, on a weekday and in a stretch that pass.
fn meets(task: &Task, window: &Window, passes: impl Fn(Weekday, Span) -> bool) -> bool {
    Weekday::ALL.iter().filter(|day| window.weekdays.contains(**day)).any(|day| {
        task.hours_on(*day).filter_map(|span| span.intersection(window.hours)).any(|span| passes(*day, span))
    })
}

/// Whether a postcode can lie in a nation, by its area: areas along the border lie in both.
fn may_lie_in(postcode: &Postcode, nation: Nation) -> bool {
    let area = postcode.as_str().split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    match nation {
        Nation::Wales => IN_WALES.contains(&area) || PARTLY_IN_WALES.contains(&area),
        Nation::England => !IN_WALES.contains(&area) && !ELSEWHERE.contains(&area),
    }
}
