//! Words that suggest a need: the list that [`super::needs_in`] looks for. How a sign is written: [`crate::sign`], with
//! apostrophes left out (`cant climb` finds "can't climb").

use super::Wanted;
use crate::exposure::Exposure as E;
use crate::provision::Provision as P;

/// A need with the signs of it, divided by commas.
pub type NeedSigns = (Wanted, &'static str);

const fn there(provision: P, signs: &'static str) -> NeedSigns {
    (Wanted::Provision(provision), signs)
}

const fn away(exposure: E, signs: &'static str) -> NeedSigns {
    (Wanted::Avoid(exposure), signs)
}

/// The signs of a list, one by one.
pub fn each(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(", ")
}

/// The table. A word may stand under several needs.
pub const SIGNS: &[NeedSigns] = &[
    there(P::StepFreeEntrance, "ramp, ramped, level access, step free entrance, wheelchair*"),
    there(
        P::StepFreeThroughout,
        "wheelchair*, step free, no stairs, no steps, avoid* stairs, avoid* steps, stairs + \
         cannot, stairs + cant, stairs + unable, stairs + difficult*, stairs + struggle*, climb \
         steps + cannot, climb steps + cant, ground floor, walking frame, needs a lift",
    ),
    there(
        P::AccessibleToilet,
        "accessible toilet*, disabled toilet*, adapted toilet*, toilet* + wheelchair*",
    ),
    there(P::ChangingPlace, "changing place*, toilet* + hoist*, changing bench*, adult changing"),
    there(P::AccessibleParking, "blue badge*, accessible parking, disabled parking, parking space*"),
    there(P::DropOffPoint, "drop off, dropped off, taxi to the door, minibus to the door"),
    there(
        P::AdjustableWorkstation,
        "adjustable desk*, adjustable workstation*, height adjustable, adjustable bench*",
    ),
    there(
        P::SeatingAvailable,
        "sit down, sitting down, needs to sit, seated work, work seated, somewhere to sit, \
         tires standing",
    ),
    there(
        P::QuietSpace,
        "quiet space*, quiet place*, quiet room*, quiet area*, quiet corner*, somewhere quiet, \
         safe space*, calm space*, calm room*, chill out, low arousal, decompress*",
    ),
    there(P::QuietStart, "quiet start*, calm start*, before it gets busy, settle* in quietly, soft start*"),
    there(
        P::WrittenInstructions,
        "written instruction*, instructions + written, in writing, written down, written list*, \
         checklist*, check list*, written prompt*",
    ),
    there(
        P::PictureInstructions,
        "visual timetable*, visual schedule*, visual support*, visual aid*, visual prompt*, \
         visual cue*, visual instruction*, visuals, picture*, photo*, symbol*, widgit, now and \
         next, now next, pecs",
    ),
    there(
        P::ShownInstructions,
        "shown how, shown what, show* + do, demonstrat*, modell*, model the, watching + learn*, \
         learns by watching, learns by doing",
    ),
    there(
        P::ShortSpokenInstructions,
        "one instruction at a time, one step at a time, one thing at a time, short \
         instruction*, simple instruction*, clear instruction*, simple language, plain \
         language, short sentence*, chunk*, instructions + small, instructions + broken, broken \
         down, key word*",
    ),
    there(
        P::NamedBuddy,
        "buddy, named person, named adult*, named colleague*, key adult*, key worker*, \
         keyworker*, mentor*, trusted adult*, familiar adult*",
    ),
    there(
        P::OneToOneSupervision,
        "1 1, 1 to 1, 1 2 1, one to one, one on one, constant supervision, supervised at all \
         times, line of sight, within arms length",
    ),
    there(P::TwoAdultsInSight, "2 1, 2 to 1, two to one, two adults, two members of staff, two staff"),
    there(
        P::JobCoachWelcome,
        "job coach*, support worker*, teaching assistant*, ta support, lsa, supported by an \
         adult, travel* with support",
    ),
    there(
        P::HearingLoop,
        "hearing loop*, induction loop*, hearing aid*, radio aid*, cochlear*, loop system*",
    ),
    there(P::Bsl, "bsl, british sign language, sign language, signs + interpreter*, sign supported"),
    there(
        P::VisualAlarm,
        "visual alarm*, flashing alarm*, vibrating alarm*, alarm* + hear, cannot hear + alarm*",
    ),
    there(P::LargePrint, "large print, enlarged, large font*, bigger print, 18 point, 24 point, magnifi*"),
    there(
        P::ScreenReaderReady,
        "screen reader*, screenreader*, jaws, nvda, text to speech, speech software, screen \
         magnifi*",
    ),
    there(P::GoodLighting, "good light*, well lit, even light*, good lighting"),
    there(
        P::TimeToCommunicate,
        "time to answer, time to respond, time to reply, time to process, time to think, time \
         to speak, processing time, extra time, thinking time, slow* to answer, slow* to \
         process, stammer*, stutter*, wait* for an answer",
    ),
    there(
        P::AacDeviceAllowed,
        "aac, communication aid*, communication device*, voice output, speech device*, eye \
         gaze, grid pad, communication book*, communication board*, talker",
    ),
    there(
        P::ExtraBreaks,
        "extra break*, more break*, frequent break*, regular break*, movement break*, rest \
         break*, breaks + often, short break*",
    ),
    there(
        P::FlexibleBreaks,
        "breaks when, break when, time out, timeout, exit card*, break card*, can stop when, \
         flexible break*",
    ),
    there(
        P::ShorterDay,
        "shorter day*, short day*, half day*, reduced hours, reduced timetable, part time, \
         tires easily, tires quickly, fatigue*",
    ),
    there(
        P::LaterStart,
        "later start*, late start*, start later, not before 10, mornings are hard, morning* + \
         difficult*",
    ),
    there(P::EarlierFinish, "earlier finish*, early finish*, finish early, finish earlier, leave early"),
    there(
        P::FixedRoutine,
        "routine*, predictab*, same order, same thing every day, structured day*, clear \
         structure, structure + needs",
    ),
    there(
        P::NoticeOfChange,
        "warn* + change*, notice of change*, prepared for change*, prepare* + change*, advance \
         notice, told beforehand, told in advance, change* + struggle*, change* + difficult*, \
         countdown*, transition*",
    ),
    there(
        P::EarDefendersAllowed,
        "ear defender*, earphone*, headphone*, ear plug*, earplug*, noise cancelling",
    ),
    there(
        P::PhoneAllowed,
        "phone home, ring home, call home, needs a phone, needs his phone, needs her phone, \
         needs their phone, phone + reminder*",
    ),
    there(
        P::SensoryBreaks,
        "sensory break*, sensory diet*, sensory circuit*, sensory room*, fidget*, movement \
         break*, sensory aid*, stim, stims, stimming",
    ),
    there(
        P::EatingPlace,
        "eat* alone, eat* + quiet, eats separately, eat away from, dining hall* + difficult*, \
         canteen* + difficult*",
    ),
    there(
        P::FridgeForMedicine,
        "insulin, fridge*, refrigerat*, medication kept, medicine kept, locked cupboard*",
    ),
    there(P::AssistanceDogWelcome, "assistance dog*, guide dog*, hearing dog*, support dog*"),
    there(P::PrayerSpace, "prayer*, pray, prays, place to pray, somewhere to pray"),
    there(
        P::AdaptedClothing,
        "uniform + cannot, uniform + cant, uniform + struggle*, clothing + sensitiv*, clothes + \
         sensitiv*, labels + clothes, soft clothing, adapted clothing, adapted uniform",
    ),
    there(
        P::FirstAiderOnShift,
        "first aider*, seizure*, rescue medication, buccal, epipen*, auto injector*, adrenaline \
         pen*, anaphyla*",
    ),
    there(P::EvacuationHelp, "peep, evacuation, evac chair*, evacuate, help to leave the building"),
    there(
        P::WelshSpoken,
        "welsh speak*, speaks welsh, through welsh, in welsh, welsh first language, welsh \
         medium",
    ),
    there(
        P::SiteVisitBefore,
        "visit before, visit beforehand, look round before, look around before, transition \
         visit*, familiarisation, social stor*, pre visit*, visits beforehand",
    ),
    away(E::LoudNoise, "noise, noisy, noises, loud*"),
    away(
        E::SuddenNoise,
        "sudden noise*, sudden sound*, unexpected noise*, unexpected sound*, bang, bangs, \
         banging, alarm* + distress*, alarm* + scared, alarm* + frighten*, startle*, fire \
         alarm*",
    ),
    away(
        E::Crowds,
        "crowd*, busy place*, busy space*, lots of people, large group*, too many people, \
         packed",
    ),
    away(
        E::UnpredictablePublic,
        "stranger*, unfamiliar people, new people, members of the public, the public, customers",
    ),
    away(
        E::Confrontation,
        "confrontation*, shouted at, shouting, angry people, raised voice*, conflict, told off",
    ),
    away(
        E::LoneWorking,
        "left alone, left unattended, left unsupervised, lone working, on his own + not, on her \
         own + not, never alone, not be alone",
    ),
    away(E::Heights, "height, heights, ladder*, vertigo"),
    away(E::Machinery, "machine*, machinery, power tool*"),
    away(
        E::MovingVehicles,
        "traffic, road safety, road sense, moving vehicle*, danger from cars, fork lift*, \
         forklift*",
    ),
    away(E::SharpTools, "knife, knives, sharp*, blade*, scissors"),
    away(E::HotSurfaces, "hot surface*, hot water, hot oil, oven*, burns, scald*, hot equipment"),
    away(E::Chemicals, "chemical*, bleach, cleaning product*, eczema, dermatitis"),
    away(E::Dust, "dust*, pollen, hay fever, hayfever, asthma*"),
    away(E::StrongSmells, "smell*, odour*, perfume*"),
    away(E::Heat, "overheat*, hot room*, hot place*, in the heat, hot weather"),
    away(E::Cold, "cold, the cold, raynaud*"),
    away(E::OutdoorWeather, "rain, wet weather, outside in all weather*, outdoor* + cannot, outdoor* + cant"),
    away(
        E::BrightOrFlashingLight,
        "flashing*, flicker*, strobe*, bright light*, fluorescent*, glare, photosensitiv*, \
         light sensitiv*, strip light*",
    ),
    away(
        E::BusyVisual,
        "visual clutter, cluttered, visually busy, visual overload, easily distracted, \
         distractib*",
    ),
    away(E::HeavyLifting, "lift* + heavy, lift* + cannot, lift* + cant, heavy, lifting, carry* + cannot"),
    away(
        E::LongStanding,
        "stand for, standing for, standing + long, cannot stand, cant stand for, tires \
         standing, long standing",
    ),
    away(
        E::LongWalking,
        "walk far, walk* + distance*, walking + tir*, walk long, long walk*, limited mobility, \
         reduced mobility, mobility difficult*",
    ),
    away(E::FineHandWork, "fine motor*, fine hand*, dexterity, grip*, hand strength, tremor*, hypermobil*"),
    away(E::ScreenWork, "screen time, screens + headache*, screens + cannot, eye strain, computer* + cannot"),
    away(E::TimePressure, "time pressure, under pressure, pressure, deadline*, rushed, hurried, fast pace*"),
    away(E::FrequentChange, "change, changes, changes of plan, unexpected*, unpredictable"),
    away(E::Interruptions, "interrupt*"),
    away(E::PhysicalContact, "touched, physical contact, personal space, touch"),
    away(E::Animals, "dog, dogs, cats, animal*, birds, pigeons"),
    away(E::BodilyFluids, "blood, vomit, bodily fluid*"),
    away(E::RawFood, "raw meat, raw fish, raw egg*, raw food*, egg allerg*, fish allerg*"),
    away(E::Nuts, "nut, nuts, peanut*"),
    away(E::Latex, "latex"),
    away(E::WaterEdge, "water safety, open water, near water, drawn to water, river, pond, canal"),
    away(
        E::ConfinedSpace,
        "confined, small space*, enclosed space*, claustrophob*, small room*, lifts + afraid, \
         lifts + scared",
    ),
    away(E::DistressingContent, "distressing, upsetting, trauma*, bereave*"),
    away(E::MoneyHandling, "money, cash, till, tills"),
];

/// Words that say that something is no trouble: what they stand with is no need to keep it away.
pub const NO_TROUBLE: &str = "fine with, fine in, happy with, happy in, happy around, ok with, okay with, good with, \
     good at, great with, comfortable with, comfortable around, confident with, confident \
     around, copes well, copes with, can cope, can manage, manages, enjoy*, love*, likes, like, \
     no problem*, no difficult*, no issue*, no concern*, no trouble, not bothered, not afraid, \
     not scared, not mind, doesnt mind, dont mind, not affected, interested in, wants to work \
     with";

/// Words that say that something is not needed, or not any more.
pub const NOT_NEEDED: &str = "not need, doesnt need, dont need, didnt need, no need, not require, doesnt require, no \
     longer, not any more, used to, without, independent of";

/// Words with which a sentence begins to tell of trouble or of a need again.
pub const BUT: &str = "but, although, however, except, struggle*, needs, need, require*, must, has to, have to, \
     cannot, cant, unable, avoid*, hates, dislikes, afraid, scared, finds, gets, becomes, \
     anxious*, distress*, overwhelm*, sensitive, allerg*";

/// Names of conditions. None of them says what somebody needs.
pub const CONDITIONS: &str = "autis*, asd, asc, aspergers, adhd, pda, down syndrome, downs syndrome, cerebral palsy, \
     dyslexi*, dyspraxi*, dyscalculi*, dcd, epilep*, tourette*, fragile x, foetal alcohol, \
     fasd, learning difficult*, learning disabilit*, mld, sld, pmld, spld, slcn, semh, visual \
     impairment, visually impaired, hearing impairment, hearing impaired, deaf*, blind, global \
     delay, global developmental delay, developmental language disorder, muscular dystrophy, \
     spina bifida, ocd, anxiety disorder, diabet*";
