//! The law's findings in words: for the people who arrange a placement.

mod because;

use super::label::{Label, labels};
use crate::domain::offer::Offer;
use crate::law::band::{AgeBand, Regime};
use crate::law::finding::{Condition, Finding, Outcome, Rule, Subject};
use crate::law::safeguarding::{Frequency, VettingChoice};
use crate::law::source::Source;

pub use because::because;

labels! {
    Outcome {
        Clear => "nothing stands in the way",
        Conditional => "yes, once this is done",
        Question => "somebody must answer first",
        Barred => "may not be",
    }
    Rule {
        AgeBand => "age",
        Regime => "rules on hours",
        ProgrammeAge => "age for the programme",
        Approval => "approval",
        DailyHours => "hours in a day",
        WeeklyHours => "hours in a week",
        DaysInSeven => "days in seven",
        Night => "night work",
        Breaks => "breaks",
        DailyRest => "rest between days",
        WeeklyRest => "rest in the week",
        ParentsTold => "what parents are told",
        TaskHazards => "hazards of a task",
        Insurance => "insurance",
        InsurerTold => "telling the insurer",
        Vetting => "checks of the people there",
        PersonalCare => "personal care",
        LearnerCheck => "checks of the learner",
    }
    AgeBand {
        Child => "of compulsory school age",
        YoungPerson => "over school age and under 18",
        Adult => "18 or over",
    }
    Regime {
        PupilWorkExperience => "work experience of a pupil in Year 10 or 11",
        VisitOnly => "visits and shadowing only",
        YoungWorker => "young worker",
        Adult => "adult worker",
    }
    Frequency {
        MoreThanThreeInThirty => "more than three days in thirty",
        Weekly => "once a week or more",
        Seldom => "seldom",
    }
    VettingChoice {
        NoRequest => "no check is asked for",
        TwoAdults => "two adults stay in sight, as good practice",
        EmployerChecks => "the employer makes sure that the named person is not barred",
        NotLikeThis => "the placement does not go ahead like this",
    }
    Condition {
        NecessaryForTraining => "show that the work is needed for the training",
        CompetentSupervision => "show that somebody competent supervises throughout",
        RiskReduced => "show that the risk is as low as is reasonably practicable",
        StateHazards => "say which hazards it has, or that it has none, with a name and a date",
        GiveBreak => "put the missing break into the day",
        TellInsurer => "tell the insurer before the first day",
        TellParents => "tell the parents the main risks and what is done about them, in writing or aloud",
        ProviderApproves => "have the school or authority arrange or approve the placement",
        RecordVettingDecision => "have the safeguarding lead record a decision",
        VerifyVettingRule => "have the safeguarding lead look up the current rule",
        KeepVettingDecision => "put in place what the safeguarding lead decided",
        NoPersonalCare => "leave personal care, food and drink to the school's own staff",
        AskAboutLearnerCheck => "ask the site whether it wants a check of the learner",
        AverageTheHours => "look at the average over the whole period",
        OnlyWatch => "let the learner watch and ask, and do no work",
        HasPlan => "make sure that the learner has the plan that the programme rests on",
    }
    Source {
        EducationAct1996S8 => "Education Act 1996, section 8",
        EducationAct1996S560 => "Education Act 1996, section 560",
        WorkingTimeReg4 => "Working Time Regulations 1998, regulation 4",
        WorkingTimeReg5A => "Working Time Regulations 1998, regulation 5A",
        WorkingTimeReg6A => "Working Time Regulations 1998, regulation 6A",
        WorkingTimeReg10 => "Working Time Regulations 1998, regulation 10",
        WorkingTimeReg11 => "Working Time Regulations 1998, regulation 11",
        WorkingTimeReg12 => "Working Time Regulations 1998, regulation 12",
        PupilPractice => "usual practice for pupils on work experience",
        ManagementReg3 => "Management of Health and Safety at Work Regulations 1999, regulation 3",
        ManagementReg10 => "Management of Health and Safety at Work Regulations 1999, regulation 10(2)",
        ManagementReg19 => "Management of Health and Safety at Work Regulations 1999, regulation 19",
        LiftTruckGuidance => "Health and Safety Executive guidance on lift trucks",
        Caution => "Placewell's own caution, stricter than the law may ask",
        InsuranceAct1969 => "Employers' Liability (Compulsory Insurance) Act 1969",
        InsuranceAct1969S3 => "Employers' Liability (Compulsory Insurance) Act 1969, section 3",
        InsuranceReg3 => "Employers' Liability (Compulsory Insurance) Regulations 1998, regulation 3",
        InsurerPractice => "what insurers ask to be told",
        SafeguardingGroups2006 => "Safeguarding Vulnerable Groups Act 2006, Schedule 4",
        KeepingChildrenSafe => "statutory guidance on keeping children safe in education",
        InternshipGuidance => "government guidance on supported internships",
    }
}

/// One finding as a paragraph: about which task, what was found, what is to be done, where it stands.
#[must_use]
pub fn finding(finding: &Finding, offer: &Offer) -> String {
    let mut text = match &finding.subject {
        Subject::Task { task } => {
            let name = offer.task(task).map_or(task.as_str(), |task| task.name.as_str());
            format!("“{name}”: ")
        }
        Subject::Placement | Subject::Employer => String::new(),
    };
    text.push_str(&because(&finding.because));
    if !finding.conditions.is_empty() {
        let conditions: Vec<&str> = finding.conditions.iter().map(|one| one.label()).collect();
        text.push_str(" To do: ");
        text.push_str(&conditions.join("; "));
        text.push('.');
    }
    text.push_str(" (");
    text.push_str(finding.source.label());
    text.push_str(".)");
    text
}
