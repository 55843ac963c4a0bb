//! Finding people by handle or name.

use std::time::Duration;

use leptos::prelude::*;
use life_circle_wire::NoArgument;
use life_circle_wire::people::{FoundPerson, SearchPeople, SearchQuery};

use super::relation_action::RelationAction;
use crate::api::use_api;
use crate::erased::{derive, react};
use crate::state::load::{Load, use_load};
use crate::text::{say, say_with};
use crate::ui::{EmptyState, ErrorNote, Icon, PersonRow, When, dynamic, on_submit, tap};

/// A search begins when nothing was typed for so long.
const PAUSE: Duration = Duration::from_millis(250);

/// The box to search in, and what it found.
#[component]
pub fn PeopleSearch(
    /// What is searched for; nothing shows nothing.
    words: RwSignal<String>,
) -> impl IntoView {
    let settled = RwSignal::new(words.get_untracked().trim().to_owned());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    react(move || {
        let words = words.get().trim().to_owned();
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
        timer.set_value(set_timeout_with_handle(move || settled.set(words), PAUSE).ok());
    });
    view! {
        <form class="search" role="search" on:submit=on_submit(|| ())>
            <Icon name="search" />
            <input
                id="search"
                type="search"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-label=say(|text| text.find_people)
                placeholder=say(|text| text.find_people_placeholder)
                bind:value=words
            />
            <When is=derive(move || words.with(|words| !words.is_empty()))>
                <button type="button" class="icon-button" aria-label=say(|text| text.clear_search) on:click=tap(move || words.set(String::new()))>
                    <Icon name="x" />
                </button>
            </When>
        </form>
        {move || {
            let words = settled.get();
            (!words.is_empty()).then(|| view! { <Results words /> })
        }}
    }
}

#[component]
fn Results(
    /// What is searched for.
    words: String,
) -> impl IntoView {
    let (api, words) = (use_api(), StoredValue::new(words));
    let found =
        use_load(
            move || async move { api.read::<SearchPeople>(&NoArgument, &SearchQuery { q: words.get_value() }).await },
        );
    let list = dynamic(move || match found.get() {
        Load::Loading => view! { <p class="list-loading" role="status">{say(|text| text.loading)}</p> }.into_any(),
        Load::Failed(error) => view! { <ErrorNote error retry=found.reload /> }.into_any(),
        Load::Ready(people) if people.items.is_empty() => {
            let title = say_with(move |text| words.with_value(|words| (text.search_empty)(words)));
            view! { <EmptyState icon="search-x" title /> }.into_any()
        }
        Load::Ready(people) => {
            let rows = people.items.into_iter().map(|FoundPerson { person, relation }| {
                view! {
                    <PersonRow person=person.clone()>
                        <RelationAction person relation on_changed=found.reload />
                    </PersonRow>
                }
            });
            view! { <ul class="row-list">{rows.collect_view()}</ul> }.into_any()
        }
    });
    view! {
        <section class="card" aria-labelledby="results-heading">
            <h2 id="results-heading">{say(|text| text.search_results)}</h2>
            {list}
        </section>
    }
}
