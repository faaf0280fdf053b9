//! Reviews of supported internships.

use crate::domain::internship_review::ReviewPart;

use super::label::labels;

labels! {
    ReviewPart {
        Learner => "the learner",
        Family => "the family",
        Employer => "the employer",
        JobCoach => "the job coach",
        Provider => "a tutor or other staff of ours",
        Authority => "the local authority",
    }
}
