//! One home, every stop, every deadline: the latest minute to leave.

mod agenda;
mod leaves;
mod sites;
mod sweep;

use wide::i16x8;

use super::day::HORIZON;
use super::network::Link;
use super::timeline::Timeline;

pub use sites::SiteLinks;

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
    /// Rides at most; eight and more are the same.
    pub rides: usize,
    /// Minutes that every change takes at least.
    pub change: u16,
}

impl Range<'_> {
    /// How many minutes of arrival there are.
    fn slots(&self) -> usize {
        usize::from(self.latest.saturating_sub(self.earliest)) + 1
    }
}

/// By minute of arrival and stop, the latest minute to leave home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReachTable {
    base: u16,
    stops: usize,
    /// A row a minute; nought where the stop is not reached by then. A walk's minutes earlier is
    /// so many rows up, and the rows of one shift's start lie close.
    rows: Vec<u16>,
}

impl ReachTable {
    /// Fills the table.
    #[must_use]
    pub fn new(timeline: &Timeline, range: &Range<'_>) -> Self {
        let rows = match range.rides {
            0 => Vec::new(),
            1..=4 => sweep::rows::<u64>(timeline, range),
            _ => sweep::rows::<i16x8>(timeline, range),
        };
        Self { base: range.earliest, stops: timeline.stops(), rows }
    }

    /// The latest minute to leave for being at a stop by a minute, both on the axis.
    #[must_use]
    pub fn latest(&self, stop: u32, by: u16) -> Option<u16> {
        let slot = usize::from(by.checked_sub(self.base)?).min(self.slots().checked_sub(1)?);
        let stop = usize::try_from(stop).ok().filter(|stop| *stop < self.stops)?;
        self.rows.get(slot * self.stops + stop).copied().filter(|leave| *leave != 0)
    }

    fn slots(&self) -> usize {
        self.rows.len() / self.stops.max(1)
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

    /// Bytes that both tables take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        (self.out.rows.len() + self.home.rows.len()) * size_of::<u16>()
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
