//! Live events: the open streams, and the hints that they get when something changes.
//!
//! A hint only says that something may have changed for a person. The stream reads the database as
//! that person before it sends an event (`live/stream.rs`).

pub(crate) mod routes;
pub mod sql;
pub mod stream;

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use life_circle_wire::{DeviceId, MomentId, PersonId};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{Notify, mpsc};

use crate::people::graph::SharedGraph;
use crate::platform::db::Database;
use crate::platform::news::News;

/// Hints that can wait for one stream. If more come, the stream gets a `Resync` instead.
const WAITING: usize = 64;

/// What a stream is told to read from the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Moments arrived in the feed.
    Arrivals,
    /// The person's status changed: new moments, unread notifications, or requests.
    Status,
    /// A person liked or commented on a moment, perhaps in reply to the target, or took that back.
    Reaction {
        /// The moment with the reaction.
        moment: MomentId,
        /// The person who liked or commented.
        person: PersonId,
        /// The person to whom the comment replies; `None` if it is no reply.
        target: Option<PersonId>,
    },
    /// The text of this moment was changed.
    Edited(MomentId),
    /// A moment was deleted, or its deletion was undone.
    Deletion {
        /// The moment's author.
        author: PersonId,
        /// The deleted or restored moment.
        moment: MomentId,
    },
    /// A friendship began or ended.
    Friends,
    /// Events were missed: the client must read everything again.
    Resync,
    /// It is time to check that the device is still signed in.
    Check,
    /// The device was signed out: the stream ends.
    SignedOut,
}

struct OpenStream {
    number: u64,
    network: IpAddr,
    device: DeviceId,
    hints: mpsc::Sender<Hint>,
    has_missed: Arc<Notify>,
}

/// The streams that are open.
#[derive(Clone)]
pub struct Live(Arc<Shared>);

struct Shared {
    database: Database,
    streams: Mutex<HashMap<PersonId, Vec<OpenStream>>>,
    /// It finds the people whom news could concern.
    graph: SharedGraph,
    last_number: std::sync::atomic::AtomicU64,
}

impl Live {
    /// Listens to news, and keeps the graph up to date, in a task of its own.
    pub fn start(database: &Database, graph: SharedGraph) -> Self {
        let live = Self(Arc::new(Shared {
            database: database.clone(),
            streams: Mutex::default(),
            graph,
            last_number: std::sync::atomic::AtomicU64::new(0),
        }));
        // Listen before reading: changes during the read wait in the channel.
        let news = database.bus().listen();
        tokio::spawn(live.clone().listen(news));
        live
    }

    async fn listen(self, mut news: tokio::sync::broadcast::Receiver<News>) {
        self.0.graph.read().await;
        loop {
            match news.recv().await {
                Ok(News::Gap) | Err(RecvError::Lagged(_)) => {
                    self.0.graph.read().await;
                    self.hint_all(Hint::Resync);
                }
                Ok(news) => {
                    self.0.graph.take(&news).await;
                    self.take(news).await;
                }
                Err(RecvError::Closed) => return,
            }
        }
    }

    async fn take(&self, news: News) {
        match news {
            News::Befriended(a, b) | News::Unfriended(a, b) => {
                self.hint([a, b].into(), Hint::Friends);
                self.hint([a, b].into(), Hint::Status);
            }
            News::Arrival(author) => {
                let circle = self.circle(author).await;
                self.hint(circle.clone(), Hint::Arrivals);
                self.hint(circle, Hint::Status);
            }
            News::Reaction {
                author,
                moment,
                person,
                target,
            } => {
                let reaction = Hint::Reaction {
                    moment,
                    person,
                    target,
                };
                self.hint(self.circle(author).await, reaction);
                // If the reaction was taken back, its notification is gone.
                self.hint([author].into_iter().chain(target).collect(), Hint::Status);
            }
            News::Edited { author, moment } => {
                self.hint(self.circle(author).await, Hint::Edited(moment));
            }
            News::Deletion { author, moment } => {
                let circle = self.circle(author).await;
                self.hint(circle.clone(), Hint::Deletion { author, moment });
                self.hint(circle, Hint::Status);
            }
            News::VisibilityChanged(people) => {
                let people: HashSet<PersonId> = people.into_iter().collect();
                self.hint(people.clone(), Hint::Resync);
                self.hint(people, Hint::Status);
            }
            News::Waiting(person) => self.hint([person].into(), Hint::Status),
            News::SignedOut(person, device) => {
                if let Some(streams) = self.streams().get_mut(&person) {
                    for stream in streams.iter().filter(|stream| stream.device == device) {
                        // Fails only if the stream's queue is full: the stream then ends without
                        // this hint.
                        stream.hints.try_send(Hint::SignedOut).ok();
                    }
                    streams.retain(|stream| stream.device != device);
                }
            }
            News::Suggested(_) | News::Gap => {}
        }
    }

    /// The author and their friends, without people who have no stream open.
    async fn circle(&self, author: PersonId) -> HashSet<PersonId> {
        let open: HashSet<PersonId> = self.streams().keys().copied().collect();
        if open.is_empty() {
            return open;
        }
        self.0
            .graph
            .with(|graph| {
                let people = graph.friends(author).chain([author]);
                people.filter(|person| open.contains(person)).collect()
            })
            .await
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

    /// Ends all streams. Clients connect again once the server is back.
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
