//! A finding in words: where and what, never what was found.

use std::fmt;

use super::{Finding, Kind, Place};

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(pointer) => write!(f, "pack{pointer}"),
            Self::Subject => f.write_str("subject"),
            Self::Header(name) => write!(f, "header {name}"),
            Self::Html => f.write_str("html"),
            Self::Markup => f.write_str("markup of the html"),
            Self::Text => f.write_str("text"),
            Self::Pages(which) => write!(f, "pages of the {which}"),
            Self::AltText(which) => write!(f, "alternative text in the {which}"),
            Self::Metadata(which) => write!(f, "metadata of the {which}"),
            Self::FileName => f.write_str("file name"),
            Self::Calendar => f.write_str("calendar"),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "a name that is not to be told",
            Self::DateOfBirth => "the date of birth",
            Self::HomePostcode => "the home postcode",
            Self::HomeAddress => "the home address",
            Self::Identifier => "a number of the learner's",
            Self::NeedCode => "a code of special educational need",
            Self::Diagnosis => "a diagnosis",
            Self::FileMatter => "something of the learner's file",
            Self::Note => "a note that was not written to be sent",
            Self::Family => "somebody of the family",
            Self::OtherLearner => "another learner",
            Self::Journey => "a stop on the learner's way",
            Self::Score => "a score or rank",
            Self::AccessToken => "a link that opens something by itself",
            Self::RemoteContent => "something fetched when the mail is opened",
            Self::NotThisReader => "a fact that this edition may not tell",
        })
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.kind)
    }
}
