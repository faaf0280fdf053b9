//! Random timetables, and an independent answer to them: connections scanned in order of time.

use placewell_travel::network::{Link, Network};
use proptest::prelude::*;

use super::feed::Small;
use super::{MIDNIGHT, zipped};

/// Stop, arrival, departure, may board, may alight.
pub(crate) type Call = (usize, u16, u16, bool, bool);

/// Stops are numbered; each trip is its calls.
#[derive(Clone, Debug)]
pub(crate) struct Timetable {
    pub stops: usize,
    pub trips: Vec<Vec<Call>>,
    /// From, to, minutes: not closed transitively, and one-way.
    pub walks: Vec<(usize, usize, u16)>,
}

/// Small timetables with loops, overtaking, calls of no minutes, and rules.
pub(crate) fn timetables() -> impl Strategy<Value = Timetable> {
    (3usize..8).prop_flat_map(|stops| {
        let call = (0..stops, 0u16..9, 0u16..3, prop::bool::weighted(0.85), prop::bool::weighted(0.85));
        let trip = (420u16..560, prop::collection::vec(call, 2..6)).prop_map(|(start, calls)| {
            let mut clock = start;
            let place = |(stop, ride, stand, board, alight): (usize, u16, u16, bool, bool)| {
                let arrive = clock + ride;
                clock = arrive + stand;
                (stop, arrive, clock, board, alight)
            };
            calls.into_iter().map(place).collect::<Vec<_>>()
        });
        let walk = (0..stops, 0..stops, 1u16..12).prop_filter("elsewhere", |(from, to, _)| from != to);
        (prop::collection::vec(trip, 1..14), prop::collection::vec(walk, 0..6))
            .prop_map(move |(trips, walks)| Timetable { stops, trips, walks })
    })
}

impl Timetable {
    /// The same as a feed. A stop that nothing calls at has no number.
    pub(crate) fn network(&self) -> Network {
        let time = |minute: u16| format!("{:02}:{:02}:00", minute / 60, minute % 60);
        let flag = |yes: bool| if yes { "0" } else { "1" };
        let mut times =
            "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"
                .to_owned();
        let mut trips = "route_id,service_id,trip_id\n".to_owned();
        for (trip, calls) in self.trips.iter().enumerate() {
            trips += &format!("one,week,t{trip}\n");
            for (place, (stop, arrive, depart, board, alight)) in calls.iter().enumerate() {
                let (arrive, depart) = (time(*arrive), time(*depart));
                times += &format!(
                    "t{trip},{arrive},{depart},s{stop},{place},{},{}\n",
                    flag(*board),
                    flag(*alight)
                );
            }
        }
        let stops = (0..self.stops).fold("stop_id,stop_lat,stop_lon\n".to_owned(), |all, stop| {
            all + &format!("s{stop},{},-3\n", 40 + stop)
        });
        let _ = zipped;
        Small::new("t0,\n")
            .with("stop_times.txt", &times)
            .with("trips.txt", &trips)
            .with("stops.txt", &stops)
            .network()
    }

    /// The network's number of a stop.
    pub(crate) fn number(network: &Network, stop: usize) -> Option<u32> {
        network.locate(&format!("s{stop}"))?.stops.first().copied()
    }

    /// The walks by the network's numbers.
    pub(crate) fn links(&self, network: &Network) -> Vec<(u32, Link)> {
        let number = |stop: usize| Self::number(network, stop);
        let walks = self.walks.iter();
        walks
            .filter_map(|(from, to, minutes)| {
                Some((
                    number(*from)?,
                    Link { stop: number(*to)?, minutes: *minutes, metres: u32::from(*minutes) },
                ))
            })
            .collect()
    }

    /// By stop, the earliest arrival by vehicle from a stop at a minute of the date, any number of
    /// rides, on the axis. The change time must be at least a minute.
    pub(crate) fn scan(&self, from: usize, minute: u16, change: u16) -> Vec<Option<u16>> {
        const NEVER: u16 = u16::MAX;
        let mut connections: Vec<(u16, usize, usize)> = Vec::new();
        for (trip, calls) in self.trips.iter().enumerate() {
            connections.extend((0..calls.len() - 1).map(|place| (calls[place].2, trip, place)));
        }
        connections.sort_unstable();
        let mut board = vec![NEVER; self.stops];
        let mut ride = vec![NEVER; self.stops];
        let mut on = vec![false; self.trips.len()];
        board[from] = minute;
        for (depart, trip, place) in connections {
            let (stop, _, _, may_board, _) = self.trips[trip][place];
            on[trip] |= may_board && board[stop] <= depart;
            let (next, arrive, _, _, may_alight) = self.trips[trip][place + 1];
            if on[trip] && may_alight && arrive < ride[next] {
                ride[next] = arrive;
                board[next] = board[next].min(arrive + change);
                for (walk_from, to, minutes) in &self.walks {
                    if *walk_from == next {
                        board[*to] = board[*to].min(arrive + minutes + change);
                    }
                }
            }
        }
        ride.into_iter().map(|minute| (minute != NEVER).then(|| minute + MIDNIGHT)).collect()
    }
}
