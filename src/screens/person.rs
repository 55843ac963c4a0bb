//! A person: who they are, and their moments.

use leptos::prelude::*;
use life_circle_wire::people::{Profile, ReadPerson, Relation};
use life_circle_wire::reports::Reported;
use life_circle_wire::{ErrorCode, Handle, NoQuery};

use crate::data::action::tell_screen;
use crate::data::api::use_api;
use crate::data::load::{Load, loaded_or, use_kept_load};
use crate::data::people::use_people;
use crate::data::waiting::use_waiting;
use crate::kit::EmptyState;
use crate::moments::feed::albums::use_albums;
use crate::moments::feed::{Album, CoverPicture};
use crate::moments::search::MonthsButton;
use crate::people::{ProfileHead, ReportButton};
use crate::reactive::{effect, spawn_local};
use crate::routing::Route;
use crate::shell::{BackButton, use_title};
use crate::text::parts::{say, say_of, say_with};

/// The screen at `/people/:handle`.
#[component]
pub fn PersonScreen(
    /// The handle of the person to show.
    handle: Handle,
) -> impl IntoView {
    let api = use_api();
    let handle = StoredValue::new(handle);
    let profile = use_kept_load(move |source| async move {
        api.read_from::<ReadPerson>(source, &handle.get_value(), &NoQuery {})
            .await
    });
    let albums = use_albums();
    let waiting = use_waiting();
    // The person may have sent or answered a friend request. Redraw only if the relation has
    // changed.
    effect(move || {
        waiting.relations.track();
        let Load::Ready(shown) = profile.get_untracked() else {
            return;
        };
        spawn_local(async move {
            let asked = api
                .read::<ReadPerson>(&handle.get_value(), &NoQuery {})
                .await;
            match asked {
                Ok(now) if now.relation != shown.relation => {
                    albums.of(&shown.person.handle).refresh();
                    tell_screen(profile.reload, ());
                }
                // After an error the shown profile stays.
                Ok(_) | Err(_) => {}
            }
        });
    });
    let people = use_people();
    use_title(move |text| match profile.get() {
        Load::Ready(profile) => people.name_now(&profile.person),
        _ => text.common.friends.to_owned(),
    });
    let content = loaded_or(profile, ErrorCode::NotFound, nobody, move |known| {
        view! { <PersonWithAlbum profile=known on_changed=profile.reload /> }.into_any()
    });
    view! {
        <div class="column">
            <div class="screen-head">
                <BackButton otherwise=Route::Friends />
            </div>
            {content}
        </div>
    }
}

/// Says that there is no such person, with a link to find others.
fn nobody() -> AnyView {
    view! {
        <EmptyState
            icon="user-x"
            title=say_with(|text| text.common.not_found_title.to_owned())
            message=say_with(|text| text.common.not_found_message.to_owned())
        >
            <a class="button" href=Route::Friends.path()>
                {say(|text| text.common.find_people)}
            </a>
        </EmptyState>
    }
    .into_any()
}

#[component]
fn PersonWithAlbum(
    /// The person's profile as the server sent it.
    profile: Profile,
    /// Called after the relation, or what I keep about the person, has changed.
    on_changed: Callback<()>,
) -> impl IntoView {
    let handle = profile.person.handle.clone();
    let relation = profile.relation;
    let name = use_people().name(&profile.person);
    let empty = say_with(move |text| {
        let empty = match relation {
            Relation::Me => text.moment_pages.album_empty_me,
            Relation::Friend => text.moment_pages.album_empty,
            Relation::Requested | Relation::Requesting | Relation::Stranger | Relation::Blocked => {
                text.moment_pages.album_stranger
            }
        };
        empty.to_owned()
    });
    let report = (relation != Relation::Me)
        .then(|| view! { <ReportButton about=Reported::Person(handle.clone()) class="button" /> });
    let cover = profile.cover.map(|id| {
        view! {
            <div class="cover" data-kind="person">
                <CoverPicture id />
            </div>
        }
    });
    // A search finds nothing of strangers, and of friends whose moments I hide.
    let hides = profile
        .details
        .as_ref()
        .is_some_and(|details| details.hides_theirs);
    let has_months = matches!(relation, Relation::Me | Relation::Friend) && !hides;
    if relation == Relation::Blocked {
        return view! {
            <ProfileHead profile on_changed>
                {report}
            </ProfileHead>
        }
        .into_any();
    }
    view! {
        {cover}
        <ProfileHead profile on_changed>
            {report}
        </ProfileHead>
        <h2 class="section-heading">{say_of(name, |text| text.moment_pages.moments_of)}</h2>
        {has_months
            .then(|| {
                view! {
                    <p class="section-action">
                        <MonthsButton handle=handle.clone() />
                    </p>
                }
            })}
        <Album handle empty />
    }
    .into_any()
}
