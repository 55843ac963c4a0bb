//! What all requests share: the settings, the database, and the services over it.

use std::ops::Deref;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use anyhow::Context;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::accounts::passkeys::Passkeys;
use crate::accounts::passwords::Passwords;
use crate::clock::IdMaker;
use crate::config::Config;
use crate::http::known::KnownAnswers;
use crate::http::rate_limits::RateLimits;
use crate::http::spa::Spa;
use crate::live::Live;
use crate::people::graph::SharedGraph;
use crate::platform::db::Database;
use crate::platform::media::Media;

/// Password hashes that may wait while others are computed. Further ones are refused as overloaded.
const PASSWORDS_IN_LINE: usize = 64;

/// One recorder for the process, however many servers it runs (tests run many).
static METRICS: LazyLock<PrometheusHandle> = LazyLock::new(|| {
    PrometheusBuilder::new()
        .install_recorder()
        .expect("nobody else installs a recorder")
});

/// What all requests share; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// The fields of [`App`], shared in an `Arc`.
pub struct Shared {
    /// The server's settings.
    pub config: Config,
    /// The open database.
    pub database: Database,
    /// Makes ids for new rows.
    pub ids: IdMaker,
    /// Hashes and verifies passwords.
    pub passwords: Passwords,
    /// Asks browsers for passkeys and verifies them.
    pub passkeys: Passkeys,
    /// Rate limits by person and by address.
    pub rate_limits: RateLimits,
    /// What clients know already.
    pub known_answers: KnownAnswers,
    /// The friendships in memory.
    pub graph: SharedGraph,
    /// Streams of events.
    pub live: Live,
    /// Decodes, resizes and stores photos.
    pub media: Media,
    /// The built page.
    pub spa: Spa,
    /// What is measured.
    pub metrics: PrometheusHandle,
    /// `true` once the server was asked to stop.
    pub is_draining: AtomicBool,
}

impl Deref for App {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    /// Makes the shared state of a server on this database. It doesn't listen yet.
    pub fn new(config: Config, database: Database) -> anyhow::Result<Self> {
        let at_once = std::thread::available_parallelism().map_or(2, usize::from);
        let passwords = Passwords::new(at_once, PASSWORDS_IN_LINE);
        Self::with_passwords(config, database, passwords)
    }

    /// Like [`Self::new`], with another way to hash passwords.
    pub fn with_passwords(
        config: Config,
        database: Database,
        passwords: Passwords,
    ) -> anyhow::Result<Self> {
        let spa = Spa::load_to_serve(&config).context("can't read the page")?;
        let graph = SharedGraph::new(&database);
        Ok(Self(Arc::new(Shared {
            live: Live::start(&database, graph.clone()),
            graph,
            database,
            spa,
            ids: IdMaker::new(config.node),
            known_answers: KnownAnswers::default(),
            passwords,
            passkeys: Passkeys::new(config.public_url.as_deref())?,
            media: Media::open(&config.media())?,
            rate_limits: RateLimits::new(config.rate_limits),
            metrics: METRICS.clone(),
            is_draining: AtomicBool::new(false),
            config,
        })))
    }

    /// Drops measurements that are no longer needed, even if Prometheus never asks for them.
    pub fn forget_old_measurements(&self) {
        self.metrics.run_upkeep();
    }
}
