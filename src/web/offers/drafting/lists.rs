//! The places of the site, and what happens there at known times.

use super::answers::{ask_weekdays, ask_yes_no, span, weekdays, yes_no};
use super::origin::Origin;
use crate::domain::code::Code;
use crate::domain::event::{EventKind, SiteEvent};
use crate::domain::ids::Slug;
use crate::domain::offer::Offer;
use crate::domain::text::Line;
use crate::domain::whereabouts::{Noise, SitePlace};
use crate::services::ServiceError;
use crate::web::fields::{Form, Kind, codes};
use crate::web::typed::Typed;
use crate::words::briefing::weekday_list;
use crate::words::pages::drafting as words;

/// The places that tasks name, then whatever else is recorded.
fn names(offer: &Offer) -> Vec<Line> {
    let named =
        offer.tasks.iter().map(|task| &task.place).chain(offer.places.iter().map(|place| &place.name));
    let mut names: Vec<Line> = Vec::new();
    for name in named {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// Asks what each place is like.
pub(super) fn ask_places(form: Form, offer: &Offer) -> Form {
    let names = names(offer);
    let form = names.iter().enumerate().fold(form, |form, (at, name)| {
        let place = offer.place(name);
        let label = |what| words::of(name.as_str(), what);
        let noise = place.and_then(|place| place.noise).map_or(words::UNKNOWN, Code::code);
        let form = ask_yes_no(
            form,
            Kind::Select,
            &format!("level-{at}"),
            &label("level"),
            place.and_then(|place| place.level_exit),
        );
        let loud = codes::<Noise>().into_iter().chain([words::DONT_KNOW]);
        let form = form.choose(Kind::Select, &format!("noise-{at}"), &label("noise"), "", loud, &[noise]);
        ask_yes_no(
            form,
            Kind::Select,
            &format!("public-{at}"),
            &label("public"),
            place.and_then(|place| place.public),
        )
    });
    let rests: Vec<String> = names
        .iter()
        .enumerate()
        .filter(|(_, name)| offer.place(name).is_some_and(|place| place.for_rest))
        .map(|(at, _)| at.to_string())
        .collect();
    let rests: Vec<&str> = rests.iter().map(String::as_str).collect();
    let all = names.iter().enumerate().map(|(at, name)| (at.to_string(), name.to_string()));
    let no_go: Vec<String> = offer.everyday.no_go.iter().map(ToString::to_string).collect();
    form.choose(Kind::Ticks, "rest", words::ask("rest"), "", all, &rests).ask(
        Kind::Area,
        "no_go",
        words::ask("no_go"),
        words::hint("no_go"),
        no_go.join("\n"),
    )
}

/// The places as typed. A place of which nothing is known is not recorded.
pub(super) fn read_places(typed: &Typed, offer: &mut Offer) -> Result<(), ServiceError> {
    let mut places = Vec::new();
    for (at, name) in names(offer).into_iter().enumerate() {
        let before = offer.place(&name).cloned();
        let place = SitePlace {
            level_exit: yes_no(typed, &format!("level-{at}")),
            noise: Noise::named(typed.get(&format!("noise-{at}"))),
            public: yes_no(typed, &format!("public-{at}")),
            for_rest: typed.all("rest").any(|ticked| ticked == at.to_string()),
            ..before.clone().unwrap_or(SitePlace {
                name,
                floor: None,
                level_exit: None,
                for_rest: false,
                noise: None,
                public: None,
                never_for_learners: false,
                because: None,
            })
        };
        let known = place.level_exit.is_some() || place.noise.is_some() || place.public.is_some();
        if before.is_some() || known || place.for_rest {
            places.push(place);
        }
    }
    offer.places = places;
    offer.everyday.no_go = typed.lines("no_go")?;
    Ok(())
}

/// What is recorded, and what is usual in the trade.
fn events(offer: &Offer, origin: Option<&Origin>) -> Vec<SiteEvent> {
    let typical = origin.map(|origin| origin.draft.offer.events.as_slice()).unwrap_or_default();
    let fresh = typical.iter().filter(|event| offer.events.iter().all(|known| known.id != event.id));
    offer.events.iter().chain(fresh).cloned().collect()
}

/// An event in a line.
pub(super) fn event_line(event: &SiteEvent) -> String {
    format!("{}, {}, {} to {}", event.name, weekday_list(event.weekdays), event.hours.from, event.hours.to)
}

/// Asks which of the usual events happen here, and for another.
pub(super) fn ask_events(form: Form, offer: &Offer, origin: Option<&Origin>) -> Form {
    let events = events(offer, origin);
    let now: Vec<&str> = offer.events.iter().map(|event| event.id.as_str()).collect();
    let choices = events.iter().map(|event| (event.id.to_string(), event_line(event)));
    let form = match events.is_empty() {
        true => form,
        false => form.choose(Kind::Ticks, "happens", words::ask("happens"), "", choices, &now),
    };
    let form = form.ask(Kind::Line, "event", words::ask("event"), words::hint("event"), "");
    let kinds = [("", "")].into_iter().chain(codes::<EventKind>());
    let form = form.choose(Kind::Select, "event_kind", words::ask("event_kind"), "", kinds, &[""]);
    let form = ask_weekdays(form, "event_weekdays", words::ask("event_weekdays"), "", Default::default());
    let places = std::iter::once((String::new(), words::WHOLE_SITE.to_owned()))
        .chain(names(offer).into_iter().map(|name| (name.to_string(), name.to_string())));
    form.ask(Kind::Short, "event_from", words::ask("event_from"), words::hint("event_from"), "")
        .ask(Kind::Short, "event_to", words::ask("event_to"), words::hint("event_to"), "")
        .choose(Kind::Select, "event_place", words::ask("event_place"), "", places, &[""])
}

/// The events as ticked and typed.
pub(super) fn read_events(
    typed: &Typed,
    offer: &mut Offer,
    origin: Option<&Origin>,
) -> Result<(), ServiceError> {
    let ticked = |event: &SiteEvent| typed.all("happens").any(|id| id == event.id.as_str());
    let mut kept: Vec<SiteEvent> = events(offer, origin).into_iter().filter(ticked).collect();
    for event in &mut kept {
        event.people.retain(|id| offer.people.iter().any(|person| person.id == *id));
    }
    let rest = ["event_kind", "event_weekdays", "event_from", "event_to"];
    match typed.line_if_any("event")? {
        Some(name) => kept.push(added(typed, name, &kept)?),
        None if rest.into_iter().all(|name| typed.is_empty(name)) => {}
        None => return Err(ServiceError::invalid("event", words::wrong("event"))),
    }
    offer.events = kept;
    Ok(())
}

fn added(typed: &Typed, name: Line, known: &[SiteEvent]) -> Result<SiteEvent, ServiceError> {
    let free = (1..).find(|at| known.iter().all(|event| event.id.as_str() != format!("event-{at}")));
    let weekdays = weekdays(typed, "event_weekdays");
    if weekdays.is_empty() {
        return Err(ServiceError::invalid("event_weekdays", words::wrong("event_weekdays")));
    }
    let hours = span(typed, "event_from", "event_to")?;
    Ok(SiteEvent {
        id: Slug::parse(&format!("event-{}", free.unwrap_or(0))).map_err(ServiceError::internal)?,
        name,
        kind: typed.code("event_kind", words::wrong("event_kind"))?,
        weekdays,
        date: None,
        hours: hours.ok_or_else(|| ServiceError::invalid("event_from", words::wrong("time")))?,
        place: typed.line_if_any("event_place")?,
        places: Vec::new(),
        go_to: Vec::new(),
        people: Vec::new(),
        meanwhile: None,
    })
}
