use std::io::Write;
use std::path::PathBuf;

use crate::cli::import::timetable;
use crate::travel::gtfs::Feed;

/// Reads timetables whole, and tells on `errors` what was passed over in each.
pub(super) fn read(
    paths: &[PathBuf],
    errors: &mut dyn Write,
) -> Result<Vec<Feed>, Box<dyn std::error::Error>> {
    let mut feeds = Vec::new();
    for path in paths {
        let read = timetable::read(path, None, 0)?.feed();
        let (feed, report) = read.map_err(|error| format!("{}: {error}", path.display()))?;
        for line in report.lines() {
            writeln!(errors, "{}: passed over: {line}", feed.name)?;
        }
        feeds.push(feed);
    }
    Ok(feeds)
}
