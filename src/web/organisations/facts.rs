//! What is recorded of an organisation, as it is read.

use crate::domain::contact::PhoneLine;
use crate::domain::insurance::Insurance;
use crate::domain::organisation::{Employer, Hub, Provider};
use crate::services::organisations::{OrganisationDocument, OrganisationView};
use crate::words::amount::date;
use crate::words::label::Label;
use crate::words::pages::{insurance as cover, organisations as words};

type Facts = Vec<(String, Vec<String>)>;

/// The facts, in the order of the form that changes them.
pub(super) fn of(found: &OrganisationView) -> Facts {
    let facts = match &found.document {
        OrganisationDocument::Employer(employer) => of_employer(employer),
        OrganisationDocument::Provider(provider) => of_provider(provider),
        OrganisationDocument::Hub(hub) => of_hub(hub, found.id.as_str()),
    };
    let known = facts.into_iter().filter(|(_, lines)| !lines.is_empty());
    known.map(|(heading, lines)| (heading.to_owned(), lines)).collect()
}

fn of_employer(employer: &Employer) -> Vec<(&'static str, Vec<String>)> {
    let insurance = match &employer.insurance {
        None => vec![words::INSURANCE_UNKNOWN.1.to_owned()],
        Some(Insurance::Policy { insurer, expires, .. }) => {
            vec![cover::held(insurer.as_str(), &date(*expires))]
        }
        Some(other) => vec![cover::basis(cover::code(other)).to_owned()],
    };
    vec![
        (words::ABOUT, employer.about.iter().map(ToString::to_string).collect()),
        (words::SIC, employer.sic.iter().map(ToString::to_string).collect()),
        (words::STAFF, employer.staff.iter().map(ToString::to_string).collect()),
        (words::CONFIDENT, employer.disability_confident.iter().map(|one| one.label().to_owned()).collect()),
        (words::ASK_AGAIN, employer.ask_again_from.iter().map(|day| date(*day)).collect()),
        (words::INSURANCE, insurance),
    ]
}

fn of_provider(provider: &Provider) -> Vec<(&'static str, Vec<String>)> {
    vec![
        (words::OUTWARD, vec![provider.outward_name.to_string()]),
        (words::URN, provider.urn.iter().map(ToString::to_string).collect()),
        (words::NATION, vec![provider.nation.label().to_owned()]),
        (words::REPLY_TO, vec![provider.reply_to.as_str().to_owned()]),
        (words::PHONE_LINES, provider.phones.iter().map(line).collect()),
        (words::SAFEGUARDING, vec![line(&provider.safeguarding)]),
        (words::CLOSED, vec![words::dates(provider.closed.len())]),
    ]
}

fn line(line: &PhoneLine) -> String {
    let days: Vec<&str> = line.weekdays.iter().map(Label::label).collect();
    let (from, to) = (line.hours.from.to_string(), line.hours.to.to_string());
    words::line(line.name.as_str(), line.role.as_str(), line.phone.as_str(), &days, &from, &to)
}

fn of_hub(hub: &Hub, id: &str) -> Vec<(&'static str, Vec<String>)> {
    vec![
        (words::NATION, vec![hub.nation.label().to_owned()]),
        (words::NOTICE, vec![hub.notice().to_string()]),
        (words::OWN_ID, vec![id.to_owned()]),
    ]
}
