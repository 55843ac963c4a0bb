//! A moment in a list or on its own page.

use leptos::html;
use leptos::prelude::*;
use life_circle_wire::MomentId;
use life_circle_wire::comments::Comment;
use life_circle_wire::person::Person;

use super::card_foot::CardFoot;
use super::card_window::{Card, CardWindow};
use super::echo::{Echo, LikeLine};
use super::like_button::LikeButton;
use super::moment_text::MomentText;
use crate::data::people::use_people;
use crate::data::session::use_session;
use crate::kit::Icon;
use crate::moments::comments::CommentBox;
use crate::moments::outgoing::OutgoingHere;
use crate::moments::photos::PhotoGrid;
use crate::moments::store::{KnownMoment, use_moments};
use crate::people::Avatar;
use crate::reactive::{Show, derive, dynamic, effect, on_click};
use crate::routing::Route;
use crate::text::{say, say_with};

/// A moment that the page has already read. Draws nothing if the page doesn't have it.
#[component]
pub fn MomentCard(
    /// The moment to show.
    id: MomentId,
    /// `true` on the moment's own page: text in full, a mute button, no inline comments.
    #[prop(optional)]
    is_alone: bool,
    /// `true` shows a dot: the reader hasn't seen this moment before.
    #[prop(optional)]
    is_new: bool,
) -> impl IntoView {
    let known = use_moments().get(id)?;
    let is_deleted = known.is_deleted.clone();
    let article = NodeRef::<html::Article>::new();
    let is_drawn = RwSignal::new(true);
    let mut known_height = None;
    // The window of a list that was on the screen before isn't this card's.
    if let Some(window) = use_context::<CardWindow>().filter(|_| !is_alone) {
        let height = known.height.clone();
        is_drawn.set(window.begin());
        known_height = height
            .get_value()
            .filter(|(_, width)| !is_drawn.get_untracked() && *width == window_width())
            .map(|(height, _)| format!("{height}px"));
        let keep = Callback::new(move |pixels| height.set_value(Some((pixels, window_width()))));
        effect(move || {
            if let Some(article) = article.get() {
                window.follow(id, Card::new(article, is_drawn, keep));
            }
        });
    }
    Some(view! {
        <article
            class="moment-card"
            data-anchor=id.to_string()
            aria-labelledby=format!("author-{id}")
            hidden=is_deleted
            style:block-size=known_height
            node_ref=article
        >
            <Show when=is_drawn>
                <CardBody known=known.clone() is_alone is_new />
            </Show>
        </article>
    })
}

/// The width of the browser's window, in whole pixels.
fn window_width() -> i32 {
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    #[expect(clippy::cast_possible_truncation, reason = "the width of a screen")]
    let width = width.unwrap_or_default() as i32;
    width
}

/// The whole content of a card.
#[component]
fn CardBody(
    /// The moment to show.
    known: KnownMoment,
    /// `true` on the moment's own page.
    is_alone: bool,
    /// `true` shows a dot.
    is_new: bool,
) -> impl IntoView {
    let moments = use_moments();
    let current = known.moment.clone();
    let moment = current.get_untracked();
    let id = moment.id;
    let profile = Route::Person(moment.author.handle.clone()).path();
    let name = use_people().name(&moment.author);
    let is_writing = RwSignal::new(false);
    let comment_button = move || (!is_alone).then(|| view! { <CommentButton is_writing /> });
    let echo = if is_alone {
        view! {
            <div class="echo" data-kind="likes">
                <LikeLine id />
            </div>
        }
        .into_any()
    } else {
        view! { <CardEcho id is_writing /> }.into_any()
    };
    view! {
        <a class="moment-avatar" href=profile.clone() tabindex="-1" aria-hidden="true">
            <Avatar person=moment.author />
        </a>
        <div class="moment-body">
            <a class="moment-author" id=format!("author-{id}") href=profile>
                {name}
            </a>
            <CardContent known is_alone />
            <div class="moment-bar">
                <CardFoot moment=current is_alone is_new />
                <Show when=moments.may_react(id)>
                    <div class="moment-actions">
                        <LikeButton id />
                        {comment_button()}
                    </div>
                </Show>
            </div>
            {echo}
        </div>
    }
}

/// What the author has put into the moment: text, photos, place and reminded friends.
#[component]
fn CardContent(
    /// The moment to show.
    known: KnownMoment,
    /// `true` shows a long text in full at first.
    is_alone: bool,
) -> impl IntoView {
    let moment = known.moment.get_untracked();
    let text = known.text;
    let text = dynamic(move || match text.get() {
        none if none.is_empty() => ().into_any(),
        text => view! { <MomentText text is_whole=is_alone /> }.into_any(),
    });
    let photos = (!moment.photos.is_empty())
        .then(|| view! { <PhotoGrid moment=moment.id photos=moment.photos /> });
    let place = (!moment.place.is_empty()).then(|| {
        view! {
            <p class="moment-note">
                <Icon name="map-pin" />
                <span dir="auto">{moment.place}</span>
            </p>
        }
    });
    let reminded =
        (!moment.reminded.is_empty()).then(|| view! { <Reminded people=moment.reminded /> });
    view! {
        {text}
        {photos}
        {place}
        {reminded}
    }
}

/// The likes and comments under a moment in a list, and the box to comment in.
#[component]
fn CardEcho(
    /// The moment whose likes and comments to show.
    id: MomentId,
    /// Whether the box is open.
    is_writing: RwSignal<bool>,
) -> impl IntoView {
    let reply_to = RwSignal::new(None::<Comment>);
    let reply = Callback::new(move |comment| {
        reply_to.set(Some(comment));
        is_writing.set(true);
    });
    let close = Callback::new(move |()| is_writing.set(false));
    view! {
        <Echo id on_reply=reply />
        <OutgoingHere under=Some(id) />
        <Show when=is_writing>
            <CommentBox moment=id reply_to is_focused=true on_sent=close on_leave=close />
        </Show>
    }
}

/// The line that names the friends whom the author reminded to look.
#[component]
fn Reminded(
    /// The friends who were reminded.
    people: Vec<Person>,
) -> impl IntoView {
    let me = use_session();
    let known = use_people();
    let (mine, others): (Vec<_>, Vec<_>) =
        people.into_iter().partition(|person| me.is_me(person.id));
    let people = [mine, others].concat();
    let line = say_with(move |text| {
        let name = |person: &Person| {
            if me.is_me(person.id) {
                text.moments.you.to_owned()
            } else {
                known.name_now(person)
            }
        };
        (text.moments.reminded)(&text.join_names(people.iter().map(name)))
    });
    view! {
        <p class="moment-note">
            <Icon name="at-sign" />
            {line}
        </p>
    }
}

/// The button that opens and closes the box to comment in.
#[component]
fn CommentButton(
    /// Whether the box is open.
    is_writing: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="action-button"
            aria-expanded=derive(move || is_writing.get().to_string())
            on:click=on_click(move || is_writing.update(|writing| *writing = !*writing))
        >
            <Icon name="message-circle" />
            <span>{say(|text| text.moments.comment)}</span>
        </button>
    }
}
