//! The months of somebody's album, each a search for its moments.

use js_sys::Date;
use leptos::prelude::*;
use life_circle_wire::search::{MonthCount, MonthsQuery, ReadMonths};
use life_circle_wire::{Handle, Month};

use super::criteria::Criteria;
use crate::data::api::use_api;
use crate::data::load::{loaded, use_kept_load};
use crate::kit::{Dialog, EmptyState, month_and_year_text, month_text};
use crate::reactive::on_click;
use crate::routing::Route;
use crate::routing::navigator::use_navigator;
use crate::text::parts::{say, say_with};
use crate::text::use_language;

/// A button that opens the months of an album.
#[component]
pub fn MonthsButton(
    /// The person whose album it is.
    handle: Handle,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let handle = StoredValue::new(handle);
    view! {
        <button type="button" class="link-button" on:click=on_click(move || is_open.set(true))>
            {say(|text| text.moment_search.by_month)}
        </button>
        <Dialog is_open title=say_with(|text| text.moment_search.by_month.to_owned())>
            <MonthList handle=handle.get_value() is_open />
        </Dialog>
    }
}

/// The months with moments, by year.
#[component]
fn MonthList(
    /// The person whose album it is.
    handle: Handle,
    /// Whether the dialog around it is open.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let api = use_api();
    let handle = StoredValue::new(handle);
    let months = use_kept_load(move |source| async move {
        let query = MonthsQuery {
            ahead: minutes_ahead(),
        };
        api.read_from::<ReadMonths>(source, &handle.get_value(), &query)
            .await
    });
    loaded(months, move |found| {
        if found.months.is_empty() {
            let title = say_with(|text| text.moment_search.nothing_found.to_owned());
            return view! { <EmptyState icon="images" title /> }.into_any();
        }
        let years = found
            .months
            .chunk_by(|a, b| a.month.year() == b.month.year());
        let years = years.map(|months| {
            let year = months[0].month.year();
            let months = months.iter().map(|&count| {
                view! { <MonthButton handle=handle.get_value() count is_open /> }
            });
            view! {
                <section class="months">
                    <h3>{year}</h3>
                    <div class="months-of-year">{months.collect_view()}</div>
                </section>
            }
        });
        years.collect_view().into_any()
    })
}

/// A month, and how many moments it has. A tap searches for them.
#[component]
fn MonthButton(
    /// The person whose album it is.
    handle: Handle,
    /// The month with its number of moments.
    count: MonthCount,
    /// Whether the dialog around it is open.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let criteria: Criteria = expect_context();
    let navigator = use_navigator();
    let language = use_language();
    let MonthCount { month, moments } = count;
    let search = move || {
        criteria.show_month(handle.clone(), month);
        is_open.set(false);
        navigator.go(Route::Search);
    };
    let label = move || {
        let month = month_and_year_text(month, language.get());
        say_with(move |text| (text.moment_search.month_with_count)(&month, moments)).get()
    };
    view! {
        <button type="button" class="month" aria-label=label on:click=on_click(search)>
            <span>{move || month_text(month, language.get())}</span>
            <span class="month-count">{moments}</span>
        </button>
    }
}

/// By how many minutes this device's clock is ahead of UTC.
#[expect(clippy::cast_possible_truncation, reason = "at most 14 hours")]
fn minutes_ahead() -> i16 {
    -Date::new_0().get_timezone_offset() as i16
}

impl Criteria {
    /// Searches for what somebody shared in a month.
    fn show_month(&self, author: Handle, month: Month) {
        self.words.set(String::new());
        self.author.set(Some(author));
        self.has_photos.set(false);
        self.from.set(format!("{month}-01"));
        self.to.set(format!("{month}-{}", month.days()));
    }
}
