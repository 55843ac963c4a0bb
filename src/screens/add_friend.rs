//! Adding friends by a code or a link.

use leptos::prelude::*;

use super::{BackButton, use_title};
use crate::features::links::{LoadDecode, MyLinks, Scanner};
use crate::routes::Route;
use crate::text::later::{say, say_with};
use crate::ui::{Dialog, tap};

/// `/friends/add`
#[component]
pub fn AddFriendScreen(
    /// Loads what reads codes where the browser can't.
    decoder: LoadDecode,
) -> impl IntoView {
    let title = say(|text| text.add_friends);
    use_title(move |_| title.get().to_owned());
    let is_scanning = RwSignal::new(false);
    view! {
        <div class="column">
            <header class="screen-head">
                <BackButton otherwise=Route::Friends />
                <h1>{title}</h1>
            </header>
            <section class="card">
                <button type="button" class="button" on:click=tap(move || is_scanning.set(true))>{say(|text| text.scan)}</button>
            </section>
            <section class="card" aria-labelledby="code-heading">
                <h2 id="code-heading">{say(|text| text.my_code)}</h2>
                <p class="field-hint">{say(|text| text.my_code_hint)}</p>
                <MyLinks />
            </section>
            <Dialog is_open=is_scanning title=say_with(|text| text.scan.to_owned())><Scanner decoder /></Dialog>
        </div>
    }
}
