//! Faults of clients that a library reports as faults of the service.

use std::fmt::{Debug, Write};

use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Filter};

/// Lets pass everything but a request that cannot be read, which the HTTP library logs at ERROR: whoever can reach
/// the service could fill the log with it and wake whoever watches for errors.
pub(super) struct NotOurs;

/// Where the library says so, and how the message begins.
const TARGET: &str = "actix_http::h1::dispatcher";
const BEGINS: &str = "stream error";

impl<S: Subscriber> Filter<S> for NotOurs {
    fn enabled(&self, _: &Metadata<'_>, _: &Context<'_, S>) -> bool {
        true
    }

    fn event_enabled(&self, event: &Event<'_>, _: &Context<'_, S>) -> bool {
        if event.metadata().target() != TARGET {
            return true;
        }
        let mut message = Message(String::new());
        event.record(&mut message);
        !message.0.starts_with(BEGINS)
    }
}

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            // Writing into a text does not fail.
            let _ = write!(self.0, "{value:?}");
        }
    }
}
