//! What an employer has been told of a learner, and what not, as a family reads it.

use crate::domain::disclosure::Told;
use crate::words::label::labels;

labels! {
    Told {
        FirstName => "the first name",
        LatinSpelling => "how the name is spelt in Latin letters",
        AgeBand => "whether under school-leaving age, 16 to 17, or an adult",
        Programme => "that this is a visit, work experience or an internship",
        Interests => "interests that match the work",
        Strengths => "strengths",
        Capability => "which job is a step further than before",
        Communicates => "ways of communicating",
        Talk => "how best to talk together",
        InstructedBy => "how a new job is best explained",
        Help => "how much help each job starts with",
        Stamina => "how long to work at one job and without a break, when a rest is needed, and whether days end early",
        Variety => "how much change feels right",
        Motivators => "what keeps work going well",
        StressSigns => "signs that it is getting hard",
        WhatHelps => "what helps then",
        Distress => "how distress shows, early and late, and what helps",
        Stays => "cards, lists and aids that stay in use",
        Hopes => "aims, wishes, and what is for later",
        GoingHome => "how the day ends: who comes, or that the way home is made alone",
        Body => "limits on lifting and reaching",
        Companions => "who comes along from school or college",
        BreaksAlone => "whether breaks may be taken alone",
        Pace => "how much work to expect in the time",
        PleaseAvoid => "what to avoid",
        Needs => "what is arranged differently",
        SafetyStatement => "the safety statement",
        FirstAid => "first aid that cannot wait",
        NothingForSafety => "that there is nothing to know for safety beyond the adjustments",
        NoFirstAid => "that a first aider need know nothing beforehand",
        NoFoodOrDrink => "not to offer food or drink",
        Evacuation => "help needed to leave the building in an emergency",
        Travel => "that the journey is made alone",
        Statement => "the statement in the learner’s own words",
        OwnWords => "other words from the learner’s profile",
        Reads => "the form used for reading",
        Journey => "the journey to work and home",
        Plan => "the days, the jobs and the people",
    }
}

/// What no employer is ever told.
pub const NEVER_TOLD: [&str; 9] = [
    "the surname",
    "the date of birth",
    "the home address",
    "your names and numbers",
    "the journey to work and home, stop by stop",
    "any diagnosis from the records of school or college",
    "an education, health and care plan or an individual development plan",
    "medical notes, beyond first aid if that is listed above",
    "school or social care records",
];
