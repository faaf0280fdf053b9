//! Small closed vocabularies, and sets of them held in one machine word.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// A vocabulary. Codes are stable: they stand in stored documents.
pub trait Code: Copy + Eq + Ord + fmt::Debug + 'static {
    /// Every code, in the order in which it is shown.
    const ALL: &'static [Self];

    /// The code as it stands in JSON.
    fn code(self) -> &'static str;

    /// Position in [`Code::ALL`].
    fn index(self) -> u32;

    /// The code of that name.
    #[must_use]
    fn named(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.code() == text)
    }
}

/// A set of codes of a vocabulary of fewer than 64; in JSON an array without repeats, in the vocabulary's order.
pub struct CodeSet<T>(u64, PhantomData<T>);

impl<T: Code> CodeSet<T> {
    const FITS: () = assert!(T::ALL.len() < 64, "a set is held in one word");

    /// The set without members.
    pub const EMPTY: Self = Self(0, PhantomData);

    /// The set of every code.
    #[must_use]
    pub fn all() -> Self {
        T::ALL.iter().copied().collect()
    }

    /// Adds one code.
    pub fn insert(&mut self, code: T) {
        let () = Self::FITS;
        self.0 |= 1 << code.index();
    }

    /// Takes one code out.
    pub fn remove(&mut self, code: T) {
        self.0 &= !(1 << code.index());
    }

    /// Whether the code is a member.
    #[must_use]
    pub fn contains(self, code: T) -> bool {
        self.0 & (1 << code.index()) != 0
    }

    /// Whether there is no member.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many members there are.
    #[must_use]
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Members of either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0, PhantomData)
    }

    /// Members of both.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0, PhantomData)
    }

    /// Members of this one that the other lacks.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0 & !other.0, PhantomData)
    }

    /// The members, in the vocabulary's order.
    pub fn iter(self) -> impl Iterator<Item = T> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let next = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            T::ALL.get(usize::try_from(next).ok()?).copied()
        })
    }

    /// One bit a code, by [`Code::index`].
    #[must_use]
    pub fn bits(self) -> u64 {
        self.0
    }
}

impl<T: Code> FromIterator<T> for CodeSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(codes: I) -> Self {
        let mut set = Self::EMPTY;
        codes.into_iter().for_each(|code| set.insert(code));
        set
    }
}

impl<T> Clone for CodeSet<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for CodeSet<T> {}

impl<T> PartialEq for CodeSet<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for CodeSet<T> {}

impl<T: Code> Default for CodeSet<T> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<T: Code> fmt::Debug for CodeSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl<T: Code + Serialize> Serialize for CodeSet<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de, T: Code + Deserialize<'de>> Deserialize<'de> for CodeSet<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<T>::deserialize(deserializer)?.into_iter().collect())
    }
}

/// Declares a vocabulary: an enum with its JSON codes, its order and its [`Code`]. A code is taken
/// as a `tt`, since the schema's derive reads no `rename` that is a `literal` fragment.
#[macro_export]
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:tt,)+ }) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        $(#[$meta])*
        pub enum $name { $($(#[$doc])* #[serde(rename = $code)] $variant,)+ }

        impl $crate::code::Code for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            fn index(self) -> u32 {
                self as u32
            }
        }
    };
}
pub use vocabulary;
