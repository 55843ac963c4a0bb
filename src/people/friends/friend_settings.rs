//! The form for what I keep about a friend: remark, note, star, tags, and whose moments are hidden.

use leptos::prelude::*;
use life_circle_wire::friends::{FriendDetails, SetFriendDetails};
use life_circle_wire::person::Person;
use life_circle_wire::tags::ListTags;
use life_circle_wire::{NoArgument, NoQuery, TagId};

use crate::data::action::{tell_screen, use_form_action};
use crate::data::api::use_api;
use crate::data::error_note::field_errors;
use crate::data::load::use_load;
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
    let keeping = Keeping::of(details);
    let person = StoredValue::new(person);
    view! {
        <button type="button" class="button" on:click=on_click(move || is_open.set(true))>
            {say(|text| text.friend_settings.friend_settings)}
            <small class="unsaved">
                {say_with(move |text| {
                    if !is_open.get() && keeping.has_changed() {
                        text.friend_settings.unsaved
                    } else {
                        ""
                    }
                })}
            </small>
        </button>
        <Dialog is_open title=say_with(|text| text.friend_settings.friend_settings.to_owned())>
            <SettingsForm
                person=person.get_value()
                keeping
                on_saved=Callback::new(move |()| {
                    is_open.set(false);
                    on_changed.run(());
                })
            />
        </Dialog>
    }
}

/// The fields of the form, not saved yet.
#[derive(Clone, Copy)]
struct Keeping {
    remark: RwSignal<String>,
    note: RwSignal<String>,
    is_starred: RwSignal<bool>,
    hides_theirs: RwSignal<bool>,
    hides_mine: RwSignal<bool>,
    tags: RwSignal<Vec<TagId>>,
    /// The name of a tag that isn't made yet.
    new_tag: RwSignal<String>,
    /// The details as they are saved, to find out what has changed.
    before: StoredValue<FriendDetails>,
}

impl Keeping {
    fn of(details: FriendDetails) -> Self {
        Self {
            before: StoredValue::new(details.clone()),
            remark: RwSignal::new(details.remark),
            note: RwSignal::new(details.note),
            is_starred: RwSignal::new(details.is_starred),
            hides_theirs: RwSignal::new(details.hides_theirs),
            hides_mine: RwSignal::new(details.hides_mine),
            tags: RwSignal::new(details.tags),
            new_tag: RwSignal::new(String::new()),
        }
    }

    fn details(&self) -> FriendDetails {
        FriendDetails {
            remark: self.remark.get(),
            note: self.note.get(),
            is_starred: self.is_starred.get(),
            hides_theirs: self.hides_theirs.get(),
            hides_mine: self.hides_mine.get(),
            tags: self.tags.get(),
        }
    }

    /// Whether a field differs from the saved details. `new_tag` doesn't count.
    fn has_changed(&self) -> bool {
        let details = self.details();
        self.before.with_value(|before| *before != details)
    }
}

#[component]
fn SettingsForm(
    /// The friend whose details are edited.
    person: Person,
    /// The fields that the form edits.
    keeping: Keeping,
    /// Called after the details were saved.
    on_saved: Callback<()>,
) -> impl IntoView {
    let sending = use_form_action();
    let toasts = use_toasts();
    let roster = use_roster();
    let api = use_api();
    let making = use_form_action();
    let tags =
        use_load(move || async move { api.read::<ListTags>(&NoArgument, &NoQuery {}).await });
    let handle = StoredValue::new(person.handle);
    // "Chat only" is on if both switches for hiding moments are on.
    let chats_only = derive(move || keeping.hides_theirs.get() && keeping.hides_mine.get());
    let one_of_both = StoredValue::new((false, false));
    let set_chats_only = Callback::new(move |is_on| {
        // When "chat only" is switched off, both switches return to their values from before it was
        // switched on. They are off if it was on from the start.
        let before = (
            keeping.hides_theirs.get_untracked(),
            keeping.hides_mine.get_untracked(),
        );
        let (theirs, mine) = if is_on {
            (true, true)
        } else {
            one_of_both.get_value()
        };
        one_of_both.set_value(if is_on { before } else { (false, false) });
        keeping.hides_theirs.set(theirs);
        keeping.hides_mine.set(mine);
    });
    let save = move || {
        // Only what was changed here: another device may have changed the rest meanwhile.
        let request = untrack(|| {
            keeping
                .before
                .with_value(|before| keeping.details().changed_from(before))
        });
        sending.send::<SetFriendDetails>(handle.get_value(), request, move |_| {
            toasts.say(|language| parts::of(language).actions.profile_saved);
            // The remark changes the friend's name in the lists; `hides_theirs` changes which
            // moments the feed shows.
            roster.details_changed(handle.get_value());
            tell_screen(on_saved, ());
        });
    };
    let submit = on_submit(move || {
        // Create a tag whose name was typed but not added yet, so that it isn't lost.
        if keeping
            .new_tag
            .with_untracked(|name| !name.trim().is_empty())
        {
            make_tag(making, keeping.tags, keeping.new_tag, move || {
                tags.reload.run(());
                save();
            });
        } else {
            save();
        }
    });
    let [of_remark, of_note, other] = field_errors(sending.error, ["remark", "note", ""]);
    let switch = move |label: fn(&'static PartsText) -> &'static str,
                       hint: fn(&'static PartsText) -> &'static str,
                       is_on: RwSignal<bool>| {
        view! {
            <Switch
                label=say(label)
                hint=say(hint)
                is_on
                on_change=Callback::new(move |on| is_on.set(on))
            />
        }
    };
    let tags_before = StoredValue::new(keeping.before.with_value(|before| before.tags.clone()));
    let own_name = StoredValue::new(person.display_name);
    view! {
        <form class="account-form" on:submit=submit novalidate>
            <Field
                name="remark"
                label=say(|text| text.friend_settings.remark)
                hint=say(|text| text.friend_settings.remark_hint)
                error=of_remark
                value=keeping.remark
                kind=derive(|| "text")
                autocomplete="off"
            />
            <p class="field-hint">
                {say_with(move |text| {
                    own_name.with_value(|name| (text.friend_settings.own_name)(name))
                })}
            </p>
            <TagChoice chosen=keeping.tags before=tags_before name=keeping.new_tag making tags />
            <div class="field">
                <label for="note">{say(|text| text.friend_settings.note)}</label>
                <div class="field-box">
                    <textarea id="note" rows="3" dir="auto" bind:value=keeping.note></textarea>
                </div>
                <p class="field-error" role="alert">
                    {of_note}
                </p>
            </div>
            <fieldset class="switches">
                <legend>{say(|text| text.friend_settings.only_you_know)}</legend>
                {switch(
                    |text| text.friend_settings.star,
                    |text| text.friend_settings.star_hint,
                    keeping.is_starred,
                )}
                {switch(
                    |text| text.friend_settings.hide_theirs,
                    |text| text.friend_settings.hide_theirs_hint,
                    keeping.hides_theirs,
                )}
                {switch(
                    |text| text.friend_settings.hide_mine,
                    |text| text.friend_settings.hide_mine_hint,
                    keeping.hides_mine,
                )}
                <Switch
                    label=say(|text| text.friend_settings.chat_only)
                    hint=say(|text| text.friend_settings.chat_only_hint)
                    is_on=chats_only
                    on_change=set_chats_only
                />
            </fieldset>
            <p class="field-error" role="alert">
                {other}
            </p>
            <button
                type="submit"
                class="button"
                data-kind="primary"
                disabled=derive(move || sending.is_busy.get() || making.is_busy.get())
            >
                {say(|text| text.actions.save)}
            </button>
        </form>
    }
}
