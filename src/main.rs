//! The `placewell` program: reads its arguments and hands over to the library.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use placewell::cli::Cli;

fn main() -> ExitCode {
    let mut out = std::io::stdout();
    match Cli::parse().run(&mut out) {
        Ok(code) => code,
        Err(error) => {
            // Nobody is left to tell when even the terminal is gone.
            let _ = writeln!(std::io::stderr(), "placewell: {error}");
            ExitCode::from(2)
        }
    }
}
