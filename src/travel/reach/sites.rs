//! Many sites at once against one table.

use super::ReachTable;
use crate::travel::network::Link;

/// Walks of this many minutes and more lead nowhere.
const LONGEST_WALK: u16 = 256;

/// The walks from stops to many sites, laid out for reading a table in one go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteLinks {
    stops: u32,
    sites: usize,
    /// Sites with the same number of walks stand together, so that one loop fits them all.
    groups: Vec<Group>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    walks: usize,
    sites: Vec<u32>,
    /// Site after site: how far before the end of the row of the shift's start a walk's cell
    /// stands, a row a minute.
    back: Vec<u32>,
}

impl SiteLinks {
    /// Lays out each site's walks for tables of so many stops; walks of 256 minutes and more, and
    /// stops beyond the tables, are left out.
    #[must_use]
    pub fn new(stops: usize, sites: &[Vec<Link>]) -> Self {
        let stops = u32::try_from(stops).unwrap_or(u32::MAX);
        let mut laid = Self { stops, sites: sites.len(), groups: Vec::new() };
        for (site, links) in (0u32..).zip(sites) {
            let usable = links.iter().filter(|link| link.minutes < LONGEST_WALK && link.stop < stops);
            let back: Vec<u32> = usable
                .map(|link| u32::from(link.minutes).saturating_mul(stops).saturating_add(stops - link.stop))
                .collect();
            if back.is_empty() {
                continue;
            }
            let place = laid.groups.binary_search_by_key(&back.len(), |group| group.walks);
            let place = place.unwrap_or_else(|place| {
                let group = Group { walks: back.len(), sites: Vec::new(), back: Vec::new() };
                laid.groups.insert(place, group);
                place
            });
            if let Some(group) = laid.groups.get_mut(place) {
                group.sites.push(site);
                group.back.extend(back);
            }
        }
        laid
    }

    /// For every site and its own shift start on the axis, the latest minute to leave home; nought
    /// where it is not reached by then. `starts` holds one a site; the table must have as many
    /// stops as these links were laid out for, else nothing is reached.
    #[must_use]
    pub fn latest(&self, table: &ReachTable, starts: &[u16]) -> Vec<u16> {
        let mut found = vec![0; self.sites];
        if table.stops != self.stops as usize {
            return found;
        }
        for group in &self.groups {
            // A loop whose length the compiler knows has no branch to guess.
            match group.walks {
                1 => group.fill(table, starts, &mut found, group.back.as_chunks::<1>().0),
                2 => group.fill(table, starts, &mut found, group.back.as_chunks::<2>().0),
                3 => group.fill(table, starts, &mut found, group.back.as_chunks::<3>().0),
                4 => group.fill(table, starts, &mut found, group.back.as_chunks::<4>().0),
                5 => group.fill(table, starts, &mut found, group.back.as_chunks::<5>().0),
                6 => group.fill(table, starts, &mut found, group.back.as_chunks::<6>().0),
                7 => group.fill(table, starts, &mut found, group.back.as_chunks::<7>().0),
                8 => group.fill(table, starts, &mut found, group.back.as_chunks::<8>().0),
                many => {
                    let walks: Vec<&[u32]> = group.back.chunks_exact(many).collect();
                    group.fill(table, starts, &mut found, &walks);
                }
            }
        }
        found
    }
}

impl Group {
    /// `walks` holds those of each site, as far before the end of a row as [`Group::back`] says.
    fn fill(&self, table: &ReachTable, starts: &[u16], found: &mut [u16], walks: &[impl AsRef<[u32]>]) {
        let (slots, rows) = (table.slots(), table.rows.as_slice());
        for (site, walks) in self.sites.iter().zip(walks) {
            let Some((start, found)) = starts.get(*site as usize).zip(found.get_mut(*site as usize)) else {
                continue;
            };
            let slot = usize::from(start.wrapping_sub(table.base));
            *found = if *start >= table.base && slot < slots {
                // Cells before the first row wrap round to far beyond the last.
                let end = ((slot + 1) * table.stops) as u32;
                let cell = |back: &u32| rows.get(end.wrapping_sub(*back) as usize).copied().unwrap_or(0);
                walks.as_ref().iter().map(cell).fold(0, u16::max)
            } else {
                walks.as_ref().iter().filter_map(|back| table.beyond(*start, *back)).max().unwrap_or(0)
            };
        }
    }
}

impl ReachTable {
    /// The same for a start that has no row of its own.
    fn beyond(&self, start: u16, back: u32) -> Option<u16> {
        let stops = u32::try_from(self.stops).ok()?;
        let (minutes, left) = (back.checked_sub(1)? / stops, (back - 1) % stops);
        self.latest(stops - 1 - left, start.checked_sub(u16::try_from(minutes).ok()?)?)
    }
}
