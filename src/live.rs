//! What happens on the server, into what the page shows, as it happens.
//!
//! One connection a browser: the tab that holds a lock has it and passes everything on to the others. Nothing that is
//! being read moves: new moments wait behind a pill.

use std::time::Duration;

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use life_circle_wire::events::{Arrived, Changed, EventsQuery, Status};
use life_circle_wire::feed::ReadFeed;
use life_circle_wire::moments::ReadMoment;
use life_circle_wire::{ErrorCode, MomentId, NoArgument, NoQuery, PageQuery};
use serde::de::DeserializeOwned;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{BroadcastChannel, EventSource, MessageEvent};

use crate::api::{Api, json, use_api};
use crate::erased::spawn;
use crate::state::comments::{Threads, use_threads};
use crate::state::connection::{Connection, use_connection};
use crate::state::entities::{Entities, use_entities};
use crate::state::feed::{Lists, use_lists};

/// The lock that one tab holds, and the channel on which it tells the others.
const NAME: &str = "life-circle-live";
/// The events that are listened to.
const EVENTS: [&str; 5] = ["arrived", "changed", "status", "friends", "resync"];
/// What the tabs tell each other of the connection itself, and what a new one asks.
const BEHIND: &str = "behind";
const HELLO: &str = "hello";
/// A connection that is gone for so long is worth a word.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it is looked whether the machine has slept.
const LOOK_EVERY: Duration = Duration::from_secs(15);
/// A look that comes so late, in milliseconds, follows a sleep.
const SLEPT_MS: f64 = 45_000.0;
/// Moments that are read again after a gap: those on the screen come first.
const RESYNCED_MOST: u32 = 12;

/// What the connection leads to; cheap to copy.
#[derive(Clone, Copy)]
pub struct Live {
    api: Api,
    lists: Lists,
    entities: Entities,
    threads: Threads,
    connection: Connection,
    /// Moments that are about to be read again.
    changed: StoredValue<Vec<MomentId>>,
    has_caught_up: StoredValue<bool>,
}

/// What it leads to, taken where the page's state is at hand.
pub fn use_live() -> Live {
    Live {
        api: use_api(),
        lists: use_lists(),
        entities: use_entities(),
        threads: use_threads(),
        connection: use_connection(),
        changed: StoredValue::new(Vec::new()),
        has_caught_up: StoredValue::new(false),
    }
}

/// The connection, in the tab that has it.
#[derive(Clone, Copy)]
struct Line {
    live: Live,
    channel: StoredValue<Option<BroadcastChannel>, LocalStorage>,
    source: StoredValue<Option<EventSource>, LocalStorage>,
    listener: StoredValue<Option<Closure<dyn FnMut(MessageEvent)>>, LocalStorage>,
    failures: StoredValue<u32>,
    last_look: StoredValue<f64>,
}

impl Live {
    /// Listens as long as the page is open.
    pub fn listen(self) {
        let line = Line {
            live: self,
            channel: StoredValue::new_local(BroadcastChannel::new(NAME).ok()),
            source: StoredValue::new_local(None),
            listener: StoredValue::new_local(None),
            failures: StoredValue::new(0),
            last_look: StoredValue::new(js_sys::Date::now()),
        };
        line.hear_other_tabs();
        line.connect_when_first();
    }

    /// Does what an event asks for.
    fn take(self, name: &str, data: &str) {
        match name {
            "arrived" => with(data, |arrived: Arrived| self.lists.add_arrived(arrived)),
            "changed" => with(data, |changed: Changed| self.read_again_soon(changed.moment_id)),
            "status" => with(data, |status: Status| self.lists.status.set(Some(status))),
            "friends" => self.lists.refresh_friends(),
            "resync" => self.resync(),
            BEHIND => {
                self.connection.set_behind(data == "1");
                if data == "0" {
                    self.catch_up();
                }
            }
            _ => {}
        }
    }

    /// Reads a moment again that the page has, a little later: what happens within that time is read once.
    fn read_again_soon(self, id: MomentId) {
        let is_known = self.entities.get(id).is_some();
        let waits = self.changed.with_value(|changed| changed.contains(&id));
        if !is_known || waits {
            return;
        }
        self.changed.update_value(|changed| changed.push(id));
        set_timeout(
            move || {
                self.changed.update_value(|changed| changed.retain(|other| *other != id));
                spawn(self.read_again(id));
            },
            Duration::from_millis(250),
        );
    }

    async fn read_again(self, id: MomentId) {
        let asked_at = self.entities.stamp();
        match self.api.read::<ReadMoment>(&id, &NoQuery {}).await {
            Ok(moment) => {
                self.entities.put(moment, asked_at);
                self.entities.set_deleted(id, false);
                self.threads.refresh_open(id);
            }
            Err(error) if error.is_refusal(ErrorCode::NotFound) => self.entities.set_deleted(id, true),
            // It is read again with the next change, or the next look.
            Err(_) => {}
        }
    }

    /// Reads, once, what may have changed between the first reading and the first event.
    fn catch_up(self) {
        if self.has_caught_up.get_value() {
            return;
        }
        self.has_caught_up.set_value(true);
        if self.lists.feed.is_fresh() {
            return self.resync();
        }
        spawn(async move {
            let asked_at = self.entities.stamp();
            if let Ok(page) = self.api.read::<ReadFeed>(&NoArgument, &PageQuery::at(None)).await {
                for item in page.items.into_iter().filter(|item| self.entities.get(item.moment.id).is_some()) {
                    self.entities.put(item.moment, asked_at);
                }
            }
        });
    }

    /// Something may have been missed: what is on the screen is read again.
    fn resync(self) {
        self.lists.refresh_status();
        let Ok(shown) = document().query_selector_all("article[data-anchor]") else { return };
        for index in 0..shown.length().min(RESYNCED_MOST) {
            let element = shown.get(index).and_then(|node| node.dyn_into::<web_sys::Element>().ok());
            let id = element.and_then(|element| element.get_attribute("data-anchor")?.parse().ok());
            if let Some(id) = id {
                self.read_again_soon(id);
            }
        }
    }
}

fn with<T: DeserializeOwned>(data: &str, act: impl FnOnce(T)) {
    // What a newer server says in another way isn't understood, and does no harm.
    if let Ok(value) = json::parse(data) {
        act(value);
    }
}

impl Line {
    fn hear_other_tabs(self) {
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            match text.split_once('\n') {
                Some((HELLO, _)) if self.source.with_value(Option::is_some) => {
                    self.tell(BEHIND, if self.failures.get_value() == 0 { "0" } else { "1" });
                }
                Some((name, data)) => self.live.take(name, data),
                None => {}
            }
        });
        self.channel.with_value(|channel| {
            if let Some(channel) = channel {
                channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
                channel.post_message(&format!("{HELLO}\n").into()).ok();
            }
        });
        // It lasts as long as the page.
        on_message.forget();
    }

    /// Waits until no other tab has the connection.
    fn connect_when_first(self) {
        let granted = Closure::<dyn FnMut() -> Promise>::new(move || {
            self.begin();
            // Never kept: the tab holds the lock until it is closed.
            Promise::new(&mut |_, _| ())
        });
        let locks = Reflect::get(&window().navigator(), &"locks".into()).unwrap_or(JsValue::UNDEFINED);
        let request =
            Reflect::get(&locks, &"request".into()).ok().and_then(|request| request.dyn_into::<Function>().ok());
        match request {
            Some(request) => drop(request.call2(&locks, &NAME.into(), granted.as_ref())),
            // A browser without locks has a connection a tab.
            None => self.begin(),
        }
        granted.forget();
    }

    fn begin(self) {
        let listener = Closure::new(move |event: MessageEvent| {
            self.tell(&event.type_(), &event.data().as_string().unwrap_or_default());
        });
        self.listener.set_value(Some(listener));
        self.connect(false);
        // It fails only where there is no window, and lasts as long as the page.
        set_interval_with_handle(move || self.look(), LOOK_EVERY).ok();
        window_event_listener_untyped("online", move |_| self.connect(true));
    }

    /// Tells this tab and the others.
    fn tell(self, name: &str, data: &str) {
        self.channel.with_value(|channel| {
            if let Some(channel) = channel {
                channel.post_message(&format!("{name}\n{data}").into()).ok();
            }
        });
        self.live.take(name, data);
    }

    fn connect(self, has_missed: bool) {
        self.source.update_value(|source| {
            if let Some(source) = source.take() {
                source.close();
            }
        });
        let address = self.live.api.events_address(&EventsQuery { after: self.live.lists.newest_arrival() });
        let Ok(source) = EventSource::new(&address) else { return };
        self.listener.with_value(|listener| {
            let listener = listener.as_ref().map(|listener| listener.as_ref().unchecked_ref::<Function>());
            for name in EVENTS {
                listener.map(|listener| source.add_event_listener_with_callback(name, listener)).transpose().ok();
            }
        });
        let opened = Closure::<dyn FnMut()>::new(move || {
            self.failures.set_value(0);
            self.tell(BEHIND, "0");
        });
        let failed = Closure::<dyn FnMut()>::new(move || self.fail());
        source.set_onopen(Some(opened.as_ref().unchecked_ref()));
        source.set_onerror(Some(failed.as_ref().unchecked_ref()));
        // Small, and as many as there are connections.
        opened.forget();
        failed.forget();
        self.source.set_value(Some(source));
        if has_missed {
            self.tell("resync", "{}");
        }
    }

    /// The connection is lost. The browser tries again by itself, unless the server said no.
    fn fail(self) {
        self.failures.update_value(|failures| *failures += 1);
        let failures = self.failures.get_value();
        set_timeout(
            move || {
                if self.failures.get_value() >= failures {
                    self.tell(BEHIND, "1");
                }
            },
            PATIENCE,
        );
        let is_closed =
            self.source.with_value(|source| source.as_ref().is_some_and(|source| source.ready_state() == 2));
        if is_closed {
            let wait_s = 1_u64 << failures.min(6);
            set_timeout(move || self.connect(true), Duration::from_secs(wait_s));
        }
    }

    /// A machine that slept has a connection that seems to be there.
    fn look(self) {
        let now = js_sys::Date::now();
        if now - self.last_look.get_value() > SLEPT_MS {
            self.connect(true);
        }
        self.last_look.set_value(now);
    }
}
