//! Who is known already: by the provider's own number, else by the UPN, the ULN, or name and date of birth.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::app::App;
use crate::auth::{Caller, Permit};
use crate::db::learner_drafts::{self, LearnerDraft};
use crate::db::learners::{self, StoredLearner, external_index};
use crate::domain::learner::LearnerState;
use crate::domain::text::folded;
use crate::intake::learner::SAME_LEARNER;
use crate::intake::{Answered, SheetRow};
use crate::services::ServiceError;
use crate::words::intake as words;

/// Somebody of whom something is stored.
pub(super) enum Person {
    /// A learner.
    Learner(Box<StoredLearner>),
    /// A draft of one.
    Draft(LearnerDraft),
}

/// Whom a row is about.
pub(super) enum Found {
    /// Somebody who is known, and whether the number that is stored for them stays as it is.
    Known {
        /// Who.
        person: Person,
        /// Whether the row's number is left out.
        keeps_number: bool,
    },
    /// Somebody about whom a row above is as well.
    Again,
    /// Perhaps somebody of the same name and date of birth, who has another number. What is asked.
    Perhaps(&'static str),
    /// Somebody who has the UPN or the ULN of somebody else.
    UpnOfAnother,
    /// Nobody who is known.
    Nobody,
}

/// What tells a person from others.
struct Marks {
    number: String,
    upn: String,
    uln: String,
    name: String,
    born: String,
}

impl Marks {
    fn of(said: &Answered) -> Self {
        Self {
            number: said.text("external_id"),
            upn: said.text("upn"),
            uln: said.text("uln"),
            name: name(&said.text("given_name"), &said.text("family_name")),
            born: said.text("date_of_birth"),
        }
    }

    fn of_learner(stored: &StoredLearner) -> Self {
        let (identity, codes) = (&stored.learner.identity, &stored.learner.codes);
        let text = |line: &Option<crate::domain::text::Line>| {
            line.as_ref().map(ToString::to_string).unwrap_or_default()
        };
        Self {
            number: text(&codes.external_id),
            upn: text(&codes.upn),
            uln: text(&codes.uln),
            name: name(identity.given_name.as_str(), identity.family_name.as_str()),
            born: identity.date_of_birth.to_string(),
        }
    }

    /// Whether the number is one of the provider's own, and not the UPN or the ULN in its place.
    fn has_own_number(&self) -> bool {
        !self.number.is_empty() && self.number != self.upn && self.number != self.uln
    }

    /// Whether both dates of birth are known, and not the same.
    fn is_born_elsewhen(&self, other: &Self) -> bool {
        !self.born.is_empty() && !other.born.is_empty() && self.born != other.born
    }

    /// Whether both have such a number of a kind, and not the same.
    fn contradicts(&self, other: &Self) -> bool {
        let differ = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && one != other;
        differ(&self.upn, &other.upn) || differ(&self.uln, &other.uln)
    }
}

fn name(given: &str, family: &str) -> String {
    folded(&format!("{given} {family}"))
}

/// Everybody who may be meant by a row.
#[derive(Default)]
pub(super) struct Known {
    people: Vec<(Option<Person>, Marks)>,
    by_index: BTreeMap<String, usize>,
    by_upn: BTreeMap<String, usize>,
    by_uln: BTreeMap<String, usize>,
    by_name: BTreeMap<(String, String), Vec<usize>>,
}

impl Known {
    /// Reads whom the rows may be about. Every record of the provider is opened only where a row has a number that is not
    /// known.
    pub(super) fn read(
        app: &App,
        permit: &Permit,
        caller: &Caller,
        rows: &[SheetRow],
    ) -> Result<Self, ServiceError> {
        let index = |row: &SheetRow| external_index(&app.keys, &row.said.text("external_id"));
        let wanted: BTreeSet<String> = rows.iter().map(index).collect();
        let wanted: Vec<String> = wanted.into_iter().collect();
        app.read(permit, |c| {
            let provider = &caller.organisation;
            let mut known = Self::default();
            for (index, draft) in learner_drafts::all_of(c, &app.keys, provider)? {
                known.add(index, Marks::of(&draft.said), Person::Draft(draft));
            }
            let numbered = learners::numbered(c, &app.keys, provider, &wanted)?;
            let all_known =
                wanted.iter().all(|index| numbered.contains_key(index) || known.by_index.contains_key(index));
            if all_known {
                for (index, stored) in numbered {
                    known.add_learner(index, stored);
                }
                return Ok(known);
            }
            for stored in learners::all_of(c, &app.keys, provider)? {
                let number = Marks::of_learner(&stored).number;
                // One that is out of use counts by its number only: whoever left may share a name with somebody new.
                let index = external_index(&app.keys, &number);
                if stored.state == LearnerState::Active || (!number.is_empty() && wanted.contains(&index)) {
                    known.add_learner(index, stored);
                }
            }
            Ok(known)
        })
    }

    fn add_learner(&mut self, index: String, stored: StoredLearner) {
        self.add(index, Marks::of_learner(&stored), Person::Learner(Box::new(stored)));
    }

    fn add(&mut self, index: String, marks: Marks, person: Person) {
        let at = self.people.len();
        if !marks.number.is_empty() {
            self.by_index.insert(index, at);
        }
        if !marks.upn.is_empty() {
            self.by_upn.insert(marks.upn.clone(), at);
        }
        if !marks.uln.is_empty() {
            self.by_uln.insert(marks.uln.clone(), at);
        }
        if !marks.born.is_empty() {
            self.by_name.entry((marks.name.clone(), marks.born.clone())).or_default().push(at);
        }
        self.people.push((Some(person), marks));
    }

    /// Whom a row is about. Nobody is found twice.
    pub(super) fn find(&mut self, index: &str, said: &Answered) -> Found {
        let marks = Marks::of(said);
        let of_upn = self.by_upn.get(&marks.upn).or_else(|| self.by_uln.get(&marks.uln)).copied();
        if let Some(at) = self.by_index.get(index).copied() {
            let of_another = of_upn.is_some_and(|other| other != at);
            return if of_another { Found::UpnOfAnother } else { self.take(at, false) };
        }
        if let Some(at) = of_upn {
            let Some((_, stored)) = self.people.get(at) else { return Found::Nobody };
            let (keeps, has_own) = (stored.has_own_number(), marks.has_own_number());
            // A number that has changed is no surprise where everything else is the same.
            let other = keeps && has_own && (stored.name != marks.name || stored.is_born_elsewhen(&marks));
            return if other { Found::UpnOfAnother } else { self.take(at, keeps && !has_own) };
        }
        let namesakes = self.by_name.get(&(marks.name.clone(), marks.born.clone()));
        let [at] = namesakes.map(Vec::as_slice).unwrap_or_default() else { return Found::Nobody };
        let (at, Some((_, stored))) = (*at, self.people.get(*at)) else { return Found::Nobody };
        let (keeps, has_own) = (stored.has_own_number(), marks.has_own_number());
        let asks = match (stored.contradicts(&marks), keeps && has_own) {
            // Two numbers and two UPNs are two people.
            (true, true) => return Found::Nobody,
            (true, false) => words::OTHER_UPN,
            (false, true) => words::OTHER_NUMBER,
            (false, false) => return self.take(at, keeps),
        };
        match said.get(SAME_LEARNER).and_then(Value::as_bool) {
            None => Found::Perhaps(asks),
            Some(true) => self.take(at, keeps && !has_own),
            Some(false) => Found::Nobody,
        }
    }

    fn take(&mut self, at: usize, keeps_number: bool) -> Found {
        let person = self.people.get_mut(at).and_then(|(person, _)| person.take());
        person.map_or(Found::Again, |person| Found::Known { person, keeps_number })
    }
}
