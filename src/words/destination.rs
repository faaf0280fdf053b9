//! Where learners are some months after a placement.

use crate::domain::destination::{DestinationCode, DestinationSource, FollowUp};
use crate::domain::text::Line;

use super::label::labels;

/// The usual codes, for a provider that has none of its own. They are ours: a provider enters those of its returns.
const USUAL: [(&str, &str); 12] = [
    ("JOB", "Paid work"),
    ("APPRENTICE", "An apprenticeship"),
    ("INTERNSHIP", "A supported internship"),
    ("TRAINING", "A training programme"),
    ("COLLEGE", "Further education at a college"),
    ("SCHOOL", "School or sixth form"),
    ("VOLUNTARY", "Voluntary work"),
    ("COMMUNITY", "Community or day activities"),
    ("LOOKING", "Looking for work or training"),
    ("UNWELL", "Not able to at present: health or care"),
    ("OTHER", "Something else"),
    ("MOVED", "Moved away"),
];

/// The codes of a provider that has none of its own.
#[must_use]
pub fn usual() -> Vec<DestinationCode> {
    let line = |text: &str| Line::try_from(text.to_owned()).ok();
    USUAL
        .iter()
        .filter_map(|(code, words)| Some(DestinationCode { code: line(code)?, words: line(words)? }))
        .collect()
}

labels! {
    FollowUp {
        Three => "after 3 months",
        Six => "after 6 months",
        Twelve => "after 12 months",
    }
    DestinationSource {
        Learner => "the learner",
        Family => "the family",
        Employer => "the employer",
        Educator => "a school, college or training provider",
        Authority => "the local authority",
        NobodyKnew => "we asked, and nobody could say",
    }
}
