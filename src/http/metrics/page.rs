//! Counters and readings as one page of text that Prometheus and its like read.

use std::fmt;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use crate::app::{Backlog, Readings};
use crate::domain::code::Code;
use crate::telemetry::counters::Counters;

/// The type of the page: OpenMetrics 1.0.
pub(super) const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Queue {
    kind: String,
    state: &'static str,
}

/// The page.
///
/// # Errors
/// [`fmt::Error`], which text in memory never gives.
pub(super) fn page(counters: &Counters, readings: &Readings) -> Result<String, fmt::Error> {
    let mut registry = Registry::with_prefix("placewell");
    counters.register(&mut registry);
    let statements: Counter = Counter::default();
    statements.inc_by(readings.statements);
    registry.register("store_statements", "Statements that this process asked of the database", statements);
    let mut gauge = |name: &str, help: &str, value: i64| {
        let gauge: Gauge = Gauge::default();
        gauge.set(value);
        registry.register(name, help, gauge);
    };
    gauge("store_up", "1 while the database answers", i64::from(readings.backlog.is_some()));
    let connections = &readings.connections;
    gauge("store_connections_in_use", "Connections given out", connections.in_use.into());
    gauge("store_connections_idle", "Connections open and free", connections.idle.into());
    gauge("store_connections_most", "Connections that there can be", connections.most.into());
    let unreadable = i64::try_from(readings.unreadable_offers).unwrap_or(i64::MAX);
    gauge("unreadable_offers", "Open offers that do not read back", unreadable);
    if let Some(age) = readings.offers_age_seconds {
        gauge("offer_index_age_seconds", "Time since every open offer was last read afresh", age);
    }
    if let Some(Backlog { jobs, overdue_seconds, alerts }) = &readings.backlog {
        gauge(
            "job_overdue_seconds",
            "How long the job that has waited longest has been due",
            *overdue_seconds,
        );
        gauge("alerts_waiting", "Alerts that nobody has acknowledged", *alerts);
        let queue = Family::<Queue, Gauge>::default();
        for (kind, state, count) in jobs {
            queue.get_or_create(&Queue { kind: kind.clone(), state: state.code() }).set(*count);
        }
        registry.register("jobs", "Jobs by kind and state", queue);
    }
    let mut text = String::new();
    encode(&mut text, &registry)?;
    Ok(text)
}
