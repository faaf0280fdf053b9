//! Codes of occupations and industries, checked by their shape.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::text::{Invalid, text_newtype};

macro_rules! digits {
    ($(#[$meta:meta])* $name:ident, $length:literal, $pattern:tt, $example:tt, $what:literal) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(try_from = "String")]
        #[schema(value_type = String, pattern = $pattern, example = $example)]
        pub struct $name(String);

        impl $name {
            /// Reads a code.
            ///
            /// # Errors
            /// [`Invalid`] for any other shape.
            pub fn parse(text: &str) -> Result<Self, Invalid> {
                let fits = text.len() == $length && text.bytes().all(|b| b.is_ascii_digit());
                fits.then(|| Self(text.to_owned())).ok_or_else(|| Invalid::new($what))
            }
        }

        text_newtype!($name);
    };
}

pub(crate) use digits;

digits!(
    /// A unit group of the Standard Occupational Classification 2020: four digits.
    SocCode, 4, "^[0-9]{4}$", "9252", "must be a SOC 2020 unit group, four digits such as 9252"
);
digits!(
    /// A subclass of the Standard Industrial Classification 2007: five digits.
    SicCode, 5, "^[0-9]{5}$", "47110", "must be a SIC 2007 subclass, five digits such as 47110"
);
