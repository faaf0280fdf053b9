//! `placewell config`: every key, its value and where it came from.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use crate::config::{ConfigError, Loaded, Setting, Sources};

/// The flags of every sub-command that say where settings come from.
#[derive(Args, Clone, Debug, Default)]
pub struct ConfigArgs {
    /// The settings file; by default placewell.toml, if it exists
    // A global argument is every command's: under the id `file` it would take theirs.
    #[arg(id = "config", long, env = "PLACEWELL_CONFIG", value_name = "FILE", global = true)]
    pub file: Option<PathBuf>,
    /// Override one setting for this run; can be repeated
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = key_and_value, global = true)]
    pub set: Vec<(String, String)>,
}

impl ConfigArgs {
    /// Reads the settings from all sources.
    ///
    /// # Errors
    /// [`ConfigError`] in words for the person at the terminal.
    pub fn load(&self) -> Result<Loaded, ConfigError> {
        Sources::of_process(self.file.clone(), self.set.clone()).load()
    }
}

fn key_and_value(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("must be KEY=VALUE, such as mail.folder=outgoing")?;
    Ok((key.trim().to_owned(), value.to_owned()))
}

/// Prints the settings as three columns: key, value (secrets masked), source.
///
/// # Errors
/// When `out` cannot be written.
pub fn run(loaded: &Loaded, out: &mut dyn Write) -> io::Result<()> {
    let settings = loaded.settings();
    let width =
        |part: fn(&Setting) -> &str| settings.iter().map(|s| part(s).chars().count()).max().unwrap_or(0);
    let (keys, values) = (width(|s| &s.key), width(|s| &s.value));
    for Setting { key, value, origin, overruled } in &settings {
        write!(out, "{key:keys$}  {value:values$}  {origin}")?;
        for other in overruled {
            write!(out, ", over {other}")?;
        }
        writeln!(out)?;
    }
    if let Some(note) = loaded.config.mail.note() {
        writeln!(out, "\n{note}")?;
    }
    Ok(())
}
