//! The connection to the server's events: one for each browser. One tab holds a lock and has the
//! connection; it passes every event on to the other tabs. If it is asleep, another takes over.

use std::time::Duration;

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use life_circle_wire::events::Event;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{BroadcastChannel, EventSource, MessageEvent};

use crate::data::api::backoff::Backoff;
use crate::data::api::json;
use crate::data::storage::locks;

/// The lock that one tab holds, and the channel on which it tells the others.
const NAME: &str = "life-circle-live";
/// A message between tabs about the connection itself: `1` if it is lost, `0` if it works.
const DISCONNECTED: &str = "disconnected";
/// A message to the tab with the connection: it asks for the connection's state.
const HELLO: &str = "hello";
/// The tab with the connection is asleep if it doesn't answer for this long.
const ANSWERS_WITHIN: Duration = Duration::from_secs(3);
/// After this long without a connection, the tabs are told that it is lost.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long to wait before connecting again after the server has refused.
const BACKOFF: Backoff = Backoff {
    first_ms: 2000,
    longest_ms: 64_000,
};
/// How often to check whether the machine has slept, and whether the tab with the connection has.
const LOOK_EVERY: Duration = Duration::from_secs(15);
/// If this many milliseconds lie between two checks, the machine has slept. Browsers run timers of
/// hidden tabs only once a minute, so the limit is well above that.
const SLEPT_MS: f64 = 150_000.0;

/// What listens on a line.
pub trait Listener: Copy + 'static {
    /// Does what an event asks for.
    fn take(self, event: Event);
    /// Learns whether the connection is lost.
    fn set_disconnected(self, is_disconnected: bool);
    /// The address of the stream, after the newest arrival that the page knows.
    fn address(self) -> String;
    /// Whether the page had a connection before, its own or another tab's: it has read what changed
    /// before the first event, or is about to.
    fn has_caught_up(self) -> bool;
}

/// A tab's line to the events: one tab has the connection, the others hear from it.
#[derive(Clone, Copy)]
pub struct Line<L> {
    listener: L,
    channel: StoredValue<Option<BroadcastChannel>, LocalStorage>,
    source: StoredValue<Option<EventSource>, LocalStorage>,
    on_event: StoredValue<Option<Closure<dyn FnMut(MessageEvent)>>, LocalStorage>,
    /// How many messages came from the tab with the connection.
    heard: StoredValue<u32>,
    failures: StoredValue<u32>,
    last_look: StoredValue<f64>,
}

impl<L: Listener> Line<L> {
    /// Listens as long as the page is open.
    pub fn open(listener: L) {
        let line = Self {
            listener,
            channel: StoredValue::new_local(BroadcastChannel::new(NAME).ok()),
            source: StoredValue::new_local(None),
            on_event: StoredValue::new_local(None),
            heard: StoredValue::new(0),
            failures: StoredValue::new(0),
            last_look: StoredValue::new(js_sys::Date::now()),
        };
        line.hear_other_tabs();
        line.request_lock(false);
        // WebKit frees the lock late when a page is reloaded.
        line.ask_whether_awake();
        // This fails only without a window. The timer runs as long as the page is open.
        set_interval_with_handle(move || line.look(), LOOK_EVERY).ok();
        window_event_listener_untyped("visibilitychange", move |_| line.ask_whether_awake());
        window_event_listener_untyped("online", move |_| {
            if line.is_connected() {
                line.connect(true);
            }
        });
    }

    /// Whether this tab has the connection.
    fn is_connected(self) -> bool {
        self.source.with_value(Option::is_some)
    }

    fn hear_other_tabs(self) {
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            match text.split_once('\n') {
                Some((HELLO, _)) if self.is_connected() => {
                    self.tell(
                        DISCONNECTED,
                        if self.failures.get_value() == 0 {
                            "0"
                        } else {
                            "1"
                        },
                    );
                }
                Some((HELLO, _)) | None => {}
                Some((name, data)) => {
                    self.heard.update_value(|heard| *heard += 1);
                    self.take(name, data);
                }
            }
        });
        self.channel.with_value(|channel| {
            if let Some(channel) = channel {
                channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
            }
        });
        self.post(HELLO, "");
        // The handler must live as long as the page.
        on_message.forget();
    }

    fn post(self, name: &str, data: &str) {
        self.channel.with_value(|channel| {
            if let Some(channel) = channel {
                channel.post_message(&format!("{name}\n{data}").into()).ok();
            }
        });
    }

    /// Asks the tab with the connection whether it is awake, while this one is looked at. If it
    /// doesn't answer, this one takes over: a browser freezes tabs that nobody looks at.
    fn ask_whether_awake(self) {
        let is_asleep = move || !self.is_connected() && !document().hidden();
        if !is_asleep() {
            return;
        }
        let heard = self.heard.get_value();
        self.post(HELLO, "");
        set_timeout(
            move || {
                if is_asleep() && self.heard.get_value() == heard {
                    self.request_lock(true);
                }
            },
            ANSWERS_WITHIN,
        );
    }

    /// Connects as soon as no other tab has the connection, or takes it from that tab.
    fn request_lock(self, steals: bool) {
        let granted = Closure::<dyn FnMut() -> Promise>::new(move || {
            self.begin();
            // This promise never resolves: the tab holds the lock until it is closed.
            Promise::new(&mut |_, _| ())
        });
        let held = locks::request(NAME, steals, granted.as_ref());
        granted.forget();
        let Some(held) = held else {
            // Without locks, each tab has its own connection.
            return self.begin();
        };
        let lost = Closure::<dyn FnMut(JsValue)>::once(move |error: JsValue| {
            let name = Reflect::get(&error, &"name".into()).ok();
            if name.and_then(|name| name.as_string()).as_deref() == Some("AbortError") {
                // Another tab has taken over: this one slept.
                self.disconnect();
                self.request_lock(false);
            } else {
                // The browser refuses locks here: it would refuse the next one, too.
                self.begin();
            }
        });
        drop(held.catch(&lost));
        lost.forget();
    }

    fn begin(self) {
        let listener = Closure::new(move |event: MessageEvent| {
            self.tell(
                &event.type_(),
                &event.data().as_string().unwrap_or_default(),
            );
        });
        self.on_event.set_value(Some(listener));
        // If another tab had the connection before, events between the two connections may be
        // missed.
        self.connect(self.listener.has_caught_up());
    }

    /// Tells this tab and the others.
    fn tell(self, name: &str, data: &str) {
        self.post(name, data);
        self.take(name, data);
    }

    /// Passes a message to the listener.
    fn take(self, name: &str, data: &str) {
        if name == DISCONNECTED {
            return self.listener.set_disconnected(data == "1");
        }
        // Ignore what only a newer version of the page can read.
        let event = json::parse(&format!(r#"{{"event":"{name}","data":{data}}}"#));
        if let Ok(event) = event {
            self.listener.take(event);
        }
    }

    fn disconnect(self) {
        self.source.update_value(|source| {
            if let Some(source) = source.take() {
                source.close();
            }
        });
    }

    fn connect(self, has_missed: bool) {
        self.disconnect();
        let address = self.listener.address();
        let Ok(source) = EventSource::new(&address) else {
            return;
        };
        self.on_event.with_value(|listener| {
            let listener = listener
                .as_ref()
                .map(|listener| listener.as_ref().unchecked_ref::<Function>());
            for name in Event::NAMES {
                listener
                    .map(|listener| source.add_event_listener_with_callback(name, listener))
                    .transpose()
                    .ok();
            }
        });
        let opened = Closure::<dyn FnMut()>::new(move || {
            self.failures.set_value(0);
            self.tell(DISCONNECTED, "0");
        });
        let failed = Closure::<dyn FnMut()>::new(move || self.fail());
        source.set_onopen(Some(opened.as_ref().unchecked_ref()));
        source.set_onerror(Some(failed.as_ref().unchecked_ref()));
        // Two small closures for each connection are leaked.
        opened.forget();
        failed.forget();
        self.source.set_value(Some(source));
        if has_missed {
            self.tell(Event::Resync {}.name(), "{}");
        }
    }

    /// Handles a lost connection. The browser reconnects by itself, unless the server has refused;
    /// then this tab reconnects after 1 to 64 seconds.
    fn fail(self) {
        self.failures.update_value(|failures| *failures += 1);
        let failures = self.failures.get_value();
        set_timeout(
            move || {
                if self.failures.get_value() >= failures {
                    self.tell(DISCONNECTED, "1");
                }
            },
            PATIENCE,
        );
        let is_closed = self.source.with_value(|source| {
            source
                .as_ref()
                .is_some_and(|source| source.ready_state() == 2)
        });
        if is_closed {
            let connect_again = move || {
                if self.is_connected() {
                    self.connect(true);
                }
            };
            set_timeout(connect_again, BACKOFF.wait(failures));
        }
    }

    /// Reconnects if the machine has slept: the old connection then only seems to work. A tab
    /// without a connection asks the one that has it.
    fn look(self) {
        let now = js_sys::Date::now();
        if !self.is_connected() {
            self.ask_whether_awake();
        } else if now - self.last_look.get_value() > SLEPT_MS {
            self.connect(true);
        }
        self.last_look.set_value(now);
    }
}
