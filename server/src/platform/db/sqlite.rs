//! Code that only `SQLite` needs.

pub mod here;
pub mod readers;
mod version;

use std::fs::{File, Permissions};
use std::io::Read as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AnyPool, Connection as _, Executor as _};
use tokio::time::sleep;

/// How long a caller waits for a connection. No statement here takes this long, so a longer wait
/// means that the server is overloaded.
pub const WAIT_FOR_CONNECTION: Duration = Duration::from_secs(5);

/// How long a thread waits if somebody has locked the file: nothing here locks it for longer, and
/// others wait for the thread.
const WAIT_HERE: Duration = Duration::from_millis(100);
/// Older versions can corrupt the write-ahead log when several connections reset it at once.
const LEAST_VERSION: (u32, u32, u32) = (3, 51, 3);
/// `FULL`: acknowledged writes survive a power cut. The cache is 16 MB.
const PRAGMAS: &str = "PRAGMA busy_timeout = 10000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -16000;
    PRAGMA temp_store = MEMORY";
/// A moment for a thousand friends touches a thousand pages, so this cache is larger than a
/// reader's. A commit copies the log into the file only if the log has reached 512 MB. Deleted data
/// is overwritten.
const WRITER: &str = "PRAGMA query_only = OFF;
    PRAGMA cache_size = -32000;
    PRAGMA wal_autocheckpoint = 128000;
    PRAGMA secure_delete = ON";
const READER: &str = "PRAGMA query_only = ON";
/// Connections for statements that take long.
const READERS: u32 = 2;
/// Copies the log into the file and empties it. Whoever writes waits for this, and this waits for
/// whoever still reads what the log has replaced: for a tenth of a second, not for ten.
const EMPTY_LOG: &str = "PRAGMA busy_timeout = 100;
    PRAGMA wal_checkpoint(TRUNCATE);
    PRAGMA busy_timeout = 10000";
const CHECKPOINT_EVERY: Duration = Duration::from_secs(1);
/// The first bytes of an `SQLite` file. Source: <https://www.sqlite.org/fileformat.html>.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Opens the only connection for writing.
pub(super) async fn open_writer(url: &str) -> anyhow::Result<AnyPool> {
    open_pool(url, 1, WRITER).await
}

/// Opens the connections that read for long.
pub(super) async fn open_readers(url: &str) -> anyhow::Result<AnyPool> {
    open_pool(url, READERS, READER).await
}

async fn open_pool(url: &str, connections: u32, mode: &'static str) -> anyhow::Result<AnyPool> {
    let options = AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(WAIT_FOR_CONNECTION);
    // A file doesn't hang up: a test of the connection would cost each request a round trip to
    // another thread.
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
    // After a full disk or a failed read, `SQLite` has rolled the transaction back by itself. The
    // driver believes that the transaction is still open, and would refuse every other one: such a
    // connection is closed, and a new one is opened. The pool has waited for the driver's own
    // rollback when the connection was released.
    let options = options.before_acquire(|connection, _| {
        Box::pin(async move { Ok(!connection.is_in_transaction()) })
    });
    options
        .connect(url)
        .await
        .with_context(|| format!("can't open the database {url}"))
}

/// Refuses a version of `SQLite` that could lose data.
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

/// Creates the `SQLite` file, or checks that an existing file is one. Only the server's own user
/// may read it, whatever the folder allows; the same holds for the files that `SQLite` puts next to
/// it. Call this before `SQLite` opens the file: closing the file here would release the locks of
/// `SQLite`.
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

/// Copies the log of `SQLite` into the file, again and again, outside of the commits: within a
/// commit, everybody who waits for it would also wait for the copying. A connection that only reads
/// may do this.
pub(super) async fn run_checkpoints(reader: AnyPool) {
    loop {
        sleep(CHECKPOINT_EVERY).await;
        match reader.execute("PRAGMA wal_checkpoint(PASSIVE)").await {
            Ok(_) => {}
            Err(sqlx::Error::PoolClosed) => return,
            Err(error) => {
                tracing::warn!(%error, "the database's log can't be copied into its file; trying \
                    again");
            }
        }
    }
}

/// Empties the log of `SQLite`, unless somebody is still reading from it.
pub(super) async fn empty_log(reader: &AnyPool) -> sqlx::Result<()> {
    reader.execute(EMPTY_LOG).await?;
    Ok(())
}

/// Writes a copy of the database into an empty file, and checks it. Nobody who writes waits.
pub(super) async fn copy_to(url: &str, file: &Path) -> anyhow::Result<()> {
    let name = file
        .to_str()
        .context("the name of the folder isn't UTF-8")?;
    // The readers of the pool may not write anywhere.
    let mut database = AnyConnection::connect(url).await?;
    sqlx::query("VACUUM INTO $1")
        .bind(name)
        .execute(&mut database)
        .await
        .context("can't copy the database")?;
    database.close().await?;
    let mut copy = AnyConnection::connect(&format!("sqlite://{name}?mode=ro")).await?;
    let health: String = sqlx::query_scalar("PRAGMA quick_check(1)")
        .fetch_one(&mut copy)
        .await?;
    copy.close().await?;
    ensure!(
        health == "ok",
        "the copy of the database is damaged: {health}"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use tokio::time::timeout;

    use crate::Error;
    use crate::platform::db::{Database, Sql};

    /// A log that can't be emptied for this long holds up everybody who writes.
    const PATIENCE: Duration = Duration::from_secs(5);
    /// A disk without room for one more page.
    const FULL: &str = "PRAGMA max_page_count = 1";

    async fn open(folder: &Path) -> Database {
        let database = Database::open_folder(folder).await;
        database.expect("it opens")
    }

    async fn run(database: &Database, sql: &'static str) -> Result<(), Error> {
        let mut write = database.write().await?;
        Sql::new(sql).execute(&mut write).await?;
        write.commit().await
    }

    #[tokio::test]
    async fn writing_goes_on_when_a_full_disk_has_room_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = open(folder.path()).await;
        let run = async |sql| run(&database, sql).await;
        run("CREATE TABLE contents (content BLOB)")
            .await
            .expect("a table");
        run(FULL).await.expect("a limit");
        let large = "INSERT INTO contents VALUES (randomblob(10000))";
        let error = run(large).await.expect_err("no room");
        assert!(format!("{error:?}").contains("full"), "{error:?}");
        // A new connection has no limit: there is room again.
        run(large).await.expect("room");
    }

    #[tokio::test]
    async fn who_reads_for_long_stops_nobody_who_writes() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = open(folder.path()).await;
        let run = async |sql| run(&database, sql).await;
        run("CREATE TABLE contents (content TEXT)")
            .await
            .expect("a table");
        // As a program does that copies the file: it reads the database as it is now.
        let mut reading = database.read().await.expect("a connection");
        let count = Sql::new("SELECT COUNT(*) FROM contents");
        count.execute(&mut reading).await.expect("it reads");
        run("INSERT INTO contents VALUES ('before')")
            .await
            .expect("written");
        let both = async {
            let emptied = database.empty_log();
            let written = run("INSERT INTO contents VALUES ('meanwhile')");
            tokio::join!(emptied, written)
        };
        let (emptied, written) = timeout(PATIENCE, both).await.expect("nobody waits");
        emptied.expect("left for the next time");
        written.expect("written");
    }
}
