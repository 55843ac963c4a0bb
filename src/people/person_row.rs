//! A person in a list.

use leptos::prelude::*;
use life_circle_wire::people::Person;

use super::avatar::Avatar;
use crate::routing::Route;

/// Who, with the way to their page, and what can be done about them beside it.
#[component]
pub fn PersonRow(
    /// Whom.
    person: Person,
    /// A line about them; their handle unless told.
    #[prop(into, optional)]
    detail: Option<Signal<String>>,
    /// What stands beside them.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let handle = person.handle.to_string();
    let detail = detail.unwrap_or_else(|| format!("@{handle}").into());
    view! {
        <li class="row" data-anchor=handle>
            <a class="row-link" href=Route::Person(person.handle.clone()).path()>
                <Avatar person=person.clone() />
                <div class="row-text">
                    <p class="row-title">{person.name().to_owned()}</p>
                    <p class="row-detail">{detail}</p>
                </div>
            </a>
            {children.map(|children| children())}
        </li>
    }
}
