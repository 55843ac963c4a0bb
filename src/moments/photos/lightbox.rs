//! Shows photos on the whole screen. They can be swiped, pinched, double-tapped, dragged, and
//! controlled by keyboard.

use leptos::html;
use leptos::prelude::*;
use life_circle_wire::photos::Photo;
use web_sys::ScrollBehavior;

use super::lightbox_layer::{OpenPhoto, use_lightbox};
use super::slide::Slide;
use super::slideshow::{Slideshow, use_slideshow};
use crate::kit::{Icon, OverDialogs};
use crate::moments::store::use_moments;
use crate::reactive::{Show, derive, dynamic, effect, on_click};
use crate::text::parts::{say, say_with};

/// The lightbox, when a photo is open.
#[component]
pub fn Lightbox() -> impl IntoView {
    let lightbox = use_lightbox();
    let moments = use_moments();
    dynamic(move || {
        let Some(OpenPhoto { moment, position }) = lightbox.shown().get() else {
            return ().into_any();
        };
        let photos = moments
            .get(moment)
            .map(|known| known.moment.with_untracked(|moment| moment.photos.clone()));
        match photos {
            Some(photos) if !photos.is_empty() => {
                view! { <Slides photos first=position /> }.into_any()
            }
            _ => ().into_any(),
        }
    })
}

/// The photos of one moment, in a dialog on the whole screen.
#[component]
fn Slides(
    /// The photos in their order; at least one.
    photos: Vec<Photo>,
    /// The position of the photo that is shown first.
    first: usize,
) -> impl IntoView {
    let lightbox = use_lightbox();
    let slideshow = use_slideshow(photos.len(), first);
    let Slideshow {
        count,
        position,
        strip,
        ..
    } = slideshow;
    let dialog = NodeRef::<html::Dialog>::new();
    effect(move || {
        if let (Some(dialog), Some(_)) = (dialog.get(), strip.get()) {
            // It fails only for a dialog that is open or isn't in the page.
            drop(dialog.show_modal());
            slideshow.show(position.get_untracked(), ScrollBehavior::Instant);
        }
    });
    let label = say_with(move |text| (text.moments.open_photo)(position.get() + 1, count));
    let alts: Vec<String> = photos.iter().map(|photo| photo.alt.clone()).collect();
    let alt = derive(move || alts[position.get()].clone());
    let slides = photos.into_iter().enumerate().map(|(number, photo)| {
        let is_hidden = derive(move || position.get() != number);
        let is_near = number.abs_diff(first) <= 1;
        view! { <Slide photo is_near is_hidden placement=slideshow.placement(number) /> }
    });
    view! {
        <dialog
            node_ref=dialog
            class="lightbox"
            aria-label=label
            on:keydown=move |event| slideshow.take_key(&event)
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                lightbox.close();
            }
        >
            <div
                class="lightbox-strip"
                tabindex="0"
                role="group"
                aria-label=label
                node_ref=strip
                data-state=derive(move || if slideshow.is_zoomed() { "zoomed" } else { "whole" })
                on:scroll=move |_| slideshow.note_position()
            >
                {slides.collect_view()}
            </div>
            <button
                type="button"
                class="icon-button lightbox-close"
                aria-label=say(|text| text.common.close)
                on:click=on_click(move || lightbox.close())
            >
                <Icon name="x" />
            </button>
            <SlideBar slideshow />
            <p
                class="lightbox-alt"
                aria-live="polite"
                dir="auto"
                hidden=derive(move || alt.with(String::is_empty))
            >
                {alt}
            </p>
            {use_context().map(|OverDialogs(draw)| draw())}
        </dialog>
    }
}

/// The position of the photo that is shown, with buttons to the photos before and after it. A
/// single photo has none of them.
#[component]
fn SlideBar(
    /// The photos to step through.
    slideshow: Slideshow,
) -> impl IntoView {
    let Slideshow {
        count, position, ..
    } = slideshow;
    let step = move |by: isize| {
        on_click(move || {
            let wanted = position.get_untracked().wrapping_add_signed(by);
            slideshow.show(wanted, ScrollBehavior::Smooth);
        })
    };
    view! {
        <Show when=derive(move || count > 1)>
            <p class="lightbox-count" aria-hidden="true">
                {move || format!("{} / {count}", position.get() + 1)}
            </p>
            <button
                type="button"
                class="icon-button lightbox-step"
                data-kind="back"
                aria-label=say(|text| text.photos.photo_before)
                disabled=derive(move || position.get() == 0)
                on:click=step(-1)
            >
                <Icon name="chevron-right" />
            </button>
            <button
                type="button"
                class="icon-button lightbox-step"
                aria-label=say(|text| text.photos.photo_after)
                disabled=derive(move || position.get() + 1 == count)
                on:click=step(1)
            >
                <Icon name="chevron-right" />
            </button>
        </Show>
    }
}
