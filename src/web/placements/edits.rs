//! The changes that people make to a plan: how each is asked for, and how that is read.

use crate::domain::code::{Code, vocabulary};
use crate::domain::ids::{PersonId, TaskId};
use crate::domain::offer::Offer;
use crate::domain::time::{Span, TimeOfDay};
use crate::domain::workload::LostTime;
use crate::programme::{Block, BlockId, Edit, Programme, WordingLine, half_day};
use crate::services::ServiceError;
use crate::web::fields::{Form, Kind};
use crate::web::typed::Typed;
use crate::words::amount::date;
use crate::words::pages::{form as form_words, week as words};
use crate::words::programme::wording;

vocabulary! {
    /// A change to one block. Its code stands in the address.
    BlockChange {
        /// Swap with another.
        Swap = "swap",
        /// Hold another task.
        Task = "task",
        /// Be with somebody else.
        Person = "person",
        /// Say something else.
        Reword = "reword",
    }
}

/// Somebody of an offer, by name and role.
pub(super) fn name(offer: &Offer, id: &PersonId) -> String {
    offer.person(id).map_or_else(|| id.to_string(), |person| format!("{}, {}", person.name, person.role))
}

/// The forms of a block.
pub(super) fn forms(
    make: impl Fn(&str, &str) -> Form,
    programme: &Programme,
    offer: &Offer,
    block: &Block,
) -> Vec<Form> {
    let form = |change: BlockChange, button: &str| make(change.code(), button).folded(button).second();
    let people = || offer.people.iter().map(|person| (person.id.to_string(), name(offer, &person.id)));
    let mut forms = Vec::new();
    if block.content.task().is_some() {
        let others =
            programme.blocks().filter(|(_, other)| other.content.task().is_some() && other.id != block.id);
        let others = others.map(|(on, other)| {
            let what = wording(&other.what, false);
            (other.id.to_string(), words::block(&date(on.date), &other.span.from.to_string(), &what))
        });
        let tasks = offer.tasks.iter().filter(|task| Some(&task.id) != block.content.task());
        let tasks = tasks.map(|task| (task.id.to_string(), task.name.to_string()));
        forms.push(form(BlockChange::Swap, words::SWAP).choose(
            Kind::Select,
            "second",
            words::SWAP_WITH,
            "",
            [none_yet()].into_iter().chain(others),
            &[""],
        ));
        forms.push(form(BlockChange::Task, words::TASK).choose(
            Kind::Select,
            "task",
            words::NEW_TASK,
            "",
            [none_yet()].into_iter().chain(tasks),
            &[""],
        ));
    }
    forms.push(
        form(BlockChange::Person, words::PERSON)
            .choose(Kind::Select, "person", words::NEW_PERSON, "", people(), &[block.person.as_str()])
            .choose(
                Kind::Select,
                "deputy",
                words::DEPUTY,
                "",
                [nobody()].into_iter().chain(people()),
                &[block.deputy.as_ref().map_or("", PersonId::as_str)],
            ),
    );
    let lines = WordingLine::ALL.iter().map(|line| (line.code(), words::line(*line)));
    forms.push(
        form(BlockChange::Reword, words::REWORD)
            .choose(Kind::Radios, "line", words::WHICH_LINE, "", lines, &[])
            .ask(Kind::Area, "text", words::NEW_WORDS, words::NEW_WORDS_HINT, ""),
    );
    forms
}

/// The first choice of a list from which nothing is chosen yet.
fn none_yet() -> (String, String) {
    (String::new(), words::SELECT_ONE.to_owned())
}

fn nobody() -> (String, String) {
    (String::new(), words::WHOEVER.to_owned())
}

/// A change to a block as typed.
pub(super) fn read(change: &str, block: BlockId, typed: &Typed) -> Result<Edit, ServiceError> {
    let person = |name: &str| PersonId::parse(typed.get(name)).ok();
    Ok(match BlockChange::named(change).ok_or(ServiceError::NotFound)? {
        BlockChange::Swap => {
            let second = BlockId::parse(typed.get("second"));
            let second = second.map_err(|_| ServiceError::invalid("second", words::SELECT_BLOCK))?;
            Edit::Swap { first: block, second }
        }
        BlockChange::Task => {
            let task = TaskId::parse(typed.get("task"));
            let task = task.map_err(|_| ServiceError::invalid("task", words::SELECT_TASK))?;
            Edit::ReplaceTask { block, task }
        }
        BlockChange::Person => {
            let other = || ServiceError::invalid("person", words::SELECT_PERSON);
            Edit::MovePerson { block, person: person("person").ok_or_else(other)?, deputy: person("deputy") }
        }
        BlockChange::Reword => Edit::Reword {
            block,
            line: typed.code("line", words::SELECT_LINE)?,
            text: typed.line("text", words::ENTER_WORDS)?,
        },
    })
}

/// Lost time as typed.
pub(super) fn lost(programme: &Programme, typed: &Typed) -> Result<Edit, ServiceError> {
    let day = typed.date("date", words::SELECT_DAY)?;
    let wrong = || ServiceError::invalid("date", words::SELECT_DAY);
    let lost = match typed.get("half") {
        "morning" => half_day(programme, day, false).ok_or_else(wrong)?,
        "afternoon" => half_day(programme, day, true).ok_or_else(wrong)?,
        "whole" => LostTime { date: day, hours: whole(programme, day).ok_or_else(wrong)? },
        _ => return Err(ServiceError::invalid("half", words::SELECT_HALF)),
    };
    let done_until = TimeOfDay::parse(typed.get("done_until").trim());
    Ok(Edit::Lose {
        lost,
        done_on: typed.date("done_on", form_words::DATE)?,
        done_until: done_until.map_err(|_| ServiceError::invalid("done_until", words::ENTER_TIME))?,
    })
}

fn whole(programme: &Programme, date: chrono::NaiveDate) -> Option<Span> {
    programme.days.iter().find(|day| day.date == date).map(|day| day.attended)
}
