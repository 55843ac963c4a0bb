//! Ids of what was deleted for good. A backup from before still has it: whoever restores the backup
//! deletes it again.

use life_circle_wire::Timestamp;

use super::{Connection, NAMED_MOST, Sql, idempotency};
use crate::{Error, clock};

/// Notes that these people, moments, comments or photos are deleted for good, and forgets the
/// requests that created them.
pub async fn record_erased(connection: &mut Connection, ids: &[i64]) -> Result<(), Error> {
    let now = clock::now();
    for ids in ids.chunks(NAMED_MOST) {
        idempotency::forget_requests(connection, ids).await?;
        for id in ids {
            let sql = "INSERT INTO erased (id, erased_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
            Sql::new(sql)
                .bind(*id)
                .bind(now.0)
                .execute(connection)
                .await?;
        }
    }
    Ok(())
}

/// The ids of all that was deleted for good, and of moments whose deletion can still be undone.
pub async fn list_erased(connection: &mut Connection) -> Result<Vec<i64>, Error> {
    let sql = "SELECT id FROM erased
               UNION ALL SELECT id FROM moments WHERE deleted_at IS NOT NULL";
    Sql::new(sql).fetch_scalars(connection).await
}

/// Forgets what was deleted before a time: no backup is that old.
pub async fn forget_erased_before(
    connection: &mut Connection,
    time: Timestamp,
) -> Result<(), Error> {
    let sql = Sql::new("DELETE FROM erased WHERE erased_at < $1");
    sql.bind(time.0).execute(connection).await?;
    Ok(())
}
