//! The command line door.

pub mod allocate;
mod area;
pub mod backup;
pub mod brief;
pub mod config;
pub mod demo;
pub mod evidence;
mod file;
pub mod import;
pub mod journeys;
pub mod key;
pub mod learner;
pub mod mail_test;
pub mod migrate;
pub mod facts;
pub mod openapi;
pub mod serve;
pub mod user;
pub mod weeks;
pub mod worked;
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
    /// The sources of the settings.
    #[command(flatten)]
    pub settings: config::ConfigArgs,
    /// The command.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the program can do. Without one, it serves.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Serve the pages and the API, and run the jobs of the queue
    Serve,
    /// Load a sample of made-up people and real open data, show the whole flow, then serve
    Demo(demo::DemoArgs),
    /// Run the jobs of the queue without serving
    Worker,
    /// Apply the pending migrations, list them, or revert the newest
    Migrate(migrate::MigrateArgs),
    /// Import open data (postcodes and timetables) or a provider's learners
    #[command(subcommand)]
    Import(import::ImportCommand),
    /// Plan journeys by timetable for a table of places
    Journeys(Box<journeys::Journeys>),
    /// Allocate placements to a whole cohort from a file
    Allocate(Box<allocate::AllocateArgs>),
    /// Write a programme and every edition of its pack from an offer and a learner in files
    Brief(Box<brief::BriefArgs>),
    /// Plan a week for every pair of the sample that suits, and count what the weeks are like
    Weeks(weeks::WeeksArgs),
    /// Print worked examples of matching: ten learners of the sample, their best placements, why, and what would open more
    Worked(worked::WorkedArgs),
    /// Print the facts that a good week needs: question, where printed, rule
    Facts,
    /// Print the OpenAPI document
    Openapi,
    /// Make the key file that seals personal data, or rotate its keys
    #[command(subcommand)]
    Key(key::KeyCommand),
    /// Copy the database into a new file; the service may keep running
    Backup {
        /// The file to write; it must not exist yet
        file: PathBuf,
    },
    /// Restore a backup where no database exists, or into an empty one of a PostgreSQL server
    Restore {
        /// The backup
        file: PathBuf,
    },
    /// Write a table of evidence: for governors, inspectors, reviews, the attendance register
    Evidence(Box<evidence::EvidenceArgs>),
    /// Export everything held about a learner, to answer a subject access request
    Export(learner::ExportArgs),
    /// Erase a learner
    Erase(learner::EraseArgs),
    /// Add the first users
    #[command(subcommand)]
    User(user::UserCommand),
    /// Show every setting, its value and its source
    Config,
    /// Send a test message to an address with the mail settings
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
            Some(Command::Worked(args)) => {
                worked::run(args, out)?;
                Ok(ExitCode::SUCCESS)
            }
            Some(Command::Facts) => facts::run(out),
            Some(Command::Openapi) => openapi::run(out),
            Some(Command::Key(command)) => key::run(&loaded.config, command, out),
            Some(Command::Backup { file }) => backup::backup(&loaded.config, file, out),
            Some(Command::Restore { file }) => backup::restore(&loaded.config, file, out),
            Some(Command::Evidence(args)) => evidence::run(loaded.config, args, out),
            Some(Command::Export(args)) => learner::export(loaded.config, args, out),
            Some(Command::Erase(args)) => learner::erase(loaded.config, args, out),
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
