//! The audience of a moment: choosing, changing and previewing it.

mod audience_choice;
mod audience_editor;
mod audience_form;
mod audience_preview;
mod members;

pub use audience_choice::AudienceChoice;
pub use audience_editor::AudienceEditor;
pub use audience_form::AudienceForm;
