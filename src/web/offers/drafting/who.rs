//! The people whom a learner is with.

use super::answers::{ask_weekdays, ask_yes_no, span, weekdays, yes_no};
use super::origin::Origin;
use crate::domain::ids::{PersonId, Slug};
use crate::domain::offer::Offer;
use crate::domain::person::{Person, Shift};
use crate::domain::task::Task;
use crate::domain::text::Line;
use crate::domain::unsaid;
use crate::services::ServiceError;
use crate::web::fields::{Form, Kind};
use crate::web::typed::Typed;
use crate::words::pages::drafting as words;

/// The roles that are asked about: those of the tasks, then whoever else is named.
fn roles(offer: &Offer, origin: Option<&Origin>) -> Vec<(PersonId, Line)> {
    let typical = origin.map(|origin| origin.draft.offer.people.as_slice()).unwrap_or_default();
    let mut roles: Vec<_> = typical.iter().map(|one| (one.id.clone(), one.role.clone())).collect();
    for person in &offer.people {
        if roles.iter().all(|(id, _)| *id != person.id) {
            roles.push((person.id.clone(), person.role.clone()));
        }
    }
    roles
}

/// The identifier of the next person who is added.
fn next(offer: &Offer) -> Result<PersonId, ServiceError> {
    let free = (1..).map(|at| Slug::parse(&format!("person-{at}")));
    let mut free = free.filter(|id| id.as_ref().map_or(true, |id| offer.person(id).is_none()));
    free.next().transpose().map_err(ServiceError::internal)?.ok_or(ServiceError::NotFound)
}

/// The questions about people and who supervises.
pub(super) fn ask(form: Form, offer: &Offer, origin: Option<&Origin>) -> Form {
    let roles = roles(offer, origin);
    let form = roles
        .iter()
        .enumerate()
        .fold(form, |form, (at, (id, role))| one(form, at, role.as_str(), offer.person(id), false));
    let form = one(form, roles.len(), words::SOMEBODY_ELSE, None, true);
    let choices = || {
        let of = |(id, role): &(PersonId, Line)| {
            let name = offer.person(id).map(|person| format!("{}, ", person.name)).unwrap_or_default();
            (id.to_string(), format!("{name}{role}"))
        };
        let unknown = (words::UNKNOWN.to_owned(), words::DONT_KNOW.1.to_owned());
        std::iter::once(unknown).chain(roles.iter().map(of)).collect::<Vec<_>>()
    };
    let now = |id: &PersonId| {
        let known = roles.iter().any(|(known, _)| known == id);
        if known { id.to_string() } else { words::UNKNOWN.to_owned() }
    };
    let (first, second) = (now(&offer.supervisor), now(&offer.deputy));
    let form = form
        .choose(Kind::Select, "supervisor", words::ask("supervisor"), "", choices(), &[&first])
        .choose(Kind::Select, "deputy", words::ask("deputy"), "", choices(), &[&second]);
    ask_yes_no(form, Kind::Radios, "lone_adult", words::ask("lone_adult"), offer.supervision.lone_adult)
}

fn one(form: Form, at: usize, role: &str, person: Option<&Person>, new: bool) -> Form {
    let label = |what| words::of(role, what);
    let field = |what| format!("{what}-{at}");
    let name = person.map(|person| person.name.to_string()).unwrap_or_default();
    let form = form.ask(Kind::Line, &field("name"), &label("name"), "", name);
    let form = match new {
        true => form.ask(Kind::Line, &field("role"), &label("role"), "", ""),
        false => form,
    };
    let shift = person.and_then(|person| person.shifts.first());
    let days = shift.map(|shift| shift.weekdays).unwrap_or_default();
    let form = ask_weekdays(form, &field("weekdays"), &label("weekdays"), "", days);
    let hours = |of: fn(&Shift) -> String| shift.map(of).unwrap_or_default();
    let able = person.map(|person| [(person.supervises, "supervises"), (person.first_aider, "first_aider")]);
    let able: Vec<&str> = able.iter().flatten().filter(|(is, _)| *is).map(|(_, code)| *code).collect();
    form.ask(
        Kind::Short,
        &field("starts"),
        &label("starts"),
        words::hint("starts"),
        hours(|shift| shift.hours.from.to_string()),
    )
    .ask(
        Kind::Short,
        &field("ends"),
        &label("ends"),
        words::hint("ends"),
        hours(|shift| shift.hours.to.to_string()),
    )
    .choose(Kind::Ticks, &field("able"), &label("able"), "", words::ABLE, &able)
}

/// The people as typed. Nobody stands where no name was given.
pub(super) fn read(typed: &Typed, offer: &mut Offer, origin: Option<&Origin>) -> Result<(), ServiceError> {
    let roles = roles(offer, origin);
    let mut people = Vec::new();
    for (at, (id, role)) in roles.iter().enumerate() {
        people.extend(person(typed, at, id, role, offer.person(id))?);
    }
    let at = roles.len();
    let role = format!("role-{at}");
    if !typed.is_empty(&format!("name-{at}")) {
        let role = typed.line(&role, words::wrong("role"))?;
        people.extend(person(typed, at, &next(offer)?, &role, None)?);
    } else if !(typed.is_empty(&role) && is_bare(typed, at)) {
        return Err(ServiceError::invalid(format!("name-{at}"), words::wrong("person")));
    }
    let named = |field: &str| match Slug::parse(typed.get(field)) {
        Ok(id) if roles.iter().any(|(known, _)| *known == id) => Ok(id),
        _ => unsaid::nobody().map_err(ServiceError::internal),
    };
    offer.supervisor = named("supervisor")?;
    offer.deputy = named("deputy")?;
    offer.supervision.lone_adult = yes_no(typed, "lone_adult");
    offer.people = people;
    join(offer, origin.map(|origin| origin.draft.offer.tasks.as_slice()).unwrap_or_default());
    Ok(())
}

/// Joins the tasks of the catalogue with those of their people who are named. While nobody of a task is, its roles stay,
/// and who they are is a question.
pub(super) fn join(offer: &mut Offer, typical: &[Task]) {
    let named: Vec<PersonId> = offer.people.iter().map(|person| person.id.clone()).collect();
    for task in &mut offer.tasks {
        let Some(usual) = typical.iter().find(|usual| usual.id == task.id) else { continue };
        let own = task.with.iter().filter(|id| !usual.with.contains(id));
        let with: Vec<PersonId> =
            usual.with.iter().chain(own).filter(|id| named.contains(id)).cloned().collect();
        task.with = if with.is_empty() { usual.with.clone() } else { with };
        let takes = usual.used.as_ref().and_then(|used| used.hand_to.clone());
        if let Some(used) = &mut task.used {
            let is_known = |id: &PersonId| named.is_empty() || named.contains(id);
            used.hand_to = used.hand_to.take().filter(is_known).or(takes.filter(is_known));
        }
    }
}

/// Whether nothing was said of somebody but perhaps a name.
fn is_bare(typed: &Typed, at: usize) -> bool {
    ["weekdays", "starts", "ends", "able"].iter().all(|what| typed.is_empty(&format!("{what}-{at}")))
}

fn person(
    typed: &Typed,
    at: usize,
    id: &PersonId,
    role: &Line,
    before: Option<&Person>,
) -> Result<Option<Person>, ServiceError> {
    let field = |what: &str| format!("{what}-{at}");
    let (from, to, days) = (field("starts"), field("ends"), field("weekdays"));
    let Some(name) = typed.line_if_any(&field("name"))? else {
        return if is_bare(typed, at) {
            Ok(None)
        } else {
            Err(ServiceError::invalid(field("name"), words::wrong("person")))
        };
    };
    let shift = span(typed, &from, &to)?;
    if shift.is_none() && !typed.is_empty(&days) {
        return Err(ServiceError::invalid(from, words::wrong("time")));
    }
    let lunch = before.and_then(|person| person.shifts.first()).and_then(|shift| shift.lunch);
    let first = shift.map(|hours| Shift { weekdays: weekdays(typed, &days), hours, lunch });
    let later: Vec<Shift> =
        before.map(|person| person.shifts.iter().skip(1).cloned().collect()).unwrap_or_default();
    let able = |code: &str| typed.all(&field("able")).any(|ticked| ticked == code);
    Ok(Some(Person {
        id: id.clone(),
        name,
        role: role.clone(),
        shifts: first.into_iter().chain(later).collect(),
        days_off: before.map(|person| person.days_off.clone()).unwrap_or_default(),
        supervises: able("supervises"),
        first_aider: able("first_aider"),
        fire_marshal: before.is_some_and(|person| person.fire_marshal),
    }))
}
