//! What feeds state about changing vehicles, as rules between stops.
//!
//! Of the rows that apply to an arriving and a departing trip the most specific decides, in the
//! order of the specification: both trips named, a trip and a line, one trip, both lines, one line,
//! the stops alone. A station stands for each of its stops; a row that names a stop itself comes
//! before one that names its station.

use std::collections::{BTreeMap, BTreeSet};

use super::gtfs::{Feed, TransferEnd, TransferKind};

/// How long a change takes at least, in minutes; `None` when it is not possible.
pub type Least = Option<u16>;

/// The rules, between the network's stops.
#[derive(Clone, Debug, Default)]
pub struct Interchange {
    /// For all trips: by stops, with their rank.
    general: BTreeMap<(u32, u32), (u8, Least)>,
    special: Vec<Special>,
    /// By feed and trip, and by feed and line: the rules that name it at one end.
    by_trip: BTreeMap<(u32, u32), Vec<u32>>,
    by_route: BTreeMap<(u32, u32), Vec<u32>>,
}

/// A rule for certain trips or lines.
#[derive(Clone, Debug)]
struct Special {
    feed: u32,
    from: End,
    to: End,
    rank: u8,
    least: Least,
}

#[derive(Clone, Debug)]
struct End {
    stops: BTreeSet<u32>,
    route: Option<u32>,
    trip: Option<u32>,
}

/// By which rules a vehicle's call is told apart from others at its stop: as one that somebody
/// leaves, and as one that somebody boards.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class {
    from: Vec<u32>,
    to: Vec<u32>,
}

impl Class {
    fn is_usual(&self) -> bool {
        self.from.is_empty() && self.to.is_empty()
    }
}

impl Interchange {
    /// Adds what a feed states. `number` gives the network's number of a feed's stop.
    pub(crate) fn add(&mut self, feed: u32, content: &Feed, number: &dyn Fn(u32) -> Option<u32>) {
        if content.transfers.is_empty() {
            return;
        }
        let mut platforms: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (place, stop) in (0u32..).zip(&content.stops) {
            if let Some((parent, own)) = stop.parent.zip(number(place)) {
                platforms.entry(parent).or_default().insert(own);
            }
        }
        let end = |end: &TransferEnd| {
            let stop = end.stop?;
            let of_station = platforms.get(&stop);
            let mut stops = of_station.cloned().unwrap_or_default();
            stops.extend(number(stop));
            let precise = u8::from(of_station.is_none());
            Some((End { stops, route: end.route, trip: end.trip }, precise))
        };
        for transfer in &content.transfers {
            let least = match transfer.kind {
                TransferKind::Possible(minutes) => Some(minutes),
                TransferKind::NotPossible => None,
                TransferKind::InSeat | TransferKind::NotInSeat => continue,
            };
            let Some(((from, precise_from), (to, precise_to))) = end(&transfer.from).zip(end(&transfer.to))
            else {
                continue;
            };
            let rank = 3 * specificity(&transfer.from, &transfer.to) + precise_from + precise_to;
            if rank < 3 {
                self.add_general(&from, &to, rank, least);
            } else {
                self.add_special(Special { feed, from, to, rank, least });
            }
        }
    }

    fn add_general(&mut self, from: &End, to: &End, rank: u8, least: Least) {
        for from in &from.stops {
            for to in &to.stops {
                let known = self.general.entry((*from, *to)).or_insert((rank, least));
                if known.0 < rank {
                    *known = (rank, least);
                }
            }
        }
    }

    fn add_special(&mut self, rule: Special) {
        let Ok(number) = u32::try_from(self.special.len()) else { return };
        for end in [&rule.from, &rule.to] {
            let list = match (end.trip, end.route) {
                (Some(trip), _) => self.by_trip.entry((rule.feed, trip)).or_default(),
                (None, Some(route)) => self.by_route.entry((rule.feed, route)).or_default(),
                (None, None) => continue,
            };
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
        self.special.push(rule);
    }

    /// The rules that name a trip or its line.
    pub(crate) fn naming(&self, feed: u32, trip: u32, route: u32) -> Vec<u32> {
        if self.special.is_empty() {
            return Vec::new();
        }
        let of =
            |map: &BTreeMap<(u32, u32), Vec<u32>>, id: u32| map.get(&(feed, id)).cloned().unwrap_or_default();
        let mut rules = of(&self.by_trip, trip);
        rules.extend(of(&self.by_route, route));
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    /// What tells a trip's call at a stop apart; `None` when nothing does. `rules` are those that
    /// name the trip or its line.
    pub(crate) fn class(&self, stop: u32, trip: u32, route: u32, rules: &[u32]) -> Option<Class> {
        let names = |end: &End| {
            let is_special = end.trip.is_some() || end.route.is_some();
            let same = end.trip.is_none_or(|own| own == trip) && end.route.is_none_or(|own| own == route);
            is_special && same && end.stops.contains(&stop)
        };
        let those = |end: &dyn Fn(&Special) -> bool| {
            let known = |rule: &&u32| self.special.get(**rule as usize).is_some_and(end);
            rules.iter().filter(known).copied().collect::<Vec<_>>()
        };
        let class = Class { from: those(&|rule| names(&rule.from)), to: those(&|rule| names(&rule.to)) };
        (!class.is_usual()).then_some(class)
    }

    /// What decides a change from a call at one stop to a call at another; `None` when nothing is
    /// stated of it.
    pub(crate) fn rule(&self, from: (u32, &Class), to: (u32, &Class)) -> Option<Least> {
        let applies = |number: &u32| {
            let rule = self.special.get(*number as usize)?;
            let holds = |end: &End, stop: u32, class: &[u32]| {
                let for_all = end.trip.is_none() && end.route.is_none();
                end.stops.contains(&stop) && (for_all || class.contains(number))
            };
            let both = holds(&rule.from, from.0, &from.1.from) && holds(&rule.to, to.0, &to.1.to);
            both.then_some((rule.rank, rule.least))
        };
        let special = from.1.from.iter().chain(&to.1.to).filter_map(applies);
        let general = self.general.get(&(from.0, to.0)).copied();
        let mut best: Option<(u8, Least)> = None;
        for (rank, least) in special.chain(general) {
            if best.is_none_or(|known| known.0 < rank) {
                best = Some((rank, least));
            }
        }
        best.map(|(_, least)| least)
    }
}

/// How specific a row is, by the specification's order.
fn specificity(from: &TransferEnd, to: &TransferEnd) -> u8 {
    let ends = [from, to];
    let trips = ends.iter().filter(|end| end.trip.is_some()).count();
    let routes = ends.iter().filter(|end| end.trip.is_none() && end.route.is_some()).count();
    match (trips, routes) {
        (2, _) => 5,
        (1, 1) => 4,
        (1, _) => 3,
        (_, 2) => 2,
        (_, 1) => 1,
        _ => 0,
    }
}
