//! The open offers in memory with the seats that are left, a snapshot a hub. The change log tells
//! what to read again: the offers when one or an organisation changed, only the seats when a
//! placement did.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use crate::clock::Clock;
use crate::db::changes::{self, Change, ChangeKind};
use crate::db::offers::{self, OpenFacts};
use crate::db::placements::seats::{self, Taken};
use crate::db::{Conn, DbError, Keys, organisations};
use crate::domain::ids::OrganisationId;
use crate::domain::offer::OfferFacts;
use crate::ranking::Snapshot;

/// Changes are committed out of the order of their numbers, so those of the last seconds are read
/// again at each look: twice the longest writing transaction.
const OVERLAP: TimeDelta = TimeDelta::seconds(10);

/// The oldest that a snapshot may grow: well before retention takes the changes that would tell of
/// its age.
const OLDEST: TimeDelta = TimeDelta::days(1);

/// A snapshot, and the changes that were seen when the log was last looked at.
#[derive(Clone)]
struct Held {
    looked_at: DateTime<Utc>,
    seen: BTreeSet<i64>,
    taken: Taken,
    snapshot: Arc<Snapshot>,
}

/// Snapshots by hub.
#[derive(Default)]
pub struct OfferIndex {
    by_hub: Mutex<BTreeMap<OrganisationId, Held>>,
    unreadable: AtomicUsize,
}

impl OfferIndex {
    /// Open offers that did not read back when they were last read: rankings are without them.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.unreadable.load(Ordering::Relaxed)
    }

    /// The open offers of the employers that a hub works with, and their seats, as they stand now.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn of_hub(
        &self,
        c: &mut Conn,
        keys: &Keys,
        clock: &dyn Clock,
        hub: &OrganisationId,
    ) -> Result<Arc<Snapshot>, DbError> {
        let held = self.by_hub.lock().unwrap_or_else(PoisonError::into_inner).get(hub).cloned();
        let held = match held {
            Some(held) if clock.now() - held.looked_at < OLDEST => self.follow(c, keys, clock, hub, held)?,
            _ => self.read(c, keys, clock, hub)?,
        };
        let snapshot = held.snapshot.clone();
        self.by_hub.lock().unwrap_or_else(PoisonError::into_inner).insert(hub.clone(), held);
        Ok(snapshot)
    }

    /// What is held, brought up to date.
    fn follow(
        &self,
        c: &mut Conn,
        keys: &Keys,
        clock: &dyn Clock,
        hub: &OrganisationId,
        held: Held,
    ) -> Result<Held, DbError> {
        let looked_at = clock.now();
        let log = changes::since(c, held.looked_at - OVERLAP)?;
        let fresh = |change: &&Change| !held.seen.contains(&change.seq);
        let kinds: Vec<ChangeKind> = log.iter().filter(fresh).map(|change| change.kind).collect();
        if kinds.iter().any(|kind| matches!(kind, ChangeKind::Offer | ChangeKind::Organisation)) {
            return self.read(c, keys, clock, hub);
        }
        let seen = numbers(&log);
        if !kinds.contains(&ChangeKind::Placement) {
            return Ok(Held { looked_at, seen, ..held });
        }
        let taken = seats::taken_from(c, clock.today_in_london())?;
        if taken == held.taken {
            return Ok(Held { looked_at, seen, ..held });
        }
        let open = held.snapshot.iter().map(|(_, facts)| facts.clone()).collect();
        Ok(Held { looked_at, seen, snapshot: seated(open, &taken), taken })
    }

    fn read(
        &self,
        c: &mut Conn,
        keys: &Keys,
        clock: &dyn Clock,
        hub: &OrganisationId,
    ) -> Result<Held, DbError> {
        let looked_at = clock.now();
        let seen = numbers(&changes::since(c, looked_at - OVERLAP)?);
        let employers = organisations::employers_of(c, hub)?;
        let OpenFacts { read: mut open, unreadable } = offers::open_facts(c, keys)?;
        for (id, error) in &unreadable {
            tracing::error!(offer.id = id, %error, "offer.unreadable");
        }
        self.unreadable.store(unreadable.len(), Ordering::Relaxed);
        open.retain(|facts| employers.contains(&facts.employer));
        let taken = seats::taken_from(c, clock.today_in_london())?;
        Ok(Held { looked_at, seen, snapshot: seated(open, &taken), taken })
    }
}

fn seated(mut open: Vec<OfferFacts>, taken: &Taken) -> Arc<Snapshot> {
    for facts in &mut open {
        let counts = taken.get(&facts.id);
        let full = facts.offer.windows.iter().filter_map(|window| {
            let counts = counts?.get(&window.id)?.iter();
            let full = counts.filter(|(_, count)| **count >= i64::from(window.capacity));
            let dates: BTreeSet<_> = full.map(|(date, _)| *date).collect();
            (!dates.is_empty()).then(|| (window.id.clone(), dates))
        });
        facts.full = full.collect();
    }
    Arc::new(Snapshot::build(open))
}

fn numbers(log: &[Change]) -> BTreeSet<i64> {
    log.iter().map(|change| change.seq).collect()
}
