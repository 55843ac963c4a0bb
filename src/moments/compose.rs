//! Writing a moment, or changing its text.

mod composer;
mod draft_list;
mod mention_list;
mod moment_form;
mod new_moment;
pub mod posting;
mod reminder_picker;
mod shared;
mod text_box;
mod text_editor;

pub use composer::{ComposerForm, SharePrompt, provide_composer, use_composer};
