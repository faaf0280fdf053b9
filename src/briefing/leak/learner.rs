use super::secrets::{FamilyContact, Secrets};
use crate::domain::code::Code;
use crate::domain::delivery::Edition;
use crate::domain::disclosure::Told;
use crate::domain::learner::Learner;
use crate::domain::offer::OfferFacts;
use crate::domain::organisation::Provider;
use crate::words::briefing::told::NEVER_TOLD;

impl Secrets {
    /// What must not leave about a learner in one edition, and what the employer and the provider have
    /// made public themselves. `other_learners` are the whole names of the provider's others.
    #[must_use]
    pub fn of(
        edition: Edition,
        learner: &Learner,
        first_name_agreed: bool,
        statement_agreed: bool,
        offer: &OfferFacts,
        provider: &Provider,
        other_learners: Vec<String>,
    ) -> Self {
        let (identity, profile, home) = (&learner.identity, &learner.profile, &learner.home);
        let mut first_names = vec![identity.given_name.to_string()];
        first_names.extend(identity.known_as.iter().chain(&identity.latin_spelling).map(ToString::to_string));
        let identifiers = [&learner.codes.upn, &learner.codes.uln, &learner.codes.external_id];
        let (own, may_tell) = (&profile.own_words, edition.may_tell());
        let statement = own.statement.as_ref().filter(|_| statement_agreed);
        let likes = own.likes.iter().chain(&own.wants_to_try).filter(|_| may_tell.contains(Told::OwnWords));
        Self {
            may_tell,
            first_names,
            first_name_agreed,
            surnames: vec![identity.family_name.to_string()],
            date_of_birth: Some(identity.date_of_birth),
            home_lines: home
                .address
                .iter()
                .take(street_lines(home.address.len()))
                .map(ToString::to_string)
                .collect(),
            postcode: Some(home.postcode.as_str().to_owned()),
            identifiers: identifiers.into_iter().flatten().map(ToString::to_string).collect(),
            need_codes: learner.codes.sen.iter().map(|code| code.code().to_owned()).collect(),
            diagnoses: Vec::new(),
            notes: notes(learner),
            family: home
                .family
                .iter()
                .map(|one| FamilyContact {
                    name: one.name.to_string(),
                    phones: one.phone.iter().map(ToString::to_string).collect(),
                    emails: one.email.iter().map(|email| email.as_str().to_owned()).collect(),
                })
                .chain(home.own_email.iter().map(|own| FamilyContact {
                    emails: vec![own.as_str().to_owned()],
                    ..FamilyContact::default()
                }))
                .collect(),
            other_learners,
            journey: Vec::new(),
            public: public(edition, offer, provider),
            own_words: statement.into_iter().chain(likes).flat_map(|own| sentences(own.as_str())).collect(),
        }
    }
}

/// Words of the learner's own as they stand, and sentence by sentence: fonts may lack letters of some.
fn sentences(own: &str) -> Vec<String> {
    [own].into_iter().chain(own.split(['.', '!', '?'])).map(str::to_owned).collect()
}

/// The last line of an address is its town, which tells nobody's home.
fn street_lines(lines: usize) -> usize {
    if lines > 1 { lines - 1 } else { lines }
}

/// Notes that a provider writes for itself, and words of the learner's that are not the statement.
fn notes(learner: &Learner) -> Vec<String> {
    let profile = &learner.profile;
    let needs = profile.needs.iter().filter_map(|need| need.note.as_ref()).map(ToString::to_string);
    let earlier = profile.earlier.iter().filter_map(|one| one.learnt.as_ref()).map(ToString::to_string);
    let own = [&profile.own_words.likes, &profile.own_words.wants_to_try, &profile.own_words.dislikes];
    needs.chain(earlier).chain(own.into_iter().flatten().map(ToString::to_string)).collect()
}

fn public(edition: Edition, facts: &OfferFacts, provider: &Provider) -> Vec<String> {
    let offer = &facts.offer;
    let mut phrases =
        vec![facts.employer_name.to_string(), offer.site.name.to_string(), offer.title.to_string()];
    phrases.extend(offer.site.address.iter().map(ToString::to_string));
    phrases.push(offer.site.postcode.as_str().to_owned());
    phrases.push(offer.site.door.to_string());
    phrases.push(offer.site.ask_for.to_string());
    phrases.extend(offer.people.iter().flat_map(|person| [person.name.to_string(), person.role.to_string()]));
    phrases.extend(offer.tasks.iter().flat_map(|task| {
        let steps = task.steps.iter().map(|step| step.does.to_string());
        let lines = [
            &task.name,
            &task.place,
            &task.good_looks_like,
            &task.visible_finish,
            &task.if_finished,
            &task.if_stuck,
        ];
        lines.into_iter().map(ToString::to_string).chain(steps).collect::<Vec<String>>()
    }));
    phrases.extend(offer.events.iter().map(|event| event.name.to_string()));
    phrases.push(provider.outward_name.to_string());
    if edition == Edition::Family {
        phrases.extend(NEVER_TOLD.map(str::to_owned));
    }
    phrases.extend(provider.phones.iter().chain([&provider.safeguarding]).map(|line| line.name.to_string()));
    phrases
}
