//! The table of latest departures against single searches.

use placewell_travel::day::{Day, HORIZON, TripSet};
use placewell_travel::footpaths::Footpaths;
use placewell_travel::network::Link;
use placewell_travel::planner::{Between, Planner};
use placewell_travel::reach::{Range, Reach, ReachTable, SiteLinks};
use placewell_travel::search::Search;
use placewell_travel::timeline::Timeline;
use proptest::prelude::*;

use super::MIDNIGHT;
use super::oracle::{Timetable, timetables};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_cell_is_what_a_search_of_its_own_finds(
        timetable in timetables(), rides in 1usize..7, walk in 0u16..8, span in 20u16..120, change in 0u16..4,
    ) {
        let network = timetable.network();
        let Some(start) = Timetable::number(&network, 0) else { return Ok(()) };
        let date = "2026-06-15".parse().unwrap();
        let day = Day::build(&network, date, &TripSet::on(&network, date), &|_| true);
        let footpaths = Footpaths::from_walks(network.stops.len(), timetable.links(&network));
        let access = [Link { stop: start, minutes: walk, metres: 1 }];
        let (earliest, latest) = (MIDNIGHT + 410, MIDNIGHT + 620);
        let range = Range { access: &access, earliest, latest, minutes: span, rides, change };
        let table = ReachTable::new(&Timeline::new(&day, &footpaths), &range);
        let planner = Planner::from_parts(day, footpaths);
        let mut search = Search::default();
        for to in 0..u32::try_from(network.stops.len()).unwrap() {
            let goal = [Link { stop: to, minutes: 0, metres: 0 }];
            for by in (earliest..=latest).step_by(7) {
                // A search has one window; the table bounds each journey, so ask minute by minute.
                let fits = |leave: u16| {
                    let between = Between {
                        from: &access, to: &goal, earliest: leave, latest: by.min(leave + span), rides, change,
                    };
                    !planner.earliest_arrivals(&mut search, &between).is_empty()
                };
                let expected = (earliest..=by).rev().find({ let mut fits = fits; move |leave| fits(*leave) });
                prop_assert_eq!(table.latest(to, by), expected, "stop {} by {}", to, by);
            }
        }
    }

    #[test]
    fn the_mirror_is_home_as_early_as_a_search(timetable in timetables(), rides in 1usize..4) {
        let network = timetable.network();
        let Some(home) = Timetable::number(&network, 0) else { return Ok(()) };
        let date = "2026-06-15".parse().unwrap();
        let day = Day::build(&network, date, &TripSet::on(&network, date), &|_| true);
        let footpaths = Footpaths::from_walks(network.stops.len(), timetable.links(&network));
        let access = [Link { stop: home, minutes: 3, metres: 1 }];
        let (earliest, latest) = (MIDNIGHT + 410, MIDNIGHT + 640);
        let range = |earliest, latest| Range { access: &access, earliest, latest, minutes: 400, rides, change: 2 };
        let reach = Reach::new(
            ReachTable::new(&Timeline::new(&day, &footpaths), &range(earliest, latest)),
            ReachTable::new(&Timeline::new(&day.mirrored(), &footpaths.reversed()), &range(HORIZON - latest, HORIZON - earliest)),
        );
        let planner = Planner::from_parts(day, footpaths);
        for site in 0..u32::try_from(network.stops.len()).unwrap() {
            let links = [Link { stop: site, minutes: 4, metres: 1 }];
            for from in (earliest..=latest).step_by(11) {
                let between = Between { from: &links, to: &access, earliest: from, latest, rides, change: 2 };
                let expected = planner.earliest_arrivals(&mut Search::default(), &between).last().map(|j| j.arrive);
                prop_assert_eq!(reach.be_home(&links, from), expected, "from stop {} at {}", site, from);
            }
        }
    }

    #[test]
    fn many_sites_at_once_are_each_one_at_a_time(timetable in timetables(), walks in prop::collection::vec((0u16..9, 420u16..600), 1..20)) {
        let network = timetable.network();
        let Some(start) = Timetable::number(&network, 0) else { return Ok(()) };
        let date = "2026-06-15".parse().unwrap();
        let day = Day::build(&network, date, &TripSet::on(&network, date), &|_| true);
        let access = [Link { stop: start, minutes: 1, metres: 1 }];
        let range = Range { access: &access, earliest: MIDNIGHT + 400, latest: MIDNIGHT + 620, minutes: 300, rides: 3, change: 2 };
        let table = ReachTable::new(&Timeline::new(&day, &Footpaths::from_walks(network.stops.len(), Vec::new())), &range);
        let all = u32::try_from(network.stops.len()).unwrap();
        let sites: Vec<(u16, Vec<Link>)> = walks
            .iter()
            .map(|(minutes, start)| {
                let odd = (0..all).filter(|stop| stop % 2 == 1);
                (MIDNIGHT + start, odd.map(|stop| Link { stop, minutes: *minutes, metres: 1 }).collect())
            })
            .collect();
        let reach = Reach::new(table.clone(), table.clone());
        let expected: Vec<u16> =
            sites.iter().map(|(start, links)| reach.leave_home(links, *start).unwrap_or(0)).collect();
        prop_assert_eq!(SiteLinks::new(network.stops.len(), &sites).latest(&table), expected);
    }
}
