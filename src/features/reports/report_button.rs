//! Reporting somebody, a moment or a comment.

use leptos::prelude::*;
use life_circle_wire::reports::{Reason, Report, ReportRequest, Reported};
use life_circle_wire::{Check as _, NoArgument};

use crate::api::{ApiError, new_key, use_api};
use crate::erased::{derive, spawn};
use crate::state::session::use_session;
use crate::text::later::{LaterText, say, say_with};
use crate::text::{graphemes, use_language};
use crate::ui::{Dialog, choose, dynamic, form_error_text, on_submit, tap};

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
    view! {
        <button type="button" class=class data-kind="quiet" on:click=tap(move || is_open.set(true))>{say(|text| text.report)}</button>
        <Dialog is_open title=say_with(|text| text.report_title.to_owned())><ReportForm about=about.get_value() /></Dialog>
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
fn ReportForm(about: Reported) -> impl IntoView {
    let (api, session, language) = (use_api(), use_session(), use_language());
    let (reason, note) = (RwSignal::new(None::<Reason>), RwSignal::new(String::new()));
    let (is_busy, is_sent, error) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let is_asking = RwSignal::new(false);
    let (about, key) = (StoredValue::new(about), StoredValue::new(new_key()));
    let send = move || {
        if is_busy.get_untracked() {
            return;
        }
        let Some(reason) = reason.get_untracked() else {
            is_asking.set(true);
            return;
        };
        let request = ReportRequest { about: about.get_value(), reason, note: note.get_untracked() };
        if let Err(refusal) = request.check(graphemes) {
            error.set(Some(ApiError::Refused { code: refusal.code, field: None }));
            return;
        }
        is_busy.set(true);
        error.set(None);
        spawn(async move {
            match api.write::<Report>(&NoArgument, &request, Some(&key.get_value())).await {
                Ok(_) => drop(is_sent.try_set(true)),
                Err(reason) => {
                    // What the server refused it would refuse under the same key.
                    if matches!(reason, ApiError::Refused { .. }) {
                        key.try_set_value(new_key());
                    }
                    session.notice(&reason);
                    error.try_set(Some(reason));
                }
            }
            is_busy.try_set(false);
        });
    };
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
        let ask = say_with(move |text| if is_asking.get() && reason.get().is_none() { text.report_what } else { "" });
        let message = move || error.get().map(|error| form_error_text(&error, language.get()));
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
                <button type="submit" class="button" data-kind="primary" disabled=is_busy>{say(|text| text.report)}</button>
            </form>
        }
        .into_any()
    })
}
