//! Identifiers. Each kind of thing has its own type, so that one cannot stand for another.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::text::{Invalid, text_newtype};

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(try_from = "String")]
        #[schema(value_type = String, format = "uuid", pattern = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
        pub struct $name(String);

        impl $name {
            /// Reads an identifier in the lower-case hyphenated form of a UUID.
            ///
            /// # Errors
            /// [`Invalid`] for any other text.
            pub fn parse(text: &str) -> Result<Self, Invalid> {
                uuid_shaped(text).then(|| Self(text.to_owned())).ok_or_else(not_an_id)
            }

            /// All noughts: of what is read from a document and has no row.
            #[must_use]
            pub fn nil() -> Self {
                Self("00000000-0000-0000-0000-000000000000".to_owned())
            }
        }

        text_newtype!($name);
    )+};
}

id! {
    /// A hub, a provider or an employer.
    OrganisationId;
    /// A person who signs in.
    UserId;
    /// A key of a machine client.
    ApiKeyId;
    /// One of an employer's contacts.
    ContactId;
    /// A placement offer.
    OfferId;
    /// A learner.
    LearnerId;
    /// A recorded agreement of a learner or a family.
    AgreementId;
    /// A placement: one learner, one offer, one set of dates.
    PlacementId;
    /// One version of a placement's briefing pack.
    BriefingId;
    /// One sending of one pack to one contact.
    DeliveryId;
    /// One letter to one person, beside the packs.
    LetterId;
    /// A cohort: learners placed together.
    CohortId;
    /// What an employer told of a placement.
    ReportId;
    /// An alert that a learner is not known to have arrived.
    AlertId;
    /// An address of another system that is told of events.
    WebhookId;
    /// One event for one such address.
    WebhookMessageId;
    /// A file that was brought in.
    ImportId;
    /// A message to the families of a provider's learners.
    FamilyMessageId;
    /// One such message to one person.
    FamilySendingId;
    /// A queued piece of work.
    JobId;
}

fn uuid_shaped(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

fn not_an_id() -> Invalid {
    Invalid::new("not an identifier: 36 characters, lower-case hexadecimal with hyphens")
}

/// A name for a part of a document (a task, a window, a person) that stays the same when the
/// document changes: 1 to 40 lower-case letters, digits, hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String, pattern = "^[a-z0-9][a-z0-9-]{0,39}$", example = "first")]
pub struct Slug(String);

impl Slug {
    /// Reads a slug.
    ///
    /// # Errors
    /// [`Invalid`] when the text has another shape.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let fits = (1..=40).contains(&text.len())
            && !text.starts_with('-')
            && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        fits.then(|| Self(text.to_owned())).ok_or_else(|| {
            Invalid::new("must be 1 to 40 lower-case letters, digits or hyphens, not starting with a hyphen")
        })
    }
}

text_newtype!(Slug);

/// Names a task within its offer.
pub type TaskId = Slug;
/// Names a window within its offer.
pub type WindowId = Slug;
/// Names a person within an offer's site.
pub type PersonId = Slug;

/// What the outside world calls a placement: `PW-` and 8 random Crockford base-32 characters,
/// so that it tells nothing of how many there are or in what order they came.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String, pattern = "^PW-[0-9A-HJKMNP-TV-Z]{8}$")]
pub struct Reference(String);

impl Reference {
    /// Crockford's base 32: no I, L, O or U, so that it survives being read over the phone.
    const ALPHABET: &'static [u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// A reference from 40 random bits.
    #[must_use]
    pub fn from_random(bytes: [u8; 5]) -> Self {
        let bits = bytes.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let character = |at: u32| {
            let five = usize::try_from(bits >> (35 - 5 * at) & 31).unwrap_or_default();
            Self::ALPHABET.get(five).map_or('0', |byte| char::from(*byte))
        };
        Self(format!("PW-{}", (0..8).map(character).collect::<String>()))
    }

    /// Reads a reference.
    ///
    /// # Errors
    /// [`Invalid`] when the text has another shape.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let fits = text
            .strip_prefix("PW-")
            .is_some_and(|rest| rest.len() == 8 && rest.bytes().all(|b| Self::ALPHABET.contains(&b)));
        fits.then(|| Self(text.to_owned()))
            .ok_or_else(|| Invalid::new("not a placement reference, such as PW-7K3M9QTX"))
    }
}

text_newtype!(Reference);
