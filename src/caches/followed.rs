//! How far a follower has read the change log.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use crate::db::changes::{self, Change};
use crate::db::{Conn, DbError};

/// Any number that was given out so long ago is committed or never will be: many times the longest writing
/// transaction. By the follower's own clock alone, so that other replicas' clocks do not matter.
const PATIENCE: TimeDelta = TimeDelta::seconds(60);

/// More numbers than are given out while one transaction writes.
const IN_FLIGHT: i64 = 2_000;

/// The numbers that have been seen. Those below `settled` are done with; above it some may still be missing.
#[derive(Clone, Debug)]
pub(super) struct Followed {
    settled: i64,
    seen: BTreeSet<i64>,
    mark: i64,
    marked_at: DateTime<Utc>,
}

impl Followed {
    /// From here on: everything that the transaction can see is taken as read.
    pub(super) fn begin(c: &mut Conn, now: DateTime<Utc>) -> Result<Self, DbError> {
        let newest = changes::newest(c)?;
        let settled = newest - IN_FLIGHT;
        let seen = changes::above(c, settled)?.iter().map(|change| change.seq).collect();
        Ok(Self { settled, seen, mark: newest, marked_at: now })
    }

    /// Whether a log that begins with this number holds everything that this follower lacks; an empty log tells nothing.
    pub(super) fn reaches(&self, oldest: Option<i64>) -> bool {
        oldest.is_some_and(|oldest| oldest <= self.mark + 1)
    }

    /// What was committed since the last look, and whether this transaction began before an earlier look did, so
    /// that it sees less than is known.
    pub(super) fn look(&mut self, c: &mut Conn, now: DateTime<Utc>) -> Result<(Vec<Change>, bool), DbError> {
        let mut fresh = changes::above(c, self.settled)?;
        let visible = fresh.last().map_or(self.settled, |change| change.seq);
        let behind = self.seen.last().is_some_and(|seen| visible < *seen);
        fresh.retain(|change| self.seen.insert(change.seq));
        if now - self.marked_at >= PATIENCE {
            self.settled = self.settled.max(self.mark);
            self.mark = self.seen.last().copied().unwrap_or(self.mark).max(self.mark);
            self.marked_at = now;
            self.seen = self.seen.split_off(&(self.settled + 1));
        }
        Ok((fresh, behind))
    }
}
