//! The steps of a draft: how each is asked for, and how that is read into the offer.

use super::DraftStep;
use super::answers::{ask_line, line, shown, yes_no};
use super::origin::Origin;
use super::{lists, when, who, work};
use crate::domain::catalogue::SiteBasics;
use crate::domain::check::FieldError;
use crate::domain::code::Code;
use crate::domain::ids::Slug;
use crate::domain::nation::Nation;
use crate::domain::offer::Offer;
use crate::domain::place::Postcode;
use crate::domain::site::EvacuationRoute;
use crate::domain::task::Task;
use crate::services::ServiceError;
use crate::web::fields::{Form, Kind, codes};
use crate::web::offers::sections::Speaker;
use crate::web::typed::Typed;
use crate::words::label::Label;
use crate::words::pages::drafting as words;

/// The questions of a step with what stands there now.
pub(super) fn ask(step: DraftStep, form: Form, offer: &Offer, origin: Option<&Origin>) -> Form {
    let (site, emergency, everyday) = (&offer.site, &offer.emergency, &offer.everyday);
    match step {
        DraftStep::Where => {
            let address: Vec<String> = site.address.iter().map(ToString::to_string).collect();
            let specified = if offer.supervision.specified_place { "yes" } else { "no" };
            ask_site(
                form,
                [&shown(&site.name), &address.join("\n"), site.postcode.as_str()],
                [site.nation.code(), specified],
            )
        }
        DraftStep::Tasks => work::ask_tasks(form, offer, origin),
        DraftStep::Length => when::ask_length(form, offer),
        DraftStep::When => when::ask_window(form, offer, origin),
        DraftStep::People => who::ask(form, offer, origin),
        DraftStep::Places => lists::ask_places(form, offer),
        DraftStep::Events => lists::ask_events(form, offer, origin),
        DraftStep::Arriving => {
            let lines = [
                ("door", &site.door),
                ("ask_for", &site.ask_for),
                ("dress", &everyday.dress),
                ("lunch", &everyday.lunch),
                ("toilets", &everyday.toilets),
                ("phones", &everyday.phones),
            ];
            lines.into_iter().fold(form, |form, (name, now)| ask_line(form, name, now))
        }
        DraftStep::Emergency => {
            let lines = [
                ("assembly_point", &emergency.assembly_point),
                ("alarm", &emergency.alarm),
                ("first_aid_box", &emergency.first_aid_box),
            ];
            let form = lines.into_iter().fold(form, |form, (name, now)| ask_line(form, name, now));
            let routes = EvacuationRoute::ALL.iter().map(|route| match route {
                EvacuationRoute::Unknown => (route.code(), words::DONT_KNOW.1),
                route => (route.code(), route.label()),
            });
            form.choose(Kind::Radios, "route", words::ask("route"), "", routes, &[emergency.route.code()])
        }
        DraftStep::Insurance => form,
        DraftStep::Hazards => work::ask_hazards(form, offer, origin),
    }
}

/// The questions about the site, with what stands there now.
pub(super) fn ask_site(form: Form, lines: [&str; 3], chosen: [&str; 2]) -> Form {
    let ([name, address, postcode], [nation, specified]) = (lines, chosen);
    form.ask(Kind::Line, "name", words::ask("name"), "", name)
        .ask(Kind::Area, "address", words::ask("address"), words::hint("address"), address)
        .ask(Kind::Short, "postcode", words::ask("postcode"), "", postcode)
        .choose(Kind::Radios, "nation", words::ask("nation"), "", codes::<Nation>(), &[nation])
        .choose(Kind::Radios, "specified", words::ask("specified"), "", words::YES_NO, &[specified])
}

/// The site as typed: what no draft can be stored without.
pub(super) struct SiteTyped {
    pub basics: SiteBasics,
    pub specified: bool,
}

/// The answers about the site. Every fault is named at once.
pub(super) fn read_site(typed: &Typed) -> Result<SiteTyped, ServiceError> {
    let name = typed.line("name", words::wrong("name"));
    let address = typed.lines("address").and_then(|lines| match lines.len() {
        1..=5 => Ok(lines),
        _ => Err(ServiceError::invalid("address", words::wrong("address"))),
    });
    let postcode = Postcode::parse(typed.get("postcode").trim())
        .map_err(|_| ServiceError::invalid("postcode", words::wrong("postcode")));
    let nation = typed.code("nation", words::wrong("nation"));
    let specified = yes_no(typed, "specified")
        .ok_or_else(|| ServiceError::invalid("specified", words::wrong("specified")));
    match (name, address, postcode, nation, specified) {
        (Ok(name), Ok(address), Ok(postcode), Ok(nation), Ok(specified)) => {
            let basics = SiteBasics { name, address, postcode, nation };
            Ok(SiteTyped { basics, specified })
        }
        (name, address, postcode, nation, specified) => {
            let faults = [name.err(), address.err(), postcode.err(), nation.err(), specified.err()];
            Err(ServiceError::Invalid(faults.into_iter().flatten().flat_map(faults_of).collect()))
        }
    }
}

fn faults_of(error: ServiceError) -> Vec<FieldError> {
    match error {
        ServiceError::Invalid(faults) => faults,
        _ => Vec::new(),
    }
}

/// Puts what was typed into the offer.
pub(super) fn read(
    step: DraftStep,
    typed: &Typed,
    speaker: &Speaker,
    offer: &mut Offer,
    origin: Option<&Origin>,
) -> Result<(), ServiceError> {
    match step {
        DraftStep::Where => {
            let SiteTyped { basics, specified } = read_site(typed)?;
            let moved = offer.site.postcode != basics.postcode;
            offer.site.coordinates = offer.site.coordinates.filter(|_| !moved);
            offer.site.name = basics.name;
            offer.site.address = basics.address;
            offer.site.postcode = basics.postcode;
            offer.site.nation = basics.nation;
            offer.supervision.specified_place = specified;
        }
        // Which tasks there are is read where the catalogue is at hand.
        DraftStep::Tasks | DraftStep::Insurance => {}
        DraftStep::Length => when::read_length(typed, offer)?,
        DraftStep::When => when::read_window(typed, offer)?,
        DraftStep::People => who::read(typed, offer, origin)?,
        DraftStep::Places => lists::read_places(typed, offer)?,
        DraftStep::Events => lists::read_events(typed, offer, origin)?,
        DraftStep::Arriving => {
            offer.site.door = line(typed, "door")?;
            offer.site.ask_for = line(typed, "ask_for")?;
            offer.everyday.dress = line(typed, "dress")?;
            offer.everyday.lunch = line(typed, "lunch")?;
            offer.everyday.toilets = line(typed, "toilets")?;
            offer.everyday.phones = line(typed, "phones")?;
        }
        DraftStep::Emergency => {
            offer.emergency.assembly_point = line(typed, "assembly_point")?;
            offer.emergency.alarm = line(typed, "alarm")?;
            offer.emergency.first_aid_box = line(typed, "first_aid_box")?;
            offer.emergency.route =
                EvacuationRoute::named(typed.get("route")).unwrap_or(EvacuationRoute::Unknown);
        }
        DraftStep::Hazards => work::read_hazards(typed, speaker, offer, origin)?,
    }
    Ok(())
}

/// Keeps the tasks that were ticked, and takes the others from what the catalogue drafts.
pub(super) fn keep_tasks(offer: &mut Offer, ticked: &[Slug], drafted: &[Task]) {
    let known = std::mem::take(&mut offer.tasks);
    let find = |id: &Slug| known.iter().chain(drafted).find(|task| task.id == *id).cloned();
    offer.tasks = ticked.iter().filter_map(find).collect();
}
