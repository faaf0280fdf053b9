//! People change a plan; the same rules hold afterwards.

use placewell::domain::ids::Slug;
use placewell::domain::text::Line;
use placewell::domain::time::TimeOfDay;
use placewell::programme::{
    Block, BlockId, Content, Day, Edit, EditRefused, Programme, Rule, Wording, WordingLine, edit, half_day,
    plan,
};

use super::fixtures::{Case, date};

fn time(text: &str) -> TimeOfDay {
    TimeOfDay::parse(text).unwrap()
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

/// The block of work at a time of a day.
fn at<'p>(programme: &'p Programme, on: &str, when: &str) -> &'p Block {
    let day = programme.days.iter().find(|day| day.date == date(on)).unwrap();
    day.blocks.iter().find(|block| block.span.from <= time(when) && time(when) < block.span.to).unwrap()
}

fn rules(case: &Case, programme: &Programme, change: &Edit) -> Vec<Rule> {
    edit(programme, &case.input(), change).unwrap().breaches.into_iter().map(|breach| breach.rule).collect()
}

fn replaced(case: &Case, programme: &Programme, block: &BlockId, task: &str) -> Vec<Rule> {
    rules(case, programme, &Edit::ReplaceTask { block: block.clone(), task: slug(task) })
}

#[test]
fn two_blocks_that_may_be_swapped_change_places_and_keep_their_names() {
    let case = Case::depot();
    let programme = plan(&case.input()).unwrap();
    let day = programme.days.iter().find(|day| day.date == date("2026-06-18")).unwrap();
    let mut free = day.blocks.iter().filter(|block| block.swappable);
    let (first, second) = (free.next().unwrap(), free.next_back().unwrap());
    let change = Edit::Swap { first: first.id.clone(), second: second.id.clone() };
    let edited = edit(&programme, &case.input(), &change).unwrap();
    let (_, moved) = edited.programme.block(&first.id).unwrap();
    assert_eq!((moved.span, &moved.content), (second.span, &first.content));
    let back = Edit::Swap { first: second.id.clone(), second: first.id.clone() };
    assert_eq!(edit(&edited.programme, &case.input(), &back).unwrap().programme, programme);
}

#[test]
fn a_task_where_it_cannot_be_is_named_as_such() {
    let case = Case::depot();
    let programme = plan(&case.input()).unwrap();
    let noon = at(&programme, "2026-06-18", "12:15").id.clone();
    assert!(
        replaced(&case, &programme, &noon, "bay").contains(&Rule::EventInTheWay { event: slug("trailer") })
    );
    assert!(
        replaced(&case, &programme, &noon, "vans").contains(&Rule::NoSuchWorkThen { task: slug("vans") })
    );
    assert!(
        replaced(&case, &programme, &noon, "forklift").contains(&Rule::CarvedTask { task: slug("forklift") })
    );
    assert_eq!(replaced(&case, &programme, &noon, "boxes"), vec![]);
}

#[test]
fn somebody_at_lunch_cannot_take_a_block() {
    let case = Case::depot();
    let programme = plan(&case.input()).unwrap();
    let block = at(&programme, "2026-06-16", "12:15").id.clone();
    let change = Edit::MovePerson { block, person: slug("rhian"), deputy: None };
    assert!(rules(&case, &programme, &change).contains(&Rule::PersonNotThere { person: slug("rhian") }));
}

#[test]
fn a_word_is_changed_and_nothing_else() {
    let case = Case::depot();
    let programme = plan(&case.input()).unwrap();
    let block = programme.days[0].blocks[1].id.clone();
    let text = Line::parse("Walk round with Sue; the radio is off then").unwrap();
    let change = Edit::Reword { block: block.clone(), line: WordingLine::What, text: text.clone() };
    let edited = edit(&programme, &case.input(), &change).unwrap();
    assert_eq!(edited.breaches, vec![]);
    assert_eq!(edited.programme.block(&block).unwrap().1.what, Wording::said(&text));
}

#[test]
fn what_is_not_there_is_refused() {
    let case = Case::depot();
    let programme = plan(&case.input()).unwrap();
    let block = BlockId::parse("b999").unwrap();
    let change = Edit::ReplaceTask { block: block.clone(), task: slug("scan") };
    assert_eq!(edit(&programme, &case.input(), &change), Err(EditRefused::UnknownBlock(block)));
    let tour = programme.days[0].blocks[1].id.clone();
    let change = Edit::ReplaceTask { block: tour.clone(), task: slug("scan") };
    assert_eq!(edit(&programme, &case.input(), &change), Err(EditRefused::NotWork(tour)));
}

fn lost(case: &Case, programme: &Programme, on: &str, afternoon: bool, done: (&str, &str)) -> Programme {
    let lost = half_day(programme, date(on), afternoon).unwrap();
    let change = Edit::Lose { lost, done_on: date(done.0), done_until: time(done.1) };
    let edited = edit(programme, &case.input(), &change).unwrap();
    assert_eq!(edited.breaches, vec![]);
    edited.programme
}

fn day<'p>(programme: &'p Programme, on: &str) -> &'p Day {
    programme.days.iter().find(|day| day.date == date(on)).unwrap()
}

#[test]
fn a_lost_wednesday_afternoon_leaves_what_is_done_as_it_was() {
    let case = Case::depot();
    let before = plan(&case.input()).unwrap();
    let after = lost(&case, &before, "2026-06-17", true, ("2026-06-17", "12:30"));
    assert_eq!(after.days[..2], before.days[..2]);
    let wednesday = day(&after, "2026-06-17");
    assert_eq!(wednesday.attended.to, time("12:30"));
    assert!(day(&before, "2026-06-17").blocks.starts_with(&wednesday.blocks));
    assert_eq!(after.days.len(), 5);
}

#[test]
fn a_lost_first_morning_moves_the_welcome_and_the_tour() {
    let case = Case::depot();
    let before = plan(&case.input()).unwrap();
    let after = lost(&case, &before, "2026-06-15", false, ("2026-06-15", "08:00"));
    let monday = day(&after, "2026-06-15");
    assert_eq!(monday.attended.from, time("13:00"));
    assert!(
        matches!(monday.blocks[0].content, Content::Activity { activity } if activity == placewell::domain::workload::Activity::Welcome)
    );
}

#[test]
fn a_whole_lost_day_is_a_day_less() {
    let case = Case::depot();
    let before = plan(&case.input()).unwrap();
    let morning = lost(&case, &before, "2026-06-18", false, ("2026-06-17", "16:00"));
    let hours = day(&morning, "2026-06-18").attended;
    let change = Edit::Lose {
        lost: placewell::domain::workload::LostTime { date: date("2026-06-18"), hours },
        done_on: date("2026-06-17"),
        done_until: time("16:00"),
    };
    let edited = edit(&morning, &case.input(), &change).unwrap();
    assert_eq!(edited.breaches, vec![]);
    assert_eq!(edited.programme.days.len(), 4);
}
