//! The open offers in memory, a snapshot a hub, rebuilt when the change log tells of a change.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use crate::app::App;
use crate::db::changes::{self, ChangeKind};
use crate::db::{Conn, offers, organisations};
use crate::domain::ids::OrganisationId;
use crate::ranking::Snapshot;
use crate::services::ServiceError;

/// Changes are committed out of the order of their numbers, so those of the last seconds are read
/// again at each look: twice the longest writing transaction.
const OVERLAP: TimeDelta = TimeDelta::seconds(10);

/// The oldest that a snapshot may grow: well before retention takes the changes that would tell of
/// its age.
const OLDEST: TimeDelta = TimeDelta::days(1);

/// A snapshot and the changes that were seen when it was built.
#[derive(Clone)]
struct Held {
    built_at: DateTime<Utc>,
    seen: BTreeSet<i64>,
    snapshot: Arc<Snapshot>,
}

/// Snapshots by hub.
#[derive(Default)]
pub struct OfferIndex(Mutex<BTreeMap<OrganisationId, Held>>);

impl OfferIndex {
    /// The open offers of the employers that a hub works with, as they stand now.
    ///
    /// # Errors
    /// [`ServiceError`] of the store.
    pub fn of_hub(
        &self,
        c: &mut Conn,
        app: &App,
        hub: &OrganisationId,
    ) -> Result<Arc<Snapshot>, ServiceError> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(hub).cloned();
        if let Some(held) = held
            && app.clock.now() - held.built_at < OLDEST
            && changed_since(c, held.built_at - OVERLAP)?.is_subset(&held.seen)
        {
            return Ok(held.snapshot);
        }
        let built_at = app.clock.now();
        let seen = changed_since(c, built_at - OVERLAP)?;
        let employers = organisations::employers_of(c, hub)?;
        let mut open = offers::open_facts(c, &app.keys)?;
        open.retain(|facts| employers.contains(&facts.employer));
        let snapshot = Arc::new(Snapshot::build(open));
        let held = Held { built_at, seen, snapshot: snapshot.clone() };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(hub.clone(), held);
        Ok(snapshot)
    }
}

/// The numbers of the changes since an instant that a snapshot depends on.
fn changed_since(c: &mut Conn, since: DateTime<Utc>) -> Result<BTreeSet<i64>, ServiceError> {
    let matters = |kind| matches!(kind, ChangeKind::Offer | ChangeKind::Organisation);
    let all = changes::since(c, since)?.into_iter();
    Ok(all.filter(|change| matters(change.kind)).map(|change| change.seq).collect())
}
