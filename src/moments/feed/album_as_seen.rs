//! My moments as another person sees them. Likes and comments are left out: they would reveal whom
//! that person knows.

use leptos::prelude::*;
use life_circle_wire::moments::{Moment, ViewMyAlbumAs};
use life_circle_wire::photos::{Photo, PhotoSize};
use life_circle_wire::{Handle, PageQuery};

use crate::data::api::use_api;
use crate::data::pager::{PagedList, Pager};
use crate::kit::{Ago, EmptyState, Icon};
use crate::moments::card::MomentText;
use crate::moments::photos::PhotoImage;
use crate::people::Avatar;
use crate::reactive::for_each;
use crate::text::parts::say_with;

/// My moments that this person can see, the newest first.
#[component]
pub fn AlbumAsSeen(
    /// The handle of the person whose view is shown.
    handle: Handle,
) -> impl IntoView {
    let api = use_api();
    let handle = StoredValue::new(handle);
    let album = Pager::new(move |cursor| async move {
        let page = api
            .read::<ViewMyAlbumAs>(&handle.get_value(), &PageQuery::at(cursor))
            .await?;
        Ok((page.items, page.next))
    });
    album.refresh();
    let empty = || {
        let title = say_with(|text| text.moment_pages.as_seen_empty.to_owned());
        view! { <EmptyState icon="images" title /> }
    };
    view! {
        <PagedList pages=album.pages() empty>
            <div class="moment-list">
                {for_each(
                    move || album.items.get(),
                    |moment: &Moment| moment.id.to_string(),
                    |moment| view! { <MomentAsSeen moment /> }.into_any(),
                )}
            </div>
        </PagedList>
    }
}

/// A moment without its likes and comments.
#[component]
fn MomentAsSeen(
    /// The moment to show.
    moment: Moment,
) -> impl IntoView {
    let text = (!moment.text.is_empty()).then(|| view! { <MomentText text=moment.text.clone() /> });
    let photo = |photo: Photo| {
        let alt = photo.alt.clone();
        view! {
            <span class="photo" role="img" aria-label=alt>
                <PhotoImage photo size=PhotoSize::Small />
            </span>
        }
    };
    let photos = (!moment.photos.is_empty()).then(|| {
        let count = moment.photos.len().to_string();
        view! {
            <div class="photo-grid" data-count=count>
                {moment.photos.into_iter().map(photo).collect_view()}
            </div>
        }
    });
    let place = (!moment.place.is_empty()).then(|| {
        view! {
            <p class="moment-note">
                <Icon name="map-pin" />
                <span dir="auto">{moment.place}</span>
            </p>
        }
    });
    view! {
        <article class="moment-card">
            <span class="moment-avatar">
                <Avatar person=moment.author.clone() />
            </span>
            <div class="moment-body">
                <span class="moment-author">{moment.author.display_name}</span>
                {text}
                {photos}
                {place}
                <p class="moment-foot">
                    <Ago time=moment.created_at />
                </p>
            </div>
        </article>
    }
}
