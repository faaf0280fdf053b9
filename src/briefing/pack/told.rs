use crate::domain::code::vocabulary;

vocabulary! {
    /// What a pack tells of a learner, by the name of the field that it comes from.
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
        /// What the learner carries and reaches.
        Body = "profile.body",
        /// Who comes along.
        Companions = "profile.companions",
        /// How long the learner takes for a piece of work.
        Pace = "profile.pace_percent",
        /// What to keep from doing.
        PleaseAvoid = "profile.please_avoid",
        /// What is arranged for the learner's needs.
        Needs = "profile.needs",
        /// The safety statement.
        SafetyStatement = "profile.safety_statement",
        /// First aid.
        FirstAid = "profile.first_aid",
        /// That food and drink are not to be offered.
        NoFoodOrDrink = "profile.no_food_or_drink",
        /// How the learner leaves a building.
        Evacuation = "profile.evacuation",
        /// That the learner travels alone.
        Travel = "profile.travel",
        /// The learner's own statement.
        Statement = "profile.own_words.statement",
        /// The days, the tasks and the people.
        Plan = "programme",
    }
}
