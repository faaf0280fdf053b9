//! Hand-made cases: what employers and coaches said goes wrong.

use placewell::domain::support::HelpLevel;
use placewell::domain::time::{Span, TimeOfDay};
use placewell::domain::workload::{FinishReason, GapReason};
use placewell::programme::{Block, Content, Day, DayPart, Programme, Rule, Weight, Wording, check, plan};
use rstest::rstest;
use serde_json::{Value, json};

use super::fixtures::{Case, date, depot_json, person, profile_json, task};

fn span(from: &str, to: &str) -> Span {
    Span::new(TimeOfDay::parse(from).unwrap(), TimeOfDay::parse(to).unwrap()).unwrap()
}

fn planned(case: &Case) -> Programme {
    let programme = plan(&case.input()).unwrap();
    assert_eq!(check(&programme, &case.input()), vec![]);
    programme
}

fn blocks_of<'p>(programme: &'p Programme, task: &'p str) -> impl Iterator<Item = (&'p Day, &'p Block)> {
    programme.blocks().filter(move |(_, block)| block.content.task().is_some_and(|id| id.as_str() == task))
}

fn is_part(block: &Block, wanted: DayPart) -> bool {
    matches!(&block.what, Wording::Standard { part, .. } if *part == wanted)
}

#[test]
fn vans_are_gone_by_half_past_nine() {
    let mut offer = depot_json();
    for task in offer["tasks"].as_array_mut().unwrap().iter_mut().skip(1) {
        task["available"][0]["hours"]["from"] = json!("09:30");
    }
    let programme = planned(&Case::new(offer, profile_json(), "2026-06-15"));
    let vans: Vec<_> = blocks_of(&programme, "vans").collect();
    assert!(!vans.is_empty(), "the work of the morning is used");
    assert!(vans.iter().all(|(_, block)| span("09:00", "09:30").covers(block.span)));
}

#[test]
fn nobody_is_on_the_bay_when_the_trailer_comes() {
    let programme = planned(&Case::depot());
    assert!(blocks_of(&programme, "bay").count() > 0);
    assert!(blocks_of(&programme, "bay").all(|(_, block)| !block.span.overlaps(span("12:10", "12:30"))));
}

#[test]
fn the_alarm_test_is_said_beforehand_and_somebody_is_there() {
    let programme = planned(&Case::depot());
    for day in &programme.days {
        let told = day.notices.iter().any(|notice| notice.event.as_str() == "alarm");
        assert_eq!(told, day.date == date("2026-06-17"));
        let during = day.blocks.iter().find(|block| block.span.overlaps(span("11:00", "11:05"))).unwrap();
        assert_eq!(during.events.iter().any(|event| event.as_str() == "alarm"), told);
    }
}

/// Somebody who usually works alone is still shown what they have never seen.
#[test]
fn nobody_meets_a_job_alone() {
    let mut profile = profile_json();
    profile["help"] = json!("alone");
    let programme = planned(&Case::new(depot_json(), profile, "2026-06-15"));
    for (_, block) in programme.blocks() {
        if let (Content::Task { new, .. }, Some(level)) = (&block.content, block.level) {
            assert!(!*new || level <= HelpLevel::ShownOnce, "{block:?}");
        }
    }
    assert!(programme.tasks.iter().all(|task| task.starts_at <= HelpLevel::ShownOnce));
    assert!(programme.blocks().any(|(_, block)| block.may_see == Some(HelpLevel::Alone)), "later on, alone");
}

#[test]
fn a_person_at_lunch_is_with_nobody() {
    let mut case = Case::depot();
    case.offer.windows[0].breaks.clear();
    let programme = planned(&case);
    let working = |block: &&Block| !block.content.is_rest();
    for (_, block) in programme.blocks().filter(|(_, block)| working(block)) {
        let lunch =
            if block.person.as_str() == "rhian" { span("12:00", "12:30") } else { span("12:30", "13:00") };
        assert!(!block.span.overlaps(lunch), "{block:?}");
    }
}

#[test]
fn two_hours_of_stamina_make_a_short_day() {
    let mut profile = profile_json();
    profile["stamina"] =
        json!({ "max_continuous_minutes": 45, "max_daily_minutes": 120, "break_minutes": 15 });
    let programme = planned(&Case::new(depot_json(), profile, "2026-06-15"));
    for day in &programme.days {
        let work: u16 = day.blocks.iter().filter(|b| !b.content.is_rest()).map(|b| b.span.minutes()).sum();
        assert!((105..=120).contains(&work), "{work}");
        assert_eq!(day.shortened.unwrap().reason, FinishReason::Stamina);
        assert!(day.attended.to <= TimeOfDay::parse("12:00").unwrap());
    }
}

#[test]
fn one_day_a_week_for_twelve_weeks() {
    let mut offer = depot_json();
    offer["pattern"] = json!({ "kind": "extended", "weeks": 12 });
    offer["windows"][0]["weekdays"] = json!(["thu"]);
    let case = Case::new(offer, profile_json(), "2026-06-04");
    let programme = planned(&case);
    assert_eq!(programme.days.len(), 12);
    let with = |part| programme.days.iter().filter(|day| day.blocks.iter().any(|b| is_part(b, part))).count();
    assert_eq!(
        (with(DayPart::Tour), with(DayPart::PlanOfTheDay), with(DayPart::Close), with(DayPart::Feedback)),
        (1, 11, 12, 1)
    );
}

#[rstest]
#[case::wednesday("2026-06-17", "2026-06-23")]
#[case::bank_holiday_in_the_middle("2026-08-27", "2026-09-03")]
fn a_block_of_five_days_may_start_and_pause_anywhere(#[case] start: &str, #[case] end: &str) {
    let programme = planned(&Case::new(depot_json(), profile_json(), start));
    assert_eq!(programme.days.len(), 5);
    let last = programme.days.last().unwrap();
    assert_eq!(last.date, date(end));
    assert!(last.blocks.iter().any(|block| is_part(block, DayPart::Feedback)));
    assert!(programme.days.iter().all(|day| day.date != date("2026-08-31")));
}

#[test]
fn too_little_work_says_what_is_missing_and_when() {
    let mut offer = depot_json();
    offer["tasks"] = json!([
        task("vans", "Check the vans out", ("08:30", "09:30"), &["rhian", "mo"], json!({})),
        task("scan", "Scan returned parcels", ("11:00", "12:30"), &["sue"], json!({ "minutes_a_day": 60 })),
        task("forklift", "Bring pallets in", ("13:00", "14:00"), &["mo"], json!({})),
    ]);
    let case = Case::new(offer, profile_json(), "2026-06-15");
    let missing = plan(&case.input()).unwrap_err().missing;
    let tuesday: Vec<_> = missing
        .iter()
        .filter(|gap| gap.date == date("2026-06-16"))
        .map(|gap| (gap.span.from.to_string(), gap.span.to.to_string(), gap.reason.clone()))
        .collect();
    let gap = |from: &str, to: &str, reason| (from.to_owned(), to.to_owned(), reason);
    assert_eq!(
        tuesday,
        [
            gap("09:30", "10:45", GapReason::NoTask),
            gap("12:00", "12:30", GapReason::MinutesUsed),
            gap("13:00", "14:00", GapReason::AllCarved),
            gap("14:20", "15:15", GapReason::NoTask),
        ]
    );
}

#[test]
fn a_workplace_of_one_person_has_no_deputy_and_says_so() {
    let mut offer = depot_json();
    offer["people"] =
        json!([person("rhian", "Rhian", "Owner", ("08:00", "17:00"), ("12:30", "13:00"), true)]);
    offer["deputy"] = json!("rhian");
    for task in offer["tasks"].as_array_mut().unwrap() {
        task["with"] = json!(["rhian"]);
    }
    let programme = planned(&Case::new(offer, profile_json(), "2026-06-15"));
    assert!(programme.blocks().all(|(_, block)| block.person.as_str() == "rhian" && block.deputy.is_none()));
}

#[test]
fn a_long_day_without_a_break_of_its_own_gets_the_break_of_the_law() {
    let mut offer = depot_json();
    offer["windows"][0]["breaks"] = json!([]);
    let mut profile = profile_json();
    profile["stamina"]["max_continuous_minutes"] = json!(270);
    let programme = planned(&Case::new(offer, profile, "2026-06-15"));
    for day in &programme.days {
        let rests = day.blocks.iter().filter(|block| block.content.is_rest());
        assert!(rests.map(|block| block.span.minutes()).max() >= Some(30));
    }
}

#[test]
fn every_day_begins_and_ends_in_the_same_way() {
    let programme = planned(&Case::depot());
    let first_jobs: Vec<_> =
        programme.days.iter().map(|day| day.blocks.iter().find_map(|b| b.content.task())).collect();
    assert!(first_jobs.windows(2).all(|pair| pair[0] == pair[1]), "{first_jobs:?}");
    assert!(programme.days.iter().all(|day| is_part(day.blocks.last().unwrap(), DayPart::Close)));
    let shown = programme.blocks().find(|(_, block)| is_part(block, DayPart::ShowWork)).unwrap().1;
    assert_eq!(shown.about.as_ref().unwrap().as_str(), "A board of street names that the drivers use");
    assert!(programme.tasks.len() <= 7);
}

#[test]
fn no_task_is_new_twice_and_each_begins_with_its_own_level() {
    let programme = planned(&Case::depot());
    for plan in &programme.tasks {
        let news = blocks_of(&programme, plan.task.as_str())
            .filter(|(_, block)| matches!(block.content, Content::Task { new: true, .. }))
            .count();
        assert_eq!(news, 1);
        assert!(
            blocks_of(&programme, plan.task.as_str()).all(|(_, block)| block.level == Some(plan.starts_at))
        );
    }
}

/// The rules that a change of the offer breaks in a plan that kept them all.
fn broken_by(change: impl FnOnce(&mut Value)) -> Vec<Rule> {
    let programme = planned(&Case::depot());
    let mut offer = depot_json();
    change(&mut offer);
    let changed = Case::new(offer, profile_json(), "2026-06-15");
    check(&programme, &changed.input()).into_iter().map(|breach| breach.rule).collect()
}

#[test]
fn a_place_closed_to_learners_is_found_in_a_plan_made_before() {
    let rules =
        broken_by(|offer| offer["places"] = json!([{ "name": "Office", "never_for_learners": true }]));
    assert!(!rules.is_empty());
    for rule in rules {
        assert!(matches!(&rule, Rule::PlaceBarred { task, .. } if task.as_str() == "board"), "{rule:?}");
    }
}

#[test]
fn people_who_are_tied_up_are_found_in_a_plan_made_before() {
    let rules = broken_by(|offer| {
        let events = offer["events"].as_array_mut().unwrap();
        events.push(json!({ "id": "audit", "name": "Audit", "kind": "rush", "weekdays": ["tue"],
                            "hours": { "from": "09:00", "to": "15:30" }, "people": ["mo", "sue"] }));
    });
    let tied = |rule: &Rule| matches!(rule, Rule::TiedUp { event, .. } if event.as_str() == "audit");
    assert!(rules.iter().any(tied), "{rules:?}");
}

#[test]
fn people_who_must_cover_are_found_in_a_plan_made_before() {
    let rules = broken_by(|offer| {
        offer["cover"] = json!([{ "what": "The counter", "people": ["mo", "sue"], "least": 1 }]);
        offer["people"][2]["days_off"] = json!(["2026-06-16"]);
    });
    let covers = |rule: &Rule| matches!(rule, Rule::MustCover { person, .. } if person.as_str() == "mo");
    assert!(rules.iter().any(covers), "{rules:?}");
}

#[test]
fn a_block_longer_than_the_learner_stays_at_one_job_is_found_in_a_plan_made_before() {
    let programme = planned(&Case::depot());
    let mut profile = profile_json();
    profile["stamina"]["max_one_task_minutes"] = json!(20);
    let changed = Case::new(depot_json(), profile, "2026-06-15");
    let rules = check(&programme, &changed.input());
    let long = |rule: &Rule| matches!(rule, Rule::TooLongAtOneTask { minutes, most: 20, stated: true } if *minutes > 20);
    assert!(rules.iter().any(|breach| long(&breach.rule)), "{rules:?}");
}

#[test]
fn nobody_goes_from_one_job_to_another_around_an_alarm_test() {
    let before = planned(&Case::depot());
    let follows = |day: &Day| {
        day.blocks.windows(2).find_map(|pair| {
            let (one, other) = (pair[0].content.task()?, pair[1].content.task()?);
            (one != other).then_some(pair[1].span.from)
        })
    };
    let (date, at) = before.days.iter().find_map(|day| Some((day.date, follows(day)?))).unwrap();
    let mut offer = depot_json();
    let test = json!({ "id": "second-test", "name": "Alarm test", "kind": "alarm_test", "date": date,
                       "hours": { "from": at, "to": at.plus(5) } });
    offer["events"].as_array_mut().unwrap().push(test);
    let changed = Case::new(offer, profile_json(), "2026-06-15");
    let rules: Vec<Rule> = check(&before, &changed.input()).into_iter().map(|breach| breach.rule).collect();
    let near =
        |rule: &Rule| matches!(rule, Rule::ChangeDuringTest { event } if event.as_str() == "second-test");
    assert!(rules.iter().any(near), "{rules:?}");
    assert!(rules.iter().filter(|rule| near(rule)).all(|rule| rule.weight() == Weight::Must));
    assert!(check(&planned(&changed), &changed.input()).is_empty(), "planned again, the change keeps clear");
}

#[test]
fn nobody_is_named_in_every_block_of_a_day_where_others_can() {
    let programme = planned(&Case::depot());
    for day in &programme.days {
        for person in ["rhian", "mo", "sue"] {
            let named = |block: &&Block| {
                block.person.as_str() == person
                    || block.deputy.as_ref().is_some_and(|deputy| deputy.as_str() == person)
            };
            assert!(!day.blocks.iter().all(|block| named(&block)), "{person} on {}", day.date);
        }
    }
}
