//! The open friend requests: those sent to me, and those that I sent.

use leptos::prelude::*;
use life_circle_wire::requests::{
    AnswerFriendRequest, AnswerRequest, Direction, FriendRequest, FriendRequestsPage,
    FriendRequestsQuery, ListFriendRequests, RequestDecision, WithdrawFriendRequest,
};
use life_circle_wire::{ErrorCode, FriendRequestId, NoArgument, Nothing};

use crate::data::action::{tell_screen, use_action};
use crate::data::api::{ApiError, use_api};
use crate::data::error_note::ErrorNote;
use crate::data::load::{Load, Loader, use_load};
use crate::data::waiting::use_waiting;
use crate::people::PersonRow;
use crate::people::roster::use_roster;
use crate::reactive::{Show, derive, dynamic, effect, for_each, on_click};
use crate::text::parts::{PartsText, say, say_with};

/// Most requests that are read: more than anybody answers at once.
const SHOWN_MOST: u16 = 100;

/// Reads the requests in one direction.
pub fn use_requests(direction: Direction) -> Loader<FriendRequestsPage> {
    let api = use_api();
    use_load(move || async move {
        let query = FriendRequestsQuery {
            direction,
            cursor: None,
            limit: Some(SHOWN_MOST),
        };
        api.read::<ListFriendRequests>(&NoArgument, &query).await
    })
}

/// The requests in one direction. Nothing is shown if there are none.
#[component]
pub fn RequestList(
    /// Whether these are requests sent to me or by me.
    direction: Direction,
    /// The requests, read by [`use_requests`].
    requests: Loader<FriendRequestsPage>,
) -> impl IntoView {
    // Read the requests again when the number of incoming requests changes or, for outgoing ones,
    // when any relation changes.
    let waiting = use_waiting();
    let mut last = None;
    let mut changes = 0;
    effect(move || {
        let now = match direction {
            Direction::Incoming => waiting
                .status
                .with(|status| status.as_ref().map(|status| status.requests)),
            Direction::Outgoing => {
                waiting.relations.track();
                changes += 1;
                Some(changes)
            }
        };
        let has_changed = last.is_some() && now != last;
        last = now;
        if has_changed {
            requests.reload.run(());
        }
    });
    // An answered row keeps its place. If the next row moved up, a second tap would answer the
    // wrong person.
    let rows = RwSignal::new(Vec::<FriendRequest>::new());
    let answered = RwSignal::new(Vec::<FriendRequestId>::new());
    effect(move || {
        if let Load::Ready(page) = requests.get() {
            let is_kept = |row: &FriendRequest| {
                answered.with_untracked(|answered| answered.contains(&row.id))
            };
            rows.update(|rows| *rows = merge(std::mem::take(rows), page.items, is_kept));
        }
    });
    let row = move |request: FriendRequest| {
        let person = request.person.clone();
        let id = request.id;
        let detail = format!("@{} {}", person.handle, request.message);
        let on_done = Callback::new(move |()| {
            answered.update(|answered| answered.push(id));
            requests.reload.run(());
        });
        view! {
            <PersonRow person detail>
                <RequestButtons request on_done />
            </PersonRow>
        }
        .into_any()
    };
    let title: fn(&'static PartsText) -> &'static str = match direction {
        Direction::Incoming => |text| text.requests.new_requests,
        Direction::Outgoing => |text| text.requests.sent_requests,
    };
    let heading_id = if direction == Direction::Incoming {
        "incoming-heading"
    } else {
        "outgoing-heading"
    };
    let error = dynamic(move || match requests.get() {
        Load::Failed(error) => view! { <ErrorNote error retry=requests.reload /> }.into_any(),
        _ => ().into_any(),
    });
    view! {
        {error}
        <Show when=derive(move || rows.with(|rows| !rows.is_empty()))>
            <section class="card requests" aria-labelledby=heading_id>
                <h2 id=heading_id>{say(title)}</h2>
                <ul class="row-list">
                    {for_each(move || rows.get(), |request| request.id.to_string(), row)}
                </ul>
            </section>
        </Show>
    }
}

/// Merges the rows that were just read with the rows from before. A row of `before` that `is_kept`
/// and is missing from `read` goes back to its old place.
fn merge(
    before: Vec<FriendRequest>,
    read: Vec<FriendRequest>,
    is_kept: impl Fn(&FriendRequest) -> bool,
) -> Vec<FriendRequest> {
    let mut rows = read;
    for (place, row) in before.into_iter().enumerate() {
        if is_kept(&row) && !rows.iter().any(|other| other.id == row.id) {
            rows.insert(place.min(rows.len()), row);
        }
    }
    rows
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
    let api = use_api();
    let answering = use_action();
    let is_busy = answering.is_busy;
    let roster = use_roster();
    let done = RwSignal::new(None::<fn(&'static PartsText) -> &'static str>);
    let id = request.id;
    let name = StoredValue::new(request.person.name().to_owned());
    let finish = move |outcome: Result<Nothing, ApiError>,
                       message: fn(&'static PartsText) -> &'static str| {
        let message = match outcome {
            Ok(_) => message,
            // A request that no longer exists counts as done.
            Err(error) if error.is_refusal(ErrorCode::NotFound) => {
                |text: &'static PartsText| text.requests.now_gone
            }
            Err(error) => return Err(error),
        };
        done.try_set(Some(message));
        tell_screen(on_done, ());
        Ok(())
    };
    let answer = move |answer: RequestDecision| {
        answering.run(async move {
            let outcome = api
                .write::<AnswerFriendRequest>(&id, &AnswerRequest { answer }, None)
                .await;
            let is_accepted = answer == RequestDecision::Accept;
            if is_accepted && outcome.is_ok() {
                roster.friends_changed();
            }
            finish(
                outcome,
                if is_accepted {
                    |text| text.requests.now_friends
                } else {
                    |text| text.requests.now_ignored
                },
            )
        });
    };
    let withdraw = move || {
        answering.run(async move {
            let outcome = api
                .write::<WithdrawFriendRequest>(&id, &Nothing {}, None)
                .await;
            finish(outcome, |text| text.requests.now_withdrawn)
        });
    };
    let label = move |pick: fn(&'static PartsText) -> fn(&str) -> String| {
        say_with(move |text| name.with_value(|name| pick(text)(name)))
    };
    let buttons = move || match request.direction {
        Direction::Incoming => view! {
            <div class="row-buttons">
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    disabled=is_busy
                    aria-label=label(|text| text.requests.accept_request_of)
                    on:click=on_click(move || answer(RequestDecision::Accept))
                >
                    {say(|text| text.requests.accept)}
                </button>
                <button
                    type="button"
                    class="button"
                    data-kind="quiet"
                    disabled=is_busy
                    aria-label=label(|text| text.requests.ignore_request_of)
                    on:click=on_click(move || answer(RequestDecision::Ignore))
                >
                    {say(|text| text.requests.ignore)}
                </button>
            </div>
        }
        .into_any(),
        Direction::Outgoing => view! {
            <button
                type="button"
                class="button"
                data-kind="quiet"
                disabled=is_busy
                aria-label=label(|text| text.requests.withdraw_request_to)
                on:click=on_click(withdraw)
            >
                {say(|text| text.requests.withdraw)}
            </button>
        }
        .into_any(),
    };
    dynamic(move || match done.get() {
        Some(message) => view! {
            <span class="badge" role="status">
                {say(message)}
            </span>
        }
        .into_any(),
        None => buttons(),
    })
}

#[cfg(test)]
mod tests {
    use life_circle_wire::person::Person;
    use life_circle_wire::{PersonId, Timestamp};

    use super::*;

    #[test]
    fn who_was_answered_keeps_their_place() {
        let request = |id: i64| FriendRequest {
            id: FriendRequestId(id),
            person: Person {
                id: PersonId(id),
                handle: "lilei".parse().expect("a handle"),
                display_name: String::new(),
                remark: String::new(),
                avatar: None,
            },
            message: String::new(),
            direction: Direction::Incoming,
            created_at: Timestamp(0),
            lapses_at: Timestamp(0),
        };
        let requests = |ids: &[i64]| ids.iter().map(|id| request(*id)).collect::<Vec<_>>();
        let merged = |before: &[i64], read: &[i64], kept: &[i64]| {
            let rows = merge(requests(before), requests(read), |row| {
                kept.contains(&row.id.0)
            });
            rows.iter().map(|row| row.id.0).collect::<Vec<_>>()
        };
        assert_eq!(merged(&[3, 2, 1], &[3, 1], &[2]), [3, 2, 1]);
        assert_eq!(
            merged(&[3, 2, 1], &[3, 1], &[]),
            [3, 1],
            "withdrawn by who asked"
        );
        assert_eq!(merged(&[1], &[], &[1]), [1]);
    }
}
