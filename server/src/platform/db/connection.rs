//! A connection to the database, and how a statement runs on it.

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
    async fn read<T: FromRow>(
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
    async fn execute(&mut self, sql: Sql) -> Result<u64, Error> {
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

impl Sql {
    /// Reads row by row, for a caller that doesn't want to hold all of them.
    pub async fn for_each<T: FromRow>(
        self,
        connection: &mut Connection,
        mut take: impl FnMut(T) + Send,
    ) -> Result<(), Error> {
        let take = |row| {
            take(row);
            true
        };
        connection.read(self, take).await
    }

    /// Reads all rows.
    pub async fn fetch_all<T: FromRow>(self, connection: &mut Connection) -> Result<Vec<T>, Error> {
        let mut rows = Vec::new();
        self.for_each(connection, |row| rows.push(row)).await?;
        Ok(rows)
    }

    /// Reads the first row; `None` if there is none.
    pub async fn fetch_optional<T: FromRow>(
        self,
        connection: &mut Connection,
    ) -> Result<Option<T>, Error> {
        let mut first = None;
        let take = |row| {
            first = Some(row);
            false
        };
        connection.read(self, take).await?;
        Ok(first)
    }

    /// Reads the first row; fails if there is none.
    pub async fn fetch_one<T: FromRow>(self, connection: &mut Connection) -> Result<T, Error> {
        let row = self.fetch_optional(connection).await?;
        row.ok_or_else(|| Error::internal(anyhow::anyhow!("a row is missing")))
    }

    /// Reads the first column of all rows.
    pub async fn fetch_scalars<T>(self, connection: &mut Connection) -> Result<Vec<T>, Error>
    where
        (T,): FromRow,
    {
        let rows: Vec<(T,)> = self.fetch_all(connection).await?;
        Ok(rows.into_iter().map(|(value,)| value).collect())
    }

    /// Reads the first column of the first row; `None` if there is no row.
    pub async fn fetch_optional_scalar<T>(
        self,
        connection: &mut Connection,
    ) -> Result<Option<T>, Error>
    where
        (T,): FromRow,
    {
        let row: Option<(T,)> = self.fetch_optional(connection).await?;
        Ok(row.map(|(value,)| value))
    }

    /// Reads the first column of the first row; fails if there is no row.
    pub async fn fetch_scalar<T>(self, connection: &mut Connection) -> Result<T, Error>
    where
        (T,): FromRow,
    {
        let (value,): (T,) = self.fetch_one(connection).await?;
        Ok(value)
    }

    /// Whether there is a row. The statement begins with `SELECT 1` and has no limit yet.
    pub async fn exists(self, connection: &mut Connection) -> Result<bool, Error> {
        // The row is not read: the two databases give the number different types.
        let row: Option<()> = self.first().fetch_optional(connection).await?;
        Ok(row.is_some())
    }

    /// Runs the statement. Returns how many rows it changed.
    pub async fn execute(self, connection: &mut Connection) -> Result<u64, Error> {
        connection.execute(self).await
    }
}

/// The statement as the driver takes it. An [`Sql`] contains nothing that somebody sends.
fn query(sql: Sql) -> Query<'static, Any, AnyArguments> {
    let (text, values) = sql.finish('$');
    query_with(AssertSqlSafe(text), into_arguments(values))
}
