//! What only `SQLite` needs.

use std::fs::{File, Permissions};
use std::io::Read as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyPool, Executor as _};
use tokio::time::sleep;

use super::WAIT_FOR_CONNECTION;

/// Before this version it could corrupt its write-ahead log when several connections reset it at once.
const LEAST_VERSION: (u32, u32, u32) = (3, 51, 3);
/// A moment for a thousand friends touches a thousand pages: the cache is larger than a reader's, and within a commit the
/// log is copied only when it has become as long as 512 MB. What is deleted is overwritten.
const WRITER: &str = "PRAGMA query_only = OFF; PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 128000; \
                      PRAGMA secure_delete = ON";
const READER: &str = "PRAGMA query_only = ON";
const READERS: u32 = 4;
const CHECKPOINT_EVERY: Duration = Duration::from_secs(1);
/// What its files begin with. Source: <https://www.sqlite.org/fileformat.html>.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// The connection to write with.
pub(super) async fn writer(url: &str) -> anyhow::Result<AnyPool> {
    pool(url, 1, WRITER).await
}

/// Connections to read with.
pub(super) async fn reader(url: &str) -> anyhow::Result<AnyPool> {
    pool(url, READERS, READER).await
}

async fn pool(url: &str, connections: u32, mode: &'static str) -> anyhow::Result<AnyPool> {
    // FULL: what was acknowledged survives a power cut. The cache is 16 MB.
    const PRAGMAS: &str = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                           PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY";
    let options = AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(WAIT_FOR_CONNECTION);
    // A file doesn't hang up: asking whether it is still there would cost each request a round to another thread.
    let options = options
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None);
    let options = options.after_connect(move |connection, _| {
        Box::pin(async move {
            connection.execute(PRAGMAS).await?;
            connection.execute(mode).await?;
            Ok(())
        })
    });
    options
        .connect(url)
        .await
        .with_context(|| format!("can't open the database {url}"))
}

/// Refuses a version that could lose data.
pub(super) async fn check_version(reader: &AnyPool) -> anyhow::Result<()> {
    let version: String = sqlx::query_scalar("SELECT sqlite_version()")
        .fetch_one(reader)
        .await?;
    let mut numbers = version
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    ensure!(
        (next(), next(), next()) >= LEAST_VERSION,
        "SQLite {version} is too old: {LEAST_VERSION:?} is the least"
    );
    Ok(())
}

/// Makes a file of `SQLite` if there is none, or looks whether it is one. Whatever the folder allows, it is for the
/// server's own user; so are the files that `SQLite` puts beside it. To be called before `SQLite` has it open: closing it
/// here would take its locks away.
pub(super) fn open_private(file: &Path) -> anyhow::Result<()> {
    let mut options = File::options();
    let mut opened = options
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(file)?;
    opened.set_permissions(Permissions::from_mode(0o600))?;
    let mut begin = Vec::new();
    opened
        .by_ref()
        .take(MAGIC.len() as u64)
        .read_to_end(&mut begin)?;
    ensure!(
        begin.is_empty() || begin == MAGIC,
        "it is damaged, or no SQLite database: restore a backup"
    );
    Ok(())
}

/// Copies the log of `SQLite` into the file, beside those who write: within a commit whoever waits for that would wait
/// for this, too. A connection that only reads may do so.
pub(super) async fn checkpoint(reader: AnyPool) {
    loop {
        sleep(CHECKPOINT_EVERY).await;
        match reader.execute("PRAGMA wal_checkpoint(PASSIVE)").await {
            Ok(_) => {}
            Err(sqlx::Error::PoolClosed) => return,
            Err(error) => {
                tracing::warn!(%error, "the database's log can't be copied into its file; trying again")
            }
        }
    }
}
