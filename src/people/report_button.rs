//! Reporting somebody, a moment or a comment.

use leptos::prelude::*;
use life_circle_wire::NoArgument;
use life_circle_wire::reports::{Reason, Report, ReportRequest, Reported};

use crate::data::action::use_form_action;
use crate::data::error_note::field_errors;
use crate::data::toasts::use_toasts;
use crate::kit::Dialog;
use crate::reactive::{derive, on_click, on_input, on_submit};
use crate::text::parts;
use crate::text::parts::{PartsText, say, say_with};

/// A button that opens the form in a dialog.
#[component]
pub fn ReportButton(
    /// What is reported.
    about: Reported,
    /// The CSS class of the button.
    #[prop(default = "link-button")]
    class: &'static str,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let about = StoredValue::new(about);
    // Lives outside the dialog: the text survives when the dialog is closed by mistake.
    let reason = RwSignal::new(None::<Reason>);
    let note = RwSignal::new(String::new());
    view! {
        <button
            type="button"
            class=class
            data-kind="quiet"
            on:click=on_click(move || is_open.set(true))
        >
            {say(|text| text.reports.report)}
        </button>
        <Dialog is_open title=say_with(|text| text.reports.report_title.to_owned())>
            <ReportForm about=about.get_value() reason note is_open />
        </Dialog>
    }
}

const fn name_of(reason: Reason) -> fn(&'static PartsText) -> &'static str {
    match reason {
        Reason::Spam => |text| text.reports.reason_spam,
        Reason::Fraud => |text| text.reports.reason_fraud,
        Reason::Harassment => |text| text.reports.reason_harassment,
        Reason::Indecency => |text| text.reports.reason_indecency,
        Reason::SelfHarm => |text| text.reports.reason_self_harm,
        Reason::Other => |text| text.reports.reason_other,
    }
}

/// A form to choose a reason and to write a note.
#[component]
fn ReportForm(
    /// What is reported.
    about: Reported,
    /// The chosen reason; `None` if none is chosen yet.
    reason: RwSignal<Option<Reason>>,
    /// The text in the field for the note.
    note: RwSignal<String>,
    /// Whether the form is shown.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let reporting = use_form_action();
    let toasts = use_toasts();
    let is_asking = RwSignal::new(false);
    let about = StoredValue::new(about);
    let chosen = reason;
    let send = move || {
        let Some(reason) = reason.get_untracked() else {
            is_asking.set(true);
            return;
        };
        let request = ReportRequest {
            about: about.get_value(),
            reason,
            note: note.get_untracked(),
        };
        reporting.send::<Report>(NoArgument, request, move |_| {
            // Close the dialog first: it would cover the toast.
            is_open.try_set(false);
            toasts.say(|language| parts::of(language).reports.report_sent);
            chosen.try_set(None);
            note.try_set(String::new());
        });
    };
    let [message] = field_errors(reporting.error, ["note"]);
    view! {
        <form class="form" on:submit=on_submit(send) novalidate>
            <p class="field-hint">{say(|text| text.reports.report_hint)}</p>
            <ReasonChoice reason is_asking />
            <div class="field">
                <label for="report-note">{say(|text| text.reports.report_note)}</label>
                <div class="field-box">
                    <textarea id="report-note" rows="3" dir="auto" bind:value=note></textarea>
                </div>
                <p class="field-error" role="alert">
                    {message}
                </p>
            </div>
            <button type="submit" class="button" data-kind="primary" disabled=reporting.is_busy>
                {say(|text| text.reports.report)}
            </button>
        </form>
    }
}

/// The reasons to choose from, and a request to choose one.
#[component]
fn ReasonChoice(
    /// The chosen reason; `None` if none is chosen yet.
    reason: RwSignal<Option<Reason>>,
    /// Whether the reader has tried to send the form without a reason.
    is_asking: RwSignal<bool>,
) -> impl IntoView {
    let choices = Reason::ALL.map(|choice| {
        let is_chosen = derive(move || reason.get() == Some(choice));
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="reason"
                    prop:checked=is_chosen
                    on:change=on_input(move || reason.set(Some(choice)))
                />
                <span>{say(name_of(choice))}</span>
            </label>
        }
    });
    let ask = say_with(move |text| {
        if is_asking.get() && reason.get().is_none() {
            text.reports.report_choose
        } else {
            ""
        }
    });
    view! {
        <fieldset class="choices">
            <legend>{say(|text| text.reports.report_what)}</legend>
            {choices.into_iter().collect_view()}
        </fieldset>
        <p class="field-error" role="alert">
            {ask}
        </p>
    }
}
