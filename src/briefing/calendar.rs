//! The calendar attachment: one entry a placement day, updated by sequence number.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::London;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use super::pack::{Block, Day, Pack};
use crate::domain::time::{Span, TimeOfDay};
use crate::words::briefing as words;

/// A day that an earlier version of the pack had and this one has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemovedDay {
    /// The date.
    pub date: NaiveDate,
    /// The hours that it had.
    pub hours: Span,
}

/// The calendar of a pack: `METHOD:PUBLISH`, times in UTC, one stable UID per placement and date,
/// the pack's version as `SEQUENCE`; removed days are cancelled. Titles tell only that a visitor
/// comes, since calendars are shared.
#[must_use]
pub fn render(pack: &Pack, removed: &[RemovedDay], stamp: DateTime<Utc>) -> String {
    let (mut calendar, version) = (published(), pack.issue.version);
    for day in &pack.week.days {
        for date in &day.dates {
            let mut event = entry(pack, version, *date, day.from, day.to, stamp);
            let status = if pack.issue.draft { EventStatus::Tentative } else { EventStatus::Confirmed };
            event.status(status).description(&plan(pack, day));
            calendar.push(event.done());
        }
    }
    cancel(&mut calendar, pack, version, removed, stamp);
    calendar.to_string()
}

/// The calendar that calls days of a pack off: the same entries, cancelled, one `SEQUENCE` above the
/// pack's.
#[must_use]
pub fn called_off(pack: &Pack, days: &[RemovedDay], stamp: DateTime<Utc>) -> String {
    let mut calendar = published();
    cancel(&mut calendar, pack, pack.issue.version + 1, days, stamp);
    calendar.to_string()
}

fn published() -> Calendar {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Placewell//Placement days//EN"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar
}

fn cancel(calendar: &mut Calendar, pack: &Pack, version: u32, days: &[RemovedDay], stamp: DateTime<Utc>) {
    for gone in days {
        let mut event = entry(pack, version, gone.date, gone.hours.from, gone.hours.to, stamp);
        calendar.push(event.status(EventStatus::Cancelled).done());
    }
}

fn entry(
    pack: &Pack,
    version: u32,
    date: NaiveDate,
    from: TimeOfDay,
    to: TimeOfDay,
    stamp: DateTime<Utc>,
) -> Event {
    let place = format!("{}, {}", pack.host.site, pack.host.address.join(", "));
    let mut event = Event::with_uid(&format!("{}-{}@placewell", pack.reference, date.format("%Y%m%d")));
    event
        .timestamp(stamp)
        .starts(instant(date, from))
        .ends(instant(date, to))
        .summary(&words::calendar_title(pack.reference.as_str(), pack.issue.draft))
        .location(&place)
        .sequence(version);
    if let Some(address) = &pack.provider.reply_to {
        event.append_property(organizer(&pack.provider.shown_as, address));
    }
    event
}

/// Whose calendar entries these are: RFC 5546, section 3.2.1, asks for it in whatever is published.
fn organizer(name: &str, address: &str) -> Property {
    let mut organizer = Property::new("ORGANIZER", format!("mailto:{address}"));
    // A parameter has no way to hold a quotation mark.
    organizer.add_parameter("CN", &name.replace(['"', '\n', '\r'], "'"));
    organizer.done()
}

/// What the day holds, without the visitor's name or needs.
fn plan(pack: &Pack, day: &Day) -> String {
    let rows = day.blocks.iter().map(|block| match block {
        Block::Work(work) => format!("{} {}, {}, {}", work.from, work.task, work.place, work.with),
        Block::Rest(rest) => format!("{} {}", rest.from, rest.what),
    });
    let first = pack.phones.ladder.first().unwrap_or(&pack.arrival.late_ring);
    let ring = words::calendar_ring(&first.number);
    rows.chain([ring]).collect::<Vec<String>>().join("\n")
}

/// A civil time in London as an instant: the earlier of two where clocks go back, and the same
/// wall time an hour on where they go forward; neither happens in working hours.
#[must_use]
pub fn instant(date: NaiveDate, time: TimeOfDay) -> DateTime<Utc> {
    let seconds = u32::from(time.minutes()) * 60;
    let civil = date.and_time(NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default());
    London
        .from_local_datetime(&civil)
        .earliest()
        .map_or_else(|| Utc.from_utc_datetime(&civil), |local| local.with_timezone(&Utc))
}
