//! Notes on a journey.

use crate::travel::itinerary::Leg;
use crate::travel::{Basis, Mode, Note, StreetDoubt, TrainingLeg};
use crate::words::amount::{clock, date, hours};

/// One note as a sentence.
#[must_use]
pub fn note(note: &Note) -> String {
    match note {
        Note::CheckOnMap => "Compare the way with a map.".to_owned(),
        Note::NoTimetable => {
            "No timetable was looked at, so buses and trains are an open question.".to_owned()
        }
        Note::WalkTooFar { straight_metres, limit_metres } => {
            format!(
                "Even the straight line is {straight_metres} m, and {limit_metres} m is the longest walk."
            )
        }
        Note::CycleTooFar { straight_metres, limit_metres } => {
            format!(
                "Even the straight line is {straight_metres} m, and {limit_metres} m is the longest ride."
            )
        }
        Note::TooLong { minutes, limit } => {
            format!("It would take at least {}, and {} is the limit.", hours(*minutes), hours(*limit))
        }
        Note::LongerThanLiked { minutes, liked } => {
            format!("It takes about {}, longer than the {} that is liked.", hours(*minutes), hours(*liked))
        }
        Note::LeavesTooEarly { leave, limit } => {
            format!("The learner would leave at {}, before {}.", clock(*leave), clock(*limit))
        }
        Note::HomeTooLate { home, limit } => {
            format!("The learner would be home at {}, after {}.", clock(*home), clock(*limit))
        }
        Note::InTheDark => "Part of the way is outdoors in the dark.".to_owned(),
        Note::NoStopNearby { home, limit_metres } => {
            let place = if *home { "home" } else { "the site" };
            format!("No stop in the timetable is within {limit_metres} m of {place}.")
        }
        Note::NoJourney => "The timetable has no journey within the limits.".to_owned(),
        Note::TimetableExpired { until } => {
            format!(
                "The timetable ended on {}; the same weekday of its last week in term was read instead.",
                date(*until)
            )
        }
        Note::TimetableNotYetValid { from } => {
            format!(
                "The timetable begins on {}; the same weekday of its first week in term was read instead.",
                date(*from)
            )
        }
        Note::TimetableRedated { weeks } => {
            format!(
                "The timetable is of other dates, moved by {weeks} weeks to try this out; nobody should travel by it."
            )
        }
        Note::IfStartMoved { to } => format!("It would work if the day began at {}.", clock(*to)),
        Note::IfEndMoved { to } => format!("It would work if the day ended at {}.", clock(*to)),
        Note::TrainingNeeded { rides } => {
            format!("Rides on lines that still have to be practised: {rides}.")
        }
        Note::StepFreePresumed => "Local buses are taken to be step-free, as the rules ask.".to_owned(),
        Note::StepFreeUnknown => "Nobody has said whether the whole way is step-free.".to_owned(),
        Note::WalksTooLong { metres, limit_metres } => {
            format!("All walks together are {metres} m, and {limit_metres} m is the limit.")
        }
        Note::WaitTooLong { minutes, limit } => {
            format!("There is a wait of {}, and {} is the limit.", hours(*minutes), hours(*limit))
        }
        Note::InThePeak => "The learner would ride in the crowded hours.".to_owned(),
        Note::PassNotYetValid { from } => {
            format!("The pass is free from {}, so a fare is paid.", clock(*from))
        }
        Note::PassNoLongerValid { until } => {
            format!("The pass is free until {}, so a fare is paid.", clock(*until))
        }
        Note::BookBy { mode, by } => format!("{} Book it by {}.", arranged(*mode), date(*by)),
        Note::LeadTimeUnknown { mode } => {
            format!("{} Ask how long ahead it must be booked.", arranged(*mode))
        }
        Note::BookRide { rides: 1 } => {
            "One ride runs only for those who book it with the operator: book it for every day.".to_owned()
        }
        Note::BookRide { rides } => {
            format!("{rides} rides run only for those who book them with the operator: book them for every day.")
        }
        Note::AskDriver { .. } => {
            "The vehicle stops only when the driver is asked: arrange it with the operator, and practise asking."
                .to_owned()
        }
        Note::HeadwayOnly { minutes } => {
            format!(
                "No timetable says when the vehicle comes, only that one comes every {}: the longest wait is counted.",
                hours(*minutes)
            )
        }
        Note::StayOnBoard { .. } => {
            "The vehicle changes its line number on the way: the learner stays in the seat.".to_owned()
        }
        Note::TakesAtMost { mode, learners: 1 } => {
            format!("{} It takes one learner at a time.", arranged(*mode))
        }
        Note::TakesAtMost { mode, learners } => {
            format!("{} It takes at most {learners} learners together.", arranged(*mode))
        }
        Note::NeedsEscort => "Somebody has to come along.".to_owned(),
        Note::NeedsDriver => "Somebody has to drive.".to_owned(),
        Note::DrivingAssumed => "The driving time is an assumption.".to_owned(),
        Note::NoModeAllowed => "The profile names no way of travel.".to_owned(),
        Note::StreetsNotUsed { because } => streets_not_used(*because).to_owned(),
    }
}

/// Names what has to be arranged.
fn arranged(mode: Mode) -> &'static str {
    match mode {
        Mode::EscortedWalk | Mode::EscortedPublicTransport => "The learner travels with somebody.",
        Mode::FamilyCar => "The family drives.",
        Mode::Taxi => "The learner travels by taxi or minibus.",
        Mode::Walk | Mode::Cycle | Mode::PublicTransport => "The learner travels alone.",
    }
}

fn streets_not_used(because: StreetDoubt) -> &'static str {
    match because {
        StreetDoubt::Silent => "The street map did not answer in time, so the walk is an estimate.",
        StreetDoubt::Unusable => "The street map gave no usable answer, so the walk is an estimate.",
        StreetDoubt::ShorterThanLine => {
            "The street map gave a walk shorter than the straight line, so the walk is an estimate."
        }
        StreetDoubt::NoWay => "The street map knows no way on foot, so the walk is an estimate.",
        StreetDoubt::OffTheMap => "The street map does not cover the place, so the walk is an estimate.",
    }
}

/// What an answer stands on.
#[must_use]
pub fn basis(basis: &Basis) -> String {
    match basis {
        Basis::Estimate => "An estimate from the straight line, not from a timetable.".to_owned(),
        Basis::Timetable { feed, version, date: on } => {
            format!("Timetable {feed} @ {version}, as on {}.", date(*on))
        }
        Basis::Engine(name) => format!("Streets as {name} knows them."),
    }
}

/// A ride to be practised.
#[must_use]
pub fn training(leg: &TrainingLeg) -> String {
    let TrainingLeg { line, towards, from, to } = leg;
    let towards = if towards.is_empty() { String::new() } else { format!(" towards {towards}") };
    format!("line {line}{towards}, from {from} to {to}")
}

/// One part of a journey, for the learner's side only.
#[must_use]
pub fn leg(leg: &Leg) -> String {
    match leg {
        Leg::Walk { minutes, metres, to } => {
            let to = to.as_deref().unwrap_or("the end");
            format!("Walk {metres} m to {to}, about {}.", hours(*minutes))
        }
        Leg::Ride(ride) => {
            let towards =
                if ride.towards.is_empty() { String::new() } else { format!(" towards {}", ride.towards) };
            let (line, from, to) = (&ride.line, &ride.from, &ride.to);
            let (board, alight) = (clock(ride.board), clock(ride.alight));
            format!("{board} line {line}{towards} from {from}; off at {to}, {alight}.")
        }
    }
}

/// One part of a journey as the family reads it: nobody walks who goes by wheelchair.
#[must_use]
pub fn leg_of(one: &Leg, wheels: bool) -> String {
    match one {
        Leg::Walk { minutes, metres, to } => {
            let go = if wheels { "Go" } else { "Walk" };
            let to = to.as_deref().unwrap_or("the door");
            format!("{go} {metres} m to {to}, about {}.", hours(*minutes))
        }
        Leg::Ride(_) => leg(one),
    }
}

/// What the times of all days rest on, whichever day of a timetable was read.
#[must_use]
pub fn rests_on(one: &Basis) -> String {
    match one {
        Basis::Timetable { feed, version, .. } => {
            format!(
                "The times are those of the timetable {feed} ({version}). Check them before the first day."
            )
        }
        Basis::Estimate | Basis::Engine(_) => basis(one),
    }
}
