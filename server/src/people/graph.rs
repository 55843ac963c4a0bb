//! The graph of all friendships in memory, for live events and suggestions.

use std::sync::Arc;
use std::time::Duration;

use life_circle_wire::PersonId;
use tokio::sync::{Notify, RwLock};

use super::sql::{privacy, suggestions};
use super::suggestions::Graph;
use crate::Error;
use crate::platform::db::Database;
use crate::platform::news::News;

/// Time after which reading the friendships is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(2);

/// The graph that all requests share; cheap to clone. `Live` listens to the news, so it reads the
/// graph and passes on what changes it.
#[derive(Clone)]
pub struct SharedGraph(Arc<Shared>);

struct Shared {
    database: Database,
    /// `None` until the friendships have been read.
    graph: RwLock<Option<Graph>>,
    is_there: Notify,
}

impl SharedGraph {
    /// The graph of this database, before it is read.
    pub fn new(database: &Database) -> Self {
        Self(Arc::new(Shared {
            database: database.clone(),
            graph: RwLock::new(None),
            is_there: Notify::new(),
        }))
    }

    /// Reads all friendships, and the people who are neither suggested nor named. Tries until it
    /// succeeds.
    pub async fn read(&self) {
        loop {
            match self.read_rows().await {
                Ok((pairs, unsuggested)) => {
                    let mut graph = Graph::of(pairs);
                    for person in unsuggested {
                        graph.set_hidden(person, true);
                    }
                    *self.0.graph.write().await = Some(graph);
                    self.0.is_there.notify_waiters();
                    return;
                }
                Err(error) => tracing::warn!(%error, "the friendships can't be read; trying again"),
            }
            tokio::time::sleep(TRY_AGAIN).await;
        }
    }

    async fn read_rows(&self) -> Result<(Vec<(PersonId, PersonId)>, Vec<PersonId>), Error> {
        let mut read = self.0.database.read_long().await?;
        Ok((
            suggestions::list_friendships(&mut read).await?,
            privacy::list_unsuggested(&mut read).await?,
        ))
    }

    /// Changes the graph as the news says.
    pub async fn take(&self, news: &News) {
        match *news {
            News::Befriended(a, b) => self.change(|graph| graph.set(a, b, true)).await,
            News::Unfriended(a, b) => self.change(|graph| graph.set(a, b, false)).await,
            News::Suggested(person) => self.read_whether_suggested(person).await,
            _ => {}
        }
    }

    /// Reads whether somebody may be suggested and named, and notes it in the graph.
    async fn read_whether_suggested(&self, person: PersonId) {
        let read =
            async || privacy::read_privacy(&mut self.0.database.read_long().await?, person).await;
        match read().await {
            Ok(privacy) => {
                self.change(|graph| graph.set_hidden(person, !privacy.is_suggested))
                    .await;
            }
            // Better to read everything again than to suggest somebody who doesn't want it.
            Err(error) => {
                tracing::warn!(%error, "whether somebody is suggested can't be read; reading all \
                    again");
                self.read().await;
            }
        }
    }

    async fn change(&self, change: impl FnOnce(&mut Graph)) {
        if let Some(graph) = self.0.graph.write().await.as_mut() {
            change(graph);
        }
    }

    /// Calls `ask` with the graph. Waits until it has been read.
    pub async fn with<T>(&self, ask: impl FnOnce(&Graph) -> T) -> T {
        loop {
            let waits = self.0.is_there.notified();
            if let Some(graph) = self.0.graph.read().await.as_ref() {
                return ask(graph);
            }
            waits.await;
        }
    }
}
