//! A list that is read page by page, as a screen shows it.

use leptos::prelude::*;
use life_circle_wire::Timestamp;

use super::pager_end::AHEAD_USUALLY;
use super::{ListState, Pager, PagerEnd};
use crate::data::load::AsOf;
use crate::reactive::{Show, derive};
use crate::text::Text;

/// A [`Pager`] without the type of its items: what [`PagedList`] must know of it.
#[derive(Clone, Copy)]
pub struct Pages {
    /// How far the list is read.
    pub state: Signal<ListState>,
    /// Whether there is no row so far.
    pub is_empty: Signal<bool>,
    /// How old the list is, if the server couldn't be asked.
    pub as_of: Signal<Option<Timestamp>>,
    /// Reads the next page.
    pub load_more: Callback<()>,
    /// How far below the screen the end may be when the next page is read, in screens.
    pub screens_ahead: u16,
}

/// Rows that are drawn a few at a time are read so early that they are drawn before somebody
/// scrolls to them.
const AHEAD_IF_SLOW: u16 = 10;

impl Pages {
    /// The same for a list whose rows are drawn a few at a time: it reads on once all are drawn.
    pub fn once_drawn(self, is_drawn: Signal<bool>) -> Self {
        // Nothing stands below the rows meanwhile: the next ones would move it.
        let state = derive(move || {
            if is_drawn.get() {
                self.state.get()
            } else {
                ListState::More
            }
        });
        let load_more = Callback::new(move |()| {
            if is_drawn.get_untracked() {
                self.load_more.run(());
            }
        });
        Self {
            state,
            load_more,
            screens_ahead: AHEAD_IF_SLOW,
            ..self
        }
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Pager<T> {
    /// The pages of a list that shows a row for each item.
    pub fn pages(self) -> Pages {
        Pages {
            state: self.state.into(),
            is_empty: derive(move || self.items.with(Vec::is_empty)),
            as_of: self.as_of.into(),
            load_more: Callback::new(move |()| self.load_more()),
            screens_ahead: AHEAD_USUALLY,
        }
    }
}

/// The rows of a list and its end, which reads more when it comes near the screen.
#[component]
pub fn PagedList(
    /// How far the list is read, and how to read on.
    pages: Pages,
    /// The view to show if the whole list is read and has no rows.
    #[prop(into, optional)]
    empty: ViewFn,
    /// The text after the last row. If it isn't given, the list just ends.
    #[prop(optional_no_strip)]
    end: Option<fn(&'static Text) -> &'static str>,
    /// The rows, in the element that holds them.
    children: Children,
) -> impl IntoView {
    let Pages {
        state,
        is_empty,
        as_of,
        load_more,
        screens_ahead,
    } = pages;
    let has_nothing = derive(move || state.get() == ListState::End && is_empty.get());
    let end = derive(move || end.filter(|_| !is_empty.get()));
    view! {
        <AsOf time=as_of />
        {children()}
        <Show when=has_nothing>{empty.run()}</Show>
        <PagerEnd state load_more screens_ahead end />
    }
}
