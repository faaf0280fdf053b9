//! The `placewell` program: reads its arguments and hands over to the library.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use placewell::cli::Cli;

/// Gives memory back that a thread no longer needs. The system's own keeps what each thread has used at most, and setting
/// a pack takes tens of megabytes on whichever thread is free.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
