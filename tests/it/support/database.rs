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

    /// A database with every migration applied on a server of the test's own.
    pub fn on(server: &postgres::Server) -> Self {
        server.create_migrated_afresh("own");
        Self { engine: Engine::Postgres, url: server.url("own"), name: String::new() }
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
            // Its server goes with the run.
            Engine::Postgres if self.name.is_empty() => {}
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
        Some(Self::at(TestAddress::migrated(engine)?, options()))
    }

    /// A migrated store, with options of the test's own.
    pub fn at(address: TestAddress, options: DbOptions) -> Self {
        let db = Db::open(&address.url, options).unwrap();
        Self { db, keys: Keys::generate().unwrap(), address }
    }
}
