//! The echo of a moment: its likes and its newest comments.

use leptos::prelude::*;
use life_circle_wire::MomentId;
use life_circle_wire::comments::Comment;
use life_circle_wire::moments::Likes;

use crate::data::people::use_people;
use crate::kit::Icon;
use crate::moments::comments::CommentRow;
use crate::moments::store::use_moments;
use crate::reactive::{Show, derive, for_each};
use crate::routing::Route;
use crate::text::{say, say_with};

/// The likes of a moment, by name.
#[component]
pub fn LikeLine(
    /// The moment whose likes to show.
    id: MomentId,
) -> impl IntoView {
    let likes = use_moments().follow(id, |moment| moment.likes.clone());
    let known = use_people();
    let names = move || {
        let Likes { count, people, .. } = likes.get();
        let more = count.saturating_sub(u32::try_from(people.len()).unwrap_or(u32::MAX));
        let last = people.len().saturating_sub(1);
        let names = people.into_iter().enumerate().map(move |(index, person)| {
            let name = known.name(&person);
            view! {
                <li>
                    <a href=Route::Person(person.handle).path()>{name}</a>
                    {(index < last).then(|| say(|text| text.common.name_separator))}
                </li>
            }
        });
        let names = names.collect_view();
        view! {
            <ul class="names">{names}</ul>
            {(more > 0)
                .then(|| {
                    view! {
                        <a href=Route::Moment(id)
                            .path()>
                            {say_with(move |text| (text.moments.likes_more)(more, count))}
                        </a>
                    }
                })}
        }
    };
    view! {
        <Show when=derive(move || likes.with(|likes| likes.count > 0))>
            <div class="like-line">
                <Icon name="heart" />
                <span class="visually-hidden">
                    {say_with(move |text| (text
                        .moments
                        .like_count)(likes.with(|likes| likes.count)))}
                </span>
                <div>{names}</div>
            </div>
        </Show>
    }
}

/// The likes and the newest comments under a moment in a list.
#[component]
pub fn Echo(
    /// The moment whose likes and comments to show.
    id: MomentId,
    /// Called when the reader wants to reply to a comment.
    on_reply: Callback<Comment>,
) -> impl IntoView {
    let moments = use_moments();
    let comments = moments.follow(id, |moment| moment.comments.clone());
    let has_likes = moments.follow(id, |moment| moment.likes.count > 0);
    let has_more =
        move || comments.with(|comments| comments.count as usize > comments.newest.len());
    view! {
        <Show when=derive(move || has_likes.get() || comments.with(|comments| comments.count > 0))>
            <div class="echo">
                <LikeLine id />
                <Show when=derive(has_more)>
                    <a class="all-comments" href=Route::Moment(id).path()>
                        {say_with(move |text| (text
                            .moments
                            .all_comments)(comments.with(|comments| comments.count)))}
                    </a>
                </Show>
                <ul class="comment-list">
                    {for_each(
                        move || comments.get().newest,
                        |comment| comment.id.to_string(),
                        move |comment| view! { <CommentRow comment on_reply /> }.into_any(),
                    )}
                </ul>
            </div>
        </Show>
    }
}
