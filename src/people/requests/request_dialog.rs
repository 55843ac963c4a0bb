//! Asking somebody to be friends, with a few words.

use leptos::prelude::*;
use life_circle_wire::NoArgument;
use life_circle_wire::person::Person;
use life_circle_wire::requests::{RequestFriend, RequestFriendRequest};

use crate::data::action::{tell_screen, use_form_action};
use crate::data::error_note::field_errors;
use crate::data::people::use_people;
use crate::data::toasts::use_toasts;
use crate::kit::{Dialog, Field};
use crate::people::roster::use_roster;
use crate::reactive::{derive, on_submit};
use crate::text::parts;
use crate::text::parts::{say, say_of};

/// A dialog with the form to send a friend request.
#[component]
pub fn RequestDialog(
    /// The person to ask.
    person: Person,
    /// Whether it is shown.
    is_open: RwSignal<bool>,
    /// Called after the request was sent. The two may be friends at once.
    on_sent: Callback<()>,
) -> impl IntoView {
    let name = use_people().name(&person);
    let title = say_of(name, |text| text.requests.add_friend_named);
    let handle = StoredValue::new(person.handle.to_string());
    // Lives outside the dialog: the text survives when the dialog is closed by mistake.
    let message = RwSignal::new(String::new());
    view! {
        <Dialog is_open title>
            <RequestForm
                handle=handle.get_value()
                message
                on_sent=Callback::new(move |()| {
                    is_open.set(false);
                    on_sent.run(());
                })
            />
        </Dialog>
    }
}

#[component]
fn RequestForm(
    /// The handle of the person to ask.
    handle: String,
    /// The message to send with the request.
    message: RwSignal<String>,
    /// Called after the request was sent.
    on_sent: Callback<()>,
) -> impl IntoView {
    let asking = use_form_action();
    let toasts = use_toasts();
    let roster = use_roster();
    let submit = on_submit(move || {
        let request = RequestFriendRequest {
            handle: handle.clone(),
            message: message.get_untracked(),
        };
        asking.send::<RequestFriend>(NoArgument, request, move |outcome| {
            let are_friends = outcome.request.is_none();
            toasts.say(if are_friends {
                |language| parts::of(language).requests.request_accepted
            } else {
                |language| parts::of(language).requests.request_sent
            });
            if are_friends {
                roster.friends_changed();
            }
            tell_screen(on_sent, ());
        });
    });
    let [problem] = field_errors(asking.error, ["message"]);
    view! {
        <form class="form" on:submit=submit novalidate>
            <Field
                name="message"
                label=say(|text| text.requests.request_message)
                hint=say(|text| text.requests.request_message_hint)
                error=problem
                value=message
                kind=derive(|| "text")
                autocomplete="off"
            />
            <button type="submit" class="button" data-kind="primary" disabled=asking.is_busy>
                {say(|text| text.requests.send_request)}
            </button>
        </form>
    }
}
