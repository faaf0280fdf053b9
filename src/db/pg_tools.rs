//! PostgreSQL's own programs, run with the service's address.

use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::process::{Command, Stdio};

use percent_encoding::percent_decode_str;

/// Why one of PostgreSQL's programs did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum ToolError {
    /// It is not installed.
    #[error(
        "{0} is not on the PATH; install the client programs of PostgreSQL, of the server's version or newer"
    )]
    Absent(&'static str),
    /// It failed, and said why.
    #[error("{program} failed: {said}")]
    Failed {
        /// Which.
        program: &'static str,
        /// The first line that it said.
        said: String,
    },
}

/// Runs a program to its end. What it prints is thrown away; of what it complains of, the first line is kept, because
/// the next may quote a row. A password goes by the environment: others can read arguments.
pub(super) fn run(
    program: &'static str,
    arguments: &[&OsStr],
    password: Option<OsString>,
) -> Result<(), ToolError> {
    let mut command = Command::new(program);
    command.args(arguments).envs(password.map(|password| ("PGPASSWORD", password)));
    let output = command.stdin(Stdio::null()).stdout(Stdio::null()).output().map_err(|error| {
        if error.kind() == ErrorKind::NotFound {
            ToolError::Absent(program)
        } else {
            ToolError::Failed { program, said: error.to_string() }
        }
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or("it said nothing").to_owned();
    Err(ToolError::Failed { program, said })
}

/// An address without its password, and the password.
pub(super) fn apart(url: &str) -> (String, Option<OsString>) {
    let (whole, query) = url.split_once('?').map_or((url, None), |(whole, query)| (whole, Some(query)));
    let mut password = None;
    let mut bare = whole.to_owned();
    if let Some((scheme, rest)) = whole.split_once("://")
        && let Some((login, place)) = rest.rsplit_once('@')
        && let Some((user, secret)) = login.split_once(':')
    {
        password = Some(secret);
        bare = format!("{scheme}://{user}@{place}");
    }
    let kept: Vec<&str> = query.into_iter().flat_map(|query| query.split('&')).collect();
    let (secrets, kept): (Vec<&str>, Vec<&str>) =
        kept.into_iter().partition(|parameter| parameter.starts_with("password="));
    let stated = secrets.last().and_then(|parameter| parameter.split_once('=')).map(|(_, secret)| secret);
    if !kept.is_empty() {
        bare = format!("{bare}?{}", kept.join("&"));
    }
    let password = stated.or(password).map(decoded);
    (bare, password)
}

fn decoded(secret: &str) -> OsString {
    percent_decode_str(secret).decode_utf8_lossy().into_owned().into()
}
