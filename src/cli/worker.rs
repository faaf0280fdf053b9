//! `placewell worker`: works on the queue in a process of its own.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use tokio::runtime;
use tokio::signal::unix::{SignalKind, signal};

use super::{Outcome, serve};
use crate::app::App;
use crate::config::Config;
use crate::jobs::Worker;
use crate::telemetry;

/// Works until the process is asked to end, then ends the job in hand first.
///
/// # Errors
/// Whatever keeps the service from starting, in words for the person at the terminal.
pub fn run(config: Config, out: &mut dyn Write) -> Outcome {
    telemetry::begin(&config.log)?;
    let app = Arc::new(App::open(config)?);
    serve::tell_where_mail_goes(&app.config.mail, out)?;
    let running = Worker::of(&app).start()?;
    writeln!(out, "Working on the queue. Ctrl-C ends after the job in hand.")?;
    wait_for_the_end()?;
    running.stop();
    Ok(ExitCode::SUCCESS)
}

/// Blocks until SIGINT or SIGTERM.
fn wait_for_the_end() -> io::Result<()> {
    runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let (mut interrupt, mut terminate) =
            (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        Ok(())
    })
}
