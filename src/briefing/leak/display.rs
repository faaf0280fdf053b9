//! A finding in words: where and what, never what was found.

use std::fmt;

use super::{Finding, Kind, Place};

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(pointer) => write!(f, "the pack at {pointer}"),
            Self::Subject => f.write_str("the subject line"),
            Self::Header(name) => write!(f, "the header {name}"),
            Self::Html => f.write_str("the HTML text"),
            Self::Markup => f.write_str("the code of the HTML"),
            Self::Text => f.write_str("the plain text"),
            Self::Pages(which) => write!(f, "the pages of the {which}"),
            Self::AltText(which) => write!(f, "an alternative text of the {which}"),
            Self::Metadata(which) => write!(f, "the metadata of the {which}"),
            Self::FileName => f.write_str("a file name"),
            Self::Calendar => f.write_str("the calendar"),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "a name that must not be told",
            Self::DateOfBirth => "the date of birth",
            Self::HomePostcode => "the home postcode",
            Self::HomeAddress => "the home address",
            Self::Identifier => "one of the learner's reference numbers",
            Self::NeedCode => "a code of special educational need",
            Self::Diagnosis => "a diagnosis",
            Self::FileMatter => "something that belongs in the learner's file",
            Self::Note => "a note that was not written for the reader",
            Self::Family => "a member of the family",
            Self::OtherLearner => "another learner",
            Self::Journey => "a stop or line on the learner's journey",
            Self::Score => "a score or rank of the match",
            Self::AccessToken => "a link that opens something by itself",
            Self::RemoteContent => "something that is fetched when the mail is opened",
            Self::NotThisReader => "a fact that this edition may not tell",
        })
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, in {}", self.kind, self.place)
    }
}
