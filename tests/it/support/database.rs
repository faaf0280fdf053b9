//! A database of its own for each test, on either engine.
//!
//! ```ignore
//! #[rstest]
//! fn something_holds(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
//!     let Some(store) = TestDb::new(engine) else { return };
//!     store.db.write(…)
//! }
//! ```

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use placewell::db::{Db, DbOptions, Keys, migrate};

use super::{postgres, run};

/// Which database engine a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Settings for tests: nothing waits for the disk, and a slow machine is no failure.
pub fn options() -> DbOptions {
    let patience = Duration::from_secs(60);
    DbOptions { wait: patience, time_limit: patience, durable: false, ..DbOptions::default() }
}

/// A database that no other test sees, removed when dropped.
pub struct TestAddress {
    pub engine: Engine,
    pub url: String,
    name: String,
}

impl TestAddress {
    /// A database without tables; `None` when this machine has no such engine.
    pub fn empty(engine: Engine) -> Option<Self> {
        let address = Self::fresh(engine)?;
        if engine == Engine::Postgres {
            postgres::server()?.execute(&format!("CREATE DATABASE {}", address.name));
        }
        Some(address)
    }

    /// A database with every migration applied; `None` when this machine has no such engine.
    pub fn migrated(engine: Engine) -> Option<Self> {
        let address = Self::fresh(engine)?;
        match engine {
            Engine::Sqlite => drop(fs::copy(migrated_file(), address.file()).unwrap()),
            Engine::Postgres => postgres::server()?.create_migrated(&address.name),
        }
        Some(address)
    }

    fn fresh(engine: Engine) -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let url = match engine {
            Engine::Sqlite => format!("sqlite:{}", run::dir().join(&name).display()),
            Engine::Postgres => postgres::server()?.url(&name),
        };
        Some(Self { engine, url, name })
    }

    fn file(&self) -> PathBuf {
        run::dir().join(&self.name)
    }
}

/// One migrated file, closed, so that a copy of it is whole.
fn migrated_file() -> &'static PathBuf {
    static FILE: OnceLock<PathBuf> = OnceLock::new();
    FILE.get_or_init(|| {
        let file = run::dir().join("migrated");
        migrate::run(&format!("sqlite:{}", file.display()), &options()).unwrap();
        file
    })
}

impl Drop for TestAddress {
    fn drop(&mut self) {
        match self.engine {
            Engine::Sqlite => {
                for suffix in ["", "-wal", "-shm"] {
                    let _ = fs::remove_file(run::dir().join(format!("{}{suffix}", self.name)));
                }
            }
            Engine::Postgres => {
                if let Some(server) = postgres::server() {
                    server.execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
                }
            }
        }
    }
}

/// An open store of its own, with keys of its own.
#[allow(dead_code, reason = "the address lives as long as the store")]
pub struct TestDb {
    pub db: Db,
    pub keys: Keys,
    pub address: TestAddress,
}

impl TestDb {
    /// A migrated, empty store; `None` when this machine has no such engine.
    pub fn new(engine: Engine) -> Option<Self> {
        let address = TestAddress::migrated(engine)?;
        let db = Db::open(&address.url, options()).unwrap();
        Some(Self { db, keys: Keys::generate().unwrap(), address })
    }
}
