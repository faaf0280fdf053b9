//! Working days, and the notice before a first day.

use placewell::domain::calendar::working_days;
use placewell::domain::ids::{LearnerId, OfferId, OrganisationId, PlacementId, Reference, WindowId};
use placewell::domain::learner::ProgrammeKind;
use placewell::domain::notice::{ShortNotice, last_day_of_notice, short_notice};
use placewell::domain::organisation::Hub;
use placewell::domain::placement::{Gates, Placement, PlacementState};
use rstest::rstest;
use serde_json::json;

use crate::generate::date;

#[rstest]
#[case::tomorrow("2026-03-02", "2026-03-03", 1)]
#[case::today("2026-03-02", "2026-03-02", 0)]
#[case::over_a_weekend("2026-03-06", "2026-03-09", 1)]
#[case::two_weeks("2026-03-02", "2026-03-16", 10)]
#[case::over_easter("2026-04-02", "2026-04-07", 1)]
#[case::over_christmas("2026-12-24", "2027-01-04", 4)]
#[case::a_saturday("2026-03-06", "2026-03-07", 0)]
#[case::the_past("2026-03-06", "2026-03-02", 0)]
#[case::no_further_than_asked("2026-03-02", "2026-12-18", 60)]
fn weekends_and_bank_holidays_are_no_working_days(
    #[case] after: &str,
    #[case] until: &str,
    #[case] days: u8,
) {
    assert_eq!(working_days(date(after), date(until), 60), days);
}

#[test]
fn a_hub_that_has_chosen_nothing_asks_for_ten_working_days() {
    let hub: Hub = serde_json::from_value(json!({"name": "A hub", "nation": "england"})).unwrap();
    assert_eq!((hub.notice_working_days, hub.notice()), (None, 10));
}

fn starting(first: &str, state: PlacementState) -> Placement {
    let id = "00000000-0000-7000-8000-000000000001";
    Placement {
        id: PlacementId::parse(id).unwrap(),
        reference: Reference::parse("PW-7KQ2M4XA").unwrap(),
        learner: LearnerId::parse(id).unwrap(),
        provider: OrganisationId::parse(id).unwrap(),
        offer: OfferId::parse(id).unwrap(),
        employer: OrganisationId::parse(id).unwrap(),
        window: WindowId::parse("main").unwrap(),
        programme: ProgrammeKind::WorkExperience,
        days: vec![date(first)],
        state,
        gates: Gates::default(),
        marked_at: None,
        version: 1,
    }
}

/// Over Easter and the two bank holidays of May.
#[rstest]
fn the_last_day_of_notice_is_the_last_that_is_not_short(
    #[values("2026-04-07", "2026-05-05", "2026-05-09", "2026-05-26")] first: &str,
    #[values(0, 1, 5, 10, 60)] notice: u8,
) {
    let placement = starting(first, PlacementState::Proposed);
    let last = last_day_of_notice(date(first), notice).unwrap();
    let mut short = 0;
    for today in date("2025-12-01").iter_days().take_while(|today| *today <= date(first)) {
        let found = short_notice(&placement, today, notice);
        assert_eq!(found.is_some(), today > last, "{today}");
        short += usize::from(found.is_some_and(|found| found.left < notice));
    }
    assert_eq!(short > 0, notice > 0);
}

#[rstest]
#[case::still_to_be_confirmed(PlacementState::Proposed, "2026-03-06", true)]
#[case::confirmed(PlacementState::Confirmed, "2026-03-06", false)]
#[case::past(PlacementState::Proposed, "2026-03-10", false)]
fn only_what_is_still_to_come_and_to_be_confirmed_is_short(
    #[case] state: PlacementState,
    #[case] today: &str,
    #[case] short: bool,
) {
    let found = short_notice(&starting("2026-03-09", state), date(today), 10);
    assert_eq!(found, short.then_some(ShortNotice { first: date("2026-03-09"), left: 1 }));
}
