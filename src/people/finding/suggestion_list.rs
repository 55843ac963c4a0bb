//! People whom I may know, each with the reason.

use leptos::prelude::*;
use life_circle_wire::people::{CommonFriends, Relation};
use life_circle_wire::suggestions::{DismissSuggestion, ListSuggestions, Suggestion};
use life_circle_wire::{NoArgument, NoQuery, Nothing};

use super::relation_action::RelationAction;
use crate::data::action::{tell_screen, use_action};
use crate::data::api::use_api;
use crate::data::load::{loaded_quietly, use_load};
use crate::data::people::{People, use_people};
use crate::kit::Icon;
use crate::people::person_row::PersonRow;
use crate::reactive::{Show, derive, for_each, on_click};
use crate::text::parts::{PartsText, say, say_of, say_with};

/// Number of suggestions shown until the reader asks for all.
const SHOWN_FIRST: usize = 3;

/// The suggested people. Nothing is shown if there are none.
#[component]
pub fn SuggestionList() -> impl IntoView {
    let api = use_api();
    let is_open = RwSignal::new(false);
    let people =
        use_load(
            move || async move { api.read::<ListSuggestions>(&NoArgument, &NoQuery {}).await },
        );
    loaded_quietly(people, move |found| {
        let count = found.items.len();
        if count == 0 {
            return ().into_any();
        }
        let found = StoredValue::new(found.items);
        let shown = move || {
            let most = if is_open.get() { count } else { SHOWN_FIRST };
            found.with_value(|found| found.iter().take(most).cloned().collect::<Vec<_>>())
        };
        view! {
            <section class="card suggestions" aria-labelledby="suggestions-heading">
                <h2 id="suggestions-heading">{say(|text| text.people.suggestions)}</h2>
                <ul class="row-list">
                    {for_each(
                        shown,
                        |suggestion| suggestion.person.id.to_string(),
                        move |suggestion| {
                            view! { <Row suggestion reload=people.reload /> }.into_any()
                        },
                    )}
                </ul>
                <Show when=derive(move || !is_open.get() && count > SHOWN_FIRST)>
                    <button
                        type="button"
                        class="button"
                        data-kind="quiet"
                        on:click=on_click(move || is_open.set(true))
                    >
                        {say(|text| text.actions.see_all)}
                    </button>
                </Show>
            </section>
        }
        .into_any()
    })
}

#[component]
fn Row(
    /// The suggestion to show.
    suggestion: Suggestion,
    /// Reads the list again.
    reload: Callback<()>,
) -> impl IntoView {
    let dismissing = use_action();
    let person = suggestion.person;
    let handle = StoredValue::new(person.handle.clone());
    let people = use_people();
    let name = people.name(&person);
    let common = StoredValue::new(suggestion.common_friends);
    let reason = say_with(move |text| common.with_value(|common| reason(common, people, text)));
    let dismiss = move || {
        dismissing.send::<DismissSuggestion>(handle.get_value(), Nothing {}, move |_| {
            tell_screen(reload, ());
        });
    };
    view! {
        <PersonRow person=person.clone() detail=reason>
            <div class="row-buttons">
                <RelationAction person relation=Relation::Stranger on_changed=reload />
                <button
                    type="button"
                    class="icon-button"
                    aria-label=say_of(name, |text| text.people.not_interested_in)
                    on:click=on_click(dismiss)
                >
                    <Icon name="x" />
                </button>
            </div>
        </PersonRow>
    }
}

/// "7 common friends: 王芳, Li Lei, …"
fn reason(common: &CommonFriends, people: People, text: &'static PartsText) -> String {
    let named = common.people.iter();
    let names = text.join_names(named.map(|friend| people.name_now(friend)));
    let more = if common.people.len() < common.count as usize {
        format!("{}…", text.common.name_separator)
    } else {
        String::new()
    };
    format!(
        "{}{}{names}{more}",
        (text.people.common_friends)(common.count),
        text.common.colon
    )
}
