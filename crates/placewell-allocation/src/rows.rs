//! Lists of pairs, one row a learner (or a column an offer), each best first.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use super::pair::Pair;

#[derive(Clone, Copy, Debug, Default)]
struct Span {
    start: u32,
    len: u32,
    room: u32,
}

/// Rows of pairs in one arena. A row that outgrows its place moves to the end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    spans: Vec<Span>,
    pairs: Vec<Pair>,
}

impl Rows {
    /// Rows of the lengths given over `pairs`, which lie row after row, in any order within a row.
    pub(crate) fn from_grouped(lengths: &[u32], pairs: Vec<Pair>) -> Self {
        let mut start = 0;
        let spans = lengths
            .iter()
            .map(|&len| {
                let span = Span { start, len, room: len };
                start += len;
                span
            })
            .collect();
        let mut rows = Self { spans, pairs };
        rows.sort();
        rows
    }

    /// The same pairs seen from the other side, in `others` columns.
    pub(crate) fn transposed(&self, others: usize) -> Self {
        let mut lengths = vec![0_u32; others];
        for (_, row) in self.iter() {
            for pair in row {
                lengths[pair.other() as usize] += 1;
            }
        }
        let mut total = 0;
        let mut next = Vec::with_capacity(others);
        for length in &lengths {
            next.push(total);
            total += length;
        }
        let mut pairs = vec![Pair::new(0, 0); total as usize];
        for (own, row) in self.iter() {
            for pair in row {
                let at = &mut next[pair.other() as usize];
                pairs[*at as usize] = Pair::new(own, pair.shortfall());
                *at += 1;
            }
        }
        Self::from_grouped(&lengths, pairs)
    }

    /// Sorts each row; large arenas are cut in two at a row's edge and sorted on two threads.
    fn sort(&mut self) {
        const WORTH_A_THREAD: usize = 100_000;
        let total = self.pairs.len();
        let (spans, pairs) = (&self.spans, &mut self.pairs);
        if total < WORTH_A_THREAD {
            sort_consecutive(spans, pairs);
            return;
        }
        let cut = spans.partition_point(|span| (span.start as usize) < total / 2);
        let edge = spans.get(cut).map_or(total, |span| span.start as usize);
        let (left, right) = pairs.split_at_mut(edge);
        let (first, last) = spans.split_at(cut);
        std::thread::scope(|scope| {
            scope.spawn(|| sort_consecutive(first, left));
            sort_consecutive(last, right);
        });
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    /// How many pairs the arena holds.
    pub(crate) fn pairs(&self) -> usize {
        self.pairs.len()
    }

    /// The pairs of one row, best first; empty for an unknown row.
    #[inline]
    pub(crate) fn row(&self, index: u32) -> &[Pair] {
        self.spans
            .get(index as usize)
            .and_then(|span| self.pairs.get(span.start as usize..(span.start + span.len) as usize))
            .unwrap_or_default()
    }

    /// Every row with its index.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &[Pair])> {
        (0..self.spans.len() as u32).map(|index| (index, self.row(index)))
    }

    /// Puts `pairs` in place of a row's, adding empty rows up to `index` where there were none.
    pub(crate) fn replace(&mut self, index: u32, mut pairs: Vec<Pair>) {
        pairs.sort_unstable();
        let at = index as usize;
        if self.spans.len() <= at {
            self.spans.resize(at + 1, Span::default());
        }
        let Some(span) = self.spans.get_mut(at) else { return };
        span.len = pairs.len() as u32;
        if span.len > span.room {
            span.start = self.pairs.len() as u32;
            span.room = span.len;
            self.pairs.extend(pairs);
        } else {
            let start = span.start as usize;
            for (slot, pair) in self.pairs.iter_mut().skip(start).zip(pairs) {
                *slot = pair;
            }
        }
    }

    /// The pairs of a row whose other end is `other`.
    pub(crate) fn find(&self, index: u32, other: u32) -> Option<Pair> {
        self.row(index).iter().copied().find(|pair| pair.other() == other)
    }

    /// Removes the pair with `other` from a row, and adds one with the shortfall given.
    pub(crate) fn revise(&mut self, index: u32, other: u32, shortfall: Option<u16>) {
        let mut pairs: Vec<Pair> =
            self.row(index).iter().copied().filter(|pair| pair.other() != other).collect();
        pairs.extend(shortfall.map(|shortfall| Pair::new(other, shortfall)));
        self.replace(index, pairs);
    }
}

fn sort_consecutive(spans: &[Span], mut pairs: &mut [Pair]) {
    for span in spans {
        let (row, rest) = pairs.split_at_mut(span.len as usize);
        row.sort_unstable();
        pairs = rest;
    }
}
