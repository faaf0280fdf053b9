//! A learner's home and the people to ring: how they are asked for, and how that is read.

use crate::domain::contact::{EmailAddress, Phone};
use crate::domain::language::LanguageTag;
use crate::domain::learner::{FamilyContact, Home};
use crate::domain::place::Postcode;
use crate::services::ServiceError;
use crate::web::fields::{Form, Kind};
use crate::web::form::typed as given;
use crate::web::typed::Typed;
use crate::words::language;
use crate::words::pages::{new_learner as words, record};

/// How many people of the family a record holds.
const PEOPLE: usize = 6;

/// How many are asked for beyond those who are recorded.
const MORE: usize = 1;

/// The questions, with what stands there now.
pub(super) fn ask(form: Form, home: Option<&Home>) -> Form {
    let known = home.map(|home| home.family.as_slice()).unwrap_or_default();
    let text = |name: &str| match (name, home) {
        (_, None) => String::new(),
        ("address", Some(home)) => {
            home.address.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        }
        ("postcode", Some(home)) => home.postcode.as_str().to_owned(),
        ("own_email", Some(home)) => home.own_email.as_ref().map(email_text).unwrap_or_default(),
        (name, Some(_)) => of_person(known, name).unwrap_or_default(),
    };
    asked(form, known.len(), &text)
}

fn email_text(email: &EmailAddress) -> String {
    email.as_str().to_owned()
}

/// What a field such as `phone-1` says of somebody of the family.
fn of_person(family: &[FamilyContact], name: &str) -> Option<String> {
    let (part, at) = name.split_once('-')?;
    let one = family.get(at.parse::<usize>().ok()?)?;
    match part {
        "name" => Some(one.name.to_string()),
        "relationship" => Some(one.relationship.to_string()),
        "phone" => one.phone.as_ref().map(ToString::to_string),
        "language" => one.language.as_ref().map(ToString::to_string),
        _ => one.email.as_ref().map(email_text),
    }
}

/// The questions, with what is said of each, and of how many people something is.
pub(super) fn asked(form: Form, people: usize, text: &dyn Fn(&str) -> String) -> Form {
    let form = form
        .ask(Kind::Area, "address", words::ADDRESS, record::ONE_A_LINE, text("address"))
        .ask(Kind::Short, "postcode", words::POSTCODE, "", text("postcode"))
        .ask(Kind::Line, "own_email", words::OWN_EMAIL, words::OWN_EMAIL_HINT, text("own_email"));
    let parts = [
        ("name", words::NAME),
        ("relationship", words::RELATIONSHIP),
        ("phone", words::PHONE),
        ("email", words::EMAIL),
    ];
    (0..(people + MORE).min(PEOPLE)).fold(form, |form, at| {
        let form = parts.iter().fold(form, |form, (part, label)| {
            let name = format!("{part}-{at}");
            form.ask(Kind::Line, &name, &words::of_person(at, label), "", text(&name))
        });
        let (name, label) = (format!("language-{at}"), words::of_person(at, words::LANGUAGE));
        let known = text(&name);
        form.choose(Kind::Select, &name, &label, "", languages(&known, words::NO_LANGUAGE), &[known.as_str()])
    })
}

/// The languages to choose from: none, those of the list, and one that is recorded and not in it.
pub(in crate::web) fn languages(known: &str, none: &str) -> Vec<(String, String)> {
    let listed: Vec<(String, String)> =
        language::names().map(|(code, name)| (code.to_owned(), name.to_owned())).collect();
    let is_listed = known.is_empty() || listed.iter().any(|(code, _)| code == known);
    let other = (!is_listed).then(|| (known.to_owned(), known.to_owned()));
    [(String::new(), none.to_owned())].into_iter().chain(listed).chain(other).collect()
}

/// The home as typed. A position that stands for the same postcode stays.
pub(super) fn read(typed: &Typed, before: Option<&Home>) -> Result<Home, ServiceError> {
    let postcode = Postcode::parse(typed.get("postcode").trim())
        .map_err(|_| ServiceError::invalid("postcode", words::ENTER_POSTCODE))?;
    let same = before.filter(|before| before.postcode == postcode);
    let people = (0..PEOPLE).filter_map(|at| person(typed, at).transpose());
    Ok(Home {
        address: typed.lines("address")?,
        coordinates: same.and_then(|before| before.coordinates),
        own_email: email(typed, "own_email")?,
        family: people.collect::<Result<_, _>>()?,
        postcode,
    })
}

fn email(typed: &Typed, name: &str) -> Result<Option<EmailAddress>, ServiceError> {
    let read = given(typed.get(name)).map(EmailAddress::parse).transpose();
    read.map_err(|_| ServiceError::invalid(name, words::ENTER_EMAIL))
}

/// Somebody of the family; nobody where every field was left empty.
fn person(typed: &Typed, at: usize) -> Result<Option<FamilyContact>, ServiceError> {
    let [name, relationship, phone, mail, language] =
        ["name", "relationship", "phone", "email", "language"].map(|what| format!("{what}-{at}"));
    if [&name, &relationship, &phone, &mail].into_iter().all(|field| typed.is_empty(field)) {
        return Ok(None);
    }
    let number = given(typed.get(&phone)).map(Phone::parse).transpose();
    Ok(Some(FamilyContact {
        name: typed.line(&name, words::ENTER_PERSON)?,
        relationship: typed.line(&relationship, words::ENTER_RELATIONSHIP)?,
        phone: number.map_err(|_| ServiceError::invalid(phone, words::ENTER_PHONE))?,
        email: email(typed, &mail)?,
        language: given(typed.get(&language))
            .map(LanguageTag::parse)
            .transpose()
            .map_err(|error| ServiceError::invalid(language, error.to_string()))?,
    }))
}
