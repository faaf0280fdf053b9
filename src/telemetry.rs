//! What the service says about itself: lines of text or JSON on standard error.
//!
//! A line holds ids, codes, counts and durations; never a name, an address, a query string or
//! anything else that people wrote.

mod clients;
pub mod counters;

use std::io;

use thiserror::Error;
use tracing::Subscriber;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::fmt::{self, MakeWriter};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::{EnvFilter, Layer, Registry};

use crate::config::{LogConfig, LogFormat};

/// Why logging cannot begin.
#[derive(Debug, Error)]
pub enum TelemetryError {
    /// `log.filter` is no filter.
    #[error("log.filter is neither a level nor a list of module=level")]
    Filter,
    /// Something in this process logs already.
    #[error("logging has already begun")]
    Begun,
}

/// Sends what this process logs to standard error, for the rest of its life.
///
/// # Errors
/// [`TelemetryError`] when the filter cannot be read or logging has begun.
pub fn begin(config: &LogConfig) -> Result<(), TelemetryError> {
    let subscriber = subscriber(config, io::stderr)?;
    tracing::subscriber::set_global_default(subscriber).map_err(|_| TelemetryError::Begun)
}

/// The same into another writer. A span's end is a line of its own, with how long it took.
///
/// # Errors
/// [`TelemetryError::Filter`].
pub fn subscriber<W>(config: &LogConfig, writer: W) -> Result<impl Subscriber + Send + Sync, TelemetryError>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let filter = EnvFilter::try_new(&config.filter).map_err(|_| TelemetryError::Filter)?;
    let layer = fmt::layer().with_writer(writer).with_span_events(FmtSpan::CLOSE).with_ansi(false);
    let layer = match config.format {
        LogFormat::Text => layer.boxed(),
        LogFormat::Json => {
            layer.json().flatten_event(true).with_current_span(true).with_span_list(false).boxed()
        }
    };
    Ok(Registry::default().with(filter).with(layer.with_filter(clients::NotOurs)))
}
