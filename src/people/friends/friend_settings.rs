//! The form for what I keep about a friend: remark, note, star, tags, and whose moments are hidden.

use leptos::prelude::*;
use life_circle_wire::friends::{FriendDetails, SetFriendDetails};
use life_circle_wire::person::Person;
use life_circle_wire::tags::ListTags;
use life_circle_wire::{NoArgument, NoQuery};

use super::friend_form::FriendForm;
use crate::data::action::{tell_screen, use_form_action};
use crate::data::api::use_api;
use crate::data::error_note::field_errors;
use crate::data::load::use_load;
use crate::data::people::use_people;
use crate::data::toasts::use_toasts;
use crate::kit::{Dialog, Field, Switch};
use crate::people::roster::use_roster;
use crate::people::tags::{TagChoice, make_tag};
use crate::reactive::{derive, on_click, on_submit};
use crate::text::parts;
use crate::text::parts::{PartsText, say, say_with};

/// A button that opens the form in a dialog. It says if there are unsaved changes.
#[component]
pub fn FriendSettings(
    /// The friend whose details are edited.
    person: Person,
    /// The details as the server has them.
    details: FriendDetails,
    /// Called after the details were saved.
    on_changed: Callback<()>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    // Lives outside the dialog: changes survive when the dialog is closed by mistake.
    let form = FriendForm::of(details);
    let person = StoredValue::new(person);
    let on_saved = Callback::new(move |()| {
        is_open.set(false);
        on_changed.run(());
    });
    view! {
        <button type="button" class="button" on:click=on_click(move || is_open.set(true))>
            {say(|text| text.friend_settings.friend_settings)}
            <small class="unsaved">
                {say_with(move |text| {
                    if !is_open.get() && form.has_changed() {
                        text.friend_settings.unsaved
                    } else {
                        ""
                    }
                })}
            </small>
        </button>
        <Dialog is_open title=say_with(|text| text.friend_settings.friend_settings.to_owned())>
            <SettingsForm person=person.get_value() form on_saved />
        </Dialog>
    }
}

/// All fields of the form, and the button to save them.
#[component]
fn SettingsForm(
    /// The friend whose details are edited.
    person: Person,
    /// The fields that the form edits.
    form: FriendForm,
    /// Called after the details were saved.
    on_saved: Callback<()>,
) -> impl IntoView {
    let saving = use_form_action();
    let making = use_form_action();
    let toasts = use_toasts();
    let roster = use_roster();
    let api = use_api();
    let tags =
        use_load(move || async move { api.read::<ListTags>(&NoArgument, &NoQuery {}).await });
    let person = StoredValue::new(person);
    let submit = on_submit(move || {
        // Everything is read now: the form may be closed while a tag is created.
        let friend = person.get_value();
        let before = form.saved();
        let mut request = form.request();
        let save = move |request| {
            saving.send::<SetFriendDetails>(friend.handle.clone(), request, move |details| {
                toasts.say(|language| parts::of(language).actions.saved);
                roster.put_details(&friend, &before, details);
                tell_screen(on_saved, ());
            });
        };
        // Create a tag whose name was typed but not added yet, so that it isn't lost.
        if untrack(|| form.has_new_tag()) {
            make_tag(making, form.tags, form.new_tag, move |tag| {
                tell_screen(tags.reload, ());
                request.add_tags.push(tag);
                save(request);
            });
        } else {
            save(request);
        }
    });
    let [of_remark, of_note, other] = field_errors(saving.error, ["remark", "note", ""]);
    let tags_before = StoredValue::new(form.saved().tags);
    view! {
        <form class="form" on:submit=submit novalidate>
            <RemarkField person=person.get_value() value=form.remark error=of_remark />
            <TagChoice chosen=form.tags before=tags_before name=form.new_tag making tags />
            <NoteField value=form.note error=of_note />
            <PrivateSwitches form />
            <p class="field-error" role="alert">
                {other}
            </p>
            <button
                type="submit"
                class="button"
                data-kind="primary"
                disabled=derive(move || saving.is_busy.get() || making.is_busy.get())
            >
                {say(|text| text.actions.save)}
            </button>
        </form>
    }
}

/// The field for the name that I give the friend. It also shows the friend's own name.
#[component]
fn RemarkField(
    /// The friend whose own name is shown.
    person: Person,
    /// The text in the field.
    value: RwSignal<String>,
    /// The error below the field, if any.
    error: Signal<Option<&'static str>>,
) -> impl IntoView {
    let friend = use_people().signal(&person);
    let own_name = say_with(move |text| {
        friend.with(|friend| (text.friend_settings.own_name)(&friend.display_name))
    });
    view! {
        <Field
            name="remark"
            label=say(|text| text.friend_settings.remark)
            hint=say(|text| text.friend_settings.remark_hint)
            error
            value
            kind=derive(|| "text")
            autocomplete="off"
        />
        <p class="field-hint">{own_name}</p>
    }
}

/// The field for my note about the friend.
#[component]
fn NoteField(
    /// The text in the field.
    value: RwSignal<String>,
    /// The error below the field, if any.
    error: Signal<Option<&'static str>>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for="note">{say(|text| text.friend_settings.note)}</label>
            <div class="field-box">
                <textarea id="note" rows="3" dir="auto" bind:value=value></textarea>
            </div>
            <p class="field-error" role="alert">
                {error}
            </p>
        </div>
    }
}

/// The switches that the friend doesn't learn of: the star, and whose moments are hidden.
#[component]
fn PrivateSwitches(
    /// The fields that the switches change.
    form: FriendForm,
) -> impl IntoView {
    view! {
        <fieldset class="switches">
            <legend>{say(|text| text.friend_settings.only_you_know)}</legend>
            <FormSwitch
                label=|text| text.friend_settings.star
                hint=|text| text.friend_settings.star_hint
                is_on=form.is_starred
            />
            <FormSwitch
                label=|text| text.friend_settings.hide_theirs
                hint=|text| text.friend_settings.hide_theirs_hint
                is_on=form.hides_theirs
            />
            <FormSwitch
                label=|text| text.friend_settings.hide_mine
                hint=|text| text.friend_settings.hide_mine_hint
                is_on=form.hides_mine
            />
            <ChatOnlySwitch form />
        </fieldset>
    }
}

/// A switch for one field of the form.
#[component]
fn FormSwitch(
    /// The label of the switch.
    label: fn(&'static PartsText) -> &'static str,
    /// The hint below the label.
    hint: fn(&'static PartsText) -> &'static str,
    /// The field that the switch changes.
    is_on: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Switch
            label=say(label)
            hint=say(hint)
            is_on
            on_change=Callback::new(move |on| is_on.set(on))
        />
    }
}

/// The switch for both kinds of hiding together. It is on if both switches for hiding moments are
/// on. When it is switched off, both return to their values from before it was switched on. They
/// are off if it was on from the start.
#[component]
fn ChatOnlySwitch(
    /// The form with the two fields for hiding.
    form: FriendForm,
) -> impl IntoView {
    let is_on = derive(move || form.hides_theirs.get() && form.hides_mine.get());
    let before = StoredValue::new([false, false]);
    let on_change = Callback::new(move |is_on| {
        let hidden = [form.hides_theirs, form.hides_mine].map(|hides| hides.get_untracked());
        let [theirs, mine] = if is_on {
            [true, true]
        } else {
            before.get_value()
        };
        before.set_value(if is_on { hidden } else { [false, false] });
        form.hides_theirs.set(theirs);
        form.hides_mine.set(mine);
    });
    view! {
        <Switch
            label=say(|text| text.friend_settings.chat_only)
            hint=say(|text| text.friend_settings.chat_only_hint)
            is_on
            on_change
        />
    }
}
