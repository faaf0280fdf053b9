//! The forms that state what is recorded of an organisation, and how each is read.

use chrono::NaiveDate;

use crate::domain::code::{Code, CodeSet};
use crate::domain::contact::{EmailAddress, Phone, PhoneLine};
use crate::domain::destination::DestinationCode;
use crate::domain::nation::Nation;
use crate::domain::occupation::SicCode;
use crate::domain::organisation::{DisabilityConfident, Employer, Hub, OrganisationKind, Provider, Urn};
use crate::domain::text::Line;
use crate::domain::time::{DateRange, Span, Weekday};
use crate::services::ServiceError;
use crate::services::organisations::{OrganisationDocument, School};
use crate::web::cover;
use crate::web::fields::{Form, Kind, codes};
use crate::web::form::typed as given;
use crate::web::typed::{Typed, date_of};
use crate::web::visit::clock;
use crate::words::pages::{
    destinations as destination_words, insurance as cover_words, organisations as words,
};

/// The most telephone lines of a provider, and the fewest.
const LINES: usize = 4;
const FEWEST: usize = 2;

/// How a field of the safeguarding lead's line is called, in place of the number of a line.
const SAFEGUARDING: &str = "safeguarding";

/// The questions, with what stands there now; of a new school, with what the register says.
pub(super) fn ask(
    form: Form,
    kind: OrganisationKind,
    before: Option<&OrganisationDocument>,
    school: Option<&School>,
) -> Form {
    match (kind, before) {
        (OrganisationKind::Employer, Some(OrganisationDocument::Employer(known))) => {
            employer(form, Some(known))
        }
        (OrganisationKind::Employer, _) => employer(form, None),
        (OrganisationKind::Provider, Some(OrganisationDocument::Provider(known))) => {
            provider(form, Some(known), None)
        }
        (OrganisationKind::Provider, _) => provider(form, None, school),
        (OrganisationKind::Hub, Some(OrganisationDocument::Hub(known))) => hub(form, known),
        (OrganisationKind::Hub, _) => form,
    }
}

/// The answers as typed.
pub(super) fn read(kind: OrganisationKind, typed: &Typed) -> Result<OrganisationDocument, ServiceError> {
    Ok(match kind {
        OrganisationKind::Employer => OrganisationDocument::Employer(read_employer(typed)?),
        OrganisationKind::Provider => OrganisationDocument::Provider(read_provider(typed)?),
        OrganisationKind::Hub => OrganisationDocument::Hub(Hub {
            name: typed.line("name", words::ENTER_NAME)?,
            nation: typed.code("nation", words::SELECT_NATION)?,
            notice_working_days: Some(typed.number("notice_working_days", words::ENTER_NOTICE)?),
        }),
    })
}

fn hub(form: Form, known: &Hub) -> Form {
    form.ask(Kind::Line, "name", words::ITS_NAME, "", known.name.to_string())
        .choose(Kind::Radios, "nation", words::NATION, "", codes::<Nation>(), &[known.nation.code()])
        .ask(
            Kind::Short,
            "notice_working_days",
            words::NOTICE,
            words::NOTICE_HINT,
            known.notice().to_string(),
        )
}

fn employer(form: Form, known: Option<&Employer>) -> Form {
    let text = |of: fn(&Employer) -> Option<String>| known.and_then(of).unwrap_or_default();
    let level = known.and_then(|known| known.disability_confident).map_or("", Code::code);
    let levels = std::iter::once(("", words::NOT_KNOWN)).chain(codes::<DisabilityConfident>());
    let form = form
        .ask(Kind::Line, "name", words::ITS_NAME, "", text(|one| Some(one.name.to_string())))
        .ask(Kind::Area, "about", words::ABOUT, "", text(|one| Some(one.about.as_ref()?.to_string())))
        .ask(Kind::Short, "sic", words::SIC, words::SIC_HINT, text(|one| Some(one.sic.as_ref()?.to_string())))
        .ask(Kind::Short, "staff", words::STAFF, words::STAFF_HINT, text(|one| Some(one.staff?.to_string())))
        .choose(Kind::Select, "disability_confident", words::CONFIDENT, "", levels, &[level])
        .ask(
            Kind::Date,
            "ask_again_from",
            words::ASK_AGAIN,
            words::ASK_AGAIN_HINT,
            text(|one| Some(one.ask_again_from?.to_string())),
        );
    cover::ask(form, known.and_then(|known| known.insurance.as_ref()), &[words::INSURANCE_UNKNOWN])
}

fn read_employer(typed: &Typed) -> Result<Employer, ServiceError> {
    let insurance = match typed.get("basis") {
        basis if basis == words::INSURANCE_UNKNOWN.0 => None,
        "" => return Err(ServiceError::invalid("basis", cover_words::SELECT_BASIS)),
        _ => Some(cover::read(typed)?),
    };
    let staff = match typed.is_empty("staff") {
        true => None,
        false => Some(typed.number("staff", words::ENTER_STAFF)?),
    };
    Ok(Employer {
        name: typed.line("name", words::ENTER_NAME)?,
        about: typed.paragraph_if_any("about")?,
        sic: given(typed.get("sic"))
            .map(SicCode::parse)
            .transpose()
            .map_err(|_| ServiceError::invalid("sic", words::ENTER_SIC))?,
        insurance,
        staff,
        disability_confident: Code::named(typed.get("disability_confident")),
        ask_again_from: match typed.is_empty("ask_again_from") {
            true => None,
            false => Some(typed.date("ask_again_from", words::ENTER_ASK_AGAIN)?),
        },
    })
}

fn provider(form: Form, known: Option<&Provider>, school: Option<&School>) -> Form {
    let text = |of: fn(&Provider) -> String| known.map(of).unwrap_or_default();
    let of_school = |of: fn(&School) -> String| school.map(of).unwrap_or_default();
    let nation =
        known.map(|known| known.nation).or(school.map(|school| school.nation)).map_or("", Code::code);
    let mut form = form
        .ask(
            Kind::Line,
            "name",
            words::ITS_NAME,
            "",
            text(|one| one.name.to_string()) + &of_school(|one| one.name.to_string()),
        )
        .ask(
            Kind::Short,
            "urn",
            words::URN,
            words::URN_HINT,
            text(|one| one.urn.iter().map(ToString::to_string).collect())
                + &of_school(|one| one.urn.to_string()),
        )
        .ask(
            Kind::Line,
            "outward_name",
            words::OUTWARD,
            words::OUTWARD_HINT,
            text(|one| one.outward_name.to_string()),
        )
        .choose(Kind::Radios, "nation", words::NATION, "", codes::<Nation>(), &[nation])
        .ask(Kind::Line, "reply_to", words::REPLY_TO, "", text(|one| one.reply_to.as_str().to_owned()));
    let lines = known.map(|known| known.phones.as_slice()).unwrap_or_default();
    for at in 0..(lines.len() + 1).clamp(FEWEST, LINES) {
        form = line(form, Some(at), lines.get(at));
    }
    let form = line(form, None, known.map(|known| &known.safeguarding));
    let closed = known.map(|known| closed_lines(&known.closed)).unwrap_or_default();
    let codes = known.map(|known| code_lines(&known.destinations)).unwrap_or_default();
    form.ask(Kind::Area, "closed", words::CLOSED, words::CLOSED_HINT, closed).ask(
        Kind::Area,
        "destinations",
        destination_words::CODES,
        destination_words::CODES_HINT,
        codes,
    )
}

/// Codes in lines, each with its words.
fn code_lines(codes: &[DestinationCode]) -> String {
    let lines = codes.iter().map(|one| format!("{} {}", one.code, one.words));
    lines.collect::<Vec<_>>().join("\n")
}

fn read_codes(typed: &Typed) -> Result<Vec<DestinationCode>, ServiceError> {
    let wrong = || ServiceError::invalid("destinations", destination_words::ENTER_CODES);
    let read = |line: &str| {
        let (code, words) = line.split_once(char::is_whitespace).ok_or_else(wrong)?;
        let line = |text: &str| Line::try_from(text.trim().to_owned()).map_err(|_| wrong());
        Ok(DestinationCode { code: line(code)?, words: line(words)? })
    };
    typed.get("destinations").lines().filter_map(given).map(read).collect()
}

/// Dates in lines, those that follow each other in one.
fn closed_lines(dates: &[NaiveDate]) -> String {
    let mut runs: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    let mut sorted = dates.to_vec();
    sorted.sort_unstable();
    for date in sorted {
        match runs.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(date) || *last == date => *last = date,
            _ => runs.push((date, date)),
        }
    }
    let shown = |date: NaiveDate| date.format("%-d %B %Y").to_string();
    let lines = runs.into_iter().map(|(first, last)| match first == last {
        true => shown(first),
        false => format!("{} to {}", shown(first), shown(last)),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn read_closed(typed: &Typed) -> Result<Vec<NaiveDate>, ServiceError> {
    let wrong = || ServiceError::invalid("closed", words::ENTER_DATES);
    let mut dates = Vec::new();
    for line in typed.get("closed").lines().filter_map(given) {
        match line.split_once(" to ") {
            None => dates.push(date_of(line).ok_or_else(wrong)?),
            Some((from, to)) => {
                let (from, to) = date_of(from).zip(date_of(to)).ok_or_else(wrong)?;
                dates.extend(DateRange::new(from, to).map_err(|_| wrong())?.days());
            }
        }
    }
    dates.sort_unstable();
    dates.dedup();
    Ok(dates)
}

/// The name of a field of a telephone line.
fn of_line(part: &str, at: Option<usize>) -> String {
    at.map_or_else(|| format!("{part}-{SAFEGUARDING}"), |at| format!("{part}-{at}"))
}

fn line(form: Form, at: Option<usize>, known: Option<&PhoneLine>) -> Form {
    let text = |of: fn(&PhoneLine) -> String| known.map(of).unwrap_or_default();
    let name = |part: &str| of_line(part, at);
    let label = |what: &str| words::of_line(at, what);
    let days: Vec<&str> =
        known.map(|known| known.weekdays.iter().map(Code::code).collect()).unwrap_or_default();
    form.ask(Kind::Line, &name("who"), &label(words::WHO), "", text(|one| one.name.to_string()))
        .ask(Kind::Line, &name("role"), &label(words::ROLE), "", text(|one| one.role.to_string()))
        .ask(Kind::Line, &name("phone"), &label(words::PHONE), "", text(|one| one.phone.to_string()))
        .choose(Kind::Ticks, &name("days"), &label(words::DAYS), "", codes::<Weekday>(), &days)
        .ask(
            Kind::Short,
            &name("from"),
            &label(words::FROM),
            words::TIME_HINT,
            text(|one| one.hours.from.to_string()),
        )
        .ask(Kind::Short, &name("to"), &label(words::TO), "", text(|one| one.hours.to.to_string()))
}

/// A telephone line; none where every field was left empty.
fn read_line(typed: &Typed, at: Option<usize>) -> Result<Option<PhoneLine>, ServiceError> {
    let name = |part: &str| of_line(part, at);
    let typing = ["who", "role", "phone", "from", "to"];
    if at.is_some() && typing.iter().all(|part| typed.is_empty(&name(part))) {
        return Ok(None);
    }
    let time = |part: &str| {
        clock(typed.get(&name(part)).trim())
            .map_err(|()| ServiceError::invalid(name(part), words::ENTER_TIME))
    };
    let weekdays: CodeSet<Weekday> = typed.all(&name("days")).filter_map(Weekday::named).collect();
    let line = PhoneLine {
        name: typed.line(&name("who"), words::ENTER_WHO)?,
        role: typed.line(&name("role"), words::ENTER_ROLE)?,
        phone: Phone::parse(typed.get(&name("phone")))
            .map_err(|_| ServiceError::invalid(name("phone"), words::ENTER_PHONE))?,
        hours: Span::new(time("from")?, time("to")?)
            .map_err(|_| ServiceError::invalid(name("to"), words::ENTER_LATER))?,
        weekdays,
    };
    if weekdays.is_empty() {
        Err(ServiceError::invalid(name("days"), words::SELECT_DAYS))
    } else {
        Ok(Some(line))
    }
}

fn read_provider(typed: &Typed) -> Result<Provider, ServiceError> {
    let mut phones = Vec::new();
    for at in 0..LINES {
        match read_line(typed, Some(at))? {
            Some(line) => phones.push(line),
            None if at < FEWEST => {
                return Err(ServiceError::invalid(of_line("who", Some(at)), words::ENTER_WHO));
            }
            None => {}
        }
    }
    let safeguarding = read_line(typed, None)?;
    let safeguarding =
        safeguarding.ok_or_else(|| ServiceError::invalid("who-safeguarding", words::ENTER_WHO))?;
    Ok(Provider {
        name: typed.line("name", words::ENTER_NAME)?,
        outward_name: typed.line("outward_name", words::ENTER_OUTWARD)?,
        urn: given(typed.get("urn"))
            .map(Urn::parse)
            .transpose()
            .map_err(|_| ServiceError::invalid("urn", words::ENTER_URN))?,
        nation: typed.code("nation", words::SELECT_NATION)?,
        reply_to: EmailAddress::parse(typed.get("reply_to"))
            .map_err(|_| ServiceError::invalid("reply_to", words::ENTER_EMAIL))?,
        phones,
        safeguarding,
        closed: read_closed(typed)?,
        destinations: read_codes(typed)?,
    })
}
