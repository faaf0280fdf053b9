//! Who reads a copy of a plan, and to whom a sending goes.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use super::delivery::Edition;
use super::ids::{ContactId, UserId};
use super::text::Invalid;

/// Who reads a copy of a plan. Nothing in it tells a name or an address: both are read when it is sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Reader {
    /// The learner.
    Learner,
    /// Somebody of the family, by a keyed digest that only the service can make.
    Family(String),
    /// A job coach who is assigned to the placement.
    Coach(UserId),
}

/// The length of a keyed digest in text.
const DIGEST: usize = 43;

impl Reader {
    /// Reads a reader.
    ///
    /// # Errors
    /// [`Invalid`] for any other text.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new("not a reader, such as learner");
        match text.split_once(':') {
            None if text == "learner" => Ok(Self::Learner),
            Some(("coach", id)) => UserId::parse(id).map(Self::Coach),
            Some(("family", digest))
                if digest.len() == DIGEST
                    && digest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') =>
            {
                Ok(Self::Family(digest.to_owned()))
            }
            _ => Err(invalid()),
        }
    }

    /// The edition that is written for such a reader.
    #[must_use]
    pub fn edition(&self) -> Edition {
        match self {
            Self::Learner => Edition::Learner,
            Self::Family(_) => Edition::Family,
            Self::Coach(_) => Edition::JobCoach,
        }
    }
}

impl fmt::Display for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Learner => f.write_str("learner"),
            Self::Family(digest) => write!(f, "family:{digest}"),
            Self::Coach(id) => write!(f, "coach:{id}"),
        }
    }
}

impl PartialSchema for Reader {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("Who reads a copy of a plan."))
            .pattern(Some("^(learner|family:[A-Za-z0-9_-]{43}|coach:[0-9a-f-]{36})$"))
            .examples(["learner"])
            .into()
    }
}

impl ToSchema for Reader {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Reader")
    }
}

impl TryFrom<String> for Reader {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::parse(&text)
    }
}

impl From<Reader> for String {
    fn from(reader: Reader) -> Self {
        reader.to_string()
    }
}

/// To whom a sending goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addressee {
    /// An employer's contact, who has the pack.
    Contact(ContactId),
    /// The reader of a copy.
    Reader(Reader),
}

impl Addressee {
    /// The contact, if it is one.
    #[must_use]
    pub fn contact(&self) -> Option<&ContactId> {
        match self {
            Self::Contact(contact) => Some(contact),
            Self::Reader(_) => None,
        }
    }

    /// The reader of a copy, if it is one.
    #[must_use]
    pub fn reader(&self) -> Option<&Reader> {
        match self {
            Self::Contact(_) => None,
            Self::Reader(reader) => Some(reader),
        }
    }
}

impl From<&ContactId> for Addressee {
    fn from(contact: &ContactId) -> Self {
        Self::Contact(contact.clone())
    }
}

impl From<&Reader> for Addressee {
    fn from(reader: &Reader) -> Self {
        Self::Reader(reader.clone())
    }
}

impl From<&Self> for Addressee {
    fn from(same: &Self) -> Self {
        same.clone()
    }
}
