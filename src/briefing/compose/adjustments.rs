use chrono::NaiveDate;

use super::{Inputs, agreed, open, people};
use crate::briefing::pack::{Adjustment, Kept};
use crate::domain::agreement::SupportTerms;
use crate::domain::fact::Availability;
use crate::domain::need::Wanted;
use crate::domain::provision::Provision;
use crate::domain::text::Line;
use crate::words::briefing::adjustments as words;

/// What is arranged to be different: a thing, a person, a day.
pub(super) fn adjustments(inputs: &Inputs<'_>, called: &str, contact: &str) -> Vec<Adjustment> {
    let offer = &inputs.offer.offer;
    let by = open::by(inputs);
    let hours = inputs.programme.days.first().map(|day| day.attended);
    let supervisor = people::supervisor(offer);
    // A day of the placement's own hours is no shorter one.
    let whole = inputs.programme.days.iter().all(|day| day.shortened.is_none());
    let differs = inputs.adjustments.iter().filter(|one| !(whole && words::is_shorter_day(&one.what)));
    let arranged = differs.map(|one| Adjustment {
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
/// each day: the person in charge keeps the first so. Who sees to the others was agreed for the placement; the
/// provider's member of staff asks about those of which nobody has said it.
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
        // What is there already costs the workplace nothing more.
        Some(Kept {
            what,
            owner: keeper.to_string(),
            by: None,
            cost_pounds: Some(0),
            without: None,
            agreed: false,
        })
    });
    let by = Some(open::by(inputs));
    let supports = agreed(inputs).map(|terms| terms.supports.as_slice()).unwrap_or_default();
    let named = supports.iter().map(|one| support(one, by));
    let unnamed = profile.stays.iter().filter(|line| !supports.iter().any(|one| is_same(&one.what, line)));
    let asked = unnamed.map(|line| Kept {
        what: line.to_string(),
        owner: contact.to_owned(),
        by,
        cost_pounds: None,
        without: None,
        agreed: false,
    });
    in_place.chain(named).chain(asked).collect()
}

/// A support and who sees to it, as agreed.
fn support(one: &SupportTerms, by: Option<NaiveDate>) -> Kept {
    Kept {
        what: one.what.to_string(),
        owner: one.who.to_string(),
        by,
        cost_pounds: one.cost_pounds,
        without: one.without.as_ref().map(ToString::to_string),
        agreed: true,
    }
}

/// Whether a pack names who sees to each support as it is agreed now.
pub(super) fn are_as_agreed(kept: &[Kept], supports: &[SupportTerms]) -> bool {
    let told = kept.iter().filter(|one| one.agreed);
    let told: Vec<Kept> = told.map(|one| Kept { by: None, ..one.clone() }).collect();
    told == supports.iter().map(|one| support(one, None)).collect::<Vec<Kept>>()
}

fn is_same(one: &Line, other: &Line) -> bool {
    let bare = |line: &Line| line.as_str().trim_end_matches('.').to_lowercase();
    bare(one) == bare(other)
}
