//! One found journey against the limits that a search cannot hold.

use super::answer::{Note, State};
use super::circuity::cautious_of_expected;
use super::concession::FreeHours;
use super::daylight::Daylight;
use super::gtfs::Booking;
use super::itinerary::{Itinerary, Leg, RideLeg};
use super::profile::Profile;
use super::request::TripRequest;

/// A journey and how it stands.
pub(super) struct Judged {
    pub(super) itinerary: Itinerary,
    pub(super) state: State,
    pub(super) notes: Vec<Note>,
}

impl Judged {
    /// How it stands, then fewest changes, then fewest unfamiliar rides, then the most time to
    /// spare at the tightest change, then minutes.
    pub(super) fn preference(&self) -> (State, usize, usize, std::cmp::Reverse<u16>, u16) {
        let unfamiliar = self.itinerary.rides().filter(|ride| !ride.trained).count();
        let tightest = self.itinerary.rides().skip(1).map(|ride| ride.wait).min().unwrap_or(u16::MAX);
        (
            self.state,
            self.itinerary.changes(),
            unfamiliar,
            std::cmp::Reverse(tightest),
            self.itinerary.minutes(),
        )
    }
}

pub(super) fn judge(itinerary: Itinerary, request: &TripRequest<'_>, escorted: bool) -> Judged {
    let profile = request.profile;
    let mut notes = Vec::new();
    let (minutes, limit) = (itinerary.minutes(), profile.hard_minutes);
    if minutes > limit {
        notes.push(Note::TooLong { minutes, limit });
    }
    let (metres, limit_metres) = (itinerary.walks().sum(), profile.walk_total_metres);
    if metres > limit_metres {
        notes.push(Note::WalksTooLong { metres, limit_metres });
    }
    let longest = itinerary.rides().map(|ride| ride.wait).max().unwrap_or(0);
    if let Some(limit) = profile.wait_minutes.filter(|limit| longest > *limit) {
        notes.push(Note::WaitTooLong { minutes: longest, limit });
    }
    if profile.not_in_dark && !escorted && outdoors_in_dark(&itinerary, request) {
        notes.push(Note::InTheDark);
    }
    let crowded = |from: u16, to: u16| profile.not_riding.iter().any(|span| from < span.1 && span.0 < to);
    let earliest = |ride: &RideLeg| ride.board.saturating_sub(ride.headway.unwrap_or(0));
    if itinerary.rides().any(|ride| crowded(earliest(ride), ride.alight)) {
        notes.push(Note::InThePeak);
    }
    if !notes.is_empty() {
        return Judged { itinerary, state: State::Beyond, notes };
    }
    // Metres come from the expected streets; with unlucky ones a walk may pass the limit.
    let unlucky = |metres: u32| cautious_of_expected(metres) > profile.walk_leg_metres;
    let state = if itinerary.walks().any(unlucky) { State::Borderline } else { State::Within };
    if state == State::Borderline {
        notes.push(Note::CheckOnMap);
    }
    if minutes > profile.soft_minutes {
        notes.push(Note::LongerThanLiked { minutes, liked: profile.soft_minutes });
    }
    notes.extend(to_do(&itinerary));
    Judged { itinerary, state, notes }
}

/// What somebody must do, or know, for the rides to work as told.
fn to_do(itinerary: &Itinerary) -> Vec<Note> {
    let count = |wanted: Booking| {
        let rides = itinerary.rides().filter(|ride| ride.booking == wanted).count();
        Some(u8::try_from(rides).unwrap_or(u8::MAX)).filter(|rides| *rides > 0)
    };
    let times = itinerary.rides().map(|ride| ride.goes_on_as.len()).sum::<usize>();
    let times = Some(u8::try_from(times).unwrap_or(u8::MAX)).filter(|times| *times > 0);
    let headway = itinerary.rides().filter_map(|ride| ride.headway).max();
    let notes = [
        count(Booking::Operator).map(|rides| Note::BookRide { rides }),
        count(Booking::Driver).map(|rides| Note::AskDriver { rides }),
        headway.map(|minutes| Note::HeadwayOnly { minutes }),
        times.map(|times| Note::StayOnBoard { times }),
    ];
    notes.into_iter().flatten().collect()
}

fn outdoors_in_dark(itinerary: &Itinerary, request: &TripRequest<'_>) -> bool {
    let light = Daylight::on(request.date, request.home);
    let mut clock = itinerary.leave;
    itinerary.legs.iter().any(|leg| match leg {
        Leg::Walk { minutes, .. } => {
            let from = clock;
            clock += minutes;
            !light.covers(from, clock)
        }
        Leg::Ride(ride) => {
            let dark = !light.covers(clock.min(ride.board), ride.board);
            clock = ride.alight;
            dark
        }
    })
}

/// What a concessionary pass does not pay for on this journey.
pub(super) fn pass_notes(itinerary: &Itinerary, profile: &Profile, hours: FreeHours) -> Vec<Note> {
    let boards = || itinerary.rides().map(|ride| ride.board).filter(|_| profile.pass);
    let early =
        boards().any(|board| board < hours.from).then_some(Note::PassNotYetValid { from: hours.from });
    let late =
        boards().any(|board| board > hours.until).then_some(Note::PassNoLongerValid { until: hours.until });
    early.into_iter().chain(late).collect()
}
