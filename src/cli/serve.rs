//! `placewell serve`: the API, with a worker beside it.

use std::io::Write;
use std::net::TcpListener;
use std::process::ExitCode;
use std::sync::Arc;

use super::Outcome;
use crate::app::App;
use crate::config::{Config, MailConfig};
use crate::http::connections::{Admissions, Limits, files};
use crate::http::server;
use crate::jobs::Worker;
use crate::telemetry;

/// Serves the API until it is told to stop, with a worker beside it unless the settings say no.
///
/// # Errors
/// When the key file is missing, the database wants migrating, or the address is taken.
pub fn run(config: Config, out: &mut dyn Write) -> Outcome {
    telemetry::begin(&config.log)?;
    let app = App::open(config)?;
    listen(Arc::new(app), out)
}

/// Serves an application that was built elsewhere.
///
/// # Errors
/// When the address is taken.
pub fn listen(app: Arc<App>, out: &mut dyn Write) -> Outcome {
    app.refresh_timetables()?;
    let bind = app.config.server.bind;
    let listener = TcpListener::bind(bind).map_err(|error| format!("{bind}: {error}"))?;
    let address = listener.local_addr()?;
    tell_where_mail_goes(&app.config.mail, out)?;
    let running = if app.config.jobs.in_serve { Some(Worker::of(&app).start()?) } else { None };
    writeln!(out, "Serving on http://{address}; the API's documents are at http://{address}/docs/")?;
    out.flush()?;
    let admissions = Arc::new(Admissions::new(Limits::of(&app.config.server, files::raise())));
    actix_web::rt::System::new().block_on(server::serve(app, listener, &admissions))?;
    if let Some(running) = running {
        running.stop();
    }
    Ok(ExitCode::SUCCESS)
}

/// Says so where mail does not leave the machine: nobody must wait for a letter that is in a folder.
pub(super) fn tell_where_mail_goes(mail: &MailConfig, out: &mut dyn Write) -> std::io::Result<()> {
    if let Some(note) = mail.note() {
        tracing::warn!("{note}");
        writeln!(out, "{note}")?;
    }
    Ok(())
}
