use super::{Inputs, open, people};
use crate::briefing::pack::Safety;
use crate::domain::agreement::SafetyTerms;
use crate::domain::text::Paragraph;
use crate::words::briefing::{open as asked, safety as words};

/// What was agreed to be told for safety, or that it is still to be agreed; never what the profile says.
pub(super) fn safety(inputs: &Inputs<'_>, contact: &str) -> Safety {
    let first_aider = people::first_aider(&inputs.offer.offer);
    let Some((safety, on)) = inputs.terms.and_then(|agreed| Some((agreed.terms.safety.as_ref()?, agreed.on)))
    else {
        let ask = || vec![asked::ask(contact, open::by(inputs))];
        return Safety { statement: ask(), agreed_by: None, agreed_on: None, first_aid: ask(), first_aider };
    };
    Safety {
        statement: lines(safety.statement.as_ref(), words::NOTHING_BEYOND),
        agreed_by: Some(safety.signed_by.to_string()),
        agreed_on: Some(on),
        first_aid: lines(safety.first_aid.as_ref(), words::NO_FIRST_AID),
        first_aider,
    }
}

/// Whether a pack tells the safety statement and the first-aid note that are agreed now.
pub(super) fn is_as_agreed(told: &Safety, agreed: Option<&SafetyTerms>) -> bool {
    match agreed {
        None => told.agreed_on.is_none(),
        Some(agreed) => {
            told.agreed_on.is_some()
                && told.agreed_by.as_deref() == Some(agreed.signed_by.as_str())
                && told.statement == lines(agreed.statement.as_ref(), words::NOTHING_BEYOND)
                && told.first_aid == lines(agreed.first_aid.as_ref(), words::NO_FIRST_AID)
        }
    }
}

fn lines(text: Option<&Paragraph>, nothing: &str) -> Vec<String> {
    text.map_or_else(|| vec![nothing.to_owned()], |text| paragraphs(text.as_str()))
}

/// A paragraph's lines, each a point.
fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
