//! A feed as it is kept: its file, its digest, and what stands beside it.

use std::io::Cursor;

use aws_lc_rs::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};

use crate::domain::digest::{hexadecimal, sha256};
use crate::travel::gtfs::{Dates, Feed, FeedError, FeedReport};

/// Hexadecimal characters of the file's digest that name a version.
const VERSION: usize = 12;

/// What is kept of a feed beside its file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// The publisher's own version.
    pub publisher_version: String,
    /// Weeks that the dates are moved by.
    pub redated_weeks: i32,
    /// Lines.
    pub lines: usize,
    /// Trips.
    pub trips: usize,
    /// Stops.
    pub stops: usize,
}

/// The version that a digest names.
#[must_use]
pub fn version(hash: &str) -> &str {
    hash.get(..VERSION).unwrap_or(hash)
}

/// SHA-256 of the file, and of how far its dates are moved.
#[must_use]
pub fn hash(file: &[u8], redated_weeks: i32) -> String {
    let content = digest(&SHA256, file);
    if redated_weeks == 0 {
        return hexadecimal(content.as_ref());
    }
    sha256(&[content.as_ref(), &redated_weeks.to_be_bytes()].concat())
}

/// A feed from its file: its digest names its version, and its dates are moved.
///
/// # Errors
/// [`FeedError`] when it is none.
pub fn parse(
    name: &str,
    file: &[u8],
    hash: &str,
    redated_weeks: i32,
) -> Result<(Feed, FeedReport), FeedError> {
    let (feed, report) = Feed::read(Cursor::new(file), name, &Dates::All, &mut |_| {})?;
    let feed = Feed { version: version(hash).to_owned(), ..feed };
    Ok((feed.redated(redated_weeks), report))
}
