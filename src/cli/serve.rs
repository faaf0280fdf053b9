//! `placewell serve`: the API, with a worker beside it.

use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use super::Outcome;
use crate::app::{App, db_options};
use crate::config::Config;
use crate::db::migrate;
use crate::http::server;
use crate::jobs::Worker;
use crate::telemetry;

/// Serves the API until it is told to stop, with a worker beside it unless the settings say no.
///
/// # Errors
/// When the key file is missing, the database wants migrating, or the address is taken.
pub fn run(config: Config, out: &mut dyn Write) -> Outcome {
    telemetry::begin(&config.log)?;
    let app = open(config)?;
    listen(Arc::new(app), out)
}

/// Serves an application that was built elsewhere.
///
/// # Errors
/// When the address is taken.
pub fn listen(app: Arc<App>, out: &mut dyn Write) -> Outcome {
    app.timetables.refresh(&app.db)?;
    let bind = app.config.server.bind;
    let listener = TcpListener::bind(bind).map_err(|error| format!("{bind}: {error}"))?;
    let address = listener.local_addr()?;
    let running = if app.config.jobs.in_serve { Some(Worker::of(&app).start()?) } else { None };
    writeln!(out, "Serving on http://{address}; the API's documents are at http://{address}/docs/")?;
    out.flush()?;
    actix_web::rt::System::new().block_on(async { server::start(app, listener)?.await })?;
    if let Some(running) = running {
        running.stop();
    }
    Ok(ExitCode::SUCCESS)
}

/// Opens the service. An embedded database is brought up to date; a server's is changed only by
/// `placewell migrate`, because other replicas may be running on it.
pub(super) fn open(config: Config) -> Result<App, Box<dyn std::error::Error>> {
    let keys = &config.keys.file;
    if !keys.exists() {
        return Err(missing_keys(keys).into());
    }
    let (url, options) = (config.database.url.expose(), db_options(&config.database));
    if url.starts_with("sqlite:") {
        migrate::run(url, &options)?;
    } else {
        let pending = migrate::pending(url, &options)?;
        if !pending.is_empty() {
            let detail =
                "the database is not up to date; run `placewell migrate` with the same settings first";
            return Err(detail.into());
        }
    }
    Ok(App::open(config)?)
}

fn missing_keys(path: &Path) -> String {
    format!(
        "there is no key file at {path}; without it personal data can be neither sealed nor read.\n\
         Make one with: placewell key new --set keys.file={path}",
        path = path.display()
    )
}
