//! Learners: four sealed documents each, so that work opens only the part that it needs.

mod erase;
mod facts;
mod list;

pub use erase::{Erased, erase, traces};
pub use facts::{facts, facts_of_provider};
pub use list::{Filter, ListedLearner, count, homes, rows};

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::agreement::AgreementScope;
use crate::domain::code::Code;
use crate::domain::ids::{LearnerId, OrganisationId};
use crate::domain::learner::{Home, Identity, Learner, LearnerState, Profile};

use super::changes::{self, ChangeKind};
use super::column::{Column, written};
use super::few::few;
use super::page::slice;
use super::schema::{agreements, learners, organisations};
use super::{Conn, Cursor, DbError, Keys, Page, SealContext, Sealed, Slice, Stamp};

/// How many keys one statement names.
const FEW: usize = 500;

/// A learner as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLearner {
    /// The identifier.
    pub id: LearnerId,
    /// Whose learner.
    pub provider: OrganisationId,
    /// Where the record stands.
    pub state: LearnerState,
    /// The record.
    pub learner: Learner,
    /// Rises with each change.
    pub version: i64,
    /// When the record was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl StoredLearner {
    /// A learner as first added.
    #[must_use]
    pub fn added(id: LearnerId, provider: OrganisationId, learner: Learner, now: DateTime<Utc>) -> Self {
        let state = LearnerState::Active;
        Self { id, provider, state, learner, version: 1, created_at: now, updated_at: now }
    }
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = learners, treat_none_as_null = true)]
struct Row {
    id: String,
    provider_id: String,
    state: String,
    external_index: Option<String>,
    identity: Sealed,
    profile: Sealed,
    home: Sealed,
    codes: Option<Sealed>,
    version: i64,
    created_at: Stamp,
    updated_at: Stamp,
}

fn place<'a>(column: &'static str, id: &'a str) -> SealContext<'a> {
    SealContext::new("learners", column, id)
}

/// The keyed hash under which a provider's own number for a learner is found.
#[must_use]
pub fn external_index(keys: &Keys, external_id: &str) -> String {
    keys.blind_index("learners", "external_id", external_id.trim())
}

impl Row {
    fn seal(keys: &Keys, stored: &StoredLearner) -> Result<Self, DbError> {
        let (id, learner) = (stored.id.as_str(), &stored.learner);
        let external = learner.codes.external_id.as_ref();
        Ok(Self {
            id: id.to_owned(),
            provider_id: stored.provider.to_string(),
            state: stored.state.code().to_owned(),
            external_index: external.map(|external| external_index(keys, external.as_str())),
            identity: Sealed::seal(keys, place("identity", id), &learner.identity)?,
            profile: Sealed::seal(keys, place("profile", id), &learner.profile)?,
            home: Sealed::seal(keys, place("home", id), &learner.home)?,
            codes: Some(Sealed::seal(keys, place("codes", id), &learner.codes)?),
            version: stored.version,
            created_at: stored.created_at.into(),
            updated_at: stored.updated_at.into(),
        })
    }

    fn open(self, keys: &Keys) -> Result<StoredLearner, DbError> {
        let codes = self.codes.map(|codes| codes.open(keys, place("codes", &self.id)));
        Ok(StoredLearner {
            learner: Learner {
                identity: self.identity.open(keys, place("identity", &self.id))?,
                profile: self.profile.open(keys, place("profile", &self.id))?,
                home: self.home.open(keys, place("home", &self.id))?,
                codes: codes.transpose()?.unwrap_or_default(),
            },
            id: Column("learners", "id").parse(self.id)?,
            provider: Column("learners", "provider_id").parse(self.provider_id)?,
            state: Column("learners", "state").code(&self.state)?,
            version: self.version,
            created_at: self.created_at.into(),
            updated_at: self.updated_at.into(),
        })
    }
}

/// Adds a learner.
///
/// # Errors
/// [`DbError::Unique`] on `learners.provider_id, external_index` when the provider has a learner
/// with that number of its own; [`DbError::ForeignKey`] when the provider is unknown.
pub fn insert(c: &mut Conn, keys: &Keys, stored: &StoredLearner) -> Result<(), DbError> {
    diesel::insert_into(learners::table).values(&Row::seal(keys, stored)?).execute(c)?;
    changes::note(c, ChangeKind::Learner, stored.id.as_str(), stored.version, stored.updated_at)
}

/// Writes a learner that was read in version `expected` and changed since, whose own version is
/// then the next.
///
/// # Errors
/// [`DbError::Stale`] when the record is not in that version; [`DbError::Unique`] as for [`insert`].
pub fn save(c: &mut Conn, keys: &Keys, stored: &StoredLearner, expected: i64) -> Result<(), DbError> {
    let current = learners::table.find(stored.id.as_str()).filter(learners::version.eq(expected));
    written(diesel::update(current).set(&Row::seal(keys, stored)?).execute(c)?)?;
    changes::note(c, ChangeKind::Learner, stored.id.as_str(), stored.version, stored.updated_at)
}

/// A learner's whole record.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, keys: &Keys, id: &LearnerId) -> Result<StoredLearner, DbError> {
    learners::table.find(id.as_str()).select(Row::as_select()).first(c)?.open(keys)
}

/// Whose learner this is, without opening anything.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn provider_of(c: &mut Conn, id: &LearnerId) -> Result<OrganisationId, DbError> {
    let provider: String = learners::table.find(id.as_str()).select(learners::provider_id).first(c)?;
    Column("learners", "provider_id").parse(provider)
}

/// The learners in use of a hub's providers with a standing agreement of a scope.
///
/// # Errors
/// [`DbError`].
pub fn agreed(
    c: &mut Conn,
    keys: &Keys,
    hub: &OrganisationId,
    scope: AgreementScope,
    slice: &Slice,
) -> Result<Page<StoredLearner>, DbError> {
    let providers = organisations::table
        .filter(organisations::hub_id.eq(hub.as_str()))
        .filter(organisations::archived_at.is_null())
        .select(organisations::id);
    let standing = agreements::table
        .filter(agreements::scope.eq(scope.code()))
        .filter(agreements::withdrawn_at.is_null())
        .select(agreements::learner_id);
    let rows = slice!(learners::table.select(Row::as_select()), learners, slice)
        .filter(learners::state.eq(LearnerState::Active.code()))
        .filter(learners::provider_id.eq_any(providers))
        .filter(learners::id.eq_any(standing))
        .load(c)?;
    let cursor = |row: &Row| Cursor { at: row.created_at.into(), id: row.id.clone() };
    Page::cut(rows, slice, cursor).try_map(|row| row.open(keys))
}

/// How many learners in use the providers of a hub have, whatever they agreed to.
///
/// # Errors
/// [`DbError`].
pub fn count_of_hub(c: &mut Conn, hub: &OrganisationId) -> Result<i64, DbError> {
    let providers = organisations::table
        .filter(organisations::hub_id.eq(hub.as_str()))
        .filter(organisations::archived_at.is_null())
        .select(organisations::id);
    let active = learners::table
        .filter(learners::state.eq(LearnerState::Active.code()))
        .filter(learners::provider_id.eq_any(providers));
    Ok(active.count().get_result(c)?)
}

/// How many learners of a hub's providers were added, changed or put away since an instant.
///
/// # Errors
/// [`DbError`].
pub fn changed_of_hub(c: &mut Conn, hub: &OrganisationId, since: DateTime<Utc>) -> Result<i64, DbError> {
    let providers =
        organisations::table.filter(organisations::hub_id.eq(hub.as_str())).select(organisations::id);
    let changed = learners::table
        .filter(learners::updated_at.gt(Stamp::from(since)))
        .filter(learners::provider_id.eq_any(providers));
    Ok(changed.count().get_result(c)?)
}

/// Every learner of a provider, oldest record first: sealed data is searched by opening it.
///
/// # Errors
/// [`DbError`].
pub fn all_of(c: &mut Conn, keys: &Keys, provider: &OrganisationId) -> Result<Vec<StoredLearner>, DbError> {
    let rows: Vec<Row> = learners::table
        .filter(learners::provider_id.eq(provider.as_str()))
        .order((learners::created_at, learners::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// The identifier, the version and the state of every learner of a provider, without opening anything: what was worked out
/// from their records holds while these are the same.
///
/// # Errors
/// [`DbError`].
pub fn stamps(c: &mut Conn, provider: &OrganisationId) -> Result<Vec<(String, i64, String)>, DbError> {
    Ok(learners::table
        .filter(learners::provider_id.eq(provider.as_str()))
        .order(learners::id)
        .select((learners::id, learners::version, learners::state))
        .load(c)?)
}

/// The learners of a provider that have one of these keyed hashes of its own number, by that.
///
/// # Errors
/// [`DbError`].
pub fn numbered(
    c: &mut Conn,
    keys: &Keys,
    provider: &OrganisationId,
    indexes: &[String],
) -> Result<BTreeMap<String, StoredLearner>, DbError> {
    let mut all = BTreeMap::new();
    for some in indexes.chunks(FEW) {
        let rows: Vec<Row> = learners::table
            .filter(learners::provider_id.eq(provider.as_str()))
            .filter(learners::external_index.eq_any(some))
            .select(Row::as_select())
            .load(c)?;
        for row in rows {
            if let Some(index) = row.external_index.clone() {
                all.insert(index, row.open(keys)?);
            }
        }
    }
    Ok(all)
}

macro_rules! part {
    ($(#[$doc:meta])* $name:ident: $kind:ty) => {
        $(#[$doc])*
        ///
        /// # Errors
        /// [`DbError::NotFound`].
        pub fn $name(c: &mut Conn, keys: &Keys, id: &LearnerId) -> Result<$kind, DbError> {
            let sealed: Sealed = learners::table.find(id.as_str()).select(learners::$name).first(c)?;
            Ok(sealed.open(keys, place(stringify!($name), id.as_str()))?)
        }
    };
}

part!(
    /// Only who a learner is.
    identity: Identity
);
part!(
    /// Only a learner's vocational profile.
    profile: Profile
);
part!(
    /// Only where a learner lives, and the family.
    home: Home
);

/// Who several learners are.
///
/// # Errors
/// [`DbError`].
pub fn identities<'a>(
    c: &mut Conn,
    keys: &Keys,
    ids: impl IntoIterator<Item = &'a LearnerId>,
) -> Result<BTreeMap<LearnerId, Identity>, DbError> {
    let rows: Vec<(String, Sealed)> = few(ids.into_iter().map(LearnerId::as_str), |some| {
        let these = learners::table.filter(learners::id.eq_any(some));
        these.select((learners::id, learners::identity)).load(c)
    })?;
    let open = |(id, identity): (String, Sealed)| {
        let identity = identity.open(keys, place("identity", &id))?;
        Ok((Column("learners", "id").parse(id)?, identity))
    };
    rows.into_iter().map(open).collect()
}
