//! Everything the service is built from, made once.

mod access;
mod opening;
mod readiness;
mod readings;
mod wake;

pub use opening::{OpenError, check_pair, keys_needed, open_store};
pub use readiness::Unready;
pub use readings::{Backlog, Readings};
pub use wake::Wake;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use readiness::Readiness;

use crate::auth::password::{PasswordCost, PasswordError, Passwords};
use crate::auth::throttle::{AddressThrottle, Budget};
use crate::auth::token::Tokens;
use crate::briefing::pdf::{PdfError, Press};
use crate::caches::offers::OfferIndex;
use crate::caches::timetables::Timetables;
use crate::catalogue::{Catalogue, CatalogueError};
use crate::clock::{Clock, IdSource, Random, SystemClock, SystemIds, SystemRandom};
use crate::config::{Config, DatabaseConfig};
use crate::db::access_log::AccessRecorder;
use crate::db::{Db, DbOptions, KeyringError, Keys, keyring};
use crate::engines;
use crate::mail::{Mailer, MailerError};
use crate::telemetry::counters::Counters;
use crate::travel::Streets;
use crate::turns::Turns;

/// Passwords hashed at the same time: each takes 19 MiB and one core while it lasts.
const HASHES_AT_ONCE: usize = 4;

/// Rankings computed at the same time: each takes a core while it lasts, so that other requests are still answered.
const RANKINGS_AT_ONCE: usize = 4;

/// How long a ranking waits for its turn.
const RANKING_PATIENCE: Duration = Duration::from_secs(5);

/// Why the service could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The key file or the database does not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The keys are not those of the database.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// Mail cannot be sent as the settings say.
    #[error(transparent)]
    Mailer(#[from] MailerError),
    /// The built-in catalogue cannot be used.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The password hashing cannot be set up.
    #[error(transparent)]
    Passwords(#[from] PasswordError),
}

/// Where time, identifiers and randomness come from.
#[derive(Clone)]
pub struct Sources {
    /// Now.
    pub clock: Arc<dyn Clock>,
    /// Identifiers of rows.
    pub ids: Arc<dyn IdSource>,
    /// Random bytes.
    pub random: Arc<dyn Random>,
}

impl Sources {
    /// The machine's own.
    #[must_use]
    pub fn system() -> Self {
        let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemRandom));
        let ids = Arc::new(SystemIds::new(clock.clone(), random.clone()));
        Self { clock, ids, random }
    }
}

/// The parts that every use case draws on. Shared behind an [`Arc`]; nothing in the crate is global.
pub struct App {
    /// The settings.
    pub config: Config,
    db: Db,
    /// What seals personal data.
    pub keys: Arc<Keys>,
    /// Now.
    pub clock: Arc<dyn Clock>,
    /// Identifiers of rows.
    pub ids: Arc<dyn IdSource>,
    /// Random bytes.
    pub random: Arc<dyn Random>,
    /// Access tokens.
    pub tokens: Tokens,
    /// Passwords.
    pub passwords: Passwords,
    /// Wrong passwords by address.
    pub attempts: AddressThrottle,
    /// Refresh tokens that were not accepted, by address.
    pub refreshes: AddressThrottle,
    /// Links that are not ours, by address.
    pub visits: AddressThrottle,
    /// Outgoing mail.
    pub mailer: Mailer,
    /// Who knows the streets, where the settings name an engine.
    pub streets: Option<Arc<dyn Streets>>,
    press: OnceLock<Press>,
    /// The occupations that an employer can start from.
    pub catalogue: Catalogue,
    /// Who looked at whom, several looks to a commit.
    pub looks: AccessRecorder,
    /// The open offers, in memory.
    pub offers: OfferIndex,
    /// Turns for rankings.
    pub rankings: Turns,
    /// The timetables, in memory.
    pub timetables: Timetables,
    readiness: Readiness,
    /// What the process has counted since it began.
    pub counters: Counters,
    /// Rung after a commit that queued a job, so that the worker need not wait for its next look.
    pub wake: Arc<Wake>,
}

impl App {
    /// The service as the settings say: see [`open_store`].
    ///
    /// # Errors
    /// [`AppError`] in words for the person at the terminal.
    pub fn open(config: Config) -> Result<Self, AppError> {
        let (db, keys) = open_store(&config)?;
        let mailer = Mailer::from_config(&config.mail)?;
        Self::assemble(config, db, keys, mailer, Sources::system(), PasswordCost::default())
    }

    /// The service from parts made elsewhere.
    ///
    /// # Errors
    /// [`AppError::Passwords`] for a cost out of range, [`AppError::Keyring`] for keys that are not the database's.
    pub fn assemble(
        config: Config,
        db: Db,
        keys: Keys,
        mailer: Mailer,
        sources: Sources,
        cost: PasswordCost,
    ) -> Result<Self, AppError> {
        let keys = Arc::new(keys);
        let Sources { clock, ids, random } = sources;
        keyring::admit(&db, &keys, clock.now())?;
        Ok(Self {
            tokens: Tokens::new(&config.auth, keys.clone(), clock.clone()),
            passwords: Passwords::new(cost, HASHES_AT_ONCE, random.clone())?,
            attempts: AddressThrottle::new(Budget::SIGN_IN, clock.clone()),
            refreshes: AddressThrottle::new(Budget::REFRESH, clock.clone()),
            visits: AddressThrottle::new(Budget::LINKS, clock.clone()),
            streets: engines::street(&config.engines.street),
            looks: AccessRecorder::new(db.clone(), keys.clone()),
            config,
            db,
            keys,
            clock,
            ids,
            random,
            mailer,
            offers: OfferIndex::default(),
            rankings: Turns::new(RANKINGS_AT_ONCE, RANKING_PATIENCE),
            timetables: Timetables::default(),
            press: OnceLock::new(),
            catalogue: Catalogue::built_in()?,
            readiness: Readiness::default(),
            counters: Counters::default(),
            wake: Arc::default(),
        })
    }

    /// What sets documents: made when it is first wanted, and then kept.
    ///
    /// # Errors
    /// [`PdfError`] when an embedded font cannot be read.
    pub fn press(&self) -> Result<&Press, PdfError> {
        if let Some(press) = self.press.get() {
            return Ok(press);
        }
        let made = Press::new()?;
        Ok(self.press.get_or_init(|| made))
    }
}

/// The store's options as the settings say.
#[must_use]
pub fn db_options(config: &DatabaseConfig) -> DbOptions {
    DbOptions {
        readers: config.readers,
        connections: config.connections,
        wait: std::time::Duration::from_secs(config.wait_seconds),
        allow_plaintext: config.allow_plaintext,
        replica: config.replica().map(str::to_owned),
        keep_statements: config.keep_statements,
        ..DbOptions::default()
    }
}
