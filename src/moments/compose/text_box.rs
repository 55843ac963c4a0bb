//! The box for a moment's text. It completes mentions, and shows errors and the number of
//! characters left.

use leptos::html;
use leptos::prelude::*;
use life_circle_wire::ErrorCode;
use life_circle_wire::limits::MOMENT_TEXT_MOST;
use web_sys::HtmlTextAreaElement;

use super::mention_list::{LIST, MentionList, Mentioning, active_option, use_mentioning};
use crate::data::api::ApiError;
use crate::data::error_note::form_error_text;
use crate::kit::Icon;
use crate::moments::audience::AudienceForm;
use crate::reactive::{derive, effect, on_click, on_input};
use crate::text::parts::{PartsText, say, say_with};
use crate::text::{graphemes, use_language};

/// From this many characters left, their number is shown.
const WARN_AT: usize = 200;

/// A text that is being written, with its field, its mention and its error.
#[derive(Clone, Copy)]
pub struct Writing {
    text: RwSignal<String>,
    /// The error to show below the field.
    pub error: RwSignal<Option<ApiError>>,
    mentioning: Mentioning,
    input: NodeRef<html::Textarea>,
}

/// Sets up the writing of a text for an audience. `error` is shown below the field. The field gets
/// the focus as soon as it appears.
pub fn use_writing(
    text: RwSignal<String>,
    audience: AudienceForm,
    error: RwSignal<Option<ApiError>>,
) -> Writing {
    let input = NodeRef::<html::Textarea>::new();
    effect(move || {
        if let Some(input) = input.get() {
            input.focus().ok();
        }
    });
    Writing {
        text,
        error,
        mentioning: use_mentioning(text, audience),
        input,
    }
}

impl Writing {
    /// Goes on with another text.
    pub fn start_again(self) {
        self.error.set(None);
        if let Some(input) = self.input.get_untracked() {
            input.focus().ok();
        }
    }

    /// Shows why the text isn't accepted.
    pub fn refuse(self, code: ErrorCode) {
        self.error
            .set(Some(ApiError::Refused { code, field: None }));
    }

    fn at_field(self, action: fn(Mentioning, &HtmlTextAreaElement)) {
        if let Some(input) = self.input.get_untracked() {
            action(self.mentioning, &input);
        }
    }
}

/// The text field, the friends to mention, the error and the number of characters left.
#[component]
pub fn TextBox(
    /// The text that is being written.
    writing: Writing,
) -> impl IntoView {
    let Writing {
        text,
        error,
        mentioning,
        input,
    } = writing;
    let language = use_language();
    view! {
        <textarea
            node_ref=input
            rows="6"
            dir="auto"
            aria-label=say(|text| text.compose.moment_text)
            placeholder=say(|text| text.compose.moment_placeholder)
            aria-invalid=derive(move || {
                matches!(error.get(), Some(ApiError::Refused { .. })).then_some("true")
            })
            aria-describedby="composer-error"
            aria-autocomplete="list"
            // A field of several lines can be no combobox, and so has no `aria-expanded`: the list
            // says how many friends it offers.
            aria-haspopup="listbox"
            aria-controls=move || active_option(mentioning).map(|_| LIST)
            aria-activedescendant=move || active_option(mentioning)
            on:input=on_input(move || {
                error.set(None);
                writing.at_field(Mentioning::notice);
            })
            on:click=on_click(move || writing.at_field(Mentioning::notice))
            on:keydown=move |event| {
                if let Some(input) = input.get_untracked() {
                    mentioning.take_key(&event, &input);
                }
            }
            bind:value=text
        ></textarea>
        <MentionList mentioning input />
        <p class="field-error" id="composer-error" role="alert">
            {move || error.get().map(|error| form_error_text(&error, language.get()))}
        </p>
        <CharacterCount text />
    }
}

/// The two buttons that begin a mention and a topic.
#[component]
pub fn SignButtons(
    /// The text that the buttons write into.
    writing: Writing,
) -> impl IntoView {
    view! {
        <SignButton
            icon="at-sign"
            label=|text| text.compose.mention
            on_tap=move || writing.at_field(|mentioning, input| mentioning.begin('@', input))
        />
        <SignButton
            icon="hash"
            label=|text| text.compose.topic_add
            on_tap=move || writing.at_field(|mentioning, input| mentioning.begin('#', input))
        />
    }
}

/// A button that writes a sign into the text. The text field keeps the focus, so the phone's
/// keyboard stays open.
#[component]
fn SignButton(
    /// The name of the icon.
    icon: &'static str,
    /// The label for screen readers.
    label: fn(&'static PartsText) -> &'static str,
    /// Writes the sign into the text.
    on_tap: impl FnMut() + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-button"
            aria-label=say(label)
            on:mousedown=|event| event.prevent_default()
            on:click=on_click(on_tap)
        >
            <Icon name=icon />
        </button>
    }
}

/// The number of characters left, once the text is near the limit; or the number of characters over
/// it.
#[component]
fn CharacterCount(
    /// The text to count in.
    text: RwSignal<String>,
) -> impl IntoView {
    let used = derive(move || text.with(|text| graphemes(text)));
    let fill = move || {
        if used.get() > MOMENT_TEXT_MOST {
            "over"
        } else {
            "under"
        }
    };
    let count = say_with(move |text| match used.get() {
        few if few + WARN_AT < MOMENT_TEXT_MOST => String::new(),
        used if used <= MOMENT_TEXT_MOST => (text.compose.characters_left)(MOMENT_TEXT_MOST - used),
        used => (text.moments.characters_over)(used - MOMENT_TEXT_MOST),
    });
    view! {
        <p class="composer-count" data-state=fill>
            {count}
        </p>
    }
}
