//! One home, every stop, every deadline: the latest minute to leave.
//!
//! Departures are tried newest first with the labels of later ones kept (range RAPTOR), at the
//! real departure times of the stops within a walk of home. What a departure improves, it alone
//! fills in, so the whole table costs little more than one search.

#![expect(
    clippy::indexing_slicing,
    reason = "stops, patterns and places come from the day that sized the arrays"
)]

use super::day::{ALIGHT, BOARD, Day, HORIZON, NEVER};
use super::footpaths::Footpaths;
use super::network::Link;

/// What a table is asked for. Minutes are on the day's axis.
#[derive(Clone, Copy, Debug)]
pub struct Range<'a> {
    /// Ways on foot from home to stops.
    pub access: &'a [Link],
    /// Leave no earlier.
    pub earliest: u16,
    /// Arrive no later.
    pub latest: u16,
    /// Minutes on the way at most.
    pub minutes: u16,
    /// Rides at most.
    pub rides: usize,
    /// Minutes that every change takes at least.
    pub change: u16,
}

/// By stop and minute of arrival, the latest minute to leave home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReachTable {
    base: u16,
    slots: usize,
    /// Stop after stop; nought where the stop is not reached by then.
    latest: Vec<u16>,
}

impl ReachTable {
    /// Fills the table.
    #[must_use]
    pub fn new(day: &Day, footpaths: &Footpaths, range: &Range<'_>) -> Self {
        let slots = usize::from(range.latest.saturating_sub(range.earliest)) + 1;
        let table = Self { base: range.earliest, slots, latest: vec![0; slots * day.stops()] };
        let mut sweep = Sweep::new(day, footpaths, range, table);
        let departures = departures(day, range);
        for group in departures.chunk_by(|a, b| a.0 == b.0) {
            sweep.leave_at(group);
        }
        sweep.table
    }

    /// The latest minute to leave for being at a stop by a minute, both on the axis.
    #[must_use]
    pub fn latest(&self, stop: u32, by: u16) -> Option<u16> {
        let row = self.row(stop)?;
        let slot = usize::from(by.checked_sub(self.base)?).min(self.slots - 1);
        row.get(slot).copied().filter(|leave| *leave != 0)
    }

    fn row(&self, stop: u32) -> Option<&[u16]> {
        let from = stop as usize * self.slots;
        self.latest.get(from..from + self.slots)
    }

    fn fill(&mut self, stop: usize, from: u16, before: u16, leave: u16) {
        let slot = |minute: u16| usize::from(minute.saturating_sub(self.base)).min(self.slots);
        let (from, before) = (stop * self.slots + slot(from), stop * self.slots + slot(before));
        self.latest[from..before].fill(leave);
    }
}

/// The minutes at which it is worth leaving home, newest first, each with the stop it is for.
fn departures(day: &Day, range: &Range<'_>) -> Vec<(u16, Link)> {
    let mut found = Vec::new();
    for link in range.access {
        for (pattern, place) in day.serving(link.stop) {
            let Some(lane) = day.lane(*pattern) else { continue };
            if lane.rules[*place as usize] & BOARD == 0 {
                continue;
            }
            let column = &lane.departs[*place as usize * lane.trips..(*place as usize + 1) * lane.trips];
            let from = column.partition_point(|depart| *depart < range.earliest.saturating_add(link.minutes));
            let until = column.partition_point(|depart| *depart <= range.latest);
            let worth = column.get(from..until).unwrap_or_default();
            found.extend(worth.iter().map(|depart| (depart - link.minutes, *link)));
        }
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.dedup();
    found
}

struct Sweep<'a> {
    day: &'a Day,
    footpaths: &'a Footpaths,
    range: &'a Range<'a>,
    table: ReachTable,
    stops: usize,
    /// By number of rides and stop, the best with at most so many rides.
    ride: Vec<u16>,
    board: Vec<u16>,
    marked: Vec<u32>,
    is_marked: Vec<bool>,
    alighted: Vec<u32>,
    is_alighted: Vec<bool>,
    queue: Vec<u32>,
    queued_from: Vec<u32>,
}

impl<'a> Sweep<'a> {
    fn new(day: &'a Day, footpaths: &'a Footpaths, range: &'a Range<'a>, table: ReachTable) -> Self {
        let (stops, layers) = (day.stops(), range.rides + 1);
        Self {
            day,
            footpaths,
            range,
            table,
            stops,
            ride: vec![NEVER; stops * layers],
            board: vec![NEVER; stops * layers],
            marked: Vec::new(),
            is_marked: vec![false; stops],
            alighted: Vec::new(),
            is_alighted: vec![false; stops],
            queue: Vec::new(),
            queued_from: vec![u32::MAX; day.patterns()],
        }
    }

    fn leave_at(&mut self, group: &[(u16, Link)]) {
        let Some((leave, _)) = group.first().copied() else { return };
        let bound = self.range.latest.min(leave.saturating_add(self.range.minutes));
        for (_, link) in group {
            self.ready(link.stop, leave + link.minutes, 0, bound);
        }
        for round in 1..=self.range.rides {
            self.collect();
            if self.queue.is_empty() {
                break;
            }
            self.scan(round, bound, leave);
            if round < self.range.rides {
                self.walk(round, bound);
            } else {
                self.alighted.drain(..).for_each(|stop| self.is_alighted[stop as usize] = false);
            }
        }
        self.marked.drain(..).for_each(|stop| self.is_marked[stop as usize] = false);
    }

    fn collect(&mut self) {
        self.queue.clear();
        for stop in self.marked.drain(..) {
            self.is_marked[stop as usize] = false;
            for (pattern, place) in self.day.serving(stop) {
                let from = &mut self.queued_from[*pattern as usize];
                if *from == u32::MAX {
                    self.queue.push(*pattern);
                }
                *from = (*place).min(*from);
            }
        }
    }

    fn scan(&mut self, round: usize, bound: u16, leave: u16) {
        let (below, layer, last) = ((round - 1) * self.stops, round * self.stops, self.range.rides);
        for index in 0..self.queue.len() {
            let pattern = self.queue[index];
            let from = std::mem::replace(&mut self.queued_from[pattern as usize], u32::MAX) as usize;
            let Some(lane) = self.day.lane(pattern) else { continue };
            let mut trip = lane.trips;
            for place in from..lane.stops.len() {
                let (stop, rule) = (lane.stops[place] as usize, lane.rules[place]);
                if trip < lane.trips {
                    let arrive = lane.arrives[trip * lane.stops.len() + place];
                    if arrive > bound {
                        // Later stops are later still on this trip; an earlier one may yet be caught.
                    } else if rule & ALIGHT != 0 && arrive < self.ride[layer + stop] {
                        let known = self.ride[last * self.stops + stop];
                        if arrive < known {
                            self.table.fill(stop, arrive, known, leave);
                        }
                        for above in round..=last {
                            let label = &mut self.ride[above * self.stops + stop];
                            *label = arrive.min(*label);
                        }
                        if !std::mem::replace(&mut self.is_alighted[stop], true) {
                            self.alighted.push(stop as u32);
                        }
                    }
                }
                if rule & BOARD != 0 {
                    let ready = self.board[below + stop];
                    let column = &lane.departs[place * lane.trips..place * lane.trips + trip];
                    if column.last().is_some_and(|last| *last >= ready) {
                        trip = column.partition_point(|depart| *depart < ready);
                    }
                }
            }
        }
    }

    fn walk(&mut self, round: usize, bound: u16) {
        let footpaths = self.footpaths;
        for index in 0..self.alighted.len() {
            let stop = self.alighted[index];
            self.is_alighted[stop as usize] = false;
            let free = self.ride[round * self.stops + stop as usize].saturating_add(self.range.change);
            self.ready(stop, free, round, bound);
            for link in footpaths.from(stop) {
                self.ready(link.stop, free.saturating_add(link.minutes), round, bound);
            }
        }
        self.alighted.clear();
    }

    fn ready(&mut self, stop: u32, minute: u16, round: usize, bound: u16) {
        if minute <= bound && minute < self.board[round * self.stops + stop as usize] {
            for above in round..=self.range.rides {
                let label = &mut self.board[above * self.stops + stop as usize];
                *label = minute.min(*label);
            }
            if !std::mem::replace(&mut self.is_marked[stop as usize], true) {
                self.marked.push(stop);
            }
        }
    }
}

/// Both directions for one home on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    out: ReachTable,
    home: ReachTable,
}

impl Reach {
    /// From the table of the day and that of its mirror.
    #[must_use]
    pub fn new(out: ReachTable, home: ReachTable) -> Self {
        Self { out, home }
    }

    /// The latest minute to leave home for being at the end of some walks by a minute.
    #[must_use]
    pub fn leave_home(&self, links: &[Link], by: u16) -> Option<u16> {
        links.iter().filter_map(|link| self.out.latest(link.stop, by.checked_sub(link.minutes)?)).max()
    }

    /// The earliest minute to be home after leaving for some walks at a minute.
    #[must_use]
    pub fn be_home(&self, links: &[Link], from: u16) -> Option<u16> {
        let left = HORIZON.checked_sub(from)?;
        let mirrored =
            links.iter().filter_map(|link| self.home.latest(link.stop, left.checked_sub(link.minutes)?));
        mirrored.max().map(|minute| HORIZON - minute)
    }
}

/// The walks from stops to many sites, packed: stop and minutes in one word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteLinks {
    first: Vec<u32>,
    links: Vec<u32>,
}

const MINUTE_BITS: u32 = 8;

impl SiteLinks {
    /// Packs each site's walks; those of 256 minutes and more are left out.
    #[must_use]
    pub fn new(sites: &[Vec<Link>]) -> Self {
        let mut packed = Self { first: vec![0], links: Vec::new() };
        for links in sites {
            let short = links
                .iter()
                .filter(|link| link.minutes < 1 << MINUTE_BITS && link.stop < 1 << (32 - MINUTE_BITS));
            packed.links.extend(short.map(|link| link.stop << MINUTE_BITS | u32::from(link.minutes)));
            packed.first.push(u32::try_from(packed.links.len()).unwrap_or(u32::MAX));
        }
        packed
    }

    /// For every site and its own shift start on the axis, the latest minute to leave home; nought
    /// where it is not reached by then. `starts` holds one a site.
    #[must_use]
    pub fn latest(&self, table: &ReachTable, starts: &[u16]) -> Vec<u16> {
        let last = table.slots - 1;
        let at = |packed: u32, start: u16| {
            let minutes = (packed & ((1 << MINUTE_BITS) - 1)) as u16;
            let slot = start.checked_sub(minutes)?.checked_sub(table.base)?;
            table.latest.get((packed >> MINUTE_BITS) as usize * table.slots + usize::from(slot).min(last))
        };
        let bounds = self.first.iter().zip(self.first.iter().skip(1)).zip(starts);
        bounds
            .map(|((from, to), start)| {
                let links = &self.links[*from as usize..*to as usize];
                links.iter().filter_map(|packed| at(*packed, *start)).copied().max().unwrap_or(0)
            })
            .collect()
    }
}
