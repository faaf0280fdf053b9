//! Everything that is held of a learner, as a page that a parent can read.
//!
//! The page is made from the JSON that is handed out beside it, field by field, so that nothing can be in one and
//! missing in the other: names of fields and codes become words, dates become dates, files become links.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::briefing::plain_date;

/// The parts of the record, with what each of them is.
const PARTS: [(&str, &str, &str); 7] = [
    ("record", "The record", "What the school or college has written down, to find a placement that suits."),
    ("agreements", "Agreements", "What was agreed to, by whom, and the words that were read out or shown."),
    ("decisions", "Decisions", "Decisions that people took about the learner, and their reasons."),
    (
        "placements",
        "Placements",
        "Each placement with its steps, its plan, and what was sent to the employer.",
    ),
    ("disclosures", "Who was told what", "Each time something was sent: to whom, why, and which details."),
    (
        "family_messages",
        "Messages to the family",
        "Messages to all families that reached this learner’s family.",
    ),
    ("looks", "Who looked", "Each time somebody opened the record, a placement or a pack."),
];

/// The page of an export; `name` is what the learner is called.
#[must_use]
pub fn page(export: &Value, name: &str) -> String {
    let mut out = String::from(HEAD);
    let title = format!("Everything held about {}", escape(name));
    push(&mut out, format_args!("<title>{title}</title></head><body><main>\n<h1>{title}</h1>\n"));
    if let Some(at) = export.get("exported_at") {
        push(&mut out, format_args!("<p>Put together on {}. {}</p>\n", text_of(at), INTRODUCTION));
    }
    for (key, heading, explained) in PARTS {
        let Some(part) = export.get(key) else { continue };
        push(&mut out, format_args!("<section><h2>{heading}</h2>\n<p>{explained}</p>\n"));
        node(&mut out, key, part);
        out.push_str("</section>\n");
    }
    out.push_str("</main></body></html>\n");
    out
}

const INTRODUCTION: &str = "If something is wrong, tell the school or college: it must be put right. People and things are \
    named by identifiers where the service holds no more. The file in JSON says the same for a machine.";

const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>\n\
    body { font: 1.05rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 0 auto; padding: 1rem; }\n\
    dt { font-weight: bold; } dd { margin: 0 0 .4rem 1rem; } li { margin-bottom: .6rem; }\n\
    pre { white-space: pre-wrap; border-left: 3px solid; padding-left: .8rem; font: inherit; }\n</style>\n";

fn push(out: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a text cannot fail.
    let _ = out.write_fmt(words);
}

fn node(out: &mut String, key: &str, value: &Value) {
    match value {
        Value::Array(items) if items.is_empty() => out.push_str("<p>None.</p>\n"),
        Value::Array(items) if items.iter().all(|item| !item.is_object() && !item.is_array()) => {
            let all: Vec<String> = items.iter().map(text_of).collect();
            push(out, format_args!("{}\n", all.join(", ")));
        }
        Value::Array(items) => {
            out.push_str("<ol>\n");
            for item in items {
                out.push_str("<li>");
                node(out, key, item);
                out.push_str("</li>\n");
            }
            out.push_str("</ol>\n");
        }
        Value::Object(_) if key == "content" => letter(out, value),
        Value::Object(fields) => {
            out.push_str("<dl>\n");
            for (name, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
                push(out, format_args!("<dt>{}</dt><dd>", escape(&label(name))));
                node(out, name, value);
                out.push_str("</dd>\n");
            }
            out.push_str("</dl>\n");
        }
        scalar => push(out, format_args!("{}", text_of(scalar))),
    }
}

/// A letter as it was sent: its words, and its files to open.
fn letter(out: &mut String, content: &Value) {
    let words = |name: &str| content.get(name).and_then(Value::as_str).unwrap_or_default();
    push(
        out,
        format_args!(
            "<p><strong>{}</strong></p><pre>{}</pre>\n",
            escape(words("subject")),
            escape(words("text"))
        ),
    );
    let files = content.get("attachments").and_then(Value::as_array);
    for file in files.into_iter().flatten() {
        let part = |name: &str| escape(file.get(name).and_then(Value::as_str).unwrap_or_default());
        let (name, mime, bytes) = (part("file_name"), part("mime"), part("bytes"));
        push(
            out,
            format_args!("<p><a download=\"{name}\" href=\"data:{mime};base64,{bytes}\">{name}</a></p>\n"),
        );
    }
}

/// A field's name in words.
fn label(name: &str) -> String {
    if ["upn", "uln", "sen", "id"].contains(&name) {
        return name.to_uppercase();
    }
    let mut words = name.replace('_', " ");
    if let Some(first) = words.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    words
}

fn text_of(value: &Value) -> String {
    match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => in_words(text),
        Value::Null => "not stated".to_owned(),
        other => other.to_string(),
    }
}

/// Dates as dates, codes as words, anything else as it is.
fn in_words(text: &str) -> String {
    if let Ok(date) = text.parse::<NaiveDate>() {
        return plain_date(date);
    }
    if text.ends_with('Z')
        && let Ok(at) = text.parse::<DateTime<Utc>>()
    {
        return format!("{}, {} UTC", plain_date(at.date_naive()), at.format("%H:%M"));
    }
    let code = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'.');
    if text.bytes().all(code) && text.bytes().any(|byte| byte == b'_') {
        return escape(&text.replace(['_', '.'], " "));
    }
    escape(text)
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    safe
}
