//! Holds which photo is open in the lightbox. The lightbox itself is in a part of the page that is
//! loaded later.

use leptos::prelude::*;
use life_circle_wire::MomentId;

use crate::routing::navigator::{Layer, Navigator, use_navigator};

/// The photo that is open in the lightbox.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct OpenPhoto {
    /// The moment that the photo belongs to.
    pub moment: MomentId,
    /// The position of the photo in the moment, from 0.
    pub position: usize,
}

/// The lightbox that the whole page shares.
#[derive(Clone, Copy)]
pub struct LightboxLayer {
    shown: RwSignal<Option<OpenPhoto>>,
    layer: StoredValue<Option<Layer>>,
    navigator: Navigator,
}

/// Makes the lightbox available.
pub fn provide_lightbox() {
    provide_context(LightboxLayer {
        shown: RwSignal::new(None),
        layer: StoredValue::new(None),
        navigator: use_navigator(),
    });
}

/// The lightbox that the page shares, from the context.
pub fn use_lightbox() -> LightboxLayer {
    expect_context()
}

impl LightboxLayer {
    /// The photo that is open. `None` while the lightbox is closed.
    pub fn shown(&self) -> Signal<Option<OpenPhoto>> {
        self.shown.into()
    }

    /// Opens a photo; Back closes it.
    pub fn open(&self, moment: MomentId, position: usize) {
        let shown = self.shown;
        self.shown.set(Some(OpenPhoto { moment, position }));
        self.layer.set_value(Some(
            self.navigator
                .open_layer(Callback::new(move |()| shown.set(None))),
        ));
    }

    /// Closes the lightbox, with the same effect as Back.
    pub fn close(&self) {
        self.shown.set(None);
        if let Some(layer) = self.layer.get_value() {
            self.navigator.close_layer(layer);
        }
    }
}
