//! How slow a client may be.

use std::time::Duration;

use tokio::time::Instant;

use crate::config::ServerConfig;
use crate::http::body::LARGEST_BODY;

/// The least that is asked of a client: never silent for longer than its patience, and so many bytes a second on
/// average once that time is over.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How long the service waits for the next byte.
    pub patience: Duration,
    /// Bytes a second, sent or taken; never 0.
    pub least_per_second: u32,
}

impl Pace {
    /// The pace that the settings ask for.
    #[must_use]
    pub fn of(config: &ServerConfig) -> Self {
        Self {
            patience: Duration::from_secs(u64::from(config.patience_seconds)),
            least_per_second: config.least_bytes_per_second.max(1),
        }
    }
}

/// What a client has sent and taken since the service began to wait for it.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    since: Instant,
    last: Instant,
    received: usize,
    sent: usize,
}

impl Progress {
    /// Nothing yet.
    #[must_use]
    pub fn from(now: Instant) -> Self {
        Self { since: now, last: now, received: 0, sent: 0 }
    }

    /// With bytes that came or were taken.
    #[must_use]
    pub fn with(self, received: usize, sent: usize, now: Instant) -> Self {
        if received + sent == 0 {
            return self;
        }
        let (received, sent) = (self.received.saturating_add(received), self.sent.saturating_add(sent));
        Self { last: now, received, sent, ..self }
    }

    /// Until when the next byte must come. Bytes beyond the largest body buy no more time: nothing of ours reads
    /// them.
    #[must_use]
    pub fn deadline(&self, pace: Pace) -> Instant {
        let bytes = self.received.min(LARGEST_BODY).saturating_add(self.sent);
        let earned =
            Duration::from_secs(u64::try_from(bytes).unwrap_or(u64::MAX) / u64::from(pace.least_per_second));
        let average = self.since.checked_add(pace.patience.saturating_add(earned));
        let silence = self.last + pace.patience;
        average.map_or(silence, |average| average.min(silence))
    }
}
