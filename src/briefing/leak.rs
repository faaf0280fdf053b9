//! The leak check: reads everything that is about to leave and refuses what must never be there.
//!
//! It judges by field and context, never by bare words: "toilet", "minibus" or "postcode" as part
//! of a task are fine, and a surname that is also an ordinary word is a leak only where it is used
//! as a name. What it looks for is domain knowledge of this one learner, given as [`Secrets`].
//! A finding never repeats what was found.

mod copies;
mod dates;
mod decode;
mod home;
mod learner;
mod names;
mod ordinary;
mod parts;
mod reading;
mod secrets;
mod terms;
mod display;

pub use parts::{Part, booklet_parts, mail_parts, parts};
pub use secrets::{FamilyContact, Secrets};

use reading::Reading;

use crate::domain::code::Code;
use crate::domain::disclosure::Told;

/// Where something was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A field of the pack, as a JSON pointer.
    Field(String),
    /// The mail's subject.
    Subject,
    /// A header of the mail, such as the sender's name.
    Header(String),
    /// The HTML part, attributes included.
    Html,
    /// The tags and styles of the HTML part, without the text between them.
    Markup,
    /// The text part.
    Text,
    /// The text on the pages of the named attachment.
    Pages(&'static str),
    /// An alternative text in the named attachment.
    AltText(&'static str),
    /// The metadata of the named attachment.
    Metadata(&'static str),
    /// The name of an attachment.
    FileName,
    /// The calendar.
    Calendar,
}

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The learner's surname, or a first name that was not agreed.
    Name,
    /// The date of birth.
    DateOfBirth,
    /// The home postcode.
    HomePostcode,
    /// A line of the home address.
    HomeAddress,
    /// A pupil, learner or health-service number.
    Identifier,
    /// A code of special educational need.
    NeedCode,
    /// A diagnosis.
    Diagnosis,
    /// Something that stands only in a learner's file: a plan's name, a care status, a risk history.
    FileMatter,
    /// A free-text note, copied.
    Note,
    /// A family member's name, telephone or e-mail address.
    Family,
    /// Another learner's name.
    OtherLearner,
    /// The way to work: a stop or a line.
    Journey,
    /// A score or rank of the match.
    Score,
    /// A link that opens something by itself.
    AccessToken,
    /// A picture, or anything fetched when the mail is opened.
    RemoteContent,
    /// A fact that is not on the list of what this edition may tell.
    NotThisReader,
}

/// One reason why the pack may not go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What kind.
    pub kind: Kind,
}

/// Reads every part. An empty answer is the only one that lets a pack go.
#[must_use]
pub fn check(parts: &[Part], secrets: &Secrets) -> Vec<Finding> {
    let sought = Sought::of(secrets);
    let mut findings: Vec<Finding> = parts.iter().flat_map(|part| in_part(part, &sought)).collect();
    findings.sort();
    findings.dedup();
    findings
}

/// What every part is looked through for, read once: a pack has hundreds of parts.
struct Sought<'a> {
    secrets: &'a Secrets,
    public: Vec<Reading>,
    own_words: Vec<Reading>,
    birth: Vec<Reading>,
    file_words: Vec<Reading>,
    runs: Vec<Reading>,
}

impl<'a> Sought<'a> {
    fn of(secrets: &'a Secrets) -> Self {
        Self {
            secrets,
            public: Reading::each(&secrets.public),
            own_words: Reading::each(&secrets.own_words),
            birth: secrets.date_of_birth.map(dates::ways).unwrap_or_default(),
            file_words: terms::file_words(),
            runs: copies::runs(secrets),
        }
    }
}

fn in_part(part: &Part, sought: &Sought) -> Vec<Finding> {
    let secrets = sought.secrets;
    if part.place == Place::Markup {
        let found = copies::remote_content(&part.text);
        return found
            .then_some(Finding { place: Place::Markup, kind: Kind::RemoteContent })
            .into_iter()
            .collect();
    }
    if part.is_told() {
        let told = Told::named(&part.text).is_some_and(|told| secrets.may_tell.contains(told));
        return (!told)
            .then_some(Finding { place: part.place.clone(), kind: Kind::NotThisReader })
            .into_iter()
            .collect();
    }
    let reading = Reading::of(&part.text);
    let public = reading.covered(&sought.public);
    let own = reading.covered(&sought.own_words);
    let strict = part.strict();
    let mut kinds = Vec::new();
    let mut note = |found: bool, kind: Kind| {
        if found {
            kinds.push(kind);
        }
    };
    note(names::learner(&reading, secrets, &public, strict), Kind::Name);
    note(names::family(&reading, secrets, &public), Kind::Family);
    note(names::others(&reading, secrets, &public), Kind::OtherLearner);
    note(dates::stands(&reading, &sought.birth), Kind::DateOfBirth);
    note(home::postcode(&reading, secrets, &public), Kind::HomePostcode);
    note(home::address(&reading, secrets, &public), Kind::HomeAddress);
    note(terms::identifier(&reading, secrets), Kind::Identifier);
    note(terms::need_code(&reading, secrets, &public, &own, strict), Kind::NeedCode);
    note(terms::diagnosis(&reading, secrets, &public, &own), Kind::Diagnosis);
    note(reading.leaks(&sought.file_words, &[&public, &own]), Kind::FileMatter);
    note(reading.leaks(&sought.runs, &[&public, &own]), Kind::Note);
    let journey_told = secrets.may_tell.contains(Told::Journey);
    note(!journey_told && home::journey(&reading, secrets, &public), Kind::Journey);
    note(terms::score(&reading), Kind::Score);
    note(copies::access_token(&part.text), Kind::AccessToken);
    kinds.into_iter().map(|kind| Finding { place: part.place.clone(), kind }).collect()
}
