//! The form to create or change a tag: its name and its members.

use leptos::prelude::*;
use life_circle_wire::friends::Friend;
use life_circle_wire::person::Person;
use life_circle_wire::tags::{ChangeTag, CreateTag, DeleteTag, Tag, TagRequest};
use life_circle_wire::{NoArgument, Nothing, PersonId, TagId};

use super::tag_choice::TagFollowed;
use crate::data::action::{tell_screen, use_action, use_form_action};
use crate::data::error_note::field_errors;
use crate::data::pager::ListState;
use crate::data::toasts::use_toasts;
use crate::kit::{Field, TapTwiceButton};
use crate::people::roster::use_roster;
use crate::people::{PeoplePicker, toggle};
use crate::reactive::{Show, derive, on_submit};
use crate::text::parts;
use crate::text::parts::{say, say_of, say_with};

/// The unsaved changes to a tag. They survive when the form is closed by mistake.
#[derive(Clone, Copy)]
pub struct TagDraft {
    /// The tag that is edited; `None` for a new one.
    tag: StoredValue<Option<TagId>>,
    name: RwSignal<String>,
    /// The friends whose membership was switched: members to remove, others to add.
    toggled: RwSignal<Vec<PersonId>>,
}

impl TagDraft {
    /// Starts without any changes.
    pub fn new() -> Self {
        let toggled = RwSignal::new(Vec::new());
        Self {
            tag: StoredValue::new(None),
            name: RwSignal::new(String::new()),
            toggled,
        }
    }

    /// Starts to edit a tag, or a new one for `None`. Unsaved changes are kept if they belong to
    /// the same tag; otherwise they are dropped.
    pub fn take_up(&self, tag: Option<&Tag>) {
        let id = tag.map(|tag| tag.id);
        if self.tag.get_value() != id {
            self.tag.set_value(id);
            self.name
                .set(tag.map(|tag| tag.name.clone()).unwrap_or_default());
            self.toggled.set(Vec::new());
        }
    }

    /// Drops the unsaved changes.
    pub fn forget(&self) {
        self.tag.set_value(None);
        self.name.set(String::new());
        self.toggled.set(Vec::new());
    }
}

/// The form to create, change or delete a tag.
#[component]
pub fn TagForm(
    /// The tag to change; `None` for a new one.
    tag: Option<Tag>,
    /// The unsaved changes to the tag.
    draft: TagDraft,
    /// Called after the tag was saved or deleted.
    on_saved: Callback<()>,
) -> impl IntoView {
    let saving = use_form_action();
    let friends = use_roster().friends;
    friends.read_all(|| true);
    let id = tag.as_ref().map(|tag| tag.id);
    let members = Members {
        tag: id,
        friends: friends.items,
        toggled: draft.toggled,
    };
    let submit = on_submit(move || {
        let request = members.request(draft.name.get_untracked());
        let done = move |_| tell_screen(on_saved, ());
        match id {
            Some(id) => saving.send::<ChangeTag>(id, request, done),
            None => saving.send::<CreateTag>(NoArgument, request, done),
        }
    });
    let [message] = field_errors(saving.error, ["name"]);
    let is_read = derive(move || friends.state.get() == ListState::End);
    let followed = tag.clone().map(|tag| {
        view! {
            <Show when=derive(move || members.has_changed())>
                <TagFollowed tag=tag.clone() />
            </Show>
        }
    });
    let delete = tag.map(|tag| view! { <DeleteButton tag on_deleted=on_saved /> });
    view! {
        <form class="form" on:submit=submit novalidate>
            <Field
                name="tag"
                label=say(|text| text.tags.tag_name)
                hint=say(|text| text.tags.tag_name_hint)
                error=message
                value=draft.name
                kind=derive(|| "text")
                autocomplete="off"
            />
            <MembersField members />
            {followed}
            <button
                type="submit"
                class="button"
                data-kind="primary"
                disabled=derive(move || saving.is_busy.get() || !is_read.get())
            >
                {say(|text| text.actions.save)}
            </button>
            {delete}
        </form>
    }
}

/// The members that the tag will have: those it has now, with the changes that aren't saved yet.
#[derive(Clone, Copy)]
struct Members {
    /// The tag that is edited; `None` for a new one.
    tag: Option<TagId>,
    /// The friends that were read so far. They know their tags. `toggled` keeps the changes apart,
    /// so pages that arrive later don't overwrite them.
    friends: RwSignal<Vec<Friend>>,
    /// The friends whose membership was switched.
    toggled: RwSignal<Vec<PersonId>>,
}

impl Members {
    fn has_changed(self) -> bool {
        self.toggled.with(|toggled| !toggled.is_empty())
    }

    fn toggle(self, person: PersonId) {
        self.toggled.update(|toggled| toggle(toggled, person));
    }

    fn ids(self) -> Vec<PersonId> {
        self.toggled.with(|toggled| {
            self.find(|friend, is_saved| is_saved != toggled.contains(&friend.person.id))
        })
    }

    /// The request to save the members together with the tag's name.
    fn request(self, name: String) -> TagRequest {
        let saved = untrack(|| self.find(|_, is_saved| is_saved));
        let toggled = self.toggled.get_untracked().into_iter();
        let (remove, add) = toggled.partition(|person| saved.contains(person));
        TagRequest { name, add, remove }
    }

    /// The friends for whom the condition holds. It gets the friend, and whether the tag has them
    /// now.
    fn find(self, condition: impl Fn(&Friend, bool) -> bool) -> Vec<PersonId> {
        let has_tag = |friend: &Friend| self.tag.is_some_and(|tag| friend.tags.contains(&tag));
        self.friends.with(|friends| {
            let found = friends
                .iter()
                .filter(|friend| condition(friend, has_tag(friend)));
            found.map(|friend| friend.person.id).collect()
        })
    }
}

/// The choice of the members, with their number.
#[component]
fn MembersField(
    /// The members that the tag will have.
    members: Members,
) -> impl IntoView {
    let friends = use_roster().friends;
    let chosen = derive(move || members.ids());
    view! {
        <fieldset class="members">
            <legend>
                {say(|text| text.tags.members)} " · "
                {say_with(move |text| (text.tags.member_count)(chosen.with(Vec::len)))}
            </legend>
            <PeoplePicker
                friends=friends.items
                state=friends.state
                load_more=Callback::new(move |()| friends.load_more())
                chosen
                on_toggle=Callback::new(move |person: Person| members.toggle(person.id))
                full=derive(|| None)
                label=say(|text| text.tags.members)
                empty=say(|text| text.people.friends_empty_title)
            />
        </fieldset>
    }
}

/// A button that deletes the tag after a second tap.
#[component]
fn DeleteButton(
    /// The tag to delete.
    tag: Tag,
    /// Called after the tag was deleted.
    on_deleted: Callback<()>,
) -> impl IntoView {
    let deleting = use_action();
    let toasts = use_toasts();
    let id = tag.id;
    let name = say_of(Signal::stored(tag.name), |text| text.tags.delete_tag_of);
    let delete = Callback::new(move |()| {
        deleting.send::<DeleteTag>(id, Nothing {}, move |_| {
            toasts.say(|language| parts::of(language).tags.tag_deleted);
            tell_screen(on_deleted, ());
        });
    });
    view! {
        <p class="delete-tag">
            <TapTwiceButton label=say(|text| text.common.delete) name action=delete />
            <small>{say(|text| text.tags.delete_tag_explained)}</small>
        </p>
    }
}
