//! The screen for a server that doesn't answer as expected. It names the address that the page
//! tried.

use leptos::prelude::*;

use super::title::use_title;
use crate::data::api::{ApiError, use_api};
use crate::data::session::use_session;
use crate::kit::EmptyState;
use crate::reactive::on_click;
use crate::text::{say, say_with};

/// Shown in place of every screen until the server has answered once.
#[component]
pub fn UnreachableScreen(
    /// The error of the request that failed.
    error: ApiError,
) -> impl IntoView {
    let session = use_session();
    let address = StoredValue::new(use_api().address());
    use_title(|text| text.shell.unreachable_title.to_owned());
    let is_other = error == ApiError::Malformed;
    let message = say_with(move |text| {
        address.with_value(|address| {
            if is_other {
                (text.shell.malformed)(address)
            } else {
                (text.shell.unreachable)(address)
            }
        })
    });
    view! {
        <main id="main" class="alone" tabindex="-1">
            <h1 class="visually-hidden">{say(|text| text.shell.unreachable_title)}</h1>
            <div role="alert">
                <EmptyState
                    icon="cloud-off"
                    title=say_with(|text| text.shell.unreachable_title.to_owned())
                    message
                >
                    <button
                        type="button"
                        class="button"
                        data-kind="primary"
                        on:click=on_click(move || session.ask())
                    >
                        {say(|text| text.common.try_again)}
                    </button>
                </EmptyState>
            </div>
        </main>
    }
}
