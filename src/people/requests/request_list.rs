//! The open friend requests: those sent to me, and those that I sent.

use leptos::prelude::*;
use life_circle_wire::requests::{
    Direction, FriendRequest, FriendRequestsPage, FriendRequestsQuery, ListFriendRequests,
};
use life_circle_wire::{FriendRequestId, NoArgument};

use super::request_buttons::RequestButtons;
use crate::data::api::use_api;
use crate::data::error_note::ErrorNote;
use crate::data::load::{Load, Loader, use_kept_load};
use crate::data::waiting::use_waiting;
use crate::people::PersonRow;
use crate::reactive::{Show, derive, dynamic, effect, for_each};
use crate::text::parts::{PartsText, say};

/// Most requests that are read: more than anybody answers at once.
const SHOWN_MOST: u16 = 100;

/// Reads the requests in one direction.
pub fn use_requests(direction: Direction) -> Loader<FriendRequestsPage> {
    let api = use_api();
    use_kept_load(move |source| async move {
        let query = FriendRequestsQuery {
            direction,
            cursor: None,
            limit: Some(SHOWN_MOST),
        };
        api.read_from::<ListFriendRequests>(source, &NoArgument, &query)
            .await
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
    reload_at_changes(direction, requests);
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

/// Reads the requests again when the number of incoming requests changes or, for outgoing ones,
/// when any relation changes.
fn reload_at_changes(direction: Direction, requests: Loader<FriendRequestsPage>) {
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
}

/// Merges the rows that were just read with the rows from before. A row of `before` that `is_kept`
/// and is missing from `read` goes back to its old place.
fn merge(
    before: Vec<FriendRequest>,
    read: Vec<FriendRequest>,
    is_kept: impl Fn(&FriendRequest) -> bool,
) -> Vec<FriendRequest> {
    let mut rows = read;
    for (index, row) in before.into_iter().enumerate() {
        if is_kept(&row) && !rows.iter().any(|other| other.id == row.id) {
            rows.insert(index.min(rows.len()), row);
        }
    }
    rows
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
