//! Texts that a provider can start from. They promise nothing that a provider may not do, and a person reads and changes them
//! before they go.

use crate::domain::code::Code;
use crate::domain::family_message::{FamilyMessage, FamilyQuestion, FamilyTemplate, FamilyText, PlannedFor};
use crate::domain::language::LanguageTag;
use crate::domain::nation::Nation;
use crate::domain::text::{Invalid, Line, Paragraph};

/// The texts for providers of a nation: the two weeks are expected in England only.
pub fn templates_of(nation: Nation) -> impl Iterator<Item = FamilyTemplate> {
    let fits = move |one: &FamilyTemplate| *one != FamilyTemplate::TwoWeeks || nation == Nation::England;
    FamilyTemplate::ALL.iter().copied().filter(fits)
}

/// A text as a message of a school year, in the month in which it usually goes, to all families.
///
/// # Errors
/// [`Invalid`] for a year that no calendar has.
pub fn template(template: FamilyTemplate, school_year: i32) -> Result<FamilyMessage, Invalid> {
    let Said { month, question, title, body } = said(template);
    let year = if month >= 9 { school_year } else { school_year + 1 };
    Ok(FamilyMessage {
        planned_for: PlannedFor::parse(&format!("{year}-{month:02}"))?,
        year_groups: Vec::new(),
        question,
        texts: vec![FamilyText {
            language: LanguageTag::parse("en")?,
            title: Line::parse(title)?,
            body: Paragraph::parse(&body.join("\n\n"))?,
        }],
        template: Some(template),
    })
}

struct Said {
    month: u32,
    question: FamilyQuestion,
    title: &'static str,
    body: &'static [&'static str],
}

fn said(template: FamilyTemplate) -> Said {
    use FamilyQuestion as Q;
    use FamilyTemplate as T;
    match template {
        T::WhatItIs => Said {
            month: 10,
            question: Q::Nothing,
            title: "What work experience is",
            body: &[
                "On work experience, a young person spends some days at a real workplace. They do real jobs, with people who \
                 work there. They are not paid.",
                "It is a way to find out what they like, what they are good at and what helps them. Nobody has to be ready \
                 for work before they go.",
                "We look for a place that fits the young person: the work, the people, the support and the journey. We visit \
                 it first. Nothing is settled before you and your young person have been asked.",
                "If you have a question, or know a workplace that might welcome somebody, ring or write to us.",
            ],
        },
        T::WhatToTell => Said {
            month: 11,
            question: Q::YesOrNo,
            title: "What to tell us before a placement",
            body: &[
                "You know your young person best. Before we look for a placement, it helps us to hear from you.",
                "Think of what they enjoy and what they would rather not do; how they let people know that they need a break; \
                 what helps when something changes; how they travel now, and what they could learn.",
                "The workplace is told only what people there need to know for a good day. It is not told a diagnosis. We show \
                 you and your young person what it will be told.",
                "Would you like to talk this through with us before the end of term?",
            ],
        },
        T::TwoWeeks => Said {
            month: 1,
            question: Q::Nothing,
            title: "What the two weeks of work experience mean",
            body: &[
                "Schools in England are expected to give every pupil two weeks’ worth of experiences of workplaces by the \
                 end of Year 11.",
                "One week’s worth is spread over Years 7 to 9: visits, talks and tasks with employers. The other is a \
                 placement, or more than one, in Years 10 and 11.",
                "It need not be ten days in one go. Shorter days, one day a week or several short placements count too.",
                "We keep a record of what each young person has done. Ask us if you would like to see it.",
            ],
        },
        T::Visits => Said {
            month: 2,
            question: Q::Acknowledge,
            title: "Visiting the workplace before a placement",
            body: &[
                "Before a placement begins, somebody from here goes to the workplace. They see where the work is done, who \
                 will be there, and what your young person would do.",
                "Your young person meets the people there as well, and sees the door, the toilets, the place for breaks and \
                 the place to go when it gets too much. You are welcome to ask whether you can come along.",
                "If something there would not suit, we change it or look for another place.",
                "Please let us know that you have read this.",
            ],
        },
        T::TravelPractice => Said {
            month: 3,
            question: Q::YesOrNo,
            title: "Practising the journey",
            body: &[
                "Getting to a workplace and home again is part of a placement. For many young people it is the part that they \
                 are proudest of.",
                "We work out a journey that fits how your young person travels now. It can be practised before the first day, \
                 with somebody along, as often as it takes.",
                "You can help: go the same way together at a weekend, at the time of day at which they would travel.",
                "Would you be able to practise a journey with your young person?",
            ],
        },
        T::Afterwards => Said {
            month: 6,
            question: Q::YesOrNo,
            title: "After the placement",
            body: &[
                "When a placement is over, we ask your young person, the people at the workplace and you how it was. What was \
                 learned goes into the plan for what comes next.",
                "At home you can ask: What did you do first each day? What was the best thing? Who helped? What would you like \
                 to try next?",
                "If your young person has an annual review, we can bring what was learned to it.",
                "Would you like to talk to us about what comes next?",
            ],
        },
    }
}
