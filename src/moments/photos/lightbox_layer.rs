//! Which photo is looked at closely. The lightbox itself is loaded when somebody first opens one.

use leptos::prelude::*;
use life_circle_wire::MomentId;

use crate::routing::navigator::{Layer, Navigator, use_navigator};

/// The photo that is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct OpenPhoto {
    /// Whose photos.
    pub moment: MomentId,
    /// Which of them, from 0.
    pub place: usize,
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

/// The lightbox.
pub fn use_lightbox() -> LightboxLayer {
    expect_context()
}

impl LightboxLayer {
    /// The photo that is looked at.
    pub fn shown(&self) -> Signal<Option<OpenPhoto>> {
        self.shown.into()
    }

    /// Opens a photo; Back closes it.
    pub fn open(&self, moment: MomentId, place: usize) {
        let shown = self.shown;
        self.shown.set(Some(OpenPhoto { moment, place }));
        self.layer.set_value(Some(
            self.navigator
                .open_layer(Callback::new(move |()| shown.set(None))),
        ));
    }

    /// Closes it as Back does.
    pub fn close(&self) {
        self.shown.set(None);
        if let Some(layer) = self.layer.get_value() {
            self.navigator.close_layer(layer);
        }
    }
}
