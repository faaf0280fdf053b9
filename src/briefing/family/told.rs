use super::{Material, first};
use crate::briefing::booklet::Item;
use crate::domain::disclosure::Told;
use crate::words::briefing::family as say;
use crate::words::briefing::told::NEVER_TOLD;
use crate::words::briefing::unbroken;
use crate::words::label::Label;

/// Facts that can be held back by choice, where the record has them.
fn held_back(material: &Material<'_>) -> impl Iterator<Item = Told> + use<> {
    let learner = material.inputs.learner;
    let facts = [
        (Told::FirstName, true),
        (Told::SafetyStatement, learner.profile.safety_statement.is_some()),
        (Told::FirstAid, learner.profile.first_aid.is_some()),
        (Told::Statement, learner.profile.own_words.statement.is_some()),
    ];
    let tells = material.pack.tells();
    facts.into_iter().filter_map(move |(fact, known)| (known && !tells.contains(fact)).then_some(fact))
}

/// What the employer's pack of this plan tells, and what it does not.
pub(super) fn items(material: &Material<'_>) -> Vec<Item> {
    let tells = material.pack.tells();
    let draft = material.pack.issue.draft;
    let ring = first(material);
    let not_told = NEVER_TOLD
        .iter()
        .copied()
        .chain(held_back(material).map(|fact| fact.label()))
        .map(str::to_owned)
        .collect();
    vec![
        Item::Words { lines: vec![say::told(draft).to_owned()] },
        Item::Points { lines: tells.iter().map(|fact| fact.label().to_owned()).collect() },
        Item::Words { lines: vec![say::not_told(draft).to_owned()] },
        Item::Points { lines: not_told },
        Item::Words { lines: vec![say::change_told(material.called(), &ring.who, &unbroken(&ring.number))] },
    ]
}
