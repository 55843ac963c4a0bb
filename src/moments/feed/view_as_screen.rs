//! My moments as a friend sees them.

use leptos::prelude::*;
use life_circle_wire::people::ReadPerson;
use life_circle_wire::{Handle, NoQuery};

use super::album_as_seen::AlbumAsSeen;
use crate::data::api::use_api;
use crate::data::load::{Load, use_load};
use crate::data::people::use_people;
use crate::routing::Route;
use crate::shell::InnerScreen;
use crate::text::parts::{say, say_with};

/// The screen at `/view-as/:handle`.
#[component]
pub fn ViewAsScreen(
    /// The handle of that friend.
    handle: Handle,
) -> impl IntoView {
    let api = use_api();
    let by = StoredValue::new(handle.clone());
    let friend =
        use_load(move || async move { api.read::<ReadPerson>(&by.get_value(), &NoQuery {}).await });
    let people = use_people();
    let title = say_with(move |text| {
        (text.moment_pages.as_seen_by)(&match friend.get() {
            Load::Ready(profile) => people.name_now(&profile.person),
            _ => format!("@{}", by.get_value()),
        })
    });
    view! {
        <InnerScreen title=title otherwise=Route::Person(handle.clone())>
            <p class="section-heading">{say(|text| text.moment_pages.as_seen_hint)}</p>
            <AlbumAsSeen handle />
        </InnerScreen>
    }
}
