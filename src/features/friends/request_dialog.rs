//! Asking somebody to be friends, with a few words.

use leptos::prelude::*;
use life_circle_wire::people::Person;
use life_circle_wire::requests::{RequestFriend, RequestFriendRequest};
use life_circle_wire::{Check as _, NoArgument};

use crate::api::{ApiError, new_key, use_api};
use crate::erased::{derive, spawn};
use crate::state::failures::tell_screen;
use crate::state::feed::use_lists;
use crate::state::session::use_session;
use crate::state::toasts::use_toasts;
use crate::text::later::{say, say_with};
use crate::text::{graphemes, use_language};
use crate::ui::{Dialog, Field, error_text, on_submit};

/// The dialog to ask in.
#[component]
pub fn RequestDialog(
    /// Whom.
    person: Person,
    /// Whether it is shown.
    is_open: RwSignal<bool>,
    /// The request has been sent.
    on_sent: Callback<()>,
) -> impl IntoView {
    let name = StoredValue::new(person.name().to_owned());
    let title = say_with(move |text| name.with_value(|name| (text.add_friend_named)(name)));
    let handle = StoredValue::new(person.handle.to_string());
    view! {
        <Dialog is_open title>
            <RequestForm handle=handle.get_value() on_sent=Callback::new(move |()| { is_open.set(false); on_sent.run(()) }) />
        </Dialog>
    }
}

#[component]
fn RequestForm(
    /// Of whom to ask.
    handle: String,
    /// The request has been sent.
    on_sent: Callback<()>,
) -> impl IntoView {
    let (api, toasts, language) = (use_api(), use_toasts(), use_language());
    let (lists, session) = (use_lists(), use_session());
    let (message, error, is_busy) =
        (RwSignal::new(String::new()), RwSignal::new(None::<ApiError>), RwSignal::new(false));
    // One key for this form: a second try after a lost answer asks once.
    let key = StoredValue::new(new_key());
    let submit = on_submit(move || {
        let request = RequestFriendRequest { handle: handle.clone(), message: message.get_untracked() };
        if let Err(refusal) = request.check(graphemes) {
            error.set(Some(ApiError::Refused { code: refusal.code, field: None }));
            return;
        }
        is_busy.set(true);
        error.set(None);
        spawn(async move {
            match api.write::<RequestFriend>(&NoArgument, &request, Some(&key.get_value())).await {
                Ok(outcome) => {
                    let are_friends = outcome.request.is_none();
                    toasts.say(if are_friends { |text| text.request_accepted } else { |text| text.request_sent });
                    if are_friends {
                        lists.friends_changed();
                    }
                    tell_screen(on_sent, ());
                }
                Err(reason) => {
                    if !reason.is_passing() {
                        // Other words are another request.
                        key.set_value(new_key());
                    }
                    session.notice(&reason);
                    error.set(Some(reason));
                    is_busy.set(false);
                }
            }
        });
    });
    let problem = move || error.get().map(|error| error_text(&error, language.get().text()));
    view! {
        <form class="account-form" on:submit=submit novalidate>
            <Field
                name="message"
                label=say(|text| text.request_message)
                hint=say(|text| text.request_message_hint)
                error=derive(problem)
                value=message
                kind=derive(|| "text")
                autocomplete="off"
            />
            <button type="submit" class="button" data-kind="primary" disabled=is_busy>
                {say(|text| text.send_request)}
            </button>
        </form>
    }
}
