//! What was agreed for one placement and what the site says of itself, as the pack tells it.

use placewell::briefing::booklet::Item;
use placewell::briefing::compose::tells_as_agreed;
use placewell::briefing::pack::{Block, Pack, Told, Topic, Work};
use placewell::briefing::pictures::Picture;
use placewell::domain::agreement::PlacementTerms;
use placewell::domain::delivery::Edition;
use serde_json::{Value, json};

use super::words::{prepared, prepared_as, prepared_whole, prepared_with, sample};

fn agreed(terms: &Value) -> Value {
    json!({"placement": "2026-10-01", "terms": terms})
}

fn works(pack: &Pack) -> impl Iterator<Item = &Work> {
    pack.week.days.iter().flat_map(|day| &day.blocks).filter_map(|block| match block {
        Block::Work(work) => Some(work),
        Block::Rest(_) => None,
    })
}

#[test]
fn how_the_day_ends_is_asked_until_it_was_agreed() {
    let asks = |pack: &Pack| pack.to_confirm.iter().any(|one| one.what.contains("end of the day"));
    let open = prepared("garden-plants", "carys", "2026-11-03", |_| {});
    assert!(asks(&open) && open.arrival.leaves.is_none() && !open.told.contains(Told::GoingHome));

    let terms =
        json!({"going_home": "Her mother comes to the gate; not there by 15:10: ring the first number"});
    let pack = prepared_as("garden-plants", "carys", "2026-11-03", |_| {}, agreed(&terms));
    assert!(!asks(&pack) && pack.told.contains(Told::GoingHome));
    assert_eq!(
        pack.arrival.leaves.as_deref(),
        Some("Her mother comes to the gate; not there by 15:10: ring the first number.")
    );
    let mut now: PlacementTerms = serde_json::from_value(terms).unwrap();
    assert!(tells_as_agreed(&pack, Some(&now)));
    now.going_home = None;
    assert!(!tells_as_agreed(&pack, Some(&now)), "a pack that tells another end of the day does not leave");
}

#[test]
fn the_family_reads_how_the_day_ends_where_its_receipt_says_so() {
    let family = |terms: &Value| {
        let made = prepared_whole("garden-plants", "carys", "2026-11-03", |_| {}, agreed(terms));
        let copies = made.copies.into_iter();
        copies
            .map(|copy| (copy.booklet, copy.printed.text))
            .find(|(one, _)| one.edition == Edition::Family)
            .unwrap()
    };
    let unknown = "Not known yet: what happens if nobody is there at the end of the day";
    let (open, text) = family(&json!({}));
    assert!(text.contains(unknown) && !open.told.contains(Told::GoingHome));
    let (told, text) = family(&json!({"going_home": "Her mother comes to the gate"}));
    assert!(told.told.contains(Told::GoingHome) && !text.contains(unknown));
    assert!(text.contains("as the workplace is told: Her mother comes to the gate."), "{text}");
}

#[test]
fn the_way_and_the_lunch_stand_in_the_copy_they_were_agreed_for() {
    let texts = |terms: &Value| {
        let made = prepared_whole("garden-plants", "carys", "2026-11-03", |_| {}, agreed(terms));
        let of = |wanted: Edition| {
            let copy = made.copies.iter().find(|copy| copy.booklet.edition == wanted).unwrap();
            (copy.printed.text.clone(), copy.booklet.told)
        };
        (of(Edition::Learner), of(Edition::Family), made.printed.text.clone())
    };
    let ((learner, told), (family, _), _) = texts(&json!({}));
    assert!(learner.contains("I ask how I get there.") && !told.contains(Told::GoingHome));
    assert!(family.contains("Not known yet: free school meals"));

    let said = json!({"my_way": "Mum takes me to the side gate.", "meals": "school packs it"});
    let ((learner, told), (family, _), pack) = texts(&said);
    assert!(
        learner.contains("\"Mum takes me to the side gate.\"") && !learner.contains("I ask how I get there.")
    );
    assert!(told.contains(Told::GoingHome));
    assert!(family.contains("Lunch: school packs it.") && !family.contains("free school meals"), "{family}");
    assert!([&family, &pack].iter().all(|text| !text.contains("Mum takes me")) && !pack.contains("packs it"));
}

#[test]
fn a_job_is_drawn_by_what_is_done_and_says_how_its_end_is_seen() {
    let made = prepared_whole("garden-plants", "carys", "2026-11-03", |_| {}, json!({}));
    let learner = made.copies.iter().find(|copy| copy.booklet.edition == Edition::Learner).unwrap();
    let rows =
        learner.booklet.chapters.iter().flat_map(|chapter| &chapter.items).flat_map(|item| match item {
            Item::Pictures { rows } => rows.as_slice(),
            _ => &[],
        });
    let of = |name: &str| rows.clone().find(|row| row.words.first().is_some_and(|one| one == name)).unwrap();
    assert_eq!(of("Water the bedding plants.").picture, Picture::WateringCan);
    let seeds = of("Sow trays of herbs and salad.");
    assert_eq!(seeds.picture, Picture::Seeds);
    assert!(seeds.words.iter().any(|line| line.starts_with("Done: ")), "{seeds:?}");
}

#[test]
fn half_a_lost_day_keeps_the_step_further_of_an_able_learner_too() {
    let able = prepared("parcel-returns", "kacper", "2026-11-02", |_| {});
    let step = able.week.stretch.unwrap();
    let lost = able.week.plan_b.iter().find(|line| line.starts_with("If half a day is lost")).unwrap();
    let job = step.split('“').nth(1).and_then(|rest| rest.split('”').next()).unwrap();
    let kept = lost.split(';').next().unwrap();
    assert!(kept.contains(&format!("“{job}”")), "{lost}");
}

#[test]
fn the_reasons_that_somebody_wrote_stand_for_the_interests_and_strengths() {
    let open = prepared("garden-plants", "carys", "2026-11-03", |_| {});
    assert!(
        open.why
            .iter()
            .any(|line| line.starts_with("Likes plants: ") && line.contains("Pot on young plants"))
    );
    assert!(open.told.contains(Told::Interests) && open.fits.is_empty());

    let terms = json!({"fits": ["Notices small differences: the seed racks"]});
    let pack = prepared_as("garden-plants", "carys", "2026-11-03", |_| {}, agreed(&terms));
    assert_eq!(pack.fits, ["Notices small differences: the seed racks."]);
    assert!(pack.why.iter().all(|line| !line.starts_with("Likes") && !line.starts_with("Strengths")));
    assert!(!pack.told.contains(Told::Interests) && pack.told.contains(Told::Strengths));
}

#[test]
fn work_that_is_finished_in_batches_is_aimed_at_in_whole_ones() {
    let pack = prepared("parcel-returns", "kacper", "2026-11-02", |_| {});
    let sacks: Vec<&Work> = works(&pack).filter(|work| work.task == "Fold and count sacks").collect();
    assert!(!sacks.is_empty());
    for work in sacks {
        let goal = work.goal.as_deref().unwrap();
        let whole = goal.contains("stack of ten: 10 sacks")
            || goal.split(" stacks of ten: ").next().is_some_and(|count| {
                count.parse::<u32>().is_ok_and(|count| goal.contains(&format!("{} sacks", count * 10)))
            });
        let part = goal.contains("part of a stack of ten") && work.finish.contains("marker");
        assert!(whole || part, "{goal}: {}", work.finish);
    }
}

#[test]
fn what_becomes_of_the_work_is_told_once_a_day() {
    let pack = prepared("garden-plants", "carys", "2026-11-03", |_| {});
    let mut days = 0;
    for day in &pack.week.days {
        let told = day.blocks.iter().filter(|block| match block {
            Block::Work(work) => {
                work.goal.as_deref().is_some_and(|goal| goal.contains("Nia sees from the pegs"))
            }
            Block::Rest(_) => false,
        });
        let told = told.count();
        assert!(told <= 1, "{:?}", day.dates);
        days += told;
    }
    assert!(days > 0);
}

#[test]
fn a_place_out_of_bounds_says_why_where_the_site_has_said_so() {
    let pack = prepared("garden-plants", "carys", "2026-11-03", |_| {});
    let bounds = pack.do_not.iter().find(|line| line.starts_with("Out of bounds")).unwrap();
    assert!(bounds.contains("the compost store (the loader works there)"), "{bounds}");
    let pack = prepared("garden-plants", "carys", "2026-11-03", |offer| {
        for place in offer["offer"]["places"].as_array_mut().unwrap() {
            place.as_object_mut().unwrap().remove("because");
        }
    });
    assert!(pack.do_not.iter().any(|line| line.contains("the compost store; ")), "{:?}", pack.do_not);
}

#[test]
fn the_row_of_the_step_further_says_so_and_half_a_lost_day_keeps_it() {
    let pack = prepared("garden-plants", "carys", "2026-11-03", |_| {});
    let marked: Vec<&Work> = works(&pack)
        .filter(|work| work.notes.iter().any(|note| note.starts_with("The step further")))
        .collect();
    assert_eq!(marked.len(), 1);
    let lost = pack.week.plan_b.iter().find(|line| line.starts_with("If half a day is lost")).unwrap();
    assert!(lost.contains(&format!("“{}”", marked[0].task)), "{lost}");
    // A learner for whom nothing is too hard is given the hardest of what was new.
    let able = prepared("parcel-returns", "kacper", "2026-11-02", |_| {});
    assert!(able.week.stretch.unwrap().contains("the hardest of the jobs that are new"));
}

#[test]
fn a_pack_says_that_nobody_was_named_to_come_along() {
    let pack = prepared("parcel-returns", "kacper", "2026-11-02", |_| {});
    assert_eq!(pack.companions.len(), 1);
    assert!(
        pack.companions[0].starts_with("Nobody from the school or college has been named to come along.")
    );
    let asks = |pack: &Pack| pack.to_confirm.iter().any(|one| one.what.contains("comes along"));
    assert!(asks(&pack));

    let terms = json!({"nobody_along": true});
    let pack = prepared_as("parcel-returns", "kacper", "2026-11-02", |_| {}, agreed(&terms));
    assert!(!asks(&pack));
    assert!(
        pack.companions[0]
            .starts_with("Nobody from the school or college comes along; this has been agreed.")
    );
    let now: PlacementTerms = serde_json::from_value(terms).unwrap();
    assert!(tells_as_agreed(&pack, Some(&now)));
    assert!(!tells_as_agreed(&pack, Some(&PlacementTerms { nobody_along: false, ..now })));
}

#[test]
fn what_a_support_costs_and_what_to_do_without_it_is_told_as_agreed() {
    let terms = json!({"supports": [{
        "what": "A written tick list", "who": "Mared, Job coach", "cost_pounds": 0, "without": "Nia says each step"
    }]});
    let made = prepared_whole("garden-plants", "carys", "2026-11-03", |_| {}, agreed(&terms));
    let (pack, text) = (&made.pack, &made.printed.text);
    assert!(text.contains("A written tick list. Who will do it: Mared, Job coach. Cost: nothing."), "{text}");
    assert!(text.contains("Without a written tick list: Nia says each step."), "{text}");
    assert!(text.contains("Agreed on the learner’s side on 1 October 2026."), "{text}");
    let mut now: PlacementTerms = serde_json::from_value(terms).unwrap();
    assert!(tells_as_agreed(pack, Some(&now)));
    now.supports[0].without = None;
    assert!(!tells_as_agreed(pack, Some(&now)), "a pack that tells another way does not leave");
}

#[test]
fn a_check_that_is_asked_for_is_asked_about_until_it_is_arranged() {
    let pack = |arranged: Option<&str>| {
        let decided = json!({"choice": "employer_checks", "check": true, "arranged": arranged, "on": "2026-10-02",
                             "note": "Two people lead jobs on most days."});
        let mut learner = sample("learners/carys.json");
        learner["vetting"] = decided;
        prepared_with("garden-plants", learner, "2026-11-03")
    };
    let asks = |pack: &Pack| pack.to_confirm.iter().any(|one| one.what.contains("Who applies for the check"));
    let line = |pack: &Pack| {
        pack.terms.lines.iter().find(|line| line.topic == Topic::Vetting).unwrap().words.clone()
    };
    let open = pack(None);
    assert!(asks(&open));
    assert!(
        line(&open).contains(
            "The school or college asks for a check on whoever leads jobs on more than three days: "
        )
    );
    let settled = pack(Some("The school applies and pays; back by 23 October 2026"));
    assert!(!asks(&settled));
    assert!(
        line(&settled).contains("The school applies and pays; back by 23 October 2026."),
        "{}",
        line(&settled)
    );
}

#[test]
fn who_sees_to_a_support_is_printed_as_agreed_and_asked_where_nobody_is_named() {
    let owner = |pack: &Pack, what: &str| {
        let one = pack.kept.iter().find(|one| one.what == what).unwrap();
        (one.owner.clone(), one.agreed)
    };
    let open = prepared("garden-plants", "carys", "2026-11-03", |_| {});
    let (asked, named) = owner(&open, "A written tick list");
    assert!(!named && asked == open.arrival.late_ring.who);

    let terms = json!({"supports": [{"what": "a written tick list.", "who": "Mared, Job coach"}]});
    let made = prepared_whole("garden-plants", "carys", "2026-11-03", |_| {}, agreed(&terms));
    let pack = &made.pack;
    assert_eq!(owner(pack, "a written tick list."), ("Mared, Job coach".to_owned(), true));
    assert!(pack.kept.iter().all(|one| one.what != "A written tick list"), "told once");
    assert!(!owner(pack, "A finished example beside her").1);
    assert!(made.printed.text.contains("A written tick list. Who will do it: Mared, Job coach."));
    let mut now: PlacementTerms = serde_json::from_value(terms).unwrap();
    assert!(tells_as_agreed(pack, Some(&now)));
    now.supports.clear();
    assert!(!tells_as_agreed(pack, Some(&now)), "a pack that names somebody else does not leave");
}

#[test]
fn the_step_further_is_the_one_that_the_learner_chose() {
    let terms = json!({"step": "Sow one tray of herbs and salad by herself"});
    let pack = prepared_as("garden-plants", "carys", "2026-11-03", |_| {}, agreed(&terms));
    let told = pack.week.stretch.as_deref().unwrap();
    assert!(
        told.contains("in “Sow trays of herbs and salad”: Sow one tray of herbs and salad by herself."),
        "{told}"
    );
    assert!(told.contains("Carys chose it: agreed on 1 October 2026."), "{told}");
    let noted = works(&pack).flat_map(|work| &work.notes);
    assert_eq!(noted.filter(|note| note.starts_with("The step further, as Carys chose it")).count(), 1);
    assert!(pack.told.contains(Told::Hopes));
    assert!(tells_as_agreed(&pack, Some(&serde_json::from_value(terms).unwrap())));
    assert!(!tells_as_agreed(&pack, Some(&PlacementTerms::default())));
}
