//! A moment in a list or on its own page.

use leptos::prelude::*;
use life_circle_wire::MomentId;
use life_circle_wire::audience::Audience;
use life_circle_wire::comments::Comment;
use life_circle_wire::moments::Moment;
use life_circle_wire::person::Person;

use super::echo::{Echo, LikeLine};
use super::like_button::LikeButton;
use super::moment_text::MomentText;
use super::mute_button::MuteButton;
use crate::data::session::use_session;
use crate::kit::{Ago, Icon, use_is_before};
use crate::moments::comments::CommentBox;
use crate::moments::compose::use_composer;
use crate::moments::deleting::use_deleting;
use crate::moments::outgoing_card::OutgoingComments;
use crate::moments::photos::PhotoGrid;
use crate::moments::store::use_entities;
use crate::people::Avatar;
use crate::reactive::{Show, derive, dynamic, on_click};
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
    let entities = use_entities();
    let entity = entities.get(id)?;
    let may_be_answered = entities.may_be_answered(id);
    let moment = entity.moment.get_untracked();
    let is_writing = RwSignal::new(false);
    let reply_to = RwSignal::new(None::<Comment>);
    let reply = Callback::new(move |comment| {
        reply_to.set(Some(comment));
        is_writing.set(true);
    });
    let is_deleted = entity.is_deleted;
    let profile = Route::Person(moment.author.handle.clone()).path();
    let current = entity.moment;
    let text = entity.text;
    // I may change my name for the author while the card is shown.
    let name = {
        let current = current.clone();
        derive(move || current.with(|moment| moment.author.name().to_owned()))
    };
    let text = dynamic(move || match text.get() {
        none if none.is_empty() => ().into_any(),
        text => view! { <MomentText text is_whole=is_alone /> }.into_any(),
    });
    let place = (!moment.place.is_empty()).then(|| {
        view! {
            <p class="moment-note">
                <Icon name="map-pin" />
                <span dir="auto">{moment.place}</span>
            </p>
        }
    });
    let photos =
        (!moment.photos.is_empty()).then(|| view! { <PhotoGrid moment=id photos=moment.photos /> });
    let reminded =
        (!moment.reminded.is_empty()).then(|| view! { <Reminded people=moment.reminded /> });
    let foot = view! { <Foot moment=current is_alone is_new /> };
    let answers = if is_alone {
        view! {
            <div class="echo" data-kind="likes">
                <LikeLine id />
            </div>
        }
        .into_any()
    } else {
        view! {
            <Echo id on_reply=reply />
            <OutgoingComments moment=id />
            <Show when=derive(move || is_writing.get())>
                <CommentBox
                    moment=id
                    reply_to
                    is_focused=true
                    on_sent=Callback::new(move |()| is_writing.set(false))
                />
            </Show>
        }
        .into_any()
    };
    let comment_button = move || (!is_alone).then(|| view! { <CommentButton is_writing /> });
    Some(view! {
        <article
            class="moment-card"
            data-anchor=id.to_string()
            aria-labelledby=format!("author-{id}")
            hidden=is_deleted
        >
            <a class="moment-avatar" href=profile.clone() tabindex="-1" aria-hidden="true">
                <Avatar person=moment.author.clone() />
            </a>
            <div class="moment-body">
                <a class="moment-author" id=format!("author-{id}") href=profile>
                    {name}
                </a>
                {text}
                {photos}
                {place}
                {reminded}
                <div class="moment-bar">
                    {foot} <Show when=may_be_answered>
                        <div class="moment-actions">
                            <LikeButton id />
                            {comment_button()}
                        </div>
                    </Show>
                </div>
                {answers}
            </div>
        </article>
    })
}

/// The line that names the friends whom the author reminded to look.
#[component]
fn Reminded(people: Vec<Person>) -> impl IntoView {
    let me = use_session();
    let (mine, others): (Vec<_>, Vec<_>) =
        people.into_iter().partition(|person| me.is_me(person.id));
    let people = [mine, others].concat();
    let line = say_with(move |text| {
        let name = |person: &Person| {
            if me.is_me(person.id) {
                text.moments.you.to_owned()
            } else {
                person.name().to_owned()
            }
        };
        (text.moments.reminded)(
            &people
                .iter()
                .map(name)
                .collect::<Vec<_>>()
                .join(text.common.name_separator),
        )
    });
    view! {
        <p class="moment-note">
            <Icon name="at-sign" />
            {line}
        </p>
    }
}

/// The time of the moment, with buttons to edit, delete and mute it. The author also sees its
/// audience.
#[component]
fn Foot(moment: ArcRwSignal<Moment>, is_alone: bool, is_new: bool) -> impl IntoView {
    let deleting = use_deleting();
    let composer = use_composer();
    let Moment {
        id,
        author,
        created_at,
        edit_until,
        ..
    } = moment.get_untracked();
    let time = if is_alone {
        view! { <Ago time=created_at /> }.into_any()
    } else {
        view! {
            <a href=Route::Moment(id).path()>
                <Ago time=created_at />
            </a>
        }
        .into_any()
    };
    let is_edited = {
        let moment = moment.clone();
        derive(move || moment.with(|moment| moment.is_edited))
    };
    let is_mine = use_session().is_me(author.id);
    let audience = is_mine.then(|| {
        let audience = derive(move || moment.with(|moment| moment.audience));
        let icon = dynamic(move || match audience.get() {
            Audience::Friends => view! { <Icon name="users" /> }.into_any(),
            Audience::OnlyMe => view! { <Icon name="lock" /> }.into_any(),
            Audience::Only => view! { <Icon name="user-check" /> }.into_any(),
            Audience::Except => view! { <Icon name="user-x" /> }.into_any(),
        });
        let name = say_with(move |text| {
            format!(
                "{}{}{}",
                text.moments.audience,
                text.common.colon,
                text.of_audience(audience.get())
            )
        });
        let label = say_with(move |text| match audience.get() {
            Audience::Friends => "",
            narrower => text.of_audience(narrower),
        });
        view! {
            <button
                type="button"
                class="link-button moment-audience"
                aria-label=name
                on:click=on_click(move || composer.change_audience(Some(id)))
            >
                {icon}
                {label}
            </button>
        }
    });
    let edit = edit_until.map(|until| {
        view! {
            <Show when=use_is_before(until)>
                <button
                    type="button"
                    class="link-button"
                    on:click=on_click(move || composer.change(id))
                >
                    {say(|text| text.common.edit)}
                </button>
            </Show>
        }
    });
    let delete = is_mine.then(|| {
        view! {
            <button
                type="button"
                class="link-button"
                on:click=on_click(move || deleting.delete(id))
            >
                {say(|text| text.common.delete)}
            </button>
        }
    });
    let mute = is_alone.then(|| view! { <MuteButton id /> });
    let fresh = is_new.then(|| {
        view! {
            <span class="dot">
                <span class="visually-hidden">{say(|text| text.common.new_mark)}</span>
            </span>
        }
    });
    view! {
        <p class="moment-foot">
            {fresh} {time}
            {say_with(move |text| if is_edited.get() { text.moments.edited } else { "" })}
            {audience} {edit} {delete} {mute}
        </p>
    }
}

/// The button that opens and closes the box to comment in.
#[component]
fn CommentButton(is_writing: RwSignal<bool>) -> impl IntoView {
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
