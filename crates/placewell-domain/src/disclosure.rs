//! What each edition of a briefing may tell of a learner. The leak check and the receipts read these
//! lists: a fact that an edition's list does not hold is a leak wherever it stands in it.

use super::code::{CodeSet, vocabulary};
use super::delivery::Edition;

vocabulary! {
    /// What a briefing tells of a learner, by the name of the field that it comes from.
    Told {
        /// The first name.
        FirstName = "identity.first_name",
        /// Its spelling in Latin letters.
        LatinSpelling = "identity.latin_spelling",
        /// Whether of school age, 16 or 17, or an adult; never the date of birth.
        AgeBand = "identity.age_band",
        /// Whether a visit, work experience or an internship.
        Programme = "profile.programme",
        /// Interests that are in this work.
        Interests = "profile.interests",
        /// Strengths.
        Strengths = "profile.strengths",
        /// That a task goes beyond what is comfortable today.
        Capability = "profile.capability",
        /// How the learner communicates.
        Communicates = "profile.communicates",
        /// How to talk with the learner.
        Talk = "profile.talk",
        /// How the learner is best told what to do.
        InstructedBy = "profile.instructed_by",
        /// The level of help with which tasks start.
        Help = "profile.help",
        /// The learner's own rests, and days that end early for them.
        Stamina = "profile.stamina",
        /// How much change the learner likes.
        Variety = "profile.variety",
        /// What keeps the learner going.
        Motivators = "profile.motivators",
        /// What one sees when it is getting hard.
        StressSigns = "profile.stress_signs",
        /// What helps then.
        WhatHelps = "profile.what_helps",
        /// How distress shows early and late, and what helps.
        Distress = "profile.distress",
        /// Supports that the learner keeps.
        Stays = "profile.stays",
        /// What the learner hopes for, and what is for later.
        Hopes = "profile.hopes",
        /// How the learner leaves at the end of the day.
        GoingHome = "terms.going_home",
        /// What the learner carries and reaches.
        Body = "profile.body",
        /// Who comes along.
        Companions = "profile.companions",
        /// How long the learner takes for a piece of work.
        Pace = "profile.pace_percent",
        /// Whether breaks may be taken alone.
        BreaksAlone = "profile.breaks_alone",
        /// What to keep from doing.
        PleaseAvoid = "profile.please_avoid",
        /// What is arranged for the learner's needs.
        Needs = "profile.needs",
        /// The safety statement.
        SafetyStatement = "profile.safety_statement",
        /// First aid.
        FirstAid = "profile.first_aid",
        /// That there is nothing to know for safety beyond the adjustments.
        NothingForSafety = "profile.safety_statement.nothing",
        /// That there is no first aid to know.
        NoFirstAid = "profile.first_aid.nothing",
        /// That food and drink are not to be offered.
        NoFoodOrDrink = "profile.no_food_or_drink",
        /// How the learner leaves a building.
        Evacuation = "profile.evacuation",
        /// That the learner travels alone.
        Travel = "profile.travel",
        /// The learner's own statement.
        Statement = "profile.own_words.statement",
        /// What else the learner says in their own words: likes, and what they want to try.
        OwnWords = "profile.own_words",
        /// The form in which the learner reads.
        Reads = "profile.reads",
        /// The way to work and home, stop by stop.
        Journey = "journey",
        /// The days, the tasks and the people.
        Plan = "programme",
    }
}

/// What the people at work need to know, and no more.
const EMPLOYER: &[Told] = &[
    Told::FirstName,
    Told::LatinSpelling,
    Told::AgeBand,
    Told::Programme,
    Told::Interests,
    Told::Strengths,
    Told::Capability,
    Told::Communicates,
    Told::Talk,
    Told::InstructedBy,
    Told::Help,
    Told::Stamina,
    Told::BreaksAlone,
    Told::Variety,
    Told::Motivators,
    Told::StressSigns,
    Told::WhatHelps,
    Told::Distress,
    Told::Stays,
    Told::Hopes,
    Told::GoingHome,
    Told::Body,
    Told::Companions,
    Told::Pace,
    Told::PleaseAvoid,
    Told::Needs,
    Told::SafetyStatement,
    Told::FirstAid,
    Told::NothingForSafety,
    Told::NoFirstAid,
    Told::NoFoodOrDrink,
    Told::Evacuation,
    Told::Travel,
    Told::Statement,
    Told::Plan,
];

/// What a learner carries about, and may be read over their shoulder: of the way home only what was agreed for it, in
/// the learner's words.
const LEARNER: &[Told] = &[
    Told::FirstName,
    Told::LatinSpelling,
    Told::OwnWords,
    Told::Reads,
    Told::Stays,
    Told::Hopes,
    Told::GoingHome,
    Told::Companions,
    Told::Evacuation,
    Told::Stamina,
    Told::BreaksAlone,
    Told::Plan,
];

/// What helps at home; how distress shows at work is not among it, unless the employer is told.
const FAMILY: &[Told] = &[
    Told::FirstName,
    Told::LatinSpelling,
    Told::Capability,
    Told::Stays,
    Told::Hopes,
    Told::GoingHome,
    Told::Companions,
    Told::Evacuation,
    Told::Body,
    Told::NoFoodOrDrink,
    Told::SafetyStatement,
    Told::Stamina,
    Told::BreaksAlone,
    Told::Journey,
    Told::Plan,
];

/// What somebody needs who teaches the work.
const JOB_COACH: &[Told] = &[
    Told::FirstName,
    Told::LatinSpelling,
    Told::Capability,
    Told::Communicates,
    Told::Talk,
    Told::InstructedBy,
    Told::Help,
    Told::Stamina,
    Told::BreaksAlone,
    Told::Variety,
    Told::Motivators,
    Told::StressSigns,
    Told::WhatHelps,
    Told::Distress,
    Told::Stays,
    Told::Hopes,
    Told::Body,
    Told::Companions,
    Told::Pace,
    Told::PleaseAvoid,
    Told::Needs,
    Told::Evacuation,
    Told::Plan,
];

impl Edition {
    /// What this edition may tell of a learner.
    #[must_use]
    pub fn may_tell(self) -> CodeSet<Told> {
        let list = match self {
            Self::Employer => EMPLOYER,
            Self::Learner => LEARNER,
            Self::Family => FAMILY,
            Self::JobCoach => JOB_COACH,
        };
        list.iter().copied().collect()
    }
}
