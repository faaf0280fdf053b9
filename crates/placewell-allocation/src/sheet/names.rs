//! Names, equal when a reader could not tell them apart.

use std::collections::BTreeMap;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// A name in the form by which it is compared: canonically composed (Unicode NFC), with runs of
/// white space as one space. "Siân" is the same name whether its â is one character or two.
pub(super) fn canonical(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}

/// Numbers names in the order in which they are first met, and keeps the first spelling of each.
#[derive(Default)]
pub(super) struct Names {
    index: BTreeMap<String, u32>,
    names: Vec<String>,
}

impl Names {
    /// The number of a name, a new one if it is new.
    pub(super) fn of(&mut self, name: &str) -> u32 {
        let next = self.names.len() as u32;
        let index = *self.index.entry(canonical(name)).or_insert(next);
        if index == next {
            self.names.push(name.to_owned());
        }
        index
    }

    pub(super) fn find(&self, name: &str) -> Option<u32> {
        self.index.get(&canonical(name)).copied()
    }

    pub(super) fn count(&self) -> usize {
        self.names.len()
    }

    /// The first spelling of the name that has a number.
    pub(super) fn name(&self, index: u32) -> String {
        self.names.get(index as usize).cloned().unwrap_or_default()
    }

    /// The names that have these numbers, in one line.
    pub(super) fn list(&self, indices: &[u32]) -> String {
        indices.iter().map(|index| self.name(*index)).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn into_names(self) -> Vec<String> {
        self.names
    }
}

/// A name that is repeated, with the spelling that stood before where it is another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// As it is spelled here.
    pub here: String,
    /// As it was spelled first.
    pub first: String,
}

impl Repeated {
    pub(super) fn new(here: &str, first: &str) -> Self {
        Self { here: here.to_owned(), first: first.to_owned() }
    }
}

impl fmt::Display for Repeated {
    /// Two spellings that look the same are told apart by the escapes of their marks.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { here, first } = self;
        if here == first {
            write!(f, "{here:?}")
        } else {
            write!(f, "{here:?}, another spelling of {first:?},")
        }
    }
}
