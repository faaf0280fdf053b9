//! Learners of every kind of need, 14 to 24 years old.

use placewell::domain::code::{Code, CodeSet};
use placewell::domain::exposure::Exposure as E;
use placewell::domain::ids::LearnerId;
use placewell::domain::learner::{EarlierPlacement, LearnerFacts, OwnWords, Profile, ProgrammeKind};
use placewell::domain::nation::Nation;
use placewell::domain::need::{Need, Wanted, Weight};
use placewell::domain::place::Coordinates;
use placewell::domain::provision::Provision as P;
use placewell::domain::support::{
    Capability, CommunicationMode, Evacuation, HelpLevel, InstructionMode, PfaOutcome, Stamina, Variety,
};
use placewell::domain::task::Demand;
use placewell::domain::theme::Theme;
use placewell::domain::travel_profile::{StepFreePolicy, TravelMode, TravelProfile};
use placewell::domain::voice::{BodyLimits, Distress, Hopes, Talk};

use super::{Dice, line, monday, paragraph};

const PROVISIONS: [P; 22] = [
    P::StepFreeEntrance,
    P::StepFreeThroughout,
    P::AccessibleToilet,
    P::QuietSpace,
    P::QuietStart,
    P::WrittenInstructions,
    P::PictureInstructions,
    P::ShownInstructions,
    P::ShortSpokenInstructions,
    P::NamedBuddy,
    P::OneToOneSupervision,
    P::JobCoachWelcome,
    P::HearingLoop,
    P::VisualAlarm,
    P::LargePrint,
    P::TimeToCommunicate,
    P::AacDeviceAllowed,
    P::FlexibleBreaks,
    P::FixedRoutine,
    P::NoticeOfChange,
    P::EarDefendersAllowed,
    P::SeatingAvailable,
];
const EXPOSURES: [E; 14] = [
    E::LoudNoise,
    E::SuddenNoise,
    E::Crowds,
    E::UnpredictablePublic,
    E::Machinery,
    E::StrongSmells,
    E::Dust,
    E::LongStanding,
    E::FineHandWork,
    E::TimePressure,
    E::Interruptions,
    E::Animals,
    E::HeavyLifting,
    E::Chemicals,
];

/// A random learner.
pub(crate) fn learner(dice: &mut Dice, hardness: u8) -> LearnerFacts {
    let programme = match dice.between(0, 9) {
        0..=6 => ProgrammeKind::WorkExperience,
        7 => ProgrammeKind::Visit,
        _ => ProgrammeKind::SupportedInternship,
    };
    let youngest = if programme == ProgrammeKind::SupportedInternship { 17 } else { 14 };
    let days = 365 * i64::from(dice.between(youngest, 23)) + i64::from(dice.between(0, 364)) + 6;
    let challenge = u8::try_from(dice.between(1, 4)).unwrap();
    let offset = |dice: &mut Dice| i32::try_from(dice.between(0, 60_000)).unwrap() - 30_000;
    let (north, east) = (offset(dice), offset(dice));
    let home = Coordinates::new(51_588_000 + north, -2_998_000 + east).unwrap();
    let interests = dice.some(Theme::ALL, 4);
    let dislikes: CodeSet<Theme> = dice.some(Theme::ALL, 2).into_iter().collect();
    let wheelchair = dice.chance(hardness / 4);
    LearnerFacts {
        id: LearnerId::parse(&dice.uuid()).unwrap(),
        version: 1,
        nation: dice.pick(&[Nation::Wales, Nation::England]),
        closed: Vec::new(),
        placed: Vec::new(),
        date_of_birth: monday() - chrono::Duration::days(days),
        home: (!dice.chance(hardness / 10)).then_some(home),
        profile: Profile {
            programme,
            interests: interests.iter().copied().collect(),
            dislikes: dislikes.minus(interests.iter().copied().collect()),
            strengths: vec![line("Keeps at a job until it is done")],
            own_words: OwnWords {
                likes: (!dice.chance(hardness / 2)).then(|| paragraph("I like putting things in order.")),
                wants_to_try: dice.chance(60).then(|| paragraph("I want to try something new.")),
                dislikes: dice.chance(40).then(|| paragraph("I do not like shouting.")),
                statement: None,
            },
            needs: needs(dice, hardness, wheelchair),
            stamina: Stamina {
                max_continuous_minutes: dice.pick(if hardness > 50 {
                    &[30, 45, 60, 90]
                } else {
                    &[90, 120, 150]
                }),
                max_daily_minutes: dice.pick(if hardness > 50 {
                    &[120, 180, 240, 300]
                } else {
                    &[300, 360, 420]
                }),
                break_minutes: dice.pick(&[10, 15]),
                max_one_task_minutes: hardness.is_multiple_of(4).then_some(35),
            },
            communicates: vec![dice.pick(&[
                CommunicationMode::Speech,
                CommunicationMode::FewWords,
                CommunicationMode::Device,
                CommunicationMode::Symbols,
            ])],
            instructed_by: vec![dice.pick(InstructionMode::ALL), InstructionMode::Shown],
            help: dice.pick(HelpLevel::ALL),
            capability: Capability {
                reading: dice.pick(Demand::ALL),
                numbers: dice.pick(Demand::ALL),
                communication: dice.pick(Demand::ALL),
                physical: dice.pick(&[Demand::Some, Demand::Much]),
                challenge,
                stretch: (challenge + u8::try_from(dice.between(0, 2)).unwrap()).min(5),
            },
            variety: dice.pick(Variety::ALL),
            motivators: vec![line("Seeing the pile get smaller")],
            stress_signs: vec![line("Goes quiet and looks at the door")],
            what_helps: vec![line("Five minutes in the quiet corner")],
            please_avoid: vec![line("Touching a shoulder from behind")],
            safety_statement: None,
            first_aid: None,
            no_food_or_drink: dice.chance(hardness / 10),
            evacuation: match (wheelchair, dice.chance(hardness / 3)) {
                (true, _) => Evacuation::CannotUseStairs,
                (false, true) => dice.pick(&[Evacuation::NeedsPrompt, Evacuation::MayNotReact]),
                (false, false) => Evacuation::Unaided,
            },
            outcomes: dice.some(PfaOutcome::ALL, 2).into_iter().collect(),
            earlier: earlier(dice),
            travel: travel(dice, hardness, wheelchair),
            talk: Talk { wait_seconds: hardness.is_multiple_of(2).then_some(10), ..Talk::default() },
            hopes: Hopes {
                same_people: hardness.is_multiple_of(5).then_some(true),
                first_job: hardness.is_multiple_of(7).then_some(Theme::Sorting),
                ..Hopes::default()
            },
            distress: Distress::default(),
            stays: Vec::new(),
            body: BodyLimits::default(),
            breaks_alone: [None, Some(true), Some(false)][usize::from(hardness % 3)],
            pace_percent: hardness.is_multiple_of(3).then_some(150),
            reads: None,
            companions: Vec::new(),
        },
    }
}

fn needs(dice: &mut Dice, hardness: u8, wheelchair: bool) -> Vec<Need> {
    let mut wanted: Vec<Wanted> = Vec::new();
    let count = dice.between(0, 2 + u32::from(hardness) / 15) as usize;
    wanted.extend(dice.some(&PROVISIONS, count).into_iter().map(Wanted::Provision));
    let count = dice.between(0, 1 + u32::from(hardness) / 25) as usize;
    wanted.extend(dice.some(&EXPOSURES, count).into_iter().map(Wanted::Avoid));
    let mut needs: Vec<Need> = wanted
        .into_iter()
        .map(|wanted| {
            let weight = if dice.chance(30 + hardness / 3) { Weight::Essential } else { Weight::Helpful };
            Need { wanted, weight, note: None }
        })
        .collect();
    if wheelchair {
        for provision in [P::StepFreeEntrance, P::StepFreeThroughout, P::AccessibleToilet] {
            needs.retain(|need| need.wanted != Wanted::Provision(provision));
            needs.push(super::essential(Wanted::Provision(provision)));
        }
    }
    needs
}

fn earlier(dice: &mut Dice) -> Vec<EarlierPlacement> {
    (0..dice.between(0, 2))
        .map(|_| EarlierPlacement {
            themes: dice.some(Theme::ALL, 2).into_iter().collect(),
            employer: None,
            learnt: None,
        })
        .collect()
}

fn travel(dice: &mut Dice, hardness: u8, wheelchair: bool) -> TravelProfile {
    let own = if wheelchair { TravelMode::Wheelchair } else { TravelMode::Walk };
    let mut modes: CodeSet<TravelMode> = [own].into_iter().collect();
    modes.insert(dice.pick(&[
        TravelMode::PublicTransport,
        TravelMode::Escorted,
        TravelMode::FamilyCar,
        TravelMode::Taxi,
    ]));
    if !dice.chance(hardness) {
        modes.insert(TravelMode::FamilyCar);
    }
    TravelProfile {
        modes,
        speed_mm_s: if wheelchair { 800 } else { 1_200 },
        max_walk_metres: dice.pick(&[600, 1_200, 2_000]),
        max_total_walk_metres: dice.pick(&[2_000, 3_000]),
        comfortable_minutes: dice.pick(&[30, 45, 60]),
        max_minutes: dice.pick(&[60, 75]),
        max_changes: u8::try_from(dice.between(0, 2)).unwrap(),
        change_minutes: 5,
        max_wait_minutes: 20,
        step_free: if wheelchair { StepFreePolicy::Presumed } else { StepFreePolicy::NotNeeded },
        trained_routes: Vec::new(),
        trained_routes_only: false,
        not_before: None,
        not_after: None,
        avoid_dark: false,
        avoid_peak: Vec::new(),
        concessionary_pass: dice.chance(50),
        pass_authority: None,
        to_be_arranged: Vec::new(),
    }
}
