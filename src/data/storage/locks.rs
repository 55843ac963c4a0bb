//! The browser's locks: one tab at a time does something.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::kit::now;
use crate::reactive::spawn_local;

/// How often a tab that holds a lock says that it is awake.
const SAYS_EVERY: Duration = Duration::from_secs(20);
/// How often a tab that waits for a lock looks whether the other one is awake.
const LOOKS_EVERY: Duration = Duration::from_mins(1);
/// A tab that has said nothing for so many milliseconds is asleep. Browsers run timers of hidden
/// tabs only once a minute.
const ASLEEP_MS: i64 = 150_000;

/// A lock that this tab holds until it is dropped.
pub struct Held {
    release: Function,
    /// The name in the storage of when this tab was last awake.
    awake: String,
    saying: Option<IntervalHandle>,
}

impl Held {
    fn new(name: &str, release: Function) -> Self {
        let awake = awake_name(name);
        let say = {
            let awake = awake.clone();
            move || super::keep(&awake, Some(&now().0.to_string()))
        };
        say();
        let saying = set_interval_with_handle(say, SAYS_EVERY).ok();
        Self {
            release,
            awake,
            saying,
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.saying.iter().for_each(IntervalHandle::clear);
        super::keep(&self.awake, None);
        self.release.call0(&JsValue::UNDEFINED).ok();
    }
}

fn awake_name(lock: &str) -> String {
    format!("awake-{lock}")
}

/// Waits until this tab has the lock of this name. If the tab that has it is asleep, this one takes
/// it. `None` if the browser has no locks.
pub async fn hold(name: &str) -> Option<Held> {
    let mut release = None;
    let released = Promise::new(&mut |resolve, _| release = Some(resolve));
    let release = release?;
    let is_held = Rc::new(Cell::new(false));
    let mut granted = JsValue::UNDEFINED;
    let held = Promise::new(&mut |resolve, _| {
        let is_held = is_held.clone();
        let released = released.clone();
        granted = Closure::<dyn FnMut() -> Promise>::new(move || {
            is_held.set(true);
            resolve.call0(&JsValue::UNDEFINED).ok();
            released.clone()
        })
        .into_js_value();
    });
    ignore_theft(request(name, false, &granted)?);
    take_if_asleep(name.to_owned(), granted, is_held);
    JsFuture::from(held).await.ok()?;
    Some(Held::new(name, release))
}

/// Looks, until the lock is held here, whether the tab that has it is asleep.
fn take_if_asleep(name: String, granted: JsValue, is_held: Rc<Cell<bool>>) {
    let look = move || {
        if is_held.get() {
            return;
        }
        let awake_at = super::read(&awake_name(&name)).and_then(|at| at.parse::<i64>().ok());
        if awake_at.is_none_or(|at| now().0 - at > ASLEEP_MS)
            && let Some(lock) = request(&name, true, &granted)
        {
            ignore_theft(lock);
        }
        take_if_asleep(name, granted, is_held);
    };
    set_timeout(look, LOOKS_EVERY);
}

/// If another tab takes the lock, this one goes on.
fn ignore_theft(lock: Promise) {
    spawn_local(async move { drop(JsFuture::from(lock).await) });
}

/// Asks for the lock of this name; `steals` takes it from another tab. `granted` is called as soon
/// as this tab has the lock, and returns a promise; the lock is held until that is fulfilled.
/// Returns a promise that is fulfilled then, too, and fails if another tab takes the lock. `None`
/// if the browser has no locks: it has none for a page that comes without HTTPS.
pub fn request(name: &str, steals: bool, granted: &JsValue) -> Option<Promise> {
    // `web-sys` has the locks only with a flag of the compiler.
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let options = Object::new();
    Reflect::set(&options, &"steal".into(), &steals.into()).ok()?;
    let held = request
        .call3(&locks, &name.into(), &options, granted)
        .ok()?;
    held.dyn_into().ok()
}
