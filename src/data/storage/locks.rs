//! The browser's locks: one tab at a time does something.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::{set_timeout, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::reactive::spawn_local;

/// How long to wait for another tab.
const PATIENCE: Duration = Duration::from_mins(1);

/// A lock that this tab holds until it is dropped.
pub struct Held(Function);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.call0(&JsValue::UNDEFINED).ok();
    }
}

/// Waits until this tab has the lock of this name. If another tab has it for longer than
/// [`PATIENCE`], that tab may be asleep: this one takes the lock. `None` if the browser has no
/// locks.
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
    let name = name.to_owned();
    let take = move || {
        if !is_held.get()
            && let Some(lock) = request(&name, true, &granted)
        {
            ignore_theft(lock);
        }
    };
    set_timeout(take, PATIENCE);
    JsFuture::from(held).await.ok()?;
    Some(Held(release))
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
