//! Many sites at once against one table.

#![expect(
    clippy::indexing_slicing,
    reason = "sites and cells were numbered for the arrays and the rows that they are looked up in"
)]

use std::collections::BTreeMap;

use wide::i16x8;

use super::ReachTable;
use crate::network::Link;

/// Walks of this many minutes and more lead nowhere.
const LONGEST_WALK: u16 = 256;

/// Sites that are looked up together, as many as a processor compares at once.
const ABREAST: usize = 8;

/// The walks from stops to many sites, laid out for reading a table in one go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteLinks {
    stops: usize,
    sites: usize,
    /// Minutes of the longest walk.
    longest: u16,
    groups: BTreeMap<Alike, Group>,
}

/// Sites that are read alike: from the same few rows of a table, by a loop of the same length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Alike {
    /// Their shift's start.
    start: u16,
    walks: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Group {
    sites: Vec<u32>,
    /// Eight sites after eight, walk after walk, where the cells stand among the rows from the
    /// start's back to that of the longest walk's.
    cells: Vec<[u32; ABREAST]>,
}

impl SiteLinks {
    /// Lays out the walks of each site, which has its shift's start on the axis beside it, for
    /// tables of so many stops. Walks of 256 minutes and more, and stops beyond the tables, are
    /// left out.
    #[must_use]
    pub fn new(stops: usize, sites: &[(u16, Vec<Link>)]) -> Self {
        let usable = |link: &&Link| link.minutes < LONGEST_WALK && (link.stop as usize) < stops;
        let all = sites.iter().flat_map(|(_, links)| links).filter(usable);
        let longest = all.map(|link| link.minutes).max().unwrap_or(0);
        let mut groups = BTreeMap::<Alike, Group>::new();
        for (site, (start, links)) in (0u32..).zip(sites) {
            let row = |link: &Link| usize::from(longest - link.minutes) * stops;
            let cell = |link: &Link| u32::try_from(row(link) + link.stop as usize).unwrap_or(u32::MAX);
            let cells: Vec<u32> = links.iter().filter(usable).map(cell).collect();
            if !cells.is_empty() {
                let alike = Alike { start: *start, walks: cells.len() };
                groups.entry(alike).or_default().push(site, &cells);
            }
        }
        Self { stops, sites: sites.len(), longest, groups }
    }

    /// For every site, the latest minute to leave home; nought where it is not reached by its
    /// start. The table must have as many stops as these links were laid out for, else nothing is
    /// reached.
    #[must_use]
    pub fn latest(&self, table: &ReachTable) -> Vec<u16> {
        let mut found = vec![0; self.sites];
        if table.stops != self.stops {
            return found;
        }
        for (alike, group) in &self.groups {
            match table.rows_back(alike.start, self.longest) {
                Some(rows) => group.read(alike.walks, &mut found, |cells| {
                    i16x8::new(cells.map(|cell| rows[cell as usize].cast_signed()))
                }),
                None => group.read(alike.walks, &mut found, |cells| {
                    i16x8::new(
                        cells.map(|cell| self.one(table, alike.start, cell).unwrap_or(0).cast_signed()),
                    )
                }),
            }
        }
        found
    }

    /// What a cell holds where the table has not all the rows.
    fn one(&self, table: &ReachTable, start: u16, cell: u32) -> Option<u16> {
        let (row, stop) = (cell as usize / self.stops, cell as usize % self.stops);
        let minutes = self.longest.checked_sub(u16::try_from(row).ok()?)?;
        table.latest(u32::try_from(stop).ok()?, start.checked_sub(minutes)?)
    }
}

impl Group {
    fn push(&mut self, site: u32, cells: &[u32]) {
        let lane = self.sites.len() % ABREAST;
        if lane == 0 {
            self.cells.resize(self.cells.len() + cells.len(), [0; ABREAST]);
        }
        self.sites.push(site);
        let first = self.cells.len() - cells.len();
        self.cells[first..].iter_mut().zip(cells).for_each(|(abreast, cell)| abreast[lane] = *cell);
    }

    fn read(&self, walks: usize, found: &mut [u16], look: impl Fn([u32; ABREAST]) -> i16x8) {
        for (sites, cells) in self.sites.chunks(ABREAST).zip(self.cells.chunks_exact(walks)) {
            let latest = cells.iter().fold(i16x8::ZERO, |latest, cells| latest.max(look(*cells)));
            for (site, leave) in sites.iter().zip(latest.as_array()) {
                found[*site as usize] = leave.cast_unsigned();
            }
        }
    }
}

impl ReachTable {
    /// The rows of a minute and of so many before it; `None` when it has not all of them.
    fn rows_back(&self, minute: u16, before: u16) -> Option<&[u16]> {
        let last = usize::from(minute.checked_sub(self.base)?);
        let first = last.checked_sub(usize::from(before))?;
        self.rows.get(first * self.stops..(last + 1) * self.stops)
    }
}
