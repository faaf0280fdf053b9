//! Which of many things hang together.
#![expect(clippy::indexing_slicing, reason = "hot loops over an array whose entries are its own indices")]

/// Disjoint sets of indices from 0.
#[derive(Clone, Debug)]
pub(crate) struct Groups(Vec<u32>);

impl Groups {
    /// Every index alone.
    pub(crate) fn new(count: usize) -> Self {
        Self((0..count as u32).collect())
    }

    /// The index that stands for the set of this one: its lowest.
    #[inline]
    pub(crate) fn of(&mut self, mut at: u32) -> u32 {
        loop {
            let parent = self.0[at as usize];
            if parent == at {
                return at;
            }
            let above = self.0[parent as usize];
            self.0[at as usize] = above;
            at = above;
        }
    }

    /// Makes one set of the sets of two indices. Returns the index that stands for it.
    #[inline]
    pub(crate) fn join(&mut self, one: u32, other: u32) -> u32 {
        let (one, other) = (self.of(one), self.of(other));
        let lowest = one.min(other);
        self.0[one.max(other) as usize] = lowest;
        lowest
    }
}
