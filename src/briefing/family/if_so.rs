use super::{Material, first};
use crate::briefing::booklet::{Item, row};
use crate::briefing::compose::resting_place;
use crate::words::briefing::family as say;
use crate::words::briefing::support::sentence;
use crate::words::briefing::unbroken;

/// What happens if, who does what.
pub(super) fn items(material: &Material<'_>) -> Vec<Item> {
    let (ring, arrival) = (first(material), &material.pack.arrival);
    let first_number = material.inputs.provider.phones.first();
    let answered_from = first_number.map(|line| line.hours.from).filter(|from| *from >= arrival.at);
    let people = material.inputs.offer.offer.people.iter();
    let aiders: Vec<&str> = people.filter(|one| one.first_aider).map(|one| one.name.as_str()).collect();
    let rest = resting_place(material.inputs);
    let mut rows: Vec<Vec<String>> = say::what_if(
        material.called(),
        &ring.who,
        &unbroken(&ring.number),
        &arrival.at.to_string(),
        &arrival.late_after.to_string(),
        answered_from.map(|from| from.to_string()).as_deref(),
        (rest.as_deref(), &aiders),
    )
    .into_iter()
    .map(|(what, then)| vec![what, then])
    .collect();
    rows.extend(material.inputs.learner.profile.companions.iter().map(|one| {
        let then = one
            .cover
            .as_ref()
            .map_or_else(|| say::cover_unknown(&ring.who), |cover| sentence(cover.as_str()));
        vec![say::companion_away(one.name.as_str()), then]
    }));
    vec![
        Item::Table { head: row(say::IF_HEAD), widths: vec![4, 11], rows },
        Item::Words { lines: vec![say::agree_how(&ring.who)] },
    ]
}
