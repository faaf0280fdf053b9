use super::{Inputs, open};
use crate::briefing::pack::Adjustment;
use crate::words::briefing::adjustments as words;

/// What is arranged to be different: a thing, a person, a day.
pub(super) fn adjustments(inputs: &Inputs<'_>, called: &str, contact: &str) -> Vec<Adjustment> {
    let offer = &inputs.offer.offer;
    let by = open::by(inputs);
    let hours = inputs.programme.days.first().map(|day| day.attended);
    let supervisor =
        offer.person(&offer.supervisor).map(|person| format!("{}, {}", person.name, person.role));
    inputs
        .adjustments
        .iter()
        .map(|one| Adjustment {
            what: words::what(&one.what, called, hours),
            owner: words::owner(&one.owner, supervisor.as_deref(), contact),
            cost_pounds: one.cost_pounds,
            by: Some(by),
        })
        .collect()
}
