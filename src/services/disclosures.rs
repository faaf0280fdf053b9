//! Receipts of what was told about a learner, to whom and on which ground.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::disclosures::{self, Disclosure};
use crate::domain::delivery::Edition;
use crate::domain::ids::{BriefingId, ContactId, LearnerId, PlacementId, UserId};
use crate::domain::reader::Reader;

use super::{ServiceError, access};

/// One receipt. It names fields and holds none of their values.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DisclosureView {
    /// Its identifier.
    #[schema(format = "uuid")]
    pub id: String,
    /// For which placement.
    pub placement: PlacementId,
    /// In which pack.
    pub briefing: Option<BriefingId>,
    /// To which contact of the employer.
    pub contact: Option<ContactId>,
    /// To which reader of a copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reader: Option<Reader>,
    /// Who let it go.
    pub actor: UserId,
    /// For whom the pack was written.
    pub edition: Edition,
    /// A code of why.
    pub purpose: String,
    /// A code of the ground on which.
    pub basis: String,
    /// What was told: the names of the fields.
    pub fields: Vec<String>,
    /// The digest of what went.
    pub hash: String,
    /// When it was let go.
    pub at: DateTime<Utc>,
}

impl From<Disclosure> for DisclosureView {
    fn from(receipt: Disclosure) -> Self {
        let Disclosure { id, placement, briefing, contact, reader, actor, edition, .. } = receipt;
        let Disclosure { purpose, basis, fields, hash, at, .. } = receipt;
        Self { id, placement, briefing, contact, reader, actor, edition, purpose, basis, fields, hash, at }
    }
}

/// What was told about a learner, oldest first, also after the learner was erased.
///
/// # Errors
/// [`ServiceError::NotFound`] when the learner is not the caller's.
pub fn list(app: &App, caller: &Caller, learner: &LearnerId) -> Result<Vec<DisclosureView>, ServiceError> {
    let permit = authorise(caller, Action::ListDisclosures)?;
    app.read(&permit, |c| {
        if access::kept(c, app, learner)?.provider != caller.organisation {
            return Err(ServiceError::NotFound);
        }
        Ok(disclosures::of_learner(c, learner)?.into_iter().map(DisclosureView::from).collect())
    })
}
