//! The open offers as they stood at one moment, prepared for many queries.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::columns::{Chunk, MOST, Opening, Row, Shared, Spot};
use super::prepared::Prepared;
use crate::domain::code::CodeSet;
use crate::domain::ids::OfferId;
use crate::domain::offer::OfferFacts;
use crate::domain::place::Coordinates;
use crate::domain::theme::Theme;
use crate::domain::window::Window;
use crate::suitability::{Packed, PackedTask};

/// Offers in the order of their identifiers.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    version: u64,
    shared: Arc<Shared>,
    chunks: Arc<[Arc<Chunk>]>,
    /// One bit an offer of each chunk, where only some of the offers are meant.
    picked: Option<Arc<[Picked]>>,
    len: usize,
}

type Picked = [u64; MOST / 64];

/// One offer of a snapshot, as a query sees it.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    pub(super) spot: Spot,
    pub(super) row: &'a Row,
    chunk: &'a Chunk,
    pub(super) shared: &'a Shared,
    offer: &'a Arc<Prepared>,
}

impl<'a> Seen<'a> {
    /// The offer.
    #[must_use]
    pub fn facts(&self) -> &'a OfferFacts {
        self.offer.facts()
    }

    /// Its facts, packed.
    #[must_use]
    pub fn packed(&self) -> &'a Packed {
        &self.row.packed
    }

    /// Where its site is, if that is known.
    #[must_use]
    pub fn site(&self) -> Option<Coordinates> {
        self.row.site
    }

    /// Its windows, in its order.
    pub(super) fn openings(&self) -> &'a [Opening] {
        self.chunk.openings(self.row)
    }

    /// One of its windows.
    pub(super) fn window(&self, nth: usize) -> Option<&'a Window> {
        self.facts().offer.windows.get(nth)
    }

    /// A window with the hours, breaks and start of one of its own.
    #[must_use]
    pub fn hours(&self, nth: usize) -> Option<&'a Window> {
        self.shared.hours.get(self.openings().get(nth)?.hours as usize)
    }

    /// Its tasks, packed.
    #[must_use]
    pub fn tasks(&self) -> &'a [PackedTask] {
        self.chunk.tasks(self.row)
    }

    /// What its tasks are about.
    #[must_use]
    pub fn themes(&self) -> CodeSet<Theme> {
        self.shared.themes(self.tasks())
    }
}

impl Snapshot {
    /// A snapshot of these offers; of several with one identifier the highest version stands.
    #[must_use]
    pub fn build(offers: Vec<OfferFacts>) -> Self {
        Self::of(offers.into_iter().map(|facts| Arc::new(Prepared::new(facts))).collect())
    }

    /// As [`build`](Self::build), of offers that are prepared already: none of them is copied.
    #[must_use]
    pub fn of(mut offers: Vec<Arc<Prepared>>) -> Self {
        offers
            .sort_by(|a, b| a.facts().id.cmp(&b.facts().id).then(b.facts().version.cmp(&a.facts().version)));
        offers.dedup_by(|later, kept| later.facts().id == kept.facts().id);
        let version = offers.iter().fold(0, |all: u64, offer| all.wrapping_add(stamp(offer.facts())));
        let (len, mut shared) = (offers.len(), Arc::default());
        let chunks = offers.chunks(MOST).map(|some| Arc::new(Chunk::new(some.to_vec(), &mut shared)));
        Self { version, chunks: chunks.collect(), shared, picked: None, len }
    }

    /// With these offers in the place of those with their identifiers, and without those that are gone. Only chunks in
    /// which something changes are made anew; every offer counts, also where only some were meant.
    #[must_use]
    pub fn with(&self, mut fresh: Vec<Arc<Prepared>>, gone: &BTreeSet<OfferId>) -> Self {
        fresh.sort_by(|a, b| a.facts().id.cmp(&b.facts().id).then(b.facts().version.cmp(&a.facts().version)));
        fresh.dedup_by(|later, kept| later.facts().id == kept.facts().id);
        let mut fresh = fresh.into_iter().peekable();
        let mut shared = self.shared.clone();
        let mut chunks = Vec::with_capacity(self.chunks.len() + 1);
        let mut version = self.version;
        for (nth, chunk) in self.chunks.iter().enumerate() {
            let next = self.chunks.get(nth + 1).and_then(|next| next.offers.first());
            let mut its = Vec::new();
            while let Some(one) =
                fresh.next_if(|one| next.is_none_or(|next| one.facts().id < next.facts().id))
            {
                its.push(one);
            }
            let is_new = |id: &OfferId| its.binary_search_by(|one| one.facts().id.cmp(id)).is_ok();
            let stays = |one: &Arc<Prepared>| !is_new(&one.facts().id) && !gone.contains(&one.facts().id);
            let touched = !its.is_empty() || chunk.spans_any(gone);
            let stay: Vec<bool> = if touched { chunk.offers.iter().map(stays).collect() } else { Vec::new() };
            if !touched || (its.is_empty() && stay.iter().all(|stays| *stays)) {
                chunks.push(chunk.clone());
                continue;
            }
            let left = chunk.offers.iter().zip(&stay).filter(|(_, stays)| !**stays);
            version = left.fold(version, |all, (offer, _)| all.wrapping_sub(stamp(offer.facts())));
            version = its.iter().fold(version, |all, offer| all.wrapping_add(stamp(offer.facts())));
            chunks.extend(chunk.merged(&stay, its, &mut shared).into_iter().map(Arc::new));
        }
        let first: Vec<_> = fresh.collect();
        version = first.iter().fold(version, |all, offer| all.wrapping_add(stamp(offer.facts())));
        chunks.extend(first.chunks(MOST).map(|some| Arc::new(Chunk::new(some.to_vec(), &mut shared))));
        let len = chunks.iter().map(|chunk| chunk.offers.len()).sum();
        Self { version, chunks: chunks.into(), shared, picked: None, len }
    }

    /// Some of the offers, none of them copied. It is named like the whole.
    #[must_use]
    pub fn only(&self, admits: impl Fn(&Seen<'_>) -> bool) -> Self {
        let mut picked = vec![Picked::default(); self.chunks.len()];
        let mut len = 0;
        for seen in self.seen().filter(admits) {
            let row = seen.spot.row();
            let word = picked.get_mut(seen.spot.chunk()).and_then(|rows| rows.get_mut(row / 64));
            if let Some(word) = word {
                *word |= 1 << (row % 64);
                len += 1;
            }
        }
        Self { picked: Some(picked.into()), len, ..self.clone() }
    }

    /// Names the content: the same for the same offers in the same versions.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// How many offers it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// One offer.
    #[must_use]
    pub fn get(&self, id: &OfferId) -> Option<&OfferFacts> {
        let at = self.find(id).ok().filter(|at| self.is_picked(*at))?;
        let offer = self.chunks.get(at.chunk())?.offers.get(at.row())?;
        Some(offer.facts())
    }

    /// Every offer, in the order of identifiers.
    pub fn iter(&self) -> impl Iterator<Item = &Prepared> {
        self.seen().map(|seen| seen.offer.as_ref())
    }

    /// How many bytes of memory an offer takes beside the offers themselves, on average.
    #[must_use]
    pub fn bytes_an_offer(&self) -> usize {
        let chunks: usize = self.chunks.iter().map(|chunk| chunk.bytes()).sum();
        let held: usize = self.chunks.iter().map(|chunk| chunk.rows.len()).sum();
        (chunks + self.shared.bytes()) / held.max(1)
    }

    /// Every offer as a query sees it, in the order of identifiers.
    pub fn seen(&self) -> impl Iterator<Item = Seen<'_>> {
        let chunks = self.chunks.iter().enumerate();
        let all = chunks.flat_map(move |(nth, chunk)| {
            let rows = chunk.rows.iter().zip(&chunk.offers).enumerate();
            rows.map(move |(at, (row, offer))| Seen {
                spot: Spot::new(nth, at),
                row,
                chunk,
                shared: &self.shared,
                offer,
            })
        });
        all.filter(|seen| self.is_picked(seen.spot))
    }

    /// One offer as a query sees it.
    pub(super) fn at(&self, spot: Spot) -> Option<Seen<'_>> {
        let chunk = self.chunks.get(spot.chunk())?;
        let (row, offer) = (chunk.rows.get(spot.row())?, chunk.offers.get(spot.row())?);
        Some(Seen { spot, row, chunk, shared: &self.shared, offer })
    }

    /// Where an offer stands, whether or not it is among those that are meant; else the place of the next.
    pub(super) fn find(&self, id: &OfferId) -> Result<Spot, Spot> {
        let later = |chunk: &Arc<Chunk>| chunk.offers.last().is_some_and(|last| last.facts().id < *id);
        let nth = self.chunks.partition_point(later);
        let Some(chunk) = self.chunks.get(nth) else { return Err(Spot::new(nth, 0)) };
        let at = chunk.offers.binary_search_by(|offer| offer.facts().id.cmp(id));
        at.map(|at| Spot::new(nth, at)).map_err(|at| Spot::new(nth, at))
    }

    fn is_picked(&self, spot: Spot) -> bool {
        let Some(picked) = &self.picked else { return true };
        let word = picked.get(spot.chunk()).and_then(|rows| rows.get(spot.row() / 64));
        word.is_some_and(|word| word & (1 << (spot.row() % 64)) != 0)
    }
}

/// A number of an offer in its version. Their sum does not turn on the order.
fn stamp(facts: &OfferFacts) -> u64 {
    let bytes = facts.id.as_str().bytes().chain(facts.version.to_be_bytes());
    let hash = bytes.fold(FNV_START, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME));
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ (mixed >> 32)
}

const FNV_START: u64 = 0xCBF2_9CE4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01B3;
