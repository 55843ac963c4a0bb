//! Adding friends by a code or a link.

use leptos::prelude::*;

use super::code_reading::LoadDecode;
use super::my_links::MyLinks;
use super::scanner::Scanner;
use crate::kit::Dialog;
use crate::reactive::on_click;
use crate::routing::Route;
use crate::shell::InnerScreen;
use crate::text::parts::{say, say_with};

/// The screen at `/friends/add`.
#[component]
pub fn AddFriendScreen(
    /// Loads the QR decoder, for browsers that can't read codes themselves.
    decoder: LoadDecode,
) -> impl IntoView {
    let is_scanning = RwSignal::new(false);
    view! {
        <InnerScreen
            title=say_with(|text| text.people.add_friends.to_owned())
            otherwise=Route::Friends
        >
            <section class="card">
                <button
                    type="button"
                    class="button"
                    on:click=on_click(move || is_scanning.set(true))
                >
                    {say(|text| text.links.scan)}
                </button>
            </section>
            <section class="card" aria-labelledby="code-heading">
                <h2 id="code-heading">{say(|text| text.links.my_code)}</h2>
                <p class="field-hint">{say(|text| text.links.my_code_hint)}</p>
                <MyLinks />
            </section>
            <Dialog is_open=is_scanning title=say_with(|text| text.links.scan.to_owned())>
                <Scanner decoder />
            </Dialog>
        </InnerScreen>
    }
}
