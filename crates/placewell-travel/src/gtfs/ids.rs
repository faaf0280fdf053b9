//! Identifiers in the order in which a feed names them.

use std::hash::BuildHasher;
use std::num::TryFromIntError;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

/// Identifiers one after another, each once and all in one piece of memory: a feed has hundreds of
/// thousands.
#[derive(Default)]
pub(super) struct Ids {
    list: List,
    places: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

#[derive(Default)]
struct List {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Ids {
    /// The place of an identifier, which is mostly the one after `last`: tables are mostly written in
    /// one another's order.
    pub(super) fn find(&self, id: &[u8], last: Option<u32>) -> Option<u32> {
        let next = last.map_or(0, |last| last.saturating_add(1));
        if self.list.get(next) == Some(id) {
            return Some(next);
        }
        self.places.find(self.hasher.hash_one(id), |place| self.list.get(*place) == Some(id)).copied()
    }

    /// Adds an identifier; false when it is there already.
    ///
    /// # Errors
    /// When there are more than places have numbers.
    pub(super) fn add(&mut self, id: &[u8]) -> Result<bool, TryFromIntError> {
        let Self { list, places, hasher } = self;
        let entry = places.entry(
            hasher.hash_one(id),
            |place| list.get(*place) == Some(id),
            |place| hasher.hash_one(list.get(*place).unwrap_or_default()),
        );
        let Entry::Vacant(vacant) = entry else { return Ok(false) };
        vacant.insert(u32::try_from(list.ends.len())?);
        list.bytes.extend_from_slice(id);
        list.ends.push(list.bytes.len());
        Ok(true)
    }
}

impl List {
    fn get(&self, place: u32) -> Option<&[u8]> {
        let place = place as usize;
        let end = *self.ends.get(place)?;
        let begin = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        self.bytes.get(begin.unwrap_or(0)..end)
    }
}
