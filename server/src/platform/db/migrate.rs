//! Runs the migrations, only forward.

use std::borrow::Cow;

use anyhow::{Context as _, bail, ensure};
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AnyPool, AssertSqlSafe, SqlSafeStr as _};

use super::dialect::Dialect;

/// The files of `migrations/`, in their order.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (
        1,
        "people, moments, feed",
        include_str!("../../../migrations/0001_people_moments_feed.sql"),
    ),
    (
        2,
        "withdrawn requests",
        include_str!("../../../migrations/0002_withdrawn_requests.sql"),
    ),
    (
        3,
        "moments, whole",
        include_str!("../../../migrations/0003_moments_whole.sql"),
    ),
    (
        4,
        "reminders",
        include_str!("../../../migrations/0004_reminders.sql"),
    ),
    (
        5,
        "arrivals without index",
        include_str!("../../../migrations/0005_arrivals_without_index.sql"),
    ),
    (
        6,
        "edits and places",
        include_str!("../../../migrations/0006_edits_and_places.sql"),
    ),
    (
        7,
        "friends and privacy",
        include_str!("../../../migrations/0007_friends_and_privacy.sql"),
    ),
    (
        8,
        "links and accounts",
        include_str!("../../../migrations/0008_links_and_accounts.sql"),
    ),
    (
        9,
        "reported photos",
        include_str!("../../../migrations/0009_reported_photos.sql"),
    ),
    (
        10,
        "reasons as in the API",
        include_str!("../../../migrations/0010_reasons_as_in_the_api.sql"),
    ),
    (
        11,
        "forgotten requests",
        include_str!("../../../migrations/0011_forgotten_requests.sql"),
    ),
    (
        12,
        "erased",
        include_str!("../../../migrations/0012_erased.sql"),
    ),
    (
        13,
        "passkey needed",
        include_str!("../../../migrations/0013_passkey_needed.sql"),
    ),
    (
        14,
        "search",
        include_str!("../../../migrations/0014_search.sql"),
    ),
];

/// Runs the migrations that haven't run yet.
pub async fn run_migrations(pool: &AnyPool, dialect: Dialect) -> anyhow::Result<()> {
    let migration = |&(version, name, sql): &(i64, &'static str, &str)| {
        let sql = AssertSqlSafe(in_dialect(sql, dialect)).into_sql_str();
        Migration::new(
            version,
            Cow::Borrowed(name),
            MigrationType::Simple,
            sql,
            false,
        )
    };
    let migrations = MIGRATIONS.iter().map(migration).collect();
    match (Migrator {
        migrations: Cow::Owned(migrations),
        ..Migrator::DEFAULT
    })
    .run(pool)
    .await
    {
        Err(MigrateError::VersionMissing(_)) => {
            bail!("a newer version of the server made it: use that one")
        }
        outcome => outcome.context("can't bring the database's tables up to date"),
    }
}

/// Refuses a database that isn't of this version, without changing it.
pub async fn check_migrations(pool: &AnyPool) -> anyhow::Result<()> {
    let sql = "SELECT MAX(version) FROM _sqlx_migrations";
    let version: Option<i64> = sqlx::query_scalar(sql)
        .fetch_one(pool)
        .await
        .context("it has no tables yet: start the server first")?;
    let expected = MIGRATIONS.last().map(|(version, ..)| *version);
    ensure!(
        version == expected,
        "the database is of another version than this program: use the program that the server \
            runs"
    );
    Ok(())
}

/// Translates the notes in a migration for one database: `/*clustered*/` (rows are stored in the
/// order of the primary key) and `/*binary*/` (text is compared byte by byte).
fn in_dialect(sql: &str, dialect: Dialect) -> String {
    match dialect {
        // An `INTEGER` primary key is the row number of `SQLite` and needs no separate index.
        Dialect::Sqlite => sql
            .replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY")
            .replace("/*clustered*/", "WITHOUT ROWID"),
        Dialect::Postgres => sql.replace("/*binary*/", "COLLATE \"C\""),
    }
}
