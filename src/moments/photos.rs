//! Photos: in a moment, in the composer, and looked at closely.

mod lightbox;
mod lightbox_layer;
mod photo_grid;
mod photo_grip;
mod photo_image;
mod photo_picker;
mod photo_tile;
mod slide;
mod slideshow;
mod zoom;

pub use lightbox::Lightbox;
pub use lightbox_layer::{provide_lightbox, use_lightbox};
pub use photo_grid::PhotoGrid;
pub use photo_image::PhotoImage;
pub use photo_picker::{Choosing, PhotoPicker, use_choosing};
