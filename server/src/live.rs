//! What happens while people look: who has a stream open, and who is told to look for what.
//!
//! A stream is told only that something may have changed for its person; it asks the database as that person before it
//! says a word (`live/stream.rs`).

pub(crate) mod routes;
pub mod sql;
pub mod stream;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use life_circle_wire::{DeviceId, MomentId, PersonId};
pub use stream::events;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{Notify, RwLock, mpsc};

use crate::Error;
use crate::people::sql::{privacy, suggestions};
use crate::people::suggestions::Graph;
use crate::platform::db::Database;
use crate::platform::news::News;

/// Hints that wait for one stream; one that is slower has missed something.
const WAITING: usize = 64;
/// After a failure the friendships are read again in so long.
const TRY_AGAIN: Duration = Duration::from_secs(2);

/// What a stream is told to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Moments arrived in the feed.
    Arrivals,
    /// What waits changed.
    Status,
    /// Somebody answered to a moment, or took that back.
    Answer(MomentId, PersonId, Option<PersonId>),
    /// A moment of this author was deleted, or is there again.
    Deletion(PersonId, MomentId),
    /// A friendship began or ended.
    Friends,
    /// Something was missed.
    Resync,
    /// It is time to look whether the device is still signed in.
    Check,
    /// The device was signed out: this is the last.
    SignedOut,
}

struct OpenStream {
    number: u64,
    device: DeviceId,
    hints: mpsc::Sender<Hint>,
    has_missed: Arc<Notify>,
}

/// The streams that are open, and the friendships in memory.
#[derive(Clone)]
pub struct Live(Arc<Shared>);

struct Shared {
    database: Database,
    streams: Mutex<HashMap<PersonId, Vec<OpenStream>>>,
    /// Nothing until the friendships have been read.
    graph: RwLock<Option<Graph>>,
    graph_is_there: Notify,
    last_number: std::sync::atomic::AtomicU64,
}

impl Live {
    /// Begins to listen to what changes.
    pub fn start(database: &Database) -> Self {
        let live = Self(Arc::new(Shared {
            database: database.clone(),
            streams: Mutex::default(),
            graph: RwLock::new(None),
            graph_is_there: Notify::new(),
            last_number: std::sync::atomic::AtomicU64::new(0),
        }));
        // Before anything is read: what changes meanwhile waits.
        let news = database.bus().listen();
        tokio::spawn(live.clone().listen(news));
        live
    }

    async fn listen(self, mut news: tokio::sync::broadcast::Receiver<News>) {
        self.read_graph().await;
        loop {
            match news.recv().await {
                Ok(News::Gap) | Err(RecvError::Lagged(_)) => {
                    self.read_graph().await;
                    self.hint_all(Hint::Resync);
                }
                Ok(news) => self.take(news).await,
                Err(RecvError::Closed) => return,
            }
        }
    }

    async fn read_graph(&self) {
        let read = async || {
            let mut read = self.0.database.read().await?;
            Ok::<_, Error>((
                suggestions::friendships(&mut read).await?,
                privacy::unsuggested(&mut read).await?,
            ))
        };
        loop {
            match read().await {
                Ok((pairs, unsuggested)) => {
                    let mut graph = Graph::of(pairs);
                    for person in unsuggested {
                        graph.set_hidden(person, true);
                    }
                    *self.0.graph.write().await = Some(graph);
                    self.0.graph_is_there.notify_waiters();
                    return;
                }
                Err(error) => tracing::warn!(%error, "the friendships can't be read; trying again"),
            }
            tokio::time::sleep(TRY_AGAIN).await;
        }
    }

    /// Notes whether somebody may be suggested and named.
    async fn read_whether_suggested(&self, person: PersonId) {
        let read = async || privacy::of(&mut *self.0.database.read().await?, person).await;
        match read().await {
            Ok(privacy) => {
                if let Some(graph) = self.0.graph.write().await.as_mut() {
                    graph.set_hidden(person, !privacy.is_suggested);
                }
            }
            // Rather everything anew than somebody suggested who doesn't want to be.
            Err(error) => {
                tracing::warn!(%error, "whether somebody is suggested can't be read; reading all again");
                self.read_graph().await;
            }
        }
    }

    /// Asks the friendships in memory, as soon as they have been read.
    pub async fn with_graph<T>(&self, ask: impl FnOnce(&Graph) -> T) -> T {
        loop {
            let waits = self.0.graph_is_there.notified();
            if let Some(graph) = self.0.graph.read().await.as_ref() {
                return ask(graph);
            }
            waits.await;
        }
    }

    async fn take(&self, news: News) {
        match news {
            News::Befriended(a, b) | News::Unfriended(a, b) => {
                if let Some(graph) = self.0.graph.write().await.as_mut() {
                    graph.set(a, b, matches!(news, News::Befriended(..)));
                }
                self.hint([a, b].into(), Hint::Friends);
                self.hint([a, b].into(), Hint::Status);
            }
            News::Arrival(author) => {
                let circle = self.circle(author).await;
                self.hint(circle.clone(), Hint::Arrivals);
                self.hint(circle, Hint::Status);
            }
            News::Answer(author, moment, person, target) => {
                let circle = self.circle(author).await;
                self.hint(circle, Hint::Answer(moment, person, target));
                // What was taken back no longer waits.
                self.hint([author].into_iter().chain(target).collect(), Hint::Status);
            }
            News::Deletion(author, moment) => {
                let circle = self.circle(author).await;
                self.hint(circle.clone(), Hint::Deletion(author, moment));
                self.hint(circle, Hint::Status);
            }
            News::Sight(people) => {
                let people: HashSet<PersonId> = people.into_iter().collect();
                self.hint(people.clone(), Hint::Resync);
                self.hint(people, Hint::Status);
            }
            News::Suggested(person) => self.read_whether_suggested(person).await,
            News::Waiting(person) => self.hint([person].into(), Hint::Status),
            News::SignedOut(person, device) => {
                if let Some(streams) = self.streams().get_mut(&person) {
                    for stream in streams.iter().filter(|stream| stream.device == device) {
                        // It fails only for one that doesn't read: that one just ends.
                        stream.hints.try_send(Hint::SignedOut).ok();
                    }
                    streams.retain(|stream| stream.device != device);
                }
            }
            News::Gap => {}
        }
    }

    /// An author and their friends, as far as they have a stream open.
    async fn circle(&self, author: PersonId) -> HashSet<PersonId> {
        let open: HashSet<PersonId> = self.streams().keys().copied().collect();
        if open.is_empty() {
            return open;
        }
        let graph = self.0.graph.read().await;
        let friends = graph.iter().flat_map(|graph| graph.friends(author));
        friends
            .chain([author])
            .filter(|person| open.contains(person))
            .collect()
    }

    fn hint(&self, people: HashSet<PersonId>, hint: Hint) {
        let streams = self.streams();
        for stream in people
            .iter()
            .filter_map(|person| streams.get(person))
            .flatten()
        {
            if stream.hints.try_send(hint).is_err() {
                stream.has_missed.notify_one();
            }
        }
    }

    fn hint_all(&self, hint: Hint) {
        for stream in self.streams().values().flatten() {
            if stream.hints.try_send(hint).is_err() {
                stream.has_missed.notify_one();
            }
        }
    }

    /// Ends all streams: their clients come back when the server is there again.
    pub fn close(&self) {
        self.streams().clear();
    }

    /// How many streams are open.
    pub fn count(&self) -> usize {
        self.streams().values().map(Vec::len).sum()
    }

    fn streams(&self) -> MutexGuard<'_, HashMap<PersonId, Vec<OpenStream>>> {
        self.0
            .streams
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
