//! People who can be written to or rung.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::vocabulary;
use super::text::{Invalid, Line, text_newtype};
use super::time::{Span, Weekday, Weekdays};

/// One e-mail address: something, an at sign, a host with a dot. Whether it exists only sending tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String, format = "email", max_length = 254, pattern = "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$", example = "careers@school.example")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads an address; the host in lower case.
    ///
    /// # Errors
    /// [`Invalid`] when it cannot be an address of one mailbox.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new("not an e-mail address, such as kim@example.org");
        let text = text.trim();
        let (local, host) = text.rsplit_once('@').ok_or_else(invalid)?;
        let local_ok = (1..=64).contains(&local.len())
            && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let label_ok = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let host_ok = host.contains('.') && host.split('.').all(label_ok);
        if local_ok && host_ok && text.len() <= 254 {
            Ok(Self(format!("{local}@{}", host.to_ascii_lowercase())))
        } else {
            Err(invalid())
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::parse(&text)
    }
}

/// A telephone number as people write it in Britain: digits, spaces, an optional leading plus,
/// `ext` and an extension; 10 to 15 digits before the extension.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String, pattern = "^\\+?[0-9]( ?[0-9]){9,14}( ext [0-9]{1,6})?$", example = "01632 960123")]
pub struct Phone(String);

impl Phone {
    /// Reads a number.
    ///
    /// # Errors
    /// [`Invalid`] when it cannot be dialled.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        let (number, extension) = text.split_once(" ext ").unwrap_or((text, "0"));
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let number_ok =
            number.strip_prefix('+').unwrap_or(number).bytes().all(|b| b.is_ascii_digit() || b == b' ');
        let extension_ok =
            (1..=6).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_digit());
        if number_ok && extension_ok && (10..=15).contains(&digits) && number.len() <= 20 {
            Ok(Self(text.to_owned()))
        } else {
            Err(Invalid::new("not a telephone number, such as 01632 960123"))
        }
    }
}

text_newtype!(Phone);

/// A number that is answered, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PhoneLine {
    /// Who answers.
    pub name: Line,
    /// What they are.
    pub role: Line,
    /// The number.
    pub phone: Phone,
    /// On which weekdays it is answered.
    #[schema(value_type = Vec<Weekday>)]
    pub weekdays: Weekdays,
    /// Between which hours.
    pub hours: Span,
}

vocabulary! {
    /// Whether mail to a contact arrives.
    BounceState {
        /// Nothing is known against it.
        Fine = "fine",
        /// The last mail was refused for good; the address wants mending before the next.
        Bounced = "bounced",
    }
}

/// Somebody at an employer who is written to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactDetails {
    /// Their name.
    pub name: Line,
    /// Their role.
    pub role: Line,
    /// Where packs are sent.
    pub email: EmailAddress,
    /// Their number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
}
