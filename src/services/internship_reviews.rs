//! Reviews of supported internships, as the provider's staff held them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::internship_reviews::{self as rows, StoredReview};
use crate::domain::ids::{PlacementId, UserId};
use crate::domain::internship_review::InternshipReview;
use crate::domain::learner::ProgrammeKind;
use crate::domain::placement::Placement;
use crate::words::{conflict, refused};

use super::destinations::held_until;
use super::{ServiceError, access, placements};

/// A review as it was held and entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct InternshipReviewView {
    /// The review.
    #[serde(flatten)]
    pub review: InternshipReview,
    /// Who entered it.
    pub made_by: UserId,
    /// When.
    pub made_at: DateTime<Utc>,
    /// Whether a later record of the same day counts instead.
    pub replaced: bool,
}

/// The next review of an internship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextReview {
    /// By when it is due; `None` where none is due any more.
    pub due: Option<NaiveDate>,
}

/// Reviews as they were entered, each with whether it counts.
fn views(all: Vec<StoredReview>) -> Vec<InternshipReviewView> {
    let newest: BTreeMap<NaiveDate, String> =
        all.iter().map(|one| (one.review.held_on, one.id.clone())).collect();
    let view = |StoredReview { id, review, made_by, created_at: made_at, .. }| InternshipReviewView {
        replaced: newest.get(&review.held_on) != Some(&id),
        review,
        made_by,
        made_at,
    };
    all.into_iter().map(view).collect()
}

/// Records a review. What was recorded before stays; the newest of a day counts.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's; [`ServiceError::Invalid`] for every fault;
/// [`ServiceError::Conflict`] when the placement is no supported internship or did not come about.
pub fn record(
    app: &App,
    caller: &Caller,
    id: &PlacementId,
    review: &InternshipReview,
) -> Result<InternshipReviewView, ServiceError> {
    let permit = authorise(caller, Action::RecordInternshipReview)?;
    review.check().map_err(ServiceError::Invalid)?;
    if review.held_on > app.clock.today_in_london() {
        return Err(ServiceError::invalid("held_on", refused::FUTURE));
    }
    app.write(&permit, |c| {
        let placement = placements::visible(c, app, caller, id)?;
        let (first, _) = term(&placement).ok_or(ServiceError::from(conflict::NOT_AN_INTERNSHIP))?;
        if review.held_on < first {
            return Err(ServiceError::invalid("held_on", refused::BEFORE_FIRST_DAY));
        }
        let before = rows::of_placement(c, &app.keys, id)?;
        let newest = before.into_iter().rev().find(|one| one.review.held_on == review.held_on);
        let stored = match newest {
            Some(same) if same.review == *review => same,
            _ => {
                let stored = StoredReview {
                    id: app.ids.next_id(),
                    placement: id.clone(),
                    review: review.clone(),
                    made_by: caller.user.clone(),
                    created_at: app.clock.now(),
                };
                rows::insert(c, &app.keys, &stored)?;
                stored
            }
        };
        access::note(c, app, caller, Action::RecordInternshipReview, "placement", id.as_str())?;
        views(vec![stored]).pop().ok_or(ServiceError::NotFound)
    })
}

/// The reviews of a placement, as they were entered.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn list(app: &App, caller: &Caller, id: &PlacementId) -> Result<Vec<InternshipReviewView>, ServiceError> {
    let permit = authorise(caller, Action::ListInternshipReviews)?;
    let held = app.read(&permit, |c| {
        placements::visible(c, app, caller, id)?;
        Ok::<_, ServiceError>(views(rows::of_placement(c, &app.keys, id)?))
    })?;
    access::shown(app, caller, Action::ListInternshipReviews, "placement", id.as_str())?;
    Ok(held)
}

/// By when the next review is due, where one is still to come; `None` before a supported internship has begun, and of any
/// other placement.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn next(app: &App, caller: &Caller, id: &PlacementId) -> Result<Option<NextReview>, ServiceError> {
    let permit = authorise(caller, Action::ListInternshipReviews)?;
    let today = app.clock.today_in_london();
    app.read(&permit, |c| {
        let placement = placements::visible(c, app, caller, id)?;
        let Some((first, last)) = term(&placement).filter(|(first, _)| *first <= today) else {
            return Ok(None);
        };
        let held = rows::held(c, [id])?;
        let open = |(from, to): &(NaiveDate, NaiveDate)| *to >= today && held.iter().all(|(_, on)| on < from);
        let due = InternshipReview::periods(first, last).find(open).map(|(_, to)| to);
        Ok(Some(NextReview { due }))
    })
}

/// The first and the last day of a supported internship that came about.
pub(in crate::services) fn term(placement: &Placement) -> Option<(NaiveDate, NaiveDate)> {
    if placement.programme != ProgrammeKind::SupportedInternship {
        return None;
    }
    Some((*placement.days.first()?, held_until(placement)?))
}

/// Whether a review waits: one is due and none was held since its six weeks began. Six weeks later it is past asking.
pub(in crate::services) fn waits(placement: &Placement, held: &[NaiveDate], today: NaiveDate) -> bool {
    let Some((first, last)) = term(placement) else { return false };
    let newest = InternshipReview::periods(first, last).filter(|(_, to)| *to <= today).last();
    newest.is_some_and(|(from, to)| {
        let past = to.checked_add_days(InternshipReview::APART).is_some_and(|end| end < today);
        !past && held.iter().all(|on| *on < from)
    })
}

/// What counts of what was recorded: the newest of each day, by day.
pub(in crate::services) fn newest_of_each(all: Vec<StoredReview>) -> Vec<StoredReview> {
    let by_day: BTreeMap<NaiveDate, StoredReview> =
        all.into_iter().map(|one| (one.review.held_on, one)).collect();
    by_day.into_values().collect()
}
