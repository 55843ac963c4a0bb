//! The log of the operator's actions.

use serde::Deserialize;

use crate::Error;
use crate::platform::db::{Connection, Sql};

/// An entry in the operator's log.
#[derive(Clone, Debug, Deserialize)]
pub struct LogRow {
    /// When it happened, in milliseconds since 1970.
    pub at: i64,
    /// The action that the operator took.
    pub action: String,
    /// The report that it is about, if any.
    pub report_id: Option<i64>,
    /// The person or thing that it was done to.
    pub subject: String,
    /// The reason that the operator gave.
    pub note: String,
}

/// Adds an entry to the operator's log.
pub async fn insert_act(connection: &mut Connection, id: i64, row: &LogRow) -> Result<(), Error> {
    Sql::new(
        "INSERT INTO operator_log (id, at, action, report_id, subject, note)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(row.at)
    .bind(&row.action)
    .bind(row.report_id)
    .bind(&row.subject)
    .bind(&row.note)
    .execute(connection)
    .await?;
    Ok(())
}

/// The operator's log, the oldest entry first.
pub async fn list_acts(connection: &mut Connection) -> Result<Vec<LogRow>, Error> {
    let sql = "SELECT at, action, report_id, subject, note FROM operator_log ORDER BY id";
    Sql::new(sql).fetch_all(connection).await
}

/// The number of entries in the operator's log. Their ids don't always grow: the clock of the
/// operator's machine may be slow.
pub async fn count_acts(connection: &mut Connection) -> Result<i64, Error> {
    let sql = "SELECT COUNT(*) FROM operator_log";
    Sql::new(sql).fetch_scalar(connection).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::db::Database;

    #[tokio::test]
    async fn an_act_from_a_machine_whose_clock_is_slow_is_counted() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = Database::open_folder(folder.path())
            .await
            .expect("it opens");
        let act = LogRow {
            at: 0,
            action: "suspend".to_owned(),
            report_id: None,
            subject: String::new(),
            note: String::new(),
        };
        let mut write = database.write().await.expect("a transaction");
        for (id, acts) in [(200, 1), (100, 2)] {
            insert_act(&mut write, id, &act).await.expect("an act");
            assert_eq!(count_acts(&mut write).await.expect("a number"), acts);
        }
    }
}
