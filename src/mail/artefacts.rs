//! What is stored of a letter when it is approved, and sent byte for byte.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::{OnBehalfOf, Outgoing};

/// A letter without its recipient: the address alone is read when it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artefacts {
    /// See [`Outgoing::on_behalf_of`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<OnBehalfOf>,
    /// See [`Outgoing::subject`].
    pub subject: String,
    /// See [`Outgoing::text`].
    pub text: String,
    /// See [`Outgoing::html`].
    pub html: String,
    /// See [`Outgoing::calendar`].
    pub calendar: Option<String>,
    /// See [`Outgoing::unsubscribe`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsubscribe: Option<String>,
    /// See [`Outgoing::attachments`].
    pub attachments: Vec<Attachment>,
}

/// A file that goes with a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The name the recipient sees: a reference, never a person's name.
    pub file_name: String,
    /// Its media type, such as `application/pdf`.
    pub mime: String,
    /// Its content; base 64 when stored.
    #[serde(serialize_with = "to_base64", deserialize_with = "from_base64")]
    pub bytes: Vec<u8>,
}

impl Artefacts {
    /// The letter to one recipient. All but the address stays as it was approved.
    #[must_use]
    pub fn addressed(self, delivery: &str, message_id: &str, queued_at: DateTime<Utc>, to: &str) -> Outgoing {
        let Self { on_behalf_of, subject, text, html, calendar, unsubscribe, attachments } = self;
        let (delivery, message_id, to) = (delivery.to_owned(), message_id.to_owned(), to.to_owned());
        Outgoing {
            delivery,
            message_id,
            queued_at,
            to,
            on_behalf_of,
            subject,
            text,
            html,
            calendar,
            unsubscribe,
            attachments,
        }
    }
}

fn to_base64<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(bytes))
}

fn from_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    STANDARD.decode(text).map_err(|_| D::Error::custom("not base 64"))
}
