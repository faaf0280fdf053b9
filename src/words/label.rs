//! Short names of codes, as they stand in a list or beside a box to tick.

/// A code with its short name in plain British English, in lower case unless it is a name.
pub trait Label: Copy {
    /// The short name.
    fn label(self) -> &'static str;
}

/// Gives every code of a vocabulary its label.
macro_rules! labels {
    ($($name:ty { $($code:ident => $label:literal,)+ })+) => {$(
        impl $crate::words::label::Label for $name {
            fn label(self) -> &'static str {
                match self { $(Self::$code => $label,)+ }
            }
        }
    )+};
}
pub(crate) use labels;
