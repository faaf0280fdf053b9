//! What a placement can be made of: its portfolio, its free stretches, the ways to fill each, and a
//! choice of them that leaves no hole. Suitability asks for no more; the week is searched on it.

use std::rc::Rc;

use super::WorkInput;
use super::column::{
    Column, Leeway, MOST, PAUSE_MINUTES, SLACK_MINUTES, Slot, any_column, columns, some_column,
};
use super::preference::Preference;
use super::prepared::Prepared;
use super::spans::without;
use super::supply::TaskSupply;
use crate::time::{Span, TimeOfDay};

/// Within so many minutes of arriving, a first piece of work is finished.
pub const FIRST_PIECE_MINUTES: u16 = 75;
/// Steps of the search for one day without a hole.
const MOST_STEPS: u32 = 3_000;

/// One free stretch of work time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// The place of its day among the days.
    pub(super) day: usize,
    /// Whether it lies in the second half of its day.
    pub(super) second_half: bool,
}

/// A placement ready to be searched.
pub(super) struct Ground {
    /// Tasks by their place in the offer.
    pub(super) portfolio: Vec<usize>,
    pub(super) slots: Vec<Stretch>,
    /// The ways to fill each slot.
    pub(super) columns: Vec<Rc<Vec<Column>>>,
    /// A choice without holes, one column a slot.
    pub(super) safe: Vec<usize>,
    /// How many minutes of each task each day still holds.
    pub(super) limits: Vec<[u16; MOST]>,
    /// The days that cannot be filled.
    pub(super) lacking: Vec<usize>,
    depth: Depth,
}

/// What a look for one way to fill a day finds.
enum Filling {
    /// A column for each stretch.
    Found(Vec<Column>),
    /// That some stretch has none.
    None,
    /// Neither.
    Unknown,
}

impl Filling {
    fn found(self) -> Option<Vec<Column>> {
        match self {
            Self::Found(found) => Some(found),
            Self::None | Self::Unknown => None,
        }
    }
}

/// How far a placement is looked into.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Every way to fill each day.
    EveryWay,
    /// One way to fill each day.
    OneWay,
    /// One way to fill each day, up to the first day that has none.
    WhileEnough,
}

impl Ground {
    /// Lays out the days with the tasks of a portfolio.
    pub(super) fn new(
        input: &WorkInput<'_>,
        days: &[Prepared<'_>],
        preferences: &[Preference],
        portfolio: &[usize],
        depth: Depth,
    ) -> Self {
        let mut ground = Self {
            portfolio: portfolio.iter().copied().take(MOST).collect(),
            slots: Vec::new(),
            columns: Vec::new(),
            safe: Vec::new(),
            limits: Vec::new(),
            lacking: Vec::new(),
            depth,
        };
        let mut like: Vec<(usize, usize)> = Vec::new();
        for (at, day) in days.iter().enumerate() {
            if depth == Depth::WhileEnough && !ground.is_enough() {
                break;
            }
            let from = ground.slots.len();
            ground.limits.push(limits(input, day, &ground.portfolio, at));
            ground.slots.extend(
                day.laid.slots.iter().map(|span| Stretch { day: at, second_half: span.from >= day.turns }),
            );
            let twin = like.iter().find(|(other, _)| {
                at > 1 && *other > 0 && days.get(*other).is_some_and(|other| alike(day, other))
            });
            match twin.copied() {
                Some((_, first)) => {
                    let count = day.laid.slots.len();
                    let known: Vec<_> = ground.columns.iter().skip(first).take(count).cloned().collect();
                    ground.columns.extend(known);
                    let known: Vec<_> = ground.safe.iter().skip(first).take(count).copied().collect();
                    if ground
                        .lacking
                        .iter()
                        .any(|lacking| like.iter().any(|(day, slot)| day == lacking && *slot == first))
                    {
                        ground.lacking.push(at);
                    }
                    ground.safe.extend(known);
                }
                None => {
                    ground.lay(input, day, preferences, at);
                    like.push((at, from));
                }
            }
        }
        ground
    }

    /// The columns of one day, strictly first, then with leeway. Where one way is enough, the search is made only for a
    /// day of which a quick look does not tell.
    fn lay(&mut self, input: &WorkInput<'_>, day: &Prepared<'_>, preferences: &[Preference], at: usize) {
        let limits = self.limits.last().copied().unwrap_or([u16::MAX; MOST]);
        let thorough = self.depth == Depth::EveryWay;
        let found = if thorough { None } else { any_filling(input, day, &self.portfolio, &limits) };
        if let Some(found) = found {
            self.take_one(found);
            return;
        }
        if !thorough && has_hole_in(day, &self.portfolio) {
            self.lack(day, at);
            return;
        }
        let first_day = at == 0 && input.past.is_none();
        let strict = Leeway { slack: false, pauses: first_day };
        if !thorough {
            match self.some_filling(input, day, preferences, first_day, &limits) {
                Filling::Found(found) => {
                    self.take_one(found);
                    return;
                }
                Filling::None => {
                    self.lack(day, at);
                    return;
                }
                Filling::Unknown => {}
            }
        }
        let mut sets: Vec<Vec<Column>> = Vec::with_capacity(day.laid.slots.len());
        for slot in &day.laid.slots {
            let mut columns = self.fill(input, day, preferences, *slot, strict, first_day);
            if columns.is_empty() {
                columns = self.loosely(input, day, preferences, *slot, first_day);
            }
            if columns.is_empty() && !thorough {
                self.lack(day, at);
                return;
            }
            sets.push(columns);
        }
        let chosen = without_hole(&sets, &limits);
        let (mut sets, mut chosen) = match chosen {
            Some(chosen) => (sets, Some(chosen)),
            None if sets.iter().any(Vec::is_empty) => (sets, None),
            None => {
                let loose: Vec<_> = day
                    .laid
                    .slots
                    .iter()
                    .map(|slot| self.loosely(input, day, preferences, *slot, first_day))
                    .collect();
                let chosen = without_hole(&loose, &limits);
                (loose, chosen)
            }
        };
        // What the quick looks find is a filling too, so that all say the same.
        if chosen.is_none()
            && let Some(any) = any_filling(input, day, &self.portfolio, &limits)
                .or_else(|| self.some_filling(input, day, preferences, first_day, &limits).found())
        {
            chosen = Some(sets.iter().map(Vec::len).collect());
            sets.iter_mut().zip(any).for_each(|(set, column)| set.push(column));
        }
        if chosen.is_none() {
            self.lacking.push(at);
        }
        self.safe.extend(chosen.unwrap_or_else(|| vec![0; sets.len()]));
        self.columns.extend(sets.into_iter().map(Rc::new));
    }

    /// A column for each stretch of a day within its stock, the first that is found of each.
    fn some_filling(
        &self,
        input: &WorkInput<'_>,
        day: &Prepared<'_>,
        preferences: &[Preference],
        first_day: bool,
        limits: &[u16; MOST],
    ) -> Filling {
        let mut found = Vec::with_capacity(day.laid.slots.len());
        let mut left = *limits;
        for span in &day.laid.slots {
            let some = |left: &[u16; MOST]| {
                let one = |leeway: Leeway| {
                    self.in_slot(input, day, preferences, *span, first_day, |slot| {
                        some_column(slot, leeway, left)
                    })
                };
                let strict = Leeway { slack: false, pauses: first_day };
                one(strict)
                    .or_else(|| one(Leeway { slack: day.may_slip(*span, SLACK_MINUTES), pauses: true }))
            };
            match some(&left).and_then(|column| Some((taken(&left, &column)?, column))) {
                Some((after, column)) => {
                    left = after;
                    found.push(column);
                }
                None if input.past.is_none() && (left == *limits || some(limits).is_none()) => {
                    return Filling::None;
                }
                None => return Filling::Unknown,
            }
        }
        Filling::Found(found)
    }

    /// Takes the only way that is known to fill a day.
    fn take_one(&mut self, found: Vec<Column>) {
        self.safe.extend(found.iter().map(|_| 0));
        self.columns.extend(found.into_iter().map(|column| Rc::new(vec![column])));
    }

    /// Notes a day that cannot be filled.
    fn lack(&mut self, day: &Prepared<'_>, at: usize) {
        self.lacking.push(at);
        self.safe.extend(day.laid.slots.iter().map(|_| 0));
        self.columns.extend(day.laid.slots.iter().map(|_| Rc::default()));
    }

    fn loosely(
        &self,
        input: &WorkInput<'_>,
        day: &Prepared<'_>,
        preferences: &[Preference],
        span: Span,
        first_day: bool,
    ) -> Vec<Column> {
        let slack = day.may_slip(span, SLACK_MINUTES);
        self.fill(input, day, preferences, span, Leeway { slack, pauses: true }, first_day)
    }

    fn fill(
        &self,
        input: &WorkInput<'_>,
        day: &Prepared<'_>,
        preferences: &[Preference],
        span: Span,
        leeway: Leeway,
        first_day: bool,
    ) -> Vec<Column> {
        self.in_slot(input, day, preferences, span, first_day, |slot| columns(slot, leeway))
    }

    fn in_slot<T>(
        &self,
        input: &WorkInput<'_>,
        day: &Prepared<'_>,
        preferences: &[Preference],
        span: Span,
        first_day: bool,
        ask: impl FnOnce(&Slot<'_, '_>) -> T,
    ) -> T {
        let tasks = supplies(day, &self.portfolio);
        let dislike: Vec<u16> = (self.portfolio.iter())
            .map(|task| preferences.get(*task).copied().unwrap_or_default().dislike())
            .collect();
        let arrival = day.frame.stretches.first().map_or(span.from, |stretch| stretch.from);
        let first_piece = if first_day && day.laid.slots.first() == Some(&span) {
            [Some(arrival.plus(FIRST_PIECE_MINUTES)), Some(arrival.plus(FIRST_PIECE_MINUTES - 5))]
        } else {
            [None; 2]
        };
        let cap = input.profile.stamina.one_task_minutes();
        let slot = Slot {
            span,
            tasks: &tasks,
            dislike: &dislike,
            roster: &day.roster,
            cap,
            least: day.least.min(cap),
            first_piece,
            still: &day.still,
            with_others: self.depth == Depth::EveryWay,
        };
        ask(&slot)
    }

    /// Whether every day can be filled.
    pub(super) fn is_enough(&self) -> bool {
        self.lacking.is_empty()
    }
}

fn supplies<'d, 'a>(day: &'d Prepared<'a>, portfolio: &[usize]) -> Vec<&'d TaskSupply<'a>> {
    portfolio.iter().take(MOST).filter_map(|task| day.supply.get(*task)).collect()
}

/// Whether some stretch of a day is longer without any of the tasks than a pause or a late beginning could cover: then
/// there is no way to fill it.
fn has_hole_in(day: &Prepared<'_>, tasks: &[usize]) -> bool {
    let spans =
        || tasks.iter().filter_map(|task| day.supply.get(*task)).flat_map(|supply| supply.spans.iter());
    let holes = |slot: Span| {
        spans().fold(vec![slot], |left, (span, _)| if left.is_empty() { left } else { without(left, *span) })
    };
    let longest = SLACK_MINUTES.max(PAUSE_MINUTES);
    day.laid.slots.iter().any(|slot| holes(*slot).iter().any(|hole| hole.minutes() > longest))
}

/// Whether some day has such a stretch whatever tasks it is made of.
pub(super) fn has_hole(days: &[Prepared<'_>]) -> bool {
    let all = |day: &Prepared<'_>| -> Vec<usize> { (0..day.supply.len()).collect() };
    days.iter().any(|day| has_hole_in(day, &all(day)))
}

/// Whether a quick look fills every day: the first filling that is found of each stretch, in order.
pub(super) fn is_quickly_filled(input: &WorkInput<'_>, days: &[Prepared<'_>], portfolio: &[usize]) -> bool {
    let mut seen: Vec<&Prepared<'_>> = Vec::new();
    days.iter().enumerate().all(|(at, day)| {
        if at > 0 && seen.iter().any(|other| alike(day, other)) {
            return true;
        }
        let filled = any_filling(input, day, portfolio, &limits(input, day, portfolio, at)).is_some();
        if at > 0 {
            seen.push(day);
        }
        filled
    })
}

/// A column for each stretch of a day within its stock, if a quick look finds them.
fn any_filling(
    input: &WorkInput<'_>,
    day: &Prepared<'_>,
    portfolio: &[usize],
    limits: &[u16; MOST],
) -> Option<Vec<Column>> {
    let tasks = supplies(day, portfolio);
    let dislike = [0; MOST];
    let cap = input.profile.stamina.one_task_minutes();
    let mut left = *limits;
    let one = |span: &Span| {
        let slot = Slot {
            span: *span,
            tasks: &tasks,
            dislike: &dislike,
            roster: &day.roster,
            cap,
            least: day.least.min(cap),
            first_piece: [None; 2],
            still: &day.still,
            with_others: true,
        };
        let column = any_column(&slot, &left)?;
        left = taken(&left, &column)?;
        Some(column)
    };
    day.laid.slots.iter().map(one).collect()
}

/// What a day still holds of each task.
fn limits(input: &WorkInput<'_>, day: &Prepared<'_>, portfolio: &[usize], at: usize) -> [u16; MOST] {
    let mut limits = [u16::MAX; MOST];
    for (limit, task) in limits.iter_mut().zip(portfolio) {
        let Some(supply) = day.supply.get(*task) else { continue };
        let done: u16 = input
            .past
            .filter(|_| at == 0)
            .into_iter()
            .flat_map(|past| &past.day_tasks)
            .filter(|(id, _)| *id == supply.task.id)
            .map(|(_, minutes)| *minutes)
            .sum();
        *limit = supply.limit.saturating_sub(done);
    }
    limits
}

/// Whether two days have the same free stretches, the same work in them and the same people.
pub(super) fn alike(one: &Prepared<'_>, other: &Prepared<'_>) -> bool {
    one.laid.slots == other.laid.slots
        && one.frame.rests == other.frame.rests
        && one.laid.activities == other.laid.activities
        && one.still == other.still
        && (Rc::ptr_eq(&one.roster, &other.roster) || one.roster.is_like(&other.roster))
        && (Rc::ptr_eq(&one.supply, &other.supply)
            || one.supply.iter().zip(other.supply.iter()).all(|(one, other)| one.is_like(other)))
}

/// A choice of one column a slot within the day's stock: depth first, the first that is found.
fn without_hole(sets: &[Vec<Column>], limits: &[u16; MOST]) -> Option<Vec<usize>> {
    if sets.iter().any(Vec::is_empty) {
        return None;
    }
    let mut chosen = Vec::with_capacity(sets.len());
    let mut steps = MOST_STEPS;
    descend(sets, *limits, &mut chosen, &mut steps).then_some(chosen)
}

fn descend(sets: &[Vec<Column>], left: [u16; MOST], chosen: &mut Vec<usize>, steps: &mut u32) -> bool {
    let Some((set, rest)) = sets.split_first() else { return true };
    let mut tried: Vec<[u16; MOST]> = Vec::new();
    // What strains the scarcest stock least is tried first.
    let mut order: Vec<(u32, usize)> =
        set.iter().enumerate().map(|(at, column)| (strain(column, &left), at)).collect();
    order.sort_unstable();
    for (_, at) in order {
        let Some(column) = set.get(at).filter(|column| !tried.contains(&column.minutes)) else { continue };
        if *steps == 0 {
            return false;
        }
        *steps -= 1;
        tried.push(column.minutes);
        let Some(after) = taken(&left, column) else { continue };
        chosen.push(at);
        if descend(rest, after, chosen, steps) {
            return true;
        }
        chosen.pop();
    }
    false
}

/// How much of limited stock a column takes, in thousandths of what is left, squared.
fn strain(column: &Column, left: &[u16; MOST]) -> u32 {
    let share = |(minutes, left): (&u16, &u16)| match *left {
        u16::MAX => 0,
        left => {
            let share = u32::from(*minutes) * 100 / u32::from(left.max(1));
            share.min(1_000) * share.min(1_000)
        }
    };
    column.minutes.iter().zip(left).map(share).sum()
}

fn taken(left: &[u16; MOST], column: &Column) -> Option<[u16; MOST]> {
    let mut after = *left;
    for (after, minutes) in after.iter_mut().zip(&column.minutes) {
        *after = if *after == u16::MAX { *after } else { after.checked_sub(*minutes)? };
    }
    Some(after)
}

/// The moment at which the learner arrives on a day.
pub(super) fn arrival(day: &Prepared<'_>) -> TimeOfDay {
    day.frame.stretches.first().map(|stretch| stretch.from).unwrap_or_default()
}
