//! The dates: still to come, still in the window, still open on both sides, still free.

use chrono::{Days, NaiveDate};

use super::{Facts, Reason};
use crate::domain::calendar::is_bank_holiday;
use crate::domain::notice::{ShortNotice, short_notice};
use crate::domain::placement::PlacementState;
use crate::domain::time::Weekday;
use crate::domain::window::Pattern;

pub(super) fn reasons(facts: &Facts<'_>) -> Vec<Reason> {
    let dates = facts.dates();
    let mut reasons: Vec<Reason> = past(facts, &dates).into_iter().collect();
    reasons.extend(notice(facts));
    let window = facts.window;
    let outside = |date: &NaiveDate| !window.dates.contains(*date);
    let dropped = |date: &NaiveDate| !outside(date) && !window.weekdays.contains(Weekday::of(*date));
    let holiday = |date: &NaiveDate| !window.works_bank_holidays && is_bank_holiday(*date);
    let mut on = |applies: &dyn Fn(&NaiveDate) -> bool, reason: fn(Vec<NaiveDate>) -> Reason| {
        let hit: Vec<NaiveDate> = dates.iter().copied().filter(applies).collect();
        if !hit.is_empty() {
            reasons.push(reason(hit));
        }
    };
    on(&outside, |dates| Reason::OutsideWindow { dates });
    on(&dropped, |dates| Reason::WeekdayDropped { dates });
    on(&|date| window.closed.contains(date), |dates| Reason::SiteClosed { dates });
    on(&holiday, |dates| Reason::BankHoliday { dates });
    on(&|date| facts.learner.closed.contains(date), |dates| Reason::ProviderClosed { dates });
    on(&|date| facts.learner.is_placed_on(*date), |dates| Reason::AlreadyPlaced { dates });
    reasons.extend(pattern(facts));
    reasons
}

fn past(facts: &Facts<'_>, dates: &[NaiveDate]) -> Option<Reason> {
    let (first, last) = (dates.first().copied(), facts.placement.days.last().copied());
    if facts.placement.state == PlacementState::UnderWay {
        return last.filter(|last| *last < facts.today).map(|date| Reason::LastDayPast { date });
    }
    first.filter(|first| *first < facts.today).map(|date| Reason::FirstDayPast { date })
}

fn notice(facts: &Facts<'_>) -> Option<Reason> {
    let ShortNotice { first, left } = short_notice(facts.placement, facts.today, facts.notice)?;
    Some(Reason::ShortNotice { first, left, notice: facts.notice })
}

/// The offer still runs for as long as was proposed.
fn pattern(facts: &Facts<'_>) -> Option<Reason> {
    let days = &facts.placement.days;
    let fits = match facts.offer.offer.pattern {
        Pattern::Block { days: offered } => days.len() == usize::from(offered),
        Pattern::Extended { weeks } | Pattern::Rotation { weeks } => {
            let end = days.first()?.checked_add_days(Days::new(u64::from(weeks) * 7 - 1))?;
            *days.last()? <= end
        }
    };
    (!fits).then_some(Reason::PatternChanged { pattern: facts.offer.offer.pattern })
}
