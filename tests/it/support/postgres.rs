//! One throw-away PostgreSQL server a test run.

use std::env;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
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
    control: Control,
    settings: String,
    port: u16,
}

/// The port that names a server's socket where it listens on no other.
const PORT: u16 = 5432;

/// What starts and stops it.
struct Control {
    programs: PathBuf,
    user: Option<&'static str>,
}

/// The server of this run, started at the first call; `None` when this machine has no
/// PostgreSQL, which is said once, or is a failure when `PLACEWELL_REQUIRE_POSTGRES` is set.
pub fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(|| start("postgres").inspect_err(|why| not_run(why)).ok()).as_ref()
}

fn not_run(why: &str) {
    use std::io::Write;
    // Straight to the stream, because the harness keeps what a passing test prints.
    let _ = writeln!(std::io::stderr(), "Postgres suite NOT RUN: {why}");
    assert!(env::var_os("PLACEWELL_REQUIRE_POSTGRES").is_none(), "Postgres suite NOT RUN: {why}");
}

impl Server {
    /// A server of a test's own, to be stopped and started by it; `None` as for [`server`].
    pub fn own(name: &str) -> Option<Self> {
        server()?;
        Some(start(name).unwrap())
    }

    /// A server of a test's own that offers TLS on this machine's own addresses, as `localhost`; and the file of the
    /// certificate that it shows.
    pub fn with_tls(name: &str) -> Option<(Self, PathBuf)> {
        let mut server = Self::own(name)?;
        server.kill();
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let (shown, secret) = (server.sockets.join("shown.pem"), server.sockets.join("secret.pem"));
        fs::write(&shown, made.cert.pem()).unwrap();
        fs::write(&secret, made.signing_key.serialize_pem()).unwrap();
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
        if let Some(user) = server.control.user {
            shell(None, &format!("chown {user} {}", secret.display())).unwrap();
        }
        server.port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        server.settings = format!(
            "{SETTINGS} -c listen_addresses=127.0.0.1 -c port={} -c ssl=on -c ssl_cert_file={} -c ssl_key_file={}",
            server.port,
            shown.display(),
            secret.display()
        );
        server.begin();
        Some((server, shown))
    }

    /// A server that follows this one and cannot be written.
    pub fn replica(&self, name: &str) -> Self {
        let sockets = run::dir().join(name);
        fs::create_dir(&sockets).unwrap();
        let Control { programs, .. } = &self.control;
        let user = account(&sockets).unwrap();
        // It lies beside the server itself, also where PATH has links to some of its programs.
        let real = fs::canonicalize(programs.join("postgres")).unwrap();
        let copy = format!(
            "{}/pg_basebackup -D {}/data -h {} -p {} -U placewell -R -X stream -c fast --no-sync",
            real.parent().unwrap().display(),
            sockets.display(),
            self.sockets.display(),
            self.port
        );
        shell(user, &copy).unwrap();
        let control = Control { programs: programs.clone(), user };
        let replica = Self { sockets, control, settings: SETTINGS.to_owned(), port: PORT };
        replica.begin();
        replica
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Ends it without a farewell, as a failing machine would.
    pub fn kill(&self) {
        self.control.run(&self.sockets, "-m immediate stop").unwrap();
    }

    /// Starts it again.
    pub fn begin(&self) {
        let server = format!("{} -k {}", self.settings, self.sockets.display());
        let log = self.sockets.join("log");
        self.control.run(&self.sockets, &format!("-l {} -o '{server}' start", log.display())).unwrap();
    }

    /// The address of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("postgresql:///{database}?user=placewell&host={}&port={}", self.sockets.display(), self.port)
    }

    /// Runs a statement on the server itself.
    pub fn execute(&self, sql: &str) {
        PgConnection::establish(&self.url("postgres")).unwrap().batch_execute(sql).unwrap();
    }

    /// Makes a database and applies every migration.
    pub fn create_migrated_afresh(&self, name: &str) {
        self.execute(&format!("CREATE DATABASE {name}"));
        migrate::run(&self.url(name), &database::options()).unwrap();
    }

    /// Makes a database with every migration applied, copied from one that was migrated once.
    pub fn create_migrated(&self, name: &str) {
        static TEMPLATE: OnceLock<()> = OnceLock::new();
        TEMPLATE.get_or_init(|| {
            self.create_migrated_afresh("migrated");
        });
        self.execute(&format!("CREATE DATABASE {name} TEMPLATE migrated"));
    }
}

fn start(name: &str) -> Result<Server, String> {
    let programs =
        programs().ok_or("no folder on PATH or under /usr/lib/postgresql has initdb and postgres")?;
    let sockets = run::dir().join(name);
    fs::create_dir(&sockets).map_err(|e| e.to_string())?;
    let user = account(&sockets)?;
    let initdb = format!(
        "{}/initdb -D {}/data -U placewell -A trust -E UTF8 --locale=C --no-sync",
        programs.display(),
        sockets.display()
    );
    shell(user, &initdb)?;
    let control = Control { programs, user };
    let server = Server { sockets, control, settings: SETTINGS.to_owned(), port: PORT };
    server.begin();
    Ok(server)
}

impl Control {
    fn run(&self, home: &Path, what: &str) -> Result<(), String> {
        shell(self.user, &format!("{}/pg_ctl -w -D {}/data {what}", self.programs.display(), home.display()))
    }
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
