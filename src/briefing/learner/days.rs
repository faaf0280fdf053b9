use super::lint::{explanations, fits};
use super::short;
use crate::briefing::booklet::{Chapter, Item, Material, Moment};
use crate::briefing::pack::{self, Block as PackBlock};
use crate::briefing::pictures::{self, Picture};
use crate::domain::event::EventKind;
use crate::domain::time::Weekday;
use crate::domain::voice::{Companion, ReadingForm};
use crate::programme::{Block, Content, Day, DayPart, Notice};
use crate::words::briefing as words;
use crate::words::briefing::learner as say;

/// A page for each day.
pub(super) fn chapters(material: &Material<'_>, few_words: bool) -> Vec<Chapter> {
    let days = material.inputs.programme.days.iter().zip(&material.days);
    days.flat_map(|(day, told)| pages(material, day, told, few_words)).collect()
}

/// More moments than these do not fit a page; in large print, half of them.
const MOST_MOMENTS: usize = 17;

fn pages(material: &Material<'_>, day: &Day, told: &pack::Day, few_words: bool) -> Vec<Chapter> {
    let blocks = day.blocks.iter().zip(&told.blocks);
    let mut rows: Vec<Moment> =
        blocks.map(|(block, told)| moment(material, block, told, few_words)).collect();
    rows.push(Moment {
        at: day.attended.to,
        picture: Picture::Home,
        what: say::HOME_TIME.to_owned(),
        more: Vec::new(),
        rest: true,
    });
    let heading = words::day_month(day.date);
    let today = today(material, day);
    let mut items = Vec::new();
    if few_words {
        for row in &mut rows {
            (row.what, row.more) = (short::name(&row.what), short::more(&row.more));
        }
        let today = short::more(&today);
        items.extend((!today.is_empty()).then_some(Item::Notice { lines: today }));
        items.push(Item::Squares { rows });
        items.extend(my_say());
        return vec![Chapter::new(heading, items).on_its_own_page()];
    }
    items.extend((!today.is_empty()).then_some(Item::Notice { lines: today }));
    let large = material.inputs.learner.profile.reads == Some(ReadingForm::LargePrint);
    if !large && rows.len() <= MOST_MOMENTS {
        items.push(Item::Moments { rows });
        items.extend(my_say());
        return vec![Chapter::new(heading, items).on_its_own_page()];
    }
    let after = rows.split_off(rows.len().div_ceil(2));
    items.push(Item::Moments { rows });
    let then = [Item::Moments { rows: after }].into_iter().chain(my_say()).collect();
    vec![
        Chapter::new(heading.clone(), items).on_its_own_page(),
        Chapter::new(say::goes_on(&heading), then).on_its_own_page(),
    ]
}

/// How the day was.
fn my_say() -> Vec<Item> {
    let (ask, faces) = say::MY_DAY;
    let faces = Item::Faces { ask: ask.to_owned(), words: faces.map(str::to_owned).to_vec() };
    let lines = [say::BEST, say::NOT_AGAIN].map(|ask| Item::Write { ask: ask.to_owned(), lines: 1 });
    [faces].into_iter().chain(lines).collect()
}

/// A square has no room for the place.
fn moment(material: &Material<'_>, block: &Block, told: &PackBlock, few_words: bool) -> Moment {
    let offer = &material.inputs.offer.offer;
    let (what, picture) = match &block.content {
        Content::Task { task, .. } => offer
            .task(task)
            .map_or((String::new(), Picture::Work), |task| (task.name.to_string(), pictures::of_job(task))),
        Content::Activity { activity } => of_part(DayPart::of_activity(*activity)),
        Content::Rest { reason } => of_part(DayPart::of_rest(*reason, block.span.minutes())),
    };
    let mut more = Vec::new();
    if let PackBlock::Work(work) = told {
        more.push(say::with(&work.with));
        if matches!(block.content, Content::Task { .. }) && !few_words {
            more.push(words::support::sentence(&work.place));
        }
        if matches!(block.content, Content::Task { new: true, .. }) {
            more.push(say::NEW.to_owned());
        }
        more.extend(work.or.iter().flat_map(|job| say::or_i_choose(job)));
    }
    if let PackBlock::Rest(rest) = told
        && rest.place != words::places::NOT_SAID
    {
        let place = words::support::sentence(&rest.place);
        more.extend(Some(place).filter(|place| fits(place) && explanations(place).next().is_none()));
    }
    Moment { at: block.span.from, picture, what, more, rest: block.content.is_rest() }
}

fn of_part(part: DayPart) -> (String, Picture) {
    let picture = match part {
        DayPart::Welcome => Picture::Hello,
        DayPart::Tour | DayPart::Pause => Picture::Look,
        DayPart::PlanOfTheDay => Picture::Plan,
        DayPart::ShowWork => Picture::Show,
        DayPart::Feedback => Picture::Good,
        DayPart::Close => Picture::Tidy,
        DayPart::Break => Picture::Break,
        DayPart::Lunch => Picture::Lunch,
        DayPart::Rest => Picture::Rest,
        DayPart::Away => Picture::Away,
        DayPart::Quiet => Picture::Quiet,
    };
    (say::part(part).to_owned(), picture)
}

/// Who of the school or college comes along on a day.
fn along<'a>(material: &Material<'a>, day: &Day) -> impl Iterator<Item = &'a Companion> + use<'a> {
    let weekday = Weekday::of(day.date);
    material.inputs.learner.profile.companions.iter().filter(move |one| one.weekdays.contains(weekday))
}

/// What is special about a day: who comes along, what happens at the site.
fn today(material: &Material<'_>, day: &Day) -> Vec<String> {
    let mut lines: Vec<String> = along(material, day)
        .map(|one| {
            let hours = one.hours.map(|hours| (hours.from.to_string(), hours.to.to_string()));
            say::comes_along(one.name.as_str(), hours.as_ref().map(|(from, to)| (from.as_str(), to.as_str())))
        })
        .collect();
    for one in &day.notices {
        let line = notice(one);
        let explained: Vec<String> = explanations(&line).map(str::to_owned).collect();
        lines.push(line);
        lines.extend(explained);
    }
    lines
}

fn notice(notice: &Notice) -> String {
    let at = notice.hours.from.to_string();
    match notice.kind {
        EventKind::AlarmTest => say::alarm_test(&at),
        _ => say::event(&at, notice.name.as_str()),
    }
}
