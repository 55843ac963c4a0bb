//! The strip of photos in the lightbox: which photo is shown, and how far each one is zoomed.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::{ScrollBehavior, ScrollToOptions};

use super::zoom::{PAN, Placement, STEP};

/// The photos of a moment, of which one fills the strip.
#[derive(Clone, Copy)]
pub struct Slideshow {
    /// The number of photos.
    pub count: usize,
    /// The position of the photo that is shown, from 0.
    pub position: RwSignal<usize>,
    /// The element that scrolls from photo to photo.
    pub strip: NodeRef<html::Div>,
    /// How each photo is placed, in the order of the photos.
    placements: StoredValue<Vec<RwSignal<Placement>>>,
}

/// A strip with this many photos that shows the photo at `first`.
pub fn use_slideshow(count: usize, first: usize) -> Slideshow {
    let placements = (0..count).map(|_| RwSignal::new(Placement::WHOLE));
    Slideshow {
        count,
        position: RwSignal::new(first.min(count - 1)),
        strip: NodeRef::new(),
        placements: StoredValue::new(placements.collect()),
    }
}

impl Slideshow {
    /// How the photo at a position is placed.
    pub fn placement(self, position: usize) -> RwSignal<Placement> {
        self.placements.with_value(|all| all[position])
    }

    /// Whether the photo that is shown is zoomed. Tracks changes.
    pub fn is_zoomed(self) -> bool {
        self.placement(self.position.get())
            .with(Placement::is_zoomed)
    }

    /// Scrolls to the photo at a position, if there is one.
    pub fn show(self, wanted: usize, behavior: ScrollBehavior) {
        if let Some(strip) = self.strip.get_untracked().filter(|_| wanted < self.count) {
            let options = ScrollToOptions::new();
            #[expect(clippy::cast_precision_loss, reason = "at most nine photos")]
            options.set_left(f64::from(strip.client_width()) * wanted as f64);
            options.set_behavior(behavior);
            strip.scroll_to_with_scroll_to_options(&options);
        }
    }

    /// Call it after the strip was scrolled: by a finger, by the wheel or by [`Self::show`]. The
    /// photo that fills most of the strip becomes the current one.
    pub fn note_position(self) {
        let Some(strip) = self.strip.get_untracked() else {
            return;
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most nine photos"
        )]
        let now = (f64::from(strip.scroll_left()) / f64::from(strip.client_width().max(1))).round()
            as usize;
        let before = self.position.get_untracked();
        if now != before && now < self.count {
            // A zoomed photo that was swiped away is shown whole again next time.
            self.placement(before).set(Placement::WHOLE);
            self.position.set(now);
        }
    }

    /// Zooms or moves the photo that is shown, or goes to another photo. Other keys are left to
    /// the browser.
    pub fn take_key(self, event: &KeyboardEvent) {
        let position = self.position.get_untracked();
        let placement = self.placement(position);
        let now = placement.get_untracked();
        let put = |wanted: Placement| placement.set(wanted.within(self.size()));
        let is_near = now.is_zoomed();
        let wanted = match event.key().as_str() {
            "+" | "=" => return put(now.scaled(STEP, (0.0, 0.0))),
            "-" => return put(now.scaled(1.0 / STEP, (0.0, 0.0))),
            "0" => return placement.set(Placement::WHOLE),
            "ArrowRight" if is_near => return put(now.moved((-PAN, 0.0))),
            "ArrowLeft" if is_near => return put(now.moved((PAN, 0.0))),
            "ArrowDown" if is_near => return put(now.moved((0.0, -PAN))),
            "ArrowUp" if is_near => return put(now.moved((0.0, PAN))),
            "ArrowRight" | "PageDown" => position + 1,
            "ArrowLeft" | "PageUp" => position.wrapping_sub(1),
            "Home" => 0,
            "End" => self.count - 1,
            _ => return,
        };
        event.prevent_default();
        self.show(wanted, ScrollBehavior::Instant);
    }

    /// Width and height of the strip, in pixels.
    fn size(self) -> (f64, f64) {
        let strip = self.strip.get_untracked();
        strip.map_or((0.0, 0.0), |strip| {
            (strip.client_width().into(), strip.client_height().into())
        })
    }
}
