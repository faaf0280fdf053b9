//! Offers: written by employers, or by a hub on their behalf.

mod list;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, Permit, authorise};
use crate::db::offers::{self, StoredOffer};
use crate::db::placements::{self, Live};
use crate::db::{Conn, DbError, postcodes};
use crate::domain::check::{FieldError, within};
use crate::domain::ids::{OfferId, OrganisationId};
use crate::domain::offer::{Offer, OfferState};
use crate::domain::opening::{self, StillMissing};
use crate::domain::role::Role;
use crate::words::{conflict, refused};

use super::checked::all;
use super::idempotency::{Once, Reply, once};
use super::placements::PlacementHit;
use super::placements::hit::Watched;
use super::{Checked, ServiceError, ids, scope};

pub use list::{Wanted, list};

/// An offer to be added.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOffer {
    /// Whose offer; an employer leaves it out.
    #[serde(default)]
    pub employer: Option<OrganisationId>,
    /// Where it stands: `draft` unless said.
    #[serde(default = "draft")]
    pub state: OfferState,
    /// What it offers.
    pub offer: Offer,
}

impl Checked for NewOffer {
    fn check(&self, _today: NaiveDate) -> Result<(), Vec<FieldError>> {
        all(check(&self.offer, self.state))
    }
}

/// What an offer becomes.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferChange {
    /// Where it stands.
    pub state: OfferState,
    /// What it offers, whole.
    pub offer: Offer,
}

impl Checked for OfferChange {
    fn check(&self, _today: NaiveDate) -> Result<(), Vec<FieldError>> {
        all(check(&self.offer, self.state))
    }
}

/// An offer as it is shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OfferView {
    /// Its identifier.
    pub id: OfferId,
    /// Rises with each change; the ETag.
    pub version: i64,
    /// Whose offer.
    pub employer: OrganisationId,
    /// Where it stands.
    pub state: OfferState,
    /// When the employer stood by it; absent while only a hub has.
    pub confirmed_by_employer_at: Option<DateTime<Utc>>,
    /// What it offers.
    pub offer: Offer,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// The placements that this change has hit, where it is the answer to one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub placements_hit: Vec<PlacementHit>,
    /// What a draft does not say yet: first what keeps it from being opened, then what is better said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub still_missing: Vec<StillMissing>,
    /// The employer's name, in a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer_name: Option<String>,
}

impl From<StoredOffer> for OfferView {
    fn from(stored: StoredOffer) -> Self {
        let StoredOffer { id, version, employer, state, offer, created_at, updated_at, .. } = stored;
        let confirmed_by_employer_at = stored.confirmed_by_employer_at;
        Self {
            id,
            version,
            employer,
            state,
            confirmed_by_employer_at,
            offer,
            created_at,
            updated_at,
            placements_hit: Vec::new(),
            still_missing: Vec::new(),
            employer_name: None,
        }
    }
}

/// An offer as it is shown; a draft with what it does not say yet.
fn view(app: &App, stored: StoredOffer) -> OfferView {
    let still_missing = match stored.state {
        OfferState::Draft => opening::still_missing(&stored.offer, app.clock.today_in_london()),
        OfferState::Open | OfferState::Paused | OfferState::Archived => Vec::new(),
    };
    OfferView { still_missing, ..stored.into() }
}

fn draft() -> OfferState {
    OfferState::Draft
}

/// Adds an offer.
///
/// # Errors
/// [`ServiceError::Invalid`] with every fault; [`ServiceError::NotFound`] for an employer out of view.
pub fn create(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    new: &NewOffer,
) -> Result<Reply<OfferView>, ServiceError> {
    let permit = authorise(caller, Action::CreateOffer)?;
    let closed = closed_because(app, &permit, &new.offer, new.state)?;
    all(check(&new.offer, new.state).into_iter().chain(closed).collect())?;
    let employer = match (caller.role, &new.employer) {
        (Role::Employer, None) => caller.organisation.clone(),
        (_, Some(employer)) => employer.clone(),
        (_, None) => return Err(ServiceError::invalid("employer", refused::EMPLOYER_WANTED)),
    };
    let (id, now) = (ids::fresh::<OfferId>(app)?, app.clock.now());
    once(app, &permit, caller, request, |c| {
        scope::see_employer(c, app, caller, &employer)?;
        scope::in_use(c, &employer)?;
        let stored = StoredOffer {
            id: id.clone(),
            employer: employer.clone(),
            state: new.state,
            entered_by: caller.user.clone(),
            confirmed_by_employer_at: (caller.role == Role::Employer).then_some(now),
            offer: new.offer.clone(),
            version: 1,
            created_at: now,
            updated_at: now,
        };
        offers::insert(c, &app.keys, &stored)?;
        Ok(view(app, stored))
    })
}

/// Makes a draft with all that an offer says, for the same employer.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is out of the caller's view; [`ServiceError::Conflict`] when the employer is
/// archived.
pub fn copy(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    original: &OfferId,
) -> Result<Reply<OfferView>, ServiceError> {
    let permit = authorise(caller, Action::CopyOffer)?;
    let (id, now) = (ids::fresh::<OfferId>(app)?, app.clock.now());
    once(app, &permit, caller, request, |c| {
        let original = visible(c, app, caller, original)?;
        scope::in_use(c, &original.employer)?;
        let copy = StoredOffer {
            id: id.clone(),
            state: OfferState::Draft,
            entered_by: caller.user.clone(),
            confirmed_by_employer_at: None,
            version: 1,
            created_at: now,
            updated_at: now,
            ..original
        };
        offers::insert(c, &app.keys, &copy)?;
        Ok(view(app, copy))
    })
}

/// An offer.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is out of the caller's view.
pub fn read(app: &App, caller: &Caller, id: &OfferId) -> Result<OfferView, ServiceError> {
    let permit = authorise(caller, Action::ReadOffer)?;
    app.read(&permit, |c| visible(c, app, caller, id).map(|stored| view(app, stored)))
}

/// Replaces an offer; whoever changes it as its employer stands by it. The answer names the
/// placements that the change has hit, as far as the caller may see them.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when it is not in version `expected`;
/// [`ServiceError::Conflict`] when a window that placements use is gone, or it is archived;
/// [`ServiceError::Invalid`] when an offer that is open, or on which placements rest, would become incomplete.
pub fn change(
    app: &App,
    caller: &Caller,
    id: &OfferId,
    expected: i64,
    change: &OfferChange,
) -> Result<OfferView, ServiceError> {
    let permit = authorise(caller, Action::ChangeOffer)?;
    let closed = closed_because(app, &permit, &change.offer, change.state)?;
    save(app, &permit, caller, id, expected, |c, stored| {
        if stored.state == OfferState::Archived {
            return Err(ServiceError::from(conflict::OFFER_ARCHIVED));
        }
        let mut faults = check(&change.offer, change.state);
        if change.state == OfferState::Draft && (stored.state != OfferState::Draft || is_taken(c, app, id)?) {
            faults.extend(formed(&change.offer));
        }
        if stored.state != OfferState::Open {
            faults.extend(closed.iter().cloned());
        }
        all(faults)?;
        stored.state = change.state;
        stored.offer = change.offer.clone();
        stored.confirmed_by_employer_at = None;
        Ok(())
    })
}

/// Archives an offer for good: no placement of it is confirmed any more, and no pack leaves.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when it is not in version `expected`.
pub fn archive(app: &App, caller: &Caller, id: &OfferId, expected: i64) -> Result<OfferView, ServiceError> {
    let permit = authorise(caller, Action::ArchiveOffer)?;
    save(app, &permit, caller, id, expected, |_, stored| {
        stored.state = OfferState::Archived;
        Ok(())
    })
}

/// The employer stands by what a hub entered.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when it is not in version `expected`.
pub fn confirm(app: &App, caller: &Caller, id: &OfferId, expected: i64) -> Result<OfferView, ServiceError> {
    let permit = authorise(caller, Action::ConfirmOffer)?;
    save(app, &permit, caller, id, expected, |_, _| Ok(()))
}

fn save(
    app: &App,
    permit: &Permit,
    caller: &Caller,
    id: &OfferId,
    expected: i64,
    edit: impl Fn(&mut Conn, &mut StoredOffer) -> Result<(), ServiceError>,
) -> Result<OfferView, ServiceError> {
    app.write(permit, |c| {
        edited(c, app, caller, (id, expected), Confirms::AnEmployer, |c, stored| edit(c, stored))
    })
}

/// Who stands by an offer as a whole by changing it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Confirms {
    /// The employer, when it is the employer who changes it.
    AnEmployer,
    /// Nobody: one fact of it was accepted, and nothing was said of the others.
    Nobody,
}

/// Changes an offer, given with the version that was read, within a transaction that may do more.
fn edited(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    (id, expected): (&OfferId, i64),
    confirms: Confirms,
    edit: impl Fn(&mut Conn, &mut StoredOffer) -> Result<(), ServiceError>,
) -> Result<OfferView, ServiceError> {
    let now = app.clock.now();
    let mut stored = visible(c, app, caller, id)?;
    edit(c, &mut stored)?;
    let watched = Watched::before(c, app, Live::Offer(id))?;
    if caller.role == Role::Employer && confirms == Confirms::AnEmployer {
        stored.confirmed_by_employer_at = Some(now);
    }
    stored.version = expected + 1;
    stored.updated_at = now;
    match offers::save(c, &app.keys, &stored, expected) {
        Err(DbError::ForeignKey) => Err(ServiceError::from(conflict::WINDOW_IN_USE)),
        saved => {
            saved?;
            Ok(OfferView { placements_hit: watched.after(c, app, caller)?, ..view(app, stored) })
        }
    }
}

/// Puts what was learned into an offer as it stands, within the transaction that notes who accepted it.
///
/// # Errors
/// [`ServiceError::Conflict`] when the offer is archived; whatever `edit` refuses.
pub(super) fn learned(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    stored: &StoredOffer,
    edit: impl Fn(&mut Offer) -> Result<(), ServiceError>,
) -> Result<(), ServiceError> {
    edited(c, app, caller, (&stored.id, stored.version), Confirms::Nobody, |_, stored| {
        if stored.state == OfferState::Archived {
            return Err(ServiceError::from(conflict::OFFER_ARCHIVED));
        }
        edit(&mut stored.offer)
    })
    .map(drop)
}

/// Puts what a sheet says into a draft, given with the version that was read, within the transaction that imports it.
///
/// # Errors
/// [`ServiceError::Conflict`] when it is no draft any more, or placements rest on it.
pub(super) fn redrafted(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    at: (&OfferId, i64),
    offer: &Offer,
) -> Result<(), ServiceError> {
    edited(c, app, caller, at, Confirms::Nobody, |c, stored| {
        if stored.state != OfferState::Draft || is_taken(c, app, &stored.id)? {
            return Err(ServiceError::from(conflict::CHANGED_MEANWHILE));
        }
        stored.offer = offer.clone();
        Ok(())
    })
    .map(drop)
}

fn visible(c: &mut Conn, app: &App, caller: &Caller, id: &OfferId) -> Result<StoredOffer, ServiceError> {
    let stored = offers::get(c, &app.keys, id)?;
    scope::see_employer(c, app, caller, &stored.employer)?;
    if outsider(caller) && stored.state == OfferState::Draft {
        return Err(ServiceError::NotFound);
    }
    Ok(stored)
}

/// Those who look for placements and do not look after offers.
fn outsider(caller: &Caller) -> bool {
    matches!(caller.role, Role::Provider | Role::JobCoach | Role::SafeguardingLead)
}

fn formed(offer: &Offer) -> Vec<FieldError> {
    within("offer", offer.check().err().unwrap_or_default())
}

/// Whether placements that are not over rest on the offer.
fn is_taken(c: &mut Conn, app: &App, id: &OfferId) -> Result<bool, DbError> {
    Ok(!placements::live(c, Live::Offer(id), app.clock.today_in_london())?.is_empty())
}

/// A draft may be incomplete.
fn check(offer: &Offer, state: OfferState) -> Vec<FieldError> {
    let mut faults = if state == OfferState::Draft { Vec::new() } else { formed(offer) };
    if state == OfferState::Archived {
        let reason = refused::OFFER_STATE;
        faults.push(FieldError::new("state", reason));
    }
    faults
}

/// What keeps an offer from becoming open, beyond its form. Once it is open its employer may say what is so, because
/// placements rest on that.
fn closed_because(
    app: &App,
    permit: &Permit,
    offer: &Offer,
    state: OfferState,
) -> Result<Vec<FieldError>, ServiceError> {
    if state != OfferState::Open {
        return Ok(Vec::new());
    }
    let mut faults =
        within("offer", opening::check(offer, app.clock.today_in_london()).err().unwrap_or_default());
    let site = &offer.site;
    let unknown = app.read(permit, |c| {
        let known = site.coordinates.is_some() || postcodes::find(c, &site.postcode)?.is_some();
        Ok::<_, DbError>(!known && postcodes::any(c)?)
    })?;
    if unknown {
        let reason = refused::POSTCODE_UNKNOWN;
        faults.push(FieldError::new("offer.site.postcode", reason));
    }
    Ok(faults)
}
