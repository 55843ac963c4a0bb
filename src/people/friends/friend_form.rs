//! The fields of the form for what I keep about a friend.

use leptos::prelude::*;
use life_circle_wire::TagId;
use life_circle_wire::friends::{FriendDetails, SetFriendDetailsRequest};

/// The fields of the form, not saved yet.
#[derive(Clone, Copy)]
pub struct FriendForm {
    /// The name that I give the friend.
    pub remark: RwSignal<String>,
    /// My note about the friend.
    pub note: RwSignal<String>,
    /// Whether the friend is at the top of my list.
    pub is_starred: RwSignal<bool>,
    /// Whether the friend's moments are kept out of my feed.
    pub hides_theirs: RwSignal<bool>,
    /// Whether my moments are hidden from the friend.
    pub hides_mine: RwSignal<bool>,
    /// The tags that the friend will have.
    pub tags: RwSignal<Vec<TagId>>,
    /// The name of a tag that isn't made yet.
    pub new_tag: RwSignal<String>,
    /// The details as they are saved, to find out what has changed.
    saved: StoredValue<FriendDetails>,
}

impl FriendForm {
    /// The form with the saved details in its fields.
    pub fn of(details: FriendDetails) -> Self {
        Self {
            saved: StoredValue::new(details.clone()),
            remark: RwSignal::new(details.remark),
            note: RwSignal::new(details.note),
            is_starred: RwSignal::new(details.is_starred),
            hides_theirs: RwSignal::new(details.hides_theirs),
            hides_mine: RwSignal::new(details.hides_mine),
            tags: RwSignal::new(details.tags),
            new_tag: RwSignal::new(String::new()),
        }
    }

    /// The details as they were before the fields were edited.
    pub fn saved(self) -> FriendDetails {
        self.saved.get_value()
    }

    /// Whether the name of a new tag is typed.
    pub fn has_new_tag(self) -> bool {
        self.new_tag.with(|name| !name.trim().is_empty())
    }

    /// Whether there is something to save.
    pub fn has_changed(self) -> bool {
        let details = self.details();
        self.has_new_tag() || self.saved.with_value(|saved| *saved != details)
    }

    /// The request to save what was changed here, and nothing else: another device may have changed
    /// the rest meanwhile.
    pub fn request(self) -> SetFriendDetailsRequest {
        let details = untrack(|| self.details());
        self.saved.with_value(|saved| details.changed_from(saved))
    }

    fn details(self) -> FriendDetails {
        FriendDetails {
            remark: self.remark.get(),
            note: self.note.get(),
            is_starred: self.is_starred.get(),
            hides_theirs: self.hides_theirs.get(),
            hides_mine: self.hides_mine.get(),
            tags: self.tags.get(),
        }
    }
}
