//! People in a list that is read page by page.

use leptos::prelude::*;
use life_circle_wire::person::Person;

use crate::data::api::ListState;
use crate::data::pager::PagerEnd;
use crate::people::person_row::PersonRow;
use crate::reactive::{derive, for_each};

/// The people that have been read, and the end of their list.
#[component]
pub fn PeopleList(
    /// The people to show, in this order.
    #[prop(into)]
    people: Signal<Vec<Person>>,
    /// How far the list is read.
    #[prop(into)]
    state: Signal<ListState>,
    /// Reads the next page.
    load_more: Callback<()>,
) -> impl IntoView {
    view! {
        <ul class="row-list">
            {for_each(
                move || people.get(),
                |person| person.id.to_string(),
                |person| view! { <PersonRow person /> }.into_any(),
            )}
        </ul>
        <PagerEnd state load_more end=derive(|| None) />
    }
}
