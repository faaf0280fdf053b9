//! Tests of time, identifiers and randomness.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use placewell::clock::{
    Clock, CountedIds, FixedClock, IdSource, Random, SystemClock, SystemIds, SystemRandom, random_reference,
};

use crate::support::random::RepeatableRandom;

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn now_is_cut_to_microseconds() {
    assert_eq!(SystemClock.now().timestamp_subsec_nanos() % 1000, 0);
    let clock = FixedClock::at(instant("2026-03-02T09:00:00.123456789Z"));
    assert_eq!(clock.now(), instant("2026-03-02T09:00:00.123456Z"));
}

#[test]
fn today_turns_at_midnight_in_london() {
    let clock = FixedClock::at(instant("2026-07-01T22:59:59Z"));
    assert_eq!(clock.today_in_london().to_string(), "2026-07-01");
    clock.advance(TimeDelta::seconds(1));
    assert_eq!(clock.today_in_london().to_string(), "2026-07-02");
    clock.set(instant("2026-12-31T23:59:59Z"));
    assert_eq!(clock.today_in_london().to_string(), "2026-12-31");
}

#[test]
fn ids_are_uuid_v7_and_grow_as_text_even_if_the_clock_goes_back() {
    let clock = Arc::new(FixedClock::at(instant("2026-03-02T09:00:00Z")));
    let ids = SystemIds::new(clock.clone(), Arc::new(RepeatableRandom::seeded(1)));
    let mut drawn: Vec<String> = (0..9000).map(|_| ids.next_id()).collect();
    clock.set(instant("2025-03-02T09:00:00Z"));
    drawn.push(ids.next_id());
    assert!(drawn.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(drawn.iter().all(|id| uuid::Uuid::parse_str(id).unwrap().get_version_num() == 7));
    let millis = instant("2026-03-02T09:00:00Z").timestamp_millis();
    assert!(drawn[0].replace('-', "").starts_with(&format!("{millis:012x}")));
}

#[test]
fn counted_ids_can_be_written_down() {
    let ids = CountedIds::default();
    assert_eq!(ids.next_id(), "00000000-0000-7000-8000-000000000001");
    assert_eq!(ids.next_id(), "00000000-0000-7000-8000-000000000002");
}

#[test]
fn references_hold_eight_characters_that_cannot_be_misheard() {
    let drawn: BTreeSet<_> = (0..200).map(|_| random_reference(&SystemRandom)).collect();
    assert_eq!(drawn.len(), 200);
    for reference in drawn {
        let characters = reference.as_str().strip_prefix("PW-").unwrap();
        assert_eq!(characters.len(), 8);
        assert!(
            characters.chars().all(|c| c.is_ascii_digit() || (c.is_ascii_uppercase() && !"ILOU".contains(c)))
        );
    }
}

#[test]
fn repeatable_randomness_repeats_by_seed_and_never_within_a_stream() {
    let draw = |seed: u64| {
        let random = RepeatableRandom::seeded(seed);
        let mut bytes = [0; 80];
        random.fill(&mut bytes);
        (bytes, random.below(1000))
    };
    assert_eq!(draw(7), draw(7));
    assert_ne!(draw(7), draw(8));
    let (bytes, number) = draw(7);
    assert_ne!(bytes[..32], bytes[32..64]);
    assert!(number < 1000);
}
