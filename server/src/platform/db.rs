//! The database: `SQLite` in a file, or `PostgreSQL`. Every SQL statement of the server stands below this folder, one
//! function a question, the same text for both.
//!
//! `$1` is the viewer wherever a question has one, and `$2` now wherever what is seen depends on it: the fragments of
//! [`visibility`] count on it.

pub mod idempotency;
mod migrate;
mod sqlite;
mod write;

use std::fs::File;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, ensure};
use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool, Connection as _, Executor};
use tokio::task::AbortHandle;
pub use write::Write;

use super::news::Bus;
use crate::Error;

/// People, tags or the like that one statement names.
pub(crate) const NAMED_MOST: usize = 500;
/// Longer than any statement here takes; who waits longer is told that the server is overloaded.
const WAIT_FOR_CONNECTION: Duration = Duration::from_secs(5);
/// Whoever asks whether the database answers doesn't wait longer.
const READY_WITHIN: Duration = Duration::from_secs(1);
/// The advisory locks from here on say which numbers of servers are taken; ids of people are far above.
const NODE_LOCKS: i64 = -1024;

/// Which database it is, where the two need different words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

/// Connections to read and to write with.
#[derive(Clone)]
pub struct Database {
    reader: AnyPool,
    /// On `SQLite` a single connection: it takes one writer at a time, and waiting here is fair.
    writer: AnyPool,
    dialect: Dialect,
    bus: Bus,
    /// What goes on beside the calls, as long as it is open: on `SQLite` the log is copied into the file, on
    /// `PostgreSQL` what other servers tell is passed on.
    _background: Arc<Background>,
    /// Keeps others away from the folder, as long as it is open.
    _lock: Option<Arc<File>>,
    /// Holds the claim to this server's number, as long as it is open.
    _claim: Option<Arc<Mutex<AnyConnection>>>,
}

/// Ends with the last of those who hold it.
struct Background(AbortHandle);

impl Drop for Background {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Database {
    /// Opens the `SQLite` file of this folder, both being made if they aren't there, and brings it up to date.
    pub async fn open_folder(folder: &Path) -> anyhow::Result<Self> {
        let mut builder = std::fs::DirBuilder::new();
        // What people write is for the server's own user.
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .recursive(true)
            .create(folder)
            .with_context(|| format!("can't make the folder {}", folder.display()))?;
        let lock = folder.join("lock");
        let lock = File::create(&lock)
            .with_context(|| format!("this user can't write to {}", folder.display()))?;
        ensure!(
            lock.try_lock().is_ok(),
            "another server or seed uses the folder {}",
            folder.display()
        );
        let file = folder.join("life-circle.sqlite3");
        sqlite::open_private(&file).with_context(|| format!("can't open {}", file.display()))?;
        let database = Self::open(&format!("sqlite://{}?mode=rwc", file.display())).await?;
        Ok(Self {
            _lock: Some(Arc::new(lock)),
            ..database
        })
    }

    /// Opens the `SQLite` file of this folder beside the server that uses it.
    pub async fn open_beside(folder: &Path) -> anyhow::Result<Self> {
        let file = folder.join("life-circle.sqlite3");
        let is_there = file
            .try_exists()
            .with_context(|| format!("this user can't read {}", folder.display()))?;
        ensure!(
            is_there,
            "there is no database in {}: say --data DIR, or --config FILE as the server does",
            folder.display()
        );
        File::options()
            .write(true)
            .open(&file)
            .with_context(|| format!("this user can't write {}", file.display()))?;
        Self::open(&format!("sqlite://{}?mode=rw", file.display())).await
    }

    /// Takes the number of this server among those that share a database: two with the same would make the same ids.
    pub async fn claim_node(self, node: u16) -> anyhow::Result<Self> {
        if self.dialect == Dialect::Sqlite {
            return Ok(self);
        }
        let mut connection = self.writer.acquire().await?.leak();
        let sql = "SELECT CAST(pg_try_advisory_lock($1) AS INT)";
        let key = NODE_LOCKS + i64::from(node);
        let is_free: i32 = sqlx::query_scalar(sql)
            .bind(key)
            .fetch_one(&mut connection)
            .await?;
        ensure!(
            is_free == 1,
            "another server on this database has --node {node} already: give each its own"
        );
        Ok(Self {
            _claim: Some(Arc::new(Mutex::new(connection))),
            ..self
        })
    }

    /// Opens `sqlite://…` or `postgres://…` and brings it up to date.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        install_default_drivers();
        let dialect = if url.starts_with("sqlite:") {
            Dialect::Sqlite
        } else {
            Dialect::Postgres
        };
        // Once by itself: a pool goes on trying, and doesn't say why it failed.
        let place = match dialect {
            Dialect::Sqlite => "is it an SQLite database?",
            Dialect::Postgres => "can't reach the PostgreSQL server",
        };
        AnyConnection::connect(url)
            .await
            .context(place)?
            .close()
            .await?;
        let database = match dialect {
            Dialect::Sqlite => {
                let writer = sqlite::writer(url).await?;
                let reader = sqlite::reader(url).await?;
                let checkpoints = tokio::spawn(sqlite::checkpoint(reader.clone())).abort_handle();
                Self {
                    reader,
                    writer,
                    dialect,
                    bus: Bus::new(),
                    _background: Arc::new(Background(checkpoints)),
                    _lock: None,
                    _claim: None,
                }
            }
            Dialect::Postgres => {
                let options = AnyPoolOptions::new()
                    .max_connections(16)
                    .acquire_timeout(WAIT_FOR_CONNECTION);
                let pool = options
                    .connect(url)
                    .await
                    .context("can't reach the PostgreSQL server")?;
                let bus = Bus::new();
                let passing_on = tokio::spawn(bus.clone().pass_on(url.to_owned())).abort_handle();
                Self {
                    reader: pool.clone(),
                    writer: pool,
                    dialect,
                    bus,
                    _background: Arc::new(Background(passing_on)),
                    _lock: None,
                    _claim: None,
                }
            }
        };
        if dialect == Dialect::Sqlite {
            sqlite::check_version(&database.reader).await?;
        }
        migrate::run(&database.writer, dialect).await?;
        Ok(database)
    }

    /// A connection to read with.
    pub async fn read(&self) -> Result<PoolConnection<Any>, Error> {
        Ok(self.reader.acquire().await?)
    }

    /// A transaction to write in; nothing of it stays unless it is committed.
    pub async fn write(&self) -> Result<Write, Error> {
        let begin = match self.dialect {
            // Takes the write lock now: a transaction that reads first could otherwise not be finished.
            Dialect::Sqlite => "BEGIN IMMEDIATE",
            Dialect::Postgres => "BEGIN",
        };
        let transaction = self.writer.begin_with(begin).await?;
        Ok(Write::new(transaction, self.dialect, self.bus.clone()))
    }

    /// Empties the log of `SQLite`, where what was just deleted still stands. Where somebody reads on for long it stays for
    /// now: the next sweep tries again.
    pub async fn empty_log(&self) -> Result<(), Error> {
        if self.dialect == Dialect::Sqlite {
            self.reader
                .execute("PRAGMA wal_checkpoint(TRUNCATE)")
                .await?;
        }
        Ok(())
    }

    /// Carries what changes.
    pub fn bus(&self) -> &Bus {
        &self.bus
    }

    /// Whether it answers.
    pub async fn is_ready(&self) -> bool {
        let ask = async { self.reader.acquire().await?.execute("SELECT 1").await };
        match tokio::time::timeout(READY_WITHIN, ask).await {
            Ok(Ok(_)) => true,
            Ok(Err(error)) => {
                tracing::warn!(%error, "the database does not answer");
                false
            }
            Err(_) => {
                tracing::warn!("the database does not answer in time");
                false
            }
        }
    }

    /// Finishes what is under way and closes all connections.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}

/// `$first,$second,…` for a list of `count` values.
pub(crate) fn placeholders(first: usize, count: usize) -> String {
    let numbers: Vec<String> = (first..first + count)
        .map(|number| format!("${number}"))
        .collect();
    numbers.join(",")
}

/// Escapes what `LIKE` would take for a wildcard; the statement says `ESCAPE '\'`.
pub(crate) fn escape_like(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}
