//! What a query looks at first: a row an offer, in chunks, and what many offers have in common, held once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::prepared::Prepared;
use crate::domain::code::CodeSet;
use crate::domain::ids::OfferId;
use crate::domain::offer::OfferFacts;
use crate::domain::place::Coordinates;
use crate::domain::task::Task;
use crate::domain::theme::Theme;
use crate::domain::time::{DateRange, Span};
use crate::domain::window::{Pattern, Window};
use crate::suitability::{Packed, PackedTask, TaskKind};

/// The most offers of one chunk.
pub(super) const MOST: usize = 1 << SPOT_BITS;
const SPOT_BITS: u32 = 10;

/// The place of an offer: of its chunk, and within it. The order is that of identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot(u32);

impl Spot {
    pub(super) fn new(chunk: usize, row: usize) -> Self {
        let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self(short(chunk) << SPOT_BITS | short(row))
    }

    pub(super) fn chunk(self) -> usize {
        (self.0 >> SPOT_BITS) as usize
    }

    pub(super) fn row(self) -> usize {
        self.0 as usize % MOST
    }

    /// Twice its number and one more: what lies between two has an even number.
    pub(super) fn odd(self) -> u64 {
        2 * u64::from(self.0) + 1
    }

    /// Of which [`odd`](Self::odd) is the number.
    pub(super) fn of_odd(odd: u64) -> Self {
        Self(u32::try_from(odd / 2).unwrap_or(u32::MAX))
    }
}

/// A run of items of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    from: u16,
    len: u8,
}

impl Run {
    fn of<T>(self, all: &[T]) -> &[T] {
        let from = usize::from(self.from);
        all.get(from..from + usize::from(self.len)).unwrap_or_default()
    }
}

/// Appends items, and says where they are.
fn append<T>(all: &mut Vec<T>, some: impl Iterator<Item = T>) -> Run {
    let from = all.len();
    all.extend(some);
    Run {
        from: u16::try_from(from).unwrap_or(u16::MAX),
        len: u8::try_from(all.len() - from).unwrap_or(u8::MAX),
    }
}

/// One offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) packed: Packed,
    /// Where the site is.
    pub(super) site: Option<Coordinates>,
    windows: Run,
    tasks: Run,
    /// Whether some dates of some window have no seat left.
    pub(super) is_full_at_times: bool,
}

/// One window of an offer, by the numbers of what it has in common with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    /// When a placement in it can be.
    pub(super) calendar: u32,
    /// The hours of its days.
    pub(super) hours: u32,
}

/// Offers next to one another in the order of identifiers.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    pub(super) offers: Vec<Arc<Prepared>>,
    pub(super) rows: Vec<Row>,
    openings: Vec<Opening>,
    tasks: Vec<PackedTask>,
}

impl Chunk {
    /// Of at most [`MOST`] offers.
    pub(super) fn new(offers: Vec<Arc<Prepared>>, shared: &mut Arc<Shared>) -> Self {
        let mut chunk = Self::with_room(offers.len());
        offers.into_iter().for_each(|offer| chunk.push(offer, shared));
        chunk.fitted()
    }

    /// Some of its offers and these new ones, all in order: what stays is copied, not packed anew.
    pub(super) fn merged(
        &self,
        stays: &[bool],
        new: Vec<Arc<Prepared>>,
        shared: &mut Arc<Shared>,
    ) -> Vec<Self> {
        let mut new = new.into_iter().peekable();
        let kept = self.rows.iter().zip(&self.offers).zip(stays).filter(|(_, stays)| **stays);
        let count = stays.iter().filter(|stays| **stays).count() + new.len();
        let room = if count > MOST { count.div_ceil(2) } else { count };
        let mut chunks = Vec::new();
        for ((row, offer), _) in kept {
            while let Some(earlier) = new.next_if(|new| new.facts().id < offer.facts().id) {
                Self::with_room_in(&mut chunks, room, |chunk| chunk.push(earlier, shared));
            }
            Self::with_room_in(&mut chunks, room, |chunk| chunk.copy(self, row, offer));
        }
        for later in new {
            Self::with_room_in(&mut chunks, room, |chunk| chunk.push(later, shared));
        }
        chunks.into_iter().map(Self::fitted).collect()
    }

    /// Whether any of these lies between its first and its last offer.
    pub(super) fn spans_any(&self, some: &BTreeSet<OfferId>) -> bool {
        let ends = self.offers.first().zip(self.offers.last());
        ends.is_some_and(|(first, last)| some.range(&first.facts().id..=&last.facts().id).next().is_some())
    }

    /// Adds to the last chunk, or to a new one where that is full.
    fn with_room_in(chunks: &mut Vec<Self>, room: usize, add: impl FnOnce(&mut Self)) {
        if chunks.last().is_none_or(|last| last.rows.len() >= room) {
            chunks.push(Self::with_room(room));
        }
        if let Some(last) = chunks.last_mut() {
            add(last);
        }
    }

    fn with_room(offers: usize) -> Self {
        Self { offers: Vec::with_capacity(offers), rows: Vec::with_capacity(offers), ..Self::default() }
    }

    fn fitted(mut self) -> Self {
        self.openings.shrink_to_fit();
        self.tasks.shrink_to_fit();
        self
    }

    fn push(&mut self, offer: Arc<Prepared>, shared: &mut Arc<Shared>) {
        let facts = offer.facts();
        let openings = facts.offer.windows.iter().map(|window| Shared::opening(shared, facts, window));
        let windows = append(&mut self.openings, openings);
        let tasks = facts.offer.tasks.iter();
        let tasks = tasks.map(|task| PackedTask::of(&facts.offer, task, Shared::kind(shared, task)));
        let tasks = append(&mut self.tasks, tasks);
        self.rows.push(Row {
            packed: Packed::of(facts),
            site: facts.offer.site.coordinates,
            windows,
            tasks,
            is_full_at_times: !facts.full.is_empty(),
        });
        self.offers.push(offer);
    }

    fn copy(&mut self, from: &Self, row: &Row, offer: &Arc<Prepared>) {
        let windows = append(&mut self.openings, from.openings(row).iter().copied());
        let tasks = append(&mut self.tasks, from.tasks(row).iter().copied());
        self.rows.push(Row { windows, tasks, ..row.clone() });
        self.offers.push(offer.clone());
    }

    /// The windows of an offer, in its order.
    pub(super) fn openings(&self, row: &Row) -> &[Opening] {
        row.windows.of(&self.openings)
    }

    /// The tasks of an offer, in its order.
    pub(super) fn tasks(&self, row: &Row) -> &[PackedTask] {
        row.tasks.of(&self.tasks)
    }

    /// How many bytes of memory it takes beside the offers themselves.
    pub(super) fn bytes(&self) -> usize {
        self.rows.len() * (size_of::<Row>() + size_of::<Arc<Prepared>>())
            + size_of_val(self.openings.as_slice())
            + size_of_val(self.tasks.as_slice())
    }
}

/// What many offers have in common, each thing once and by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared {
    /// A pattern with a window: what the dates of a placement turn on, seats apart.
    pub(super) calendars: Vec<(Pattern, Window)>,
    /// Windows of which the hours, the breaks and the start that can move stand for others.
    pub(super) hours: Vec<Window>,
    /// Kinds of tasks.
    pub(super) kinds: Vec<TaskKind>,
    known_calendars: BTreeMap<Calendar, u32>,
    known_hours: BTreeMap<(Span, Vec<Span>, u16), u32>,
    known_kinds: BTreeMap<Kind, u32>,
}

/// Pattern, dates, weekdays, closed dates, and whether bank holidays are worked.
type Calendar = (Pattern, DateRange, u64, Vec<NaiveDate>, bool);

/// Name, themes, load and pace.
type Kind = (String, u64, [u32; 6]);

impl Shared {
    /// The numbers of a window; what is new is added to a copy.
    fn opening(shared: &mut Arc<Self>, facts: &OfferFacts, window: &Window) -> Opening {
        let pattern = facts.offer.pattern;
        let weekdays = window.weekdays.bits();
        let key = (pattern, window.dates, weekdays, window.closed.clone(), window.works_bank_holidays);
        let calendar = shared.known_calendars.get(&key).copied().unwrap_or_else(|| {
            let shared = Arc::make_mut(shared);
            shared.calendars.push((pattern, window.clone()));
            *shared.known_calendars.entry(key).or_insert(number(shared.calendars.len()))
        });
        let key = (window.hours, window.breaks.clone(), window.start_can_move_minutes);
        let hours = shared.known_hours.get(&key).copied().unwrap_or_else(|| {
            let shared = Arc::make_mut(shared);
            shared.hours.push(Window { closed: Vec::new(), ..window.clone() });
            *shared.known_hours.entry(key).or_insert(number(shared.hours.len()))
        });
        Opening { calendar, hours }
    }

    /// The number of a kind of task; what is new is added to a copy.
    fn kind(shared: &mut Arc<Self>, task: &Task) -> u32 {
        let load = task.load;
        let load = [
            load.reading as u32,
            load.numbers as u32,
            load.communication as u32,
            load.physical as u32,
            u32::from(load.challenge),
            task.pace as u32,
        ];
        let key = (task.name.to_string(), task.themes.bits(), load);
        shared.known_kinds.get(&key).copied().unwrap_or_else(|| {
            let shared = Arc::make_mut(shared);
            shared.kinds.push(TaskKind::of(task));
            *shared.known_kinds.entry(key).or_insert(number(shared.kinds.len()))
        })
    }

    /// What some tasks are about.
    pub(super) fn themes(&self, tasks: &[PackedTask]) -> CodeSet<Theme> {
        let kinds = tasks.iter().filter_map(|task| self.kinds.get(task.kind as usize));
        kinds.fold(CodeSet::EMPTY, |all, kind| all.union(kind.themes))
    }

    /// How many bytes of memory it takes, about.
    pub(super) fn bytes(&self) -> usize {
        let calendars = self.calendars.len() * (size_of::<(Pattern, Window)>() + size_of::<Calendar>());
        let hours = self.hours.len() * 2 * size_of::<Window>();
        let of = |kind: &TaskKind| size_of::<TaskKind>() + size_of::<Kind>() + 2 * kind.marks.bytes();
        calendars + hours + self.kinds.iter().map(of).sum::<usize>()
    }
}

/// The number of the last of so many.
fn number(len: usize) -> u32 {
    u32::try_from(len.saturating_sub(1)).unwrap_or(u32::MAX)
}
