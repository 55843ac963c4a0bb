//! The buttons of one friend request.

use leptos::prelude::*;
use life_circle_wire::requests::{
    AnswerFriendRequest, AnswerRequest, Direction, FriendRequest, RequestDecision,
    WithdrawFriendRequest,
};
use life_circle_wire::{ErrorCode, FriendRequestId, Nothing};

use crate::data::action::{Action, tell_screen, use_action};
use crate::data::api::{Api, ApiError, use_api};
use crate::data::people::use_people;
use crate::people::roster::{Roster, use_roster};
use crate::reactive::{dynamic, on_click};
use crate::text::parts::{PartsText, say, say_of};

/// The text of the badge that names an outcome.
type Outcome = fn(&'static PartsText) -> &'static str;

/// One request while it is answered or withdrawn.
#[derive(Clone, Copy)]
struct Answering {
    id: FriendRequestId,
    action: Action,
    /// The outcome of the request; `None` while it is open.
    done: RwSignal<Option<Outcome>>,
    on_done: Callback<()>,
    api: Api,
    roster: Roster,
}

impl Answering {
    /// Accepts or ignores an incoming request.
    fn answer(self, answer: RequestDecision) {
        let message: Outcome = match answer {
            RequestDecision::Accept => |text| text.requests.now_friends,
            RequestDecision::Ignore => |text| text.requests.now_ignored,
        };
        self.action.run(async move {
            let outcome = self
                .api
                .write::<AnswerFriendRequest>(&self.id, &AnswerRequest { answer }, None)
                .await;
            if answer == RequestDecision::Accept && outcome.is_ok() {
                self.roster.friends_changed();
            }
            self.finish(outcome, message)
        });
    }

    /// Withdraws an outgoing request.
    fn withdraw(self) {
        self.action.run(async move {
            let outcome = self
                .api
                .write::<WithdrawFriendRequest>(&self.id, &Nothing {}, None)
                .await;
            self.finish(outcome, |text| text.requests.now_withdrawn)
        });
    }

    fn finish(self, outcome: Result<Nothing, ApiError>, message: Outcome) -> Result<(), ApiError> {
        let message: Outcome = match outcome {
            Ok(_) => message,
            // A request that no longer exists counts as done.
            Err(error) if error.is_refusal(ErrorCode::NotFound) => |text| text.requests.now_gone,
            Err(error) => return Err(error),
        };
        self.done.try_set(Some(message));
        tell_screen(self.on_done, ());
        Ok(())
    }
}

/// The buttons to accept or ignore an incoming request, or to withdraw an outgoing one. Afterwards
/// a badge names the outcome.
#[component]
pub fn RequestButtons(
    /// The request to answer or to withdraw.
    request: FriendRequest,
    /// Called after the request was answered or withdrawn, or if it no longer exists.
    on_done: Callback<()>,
) -> impl IntoView {
    let answering = Answering {
        id: request.id,
        action: use_action(),
        done: RwSignal::new(None),
        on_done,
        api: use_api(),
        roster: use_roster(),
    };
    let name = use_people().name(&request.person);
    let is_busy = answering.action.is_busy;
    let on_answer = Callback::new(move |answer| answering.answer(answer));
    let on_withdraw = Callback::new(move |()| answering.withdraw());
    let buttons = move || match request.direction {
        Direction::Incoming => view! { <AnswerButtons name is_busy on_answer /> }.into_any(),
        Direction::Outgoing => view! { <WithdrawButton name is_busy on_withdraw /> }.into_any(),
    };
    dynamic(move || match answering.done.get() {
        Some(message) => view! {
            <span class="badge" role="status">
                {say(message)}
            </span>
        }
        .into_any(),
        None => buttons(),
    })
}

/// The buttons to accept and to ignore an incoming request.
#[component]
fn AnswerButtons(
    /// The name of the person who asks.
    name: Signal<String>,
    /// Whether an answer is being sent.
    is_busy: RwSignal<bool>,
    /// Called with the answer that the reader chooses.
    on_answer: Callback<RequestDecision>,
) -> impl IntoView {
    view! {
        <div class="row-buttons">
            <button
                type="button"
                class="button"
                data-kind="primary"
                disabled=is_busy
                aria-label=say_of(name, |text| text.requests.accept_request_of)
                on:click=on_click(move || on_answer.run(RequestDecision::Accept))
            >
                {say(|text| text.requests.accept)}
            </button>
            <button
                type="button"
                class="button"
                data-kind="quiet"
                disabled=is_busy
                aria-label=say_of(name, |text| text.requests.ignore_request_of)
                on:click=on_click(move || on_answer.run(RequestDecision::Ignore))
            >
                {say(|text| text.requests.ignore)}
            </button>
        </div>
    }
}

/// The button to withdraw an outgoing request.
#[component]
fn WithdrawButton(
    /// The name of the person who was asked.
    name: Signal<String>,
    /// Whether the withdrawal is being sent.
    is_busy: RwSignal<bool>,
    /// Called when the reader taps the button.
    on_withdraw: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button"
            data-kind="quiet"
            disabled=is_busy
            aria-label=say_of(name, |text| text.requests.withdraw_request_to)
            on:click=on_click(move || on_withdraw.run(()))
        >
            {say(|text| text.requests.withdraw)}
        </button>
    }
}
