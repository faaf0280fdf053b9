use super::{Inputs, open};
use crate::briefing::pack::Adjustment;
use crate::domain::fact::Availability;
use crate::domain::need::Wanted;
use crate::domain::provision::Provision;
use crate::words::briefing::adjustments as words;

/// What is arranged to be different: a thing, a person, a day.
pub(super) fn adjustments(inputs: &Inputs<'_>, called: &str, contact: &str) -> Vec<Adjustment> {
    let offer = &inputs.offer.offer;
    let by = open::by(inputs);
    let hours = inputs.programme.days.first().map(|day| day.attended);
    let supervisor =
        offer.person(&offer.supervisor).map(|person| format!("{}, {}", person.name, person.role));
    let arranged = inputs.adjustments.iter().map(|one| Adjustment {
        what: words::what(&one.what, called, hours),
        owner: words::owner(&one.owner, supervisor.as_deref(), contact),
        cost_pounds: one.cost_pounds,
        by: Some(by),
    });
    arranged.collect()
}

/// What says more of somebody's care or faith than the people at work need to read where it is there anyway.
const PRIVATE: [Provision; 4] = [
    Provision::ChangingPlace,
    Provision::FridgeForMedicine,
    Provision::OneToOneSupervision,
    Provision::PrayerSpace,
];

/// What the learner needs and the workplace has already, in the order of the needs.
pub(super) fn in_place(inputs: &Inputs<'_>) -> Vec<String> {
    let stated = &inputs.offer.offer.provisions.0;
    let needed = inputs.learner.profile.needs.iter().filter_map(|need| match need.wanted {
        Wanted::Provision(provision) => Some(provision).filter(|one| !PRIVATE.contains(one)),
        Wanted::Avoid(_) => None,
    });
    needed
        .filter_map(|provision| {
            let fact = stated.get(&provision).filter(|fact| fact.state == Availability::Yes)?;
            Some(words::in_place(provision, fact.note.as_ref().map(|note| note.as_str())))
        })
        .collect()
}

/// The supports that the learner keeps, to be ticked, and with whom it is agreed who sees to them.
pub(super) fn brought(inputs: &Inputs<'_>, contact: &str) -> Option<String> {
    let stays: Vec<&str> = inputs.learner.profile.stays.iter().map(|line| line.as_str()).collect();
    (!stays.is_empty()).then(|| words::brought(&stays, contact, open::by(inputs)))
}
