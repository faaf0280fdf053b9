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
            for (site, back) in group.sites.iter().zip(group.back.chunks_exact(group.walks)) {
                let start = starts.get(*site as usize).copied().unwrap_or_default();
                if let Some(found) = found.get_mut(*site as usize) {
                    *found = self.site(table, start, back);
                }
            }
        }
        found
    }

    fn site(&self, table: &ReachTable, start: u16, back: &[u32]) -> u16 {
        let slots = table.slots();
        let slot = usize::from(start.wrapping_sub(table.base));
        if start >= table.base && slot < slots {
            // Cells before the first row wrap round to far beyond the last.
            let end = ((slot + 1) * table.stops) as u32;
            let cell = |back: &u32| table.rows.get(end.wrapping_sub(*back) as usize).copied();
            back.iter().map(|back| cell(back).unwrap_or(0)).fold(0, u16::max)
        } else {
            let by = |back: &u32| {
                let (minutes, left) = ((back - 1) / self.stops, (back - 1) % self.stops);
                table.latest(self.stops - 1 - left, start.checked_sub(minutes as u16)?)
            };
            back.iter().filter_map(by).max().unwrap_or(0)
        }
    }
}
