//! A dialog of the browser's own: it keeps the focus, closes with Escape, and gives the focus back.

use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use super::icon::Icon;
use crate::reactive::{Show, effect, on_click};
use crate::routing::navigator::{Layer, use_navigator};
use crate::text::say;

/// What is shown over an open dialog, too: nothing outside of it can be reached then.
#[derive(Clone, Copy)]
pub struct OverDialogs(pub fn() -> AnyView);

/// A dialog in the middle of a wide screen, a sheet from below on a phone. Back closes it, too.
#[component]
pub fn Dialog(
    /// Whether the dialog is open. It is set to `false` when the reader closes the dialog.
    is_open: RwSignal<bool>,
    /// The heading of the dialog.
    #[prop(into)]
    title: Signal<String>,
    /// Whether its content is shown only once: a tap outside doesn't close it then.
    #[prop(optional)]
    is_shown_once: bool,
    /// The content. It is created again each time the dialog opens.
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let navigator = use_navigator();
    let layer = StoredValue::new(None::<Layer>);
    let leave = move || {
        if let Some(layer) = layer.try_update_value(Option::take).flatten() {
            navigator.close_layer(layer);
        }
    };
    effect(move || {
        let Some(dialog) = element.get() else { return };
        if !is_open.get() {
            dialog.close();
            leave();
        } else if !dialog.open() {
            // It fails only for a dialog that is open or isn't in the page.
            drop(dialog.show_modal());
            layer.set_value(Some(
                navigator.open_layer(Callback::new(move |()| is_open.set(false))),
            ));
            focus_first_field(dialog.into());
        }
    });
    on_cleanup(leave);
    let children = StoredValue::new(children);
    // A click has the place that press and release have in common as its target: a press within the
    // sheet, for example on a text that is selected, must not close it.
    let was_pressed_outside = StoredValue::new(false);
    let close_outside = move |event: MouseEvent| {
        if was_pressed_outside.get_value() && is_outside(&event) && !is_shown_once {
            is_open.set(false);
        }
    };
    view! {
        <dialog
            node_ref=element
            class="dialog"
            aria-label=title
            on:close=move |_| is_open.set(false)
            on:pointerdown=move |event| was_pressed_outside.set_value(is_outside(&event))
            on:click=close_outside
        >
            <Show when=is_open>
                <header class="dialog-head">
                    <h2>{title}</h2>
                    <button
                        type="button"
                        class="icon-button"
                        aria-label=say(|text| text.common.close)
                        on:click=on_click(move || is_open.set(false))
                    >
                        <Icon name="x" />
                    </button>
                </header>
                {children.with_value(|children| children())}
                {use_context().map(|OverDialogs(draw)| draw())}
            </Show>
        </dialog>
    }
}

/// A button for something that can't be undone: it asks in a dialog first.
#[component]
pub fn ConfirmInDialogButton(
    /// What the button does; the button that confirms says the same.
    label: Signal<&'static str>,
    /// The question, as the heading of the dialog.
    question: Signal<String>,
    /// What will happen, in the dialog.
    explanation: Signal<&'static str>,
    /// Whether it is being done.
    #[prop(into)]
    is_busy: Signal<bool>,
    /// Called when the reader has confirmed.
    on_confirm: Callback<()>,
) -> impl IntoView {
    let is_asking = RwSignal::new(false);
    view! {
        <button
            type="button"
            class="button"
            data-kind="quiet"
            data-tone="danger"
            on:click=on_click(move || is_asking.set(true))
        >
            {label}
        </button>
        <Confirmation is_asking label question explanation is_busy on_confirm />
    }
}

/// The dialog that asks before something that can't be undone.
#[component]
pub fn Confirmation(
    /// Whether it is open.
    is_asking: RwSignal<bool>,
    /// What the button does that confirms.
    label: Signal<&'static str>,
    /// The question, as the heading of the dialog.
    question: Signal<String>,
    /// What will happen, in the dialog.
    explanation: Signal<&'static str>,
    /// Whether it is being done.
    #[prop(into)]
    is_busy: Signal<bool>,
    /// Called when the reader has confirmed.
    on_confirm: Callback<()>,
) -> impl IntoView {
    let confirm = move || {
        // Close the dialog first: it would cover a toast.
        is_asking.set(false);
        on_confirm.run(());
    };
    view! {
        <Dialog is_open=is_asking title=question>
            <p>{explanation}</p>
            <div class="dialog-buttons">
                <button
                    type="button"
                    class="button"
                    on:click=on_click(move || is_asking.set(false))
                >
                    {say(|text| text.common.cancel)}
                </button>
                <button
                    type="button"
                    class="button"
                    data-kind="danger"
                    disabled=is_busy
                    on:click=on_click(confirm)
                >
                    {label}
                </button>
            </div>
        </Dialog>
    }
}

/// Whether a press or a click is outside of the sheet that listens to it.
fn is_outside(event: &MouseEvent) -> bool {
    let sheet = event.current_target();
    let sheet = sheet.filter(|sheet| event.target().as_ref() == Some(sheet));
    let Some(sheet) = sheet.and_then(|sheet| sheet.dyn_into::<Element>().ok()) else {
        return false;
    };
    // Its own padding has the same target.
    let shape = sheet.get_bounding_client_rect();
    let x = f64::from(event.client_x());
    let y = f64::from(event.client_y());
    x < shape.left() || x > shape.right() || y < shape.top() || y > shape.bottom()
}

/// Focuses the first field of a form, unless it is a radio button: the reader wants to write. The
/// browser would focus the close button.
fn focus_first_field(dialog: Element) {
    request_animation_frame(move || {
        let first = dialog.query_selector("input, textarea").ok().flatten();
        let field = first.filter(|field| !field.matches("[type=radio]").unwrap_or(false));
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
            field.focus().ok();
        }
    });
}
