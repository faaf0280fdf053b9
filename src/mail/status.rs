//! Enhanced status codes (RFC 3463, with the registry that RFC 5248 opened) as a table of whose
//! doing a refusal is.

use super::Blame;

/// An enhanced status code without its class: `5.1.8` is subject 1, detail 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// What it is about: 1 addressing, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content,
    /// 7 security and policy.
    pub subject: u16,
    /// What exactly.
    pub detail: u16,
}

/// Subject, first and last detail, and whose doing it is. A code that is not listed, such as
/// X.0.0, says nothing.
const TABLE: &[(u16, u16, u16, Blame)] = &[
    // Addressing: no such mailbox or system, bad syntax, ambiguous, moved, or a null MX (RFC 7505).
    // 0 does not say whose address.
    (1, 1, 6, Blame::Recipient),
    (1, 7, 8, Blame::Sender),
    (1, 9, 9, Blame::Content),
    (1, 10, 10, Blame::Recipient),
    // Mailbox: disabled, full, a list that cannot be expanded; but 3 is a letter too long for it.
    (2, 0, 2, Blame::Recipient),
    (2, 3, 3, Blame::Content),
    (2, 4, 4, Blame::Recipient),
    // Mail system: full, or not taking mail; incapable; letter too big; badly configured.
    (3, 0, 2, Blame::Transient),
    (3, 3, 4, Blame::Content),
    (3, 5, 5, Blame::Settings),
    (3, 6, 6, Blame::Content),
    // Network and routing.
    (4, 0, 5, Blame::Transient),
    (4, 6, 6, Blame::Settings),
    (4, 7, 7, Blame::Transient),
    // Protocol: how this program speaks, its HELO name among it.
    (5, 0, 6, Blame::Settings),
    // Content and media.
    (6, 0, 10, Blame::Content),
    // Security and policy. 1 is relaying denied, or a rule against this client.
    (7, 0, 1, Blame::Settings),
    (7, 2, 2, Blame::Recipient),
    (7, 3, 6, Blame::Settings),
    (7, 7, 7, Blame::Content),
    (7, 8, 14, Blame::Settings),
    (7, 15, 16, Blame::Content),
    // The mailbox or the domain has changed hands (RFC 7293).
    (7, 17, 19, Blame::Recipient),
    // DKIM and SPF (RFC 7372), and a sender that takes no mail itself (RFC 7505).
    (7, 20, 24, Blame::Sender),
    (7, 25, 25, Blame::Settings),
    (7, 26, 27, Blame::Sender),
    (7, 28, 28, Blame::Settings),
    (7, 29, 29, Blame::Sender),
    (7, 30, 30, Blame::Content),
];

impl Status {
    /// The code that a server's words begin with, if they do.
    #[must_use]
    pub fn of(words: &str) -> Option<Self> {
        let mut parts = words.split_whitespace().next()?.splitn(3, '.');
        let class = parts.next()?;
        let number = |part: Option<&str>| part.filter(|digits| digits.len() <= 3)?.parse().ok();
        let (subject, detail) = (number(parts.next())?, number(parts.next())?);
        matches!(class, "4" | "5").then_some(Self { subject, detail })
    }

    /// Whose doing it is; `None` when the code does not tell.
    #[must_use]
    pub fn blame(self) -> Option<Blame> {
        let row = TABLE.iter().find(|(subject, first, last, _)| {
            *subject == self.subject && (*first..=*last).contains(&self.detail)
        });
        row.map(|(.., blame)| *blame)
    }
}
