use crate::briefing::booklet::{Chapter, Item, row};
use crate::domain::task::Task;
use crate::words::briefing as words;
use crate::words::briefing::coach as say;
use crate::words::briefing::coach::chapter;

/// The steps of a job with their cues, and who has tried them here.
pub(super) fn analysis(task: &Task) -> Chapter {
    let text =
        |line: &Option<crate::domain::text::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let rows = task.steps.iter().enumerate().map(|(at, step)| {
        vec![(at + 1).to_string(), text(&step.cue), step.does.to_string(), text(&step.check)]
    });
    let tried = task.tried.as_ref().map_or_else(
        || say::UNTRIED.to_owned(),
        |tried| words::support::sentence(&words::tried(tried.by.as_str(), tried.on)),
    );
    let each = task.amount.as_ref().and_then(|amount| Some((amount, amount.worker_seconds_each?)));
    let worker = each.map_or_else(
        || say::WORKER_UNKNOWN.to_owned(),
        |(amount, seconds)| say::worker(amount.unit.as_str(), seconds),
    );
    let mut lines = vec![tried, worker];
    lines.extend(task.left_out.as_ref().map(|part| say::left_out(part.as_str())));
    lines.extend(task.plan_b.as_ref().map(|instead| say::plan_b(instead.as_str())));
    let table = Item::Table { head: row(say::TASK_HEAD), widths: vec![1, 5, 6, 5], rows: rows.collect() };
    Chapter::new(chapter::task(task.name.as_str()), vec![table, Item::Points { lines }]).undivided()
}

/// A sheet to mark with one hand: a row a step, a column a round.
pub(super) fn sheet(task: &Task) -> Chapter {
    let blank = || std::iter::repeat_n(String::new(), say::ROUNDS);
    let rounds = (1..=say::ROUNDS).map(|round| round.to_string());
    let steps = task.steps.iter().enumerate().map(|(at, step)| format!("{}. {}", at + 1, step.does));
    let rows = steps.chain([say::DATE.to_owned()]).map(|step| [step].into_iter().chain(blank()).collect());
    let table = Item::Table {
        head: [say::STEP.to_owned()].into_iter().chain(rounds).collect(),
        widths: [10].into_iter().chain(std::iter::repeat_n(2, say::ROUNDS)).collect(),
        rows: rows.collect(),
    };
    let codes = Item::Words { lines: vec![say::CODES.to_owned()] };
    let line = Item::Write { ask: say::TOMORROW.to_owned(), lines: 1 };
    Chapter::new(chapter::sheet(task.name.as_str()), vec![codes, table, line]).undivided()
}
