//! Reporting somebody, a moment or a comment.

use leptos::prelude::*;
use life_circle_wire::NoArgument;
use life_circle_wire::reports::{Reason, Report, ReportRequest, Reported};

use crate::erased::derive;
use crate::state::sending::use_sending;
use crate::text::later::{LaterText, say, say_with};
use crate::ui::{Dialog, choose, dynamic, field_errors, on_submit, tap};

/// The way to the form.
#[component]
pub fn ReportButton(
    /// What is reported.
    about: Reported,
    /// How it looks.
    #[prop(default = "link-button")]
    class: &'static str,
) -> impl IntoView {
    let (is_open, about) = (RwSignal::new(false), StoredValue::new(about));
    // Kept while the form is closed: who closed it by mistake finds what was written.
    let (reason, note) = (RwSignal::new(None::<Reason>), RwSignal::new(String::new()));
    view! {
        <button type="button" class=class data-kind="quiet" on:click=tap(move || is_open.set(true))>{say(|text| text.report)}</button>
        <Dialog is_open title=say_with(|text| text.report_title.to_owned())><ReportForm about=about.get_value() reason note /></Dialog>
    }
}

const fn name_of(reason: Reason) -> fn(&'static LaterText) -> &'static str {
    match reason {
        Reason::Spam => |text| text.reason_spam,
        Reason::Fraud => |text| text.reason_fraud,
        Reason::Harassment => |text| text.reason_harassment,
        Reason::Indecency => |text| text.reason_indecency,
        Reason::SelfHarm => |text| text.reason_self_harm,
        Reason::Other => |text| text.reason_other,
    }
}

/// What is wrong, and in which words.
#[component]
fn ReportForm(about: Reported, reason: RwSignal<Option<Reason>>, note: RwSignal<String>) -> impl IntoView {
    let sending = use_sending();
    let (is_asking, is_sent) = (RwSignal::new(false), RwSignal::new(false));
    let about = StoredValue::new(about);
    let chosen = reason;
    let send = move || {
        let Some(reason) = reason.get_untracked() else {
            is_asking.set(true);
            return;
        };
        let request = ReportRequest { about: about.get_value(), reason, note: note.get_untracked() };
        sending.send::<Report>(NoArgument, request, move |_| {
            is_sent.try_set(true);
            chosen.try_set(None);
            note.try_set(String::new());
        });
    };
    let [message] = field_errors(sending.error, ["note"]);
    dynamic(move || {
        if is_sent.get() {
            return view! { <p role="status">{say(|text| text.report_sent)}</p> }.into_any();
        }
        let reasons = Reason::ALL.map(|choice| {
            let is_chosen = derive(move || reason.get() == Some(choice));
            view! {
                <label class="choice">
                    <input type="radio" name="reason" prop:checked=is_chosen on:change=choose(move || reason.set(Some(choice))) />
                    <span>{say(name_of(choice))}</span>
                </label>
            }
        });
        let ask = say_with(move |text| if is_asking.get() && reason.get().is_none() { text.report_choose } else { "" });
        view! {
            <form class="account-form" on:submit=on_submit(send) novalidate>
                <p class="field-hint">{say(|text| text.report_hint)}</p>
                <fieldset class="choices">
                    <legend>{say(|text| text.report_what)}</legend>
                    {reasons.into_iter().collect_view()}
                    <p class="field-error" role="alert">{ask}</p>
                </fieldset>
                <div class="field">
                    <label for="report-note">{say(|text| text.report_note)}</label>
                    <div class="field-box"><textarea id="report-note" rows="3" dir="auto" bind:value=note></textarea></div>
                    <p class="field-error" role="alert">{message}</p>
                </div>
                <button type="submit" class="button" data-kind="primary" disabled=sending.is_busy>{say(|text| text.report)}</button>
            </form>
        }
        .into_any()
    })
}
