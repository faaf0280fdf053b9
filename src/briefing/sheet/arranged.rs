use std::borrow::Cow;

use serde::Serialize;

use crate::briefing::pack::{Adjustment, Kept, Pack};
use crate::words::briefing::{adjustments as words, capital, cost, plain_date};

/// Something that is different for the visitor, as a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arranged<'a> {
    /// What.
    pub what: String,
    /// Who sees to it.
    pub owner: Cow<'a, str>,
    /// What it costs, where that was worked out.
    pub cost: String,
}

/// All of it: what is arranged, what comes along, what is there already.
pub(super) fn all(pack: &Pack) -> Vec<Arranged<'_>> {
    let (there, comes): (Vec<&Kept>, Vec<&Kept>) = pack.kept.iter().partition(|one| one.by.is_none());
    pack.adjustments
        .iter()
        .map(arrangement)
        .chain(comes.into_iter().map(kept))
        .chain(there.chunk_by(|one, other| one.owner == other.owner).filter_map(there_already))
        .collect()
}

/// By when all of it is to be there: the latest of the dates.
pub(super) fn by(pack: &Pack) -> Option<String> {
    let dates = pack.adjustments.iter().filter_map(|one| one.by);
    dates.chain(pack.kept.iter().filter_map(|one| one.by)).max().map(plain_date)
}

fn arrangement(one: &Adjustment) -> Arranged<'_> {
    Arranged { what: one.what.clone(), owner: one.owner.as_str().into(), cost: cost(one.cost_pounds) }
}

fn kept(one: &Kept) -> Arranged<'_> {
    Arranged {
        what: capital(one.what.trim_end_matches('.')),
        owner: if one.agreed { one.owner.as_str().into() } else { words::to_be_named(&one.owner).into() },
        cost: String::new(),
    }
}

/// What one person keeps as it is, in one row.
fn there_already<'a>(of_one: &[&'a Kept]) -> Option<Arranged<'a>> {
    let what: Vec<&str> = of_one.iter().map(|one| one.what.trim_end_matches('.')).collect();
    Some(Arranged {
        what: words::there_already(&what),
        owner: of_one.first()?.owner.as_str().into(),
        cost: String::new(),
    })
}
