/// HTML with its character references read; tags and attributes stay, since they are sent too.
pub(super) fn decoded(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, from)) = rest.split_once('&') {
        text.push_str(before);
        let reference = from.split_once(';').filter(|(name, _)| name.len() <= 8);
        match reference.and_then(|(name, tail)| Some((character(name)?, tail))) {
            Some((c, tail)) => {
                text.push(c);
                rest = tail;
            }
            None => {
                text.push('&');
                rest = from;
            }
        }
    }
    text.push_str(rest);
    text
}

/// The tags of HTML, and its styles: what a mail program acts on. A text that mentions a tag is no tag, because
/// its angle brackets are sent as character references.
pub(super) fn markup(html: &str) -> String {
    let mut found = String::new();
    let mut rest = html;
    while let Some((_, from)) = rest.split_once('<') {
        let (tag, after) = from.split_once('>').unwrap_or((from, ""));
        found.push('<');
        found.push_str(tag);
        found.push('>');
        rest = after;
        if tag.to_ascii_lowercase().starts_with("style") {
            let (style, after) = rest.split_once("</").unwrap_or((rest, ""));
            found.push_str(style);
            rest = after;
        }
    }
    found
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}

/// A calendar with its folded lines joined and its escapes read.
pub(super) fn unfolded(calendar: &str) -> String {
    const READ_AS: [(&str, &str); 8] = [
        ("\r\n ", ""),
        ("\r\n\t", ""),
        ("\n ", ""),
        ("\\n", "\n"),
        ("\\N", "\n"),
        ("\\,", ","),
        ("\\;", ";"),
        ("\\\\", "\\"),
    ];
    READ_AS.iter().fold(calendar.to_owned(), |text, (from, to)| text.replace(from, to))
}
