//! One photo in the lightbox. Fingers and the wheel zoom and move it.

use leptos::ev::{MouseEvent, PointerEvent, WheelEvent};
use leptos::html;
use leptos::prelude::*;
use life_circle_wire::photos::{Photo, PhotoSize};

use super::photo_image::PhotoImage;
use super::zoom::{Gesture, Placement, Point, STEP};
use crate::reactive::derive;

/// From this many times as high as it is wide, a picture is tall, such as a screenshot of a chat.
/// The screens of phones are less.
const TALL: u32 = 3;

/// A photo that fills the strip, and can be zoomed. A tall one is scrolled.
#[component]
pub fn Slide(
    /// The photo to show.
    photo: Photo,
    /// `true` loads the photo at once: it is the first one shown, or next to it.
    is_near: bool,
    /// `true` while another photo is shown: screen readers leave this one out.
    is_hidden: Signal<bool>,
    /// How the photo is placed.
    placement: RwSignal<Placement>,
) -> impl IntoView {
    let slide = NodeRef::<html::Div>::new();
    let gesture = StoredValue::new(Gesture::default());
    let is_tall = photo.height > TALL * photo.width;
    let zooming = Zooming {
        is_tall,
        slide,
        gesture,
        placement,
    };
    view! {
        <div
            node_ref=slide
            class="lightbox-slide"
            data-shape=is_tall.then_some("tall")
            tabindex=is_tall.then_some("0")
            aria-hidden=derive(move || is_hidden.get().to_string())
            on:pointerdown=move |event| zooming.down(&event)
            on:pointermove=move |event| zooming.drag(&event)
            on:pointerup=move |event| zooming.up(&event)
            on:pointercancel=move |_| gesture.update_value(Gesture::cancel)
            on:wheel=move |event| zooming.wheel(&event)
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

/// What pointers and the wheel do with one photo.
#[derive(Clone, Copy)]
struct Zooming {
    /// A tall picture is as wide as the screen from the beginning. The browser scrolls it.
    is_tall: bool,
    slide: NodeRef<html::Div>,
    gesture: StoredValue<Gesture>,
    placement: RwSignal<Placement>,
}

impl Zooming {
    fn down(self, event: &PointerEvent) {
        let at = self.point(event);
        self.act(&|gesture, placement| {
            gesture.down(event.pointer_id(), at);
            placement
        });
    }

    fn drag(self, event: &PointerEvent) {
        let at = self.point(event);
        self.act(&|gesture, placement| gesture.drag(event.pointer_id(), at, placement));
    }

    fn up(self, event: &PointerEvent) {
        let at = self.point(event);
        self.act(&|gesture, placement| {
            gesture.up(event.pointer_id(), at, event.time_stamp(), placement)
        });
    }

    /// Zooms with the control key or while the photo is zoomed. Otherwise the wheel scrolls the
    /// strip.
    fn wheel(self, event: &WheelEvent) {
        if self.is_tall {
            return;
        }
        let placement = self.placement.get_untracked();
        if event.ctrl_key() || placement.is_zoomed() {
            event.prevent_default();
            let is_up = event.delta_y() < 0.0;
            let factor = if is_up { STEP } else { 1.0 / STEP };
            self.put(placement.scaled(factor, self.point(event)));
        }
    }

    /// The position of the event, in pixels from the middle of the slide.
    fn point(self, event: &MouseEvent) -> Point {
        let Some(slide) = self.slide.get_untracked() else {
            return (0.0, 0.0);
        };
        let area = slide.get_bounding_client_rect();
        (
            f64::from(event.client_x()) - area.left() - area.width() / 2.0,
            f64::from(event.client_y()) - area.top() - area.height() / 2.0,
        )
    }

    /// Tells the gesture of an event. It gives the photo's new placement.
    fn act(self, act: &dyn Fn(&mut Gesture, Placement) -> Placement) {
        if self.is_tall {
            return;
        }
        let mut wanted = self.placement.get_untracked();
        self.gesture
            .update_value(|gesture| wanted = act(gesture, wanted));
        self.put(wanted);
    }

    /// Places the photo so that it still covers the slide.
    fn put(self, wanted: Placement) {
        let size = self.slide.get_untracked().map(|slide| {
            (
                f64::from(slide.client_width()),
                f64::from(slide.client_height()),
            )
        });
        let wanted = wanted.within(size.unwrap_or_default());
        if wanted != self.placement.get_untracked() {
            self.placement.set(wanted);
        }
    }
}
