//! A connection to the database, and the one place that runs statements on it.

use futures_util::TryStreamExt as _;
use sqlx::any::{AnyArguments, install_default_drivers};
use sqlx::pool::PoolConnection;
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Connection as _, Transaction, query_with};

use super::sqlite::readers::Reader;
use super::statement::{FromRow, Sql, into_arguments, read_brought};
use crate::Error;

/// A connection to the database.
pub enum Connection {
    /// To the file of `SQLite`, in the thread that asks; only for reading.
    Here(Reader),
    /// Of a driver, which runs the statements elsewhere.
    Driver(PoolConnection<Any>),
    /// Of a driver, in a transaction that writes.
    Transaction(Transaction<'static, Any>),
    /// Of a driver, apart from the others.
    Alone(AnyConnection),
}

impl Connection {
    /// Connects to this database, apart from the other connections.
    pub(super) async fn alone(url: &str) -> sqlx::Result<Self> {
        install_default_drivers();
        Ok(Self::Alone(AnyConnection::connect(url).await?))
    }

    /// Runs a statement. Gives each row to `take`, until that returns `false`.
    pub(super) async fn read<T: FromRow>(
        &mut self,
        sql: Sql,
        mut take: impl FnMut(T) -> bool + Send,
    ) -> Result<(), Error> {
        let driver = match self {
            Self::Here(reader) => return reader.read(sql, take),
            Self::Driver(connection) => &mut **connection,
            Self::Transaction(transaction) => &mut **transaction,
            Self::Alone(connection) => connection,
        };
        let mut rows = query(sql).fetch(driver);
        while let Some(row) = rows.try_next().await? {
            if !take(read_brought(&row)?) {
                break;
            }
        }
        Ok(())
    }

    /// Runs a statement without rows. Returns how many rows it changed.
    pub(super) async fn execute(&mut self, sql: Sql) -> Result<u64, Error> {
        let driver = match self {
            Self::Here(reader) => {
                reader.execute(sql)?;
                // It can't change anything.
                return Ok(0);
            }
            Self::Driver(connection) => &mut **connection,
            Self::Transaction(transaction) => &mut **transaction,
            Self::Alone(connection) => connection,
        };
        Ok(query(sql).execute(driver).await?.rows_affected())
    }

    /// Commits the transaction. Does nothing without one.
    pub(super) async fn commit(self) -> Result<(), Error> {
        match self {
            Self::Transaction(transaction) => Ok(transaction.commit().await?),
            Self::Here(_) | Self::Driver(_) | Self::Alone(_) => Ok(()),
        }
    }

    /// Gives up what the transaction has changed. Does nothing without one.
    pub(super) async fn roll_back(self) -> Result<(), Error> {
        match self {
            Self::Transaction(transaction) => Ok(transaction.rollback().await?),
            Self::Here(_) | Self::Driver(_) | Self::Alone(_) => Ok(()),
        }
    }
}

/// The statement as the driver takes it. An [`Sql`] contains nothing that somebody sends.
fn query(sql: Sql) -> Query<'static, Any, AnyArguments> {
    let (text, values) = sql.finish('$');
    query_with(AssertSqlSafe(text), into_arguments(values))
}
