//! `placewell user add`: the first user of an installation, and the hub that they are of.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{Outcome, code};
use crate::app::App;
use crate::auth::password::NewPassword;
use crate::clock::Random;
use crate::config::Config;
use crate::domain::code::Code;
use crate::domain::contact::EmailAddress;
use crate::domain::ids::OrganisationId;
use crate::domain::nation::Nation;
use crate::domain::organisation::Hub;
use crate::domain::role::Role;
use crate::domain::text::Line;
use crate::services::users::{Founding, found};

/// What can be done with users at the machine itself.
#[derive(Subcommand, Debug)]
pub enum UserCommand {
    /// Add a user to an organisation, or create a hub with its first user
    Add(AddUser),
}

/// The arguments of `user add`.
#[derive(Args, Debug)]
pub struct AddUser {
    /// The e-mail address to sign in with
    #[arg(long, value_parser = EmailAddress::parse)]
    email: EmailAddress,
    /// The user's name
    #[arg(long, value_parser = Line::parse)]
    name: Line,
    /// hub, provider, job_coach, employer or admin
    #[arg(long, value_parser = code::<Role>)]
    role: Role,
    /// The identifier of the user's organisation
    #[arg(long, value_parser = OrganisationId::parse, required_unless_present = "new_hub")]
    organisation: Option<OrganisationId>,
    /// The name of a hub to create
    #[arg(long, value_parser = Line::parse, conflicts_with = "organisation")]
    new_hub: Option<Line>,
    /// The nation of the hub to create
    #[arg(long, value_parser = code::<Nation>, default_value = "england")]
    nation: Nation,
    /// Read the password from the first line of standard input instead of generating one
    #[arg(long)]
    password_stdin: bool,
}

/// Letters and digits that are hard to take for each other.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// 25 characters in groups of five: 125 bits.
fn draw(random: &dyn Random) -> String {
    let group = |_| {
        let letter = |_| {
            usize::try_from(random.below(32)).ok().and_then(|at| ALPHABET.get(at)).map(|b| char::from(*b))
        };
        (0..5).filter_map(letter).collect::<String>()
    };
    (0..5).map(group).collect::<Vec<_>>().join("-")
}

/// Runs a sub-command of `user`.
///
/// # Errors
/// Whatever it could not do, in words for the person at the terminal.
pub fn run(config: &Config, command: &UserCommand, input: &mut dyn BufRead, out: &mut dyn Write) -> Outcome {
    let UserCommand::Add(add) = command;
    let app = App::open(config.clone())?;
    let password = if add.password_stdin { first_line(input)? } else { draw(app.random.as_ref()) };
    let hub = |name: &Line| {
        Founding::NewHub(Hub { name: name.clone(), nation: add.nation, notice_working_days: None })
    };
    let existing = || add.organisation.clone().map(Founding::Organisation);
    let at = add.new_hub.as_ref().map(hub).or_else(existing).ok_or("name an organisation or a new hub")?;
    let chosen = NewPassword::parse(&password, &[add.name.as_str(), add.email.as_str()])
        .map_err(|reason| format!("the password {reason}"))?;
    let founded = found(&app, add.name.clone(), add.email.clone(), &chosen, add.role, &at)?;
    writeln!(out, "user          {}", founded.user)?;
    writeln!(out, "organisation  {}", founded.organisation)?;
    writeln!(out, "role          {}", add.role.code())?;
    if !add.password_stdin {
        writeln!(out, "password      {password}")?;
    }
    Ok(ExitCode::SUCCESS)
}

fn first_line(input: &mut dyn BufRead) -> std::io::Result<String> {
    let mut line = String::new();
    input.read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
