//! The comment that somebody has begun under a moment, kept in this browser until it is sent.

use life_circle_wire::{MomentId, PersonId};

use crate::data::storage;
use crate::outbox::CommentDraft;

/// Reads the comment that a person has begun under a moment. `None` if there is none.
pub fn read_draft(person: PersonId, moment: MomentId) -> Option<CommentDraft> {
    storage::read_value(&name(person, moment)).or_else(|| take_parts(person, moment))
}

/// Stores a comment as it is written now. Without a text it isn't kept.
pub fn keep_draft(person: PersonId, draft: &CommentDraft) {
    let name = name(person, draft.moment);
    if draft.text.is_empty() {
        storage::keep(&name, None);
    } else {
        storage::keep_value(&name, draft);
    }
}

/// The name in the storage. It contains the person's id: somebody else who signs in here must not
/// read the draft.
fn name(person: PersonId, moment: MomentId) -> String {
    format!("draft-{person}-{moment}-comment")
}

/// The draft of a browser that kept the text and the reply apart. They are kept together from now
/// on.
fn take_parts(person: PersonId, moment: MomentId) -> Option<CommentDraft> {
    let of_text = format!("draft-{person}-{moment}");
    let of_reply = format!("{of_text}-to");
    let draft = CommentDraft {
        moment,
        text: storage::read_value(&of_text)?,
        reply_to: storage::read_value(&of_reply),
    };
    keep_draft(person, &draft);
    storage::keep(&of_text, None);
    storage::keep(&of_reply, None);
    Some(draft)
}
