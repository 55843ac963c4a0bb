//! All comments under one moment.

use leptos::prelude::*;
use life_circle_wire::MomentId;
use life_circle_wire::comments::Comment;

use super::comment_box::CommentBox;
use super::comment_row::CommentRow;
use super::threads::use_threads;
use crate::data::error_note::ErrorNote;
use crate::data::load::loading_line;
use crate::data::pager::ListState;
use crate::moments::outgoing::OutgoingHere;
use crate::moments::store::use_moments;
use crate::reactive::{Show, dynamic, for_each, on_click};
use crate::shell::refresh_on_arrival;
use crate::text::parts::say;

/// The comments of a moment, the oldest first, and the box to add one.
#[component]
pub fn Thread(
    /// The moment whose comments to show.
    moment: MomentId,
    /// Draws further buttons for a comment.
    more: Callback<Comment, AnyView>,
) -> impl IntoView {
    let thread = use_threads().of(moment);
    let may_react = use_moments().may_react(moment);
    refresh_on_arrival(thread);
    let reply_to = RwSignal::new(None::<Comment>);
    let reply = Callback::new(move |comment| reply_to.set(Some(comment)));
    let comments = move || {
        thread
            .items
            .with(|newest_first| newest_first.iter().rev().cloned().collect::<Vec<_>>())
    };
    let before = dynamic(move || match thread.state.get() {
        ListState::Loading => loading_line(),
        ListState::Failed(error) => {
            view! { <ErrorNote error retry=Callback::new(move |()| thread.load_more()) /> }
                .into_any()
        }
        ListState::More => view! {
            <button
                type="button"
                class="button"
                data-kind="quiet"
                on:click=on_click(move || thread.load_more())
            >
                {say(|text| text.moment_pages.older_comments)}
            </button>
        }
        .into_any(),
        ListState::End if thread.items.with(Vec::is_empty) => {
            view! { <p class="list-end">{say(|text| text.moment_pages.no_comments)}</p> }.into_any()
        }
        ListState::End => ().into_any(),
    });
    view! {
        <section class="thread" aria-labelledby="thread-heading">
            <h2 id="thread-heading" class="section-heading">
                {say(|text| text.moment_pages.comments)}
            </h2>
            {before}
            <ul class="comment-list">
                {for_each(
                    comments,
                    |comment| comment.id.to_string(),
                    move |comment| {
                        view! { <CommentRow comment on_reply=reply has_time=true more /> }
                            .into_any()
                    },
                )}
            </ul>
            <OutgoingHere under=Some(moment) />
            <Show when=may_react>
                <CommentBox moment reply_to on_sent=Callback::new(|()| ()) />
            </Show>
        </section>
    }
}
