//! A letter as bytes (RFC 5322, RFC 2046).

use std::time::SystemTime;

use lettre::Address;
use lettre::message::header::ContentTransferEncoding::{self, Base64, QuotedPrintable};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment as AttachedPart, Body, Mailbox, Message, MultiPart, SinglePart};

use super::{Attachment, ComposeError, Outgoing, Sender};
use crate::domain::digest::sha256;

/// Puts a letter together: alternatives (text, HTML, calendar) within a mixture that ends with
/// the attachments. The same input gives the same bytes.
///
/// # Errors
/// [`ComposeError`] when an address, a header or a media type cannot stand.
pub fn compose(letter: &Outgoing, sender: &Sender) -> Result<Message, ComposeError> {
    one_line("subject", &letter.subject)?;
    let (name, reply_to) = match &letter.on_behalf_of {
        Some(other) => (&other.name, Some(&other.reply_to)),
        None => (&sender.name, sender.reply_to.as_ref()),
    };
    one_line("sender's name", name)?;
    one_line("Message-ID", &letter.message_id)?;
    let from = Mailbox::new(Some(name.clone()), address(&sender.address).ok_or(ComposeError::Sender)?);
    let mut builder = Message::builder()
        .from(from)
        .to(Mailbox::new(None, address(&letter.to).ok_or(ComposeError::Recipient)?))
        .subject(&letter.subject)
        .message_id(Some(format!("<{}>", letter.message_id)))
        .date(SystemTime::from(letter.queued_at))
        .raw_header(auto_submitted());
    if let Some(reply_to) = reply_to {
        builder = builder.reply_to(Mailbox::new(None, address(reply_to).ok_or(ComposeError::Sender)?));
    }
    if let Some(address) = &letter.unsubscribe {
        one_line("unsubscribe address", address)?;
        builder = builder.raw_header(header("List-Unsubscribe", format!("<{address}>")));
        // Mail programs post to HTTPS only.
        if address.starts_with("https://") {
            builder =
                builder.raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
    }
    builder.multipart(body(letter)?).map_err(|_| ComposeError::Refused)
}

fn body(letter: &Outgoing) -> Result<MultiPart, ComposeError> {
    let alternatives = MultiPart::alternative()
        .boundary(boundary(letter, "alternatives"))
        .singlepart(part(ContentType::TEXT_PLAIN, letter.text.clone(), QuotedPrintable)?)
        .singlepart(part(ContentType::TEXT_HTML, letter.html.clone(), QuotedPrintable)?);
    let alternatives = match &letter.calendar {
        Some(calendar) => alternatives.singlepart(publish(calendar)?),
        None => alternatives,
    };
    let mixture = MultiPart::mixed().boundary(boundary(letter, "mixture")).multipart(alternatives);
    letter.attachments.iter().try_fold(mixture, |mixture, file| Ok(mixture.singlepart(attached(file)?)))
}

fn publish(calendar: &str) -> Result<SinglePart, ComposeError> {
    part(media_type("text/calendar; method=PUBLISH; charset=utf-8")?, calendar.to_owned(), Base64)
}

fn attached(file: &Attachment) -> Result<SinglePart, ComposeError> {
    one_line("file name", &file.file_name)?;
    let body = Body::new_with_encoding(file.bytes.clone(), Base64).map_err(|_| ComposeError::Refused)?;
    Ok(AttachedPart::new(file.file_name.clone()).body(body, media_type(&file.mime)?))
}

/// A part in an encoding of ours: what the library picks by itself may leave bare line feeds.
fn part(
    media_type: ContentType,
    text: String,
    encoding: ContentTransferEncoding,
) -> Result<SinglePart, ComposeError> {
    let body = Body::new_with_encoding(text, encoding).map_err(|_| ComposeError::Refused)?;
    Ok(SinglePart::builder().content_type(media_type).body(body))
}

fn media_type(text: &str) -> Result<ContentType, ComposeError> {
    ContentType::parse(text).map_err(|_| ComposeError::MediaType)
}

fn address(text: &str) -> Option<Address> {
    text.parse().ok()
}

fn one_line(which: &'static str, text: &str) -> Result<(), ComposeError> {
    if text.chars().any(char::is_control) { Err(ComposeError::Control(which)) } else { Ok(()) }
}

/// A boundary that depends on the letter only, unlike the library's random ones.
fn boundary(letter: &Outgoing, part: &str) -> String {
    let drawn = sha256(format!("{part} {}", letter.message_id).as_bytes());
    "pw".chars().chain(drawn.chars().take(32)).collect()
}

/// Asks machines not to answer (RFC 3834).
fn auto_submitted() -> HeaderValue {
    header("Auto-Submitted", "auto-generated".to_owned())
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}
