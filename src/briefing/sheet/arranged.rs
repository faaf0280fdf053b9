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

/// Up to so many rows stand one for each thing; of more, what is there already shares one.
const ROWS: usize = 9;

/// All of it: what is arranged, what comes along, what is there already.
pub(super) fn all(pack: &Pack) -> Vec<Arranged<'_>> {
    let (there, comes): (Vec<&Kept>, Vec<&Kept>) = pack.kept.iter().partition(|one| one.by.is_none());
    let each = pack.adjustments.len() + pack.kept.len() <= ROWS;
    let together = |one: &&Kept, other: &&Kept| !each && one.owner == other.owner;
    let mut rows: Vec<Arranged<'_>> = pack.adjustments.iter().map(arrangement).collect();
    rows.extend(comes.into_iter().map(kept));
    rows.extend(there.chunk_by(together).filter_map(there_already));
    rows
}

/// By when all of it is to be there, which is the latest of the dates, and when it was agreed.
pub(super) fn by(pack: &Pack) -> Option<String> {
    let dates = pack.adjustments.iter().filter_map(|one| one.by);
    let by = dates.chain(pack.kept.iter().filter_map(|one| one.by)).max()?;
    let agreed = pack.kept.iter().any(|one| one.agreed);
    let agreed = pack.terms_agreed_on.filter(|_| agreed).map(plain_date);
    Some(words::in_place_by(&plain_date(by), agreed.as_deref()))
}

fn arrangement(one: &Adjustment) -> Arranged<'_> {
    Arranged { what: one.what.clone(), owner: one.owner.as_str().into(), cost: cost(one.cost_pounds) }
}

fn kept(one: &Kept) -> Arranged<'_> {
    Arranged {
        what: capital(one.what.trim_end_matches('.')),
        owner: if one.agreed { one.owner.as_str().into() } else { words::to_be_named(&one.owner).into() },
        cost: one.cost_pounds.map(cost).unwrap_or_default(),
    }
}

/// What one person keeps as it is, in one row.
fn there_already<'a>(of_one: &[&'a Kept]) -> Option<Arranged<'a>> {
    let what: Vec<&str> = of_one.iter().map(|one| one.what.trim_end_matches('.')).collect();
    let first = of_one.first()?;
    Some(Arranged {
        what: words::there_already(&what),
        owner: first.owner.as_str().into(),
        cost: first.cost_pounds.map(cost).unwrap_or_default(),
    })
}
