//! Vehicles that go on as another trip, with whoever stays in their seat.

use std::collections::{BTreeMap, BTreeSet};

use super::Run;
use crate::gtfs::{Feed, TransferKind, Trip};
use crate::network::Network;

/// The most trips that are joined to one run. A longer block goes on as a run of its own.
const MOST_TRIPS: usize = 64;

/// The most ways to stay aboard from one run; beyond them trips are no longer joined.
const MOST_WAYS: usize = 64;

/// What each run goes on as. A train that is divided goes on as several.
pub(super) struct Onward {
    next: BTreeMap<Run, Vec<Run>>,
    /// Runs that another goes on as.
    later: BTreeSet<Run>,
}

impl Onward {
    /// From the trips that a feed links, and from its blocks: the trips of a block that run on one
    /// service day, each going on as the one after it at the stop where it ends.
    pub(super) fn new(network: &Network, runs: &[Run]) -> Self {
        let mut own = Self { next: BTreeMap::new(), later: BTreeSet::new() };
        for runs in runs.chunk_by(|a, b| a.feed == b.feed) {
            let Some(first) = runs.first() else { continue };
            if let Some(feed) = network.feeds.get(first.feed as usize) {
                own.link(network, feed, runs);
            }
        }
        own
    }

    pub(super) fn is_empty(&self) -> bool {
        self.next.is_empty()
    }

    fn link(&mut self, network: &Network, feed: &Feed, runs: &[Run]) {
        let (mut stated, mut barred) = (BTreeMap::<u32, Vec<u32>>::new(), BTreeSet::new());
        for transfer in &feed.transfers {
            let Some((from, to)) = transfer.from.trip.zip(transfer.to.trip) else { continue };
            match transfer.kind {
                TransferKind::InSeat => stated.entry(from).or_default().push(to),
                TransferKind::NotInSeat => {
                    barred.insert((from, to));
                }
                TransferKind::Possible(_) | TransferKind::NotPossible => {}
            }
        }
        let mut blocks: BTreeMap<(i32, u32), Vec<(u16, Run)>> = BTreeMap::new();
        let timetabled = |run: &&Run| run.wait == 0;
        for run in runs.iter().filter(timetabled) {
            let Some(trip) = feed.trips.get(run.trip as usize) else { continue };
            for to in stated.get(&run.trip).map_or(&[][..], Vec::as_slice) {
                let next = Run { trip: *to, ..*run };
                if runs.binary_search(&next).is_ok() && follows(feed, run.trip, *to) {
                    self.add(*run, next);
                }
            }
            if let Some((block, call)) = trip.block.zip(feed.calls_of(trip).first()) {
                blocks.entry((run.shift, block)).or_default().push((call.depart, *run));
            }
        }
        for mut block in blocks.into_values() {
            block.sort_unstable();
            for (_, pair) in block.iter().zip(block.windows(2)) {
                let [(_, run), (_, next)] = pair else { continue };
                let Some(trip) = feed.trips.get(run.trip as usize) else { continue };
                let is_barred = barred.contains(&(run.trip, next.trip)) || self.next.contains_key(run);
                if !is_barred && follows(feed, run.trip, next.trip) && meet(network, feed, trip, next) {
                    self.add(*run, *next);
                }
            }
        }
    }

    fn add(&mut self, run: Run, next: Run) {
        let known = self.next.entry(run).or_default();
        if !known.contains(&next) {
            known.push(next);
            self.later.insert(next);
        }
    }

    /// Every way to stay aboard from a run that is no other's continuation, as far as it goes; a run
    /// that goes on as none is a way of its own, and a continuation has none.
    pub(super) fn ways(&self, run: Run) -> Vec<Vec<Run>> {
        if self.later.contains(&run) {
            return Vec::new();
        }
        let (mut done, mut open) = (Vec::new(), vec![vec![run]]);
        let mut apart = BTreeSet::new();
        while let Some(way) = open.pop() {
            let next = way.last().and_then(|last| self.next.get(last)).map_or(&[][..], Vec::as_slice);
            let joins = way.len() < MOST_TRIPS && done.len() + open.len() < MOST_WAYS;
            if joins && !next.is_empty() {
                open.extend(next.iter().map(|next| way.iter().copied().chain([*next]).collect()));
            } else {
                open.extend(next.iter().filter(|next| apart.insert(**next)).map(|next| vec![*next]));
                done.push(way);
            }
        }
        done
    }
}

/// Whether a trip begins when another has ended. Of two that both take no time, the later in the feed
/// follows, so that no trip follows itself.
fn follows(feed: &Feed, trip: u32, next: u32) -> bool {
    let span = |trip: u32| {
        let calls = feed.calls_of(feed.trips.get(trip as usize)?);
        Some((calls.first()?.depart, calls.last()?.arrive))
    };
    span(trip).zip(span(next)).is_some_and(|(own, later)| own.1 <= later.0 && (own, trip) < (later, next))
}

/// Whether a trip begins at the stop where another ends. A vehicle that moves to another bay of the
/// station may do so empty, unless the feed states that one stays aboard.
fn meet(network: &Network, feed: &Feed, trip: &Trip, next: &Run) -> bool {
    let end = feed.calls_of(trip).last().map(|call| call.stop);
    let begin = feed.trips.get(next.trip as usize).and_then(|next| feed.calls_of(next).first());
    let Some((end, begin)) = end.zip(begin.map(|call| call.stop)) else { return false };
    let number = |stop: u32| network.number(next.feed as usize, stop);
    number(end) == number(begin)
}
