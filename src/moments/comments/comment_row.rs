//! A row that shows one comment.

use leptos::prelude::*;
use life_circle_wire::comments::Comment;

use super::threads::use_threads;
use crate::data::people::use_people;
use crate::data::session::use_session;
use crate::kit::{Ago, TapTwiceButton};
use crate::moments::card::linked;
use crate::moments::store::use_moments;
use crate::reactive::{Show, on_click};
use crate::routing::Route;
use crate::text::{say, say_of};

/// A comment with its buttons: reply, delete and `more`.
#[component]
pub fn CommentRow(
    /// The comment to show.
    comment: Comment,
    /// Called when the reader wants to reply to the comment.
    on_reply: Callback<Comment>,
    /// `true` shows when the comment was written.
    #[prop(optional)]
    has_time: bool,
    /// Draws further buttons for the comment, after reply and delete.
    #[prop(optional)]
    more: Option<Callback<Comment, AnyView>>,
) -> impl IntoView {
    let session = use_session();
    let threads = use_threads();
    let is_mine = session.is_me(comment.author.id);
    let is_under_mine = use_moments().is_mine(comment.moment_id);
    let comment = StoredValue::new(comment);
    let (author, reply_to, text, time) = comment.with_value(|comment| {
        (
            comment.author.clone(),
            comment.reply_to.clone(),
            comment.text.clone(),
            comment.created_at,
        )
    });
    let people = use_people();
    let name = people.name(&author);
    let replied_to = reply_to.map(|person| {
        let name = people.name(&person);
        view! {
            " "
            {say(|text| text.moments.replied_to)}
            " "
            <a href=Route::Person(person.handle).path()>{name}</a>
        }
    });
    let reply = (!is_mine).then(|| view! { <ReplyButton comment name on_reply /> });
    let delete = (is_mine || is_under_mine).then(|| {
        let label = say_of(name, |text| text.moments.delete_comment_of);
        let delete = Callback::new(move |()| threads.delete(comment.get_value()));
        view! { <TapTwiceButton label=say(|text| text.common.delete) name=label action=delete /> }
    });
    view! {
        <li class="comment">
            <p>
                <a href=Route::Person(author.handle).path()>{name}</a>
                {replied_to}
                {say(|text| text.common.colon)}
                <span class="comment-text" translate="yes">
                    {linked(&text)}
                </span>
            </p>
            <p class="comment-foot">
                {has_time.then(|| view! { <Ago time /> })} {reply} {delete}
                {more.map(|more| more.run(comment.get_value()))}
            </p>
        </li>
    }
}

/// The button to reply to a comment. Hidden if the reader can't react to the moment.
#[component]
fn ReplyButton(
    /// The comment to reply to.
    comment: StoredValue<Comment>,
    /// The name of the comment's author.
    name: Signal<String>,
    /// Called when the reader wants to reply.
    on_reply: Callback<Comment>,
) -> impl IntoView {
    let moment = comment.with_value(|comment| comment.moment_id);
    let may_react = use_moments().may_react(moment);
    let label = say_of(name, |text| text.moments.reply_to);
    view! {
        <Show when=may_react>
            <button
                type="button"
                class="link-button"
                aria-label=label
                on:click=on_click(move || on_reply.run(comment.get_value()))
            >
                {say(|text| text.moments.reply)}
            </button>
        </Show>
    }
}
