//! Requests that wait: those sent to me, and those that I sent.

use leptos::prelude::*;
use life_circle_wire::requests::{
    Answer, AnswerFriendRequest, AnswerRequest, Direction, FriendRequest, FriendRequestsPage, FriendRequestsQuery,
    ListFriendRequests, WithdrawFriendRequest,
};
use life_circle_wire::{ErrorCode, NoArgument, Nothing};

use crate::api::{ApiError, use_api};
use crate::erased::{react, spawn};
use crate::state::failures::{tell_screen, use_failures};
use crate::state::feed::use_lists;
use crate::state::load::{Load, Loader, use_load};
use crate::state::toasts::use_toasts;
use crate::text::Text;
use crate::text::later::{LaterText, say, say_with};
use crate::ui::{ErrorNote, PersonRow, dynamic, tap};

/// More than anybody goes through at once.
const SHOWN_MOST: u16 = 100;

/// Reads the requests in one direction.
pub fn use_requests(direction: Direction) -> Loader<FriendRequestsPage> {
    let api = use_api();
    use_load(move || async move {
        let query = FriendRequestsQuery { direction, cursor: None, limit: Some(SHOWN_MOST) };
        api.read::<ListFriendRequests>(&NoArgument, &query).await
    })
}

/// The requests in one direction; nothing at all where there are none.
#[component]
pub fn RequestList(
    /// Whose.
    direction: Direction,
    /// What was read.
    requests: Loader<FriendRequestsPage>,
) -> impl IntoView {
    // Somebody else asks meanwhile: they are read again.
    let lists = use_lists();
    let mut last_count = None;
    react(move || {
        let count = lists.status.with(|status| status.as_ref().map(|status| status.requests));
        let has_changed = last_count.is_some() && count != last_count;
        last_count = count;
        if direction == Direction::Incoming && has_changed {
            requests.reload.run(());
        }
    });
    let title: fn(&'static LaterText) -> &'static str = match direction {
        Direction::Incoming => |text| text.new_requests,
        Direction::Outgoing => |text| text.sent_requests,
    };
    let heading_id = if direction == Direction::Incoming { "incoming-heading" } else { "outgoing-heading" };
    dynamic(move || match requests.get() {
        Load::Loading => ().into_any(),
        Load::Failed(error) => view! { <ErrorNote error retry=requests.reload /> }.into_any(),
        Load::Ready(page) if page.items.is_empty() => ().into_any(),
        Load::Ready(page) => {
            let rows = page.items.into_iter().map(|request| {
                let person = request.person.clone();
                let detail = format!("@{} {}", person.handle, request.message);
                view! { <PersonRow person detail><RequestButtons request on_done=requests.reload /></PersonRow> }
            });
            view! {
                <section class="card requests" aria-labelledby=heading_id>
                    <h2 id=heading_id>{say(title)}</h2>
                    <ul class="row-list">{rows.collect_view()}</ul>
                </section>
            }
            .into_any()
        }
    })
}

/// What can be done about a request.
#[component]
pub fn RequestButtons(
    /// Which.
    request: FriendRequest,
    /// It was done.
    on_done: Callback<()>,
) -> impl IntoView {
    let (api, toasts, lists, failures) = (use_api(), use_toasts(), use_lists(), use_failures());
    let is_busy = RwSignal::new(false);
    let (id, name) = (request.id, StoredValue::new(request.person.name().to_owned()));
    let finish = move |outcome: Result<Nothing, ApiError>, message: fn(&'static Text) -> &'static str| {
        match outcome {
            Ok(_) => toasts.say(message),
            Err(error) => {
                is_busy.set(false);
                // One that isn't there any more leaves the list, too.
                let is_gone = error.is_refusal(ErrorCode::NotFound);
                failures.tell(error);
                if !is_gone {
                    return;
                }
            }
        }
        tell_screen(on_done, ());
    };
    let answer = move |answer: Answer| {
        is_busy.set(true);
        spawn(async move {
            let outcome = api.write::<AnswerFriendRequest>(&id, &AnswerRequest { answer }, None).await;
            let is_accepted = answer == Answer::Accept;
            if is_accepted && outcome.is_ok() {
                lists.friends_changed();
            }
            finish(outcome, if is_accepted { |text| text.request_accepted } else { |text| text.request_ignored });
        });
    };
    let withdraw = tap(move || {
        is_busy.set(true);
        spawn(async move {
            let outcome = api.write::<WithdrawFriendRequest>(&id, &Nothing {}, None).await;
            finish(outcome, |text| text.request_withdrawn);
        });
    });
    let label = move |pick: fn(&'static LaterText) -> fn(&str) -> String| {
        say_with(move |text| name.with_value(|name| pick(text)(name)))
    };
    match request.direction {
        Direction::Incoming => view! {
            <div class="row-buttons">
                <button type="button" class="button" data-kind="primary" disabled=is_busy aria-label=label(|text| text.accept_request_of) on:click=tap(move || answer(Answer::Accept))>
                    {say(|text| text.accept)}
                </button>
                <button type="button" class="button" data-kind="quiet" disabled=is_busy aria-label=label(|text| text.ignore_request_of) on:click=tap(move || answer(Answer::Ignore))>
                    {say(|text| text.ignore)}
                </button>
            </div>
        }
        .into_any(),
        Direction::Outgoing => view! {
            <button type="button" class="button" data-kind="quiet" disabled=is_busy aria-label=label(|text| text.withdraw_request_to) on:click=withdraw>
                {say(|text| text.withdraw)}
            </button>
        }
        .into_any(),
    }
}
