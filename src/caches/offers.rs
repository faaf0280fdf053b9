//! The open offers of the installation in memory, each once, with the seats that are left. The change log tells
//! which to read again. A hub's snapshot is a list of those of its employers; no offer is copied for it.

mod seats;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::followed::Followed;
use crate::clock::Clock;
use crate::db::changes::{self, Change, ChangeKind};
use crate::db::offers::{self, OpenFacts};
use crate::db::placements::seats::{Taken, taken_from};
use crate::db::{Conn, Db, DbError, Keys, organisations};
use crate::domain::ids::{OfferId, OrganisationId};
use crate::domain::offer::OfferFacts;
use crate::ranking::{Prepared, Snapshot};

/// The oldest that what is held may grow before all of it is read again: well before retention takes the changes
/// that would tell of its age.
const OLDEST: TimeDelta = TimeDelta::days(1);

/// What is held.
struct Held {
    read_at: DateTime<Utc>,
    followed: Followed,
    open: BTreeMap<OfferId, Arc<Prepared>>,
    unreadable: BTreeSet<String>,
    taken: Taken,
    /// Made when a hub first asks, and changed with each change.
    hubs: BTreeMap<OrganisationId, OfHub>,
}

/// The offers of one hub's employers.
struct OfHub {
    employers: BTreeSet<OrganisationId>,
    snapshot: Arc<Snapshot>,
    /// Whether offers have changed since the employers were read.
    is_old: bool,
}

impl OfHub {
    /// Takes over what has changed of the open offers.
    fn change(&mut self, open: &BTreeMap<OfferId, Arc<Prepared>>, changed: &BTreeSet<OfferId>) {
        let (employers, mut gone) = (&self.employers, changed.clone());
        let is_its = |offer: &&Arc<Prepared>| employers.contains(&offer.facts().employer);
        let fresh: Vec<_> = changed.iter().filter_map(|id| open.get(id)).filter(is_its).cloned().collect();
        gone.retain(|id| fresh.iter().all(|offer| offer.facts().id != *id));
        self.snapshot = Arc::new(self.snapshot.with(fresh, &gone));
        self.is_old = true;
    }
}

/// The open offers, by hub.
#[derive(Default)]
pub struct OfferIndex {
    held: Mutex<Option<Held>>,
    /// Held by the one that reads everything.
    reading: Mutex<()>,
    unreadable: AtomicUsize,
}

impl OfferIndex {
    /// Open offers that did not read back when they were last read: rankings are without them.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.unreadable.load(Ordering::Relaxed)
    }

    /// When everything that is held was last read afresh, if anything is held. What has changed since is followed at every
    /// look.
    #[must_use]
    pub fn read_at(&self) -> Option<DateTime<Utc>> {
        self.with(|held| held.as_ref().map(|held| held.read_at))
    }

    /// Reads every offer where none are held yet, or where those held are old: to be called before a transaction
    /// that asks for them. One caller reads; others wait without a connection, or go on with what is held.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn ready(&self, db: &Db, keys: &Keys, clock: &dyn Clock) -> Result<(), DbError> {
        let read_at = self.with(|held| held.as_ref().map(|held| held.read_at));
        let _alone = match read_at {
            Some(read_at) if clock.now() - read_at < OLDEST => return Ok(()),
            Some(_) => match self.reading.try_lock() {
                Ok(alone) => alone,
                Err(_) => return Ok(()),
            },
            None => self.reading.lock().unwrap_or_else(PoisonError::into_inner),
        };
        if self.with(|held| held.as_ref().map(|held| held.read_at)) != read_at {
            return Ok(());
        }
        let fresh = match Held::read_behind(db, keys, clock)? {
            Some(fresh) => fresh,
            None => db.read(|c| Held::read(c, keys, clock))?,
        };
        self.unreadable.store(fresh.unreadable.len(), Ordering::Relaxed);
        self.with(|held| *held = Some(fresh));
        Ok(())
    }

    /// The open offers of the employers that a hub works with, and their seats, as they stand now. Reads what has
    /// changed since the last look; everything where [`ready`](Self::ready) was not called before.
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
        self.with(|slot| {
            // What was half followed when an error came is read anew.
            let mut held = match slot.take() {
                Some(held) => held,
                None => Held::read(c, keys, clock)?,
            };
            let behind = held.follow(c, keys, clock)?;
            let snapshot = held.of_hub(c, hub, behind)?;
            self.unreadable.store(held.unreadable.len(), Ordering::Relaxed);
            *slot = Some(held);
            Ok(snapshot)
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut Option<Held>) -> T) -> T {
        act(&mut self.held.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Held {
    fn read(c: &mut Conn, keys: &Keys, clock: &dyn Clock) -> Result<Self, DbError> {
        let read_at = clock.now();
        let followed = Followed::begin(c, read_at)?;
        let open = offers::open_facts(c, keys)?;
        let mut held = Self {
            read_at,
            followed,
            open: BTreeMap::new(),
            unreadable: BTreeSet::new(),
            taken: taken_from(c, clock.today_in_london())?,
            hubs: BTreeMap::new(),
        };
        held.take_in(open);
        Ok(held)
    }

    /// Everything as a read-only replica has it; what that lacks is followed from the database like any other change. `None`
    /// where there is no replica, or one so far behind that the database no longer tells all that it lacks.
    fn read_behind(db: &Db, keys: &Keys, clock: &dyn Clock) -> Result<Option<Self>, DbError> {
        let Some(behind) = db.read_behind(|c| Self::read(c, keys, clock)) else { return Ok(None) };
        let oldest = db.read(changes::oldest)?;
        let is_whole = behind.followed.reaches(oldest);
        if !is_whole {
            tracing::warn!("store.replica_too_old");
        }
        Ok(is_whole.then_some(behind))
    }

    /// Takes in what has changed; returns whether the transaction sees less than is held.
    fn follow(&mut self, c: &mut Conn, keys: &Keys, clock: &dyn Clock) -> Result<bool, DbError> {
        let (fresh, behind) = self.followed.look(c, clock.now())?;
        let of = |kind: ChangeKind| fresh.iter().filter(move |change: &&Change| change.kind == kind);
        let mut again: BTreeSet<String> =
            of(ChangeKind::Offer).map(|change| change.object_id.clone()).collect();
        for change in of(ChangeKind::Organisation) {
            again.extend(offers::open_ids_of(c, &change.object_id)?);
            self.hubs.clear();
        }
        if !again.is_empty() {
            let read = offers::open_facts_of(c, keys, &again)?;
            let left = again.iter().filter_map(|id| OfferId::parse(id).ok());
            let mut changed: BTreeSet<OfferId> = left.filter(|id| self.open.remove(id).is_some()).collect();
            changed.extend(read.read.iter().map(|facts| facts.id.clone()));
            self.unreadable.retain(|id| !again.contains(id));
            self.take_in(read);
            self.change(&changed);
        }
        if of(ChangeKind::Placement).next().is_some() {
            self.seat(taken_from(c, clock.today_in_london())?);
        }
        Ok(behind)
    }

    fn take_in(&mut self, open: OpenFacts) {
        for (id, error) in open.unreadable {
            tracing::error!(offer.id = id, %error, "offer.unreadable");
            self.unreadable.insert(id);
        }
        for mut facts in open.read {
            facts.full = seats::full(&facts.offer.windows, self.taken.get(&facts.id));
            self.open.insert(facts.id.clone(), Arc::new(Prepared::new(facts)));
        }
    }

    /// Changes the snapshots of the hubs.
    fn change(&mut self, changed: &BTreeSet<OfferId>) {
        let Self { hubs, open, .. } = self;
        hubs.values_mut().for_each(|hub| hub.change(open, changed));
    }

    /// Counts the seats anew of the offers whose counts have changed.
    fn seat(&mut self, taken: Taken) {
        let mut changed = BTreeSet::new();
        let counted: BTreeSet<&OfferId> =
            self.taken.keys().chain(taken.keys()).filter(|id| self.taken.get(id) != taken.get(id)).collect();
        for id in counted {
            let Some(offer) = self.open.get_mut(id) else { continue };
            let full = seats::full(&offer.facts().offer.windows, taken.get(id));
            if offer.facts().full != full {
                let facts = OfferFacts { full, ..offer.facts().clone() };
                *offer = Arc::new(Prepared::new(facts));
                changed.insert(id.clone());
            }
        }
        self.taken = taken;
        if !changed.is_empty() {
            self.change(&changed);
        }
    }

    /// A transaction that sees less than is held must not settle which employers are the hub's.
    fn of_hub(&mut self, c: &mut Conn, hub: &OrganisationId, behind: bool) -> Result<Arc<Snapshot>, DbError> {
        if let Some(known) = self.hubs.get(hub).filter(|known| !known.is_old) {
            return Ok(known.snapshot.clone());
        }
        let employers = organisations::employers_of(c, hub)?;
        if let Some(known) = self.hubs.get_mut(hub).filter(|known| known.employers == employers) {
            known.is_old = behind;
            return Ok(known.snapshot.clone());
        }
        let its = self.open.values().filter(|offer| employers.contains(&offer.facts().employer));
        let snapshot = Arc::new(Snapshot::of(its.cloned().collect()));
        if !behind {
            self.hubs.insert(hub.clone(), OfHub { employers, snapshot: snapshot.clone(), is_old: false });
        }
        Ok(snapshot)
    }
}
