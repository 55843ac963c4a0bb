//! Writing a comment.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use life_circle_wire::comments::{Comment, PostCommentRequest, ReadCommentReach};
use life_circle_wire::limits::COMMENT_TEXT_MOST;
use life_circle_wire::{Check as _, ErrorCode, MomentId, NoQuery};

use super::comment_draft::{keep_in_step, read_draft};
use crate::data::api::use_api;
use crate::data::load::{Load, use_load};
use crate::data::people::use_people;
use crate::data::session::use_session;
use crate::kit::{Icon, is_composing};
use crate::outbox::{CommentDraft, Content, Outbox, use_outbox};
use crate::reactive::{Show, derive, effect, on_click, on_input, on_submit, on_window_event, put};
use crate::text::{graphemes, say, say_with};

/// The box to write a comment in. Its text is kept in this browser until the comment is sent.
#[component]
pub fn CommentBox(
    /// The moment to comment on.
    moment: MomentId,
    /// The comment to reply to. `None` for a comment on the moment itself.
    reply_to: RwSignal<Option<Comment>>,
    /// Called after the comment is put into the outbox.
    on_sent: Callback<()>,
    /// Called when the writer turns away: by Escape, or, from an empty box, by writing elsewhere.
    #[prop(optional)]
    on_leave: Option<Callback<()>>,
    /// `true` focuses the box as soon as it appears.
    #[prop(optional)]
    is_focused: bool,
) -> impl IntoView {
    let form = use_comment_form(moment, reply_to, on_sent);
    let input = NodeRef::<html::Textarea>::new();
    effect(move || {
        let wants_focus = reply_to.with(Option::is_some) || is_focused;
        if let Some(input) = input.get().filter(|_| wants_focus) {
            // It fails only for an element that isn't in the page any more.
            input.focus().ok();
        }
    });
    let leave = move || {
        // The next comment is none to the same person.
        if form.text.with_untracked(String::is_empty) {
            put(reply_to, None);
        }
        if let Some(on_leave) = on_leave {
            on_leave.run(());
        }
    };
    on_window_event("focusin", move || {
        if form.text.with_untracked(String::is_empty) && is_writing_elsewhere(input) {
            leave();
        }
    });
    let people = use_people();
    let placeholder = say_with(move |text| match reply_to.get() {
        Some(comment) => (text.moments.reply_placeholder)(&people.name_now(&comment.author)),
        None => text.moments.comment_placeholder.to_owned(),
    });
    view! {
        <form class="comment-box" on:submit=on_submit(move || form.send())>
            <textarea
                node_ref=input
                rows="1"
                aria-label=placeholder
                placeholder=placeholder
                aria-invalid=derive(move || form.error.get().map(|_| "true"))
                aria-describedby=format!("comment-error-{moment}")
                enterkeyhint="send"
                on:keydown=move |event| {
                    if event.key() == "Escape" && !is_composing(&event) {
                        leave();
                    }
                    form.take_key(&event);
                }
                on:input=on_input(move || form.error.set(None))
                bind:value=form.text
            ></textarea>
            <Show when=derive(move || reply_to.with(Option::is_some))>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=say(|text| text.common.cancel)
                    on:click=on_click(move || reply_to.set(None))
                >
                    <Icon name="x" />
                </button>
            </Show>
            <button
                type="submit"
                class="icon-button"
                data-kind="primary"
                aria-label=say(|text| text.moments.send)
            >
                <Icon name="send-horizontal" />
            </button>
            <CommentReach moment reply_to />
            <p class="field-error" id=format!("comment-error-{moment}") role="alert">
                {form.error_text()}
            </p>
        </form>
    }
}

/// Whether the writer is in the box of another comment.
fn is_writing_elsewhere(input: NodeRef<html::Textarea>) -> bool {
    let active = document().active_element();
    let other_box = active.filter(|other| other.matches(".comment-box textarea") == Ok(true));
    other_box.is_some_and(|other| {
        let here = input.get_untracked();
        here.is_some_and(|input| **input != other)
    })
}

/// A comment that is being written.
#[derive(Clone, Copy)]
struct CommentForm {
    moment: MomentId,
    reply_to: RwSignal<Option<Comment>>,
    /// The text as it is written now.
    text: RwSignal<String>,
    /// Why the text wasn't sent. `None` as soon as the writer types on.
    error: RwSignal<Option<ErrorCode>>,
    on_sent: Callback<()>,
    outbox: Outbox,
}

/// The comment that was begun under this moment, or an empty one. This browser keeps it until it is
/// sent.
fn use_comment_form(
    moment: MomentId,
    reply_to: RwSignal<Option<Comment>>,
    on_sent: Callback<()>,
) -> CommentForm {
    let me = use_session().me().map(|me| me.person.id);
    let text = RwSignal::new(String::new());
    if let Some(begun) = me.and_then(|me| read_draft(me, moment)) {
        text.set(begun.text);
        if reply_to.with_untracked(Option::is_none) {
            reply_to.set(begun.reply_to);
        }
    }
    let form = CommentForm {
        moment,
        reply_to,
        text,
        error: RwSignal::new(None),
        on_sent,
        outbox: use_outbox(),
    };
    if let Some(me) = me {
        let show = move |draft: Option<CommentDraft>| {
            let (text, reply_to) = draft.map(|draft| (draft.text, draft.reply_to)).unzip();
            put(form.text, text.unwrap_or_default());
            put(form.reply_to, reply_to.flatten());
        };
        keep_in_step(me, moment, move || form.draft(), show);
    }
    form
}

impl CommentForm {
    /// The comment as it is written now.
    fn draft(self) -> CommentDraft {
        CommentDraft {
            moment: self.moment,
            text: self.text.get(),
            reply_to: self.reply_to.get(),
        }
    }

    /// Puts the comment into the outbox, or notes why its text can't be sent.
    fn send(self) {
        let draft = untrack(|| self.draft());
        let request = PostCommentRequest {
            text: draft.text.clone(),
            reply_to: None,
        };
        if let Err(refusal) = request.check(graphemes) {
            self.error.set(Some(refusal.code));
            return;
        }
        self.outbox.send(Content::Comment(draft));
        self.text.set(String::new());
        self.reply_to.set(None);
        self.on_sent.run(());
    }

    /// Sends the comment after Enter, unless that Enter confirms a word in an input method.
    fn take_key(self, event: &KeyboardEvent) {
        if event.key() == "Enter" && !event.shift_key() && !is_composing(event) {
            event.prevent_default();
            self.send();
        }
    }

    /// Why the text wasn't sent, in words.
    fn error_text(self) -> Signal<Option<String>> {
        say_with(move |words| {
            let used = self.text.with(|text| graphemes(text));
            let over = used.saturating_sub(COMMENT_TEXT_MOST);
            self.error.get().map(|error| {
                if over > 0 {
                    (words.moments.characters_over)(over)
                } else {
                    (words.errors.refused)(error).to_owned()
                }
            })
        })
    }
}

/// The number of people who will see the comment. Empty while it isn't known.
#[component]
fn CommentReach(
    /// The moment to comment on.
    moment: MomentId,
    /// The comment to reply to. `None` for a comment on the moment itself.
    reply_to: RwSignal<Option<Comment>>,
) -> impl IntoView {
    let api = use_api();
    let reach =
        use_load(move || async move { api.read::<ReadCommentReach>(&moment, &NoQuery {}).await });
    let reach = say_with(move |text| match reach.get() {
        Load::Ready(reach) => (text.moments.comment_reach)(
            reach.count,
            reach.is_exact && reply_to.with(Option::is_none),
            reach.is_open,
        ),
        Load::Loading | Load::Failed(_) => String::new(),
    });
    view! { <p class="field-hint">{reach}</p> }
}
