//! What is searched for. It is kept while the page is open, so that Back finds it as it was.

use leptos::prelude::*;
use life_circle_wire::Handle;

/// The words, and what narrows the search, as signals.
#[derive(Clone, Copy)]
pub struct Criteria {
    /// The words as they are typed.
    pub words: RwSignal<String>,
    /// The author; `None` for anybody.
    pub author: RwSignal<Option<Handle>>,
    /// Whether only moments with photos are wanted.
    pub has_photos: RwSignal<bool>,
    /// The first day, as `2026-11-30`; empty for any.
    pub from: RwSignal<String>,
    /// The last day.
    pub to: RwSignal<String>,
}

/// Makes the criteria available.
pub fn provide_search() {
    provide_context(Criteria {
        words: RwSignal::new(String::new()),
        author: RwSignal::new(None),
        has_photos: RwSignal::new(false),
        from: RwSignal::new(String::new()),
        to: RwSignal::new(String::new()),
    });
}
