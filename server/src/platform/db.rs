//! The database: `SQLite` in a file, or `PostgreSQL`. The statements are in the `sql` modules of
//! the domains and in `rules/`, one function for each question. Each statement is an [`Sql`], and
//! both databases get the same text.
//!
//! The fragments of `rules/` name the values that they need: `$viewer`, `$now` or `$looked_at`. A
//! statement binds them with the method of the same name, and panics if it lacks one.

mod claim;
mod connection;
mod copies;
mod dialect;
mod enums;
pub mod erasures;
mod folder;
pub mod idempotency;
mod migrate;
mod sqlite;
mod statement;
mod write;

use std::fs::File;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
pub use connection::Connection;
pub use copies::{ReadyCopy, Restoring};
pub(crate) use enums::{decode_enum, encode_enum};
use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::{AnyConnection, AnyPool, Connection as _};
pub use statement::{Fragment, FromRow, Sql};
pub(crate) use statement::{fragment, sql};
use tokio::task::AbortHandle;
pub use write::Write;

use claim::Claim;
use dialect::Dialect;
use sqlite::here::Here;

use super::news::Bus;
use crate::Error;

/// Most people, tags or similar ids in one statement. Longer lists are split.
pub(crate) const NAMED_MOST: usize = 500;
/// How long [`Database::is_ready`] waits for the database.
const READY_WITHIN: Duration = Duration::from_secs(1);
/// Most connections to `PostgreSQL` that read, and as many that write. Writers wait for locks with
/// a connection in hand, so readers have their own.
const POSTGRES_CONNECTIONS: u32 = 10;

/// The connections to the database, for reading and for writing.
#[derive(Clone)]
pub struct Database {
    /// Connections to the file of `SQLite` in the thread that asks; `None` on `PostgreSQL`.
    here: Option<Here>,
    /// On `SQLite` for statements that take long.
    reader: AnyPool,
    /// On `SQLite` a single connection: `SQLite` allows one writer at a time, and waiting for the
    /// pool is fair.
    writer: AnyPool,
    url: String,
    dialect: Dialect,
    bus: Bus,
    /// A task that runs as long as the database is open. On `SQLite` it copies the log into the
    /// file; on `PostgreSQL` it passes on the news of other servers.
    _background: Arc<Background>,
    /// The lock file: keeps other servers out of the folder until the database is closed.
    lock: Option<Arc<File>>,
    /// The claim to this server's number, if other servers may share the database.
    claim: Option<Arc<Claim>>,
}

/// A background task that is aborted when its last owner is dropped.
struct Background(AbortHandle);

impl Drop for Background {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Database {
    /// Claims this server's number. Servers that share a database need different numbers: two
    /// servers with the same number would create the same ids. Fails if the number is taken; does
    /// nothing on `SQLite`.
    pub async fn claim_node(self, node: u16) -> anyhow::Result<Self> {
        if self.dialect == Dialect::Sqlite {
            return Ok(self);
        }
        let claim = Claim::take(&self.url, node).await?;
        Ok(Self {
            claim: Some(Arc::new(claim)),
            ..self
        })
    }

    /// Waits until another server has taken this server's number. This server must stop then: both
    /// would create the same ids.
    pub async fn wait_until_displaced(&self) {
        match &self.claim {
            Some(claim) => claim.wait_until_displaced().await,
            None => std::future::pending().await,
        }
    }

    /// Opens `sqlite://…` or `postgres://…` and runs the missing migrations.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        let database = Self::connect(url).await?;
        migrate::run_migrations(&database.writer, database.dialect).await?;
        Ok(database)
    }

    /// Opens a database that a running server may be using. Fails if it is of another version.
    pub async fn open_as_is(url: &str) -> anyhow::Result<Self> {
        let database = Self::connect(url).await?;
        migrate::check_migrations(&database.reader).await?;
        Ok(database)
    }

    async fn connect(url: &str) -> anyhow::Result<Self> {
        install_default_drivers();
        let dialect = if url.starts_with("sqlite:") {
            Dialect::Sqlite
        } else {
            Dialect::Postgres
        };
        // Connect once without a pool: a pool keeps trying and doesn't say why it failed.
        let hint = match dialect {
            Dialect::Sqlite => "is it an SQLite database?",
            Dialect::Postgres => "can't reach the PostgreSQL server",
        };
        AnyConnection::connect(url)
            .await
            .context(hint)?
            .close()
            .await?;
        let database = match dialect {
            Dialect::Sqlite => {
                let writer = sqlite::open_writer(url).await?;
                let reader = sqlite::open_readers(url).await?;
                let checkpoints =
                    tokio::spawn(sqlite::run_checkpoints(reader.clone())).abort_handle();
                Self {
                    here: Some(Here::open(url)?),
                    reader,
                    writer,
                    url: url.to_owned(),
                    dialect,
                    bus: Bus::default(),
                    _background: Arc::new(Background(checkpoints)),
                    lock: None,
                    claim: None,
                }
            }
            Dialect::Postgres => {
                let open_pool = || {
                    AnyPoolOptions::new()
                        .max_connections(POSTGRES_CONNECTIONS)
                        .acquire_timeout(sqlite::WAIT_FOR_CONNECTION)
                        .connect(url)
                };
                let reader = open_pool().await.context(hint)?;
                let writer = open_pool().await.context(hint)?;
                let bus = Bus::default();
                let passing_on = tokio::spawn(bus.clone().pass_on(url.to_owned())).abort_handle();
                Self {
                    here: None,
                    reader,
                    writer,
                    url: url.to_owned(),
                    dialect,
                    bus,
                    _background: Arc::new(Background(passing_on)),
                    lock: None,
                    claim: None,
                }
            }
        };
        if dialect == Dialect::Sqlite {
            sqlite::check_version(&database.reader).await?;
        }
        Ok(database)
    }

    /// A connection to read with, for statements that take less than a few milliseconds: on
    /// `SQLite` they run in the thread that asks, and hold up what else it has to do. On `SQLite`
    /// all statements of the connection see the database as it was at the first of them; on
    /// `PostgreSQL` each sees what has been committed before it.
    pub async fn read(&self) -> Result<Connection, Error> {
        match &self.here {
            Some(here) => Ok(Connection::Here(here.readers.take()?)),
            None => self.read_long().await,
        }
    }

    /// A connection to read with, for statements that may take long: they hold up nobody.
    pub async fn read_long(&self) -> Result<Connection, Error> {
        Ok(Connection::Driver(self.reader.acquire().await?))
    }

    /// The version of what can be read now. It is another one after each commit, of any server or
    /// program: as long as it stays the same, so does everything that can be read.
    pub async fn read_version(&self) -> Result<String, Error> {
        if let Some(here) = &self.here {
            return Ok(here.version.read()?.to_string());
        }
        // The transactions that this statement sees. Source:
        // <https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT>.
        let sql = Sql::new("SELECT CAST(pg_current_snapshot() AS TEXT)");
        sql.fetch_scalar(&mut self.read().await?).await
    }

    /// Begins a transaction for writing. Its changes are lost unless it is committed. Fails with
    /// `Overloaded` while the claim to this server's number is lost.
    pub async fn write(&self) -> Result<Write, Error> {
        self.check_claim()?;
        let transaction = self.writer.begin_with(self.dialect.begin()).await?;
        Ok(Write::new(transaction, self.dialect, self.bus.clone()))
    }

    /// Fails with `Overloaded` while the claim to this server's number is lost.
    fn check_claim(&self) -> Result<(), Error> {
        match &self.claim {
            Some(claim) => claim.check(),
            None => Ok(()),
        }
    }

    /// Empties the log of `SQLite`, which still contains what was just deleted. If somebody reads
    /// for a long time, the log stays for now: the next sweep tries again.
    pub async fn empty_log(&self) -> Result<(), Error> {
        match self.dialect {
            Dialect::Sqlite => Ok(sqlite::empty_log(&self.reader).await?),
            Dialect::Postgres => Ok(()),
        }
    }

    /// The bus that carries news of changes.
    pub fn bus(&self) -> &Bus {
        &self.bus
    }

    /// Whether the database answers within a second, and can be written.
    pub async fn is_ready(&self) -> bool {
        let ask = async {
            // A short read would hold up the clock of the timeout, too.
            let mut read = self.read_long().await?;
            Sql::new("SELECT 1").exists(&mut read).await?;
            match self.dialect {
                Dialect::Sqlite => self.write().await?.roll_back().await,
                // Those that write may all wait for a lock, and reading goes on.
                Dialect::Postgres => self.check_claim(),
            }
        };
        match tokio::time::timeout(READY_WITHIN, ask).await {
            Ok(Ok(())) => true,
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

    /// Finishes the work under way and closes all connections.
    pub async fn close(&self) {
        self.here.iter().for_each(Here::close);
        self.reader.close().await;
        self.writer.close().await;
        // Last: until here, this server could create ids.
        self.claim.iter().for_each(|claim| claim.give_up());
        if let Some(lock) = &self.lock {
            lock.unlock().ok();
        }
    }
}

/// Escapes the wildcards of `LIKE`. The statement must say `ESCAPE '\'`.
pub(crate) fn escape_like(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}
