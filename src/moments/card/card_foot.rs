//! The line under a moment: its time, its audience, and the buttons to change it.

use leptos::prelude::*;
use life_circle_wire::audience::Audience;
use life_circle_wire::moments::Moment;
use life_circle_wire::{MomentId, Timestamp};

use super::mute_button::MuteButton;
use crate::data::session::use_session;
use crate::kit::{Ago, Icon, use_is_before};
use crate::moments::compose::use_composer;
use crate::moments::deleting::use_deleting;
use crate::reactive::{Show, derive, dynamic, on_click};
use crate::routing::Route;
use crate::text::{say, say_with};

/// The time of the moment, with buttons to edit, delete and mute it. The author also sees its
/// audience.
#[component]
pub fn CardFoot(
    /// The moment to show.
    moment: ArcRwSignal<Moment>,
    /// `true` on the moment's own page: it has a mute button, and no link to that page.
    is_alone: bool,
    /// `true` shows a dot: the reader hasn't seen this moment before.
    is_new: bool,
) -> impl IntoView {
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
    let audience = is_mine.then(|| view! { <AudienceButton moment /> });
    let edit = edit_until.map(|until| view! { <EditButton id until /> });
    let delete = is_mine.then(|| view! { <DeleteButton id /> });
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

/// The audience of a moment of mine. A tap changes it.
#[component]
fn AudienceButton(
    /// The moment whose audience to show.
    moment: ArcRwSignal<Moment>,
) -> impl IntoView {
    let composer = use_composer();
    let id = moment.with_untracked(|moment| moment.id);
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
}

/// The button to edit the text of a moment. It disappears when its time is over.
#[component]
fn EditButton(
    /// The moment to edit.
    id: MomentId,
    /// When the text can't be edited any more.
    until: Timestamp,
) -> impl IntoView {
    let composer = use_composer();
    view! {
        <Show when=use_is_before(until)>
            <button
                type="button"
                class="link-button"
                on:click=on_click(move || composer.open_text(id))
            >
                {say(|text| text.common.edit)}
            </button>
        </Show>
    }
}

/// The button to delete a moment.
#[component]
fn DeleteButton(
    /// The moment to delete.
    id: MomentId,
) -> impl IntoView {
    let deleting = use_deleting();
    view! {
        <button type="button" class="link-button" on:click=on_click(move || deleting.delete(id))>
            {say(|text| text.common.delete)}
        </button>
    }
}
