//! What stands around the days: the work, the start, the people, help, change, the end.

use super::lint::{explanations, plain, plain_part};
use super::shown;
use crate::briefing::booklet::{Material, Pictured};
use crate::briefing::pack::Block;
use crate::briefing::pictures::{self, Picture};
use crate::domain::event::EventKind;
use crate::domain::fact::Availability;
use crate::domain::provision::Provision;
use crate::domain::support::{CommunicationMode, Evacuation};
use crate::domain::voice::ReadingForm;
use crate::domain::whereabouts::{Noise, SitePlace};
use crate::domain::workload::Activity;
use crate::programme::Content;
use crate::words::briefing as words;
use crate::words::briefing::learner as say;

/// When it is, and what the learner says of it; aims are too long for who reads a few words at a time.
pub(super) fn work(material: &Material<'_>, few_words: bool) -> Vec<Pictured> {
    let days = &material.days;
    let mut dates = vec![say::i_go(&material.pack.host.site)];
    dates.extend(first_and_last(material, say::first_day, true));
    dates.extend(first_and_last(material, say::last_day, false));
    let same = days.windows(2).all(|pair| matches!(pair, [a, b] if (a.from, a.to) == (b.from, b.to)));
    let (from, to) = days.first().map(|day| (day.from.to_string(), day.to.to_string())).unwrap_or_default();
    let times =
        if same { vec![say::i_start(&from), say::i_finish(&to)] } else { vec![say::TIMES_DIFFER.to_owned()] };
    let own = &material.inputs.learner.profile.own_words;
    let own: Vec<String> = own.likes.iter().chain(&own.wants_to_try).map(ToString::to_string).collect();
    let aims = if few_words { Vec::new() } else { material.pack.aims.clone() };
    let own = [(Picture::Caring, own), (Picture::Good, aims)].into_iter();
    let own = own.filter(|(_, words)| !words.is_empty());
    let own = own.map(|(picture, words)| Pictured { picture, words, own: true });
    [shown(Picture::Calendar, dates), shown(Picture::Clock, times)].into_iter().chain(own).collect()
}

fn first_and_last(material: &Material<'_>, say: fn(&str) -> String, first: bool) -> Option<String> {
    let days = &material.inputs.programme.days;
    let day = if first { days.first() } else { days.last() };
    day.map(|day| say(&words::day_month(day.date)))
}

/// Each job by its name at work; a hard word in it is explained at once.
pub(super) fn jobs(material: &Material<'_>) -> Vec<Pictured> {
    let offer = &material.inputs.offer.offer;
    let programme = material.inputs.programme;
    let reads_all = material.inputs.learner.profile.reads == Some(ReadingForm::PlainText);
    let tasks = programme.tasks.iter().filter_map(|plan| offer.task(&plan.task));
    let mut rows: Vec<Pictured> = tasks
        .map(|task| {
            let name = words::support::sentence(task.name.as_str());
            let place = words::support::sentence(task.place.as_str());
            let hard_place = explanations(&place).next().is_some();
            let done = plain(&say::done(task.visible_finish.as_str()));
            let used = task.used.as_ref().filter(|_| reads_all).and_then(|used| plain(used.how.as_str()));
            let lines = [name].into_iter().chain(hard_place.then_some(place));
            let lines = lines.chain(used.into_iter().flatten()).chain(done.into_iter().flatten());
            let lines = lines.collect();
            shown(pictures::of_job(task), explained(lines))
        })
        .collect();
    let is_new = |content: &Content| matches!(content, Content::Task { new: true, .. });
    rows.extend(
        programme
            .blocks()
            .any(|(_, block)| is_new(&block.content))
            .then(|| shown(Picture::New, say::SOME_NEW)),
    );
    let mut blocks = material.days.iter().flat_map(|day| &day.blocks);
    let chosen = blocks.any(|block| matches!(block, Block::Work(work) if work.or.is_some()));
    rows.extend(chosen.then(|| shown(Picture::Choose, say::I_CHOOSE)));
    rows
}

pub(super) fn start(material: &Material<'_>) -> Vec<Pictured> {
    let (arrival, everyday) = (&material.pack.arrival, &material.inputs.offer.offer.everyday);
    let name = arrival.met_by.name.as_str();
    let mut hello = vec![say::meets_me(name)];
    if arrival.deputy.name != arrival.met_by.name {
        hello.extend(say::if_away(name, &[&arrival.deputy.name]));
    }
    let speaks = material.inputs.learner.profile.communicates.contains(&CommunicationMode::Speech);
    hello.push(if speaks { say::i_can_say(name) } else { say::MY_OWN_HELLO.to_owned() });
    let mut door = vec![say::THIS_DOOR.to_owned()];
    door.extend(explained(plainest(&arrival.door)));
    let said = material.inputs.terms.and_then(|agreed| agreed.terms.my_way.as_ref());
    let asked: &[&str] = if arrival.leaves.is_some() { &say::MY_WAY_HOME } else { &say::MY_WAY };
    let way = match said {
        Some(mine) => Pictured { picture: Picture::Bus, words: vec![mine.to_string()], own: true },
        None => shown(Picture::Bus, asked.iter().copied()),
    };
    let mut rows = vec![way, shown(Picture::Door, door), shown(Picture::Hello, hello)];
    let welcome =
        |block: &crate::programme::Block| block.content == Content::Activity { activity: Activity::Welcome };
    if material.inputs.programme.days.first().is_some_and(|day| day.blocks.iter().any(welcome)) {
        rows.push(shown(Picture::Bag, [say::bag(name)]));
    }
    for (picture, [lead, ask], text) in [
        (Picture::Clothes, say::I_WEAR, everyday.dress.as_str()),
        (Picture::Lunch, say::LUNCH, everyday.lunch.as_str()),
        (Picture::Toilet, say::TOILET, everyday.toilets.as_str()),
    ] {
        let (known, rest) = plain_part(&say::lent(text));
        rows.push(match (known.is_empty(), rest) {
            (true, _) => shown(picture, [ask.to_owned()]),
            (false, rest) => {
                let more = rest.then(|| say::I_ASK_MORE.to_owned());
                shown(picture, [lead.to_owned()].into_iter().chain(explained(known)).chain(more))
            }
        });
    }
    rows
}

/// Who is with the learner, with what they are where that is said in few words.
pub(super) fn people(material: &Material<'_>) -> Vec<Pictured> {
    let mut names: Vec<&str> = Vec::new();
    for block in material.days.iter().flat_map(|day| &day.blocks) {
        if let Block::Work(work) = block
            && !names.contains(&work.with.as_str())
        {
            names.push(&work.with);
        }
    }
    let people = &material.inputs.offer.offer.people;
    let role = |name: &str| people.iter().find(|one| one.name.as_str() == name).map(|one| one.role.as_str());
    let companions = material.inputs.learner.profile.companions.iter();
    let named = names
        .iter()
        .map(|name| (*name, role(name)))
        .chain(companions.map(|one| (one.name.as_str(), Some(one.role.as_str()))));
    named
        .map(|(name, role)| {
            let role = role.and_then(plain).unwrap_or_default();
            let job = first_job(material, name).and_then(|job| plain(&say::for_this(job)));
            let lines = [words::support::sentence(name)].into_iter().chain(explained(role));
            shown(Picture::Person, lines.chain(explained(job.unwrap_or_default())))
        })
        .collect()
}

/// The first job that somebody leads.
fn first_job<'a>(material: &'a Material<'_>, name: &str) -> Option<&'a str> {
    let days = material.inputs.programme.days.iter().zip(&material.days);
    let mut blocks = days.flat_map(|(day, told)| day.blocks.iter().zip(&told.blocks));
    blocks.find_map(|(block, told)| match told {
        Block::Work(work) if work.with == name && block.content.task().is_some() => Some(work.task.as_str()),
        _ => None,
    })
}

pub(super) fn hard(material: &Material<'_>) -> Vec<Pictured> {
    let mut rows = vec![shown(Picture::Stop, say::STOP)];
    rows.extend(quiet_place(material));
    rows.push(shown(Picture::Help, say::ASK));
    rows.push(shown(Picture::Break, say::BREAK));
    let known = &material.inputs.learner.profile.stays;
    let said: Vec<Vec<String>> =
        known.iter().filter_map(|thing| plain(&say::in_my_words(thing.as_str())?)).collect();
    let more = (!said.is_empty() && said.len() < known.len()).then(|| say::I_KEEP_MORE.to_owned());
    let stays: Vec<String> = said.into_iter().flatten().chain(more).collect();
    if !stays.is_empty() {
        rows.push(shown(Picture::Keep, [say::I_KEEP.to_owned()].into_iter().chain(explained(stays))));
    }
    rows
}

/// A place to rest, the quietest first, and whether it is open at any time.
fn quiet_place(material: &Material<'_>) -> Option<Pictured> {
    let offer = &material.inputs.offer.offer;
    let evacuation = material.inputs.learner.profile.evacuation;
    let rests = offer.places.iter().filter(|place| place.for_rest && place.may_be_used(evacuation));
    let loud = |place: &&SitePlace| place.noise.unwrap_or(Noise::Loud);
    let place = rests.min_by_key(loud).filter(|place| place.noise == Some(Noise::Quiet))?;
    let any_time = offer.provisions.get(Provision::QuietSpace) == Availability::Yes;
    let when = if any_time { say::ANY_TIME } else { say::ASK_FIRST };
    let name = words::support::sentence(place.name.as_str());
    let lines =
        [say::QUIET_PLACE.to_owned()].into_iter().chain(explained(vec![name])).chain([when.to_owned()]);
    Some(shown(Picture::Quiet, lines))
}

pub(super) fn tell(material: &Material<'_>) -> Vec<Pictured> {
    let concern = &material.inputs.provider.safeguarding;
    let mut rows: Vec<Pictured> = say::TELL.into_iter().map(|lines| shown(Picture::Talk, lines)).collect();
    let companion = material.inputs.learner.profile.companions.first().map(|one| one.name.as_str());
    let first = companion.or_else(|| material.inputs.provider.phones.first().map(|line| line.name.as_str()));
    rows.extend(first.map(|name| shown(Picture::Person, [say::i_can_tell(name)])));
    rows.push(shown(
        Picture::Phone,
        [say::i_can_tell(concern.name.as_str()), say::number(&words::unbroken(concern.phone.as_str()))],
    ));
    rows.push(shown(Picture::Home, say::TELL_HOME));
    rows
}

pub(super) fn change(material: &Material<'_>) -> Vec<Pictured> {
    let mut away: Vec<(&str, Vec<&str>)> = Vec::new();
    for block in material.days.iter().flat_map(|day| &day.blocks) {
        if let Block::Work(work) = block
            && let Some(deputy) = &work.deputy
        {
            match away.iter_mut().find(|(name, _)| *name == work.with) {
                Some((_, deputies)) if deputies.contains(&deputy.as_str()) => {}
                Some((_, deputies)) => deputies.push(deputy),
                None => away.push((&work.with, vec![deputy])),
            }
        }
    }
    let swaps: Vec<String> =
        away.iter().take(MOST_SWAPS).flat_map(|(name, deputies)| say::if_away(name, deputies)).collect();
    let emergency = &material.inputs.offer.offer.emergency;
    let mut alarm: Vec<String> = say::ALARM.map(str::to_owned).to_vec();
    let meet = emergency.assembly_point.as_str();
    alarm.extend(explained(plainest(meet)));
    if material.inputs.learner.profile.evacuation != Evacuation::Unaided {
        alarm.push(say::GET_OUT.to_owned());
    }
    let mut notices = material.inputs.programme.days.iter().flat_map(|day| &day.notices);
    if notices.any(|notice| notice.kind == EventKind::AlarmTest) {
        alarm.extend(say::TESTS_ARE_TOLD.map(str::to_owned));
    }
    let mut rows = vec![shown(Picture::Change, say::CHANGE)];
    rows.extend((!swaps.is_empty()).then(|| shown(Picture::People, swaps)));
    rows.push(shown(Picture::Home, say::ILL));
    rows.push(shown(Picture::Clock, say::LATE));
    rows.push(shown(Picture::Alarm, alarm));
    rows
}

/// So many people who stand in are named; the employer has the rest.
const MOST_SWAPS: usize = 4;

pub(super) fn end(material: &Material<'_>) -> Vec<Pictured> {
    let programme = material.inputs.programme;
    let has = |activity: Activity| {
        programme.blocks().any(|(_, block)| block.content == Content::Activity { activity })
    };
    let mut last: Vec<String> = first_and_last(material, say::last_day, false).into_iter().collect();
    last.extend(has(Activity::ShowWork).then(|| say::SHOW.to_owned()));
    last.extend(has(Activity::Feedback).then(|| say::HEAR.to_owned()));
    let mut rows = vec![shown(Picture::Finish, last)];
    let made = material.shown_at_the_end().and_then(|product| plain(&say::as_mine(product)));
    rows.extend(
        made.map(|lines| shown(Picture::Show, [say::I_MAKE.to_owned()].into_iter().chain(explained(lines)))),
    );
    rows.push(shown(Picture::Pencil, say::STOPS));
    rows
}

/// A place that cannot be left out: what is plain of it, or all of it as it stands.
fn plainest(place: &str) -> Vec<String> {
    let (known, _) = plain_part(place);
    if known.is_empty() { vec![words::support::sentence(place)] } else { known }
}

/// Lines of somebody else's with their hard words explained.
fn explained(lines: Vec<String>) -> impl Iterator<Item = String> {
    lines.into_iter().flat_map(|line| {
        let explained: Vec<String> = explanations(&line).map(str::to_owned).collect();
        [line].into_iter().chain(explained)
    })
}
