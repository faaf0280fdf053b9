//! The command line door.

pub mod allocate;
pub mod config;
pub mod journeys;
pub mod mail_test;
pub mod migrate;
pub mod worker;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Loaded;

/// What every sub-command ends with: the process's exit code, or a message for the terminal.
pub type Outcome = Result<ExitCode, Box<dyn std::error::Error>>;

/// The program's arguments.
#[derive(Parser, Debug)]
#[command(name = "placewell", version, about)]
pub struct Cli {
    /// Where settings come from.
    #[command(flatten)]
    pub settings: config::ConfigArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the program can do. Without one, it serves.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Bring the database up to date, or take the newest change back
    Migrate(migrate::MigrateArgs),
    /// Plan journeys by timetable for every pair of places in a file
    Journeys(journeys::Journeys),
    /// Show every setting, its value and where it came from
    Config,
    /// Send a letter to an address through the settings for mail
    MailTest {
        /// The address
        address: String,
    },
}

impl Cli {
    /// Runs the sub-command.
    ///
    /// # Errors
    /// Whatever it could not do, in words for the person at the terminal.
    pub fn run(&self, out: &mut dyn Write) -> Outcome {
        let loaded = self.settings.load()?;
        match &self.command {
            Some(Command::Migrate(args)) => migrate::run(&loaded.config, args, out),
            Some(Command::Journeys(journeys)) => {
                journeys.run(out)?;
                Ok(ExitCode::SUCCESS)
            }
            Some(Command::Config) => done(config::run(&loaded, out)),
            Some(Command::MailTest { address }) => Ok(mail_test::run(&loaded.config, address, out)?),
            None => serve(&loaded, out),
        }
    }
}

fn done(result: std::io::Result<()>) -> Outcome {
    result?;
    Ok(ExitCode::SUCCESS)
}

fn serve(_loaded: &Loaded, _out: &mut dyn Write) -> Outcome {
    Ok(ExitCode::FAILURE)
}
