//! Shows photos on the whole screen. They can be swiped, pinched, double-tapped, dragged, and
//! controlled by keyboard.

use leptos::ev::{KeyboardEvent, PointerEvent, WheelEvent};
use leptos::html;
use leptos::prelude::*;
use life_circle_wire::photos::{Photo, PhotoSize};

use super::lightbox_layer::{OpenPhoto, use_lightbox};
use super::photo_image::PhotoImage;
use super::zoom::{Gesture, PAN, Placement, Point, STEP};
use crate::kit::Icon;
use crate::moments::store::use_entities;
use crate::reactive::{Show, derive, dynamic, effect, on_click};
use crate::text::parts::{say, say_with};

/// The lightbox, when a photo is open.
#[component]
pub fn Lightbox() -> impl IntoView {
    let lightbox = use_lightbox();
    let entities = use_entities();
    dynamic(move || {
        let Some(OpenPhoto { moment, place }) = lightbox.shown().get() else {
            return ().into_any();
        };
        let photos = entities
            .get(moment)
            .map(|entity| entity.moment.with_untracked(|moment| moment.photos.clone()));
        match photos {
            Some(photos) if !photos.is_empty() => {
                view! { <Slides photos first=place /> }.into_any()
            }
            _ => ().into_any(),
        }
    })
}

#[component]
fn Slides(photos: Vec<Photo>, first: usize) -> impl IntoView {
    let lightbox = use_lightbox();
    let count = photos.len();
    let dialog = NodeRef::<html::Dialog>::new();
    let strip = NodeRef::<html::Div>::new();
    let place = RwSignal::new(first.min(count - 1));
    let placements = StoredValue::new(
        (0..count)
            .map(|_| RwSignal::new(Placement::WHOLE))
            .collect::<Vec<_>>(),
    );
    let current = move || placements.with_value(|all| all[place.get()]);
    let is_zoomed = derive(move || current().with(Placement::is_zoomed));
    let show = move |wanted: usize, is_smooth: bool| {
        if let Some(strip) = strip.get_untracked().filter(|_| wanted < count) {
            let options = web_sys::ScrollToOptions::new();
            #[expect(clippy::cast_precision_loss, reason = "at most nine photos")]
            options.set_left(f64::from(strip.client_width()) * wanted as f64);
            options.set_behavior(if is_smooth {
                web_sys::ScrollBehavior::Smooth
            } else {
                web_sys::ScrollBehavior::Instant
            });
            strip.scroll_to_with_scroll_to_options(&options);
        }
    };
    effect(move || {
        if let (Some(dialog), Some(_)) = (dialog.get(), strip.get()) {
            // It fails only for a dialog that is open or isn't in the page.
            drop(dialog.show_modal());
            show(place.get_untracked(), false);
        }
    });
    // The strip is scrolled by a finger, by the wheel or by `show`. The photo that fills most of it
    // becomes the current one.
    let note_place = move |_| {
        if let Some(strip) = strip.get_untracked() {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "at most nine photos"
            )]
            let now = (f64::from(strip.scroll_left()) / f64::from(strip.client_width().max(1)))
                .round() as usize;
            if now != place.get_untracked() && now < count {
                // A zoomed photo that was swiped away is shown whole again next time.
                placements.with_value(|all| all[place.get_untracked()].set(Placement::WHOLE));
                place.set(now);
            }
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let put = |wanted: Placement| {
            let box_of = |strip: web_sys::HtmlDivElement| {
                (strip.client_width().into(), strip.client_height().into())
            };
            current().set(wanted.within(strip.get_untracked().map(box_of).unwrap_or_default()));
        };
        let now = current().get_untracked();
        let is_near = is_zoomed.get_untracked();
        let wanted = match event.key().as_str() {
            "+" | "=" => return put(now.scaled(STEP, (0.0, 0.0))),
            "-" => return put(now.scaled(1.0 / STEP, (0.0, 0.0))),
            "0" => return current().set(Placement::WHOLE),
            "ArrowRight" if is_near => return put(now.moved((-PAN, 0.0))),
            "ArrowLeft" if is_near => return put(now.moved((PAN, 0.0))),
            "ArrowDown" if is_near => return put(now.moved((0.0, -PAN))),
            "ArrowUp" if is_near => return put(now.moved((0.0, PAN))),
            "ArrowRight" | "PageDown" => place.get_untracked() + 1,
            "ArrowLeft" | "PageUp" => place.get_untracked().wrapping_sub(1),
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        show(wanted, false);
    };
    let alts = StoredValue::new(
        photos
            .iter()
            .map(|photo| photo.alt.clone())
            .collect::<Vec<_>>(),
    );
    let alt = derive(move || alts.with_value(|alts| alts[place.get()].clone()));
    let slides = photos.into_iter().enumerate().map(|(number, photo)| {
        let is_hidden = derive(move || (place.get() != number).to_string());
        let is_near = number.abs_diff(first) <= 1;
        let placement = placements.with_value(|all| all[number]);
        view! { <Slide photo is_near is_hidden placement /> }
    });
    let step = move |by: isize| {
        on_click(move || show(place.get_untracked().wrapping_add_signed(by), true))
    };
    view! {
        <dialog
            node_ref=dialog
            class="lightbox"
            aria-label=say_with(move |text| (text.moments.open_photo)(place.get() + 1, count))
            on:keydown=on_key
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                lightbox.close();
            }
        >
            <div
                class="lightbox-strip"
                tabindex="0"
                role="group"
                aria-label=say_with(move |text| (text.moments.open_photo)(place.get() + 1, count))
                node_ref=strip
                data-state=derive(move || if is_zoomed.get() { "zoomed" } else { "whole" })
                on:scroll=note_place
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
            <Show when=derive(move || count > 1)>
                <p class="lightbox-count" aria-hidden="true">
                    {move || format!("{} / {count}", place.get() + 1)}
                </p>
                <button
                    type="button"
                    class="icon-button lightbox-step"
                    data-kind="back"
                    aria-label=say(|text| text.photos.photo_before)
                    disabled=derive(move || place.get() == 0)
                    on:click=step(-1)
                >
                    <Icon name="chevron-right" />
                </button>
                <button
                    type="button"
                    class="icon-button lightbox-step"
                    aria-label=say(|text| text.photos.photo_after)
                    disabled=derive(move || place.get() + 1 == count)
                    on:click=step(1)
                >
                    <Icon name="chevron-right" />
                </button>
            </Show>
            <p
                class="lightbox-alt"
                aria-live="polite"
                dir="auto"
                hidden=derive(move || alt.with(String::is_empty))
            >
                {alt}
            </p>
        </dialog>
    }
}

/// One photo, which can be zoomed.
#[component]
fn Slide(
    photo: Photo,
    /// `true` loads the photo at once: it is the first one shown, or next to it.
    is_near: bool,
    is_hidden: Signal<String>,
    placement: RwSignal<Placement>,
) -> impl IntoView {
    let slide = NodeRef::<html::Div>::new();
    let gesture = StoredValue::new(Gesture::default());
    let point = move |x: i32, y: i32| -> Point {
        let area = slide
            .get_untracked()
            .map(|slide| slide.get_bounding_client_rect());
        area.map_or((0.0, 0.0), |area| {
            (
                f64::from(x) - area.left() - area.width() / 2.0,
                f64::from(y) - area.top() - area.height() / 2.0,
            )
        })
    };
    let place = move |wanted: Placement| {
        let size = slide.get_untracked().map(|slide| {
            (
                f64::from(slide.client_width()),
                f64::from(slide.client_height()),
            )
        });
        let wanted = wanted.within(size.unwrap_or_default());
        if wanted != placement.get_untracked() {
            placement.set(wanted);
        }
    };
    let with_gesture = move |act: &dyn Fn(&mut Gesture, Placement) -> Placement| {
        let mut wanted = placement.get_untracked();
        gesture.update_value(|gesture| wanted = act(gesture, wanted));
        place(wanted);
    };
    let down = move |event: PointerEvent| {
        with_gesture(&|gesture, placement| {
            gesture.down(
                event.pointer_id(),
                point(event.client_x(), event.client_y()),
            );
            placement
        });
    };
    let drag = move |event: PointerEvent| {
        let at = point(event.client_x(), event.client_y());
        with_gesture(&|gesture, placement| gesture.drag(event.pointer_id(), at, placement));
    };
    let up = move |event: PointerEvent| {
        let at = point(event.client_x(), event.client_y());
        with_gesture(&|gesture, placement| {
            gesture.up(event.pointer_id(), at, event.time_stamp(), placement)
        });
    };
    let wheel = move |event: WheelEvent| {
        if event.ctrl_key() || placement.with_untracked(Placement::is_zoomed) {
            event.prevent_default();
            let factor = if event.delta_y() < 0.0 {
                STEP
            } else {
                1.0 / STEP
            };
            place(
                placement
                    .get_untracked()
                    .scaled(factor, point(event.client_x(), event.client_y())),
            );
        }
    };
    view! {
        <div
            node_ref=slide
            class="lightbox-slide"
            aria-hidden=is_hidden
            on:pointerdown=down
            on:pointermove=drag
            on:pointerup=up
            on:pointercancel=move |_| gesture.update_value(Gesture::cancel)
            on:wheel=wheel
        >
            <div
                class="lightbox-picture"
                style:transform=move || placement.with(Placement::transform)
            >
                <PhotoImage photo size=PhotoSize::Large is_urgent=is_near />
            </div>
        </div>
    }
}
