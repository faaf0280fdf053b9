//! One learner's trips by timetable: outcomes, notes and journeys.

use std::sync::Arc;

use chrono::NaiveDate;
use placewell_domain::nation::Nation;
use placewell_domain::place::Coordinates;
use placewell_travel::concession::PassHours;
use placewell_travel::profile::{Arrangement, StepFree, TrainedLine};
use placewell_travel::timetable::{Timetable, TimetableModel};
use placewell_travel::{Basis, Direction, Mode, ModeAnswer, Note, Profile, State, TravelModel, TripRequest};

use super::at;
use super::feed::Small;

/// Line 1 from a to c, on to e after a change to line 2; back again in the afternoon.
const TIMES: &str = "t1,08:00:00,08:00:00,a,1\nt1,08:20:00,08:20:00,c,2\n\
     t2,08:30:00,08:30:00,a,1\nt2,08:50:00,08:50:00,c,2\n\
     x1,08:30:00,08:30:00,c,1\nx1,08:45:00,08:45:00,e,2\n\
     x2,16:10:00,16:10:00,e,1\nx2,16:25:00,16:25:00,c,2\n\
     t3,16:35:00,16:35:00,c,1\nt3,16:55:00,16:55:00,a,2\n";

fn date() -> NaiveDate {
    "2026-06-15".parse().unwrap()
}

/// At stop so many of the small feed, or some metres off it.
pub(super) fn stop(place: u32, metres: u32) -> Coordinates {
    let lat = 51.5 + 0.008_993_2 * f64::from(place) + f64::from(metres) / 111_195.0;
    Coordinates::from_degrees(lat, -3.0).unwrap()
}

pub(super) fn rider() -> Profile {
    let modes = [(Mode::PublicTransport, Arrangement::default())].into();
    Profile { modes, walk_leg_metres: 500, walk_total_metres: 900, change_minutes: 5, ..Profile::default() }
}

pub(super) fn timetable(small: &Small) -> Arc<Timetable> {
    Arc::new(Timetable::new(small.network()))
}

pub(super) struct Case {
    pub(super) timetable: Arc<Timetable>,
    pub(super) profile: Profile,
    pub(super) pass: PassHours,
    pub(super) date: NaiveDate,
}

impl Case {
    pub(super) fn new(profile: Profile) -> Self {
        Self { timetable: timetable(&Small::new(TIMES)), profile, pass: PassHours::ALWAYS, date: date() }
    }

    fn model(&self, home: Coordinates) -> TimetableModel {
        TimetableModel::new(self.timetable.clone(), home, self.profile.clone(), self.pass)
    }

    pub(super) fn ask(
        &self,
        home: Coordinates,
        site: Coordinates,
        direction: Direction,
        minute: &str,
    ) -> ModeAnswer {
        let model = self.model(home);
        let minute = at(minute);
        let request = TripRequest { home, site, date: self.date, direction, minute, profile: &self.profile };
        let told = model.explain(&request).best().unwrap().clone();
        let mut listed = model.assess(&request).best().unwrap().clone();
        if let Some((listed, told)) = listed.journey.as_mut().zip(told.journey.as_ref()) {
            (listed.if_missed, listed.last_leave) = (told.if_missed, told.last_leave);
        }
        assert_eq!(listed, told, "in short as in full");
        assert_eq!(model.assess(&request).best().unwrap().state, told.state, "the second time as well");
        told
    }

    pub(super) fn out(&self, to: u32, minute: &str) -> ModeAnswer {
        self.ask(stop(0, 0), stop(to, 0), Direction::Out, minute)
    }
}

#[test]
fn a_direct_bus_is_told_from_door_to_door() {
    let answer = Case::new(rider()).ask(stop(0, 100), stop(2, 100), Direction::Out, "09:00");
    assert_eq!((answer.state, answer.minutes, answer.metres), (State::Within, Some(26), Some(304)));
    let basis = Basis::Timetable { feed: "test".into(), version: "v1".into(), date: date() };
    assert_eq!(answer.basis, basis);
    let journey = answer.journey.unwrap();
    assert_eq!((journey.leave, journey.arrive, journey.changes()), (at("08:27"), at("08:53"), 0));
    let ride = journey.rides().next().unwrap();
    assert_eq!((ride.line.as_str(), ride.towards.as_str(), ride.from.as_str()), ("1", "Town", "Stop a"));
    assert_eq!((ride.to.as_str(), ride.board, ride.alight), ("Stop c", at("08:30"), at("08:50")));
    assert_eq!(journey.if_missed, None, "no later bus");
    let earlier =
        Case::new(rider()).ask(stop(0, 100), stop(2, 100), Direction::Out, "08:30").journey.unwrap();
    assert_eq!(earlier.if_missed, Some((at("08:27"), at("08:53"))));
}

#[test]
fn a_learner_who_must_not_change_is_not_sent_over_a_change() {
    let case = Case::new(Profile { changes: 0, ..rider() });
    let answer = case.out(4, "09:00");
    assert_eq!((answer.state, answer.journey), (State::Beyond, None));
    assert!(answer.notes.contains(&Note::NoJourney));
    let changing = Case::new(rider()).out(4, "09:00").journey.unwrap();
    assert_eq!((changing.changes(), changing.rides().nth(1).unwrap().wait), (1, 10));
    assert_eq!(Case::new(Profile { change_minutes: 11, ..rider() }).out(4, "09:00").state, State::Beyond);
}

#[test]
fn the_way_home_begins_after_the_shift() {
    let case = Case::new(rider());
    let home = |minute: &str| case.ask(stop(0, 0), stop(4, 0), Direction::Home, minute);
    let journey = home("16:00").journey.unwrap();
    assert_eq!((journey.leave, journey.arrive), (at("16:10"), at("16:55")));
    let late = home("16:30");
    assert_eq!(late.state, State::Beyond);
    assert!(late.notes.contains(&Note::IfEndMoved { to: at("16:10") }), "{:?}", late.notes);
}

#[test]
fn a_start_that_comes_too_early_says_which_would_do() {
    let answer = Case::new(rider()).out(4, "08:40");
    assert_eq!(answer.state, State::Beyond);
    assert!(answer.notes.contains(&Note::IfStartMoved { to: at("08:45") }), "{:?}", answer.notes);
}

#[test]
fn trained_lines_alone_are_within_and_others_want_training() {
    let line = |line: &str, towards: Option<&str>| TrainedLine {
        line: line.into(),
        towards: towards.map(str::to_owned),
    };
    let trained = |lines: Vec<TrainedLine>| {
        Case::new(Profile { trained_only: true, trained_lines: lines, ..rider() }).out(4, "09:00")
    };
    let both = trained(vec![line("1", None), line("2", Some("town"))]);
    assert_eq!(both.state, State::Within);
    let name = |text: &str| placewell_domain::text::Line::parse(text).unwrap();
    assert_eq!(name("Si\u{e2}n  Lloyd"), name(" Sia\u{302}n\u{a0}Lloyd"), "one name, however it is written");
    let welsh = line("T\u{302}  1", Some("Te\u{302}m"));
    assert!(welsh.covers("t\u{302} 1", "T\u{ea}M") && !welsh.covers("T 1", "T\u{ea}m"));
    let one = trained(vec![line("1", None)]);
    assert_eq!(one.state, State::AfterTraining);
    assert!(one.notes.contains(&Note::TrainingNeeded { rides: 1 }));
    assert_eq!(one.journey.unwrap().rides().map(|ride| ride.trained).collect::<Vec<_>>(), [true, false]);
    assert_eq!(trained(vec![line("1", None), line("2", Some("Elsewhere"))]).state, State::AfterTraining);
}

#[test]
fn a_home_without_a_stop_nearby_is_unknown_and_never_unreachable() {
    let answer = Case::new(rider()).ask(stop(9, 0), stop(2, 0), Direction::Out, "09:00");
    assert_eq!(answer.state, State::NotAssessed);
    assert_eq!(answer.notes, [Note::NoStopNearby { home: true, limit_metres: 500 }]);
    let elsewhere = Case::new(rider()).ask(stop(90, 0), stop(99, 0), Direction::Out, "09:00");
    assert_eq!((elsewhere.basis, elsewhere.notes.as_slice()), (Basis::Estimate, &[Note::NoTimetable][..]));
}

#[test]
fn step_free_travel_rests_on_evidence_presumption_or_a_question() {
    let wheelchair = |step_free: StepFree, stops: &str, route_type: u8| {
        let small = Small::new(TIMES)
            .with("stops.txt", &format!("stop_id,stop_name,stop_lat,stop_lon,wheelchair_boarding\n{stops}"))
            .with(
                "routes.txt",
                &format!("route_id,route_short_name,route_type\none,1,{route_type}\ntwo,2,3\n"),
            );
        Case { timetable: timetable(&small), ..Case::new(Profile { step_free, ..rider() }) }.out(2, "09:00")
    };
    let unknown = "a,A,51.5,-3,\nc,C,51.517986,-3,0\ne,E,51.6,-3,\n";
    let yes = "a,A,51.5,-3,1\nc,C,51.517986,-3,1\ne,E,51.6,-3,1\n";
    let no = "a,A,51.5,-3,2\nc,C,51.517986,-3,1\ne,E,51.6,-3,1\n";
    let presumed = wheelchair(StepFree::PresumeBuses, unknown, 3);
    assert_eq!((presumed.state, presumed.notes.as_slice()), (State::Within, &[Note::StepFreePresumed][..]));
    let train = wheelchair(StepFree::PresumeBuses, unknown, 2);
    assert_eq!((train.state, train.notes.contains(&Note::StepFreeUnknown)), (State::NotAssessed, true));
    assert_eq!(wheelchair(StepFree::EvidenceOnly, unknown, 3).state, State::NotAssessed);
    assert_eq!(
        wheelchair(StepFree::EvidenceOnly, yes, 3).state,
        State::NotAssessed,
        "the vehicle says nothing"
    );
    assert_eq!(wheelchair(StepFree::PresumeBuses, no, 3).state, State::Beyond, "stated as not step-free");
    assert_eq!(wheelchair(StepFree::NotNeeded, no, 3).state, State::Within);
}

#[test]
fn an_english_pass_before_half_past_nine_is_a_flag_and_not_a_bar() {
    let told = |nation: Nation, pass: bool| {
        let case = Case { pass: PassHours::national(nation), ..Case::new(Profile { pass, ..rider() }) };
        case.out(2, "09:00")
    };
    let english = told(Nation::England, true);
    assert_eq!(english.state, State::Within);
    assert_eq!(english.notes, [Note::PassNotYetValid { from: at("09:30") }]);
    assert!(told(Nation::Wales, true).notes.is_empty());
    assert!(told(Nation::England, false).notes.is_empty());
}

#[test]
fn another_week_of_the_timetable_is_read_and_said_so() {
    let on = |date: &str| Case { date: date.parse().unwrap(), ..Case::new(rider()) }.out(2, "09:00");
    // 12 August 2026 is a Wednesday; the last Wednesday of the timetable is 24 June.
    let expired = on("2026-08-12");
    assert_eq!(expired.state, State::Within);
    assert!(matches!(&expired.basis, Basis::Timetable { date, .. } if date.to_string() == "2026-06-24"));
    assert_eq!(expired.notes, [Note::TimetableExpired { until: "2026-06-30".parse().unwrap() }]);
    // The bank holiday on Monday 31 August 2026 makes no week of term, nor do the weeks before it.
    let summer = Small::new(TIMES)
        .with("feed_info.txt", "feed_version,feed_start_date,feed_end_date\nv1,20260601,20260904\n")
        .with(
            "calendar.txt",
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n\
             week,1,1,1,1,1,0,0,20260601,20260904\n",
        );
    let case =
        Case { timetable: timetable(&summer), date: "2026-10-06".parse().unwrap(), ..Case::new(rider()) };
    let basis = case.out(2, "09:00").basis;
    assert!(matches!(&basis, Basis::Timetable { date, .. } if date.to_string() == "2026-07-21"), "{basis:?}");
    let early = on("2026-05-05");
    assert!(matches!(&early.basis, Basis::Timetable { date, .. } if date.to_string() == "2026-06-02"));
    assert_eq!(early.notes, [Note::TimetableNotYetValid { from: "2026-06-01".parse().unwrap() }]);
}

#[test]
fn hours_waits_walks_the_peak_and_the_dark_are_kept() {
    let notes = |profile: Profile| Case::new(profile).out(4, "09:00");
    assert_eq!(notes(Profile { not_before: Some(at("08:01")), ..rider() }).state, State::Beyond);
    let waits = notes(Profile { wait_minutes: Some(9), ..rider() });
    assert!(waits.notes.contains(&Note::WaitTooLong { minutes: 10, limit: 9 }), "{:?}", waits.notes);
    assert_eq!(
        notes(Profile { not_riding: vec![(at("08:10"), at("08:15"))], ..rider() }).state,
        State::Beyond
    );
    assert_eq!(
        notes(Profile { not_riding: vec![(at("08:45"), at("09:15"))], ..rider() }).state,
        State::Within
    );
    assert_eq!(notes(Profile { hard_minutes: 44, ..rider() }).state, State::Beyond);
    let long = notes(Profile { soft_minutes: 44, ..rider() });
    assert_eq!(long.notes, [Note::LongerThanLiked { minutes: 45, liked: 44 }]);
    assert_eq!(notes(Profile { not_in_dark: true, ..rider() }).state, State::Within, "June");
    let winter = Small::new(TIMES)
        .with("calendar_dates.txt", "service_id,date,exception_type\nweek,20261215,1\n")
        .with("feed_info.txt", "feed_version\nv\n");
    let profile = Profile { not_in_dark: true, ..rider() };
    let december =
        Case { timetable: timetable(&winter), date: "2026-12-15".parse().unwrap(), ..Case::new(profile) };
    let dark = december.out(4, "09:00");
    assert!(dark.state == State::Beyond && dark.notes.contains(&Note::InTheDark), "{:?}", dark.notes);
}

#[test]
fn somebody_who_comes_along_opens_untrained_lines() {
    let modes = [(Mode::EscortedPublicTransport, Arrangement::default())].into();
    let answer = Case::new(Profile { modes, trained_only: true, ..rider() }).out(4, "09:00");
    assert_eq!((answer.state, answer.notes.as_slice()), (State::Within, &[Note::NeedsEscort][..]));
}

#[test]
fn another_learners_profile_is_not_answered_with_these_limits() {
    let case = Case::new(rider());
    let model = case.model(stop(0, 0));
    let other = Profile { changes: 4, ..rider() };
    let (home, site) = (stop(0, 0), stop(2, 0));
    let request =
        TripRequest { home, site, date: case.date, direction: Direction::Out, minute: 540, profile: &other };
    assert_eq!(model.assess(&request).state(), State::NotAssessed);
    let elsewhere = TripRequest { home: stop(1, 0), profile: &case.profile, ..request };
    assert_eq!(model.assess(&elsewhere).state(), State::NotAssessed);
}
