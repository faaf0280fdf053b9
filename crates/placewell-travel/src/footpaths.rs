//! Walks between stops at which one changes vehicles.

use super::day::{Day, Variants};
use super::interchange::Class;
use super::network::{Link, Network, Walking};

/// Minutes of a change that is not possible.
pub(crate) const CLOSED: u16 = u16::MAX;

/// For each stop the others within a walk. Not closed transitively: two short walks are not one
/// long one, because the limit is on each walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footpaths {
    first: Vec<u32>,
    links: Vec<Link>,
    /// By link, the minutes that the change takes at least, with all that a change takes; empty when
    /// nothing is stated of any.
    least: Vec<u16>,
    /// By stop, the same for changing at the stop itself; [`CLOSED`] when one cannot.
    stay: Vec<u16>,
}

/// A walk from a stop, and the least minutes that the whole change takes.
type Path = (u32, Link, u16);

impl Footpaths {
    /// All walks between stops of a network, as far as the same holds for all vehicles. A feed may
    /// forbid a change, or state the least minutes that a typical rider needs: whoever walks slower
    /// takes as long as they take.
    #[must_use]
    pub fn new(network: &Network, walking: Walking) -> Self {
        Self::between(network, walking, &Variants::default())
    }

    /// The walks of one day, on which what is stated for certain lines and trips counts as well.
    #[must_use]
    pub fn on(network: &Network, walking: Walking, day: &Day) -> Self {
        Self::between(network, walking, day.variants())
    }

    fn between(network: &Network, walking: Walking, variants: &Variants) -> Self {
        let (mut paths, mut stays) = (Vec::new(), Vec::new());
        let usual = Class::default();
        for (from, place) in (0u32..).zip(&network.stops) {
            let around = place.at.map(|at| network.around(at, walking)).unwrap_or_default();
            let here = Link { stop: from, minutes: 0, metres: 0 };
            let ways =
                || std::iter::once(here).chain(around.iter().copied().filter(|link| link.stop != from));
            for own in variants.all(from) {
                let own_class = if own == from { usual.clone() } else { variants.class(own) };
                for way in ways() {
                    for to in variants.all(way.stop) {
                        let class = if to == way.stop { usual.clone() } else { variants.class(to) };
                        let rule = network.interchange.rule((from, &own_class), (way.stop, &class));
                        let least = rule.map_or(Some(0), |least| least);
                        match least {
                            _ if to == own => stays.push((own, least.unwrap_or(CLOSED))),
                            None => {}
                            Some(least) if way.stop == from => {
                                paths.push((own, Link { stop: to, ..way }, least));
                            }
                            Some(least) => {
                                let minutes = way.minutes.max(least);
                                paths.push((own, Link { stop: to, minutes, ..way }, 0));
                            }
                        }
                    }
                }
            }
        }
        let stops = stays.len();
        stays.sort_unstable();
        let stay: Vec<u16> = stays.into_iter().map(|(_, least)| least).collect();
        Self::from_paths(stops, paths, if stay.iter().all(|least| *least == 0) { Vec::new() } else { stay })
    }

    /// Walks given one by one, each from a stop.
    #[must_use]
    pub fn from_walks(stops: usize, walks: Vec<(u32, Link)>) -> Self {
        Self::from_paths(stops, walks.into_iter().map(|(from, link)| (from, link, 0)).collect(), Vec::new())
    }

    fn from_paths(stops: usize, mut paths: Vec<Path>, stay: Vec<u16>) -> Self {
        paths.sort_unstable();
        let mut first = vec![0u32; stops + 1];
        for (from, ..) in &paths {
            if let Some(count) = first.get_mut(*from as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut first {
            sum += *count;
            *count = sum;
        }
        let stated = paths.iter().any(|(.., least)| *least > 0);
        let least = if stated { paths.iter().map(|(.., least)| *least).collect() } else { Vec::new() };
        Self { first, links: paths.into_iter().map(|(_, link, _)| link).collect(), least, stay }
    }

    fn bounds(&self, stop: u32) -> std::ops::Range<usize> {
        let bounds = self.first.get(stop as usize).zip(self.first.get(stop as usize + 1));
        bounds.map_or(0..0, |(from, to)| *from as usize..*to as usize)
    }

    /// The walks that begin at a stop.
    #[must_use]
    pub fn from(&self, stop: u32) -> &[Link] {
        self.links.get(self.bounds(stop)).unwrap_or_default()
    }

    /// By walk from a stop, the minutes that the whole change takes at least; empty when nothing is
    /// stated.
    pub(crate) fn least(&self, stop: u32) -> &[u16] {
        self.least.get(self.bounds(stop)).unwrap_or_default()
    }

    /// The minutes that a change at a stop itself takes at least; [`CLOSED`] when it is not possible.
    pub(crate) fn stay(&self, stop: u32) -> u16 {
        self.stay.get(stop as usize).copied().unwrap_or(0)
    }

    /// The same walks in the other direction.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let stops = self.first.len().saturating_sub(1);
        let turn = |from: u32| {
            let least = self.least(from).iter().copied().chain(std::iter::repeat(0));
            let turned = move |(link, least): (&Link, u16)| (link.stop, Link { stop: from, ..*link }, least);
            self.from(from).iter().zip(least).map(turned)
        };
        let paths = (0u32..).take(stops).flat_map(turn).collect();
        Self::from_paths(stops, paths, self.stay.clone())
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
