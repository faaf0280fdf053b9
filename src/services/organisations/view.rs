//! Organisations as the doors show and take them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::organisations::{Body, Organisation};
use crate::domain::check::{FieldError, within};
use crate::domain::code::Code;
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::{Employer, Hub, OrganisationKind, Provider};
use crate::domain::text::Line;
use crate::services::Checked;
use crate::services::placements::PlacementHit;

/// What an organisation says of itself, under the name of its kind.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationDocument {
    /// A careers hub.
    Hub(Hub),
    /// A provider.
    Provider(Provider),
    /// An employer.
    Employer(Employer),
}

impl OrganisationDocument {
    /// The kind.
    #[must_use]
    pub fn kind(&self) -> OrganisationKind {
        match self {
            Self::Hub(_) => OrganisationKind::Hub,
            Self::Provider(_) => OrganisationKind::Provider,
            Self::Employer(_) => OrganisationKind::Employer,
        }
    }

    pub(super) fn kind_code(&self) -> &'static str {
        self.kind().code()
    }
}

impl Checked for OrganisationDocument {
    fn check(&self, _today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let checked = match self {
            Self::Provider(provider) => provider.check(),
            Self::Hub(hub) => hub.check(),
            Self::Employer(employer) => employer.check(),
        };
        checked.map_err(|faults| within(self.kind_code(), faults))
    }
}

impl From<OrganisationDocument> for Body {
    fn from(document: OrganisationDocument) -> Self {
        match document {
            OrganisationDocument::Hub(hub) => Self::Hub(hub),
            OrganisationDocument::Provider(provider) => Self::Provider(provider),
            OrganisationDocument::Employer(employer) => Self::Employer(employer),
        }
    }
}

impl From<Body> for OrganisationDocument {
    fn from(body: Body) -> Self {
        match body {
            Body::Hub(hub) => Self::Hub(Hub { notice_working_days: Some(hub.notice()), ..hub }),
            Body::Provider(provider) => Self::Provider(provider),
            Body::Employer(employer) => Self::Employer(employer),
        }
    }
}

/// An organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganisationView {
    /// The identifier.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: Line,
    /// The hub of a provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hub: Option<OrganisationId>,
    /// What it says of itself; this is what a change replaces.
    pub document: OrganisationDocument,
    /// Since when it is kept for the record only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<DateTime<Utc>>,
    /// Rises with each change; also the ETag.
    pub version: i64,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// The placements that this change has hit, where it is the answer to one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub placements_hit: Vec<PlacementHit>,
}

impl From<Organisation> for OrganisationView {
    fn from(stored: Organisation) -> Self {
        let Organisation { id, hub, body, archived_at, version, created_at, updated_at } = stored;
        let (kind, name) = (body.kind(), body.name().clone());
        Self {
            id,
            kind,
            name,
            hub,
            document: body.into(),
            archived_at,
            version,
            created_at,
            updated_at,
            placements_hit: Vec::new(),
        }
    }
}
