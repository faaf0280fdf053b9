//! What happens at coming minutes.

#![expect(clippy::indexing_slicing, reason = "the dial has a place for whatever is left of a minute")]

/// Lists of what is due, minute by minute, on a dial that goes round.
pub(super) struct Agenda<T> {
    due: Vec<Vec<T>>,
}

impl<T: Copy> Agenda<T> {
    /// For items at most so many minutes ahead.
    pub(super) fn new(ahead: usize) -> Self {
        Self { due: (0..(ahead + 1).next_power_of_two()).map(|_| Vec::new()).collect() }
    }

    /// Writes an item down, or not: which of the two cannot be foreseen, so there is no branch.
    #[inline]
    pub(super) fn put_if(&mut self, wanted: bool, minute: u16, item: T) {
        let place = usize::from(minute) & (self.due.len() - 1);
        let list = &mut self.due[place];
        let length = list.len() + usize::from(wanted);
        list.push(item);
        list.truncate(length);
    }

    /// What is due at a minute. To be given back.
    pub(super) fn take(&mut self, minute: u16) -> Vec<T> {
        let place = usize::from(minute) & (self.due.len() - 1);
        std::mem::take(&mut self.due[place])
    }

    /// Keeps the emptied list's room for when the dial has gone round; what was put meanwhile for
    /// the same minute stays.
    pub(super) fn give_back(&mut self, minute: u16, mut list: Vec<T>) {
        let place = usize::from(minute) & (self.due.len() - 1);
        if self.due[place].is_empty() {
            list.clear();
            self.due[place] = list;
        }
    }
}
