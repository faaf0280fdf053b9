//! One throw-away PostgreSQL server a test run.

use std::env;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use placewell::db::migrate;

use super::{database, run};

/// Speed over safety: the data lives as long as the run.
const SETTINGS: &str = "-c listen_addresses= -c fsync=off -c synchronous_commit=off \
    -c full_page_writes=off -c max_connections=400 -c shared_buffers=64MB -c autovacuum=off";

/// A running server.
pub struct Server {
    sockets: PathBuf,
}

/// The server of this run, started at the first call; `None` when this machine has no
/// PostgreSQL, which is said once, or is a failure when `PLACEWELL_REQUIRE_POSTGRES` is set.
pub fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(|| start().inspect_err(|why| not_run(why)).ok()).as_ref()
}

fn not_run(why: &str) {
    use std::io::Write;
    // Straight to the stream, because the harness keeps what a passing test prints.
    let _ = writeln!(std::io::stderr(), "Postgres suite NOT RUN: {why}");
    assert!(env::var_os("PLACEWELL_REQUIRE_POSTGRES").is_none(), "Postgres suite NOT RUN: {why}");
}

impl Server {
    /// The address of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("postgresql:///{database}?user=placewell&host={}", self.sockets.display())
    }

    /// Runs a statement on the server itself.
    pub fn execute(&self, sql: &str) {
        PgConnection::establish(&self.url("postgres")).unwrap().batch_execute(sql).unwrap();
    }

    /// Makes a database with every migration applied, copied from one that was migrated once.
    pub fn create_migrated(&self, name: &str) {
        static TEMPLATE: OnceLock<()> = OnceLock::new();
        TEMPLATE.get_or_init(|| {
            self.execute("CREATE DATABASE migrated");
            migrate::run(&self.url("migrated"), &database::options()).unwrap();
        });
        self.execute(&format!("CREATE DATABASE {name} TEMPLATE migrated"));
    }
}

fn start() -> Result<Server, String> {
    let programs =
        programs().ok_or("no folder on PATH or under /usr/lib/postgresql has initdb and postgres")?;
    let home = run::dir().join("postgres");
    fs::create_dir(&home).map_err(|e| e.to_string())?;
    let user = account(&home)?;
    let data = home.join("data");
    let initdb = format!(
        "{}/initdb -D {} -U placewell -A trust -E UTF8 --locale=C --no-sync",
        programs.display(),
        data.display()
    );
    shell(user, &initdb)?;
    let server = format!("{SETTINGS} -k {}", home.display());
    let log = home.join("log");
    shell(
        user,
        &format!(
            "{}/pg_ctl -w -D {} -l {} -o '{server}' start",
            programs.display(),
            data.display(),
            log.display()
        ),
    )?;
    Ok(Server { sockets: home })
}

/// A folder with the server's programs: `PLACEWELL_POSTGRES_BIN`, then PATH, then Debian's, the
/// newest first.
fn programs() -> Option<PathBuf> {
    let chosen = env::var_os("PLACEWELL_POSTGRES_BIN").map(PathBuf::from);
    let path = env::var_os("PATH").unwrap_or_default();
    let mut debian: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .map(|versions| versions.flatten().map(|version| version.path().join("bin")).collect())
        .unwrap_or_default();
    debian.sort();
    let complete = |dir: &PathBuf| ["initdb", "postgres", "pg_ctl"].iter().all(|p| dir.join(p).exists());
    chosen.into_iter().chain(env::split_paths(&path)).chain(debian.into_iter().rev()).find(complete)
}

/// PostgreSQL refuses to run as root: then another account owns the server.
fn account(home: &Path) -> Result<Option<&'static str>, String> {
    if fs::metadata(home).map_err(|e| e.to_string())?.uid() != 0 {
        return Ok(None);
    }
    let exists = |name: &&str| Command::new("id").arg(name).output().is_ok_and(|o| o.status.success());
    let user = ["postgres", "nobody"].into_iter().find(exists).ok_or("root, and no other account")?;
    shell(None, &format!("chown {user} {}", home.display()))?;
    Ok(Some(user))
}

fn shell(user: Option<&str>, line: &str) -> Result<(), String> {
    let mut command = Command::new(user.map_or("sh", |_| "runuser"));
    if let Some(user) = user {
        command.args(["-u", user, "--", "sh"]);
    }
    let output = command.args(["-c", line]).current_dir("/").output().map_err(|e| e.to_string())?;
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { Ok(()) } else { Err(format!("`{line}` failed: {words}")) }
}
