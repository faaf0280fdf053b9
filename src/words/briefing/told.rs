//! What an employer has been told of a learner, and what not, as a family reads it.

use crate::domain::disclosure::Told;

/// A fact in plain words, after "They have been told: ".
#[must_use]
pub fn told(told: Told) -> &'static str {
    match told {
        Told::FirstName => "the first name",
        Told::LatinSpelling => "how the name is spelt in Latin letters",
        Told::AgeBand => "whether under school-leaving age, 16 to 17, or an adult",
        Told::Programme => "that this is a visit, work experience or an internship",
        Told::Interests => "interests that match the work",
        Told::Strengths => "strengths",
        Told::Capability => "which job is a step further than before",
        Told::Communicates => "ways of communicating",
        Told::Talk => "how best to talk together",
        Told::InstructedBy => "how a new job is best explained",
        Told::Help => "how much help each job starts with",
        Told::Stamina => "when a rest is needed, and which days end early",
        Told::Variety => "how much change feels right",
        Told::Motivators => "what keeps work going well",
        Told::StressSigns => "signs that it is getting hard",
        Told::WhatHelps => "what helps then",
        Told::Distress => "how distress shows, early and late, and what helps",
        Told::Stays => "cards, lists and aids that stay in use",
        Told::Hopes => "aims, wishes, and what is for later",
        Told::Body => "limits on lifting and reaching",
        Told::Companions => "who comes along from school or college",
        Told::Pace => "how much work to expect in the time",
        Told::PleaseAvoid => "what is better avoided",
        Told::Needs => "what is arranged differently",
        Told::SafetyStatement => "the safety statement",
        Told::FirstAid => "first aid that cannot wait",
        Told::NoFoodOrDrink => "not to offer food or drink",
        Told::Evacuation => "help needed to leave the building in an emergency",
        Told::Travel => "that the journey is made alone",
        Told::Statement => "the statement in the learner’s own words",
        Told::OwnWords => "other words from the learner’s profile",
        Told::Reads => "the form used for reading",
        Told::Journey => "the journey to work and home",
        Told::Plan => "the days, the jobs and the people",
    }
}

/// What no employer is ever told.
pub const NEVER_TOLD: [&str; 9] = [
    "the surname",
    "the date of birth",
    "the home address",
    "your names and numbers",
    "the journey to work and home",
    "any diagnosis",
    "an education, health and care plan or an individual development plan",
    "medical notes, beyond first aid if that is listed above",
    "school or social care records",
];
