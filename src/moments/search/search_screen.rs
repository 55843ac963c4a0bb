//! The screen to search moments in.

use std::time::Duration;

use js_sys::Date;
use leptos::ev::Event;
use leptos::prelude::*;
use life_circle_wire::search::MomentSearch;
use life_circle_wire::{Handle, Timestamp};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::HtmlElement;

use super::criteria::Criteria;
use super::found_list::FoundList;
use crate::data::people::use_people;
use crate::data::session::use_session;
use crate::kit::{EmptyState, Icon, SearchBox};
use crate::people::roster::use_roster;
use crate::reactive::{dynamic, effect, memo, on_click};
use crate::routing::Route;
use crate::routing::navigator::{Arrival, use_navigator};
use crate::shell::InnerScreen;
use crate::text::parts::{say, say_with};

/// The id of the box.
const BOX: &str = "moment-search";
/// Time without typing before a search starts.
const PAUSE: Duration = Duration::from_millis(250);

/// The screen at `/search`.
#[component]
pub fn SearchScreen() -> impl IntoView {
    let criteria: Criteria = expect_context();
    if criteria.words.with_untracked(String::is_empty) {
        criteria.words.set(words_in_address());
    }
    let settled = RwSignal::new(criteria.words.get_untracked());
    settle(criteria.words, settled);
    let search = memo(move || MomentSearch {
        q: settled.get(),
        author: criteria.author.get(),
        has_photos: criteria.has_photos.get(),
        from: criteria.from.with(|day| begin_of(day, 0)),
        to: criteria.to.with(|day| begin_of(day, 1)),
        ..MomentSearch::default()
    });
    // A month's moments are there to be read.
    let is_begun = search.with_untracked(|search| !search.is_empty());
    if use_navigator().arrival() == Arrival::Forward && !is_begun {
        begin_typing();
    }
    let result = dynamic(move || {
        let search = search.get();
        if search.is_empty() {
            let title = say_with(|text| text.moment_search.hint.to_owned());
            return view! { <EmptyState icon="search" title /> }.into_any();
        }
        view! { <FoundList search /> }.into_any()
    });
    view! {
        <InnerScreen title=say_with(|text| text.common.search.to_owned()) otherwise=Route::Circle>
            <SearchBox
                id=BOX
                label=say(|text| text.moment_search.placeholder)
                clear=say(|text| text.people.clear_search)
                words=criteria.words
            />
            <Narrowing criteria />
            {result}
        </InnerScreen>
    }
}

/// Puts the cursor into the box, once the screen is drawn.
fn begin_typing() {
    request_animation_frame(|| {
        let input = document().get_element_by_id(BOX);
        if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlElement>().ok()) {
            input.focus().ok();
        }
    });
}

/// Takes the words over when nobody has typed for a while, and keeps them in the address: a reload
/// finds them again.
fn settle(words: RwSignal<String>, settled: RwSignal<String>) {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    effect(move || {
        let words = words.get();
        timer.get_value().iter().for_each(TimeoutHandle::clear);
        if settled.with_untracked(|settled| *settled == words) {
            return;
        }
        let take = move || {
            keep_in_address(&words);
            settled.set(words);
        };
        timer.set_value(set_timeout_with_handle(take, PAUSE).ok());
    });
    on_cleanup(move || timer.get_value().iter().for_each(TimeoutHandle::clear));
}

fn keep_in_address(words: &str) {
    let words = String::from(js_sys::encode_uri_component(words));
    let address = format!("{}?q={words}", Route::Search.path());
    // It fails only without a window, or if somebody types faster than the browser allows.
    let kept = window().history().and_then(|history| {
        let state = history.state().unwrap_or(JsValue::NULL);
        history.replace_state_with_url(&state, "", Some(&address))
    });
    kept.unwrap_or_default();
}

fn words_in_address() -> String {
    let query = window().location().search().unwrap_or_default();
    let words = query.strip_prefix("?q=").unwrap_or_default();
    let words = js_sys::decode_uri_component(words);
    words.map(String::from).unwrap_or_default()
}

/// When a day, written as `2026-11-30`, begins in the reader's time zone; or the day so many days
/// later. Not every day has 24 hours.
fn begin_of(day: &str, later: u32) -> Option<Timestamp> {
    let begin = Date::new(&format!("{day}T00:00:00").into());
    begin.set_date(begin.get_date() + later);
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970")]
    let time = Timestamp(begin.get_time() as i64);
    begin.get_time().is_finite().then_some(time)
}

/// What narrows the search: the author, photos, the time.
#[component]
fn Narrowing(
    /// What is searched for.
    criteria: Criteria,
) -> impl IntoView {
    let Criteria {
        author,
        has_photos,
        from,
        to,
        ..
    } = criteria;
    let day = |label: Signal<&'static str>, value: RwSignal<String>| {
        view! {
            <label class="narrowing-day">
                <span>{label}</span>
                <input type="date" bind:value=value />
            </label>
        }
    };
    view! {
        <div class="narrowing">
            <AuthorChoice author />
            <button
                type="button"
                class="button"
                aria-pressed=move || has_photos.get().to_string()
                on:click=on_click(move || has_photos.update(|wanted| *wanted = !*wanted))
            >
                <Icon name="images" />
                {say(|text| text.moment_search.with_photos)}
            </button>
            {day(say(|text| text.moment_search.from), from)}
            {day(say(|text| text.moment_search.to), to)}
        </div>
    }
}

/// The choice of people whose moments are searched: everybody, me, or one friend.
#[component]
fn AuthorChoice(
    /// The chosen author.
    author: RwSignal<Option<Handle>>,
) -> impl IntoView {
    let roster = use_roster();
    let people = use_people();
    if roster.friends.is_out_of_date() {
        roster.friends.refresh();
    }
    roster.friends.read_all(|| true);
    let choose: Box<dyn FnMut(Event)> =
        Box::new(move |event| author.set(event_target_value(&event).parse().ok()));
    let option = move |handle: &Handle, name: Signal<String>| {
        let value = handle.to_string();
        let is_chosen = author.with_untracked(|author| author.as_ref() == Some(handle));
        view! {
            <option value=value selected=is_chosen>
                {name}
            </option>
        }
    };
    let me = use_session().me().map(|me| me.person.handle);
    let me = me.map(|me| option(&me, say_with(|text| text.common.me.to_owned())));
    let friends = move || {
        let friends = roster.people().get();
        let options = friends
            .iter()
            .map(|friend| option(&friend.handle, people.name(friend)));
        options.collect_view()
    };
    view! {
        <select class="button" aria-label=say(|text| text.moment_search.author) on:change=choose>
            <option value="">{say(|text| text.moment_search.anyone)}</option>
            {me}
            {friends}
        </select>
    }
}
