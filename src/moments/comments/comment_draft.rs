//! The comment that somebody has begun under a moment, kept in this browser until it is sent.

use life_circle_wire::{MomentId, PersonId};

use crate::outbox::{CommentDraft, drafts};

/// Reads the comment that a person has begun under a moment. `None` if there is none.
pub fn read_draft(person: PersonId, moment: MomentId) -> Option<CommentDraft> {
    drafts::read(person, &draft_name(moment)).or_else(|| take_parts(person, moment))
}

/// Stores a comment as it is written. Without a text it isn't kept.
pub fn keep_draft(person: PersonId, draft: &CommentDraft) {
    drafts::keep(
        person,
        &draft_name(draft.moment),
        is_begun(draft).then_some(draft),
    );
}

/// Stores a comment while it is written, and takes over what another tab writes.
pub fn keep_in_step(
    person: PersonId,
    moment: MomentId,
    written: impl Fn() -> CommentDraft + 'static,
    show: impl Fn(Option<CommentDraft>) + 'static,
) {
    let written = move || Some(written()).filter(is_begun);
    drafts::keep_in_step(person, &draft_name(moment), written, show);
}

fn is_begun(draft: &CommentDraft) -> bool {
    !draft.text.is_empty()
}

/// The name of the draft among the person's drafts.
fn draft_name(moment: MomentId) -> String {
    format!("{moment}-comment")
}

/// The draft of a browser that kept the text and the reply apart. They are kept together from now
/// on.
fn take_parts(person: PersonId, moment: MomentId) -> Option<CommentDraft> {
    let draft = CommentDraft {
        moment,
        text: drafts::take(person, &moment.to_string())?,
        reply_to: drafts::take(person, &format!("{moment}-to")),
    };
    keep_draft(person, &draft);
    Some(draft)
}
