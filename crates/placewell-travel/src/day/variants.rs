//! Stops that are told apart for the changes of certain trips.
//!
//! Where a feed states a change for certain lines or trips, their calls at the stop get a number of
//! their own, and the walks between the numbers hold what is stated. Every search then keeps to it
//! without knowing of it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::interchange::Class;
use crate::network::Link;

/// The numbers beyond the network's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Variants {
    /// How many stops the network has.
    first: u32,
    list: Vec<(u32, Class)>,
    numbers: BTreeMap<(u32, Class), u32>,
    /// By the network's stop, all of its numbers but its own.
    twins: BTreeMap<u32, Vec<u32>>,
}

impl Variants {
    pub(super) fn new(stops: usize) -> Self {
        Self { first: u32::try_from(stops).unwrap_or(u32::MAX), ..Self::default() }
    }

    /// The number for calls of a class at one of the network's stops.
    pub(super) fn number(&mut self, stop: u32, class: Class) -> u32 {
        let next = self.first.saturating_add(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        let number = *self.numbers.entry((stop, class.clone())).or_insert(next);
        if number == next {
            self.list.push((stop, class));
            self.twins.entry(stop).or_default().push(number);
        }
        number
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    fn variant(&self, stop: u32) -> Option<&(u32, Class)> {
        self.list.get(stop.checked_sub(self.first)? as usize)
    }

    /// The network's stop.
    pub(super) fn base(&self, stop: u32) -> u32 {
        self.variant(stop).map_or(stop, |(base, _)| *base)
    }

    /// What tells the calls apart.
    pub(crate) fn class(&self, stop: u32) -> Class {
        self.variant(stop).map(|(_, class)| class.clone()).unwrap_or_default()
    }

    /// All numbers of one of the network's stops, its own first.
    pub(crate) fn all(&self, stop: u32) -> impl Iterator<Item = u32> {
        let twins = self.twins.get(&stop).map_or(&[][..], Vec::as_slice);
        std::iter::once(stop).chain(twins.iter().copied())
    }

    pub(super) fn spread<'a>(&self, links: &'a [Link]) -> Cow<'a, [Link]> {
        if self.is_empty() {
            return Cow::Borrowed(links);
        }
        let all = |link: &Link| self.all(link.stop).map(|stop| Link { stop, ..*link }).collect::<Vec<_>>();
        Cow::Owned(links.iter().flat_map(all).collect())
    }
}
