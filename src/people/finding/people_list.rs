//! People in a list that is read page by page.

use leptos::prelude::*;
use life_circle_wire::person::Person;

use crate::data::pager::{PagedList, Pager};
use crate::people::person_row::PersonRow;
use crate::reactive::for_each;

/// The people that have been read, and the end of their list.
#[component]
pub fn PeopleList(
    /// The people to show, in this order.
    people: Pager<Person>,
) -> impl IntoView {
    view! {
        <PagedList pages=people.pages()>
            <ul class="row-list">
                {for_each(
                    move || people.items.get(),
                    |person| person.id.to_string(),
                    |person| view! { <PersonRow person /> }.into_any(),
                )}
            </ul>
        </PagedList>
    }
}
