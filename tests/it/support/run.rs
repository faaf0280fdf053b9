//! The one folder of a test run, and the watcher that clears it away.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// Waits until its input ends, which happens however the test process ends, then stops the
/// PostgreSQL servers of this run and removes the folder.
const WATCHER: &str = r#"
trap '' INT TERM HUP
cat > /dev/null
for file in "$1"/*/data/postmaster.pid; do
    pid=$(head -n 1 "$file" 2> /dev/null) || continue
    kill -QUIT "$pid"
    while kill -0 "$pid" 2> /dev/null; do sleep 0.1; done
done
rm -rf "$1"
"#;

struct Run {
    dir: PathBuf,
    _watcher: Child,
}

/// The folder of this run, gone when the run has ended.
pub fn dir() -> &'static Path {
    static RUN: OnceLock<Run> = OnceLock::new();
    &RUN.get_or_init(begin).dir
}

fn begin() -> Run {
    let dir = tempfile::Builder::new().prefix("placewell-test-").tempdir().unwrap().keep();
    fs::set_permissions(&dir, fs::Permissions::from_mode(0o755)).unwrap();
    let watcher = Command::new("sh")
        .args(["-c", WATCHER, "watcher"])
        .arg(&dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap();
    Run { dir, _watcher: watcher }
}
