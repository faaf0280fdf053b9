//! Agreements of learners and families, recorded by the provider.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::calendar::{age_on, school_leaving_date};
use super::code::vocabulary;
use super::ids::PlacementId;
use super::text::{Line, Paragraph};

vocabulary! {
    /// Who agreed.
    AgreementActor {
        /// The learner.
        Learner = "learner",
        /// A parent or somebody with parental responsibility.
        Parent = "parent",
        /// A decision-maker for a learner over 16 who lacks capacity for this decision.
        DecisionMaker = "decision_maker",
    }
}

vocabulary! {
    /// How the agreement was given.
    AgreementMethod {
        /// On paper.
        Paper = "paper",
        /// By e-mail or form.
        Written = "written",
        /// Spoken, and noted by the provider.
        Spoken = "spoken",
        /// With symbols or a device.
        Symbols = "symbols",
    }
}

vocabulary! {
    /// What was agreed to.
    AgreementScope {
        /// This placement, and what the pack tells the employer.
        Placement = "placement",
        /// The learner's own statement being given to the people they will work with.
        Statement = "statement",
        /// The family being sent their copy of the plan, of a learner for whom no parent need agree.
        FamilyCopy = "family_copy",
        /// The hub seeing which placements would suit the learner.
        HubSeesMatches = "hub_sees_matches",
    }
}

/// One recorded agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// To what.
    pub scope: AgreementScope,
    /// For which placement; required unless the hub's view is agreed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placement: Option<PlacementId>,
    /// By whom.
    pub actor: AgreementActor,
    /// How.
    pub method: AgreementMethod,
    /// When.
    pub on: NaiveDate,
    /// The wording that was shown or read out.
    pub wording: Paragraph,
    /// What was agreed for this placement alone; only with an agreement to the placement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<PlacementTerms>,
}

/// What was agreed for one placement. Another employer is told nothing of it; what the learner's profile says
/// stands in for it nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlacementTerms {
    /// What the learner wants from this placement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 3)]
    pub aims: Vec<Line>,
    /// Why this work suits the learner, in terms of the work: "Notices small differences: picking over, seed racks".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 4)]
    pub fits: Vec<Line>,
    /// How the learner leaves at the end of the day, and what to do if nobody comes; not settled when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub going_home: Option<Line>,
    /// How the learner gets there and home, in words of their own for their own copy: "Mum takes me to the side gate."
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub my_way: Option<Line>,
    /// Who provides lunch on these days, as the family has agreed it; not settled when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meals: Option<Line>,
    /// What everybody near is told for safety; not settled when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safety: Option<SafetyTerms>,
    /// Whether it is agreed that nobody of the school or college comes along; not settled while false, unless the
    /// profile names somebody.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nobody_along: bool,
    /// Who sees to each of the learner's own supports at this workplace: "A written tick list", "Mared, Job coach".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 10)]
    pub supports: Vec<SupportTerms>,
    /// What the learner chose to do at the end that is harder than at the beginning; not chosen when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Line>,
}

/// A support, and who sees that it is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupportTerms {
    /// The support, in the words of the learner's profile.
    pub what: Line,
    /// Who brings it or puts it out.
    pub who: Line,
    /// What it costs the workplace, in whole pounds; not said when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 100000)]
    pub cost_pounds: Option<u32>,
    /// What to do on a day when it is missing or does not work; not said when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without: Option<Line>,
}

/// What this employer is told for safety, and who signed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SafetyTerms {
    /// What may happen and what to do; nothing beyond the adjustments when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<Paragraph>,
    /// First aid in need-to-know words; nothing to know when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_aid: Option<Paragraph>,
    /// Who of the provider signed it.
    pub signed_by: Line,
}

/// The most aims of one placement.
pub const MOST_AIMS: usize = 3;

/// The most supports of one placement.
pub const MOST_SUPPORTS: usize = 10;

/// The most that a support may cost, in whole pounds: more is a slip of the pen.
pub const MOST_COST_POUNDS: u32 = 100_000;

/// The most reasons why the work suits.
pub const MOST_FITS: usize = 4;

/// Who must have agreed to a placement that begins on `start`: a parent while the learner is of
/// compulsory school age, the learner from the leaving date on, a parent as well under 18.
#[must_use]
pub fn required_actors(date_of_birth: NaiveDate, start: NaiveDate) -> Vec<AgreementActor> {
    let left_school = school_leaving_date(date_of_birth).is_some_and(|leaving| start > leaving);
    match (left_school, age_on(date_of_birth, start) < 18) {
        (false, _) => vec![AgreementActor::Parent],
        (true, true) => vec![AgreementActor::Learner, AgreementActor::Parent],
        (true, false) => vec![AgreementActor::Learner],
    }
}

/// Which of the required actors have not agreed yet. A decision-maker stands for the learner.
#[must_use]
pub fn missing_actors(required: &[AgreementActor], given: &[AgreementActor]) -> Vec<AgreementActor> {
    let stands_for = |wanted: AgreementActor| {
        given.contains(&wanted)
            || (wanted == AgreementActor::Learner && given.contains(&AgreementActor::DecisionMaker))
    };
    required.iter().copied().filter(|actor| !stands_for(*actor)).collect()
}
