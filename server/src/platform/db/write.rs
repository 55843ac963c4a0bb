//! Transactions that write, and the news that they send when they are committed.

use std::ops::{Deref, DerefMut};

use life_circle_wire::ErrorCode;
use sqlx::{Any, Transaction};

use super::connection::Connection;
use super::dialect::Dialect;
use super::idempotency::{Claim, Key, claim_key};
use super::statement::Sql;
use crate::Error;
use crate::platform::news::{Bus, CHANNEL, News};

/// Takes an exclusive lock until the transaction ends.
const LOCK: &str = "SELECT CAST(pg_advisory_xact_lock($1) AS TEXT)";
/// The key of the lock that `lock_people` shares and `lock_everybody` takes alone; far below the
/// ids of people.
const EVERYBODY: i64 = 0;

/// A transaction that writes.
pub struct Write {
    connection: Connection,
    dialect: Dialect,
    bus: Bus,
    news: Vec<News>,
}

impl Write {
    /// Wraps a transaction that has begun.
    pub(super) fn new(transaction: Transaction<'static, Any>, dialect: Dialect, bus: Bus) -> Self {
        Self {
            connection: Connection::Transaction(transaction),
            dialect,
            bus,
            news: Vec::new(),
        }
    }

    /// Commits the transaction and sends its news. Both happen even if the caller goes away
    /// meanwhile, for example with a client that hangs up: whoever must learn of a change learns of
    /// it.
    pub async fn commit(self) -> Result<(), Error> {
        let commit = tokio::spawn(self.commit_and_tell());
        commit.await.map_err(Error::internal)?
    }

    async fn commit_and_tell(mut self) -> Result<(), Error> {
        if self.dialect == Dialect::Postgres {
            for news in std::mem::take(&mut self.news) {
                Sql::new("SELECT CAST(pg_notify($1, $2) AS TEXT)")
                    .bind(CHANNEL)
                    .bind(news.to_string())
                    .execute(&mut self)
                    .await?;
            }
        }
        self.connection.commit().await?;
        self.news.into_iter().for_each(|news| self.bus.tell(news));
        Ok(())
    }

    /// Gives the changes up. A dropped transaction does the same, later.
    pub async fn roll_back(self) -> Result<(), Error> {
        self.connection.roll_back().await
    }

    /// Commits, and returns what the transaction read at its end. Fails with `NotFound` if that is
    /// `None`.
    pub async fn commit_found<T>(self, found: Option<T>) -> Result<T, Error> {
        self.commit().await?;
        found.ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// Creates an object once for a key. Returns its id: `new_id`, or the id that the key created
    /// before.
    pub async fn once(
        &mut self,
        key: &Key,
        new_id: i64,
        create: impl AsyncFnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<i64, Error> {
        match claim_key(self, key, new_id).await? {
            Claim::Repeat(id) => Ok(id),
            Claim::New => {
                create(self).await?;
                Ok(new_id)
            }
        }
    }

    /// Adds news to send at the commit. Equal news is sent once.
    pub fn tell(&mut self, news: News) {
        if !self.news.contains(&news) {
            self.news.push(news);
        }
    }

    /// Waits until no other transaction changes these people's friendships or feeds. Otherwise a
    /// moment that is posted while two people become friends could be missing from a feed. Call it
    /// before anything else in the transaction, so that two transactions can't deadlock. Taking a
    /// lock again that the transaction already has does nothing. `SQLite` needs no lock: it has one
    /// writer.
    pub async fn lock_people(&mut self, ids: &[i64]) -> Result<(), Error> {
        self.take_lock(
            "SELECT CAST(pg_advisory_xact_lock_shared($1) AS TEXT)",
            EVERYBODY,
        )
        .await?;
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        for id in ids {
            self.take_lock(LOCK, id).await?;
        }
        Ok(())
    }

    /// Takes the friendship lock exclusively, instead of `lock_people` for a long list:
    /// `PostgreSQL`'s lock table is bounded, and a person with thousands of friends would fill it.
    pub async fn lock_everybody(&mut self) -> Result<(), Error> {
        self.take_lock(LOCK, EVERYBODY).await
    }

    async fn take_lock(&mut self, sql: &'static str, key: i64) -> Result<(), Error> {
        if self.dialect == Dialect::Postgres {
            Sql::new(sql).bind(key).execute(self).await?;
        }
        Ok(())
    }

    /// Waits until no other transaction adds or removes the files of a photo.
    pub async fn lock_content(&mut self, content: &str) -> Result<(), Error> {
        // The key is 60 bits of the hash, counted from the smallest number: far from the ids of
        // people.
        let key = i64::from_str_radix(&content[..15], 16).map_err(Error::internal)?;
        self.take_lock(LOCK, i64::MIN + key).await
    }

    /// The end of a `SELECT` that must lock its rows against changes.
    pub(crate) fn for_update(&self) -> &'static str {
        match self.dialect {
            Dialect::Sqlite => "",
            Dialect::Postgres => " FOR UPDATE",
        }
    }
}

impl Deref for Write {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl DerefMut for Write {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::FutureExt as _;
    use life_circle_wire::PersonId;
    use tokio::time::timeout;

    use super::News;
    use crate::platform::db::{Database, Sql};

    #[tokio::test]
    async fn news_comes_even_if_the_caller_of_a_commit_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = Database::open_folder(folder.path())
            .await
            .expect("it opens");
        let mut listener = database.bus().listen();
        let news = News::Unfriended(PersonId(1), PersonId(2));
        let mut write = database.write().await.expect("a transaction");
        // A commit of so much isn't done at once.
        Sql::new("CREATE TABLE large AS SELECT randomblob(1000000) AS content")
            .execute(&mut write)
            .await
            .expect("a table");
        write.tell(news.clone());
        // The commit has begun when its caller goes away.
        assert!(write.commit().now_or_never().is_none());
        let told = timeout(Duration::from_secs(10), listener.recv()).await;
        assert_eq!(told.expect("in time").expect("news"), news);
    }
}
