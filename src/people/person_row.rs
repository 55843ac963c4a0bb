//! A person in a list.

use leptos::prelude::*;
use life_circle_wire::person::Person;

use super::avatar::Avatar;
use crate::data::people::use_people;
use crate::routing::Route;

/// A person with a link to their page, and room for buttons.
#[component]
pub fn PersonRow(
    /// The person to show.
    person: Person,
    /// A line below the name; if not given, the handle.
    #[prop(into, optional)]
    detail: Option<Signal<String>>,
    /// Content after the link, for example buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let name = use_people().name(&person);
    let handle = person.handle.to_string();
    let detail = detail.unwrap_or_else(|| format!("@{handle}").into());
    view! {
        <li class="row" data-anchor=handle>
            <a class="row-link" href=Route::Person(person.handle.clone()).path()>
                <Avatar person=person.clone() />
                <div class="row-text">
                    <p class="row-title">{name}</p>
                    <p class="row-detail">{detail}</p>
                </div>
            </a>
            {children.map(|children| children())}
        </li>
    }
}
