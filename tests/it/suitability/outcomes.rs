//! The four outcomes, case by case.

use placewell::domain::exposure::Exposure;
use placewell::domain::fact::{Availability, Presence, Stated};
use placewell::domain::insurance::Insurance;
use placewell::domain::need::{Need, Wanted};
use placewell::domain::offer::OfferFacts;
use placewell::domain::provision::Provision;
use placewell::domain::quantity::{Body, Posture};
use placewell::domain::site::EvacuationRoute;
use placewell::domain::support::Evacuation;
use placewell::domain::whereabouts::SitePlace;
use placewell::domain::window::Pattern;
use placewell::suitability::{Arrangement, Asked, Blocker, CarvedWhy, FamilyBand, Outcome, Party};
use rstest::rstest;

use super::{assessed, near, somebody};
use crate::generate::{essential, helpful, line};

const LIBRARY: &str = "Helping at the library";
const ADULT: &str = "2006-05-04";
const PUPIL: &str = "2012-02-14";

fn with(provision: Provision, state: Option<Availability>, need: Need) -> (OfferFacts, Outcome, Vec<Asked>) {
    let learner = somebody(ADULT, vec![need]);
    let mut library = near(LIBRARY, &learner);
    match state {
        Some(state) => library.offer.provisions.0.insert(provision, Stated::plain(state)),
        None => library.offer.provisions.0.remove(&provision),
    };
    let answer = assessed(&learner, &library);
    (library, answer.outcome, answer.questions.into_iter().map(|one| one.asked).collect())
}

#[rstest]
#[case::there(Some(Availability::Yes), Outcome::Suitable, Outcome::Suitable)]
#[case::nobody_asked(None, Outcome::SuitableIfConfirmed, Outcome::Suitable)]
#[case::arranged(Some(Availability::CanArrange), Outcome::SuitableWithChanges, Outcome::Suitable)]
#[case::not_to_be_had(Some(Availability::No), Outcome::Unsuitable, Outcome::Suitable)]
fn a_provision_decides_only_where_it_is_essential(
    #[case] state: Option<Availability>,
    #[case] when_essential: Outcome,
    #[case] when_helpful: Outcome,
) {
    let provision = Provision::HearingLoop;
    let wanted = Wanted::Provision(provision);
    assert_eq!(with(provision, state, essential(wanted)).1, when_essential);
    let (_, outcome, asked) = with(provision, state, helpful(wanted));
    assert_eq!(outcome, when_helpful);
    assert_eq!(asked.contains(&Asked::Provision { provision }), state.is_none(), "unknown is asked about");
}

#[rstest]
#[case(Presence::Absent, Outcome::Suitable)]
#[case(Presence::Unknown, Outcome::SuitableIfConfirmed)]
#[case(Presence::Avoidable, Outcome::SuitableWithChanges)]
#[case(Presence::Present, Outcome::Unsuitable)]
fn the_site_decides_on_what_must_be_avoided(#[case] state: Presence, #[case] expected: Outcome) {
    let learner = somebody(ADULT, vec![essential(Wanted::Avoid(Exposure::Dust))]);
    let mut library = near(LIBRARY, &learner);
    library.offer.exposures.0.insert(Exposure::Dust, Stated::plain(state));
    assert_eq!(assessed(&learner, &library).outcome, expected);
}

#[test]
fn a_task_that_brings_what_must_be_avoided_is_left_out_and_the_rest_goes_on() {
    let learner = somebody(ADULT, vec![essential(Wanted::Avoid(Exposure::ScreenWork))]);
    let library = near(LIBRARY, &learner);
    let answer = assessed(&learner, &library);
    assert_eq!(answer.outcome, Outcome::Suitable);
    let why = CarvedWhy::Brings { exposure: Exposure::ScreenWork };
    let carved: Vec<_> = answer.carved.iter().filter(|one| one.why == why).collect();
    assert_eq!(library.offer.task(&carved[0].task).unwrap().name.as_str(), "Scanning returns at the desk");
}

#[test]
fn too_little_work_is_said_and_never_filled() {
    let learner = somebody(ADULT, vec![essential(Wanted::Avoid(Exposure::FineHandWork))]);
    let mut library = near(LIBRARY, &learner);
    for task in library.offer.tasks.iter_mut().skip(1) {
        task.exposures.0.insert(Exposure::FineHandWork, Stated::plain(Presence::Present));
    }
    library.offer.tasks[0].minutes_a_day = Some(60);
    let answer = assessed(&learner, &library);
    assert_eq!(answer.outcome, Outcome::Unsuitable);
    assert!(
        matches!(answer.blockers[..], [Blocker::TooLittleWork { tasks_left: 1, of: 5, .. }]),
        "{:?}",
        answer.blockers
    );
    assert_eq!(answer.unlocks[0].what, Arrangement::AddWork);
}

#[rstest]
#[case(EvacuationRoute::LevelExit, Outcome::Suitable)]
#[case(EvacuationRoute::RefugeAndHelp, Outcome::Suitable)]
#[case(EvacuationRoute::Unknown, Outcome::SuitableIfConfirmed)]
#[case(EvacuationRoute::StairsOnly, Outcome::Unsuitable)]
fn somebody_who_cannot_use_stairs_must_be_able_to_get_out(
    #[case] route: EvacuationRoute,
    #[case] expected: Outcome,
) {
    let mut learner = somebody(ADULT, Vec::new());
    learner.profile.evacuation = Evacuation::CannotUseStairs;
    let mut library = near(LIBRARY, &learner);
    library.offer.emergency.route = route;
    assert_eq!(assessed(&learner, &library).outcome, expected);
}

#[rstest]
#[case::help_and_a_lift(EvacuationRoute::RefugeAndHelp, Some(Availability::Yes), None)]
#[case::nobody_asked(EvacuationRoute::RefugeAndHelp, None, Some(CarvedWhy::NotKnownYet))]
#[case::no_lift(EvacuationRoute::RefugeAndHelp, Some(Availability::No), Some(stairs()))]
#[case::ground_floor_only(EvacuationRoute::LevelExit, Some(Availability::Yes), Some(stairs()))]
fn somebody_who_cannot_use_stairs_is_not_sent_upstairs(
    #[case] route: EvacuationRoute,
    #[case] step_free: Option<Availability>,
    #[case] expected: Option<CarvedWhy>,
) {
    let mut learner = somebody(ADULT, Vec::new());
    let mut library = near(LIBRARY, &learner);
    library.offer.emergency.route = route;
    library.offer.tasks[1].place = line("Upstairs, back store");
    let id = library.offer.tasks[1].id.clone();
    library.offer.provisions.0.remove(&Provision::StepFreeThroughout);
    if let Some(state) = step_free {
        library.offer.provisions.0.insert(Provision::StepFreeThroughout, Stated::plain(state));
    }
    let why = |learner: &_, library: &_| {
        let carved = assessed(learner, library).carved;
        carved.into_iter().find(|one| one.task == id).map(|one| one.why)
    };
    assert_eq!(why(&learner, &library), None, "anybody else goes up");
    learner.profile.evacuation = Evacuation::CannotUseStairs;
    assert_eq!(why(&learner, &library), expected);
}

fn stairs() -> CarvedWhy {
    CarvedWhy::Stairs { place: line("Upstairs, back store") }
}

#[test]
fn nobody_works_where_learners_never_go() {
    let learner = somebody(ADULT, Vec::new());
    let mut library = near(LIBRARY, &learner);
    let id = library.offer.tasks[1].id.clone();
    library.offer.tasks[1].place = line("Boiler room, left side");
    library.offer.everyday.no_go = vec![line("The boiler room")];
    let carved = assessed(&learner, &library).carved;
    let why = carved.into_iter().find(|one| one.task == id).map(|one| one.why);
    assert_eq!(why, Some(CarvedWhy::NeverThere { place: line("Boiler room, left side") }));
}

#[rstest]
#[case::nobody_asked(None, Some(CarvedWhy::NotKnownYet), true)]
#[case::light_enough(Some(4), None, false)]
#[case::too_heavy(Some(5), Some(CarvedWhy::TooHeavy { heaviest_kg: 5 }), false)]
fn nobody_is_given_what_is_heavier_than_they_carry(
    #[case] heaviest_kg: Option<u8>,
    #[case] expected: Option<CarvedWhy>,
    #[case] asked: bool,
) {
    let mut learner = somebody(ADULT, Vec::new());
    let mut library = near(LIBRARY, &learner);
    for task in &mut library.offer.tasks {
        task.body = Some(Body { posture: Posture::Standing, heaviest_kg: 1 });
    }
    let task = &mut library.offer.tasks[1];
    task.body = heaviest_kg.map(|heaviest_kg| Body { posture: Posture::Standing, heaviest_kg });
    let id = task.id.clone();
    let why = |learner: &_| {
        let carved = assessed(learner, &library).carved;
        carved.into_iter().find(|one| one.task == id).map(|one| one.why)
    };
    assert_eq!(why(&learner), None, "anybody else carries it");
    learner.profile.body.carries_kg = Some(4);
    assert_eq!(why(&learner), expected);
    let questions = assessed(&learner, &library).questions;
    assert_eq!(questions.iter().any(|one| one.asked == Asked::TaskWeight { task: id.clone() }), asked);
}

#[test]
fn a_place_that_says_so_itself_is_out_of_bounds_or_out_of_reach() {
    let mut learner = somebody(ADULT, Vec::new());
    learner.profile.evacuation = Evacuation::CannotUseStairs;
    let mut library = near(LIBRARY, &learner);
    let task = &mut library.offer.tasks[1];
    task.place = line("Map room");
    let id = task.id.clone();
    let why = |library: &_| {
        let carved = assessed(&learner, library).carved;
        carved.into_iter().find(|one| one.task == id).map(|one| one.why)
    };
    let place = |level_exit, never_for_learners| SitePlace {
        name: line("Map room"),
        floor: Some(0),
        level_exit,
        for_rest: false,
        noise: None,
        public: None,
        never_for_learners,
        because: None,
    };
    library.offer.places = vec![place(Some(true), false)];
    assert_eq!(why(&library), None);
    library.offer.places = vec![place(None, false)];
    assert_eq!(why(&library), None, "the ground floor, where nobody has said otherwise");
    library.offer.places[0].floor = Some(2);
    library.offer.provisions.0.remove(&Provision::StepFreeThroughout);
    assert_eq!(why(&library), Some(CarvedWhy::NotKnownYet), "two floors up");
    library.offer.places = vec![place(Some(false), false)];
    assert_eq!(why(&library), Some(CarvedWhy::Stairs { place: line("Map room") }));
    library.offer.places = vec![place(Some(true), true)];
    assert_eq!(why(&library), Some(CarvedWhy::NeverThere { place: line("Map room") }));
}

#[test]
fn insurance_is_a_question_until_said_and_a_trap_can_be_lifted() {
    let learner = somebody(ADULT, Vec::new());
    let mut library = near(LIBRARY, &learner);
    library.insurance = None;
    let unknown = assessed(&learner, &library);
    assert_eq!(unknown.outcome, Outcome::SuitableIfConfirmed);
    assert!(unknown.questions.iter().any(|one| one.decisive && one.asked == Asked::Insurance));
    library.insurance = Some(Insurance::NoEmployees);
    let trap = assessed(&learner, &library);
    assert_eq!(trap.outcome, Outcome::Unsuitable);
    assert_eq!((&trap.unlocks[0].what, trap.unlocks[0].owner), (&Arrangement::Insure, Party::Employer));
}

#[test]
fn a_pupils_vetting_decision_is_asked_of_the_provider_and_does_not_lower_the_match() {
    let pupil = somebody(PUPIL, Vec::new());
    let answer = assessed(&pupil, &near(LIBRARY, &pupil));
    assert_eq!(answer.outcome, Outcome::Suitable);
    let asked = answer.questions.iter().find(|one| one.asked == Asked::VettingDecision).unwrap();
    assert_eq!((asked.decisive, asked.to), (false, Party::Provider));
}

#[test]
fn a_department_of_an_internship_is_for_interns() {
    let learner = somebody(ADULT, Vec::new());
    let mut library = near(LIBRARY, &learner);
    library.offer.pattern = Pattern::Rotation { weeks: 4 };
    assert!(assessed(&learner, &library).blockers.contains(&Blocker::InternsOnly));
}

#[test]
fn a_day_longer_than_the_learners_needs_a_shorter_day() {
    let mut learner = somebody(ADULT, Vec::new());
    learner.profile.stamina.max_daily_minutes = 180;
    let mut library = near(LIBRARY, &learner);
    assert_eq!(assessed(&learner, &library).outcome, Outcome::Suitable, "a shorter day is there");
    let shorter = [Provision::ShorterDay, Provision::EarlierFinish, Provision::LaterStart];
    for provision in shorter {
        library.offer.provisions.0.remove(&provision);
    }
    let asked = assessed(&learner, &library);
    assert_eq!(asked.outcome, Outcome::SuitableIfConfirmed);
    assert!(asked.questions.iter().any(|one| one.asked == Asked::AnyOf { provisions: shorter.to_vec() }));
    for provision in shorter {
        library.offer.provisions.0.insert(provision, Stated::plain(Availability::No));
    }
    assert_eq!(assessed(&learner, &library).blockers, [Blocker::NoneOf { provisions: shorter.to_vec() }]);
}

#[test]
fn too_easy_is_never_a_strong_match() {
    let mut learner = somebody(ADULT, Vec::new());
    let mut library = near(LIBRARY, &learner);
    for task in &mut library.offer.tasks {
        task.themes = learner.profile.interests;
        task.load.challenge = learner.profile.capability.challenge;
    }
    learner.profile.capability.stretch = learner.profile.capability.challenge;
    assert_eq!(assessed(&learner, &library).family_band(), Some(FamilyBand::Strong));
    for task in &mut library.offer.tasks {
        task.load.challenge = 1;
    }
    assert_eq!(assessed(&learner, &library).family_band(), Some(FamilyBand::Good));
}

#[test]
fn a_place_that_is_not_known_is_a_question() {
    let mut learner = somebody(ADULT, Vec::new());
    let library = near(LIBRARY, &learner);
    learner.home = None;
    let answer = assessed(&learner, &library);
    assert_eq!(answer.outcome, Outcome::SuitableIfConfirmed);
    assert!(answer.questions.iter().any(|one| one.decisive && one.asked == Asked::HomePlace));
}
