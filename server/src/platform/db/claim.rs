//! The claim to a server's number on `PostgreSQL`: an advisory lock on a connection of its own. The
//! lock ends with its connection, so the connection is watched.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use life_circle_wire::ErrorCode;
use serde::Deserialize;
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};

use super::{Connection, Sql};
use crate::Error;
use crate::clock::OPERATOR_NODE;

/// First key of the advisory locks for server numbers: a server's key is this plus its number. Ids
/// of people are far above.
const NODE_LOCKS: i64 = -1024;
/// How often the connection is asked whether it is still there.
const ASK_EVERY: Duration = Duration::from_secs(2);
/// A connection that doesn't answer for this long is lost.
const ANSWERS_WITHIN: Duration = Duration::from_secs(5);
/// How often a lost claim is claimed again.
const TRY_AGAIN: Duration = Duration::from_millis(200);
/// `Retry-After` in seconds while the claim is lost.
const RETRY_AFTER_S: u64 = 2;
/// How long a session takes to end.
const ENDS_WITHIN: Duration = Duration::from_millis(200);

/// The state of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ClaimState {
    Held,
    /// The connection is lost, and with it the lock.
    Lost,
    /// Another server has the number now.
    Taken,
}

/// The claim to a server's number. It ends when this is dropped.
pub struct Claim {
    state: watch::Receiver<ClaimState>,
    keeper: AbortHandle,
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.give_up();
    }
}

impl Claim {
    /// Claims a number. Fails if another server has it.
    pub async fn take(url: &str, node: u16) -> anyhow::Result<Self> {
        let lock = claim(url, node).await?.with_context(|| {
            format!("another server on this database has --node {node} already: give each its own")
        })?;
        let (sender, state) = watch::channel(ClaimState::Held);
        let keeper = tokio::spawn(keep(url.to_owned(), node, lock, sender)).abort_handle();
        Ok(Self { state, keeper })
    }

    /// Fails with `Overloaded` unless the number is this server's alone.
    pub fn check(&self) -> Result<(), Error> {
        if *self.state.borrow() == ClaimState::Held {
            Ok(())
        } else {
            Err(Error::wait(ErrorCode::Overloaded, RETRY_AFTER_S))
        }
    }

    /// Waits until another server has taken the number.
    pub async fn wait_until_displaced(&self) {
        let mut state = self.state.clone();
        let taken = state.wait_for(|state| *state == ClaimState::Taken).await;
        if taken.map(drop).is_err() {
            // Given up: nobody can take it from this server.
            std::future::pending::<()>().await;
        }
    }

    /// Gives the number up. The connection is closed.
    pub fn give_up(&self) {
        self.keeper.abort();
    }
}

/// A connection that holds the lock of a number.
struct Lock {
    connection: Connection,
    session: Session,
}

/// A session on the database's side: its process, and when it began. Process ids are used again.
#[derive(Deserialize)]
struct Session {
    pid: i64,
    began: String,
}

/// Holds the lock as long as its connection answers, and claims the number again when it is lost,
/// for example after a restart of `PostgreSQL`. Ends when another server has the number.
async fn keep(url: String, node: u16, first: Lock, state: watch::Sender<ClaimState>) {
    let mut lock = first;
    loop {
        sleep(ASK_EVERY).await;
        if matches!(
            timeout(
                ANSWERS_WITHIN,
                Sql::new("SELECT 1").exists(&mut lock.connection)
            )
            .await,
            Ok(Ok(true))
        ) {
            continue;
        }
        tracing::warn!("the claim to --node is lost; claiming it again");
        state.send_replace(ClaimState::Lost);
        let lost = lock.session;
        lock = loop {
            let again = async {
                end(&url, &lost).await?;
                claim(&url, node).await
            };
            match timeout(ANSWERS_WITHIN, again).await {
                Ok(Ok(Some(lock))) => break lock,
                Ok(Ok(None)) => {
                    state.send_replace(ClaimState::Taken);
                    return;
                }
                Ok(Err(_)) | Err(_) => sleep(TRY_AGAIN).await,
            }
        };
        state.send_replace(ClaimState::Held);
        tracing::info!("the claim to --node is held again");
    }
}

/// Claims all numbers, so that no server can use the database until the connection is dropped.
/// Fails if a server uses it now.
pub async fn claim_all(url: &str) -> anyhow::Result<Connection> {
    let mut connection = Connection::alone(url)
        .await
        .context("can't reach the PostgreSQL server")?;
    let sql = "SELECT CAST(COUNT(*) AS INT) FROM generate_series($1, $2) AS number
               WHERE NOT pg_try_advisory_lock(number)";
    let taken: i64 = Sql::new(sql)
        .bind(NODE_LOCKS)
        .bind(NODE_LOCKS + i64::from(OPERATOR_NODE))
        .fetch_scalar(&mut connection)
        .await?;
    ensure!(
        taken == 0,
        "{taken} servers use the database: stop them first"
    );
    Ok(connection)
}

/// Takes the lock of a number; `None` if another server has it.
async fn claim(url: &str, node: u16) -> Result<Option<Lock>, Error> {
    let mut connection = Connection::alone(url).await?;
    let sql = "SELECT CAST(pg_try_advisory_lock($1) AS INT)";
    let is_free: i64 = Sql::new(sql)
        .bind(NODE_LOCKS + i64::from(node))
        .fetch_scalar(&mut connection)
        .await?;
    if is_free == 0 {
        return Ok(None);
    }
    let sql = "SELECT pid, CAST(backend_start AS TEXT) AS began FROM pg_stat_activity
               WHERE pid = pg_backend_pid()";
    let session = Sql::new(sql).fetch_one(&mut connection).await?;
    Ok(Some(Lock {
        connection,
        session,
    }))
}

/// Ends a session of this server that the network may only have cut off: it would hold the lock for
/// hours.
async fn end(url: &str, session: &Session) -> Result<(), Error> {
    let mut connection = Connection::alone(url).await?;
    // In a condition, the function would be called for other sessions, too.
    let sql = "SELECT CAST(pg_terminate_backend(pid) AS TEXT) FROM pg_stat_activity
               WHERE pid = $1 AND CAST(backend_start AS TEXT) = $2";
    let sql = Sql::new(sql).bind(session.pid).bind(&session.began);
    let ended: Option<String> = sql.fetch_optional_scalar(&mut connection).await?;
    if ended.is_some() {
        sleep(ENDS_WITHIN).await;
    }
    Ok(())
}
