use super::{Inputs, open, people};
use crate::briefing::pack::{Adjustment, Kept};
use crate::domain::fact::Availability;
use crate::domain::need::Wanted;
use crate::domain::provision::Provision;
use crate::words::briefing::adjustments as words;

/// What is arranged to be different: a thing, a person, a day.
pub(super) fn adjustments(inputs: &Inputs<'_>, called: &str, contact: &str) -> Vec<Adjustment> {
    let offer = &inputs.offer.offer;
    let by = open::by(inputs);
    let hours = inputs.programme.days.first().map(|day| day.attended);
    let supervisor = people::supervisor(offer);
    let arranged = inputs.adjustments.iter().map(|one| Adjustment {
        what: words::what(&one.what, called, hours),
        owner: words::owner(&one.owner, &supervisor, contact),
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

/// What the learner needs and the workplace has already, in the order of the needs, and the supports that come along
/// each day: the person in charge keeps the first so, and the provider's member of staff sees to the others.
pub(super) fn kept(inputs: &Inputs<'_>, contact: &str) -> Vec<Kept> {
    let offer = &inputs.offer.offer;
    let keeper = offer.person(&offer.supervisor).map_or(&offer.site.ask_for, |person| &person.name);
    let profile = &inputs.learner.profile;
    let needed = profile.needs.iter().filter_map(|need| match need.wanted {
        Wanted::Provision(provision) => Some(provision).filter(|one| !PRIVATE.contains(one)),
        Wanted::Avoid(_) => None,
    });
    let in_place = needed.filter_map(|provision| {
        let fact = offer.provisions.0.get(&provision).filter(|fact| fact.state == Availability::Yes)?;
        let what = words::in_place(provision, fact.note.as_ref().map(|note| note.as_str()));
        Some(Kept { what, owner: keeper.to_string(), by: None })
    });
    let by = Some(open::by(inputs));
    let brought =
        profile.stays.iter().map(|line| Kept { what: line.to_string(), owner: contact.to_owned(), by });
    in_place.chain(brought).collect()
}
