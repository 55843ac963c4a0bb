//! One person's stream of events.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::atomic::Ordering;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::StreamExt as _;
use futures_util::stream::unfold;
use life_circle_wire::events::{Changed, Event, Status};
use life_circle_wire::{DeviceId, ErrorCode, MomentId, PersonId};
use tokio::sync::{Notify, mpsc};
use tokio::time::{Instant, Interval, interval_at};

use super::sql::events;
use super::{Hint, Live, OpenStream, WAITING};
use crate::accounts::sql::devices;
use crate::http::rate_limits::network;
use crate::http::sessions::Viewer;
use crate::moments::sql::{feed, moments};
use crate::platform::descriptors;
use crate::{Error, clock};

/// Most streams of one person: a few browsers, each with one. A further stream closes the oldest.
const STREAMS_MOST: usize = 8;
/// Most streams of one network: everybody in a school, not somebody with hundreds of accounts.
const STREAMS_PER_NETWORK_MOST: usize = 400;
/// The size of an IPv6 network that counts as one, in bits.
const NETWORK_BITS: u32 = 56;
/// `Retry-After` in seconds if there are too many streams. News is slower without one.
const RETRY_AFTER_S: u64 = 30;
/// How often a keep-alive is sent, so that no proxy takes the stream for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(20);
/// How often a stream checks that its device is still signed in, since that news could have been
/// missed.
const CHECK_EVERY: Duration = Duration::from_mins(5);
/// `retry` of the events: a client connects again this long after its stream ended.
const RETRY: Duration = Duration::from_secs(2);
/// `retry` for a client that was signed out: connecting again would only be refused.
const NEVER: Duration = Duration::from_hours(24);

/// Most streams in all. Each takes a descriptor of the process: half of them stay for requests,
/// photos and the database.
static STREAMS_IN_ALL_MOST: LazyLock<usize> = LazyLock::new(|| descriptors::most() / 2);

struct Stream {
    live: Live,
    viewer: PersonId,
    device: DeviceId,
    number: u64,
    hints: mpsc::Receiver<Hint>,
    has_missed: Arc<Notify>,
    /// The number of the last arrival that was sent.
    arrival: i64,
    /// The status that was sent last.
    status: Option<Status>,
    ready: VecDeque<Event>,
    checks: Interval,
    /// Whether the device was signed out.
    is_over: bool,
}

impl Drop for Stream {
    fn drop(&mut self) {
        let mut streams = self.live.streams();
        if let Some(open) = streams.get_mut(&self.viewer) {
            open.retain(|stream| stream.number != self.number);
            if open.is_empty() {
                streams.remove(&self.viewer);
            }
        }
    }
}

/// Opens a stream. `after` is the last arrival that the client knows. `resumes` says that it had a
/// stream before. It then gets a `Resync`: only arrivals are numbered, so it may have missed other
/// events. Fails with `Overloaded` if too many streams are open from this address, or in all.
pub async fn events(
    live: &Live,
    viewer: Viewer,
    address: IpAddr,
    after: Option<i64>,
    resumes: bool,
) -> Result<Response, Error> {
    let (sender, hints) = mpsc::channel(WAITING);
    let number = live.0.last_number.fetch_add(1, Ordering::Relaxed);
    let has_missed = Arc::new(Notify::new());
    let network = network(address.to_canonical(), NETWORK_BITS);
    {
        let mut streams = live.streams();
        let all = streams.values().flatten();
        let from_there = all.clone().filter(|stream| stream.network == network);
        if from_there.count() >= STREAMS_PER_NETWORK_MOST || all.count() >= *STREAMS_IN_ALL_MOST {
            return Err(Error::wait(ErrorCode::Overloaded, RETRY_AFTER_S));
        }
        let open = streams.entry(viewer.person).or_default();
        if open.len() >= STREAMS_MOST {
            open.remove(0);
        }
        open.push(OpenStream {
            number,
            network,
            device: viewer.device,
            hints: sender,
            has_missed: has_missed.clone(),
        });
    }
    let mut stream = Stream {
        live: live.clone(),
        viewer: viewer.person,
        device: viewer.device,
        number,
        hints,
        has_missed,
        arrival: 0,
        status: None,
        ready: VecDeque::new(),
        checks: interval_at(Instant::now() + CHECK_EVERY, CHECK_EVERY),
        is_over: false,
    };
    // The device may have been signed out before the stream was registered.
    if !devices::is_signed_in(&mut live.0.database.read().await?, viewer.device).await? {
        return Err(ErrorCode::SignedOut.into());
    }
    // The stream gets hints already: what happens during this read is sent twice rather than never.
    let last = feed::read_last_arrival(&mut live.0.database.read().await?, viewer.person).await?;
    stream.arrival = last;
    // What arrived before isn't listed: a moment that is missing there, and can be seen by now,
    // would be known to have been for others only.
    if resumes || after.is_some_and(|after| after < last) {
        stream.ready.push_back(Event::Resync {});
    }
    stream.look_for(Hint::Arrivals).await?;
    stream.look_for(Hint::Status).await?;
    let events = unfold(stream, |mut stream| async move {
        let event = stream.next().await?;
        Some((Ok::<_, Infallible>(event), stream))
    });
    let events = Sse::new(events.fuse()).keep_alive(KeepAlive::new().interval(KEEP_ALIVE));
    // Otherwise nginx holds events back until its buffer is full.
    Ok(([("x-accel-buffering", "no")], events).into_response())
}

impl Stream {
    /// The next event. `None` ends the stream: the device was signed out, the server closed it, or
    /// the database doesn't answer.
    async fn next(&mut self) -> Option<sse::Event> {
        if self.is_over {
            return None;
        }
        while self.ready.is_empty() {
            let hint = tokio::select! {
                hint = self.hints.recv() => hint?,
                () = self.has_missed.notified() => Hint::Resync,
                _ = self.checks.tick() => Hint::Check,
            };
            // In boxes: a stream that waits needs no room for its reads.
            let was_missed = matches!(hint, Hint::Check | Hint::Resync)
                && !Box::pin(self.is_signed_in()).await.ok()?;
            if hint == Hint::SignedOut || was_missed {
                self.is_over = true;
                return Some(sse::Event::default().retry(NEVER));
            }
            if let Err(error) = Box::pin(self.look_for(hint)).await {
                tracing::warn!(%error, "a stream ends: what happened can't be read");
                return None;
            }
        }
        let event = self.ready.pop_front()?;
        if let Event::Arrived(arrived) = &event {
            self.arrival = self.arrival.max(arrived.arrival);
        }
        Some(written(&event, self.arrival))
    }

    async fn is_signed_in(&self) -> Result<bool, Error> {
        devices::is_signed_in(&mut self.live.0.database.read().await?, self.device).await
    }

    /// Reads what a hint is about, as this person, and queues the events that they may see.
    async fn look_for(&mut self, hint: Hint) -> Result<(), Error> {
        let mut read = self.live.0.database.read().await?;
        let changed = |moment_id: MomentId| Event::Changed(Changed { moment_id });
        match hint {
            Hint::Arrivals => {
                let last_ready = self.ready.iter().rev().find_map(|event| match event {
                    Event::Arrived(arrived) => Some(arrived.arrival),
                    _ => None,
                });
                let after = last_ready.unwrap_or(self.arrival).max(self.arrival);
                self.ready.extend(
                    events::list_arrived(&mut read, self.viewer, after)
                        .await?
                        .into_iter()
                        .map(Event::Arrived),
                );
            }
            Hint::Status => {
                let status = events::read_status(&mut read, self.viewer, clock::now()).await?;
                if self.status.as_ref() != Some(&status) {
                    self.status = Some(status.clone());
                    self.ready.push_back(Event::Status(status));
                }
            }
            Hint::Reaction {
                moment,
                person,
                target,
            } => {
                if events::can_see_reaction(&mut read, self.viewer, moment, person, target).await? {
                    self.ready.push_back(changed(moment));
                }
            }
            Hint::Edited(moment) => {
                let author = moments::find_visible_author(&mut read, self.viewer, moment).await?;
                if author.is_some() {
                    self.ready.push_back(changed(moment));
                }
            }
            Hint::Deletion { author, moment } => {
                if events::could_see_moment(&mut read, self.viewer, author, moment).await? {
                    self.ready.push_back(changed(moment));
                }
            }
            Hint::Friends => self.ready.push_back(Event::Friends {}),
            Hint::Resync => self.ready.push_back(Event::Resync {}),
            Hint::Check | Hint::SignedOut => {}
        }
        Ok(())
    }
}

/// An event as it is sent. Its id is the last arrival that was sent.
fn written(event: &Event, arrival: i64) -> sse::Event {
    let json = serde_json::to_value(event).unwrap_or_default();
    let data = json
        .get("data")
        .cloned()
        .unwrap_or_else(|| serde_json::json!({}));
    sse::Event::default()
        .event(event.name())
        .id(arrival.to_string())
        .retry(RETRY)
        .data(data.to_string())
}
