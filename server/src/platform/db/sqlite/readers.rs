//! Connections that read an `SQLite` file in the thread that asks. A driver with a thread for each
//! connection takes three times as long for a page of the feed (`docs/decisions/sql-layer.md`).

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::available_parallelism;

use life_circle_wire::ErrorCode;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql, params_from_iter};

use super::{PRAGMAS, READER, WAIT_HERE};
use crate::Error;
use crate::platform::db::statement::{FromRow, Sql, Value, read_here};

/// Connections that are kept at least while nobody uses them. Each has its own cache. Where there
/// are more threads, as many are kept.
const KEPT_LEAST: usize = 4;
/// Statements that a connection keeps ready.
const STATEMENTS_MOST: usize = 128;

/// The connections to a file that nobody uses now; `None` once they are closed.
type Idle = Mutex<Option<Vec<Connection>>>;

/// The connections to a file.
#[derive(Clone)]
pub struct Readers {
    file: PathBuf,
    idle: Arc<Idle>,
    /// Most connections that are kept while nobody uses them.
    kept_most: usize,
}

impl Readers {
    /// The connections to this file. None is opened yet.
    pub fn of(file: PathBuf) -> Self {
        Self {
            file,
            idle: Arc::new(Mutex::new(Some(Vec::new()))),
            kept_most: available_parallelism()
                .map_or(KEPT_LEAST, |at_once| at_once.get().max(KEPT_LEAST)),
        }
    }

    /// A connection that nobody else uses.
    pub fn take(&self) -> Result<Reader, Error> {
        let kept = match lock(&self.idle).as_mut() {
            Some(idle) => idle.pop(),
            None => return Err(ErrorCode::Overloaded.into()),
        };
        let connection = match kept {
            Some(connection) => connection,
            None => self.open()?,
        };
        run(&connection, "BEGIN")?;
        Ok(Reader {
            connection: Some(connection),
            idle: self.idle.clone(),
            kept_most: self.kept_most,
        })
    }

    fn open(&self) -> Result<Connection, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.file, flags)?;
        connection.execute_batch(PRAGMAS)?;
        connection.execute_batch(READER)?;
        connection.busy_timeout(WAIT_HERE)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_MOST);
        Ok(connection)
    }

    /// Closes the connections that nobody uses. The others close when they aren't used any more.
    pub fn close(&self) {
        lock(&self.idle).take();
    }
}

fn lock(idle: &Idle) -> MutexGuard<'_, Option<Vec<Connection>>> {
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}

fn run(connection: &Connection, sql: &str) -> rusqlite::Result<usize> {
    connection.prepare_cached(sql)?.execute([])
}

/// A connection in use. All its statements read the database as it was at the first of them.
pub struct Reader {
    /// There until it is dropped.
    connection: Option<Connection>,
    idle: Arc<Idle>,
    kept_most: usize,
}

impl Reader {
    /// Runs a statement. Gives each row to `take`, until that returns `false`.
    pub fn read<T: FromRow>(
        &mut self,
        sql: Sql,
        mut take: impl FnMut(T) -> bool,
    ) -> Result<(), Error> {
        let (text, values) = sql.finish('?');
        let mut statement = self.connection()?.prepare_cached(&text)?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            if !take(read_here(row)?) {
                break;
            }
        }
        Ok(())
    }

    /// Runs a statement to its end, for example `BEGIN`.
    pub fn execute(&mut self, sql: Sql) -> Result<(), Error> {
        self.read(sql, |()| true)
    }

    fn connection(&self) -> Result<&Connection, Error> {
        Ok(self.connection.as_ref().ok_or(ErrorCode::Overloaded)?)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // One whose transaction doesn't end would go on to read the past: it is closed.
        let connection = self.connection.take();
        let connection = connection.filter(|connection| run(connection, "COMMIT").is_ok());
        if let (Some(connection), Some(idle)) = (connection, lock(&self.idle).as_mut())
            && idle.len() < self.kept_most
        {
            idle.push(connection);
        }
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Integer(Some(number)) => ValueRef::Integer(*number),
            Self::Text(Some(text)) => ValueRef::Text(text.as_bytes()),
            Self::Integer(None) | Self::Text(None) => ValueRef::Null,
        }))
    }
}
