//! One person's moments.

use leptos::prelude::*;
use life_circle_wire::Handle;

use super::albums::use_albums;
use super::moment_list::MomentList;
use crate::kit::EmptyState;
use crate::shell::refresh_on_arrival;

/// A person's moments that the reader can see, the newest first.
#[component]
pub fn Album(
    /// The handle of the person whose moments to show.
    handle: Handle,
    /// The message if there are no moments.
    #[prop(into)]
    empty: Signal<String>,
) -> impl IntoView {
    let album = use_albums().of(&handle);
    refresh_on_arrival(album);
    view! {
        <MomentList
            entries=album.items
            pages=album.pages()
            empty=move || view! { <EmptyState icon="images" title=empty /> }
            end=Some(|text| text.common.end_of_list)
        />
    }
}
