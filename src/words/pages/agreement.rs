//! The form that records an agreement to a placement, with what was agreed for that placement alone.

use crate::domain::agreement::{Agreement, AgreementScope, SupportTerms};
use crate::words::amount::date;
use crate::words::label::Label;

/// The button, and the line that opens the form.
pub const RECORD: &str = "Record an agreement";
/// What it takes to withdraw one.
pub const WITHDRAW: &str = "Record that it was withdrawn";

/// The questions.
pub const TO_WHAT: &str = "What was agreed to?";
/// See [`TO_WHAT`].
pub const WHO: &str = "Who agreed?";
/// See [`TO_WHAT`].
pub const HOW: &str = "How?";
/// See [`TO_WHAT`].
pub const WHEN: &str = "When?";
/// See [`TO_WHAT`].
pub const SHOWN: &str = "The wording that was shown or read out";
/// See [`TO_WHAT`].
pub const AIMS: &str = "What the learner wants from this placement";
/// See [`AIMS`].
pub const AIMS_HINT: &str = "Up to three aims, each on a line of its own, as the learner put them. Leave \
     empty if nobody has asked yet: the pack then says that they are still to be agreed.";
/// See [`TO_WHAT`].
pub const FITS: &str = "Why this work suits";
/// See [`FITS`].
pub const FITS_HINT: &str = "Up to four reasons, each on a line of its own, in terms of the work: “Notices small \
     differences: picking over, seed racks”.";
/// See [`TO_WHAT`].
pub const GOING_HOME: &str = "How the day ends";
/// See [`GOING_HOME`].
pub const GOING_HOME_HINT: &str = "Who comes, or that nobody needs to, and what to do if nobody comes. Leave empty if \
     it has not been agreed: the pack then says that it is still to be confirmed.";
/// See [`TO_WHAT`].
pub const MY_WAY: &str = "How the learner gets there and home, in their words";
/// See [`MY_WAY`].
pub const MY_WAY_HINT: &str = "For the learner’s own copy, as they would say it: “Mum takes me to the side gate.” Nobody      else reads it.";
/// See [`TO_WHAT`].
pub const MEALS: &str = "Who provides lunch";
/// See [`MEALS`].
pub const MEALS_HINT: &str =
    "Also where the learner has free school meals. It is printed in the family’s copy.";
/// See [`TO_WHAT`].
pub const SUPPORTS: &str = "Who sees to each support";
/// See [`SUPPORTS`].
pub const SUPPORTS_HINT: &str = "Each on a line of its own, with a colon before the person: “A written tick list: Mared, Job \
     coach”. What it costs the workplace and what to do without it may follow: “A tablet: Mared, £0. Without it: the paper \
     board”. If a support names nobody, the pack says that you are still asking.";
/// See [`SUPPORTS`].
pub const ENTER_SUPPORT: &str = "Enter each support as “what: who”, with a colon before the person";
/// See [`TO_WHAT`].
pub const NOBODY_ALONG: &str = "Who comes along";
/// See [`NOBODY_ALONG`].
pub const NOBODY_ALONG_HINT: &str = "The people named in the learner’s profile. If it names nobody, the pack keeps asking until you tick this.";
/// See [`NOBODY_ALONG`].
pub const NOBODY: &str = "It is agreed that nobody from the school or college comes along";
/// See [`TO_WHAT`].
pub const STEP: &str = "The step further";
/// See [`STEP`].
pub const STEP_HINT: &str = "What the learner chose to do at the end that is harder than at the beginning, with the job that \
     it is in: “Sows one tray by herself and chooses the herb”. Leave empty if they have not chosen: the plan then proposes \
     a job.";
/// See [`TO_WHAT`].
pub const SAFETY: &str = "Safety and first aid";
/// See [`SAFETY`].
pub const SAFETY_HINT: &str = "Until this is settled, the pack says that it is still to be agreed.";
/// See [`SAFETY`].
pub const IS_SETTLED: &str = "What this employer is told has been settled";
/// See [`TO_WHAT`].
pub const STATEMENT: &str = "What may happen, and what to do";
/// See [`STATEMENT`].
pub const STATEMENT_HINT: &str = "In terms of what can be seen and done, never a diagnosis. Leave empty if \
     there is nothing beyond the adjustments: the pack then says so.";
/// See [`TO_WHAT`].
pub const FIRST_AID: &str = "What the first-aider needs to know";
/// See [`FIRST_AID`].
pub const FIRST_AID_HINT: &str = "Leave empty if there is nothing to know: the pack then says so.";
/// See [`TO_WHAT`].
pub const SIGNED_BY: &str = "Who signed it";
/// See [`SIGNED_BY`].
pub const SIGNED_BY_HINT: &str = "Name and role of a colleague at your school or college";

/// What to do about a field.
pub const SELECT_SCOPE: &str = "Select what was agreed to";
/// See [`SELECT_SCOPE`].
pub const SELECT_ACTOR: &str = "Select who agreed";
/// See [`SELECT_SCOPE`].
pub const SELECT_METHOD: &str = "Select how they agreed";
/// See [`SELECT_SCOPE`].
pub const ENTER_WORDING: &str = "Enter the wording that was shown or read out";
/// See [`SELECT_SCOPE`].
pub const SELECT_SETTLED: &str =
    "Tick that it is settled, or empty the fields on safety, first aid and who signed";
/// See [`SELECT_SCOPE`].
pub const ENTER_SIGNER: &str = "Enter who signed off the safety information";
/// See [`SELECT_SCOPE`].
pub const WITH_PLACEMENT: &str = "This belongs to an agreement to the placement: select that, or empty this";

/// What is agreed to, as a choice.
#[must_use]
pub fn scope(scope: AgreementScope) -> &'static str {
    match scope {
        AgreementScope::Placement => "This placement, and what the pack tells the employer",
        AgreementScope::Statement => "Giving the learner’s own statement to the people they will work with",
        AgreementScope::FamilyCopy => {
            "Sending the family their copy of the plan, where no parent has to agree to the placement"
        }
        AgreementScope::HubSeesMatches => "The hub seeing which placements would suit",
    }
}

/// An agreement in a line.
#[must_use]
pub fn line(agreement: &Agreement, withdrawn: bool) -> String {
    let since = if withdrawn { " Withdrawn since." } else { "" };
    let Agreement { scope, actor, method, on, .. } = agreement;
    let what = scope.label();
    format!("Agreed to {what} by {}, {}, on {}.{since}", actor.label(), method.label(), date(*on))
}

/// What an agreement says for its placement alone, in lines.
#[must_use]
pub fn terms(agreement: &Agreement) -> Vec<String> {
    if agreement.scope != AgreementScope::Placement {
        return Vec::new();
    }
    let terms = agreement.terms.clone().unwrap_or_default();
    let aims = terms.aims.iter().map(|aim| format!("Aim: {aim}"));
    let fits = terms.fits.iter().map(|fit| format!("Why this work suits: {fit}"));
    let home = terms.going_home.iter().map(|home| format!("How the day ends: {home}"));
    let way = terms.my_way.iter().map(|way| format!("There and home, in their words: {way}"));
    let meals = terms.meals.iter().map(|meals| format!("Lunch: {meals}"));
    let safety = match &terms.safety {
        Some(safety) => format!("Safety and first aid: settled, signed by {}.", safety.signed_by),
        None => "Safety and first aid: not settled by this agreement.".to_owned(),
    };
    let along = terms.nobody_along.then(|| "Nobody from the school or college comes along.".to_owned());
    let supports = terms.supports.iter().map(support);
    let step = terms.step.iter().map(|step| format!("The step further: {step}"));
    aims.chain(fits)
        .chain(home)
        .chain(way)
        .chain(meals)
        .chain(along)
        .chain(supports)
        .chain(step)
        .chain([safety])
        .collect()
}

fn support(one: &SupportTerms) -> String {
    let cost = one.cost_pounds.map_or_else(String::new, |cost| format!(", £{cost}"));
    let without = one.without.as_ref().map_or_else(String::new, |instead| format!(". Without it: {instead}"));
    format!("{}: {} sees to it{cost}{without}", one.what, one.who)
}

/// The line that opens the form to withdraw an agreement.
#[must_use]
pub fn withdraw(line: &str) -> String {
    format!("Withdraw: {}", line.trim_end_matches('.'))
}
