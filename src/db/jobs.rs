//! Queued work. A worker claims a job for a while, runs it outside any transaction, and writes
//! the end of it under the number of its claim: who claimed earlier can no longer write.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::{Code, vocabulary};
use crate::domain::ids::JobId;

use super::column::Column;
use super::conn::each;
use super::page::slice;
use super::schema::jobs::{self, dsl};
use super::{Conn, Cursor, DbError, Page, Slice, Stamp};

vocabulary! {
    /// How a job stands.
    JobState {
        /// Due at its time.
        Queued = "queued",
        /// Stopped by a fault of configuration; tried again from time to time, and at once when
        /// released.
        Held = "held",
        /// Finished.
        Done = "done",
        /// Given up.
        Dead = "dead",
    }
}

/// Work to be queued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob<'a> {
    /// The identifier.
    pub id: &'a JobId,
    /// What is to be done.
    pub kind: &'a str,
    /// What it is about: an identifier, never personal data.
    pub subject_id: &'a str,
    /// When a job with this text is unfinished, another is not queued.
    pub dedup: Option<&'a str>,
    /// Not before.
    pub due: DateTime<Utc>,
}

/// A job as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The identifier.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// What it is about.
    pub subject_id: String,
    /// How it stands.
    pub state: JobState,
    /// Not before.
    pub due: DateTime<Utc>,
    /// Until when its worker has it.
    pub leased_until: Option<DateTime<Utc>>,
    /// Claims so far; the number of the present claim.
    pub attempts: i32,
    /// Attempts that failed by the job's own fault.
    pub failures: i32,
    /// A code that says how the last attempt failed.
    pub problem: Option<String>,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
    /// When it was finished or given up.
    pub done_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = jobs)]
struct Row {
    id: String,
    kind: String,
    subject_id: String,
    state: String,
    due: Stamp,
    leased_until: Option<Stamp>,
    attempts: i32,
    failures: i32,
    problem: Option<String>,
    created_at: Stamp,
    done_at: Option<Stamp>,
}

impl Row {
    fn read(self) -> Result<Job, DbError> {
        Ok(Job {
            id: Column("jobs", "id").parse(self.id)?,
            kind: self.kind,
            subject_id: self.subject_id,
            state: Column("jobs", "state").code(&self.state)?,
            due: self.due.into(),
            leased_until: self.leased_until.map(Into::into),
            attempts: self.attempts,
            failures: self.failures,
            problem: self.problem,
            created_at: self.created_at.into(),
            done_at: self.done_at.map(Into::into),
        })
    }
}

const UNFINISHED: [&str; 2] = ["queued", "held"];

/// Queues a job; `false` when an unfinished one has its `dedup`.
///
/// # Errors
/// [`DbError`].
pub fn enqueue(c: &mut Conn, job: &NewJob<'_>, now: DateTime<Utc>) -> Result<bool, DbError> {
    let values = (
        dsl::id.eq(job.id.as_str()),
        dsl::kind.eq(job.kind),
        dsl::subject_id.eq(job.subject_id),
        dsl::dedup.eq(job.dedup),
        dsl::state.eq(JobState::Queued.code()),
        dsl::due.eq(Stamp::from(job.due)),
        dsl::attempts.eq(0),
        dsl::failures.eq(0),
        dsl::created_at.eq(Stamp::from(now)),
    );
    let rows = each!(c, c => {
        diesel::insert_into(jobs::table).values(values).on_conflict_do_nothing().execute(c)?
    });
    // Within the span of what asks for it, so that a trace goes on from the request to the job.
    tracing::debug!(job.id = job.id.as_str(), job.kind = job.kind, "job.queued");
    Ok(rows == 1)
}

/// Takes the oldest job of these kinds that is due and that nobody has, until `leased_until`.
///
/// While a job of a kind is held, no other of that kind is given out: what holds one would hold
/// all. When the held ones are due, one job goes alone as the probe for all replicas: the one that
/// was tried least, so that a job that holds the queue by itself does not hold it for ever.
///
/// A job whose lease ran out counts a failure: its worker ended in the middle of it. A job that was due when it was
/// queued is due now, though a clock may since have been put back.
///
/// # Errors
/// [`DbError`].
pub fn claim(
    c: &mut Conn,
    kinds: &[&str],
    now: DateTime<Utc>,
    leased_until: DateTime<Utc>,
) -> Result<Option<Job>, DbError> {
    let now = Stamp::from(now);
    let held = held_kinds(c, now)?;
    let kinds: Vec<&str> =
        kinds.iter().copied().filter(|kind| !held.iter().any(|held| held == kind)).collect();
    let Some((id, earlier)) = free(c, &kinds, now)? else { return Ok(None) };
    let broken_off = i32::from(earlier.is_some());
    let claim = (
        dsl::leased_until.eq(Stamp::from(leased_until)),
        dsl::attempts.eq(dsl::attempts + 1),
        dsl::failures.eq(dsl::failures + broken_off),
    );
    diesel::update(jobs::table.find(&id)).set(claim).execute(c)?;
    jobs::table.find(&id).select(Row::as_select()).first(c)?.read().map(Some)
}

/// The kinds with a held job that is not yet due, or that somebody is probing.
fn held_kinds(c: &mut Conn, now: Stamp) -> Result<Vec<String>, DbError> {
    let held = || jobs::table.filter(dsl::state.eq(JobState::Held.code()));
    let waiting: Vec<String> = held().filter(dsl::due.gt(now)).select(dsl::kind).distinct().load(c)?;
    let held: Vec<String> = held().select(dsl::kind).distinct().load(c)?;
    let probed = jobs::table
        .filter(dsl::kind.eq_any(held))
        .filter(dsl::state.eq_any(UNFINISHED))
        .filter(dsl::leased_until.gt(now));
    let probed: Vec<String> = probed.select(dsl::kind).distinct().load(c)?;
    Ok(waiting.into_iter().chain(probed).collect())
}

/// The next job to be given out, with the lease of a worker that did not come back.
fn free(c: &mut Conn, kinds: &[&str], now: Stamp) -> Result<Option<(String, Option<Stamp>)>, DbError> {
    let probing: Option<String> = jobs::table
        .filter(dsl::state.eq(JobState::Held.code()))
        .filter(dsl::kind.eq_any(kinds))
        .select(dsl::kind)
        .first(c)
        .optional()?;
    let due = |kinds: Vec<&str>| {
        jobs::table
            .filter(dsl::state.eq_any(UNFINISHED))
            .filter(dsl::kind.eq_any(kinds.into_iter().map(str::to_owned).collect::<Vec<_>>()))
            // A job that was due when it was queued stays due when the clock is put back; one that waits to be tried again waits.
            .filter(dsl::due.le(now).or(dsl::due.le(dsl::created_at).and(dsl::problem.is_null())))
            .filter(dsl::leased_until.is_null().or(dsl::leased_until.le(now)))
            .select((dsl::id, dsl::leased_until))
            .limit(1)
    };
    let next = match (&probing, &mut *c) {
        (Some(kind), Conn::Sqlite(c)) => due(vec![kind]).order((dsl::attempts, dsl::due, dsl::id)).first(c),
        (Some(kind), Conn::Postgres(c)) => {
            due(vec![kind]).order((dsl::attempts, dsl::due, dsl::id)).for_update().skip_locked().first(c)
        }
        (None, Conn::Sqlite(c)) => due(kinds.to_vec()).order((dsl::due, dsl::id)).first(c),
        (None, Conn::Postgres(c)) => {
            due(kinds.to_vec()).order((dsl::due, dsl::id)).for_update().skip_locked().first(c)
        }
    };
    Ok(next.optional()?)
}

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending<'a> {
    /// The work is done.
    Complete,
    /// It failed and is due again; counts as a failure.
    Retry {
        /// When.
        due: DateTime<Utc>,
        /// A code of what went wrong.
        problem: &'a str,
    },
    /// A fault of configuration stopped it; does not count.
    Hold {
        /// When it is tried again if nobody releases it.
        due: DateTime<Utc>,
        /// A code of what went wrong.
        problem: &'a str,
    },
    /// It is given up; counts as a failure.
    Bury {
        /// A code of what went wrong.
        problem: &'a str,
    },
}

impl Ending<'_> {
    /// A word for it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Complete => "done",
            Self::Retry { .. } => "retry",
            Self::Hold { .. } => "held",
            Self::Bury { .. } => "given_up",
        }
    }
}

/// Writes what became of an attempt; `false` when another attempt owns the job by now.
///
/// # Errors
/// [`DbError`].
pub fn end(
    c: &mut Conn,
    id: &JobId,
    attempt: i32,
    ending: Ending<'_>,
    now: DateTime<Utc>,
) -> Result<bool, DbError> {
    let (state, failed, due, problem) = match ending {
        Ending::Complete => (JobState::Done, 0, None, None),
        Ending::Retry { due, problem } => (JobState::Queued, 1, Some(due), Some(problem)),
        Ending::Hold { due, problem } => (JobState::Held, 0, Some(due), Some(problem)),
        Ending::Bury { problem } => (JobState::Dead, 1, None, Some(problem)),
    };
    let owned = jobs::table
        .find(id.as_str())
        .filter(dsl::attempts.eq(attempt))
        .filter(dsl::leased_until.is_not_null())
        .filter(dsl::state.eq_any(UNFINISHED));
    let ended = diesel::update(owned)
        .set((
            dsl::state.eq(state.code()),
            dsl::leased_until.eq(None::<Stamp>),
            dsl::failures.eq(dsl::failures + failed),
            dsl::problem.eq(problem),
            dsl::done_at.eq(due.is_none().then_some(Stamp::from(now))),
        ))
        .execute(c)?;
    if let (1, Some(due)) = (ended, due) {
        diesel::update(jobs::table.find(id.as_str())).set(dsl::due.eq(Stamp::from(due))).execute(c)?;
    }
    Ok(ended == 1)
}

/// A job.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, id: &JobId) -> Result<Job, DbError> {
    jobs::table.find(id.as_str()).select(Row::as_select()).first(c)?.read()
}

/// How many jobs stand in each state that has any.
///
/// # Errors
/// [`DbError`].
pub fn counts(c: &mut Conn) -> Result<Vec<(JobState, i64)>, DbError> {
    let rows: Vec<(String, i64)> =
        jobs::table.group_by(dsl::state).select((dsl::state, diesel::dsl::count_star())).load(c)?;
    let mut counts = rows
        .into_iter()
        .map(|(state, count)| Ok((Column("jobs", "state").code(&state)?, count)))
        .collect::<Result<Vec<_>, DbError>>()?;
    counts.sort_unstable();
    Ok(counts)
}

/// How many jobs of each kind stand in each state.
///
/// # Errors
/// [`DbError`].
pub fn tally(c: &mut Conn) -> Result<Vec<(String, JobState, i64)>, DbError> {
    let rows: Vec<(String, String, i64)> = jobs::table
        .group_by((dsl::kind, dsl::state))
        .order((dsl::kind, dsl::state))
        .select((dsl::kind, dsl::state, diesel::dsl::count_star()))
        .load(c)?;
    let read = |(kind, state, count): (String, String, i64)| {
        Ok((kind, Column("jobs", "state").code(&state)?, count))
    };
    rows.into_iter().map(read).collect()
}

/// Since when the job that has waited longest has been due, if one is due that nobody works on.
///
/// # Errors
/// [`DbError`].
pub fn overdue_since(c: &mut Conn, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, DbError> {
    let now = Stamp::from(now);
    let due: Option<Stamp> = jobs::table
        .filter(dsl::state.eq_any(UNFINISHED))
        .filter(dsl::due.le(now))
        .filter(dsl::leased_until.is_null().or(dsl::leased_until.le(now)))
        .select(dsl::due)
        .order(dsl::due)
        .first(c)
        .optional()?;
    Ok(due.map(Into::into))
}

/// The jobs in a state.
///
/// # Errors
/// [`DbError`].
pub fn list(c: &mut Conn, state: JobState, slice: &Slice) -> Result<Page<Job>, DbError> {
    let rows = slice!(jobs::table.select(Row::as_select()), jobs, slice)
        .filter(dsl::state.eq(state.code()))
        .load(c)?;
    let cursor = |row: &Row| Cursor { at: row.created_at.into(), id: row.id.clone() };
    Page::cut(rows, slice, cursor).try_map(Row::read)
}

/// Makes every held job due; returns how many.
///
/// # Errors
/// [`DbError`].
pub fn release_held(c: &mut Conn, now: DateTime<Utc>) -> Result<usize, DbError> {
    let held = jobs::table.filter(dsl::state.eq(JobState::Held.code()));
    let change = (dsl::state.eq(JobState::Queued.code()), dsl::due.eq(Stamp::from(now)));
    Ok(diesel::update(held).set(change).execute(c)?)
}

/// Forgets jobs that were finished before an instant; returns how many. Dead ones stay to be seen.
///
/// # Errors
/// [`DbError`].
pub fn prune(c: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    let old =
        jobs::table.filter(dsl::state.eq(JobState::Done.code())).filter(dsl::done_at.lt(Stamp::from(before)));
    Ok(diesel::delete(old).execute(c)?)
}
