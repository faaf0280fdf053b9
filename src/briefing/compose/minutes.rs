use std::collections::BTreeMap;

use super::Inputs;
use crate::briefing::pack::StaffTime;
use crate::domain::ids::PersonId;
use crate::domain::support::HelpLevel;
use crate::programme::{Block, Day};

/// So many days are told one by one.
const MOST_DAYS: usize = 6;

/// Whose minutes the plan costs: on the first day, on a later one on average, and on each day of a short
/// placement.
pub(super) fn staff_time(inputs: &Inputs<'_>) -> Vec<StaffTime> {
    let days = &inputs.programme.days;
    let Some((first, later)) = days.split_first() else { return Vec::new() };
    let first = asked(std::slice::from_ref(first));
    let rest = asked(later);
    let by_day: Vec<BTreeMap<&PersonId, u32>> = match days.len() {
        ..=MOST_DAYS => days.iter().map(|day| asked(std::slice::from_ref(day))).collect(),
        _ => Vec::new(),
    };
    let count = u32::try_from(later.len().max(1)).unwrap_or(1);
    inputs
        .offer
        .offer
        .people
        .iter()
        .filter_map(|person| {
            let minutes = |all: &BTreeMap<&PersonId, u32>| all.get(&person.id).copied().unwrap_or_default();
            (minutes(&first) + minutes(&rest) > 0).then(|| StaffTime {
                who: person.name.to_string(),
                first_day_minutes: rounded(minutes(&first)),
                later_day_minutes: rounded(minutes(&rest).div_ceil(count)),
                each_day: by_day.iter().map(|day| rounded(minutes(day))).collect(),
                near_each_day: Vec::new(),
            })
        })
        .collect()
}

fn asked(days: &[Day]) -> BTreeMap<&PersonId, u32> {
    let mut all = BTreeMap::new();
    for block in days.iter().flat_map(|day| &day.blocks).filter(|block| !block.content.is_rest()) {
        *all.entry(&block.person).or_default() += u32::from(block.span.minutes()) * share(block) / 100;
        if let Some(person) = &block.hand_to {
            *all.entry(person).or_default() += HAND_OVER_MINUTES;
        }
    }
    all
}

/// How long it takes to look at a result that is handed over, and to say something about it.
const HAND_OVER_MINUTES: u32 = 3;

/// How much of a block's length, in hundredths, its person gives with the help that is hoped for by then. A rule of
/// thumb of ours, and printed as "about".
fn share(block: &Block) -> u32 {
    match block.may_see.or(block.level) {
        None | Some(HelpLevel::Together) => 100,
        Some(HelpLevel::ShownOnce) => 50,
        Some(HelpLevel::ListAndPoint) => 30,
        Some(HelpLevel::ListOnly) => 15,
        Some(HelpLevel::Alone) => 10,
    }
}

/// To five minutes; what is less than that is still something.
fn rounded(minutes: u32) -> u16 {
    let least = if minutes == 0 { 0 } else { 5 };
    u16::try_from(((minutes + 2) / 5 * 5).max(least)).unwrap_or(u16::MAX)
}
