//! The code in a link that is mailed to one person.
//!
//! Only the key file can compute it, from the name of the row that it belongs to: the worker that writes the letter
//! makes it anew, and the store holds no more than its SHA-256.

use aws_lc_rs::constant_time::verify_slices_are_equal;

use crate::db::Keys;

/// What a link opens; a code of one opens nothing of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// An account: an invitation, a new password. Good once.
    Account,
    /// The page of one placement for one contact of the employer. Good until the placement is over and a while after.
    Placement,
    /// Nothing: it stops the reminders of the contact of a placement's link. Mail programs send it without anybody looking.
    Stop,
    /// The page of one placement for the learner or somebody of the family. As long as [`Opens::Placement`].
    Side,
    /// One message to families, for one reader.
    Family,
    /// Nothing: it stops the messages to the reader of [`Opens::Family`]. Mail programs send it without anybody looking.
    FamilyStop,
}

impl Opens {
    fn prefix(self) -> &'static str {
        match self {
            Self::Account => "pwl",
            Self::Placement => "pwp",
            Self::Stop => "pwn",
            Self::Side => "pws",
            Self::Family => "pwf",
            Self::FamilyStop => "pwq",
        }
    }

    fn table(self) -> &'static str {
        match self {
            Self::Account => "mailed_links",
            Self::Placement | Self::Stop => "placement_links",
            Self::Side => "side_links",
            Self::Family | Self::FamilyStop => "family_sendings",
        }
    }

    fn purpose(self) -> &'static str {
        match self {
            Self::Account | Self::Placement | Self::Side | Self::Family => "token",
            Self::Stop | Self::FamilyStop => "stop",
        }
    }
}

/// The code of a link: the row's name, and 256 bits that nobody can guess.
#[must_use]
pub fn reveal(keys: &Keys, opens: Opens, id: &str) -> String {
    format!("{}.{id}.{}", opens.prefix(), keys.blind_index(opens.table(), opens.purpose(), id))
}

/// The name of the row that a code belongs to; `None` unless these keys made the code for this.
#[must_use]
pub fn read<'a>(keys: &Keys, opens: Opens, code: &'a str) -> Option<&'a str> {
    let id = code.trim().split('.').nth(1)?;
    let made = reveal(keys, opens, id);
    verify_slices_are_equal(made.as_bytes(), code.trim().as_bytes()).ok().map(|()| id)
}
