//! The command line door.

pub mod allocate;
pub mod brief;
pub mod config;
pub mod demo;
mod file;
pub mod import;
pub mod journeys;
pub mod keep;
pub mod key;
pub mod mail_test;
pub mod migrate;
pub mod facts;
pub mod openapi;
pub mod serve;
pub mod user;
pub mod weeks;
pub mod worker;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::clock::SystemClock;
use crate::domain::code::Code;

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
    /// Serve the API, and work on the queue beside it
    Serve,
    /// Show the main job on made-up people and real open data, then serve
    Demo(demo::DemoArgs),
    /// Work on the queue only
    Worker,
    /// Bring the database up to date, or take the newest change back
    Migrate(migrate::MigrateArgs),
    /// Bring in open data: postcodes, timetables
    #[command(subcommand)]
    Import(import::ImportCommand),
    /// Plan journeys by timetable for a table of places
    Journeys(Box<journeys::Journeys>),
    /// Place a whole cohort at once, from a file
    Allocate(Box<allocate::AllocateArgs>),
    /// Write a programme and every edition of its pack from an offer and a learner in files
    Brief(Box<brief::BriefArgs>),
    /// Plan a week for every pair of the sample that suits, and count what the weeks are like
    Weeks(weeks::WeeksArgs),
    /// Print the facts that a good week needs: question, where printed, rule
    Facts,
    /// Print the OpenAPI document
    Openapi,
    /// Make or rotate the file of keys that seal personal data
    #[command(subcommand)]
    Key(key::KeyCommand),
    /// Copy the embedded database into a file, beside running work
    Backup {
        /// The file, which must not be there
        file: PathBuf,
    },
    /// Put such a copy in the place of a database that is not there
    Restore {
        /// The copy
        file: PathBuf,
    },
    /// Write everything that is held of a learner, for a request to see it
    Export(keep::ExportArgs),
    /// Erase a learner
    Erase(keep::EraseArgs),
    /// Add the first users
    #[command(subcommand)]
    User(user::UserCommand),
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
            Some(Command::Serve) | None => serve::run(loaded.config, out),
            Some(Command::Demo(args)) => demo::run(loaded.config, args, out),
            Some(Command::Worker) => worker::run(loaded.config, out),
            Some(Command::Migrate(args)) => migrate::run(&loaded.config, args, out),
            Some(Command::Import(command)) => import::run(&loaded.config, command, out),
            Some(Command::Journeys(journeys)) => done(journeys.run(out)),
            Some(Command::Allocate(args)) => done(allocate::run(args.as_ref().clone(), out)),
            Some(Command::Brief(args)) => brief::run(args, &SystemClock, out, &mut std::io::stderr()),
            Some(Command::Weeks(args)) => {
                weeks::run(args, out)?;
                Ok(ExitCode::SUCCESS)
            }
            Some(Command::Facts) => facts::run(out),
            Some(Command::Openapi) => openapi::run(out),
            Some(Command::Key(command)) => key::run(&loaded.config, command, out),
            Some(Command::Backup { file }) => keep::backup(&loaded.config, file, out),
            Some(Command::Restore { file }) => keep::restore(&loaded.config, file, out),
            Some(Command::Export(args)) => keep::export(loaded.config, args, out),
            Some(Command::Erase(args)) => keep::erase(loaded.config, args, out),
            Some(Command::User(command)) => {
                user::run(&loaded.config, command, &mut std::io::stdin().lock(), out)
            }
            Some(Command::Config) => done(config::run(&loaded, out)),
            Some(Command::MailTest { address }) => Ok(mail_test::run(&loaded.config, address, out)?),
        }
    }
}

fn done<E: std::error::Error + 'static>(result: Result<(), E>) -> Outcome {
    result?;
    Ok(ExitCode::SUCCESS)
}

/// A code of a vocabulary, as it stands on the command line.
fn code<T: Code>(text: &str) -> Result<T, String> {
    let all = || T::ALL.iter().map(|code| code.code()).collect::<Vec<_>>().join(", ");
    T::named(text).ok_or_else(|| format!("must be one of {}", all()))
}
