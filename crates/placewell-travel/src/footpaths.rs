//! Walks between stops at which one changes vehicles.

use super::network::{Link, Network, Walking};

/// For each stop the others within a walk. Not closed transitively: two short walks are not one
/// long one, because the limit is on each walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footpaths {
    first: Vec<u32>,
    links: Vec<Link>,
}

impl Footpaths {
    /// All walks between stops of a network. A feed may forbid one, or state the least minutes that
    /// a typical rider needs: whoever walks slower takes as long as they take.
    #[must_use]
    pub fn new(network: &Network, walking: Walking) -> Self {
        let stated = stated(network);
        let mut walks = Vec::new();
        if walking.max_metres > 0 {
            for (from, place) in (0u32..).zip(&network.stops) {
                let around = place.at.map(|at| network.around(at, walking)).unwrap_or_default();
                for link in around.into_iter().filter(|link| link.stop != from) {
                    match stated.get(&(from, link.stop)) {
                        Some(None) => {}
                        Some(Some(least)) => {
                            walks.push((from, Link { minutes: link.minutes.max(*least), ..link }));
                        }
                        None => walks.push((from, link)),
                    }
                }
            }
        }
        Self::from_walks(network.stops.len(), walks)
    }

    /// Walks given one by one, each from a stop.
    #[must_use]
    pub fn from_walks(stops: usize, mut walks: Vec<(u32, Link)>) -> Self {
        walks.sort_unstable();
        let mut first = vec![0u32; stops + 1];
        for (from, _) in &walks {
            if let Some(count) = first.get_mut(*from as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut first {
            sum += *count;
            *count = sum;
        }
        Self { first, links: walks.into_iter().map(|(_, link)| link).collect() }
    }

    /// The walks that begin at a stop.
    #[must_use]
    pub fn from(&self, stop: u32) -> &[Link] {
        let bounds = self.first.get(stop as usize).zip(self.first.get(stop as usize + 1));
        bounds.and_then(|(from, to)| self.links.get(*from as usize..*to as usize)).unwrap_or_default()
    }

    /// The same walks in the other direction.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let stops = self.first.len().saturating_sub(1);
        let turn =
            |from: u32| self.from(from).iter().map(move |link| (link.stop, Link { stop: from, ..*link }));
        let walks = (0u32..).take(stops).flat_map(turn).collect();
        Self::from_walks(stops, walks)
    }

    /// How many walks.
    #[must_use]
    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }
}

type Stated = std::collections::BTreeMap<(u32, u32), Option<u16>>;

fn stated(network: &Network) -> Stated {
    let mut stated = Stated::new();
    for (feed, content) in network.feeds.iter().enumerate() {
        for transfer in &content.transfers {
            // A recommended or timed transfer states no minutes: the walk's own stand.
            if transfer.minutes != Some(0)
                && let Some(ends) = network.number(feed, transfer.from).zip(network.number(feed, transfer.to))
            {
                stated.insert(ends, transfer.minutes);
            }
        }
    }
    stated
}
