//! Announces moments that arrived after the feed was read. They aren't inserted by themselves, so
//! that nothing moves while somebody reads.

use leptos::prelude::*;
use life_circle_wire::events::Arrived;
use life_circle_wire::person::Person;

use super::use_feed;
use crate::kit::Icon;
use crate::people::{Avatar, AvatarSize};
use crate::reactive::{Show, derive, on_click};
use crate::text::parts::say_with;

/// The most faces that the pill shows.
const FACES_MOST: usize = 3;

/// The pill with the number of new moments. A tap reads the feed again. Hidden if there are no new
/// moments.
#[component]
pub fn NewMomentsPill() -> impl IntoView {
    let feed = use_feed();
    let count = derive(move || feed.arrived.with(Vec::len));
    let faces = move || {
        let authors = feed.arrived.with(|arrived| newest_authors(arrived));
        authors
            .into_iter()
            .map(|person| view! { <Avatar person size=AvatarSize::Small /> })
            .collect_view()
    };
    let show = move || {
        feed.entries.refresh();
        window().scroll_to_with_x_and_y(0.0, 0.0);
    };
    view! {
        <div class="pill-place" role="status">
            <Show when=derive(move || count.get() > 0)>
                <button type="button" class="pill" on:click=on_click(show)>
                    <Icon name="arrow-up" />
                    {faces}
                    <span>
                        {say_with(move |text| (text.moment_pages.new_moments)(count.get()))}
                    </span>
                </button>
            </Show>
        </div>
    }
}

/// The authors of the newest moments, the newest first and each of them once. `arrived` has the
/// oldest moment first.
fn newest_authors(arrived: &[Arrived]) -> Vec<Person> {
    let mut authors: Vec<Person> = Vec::new();
    for Arrived { author, .. } in arrived.iter().rev() {
        if authors.len() == FACES_MOST {
            break;
        }
        if authors.iter().all(|other| other.id != author.id) {
            authors.push(author.clone());
        }
    }
    authors
}

#[cfg(test)]
mod tests {
    use life_circle_wire::{MomentId, PersonId};

    use super::*;

    fn arrived_from(authors: &[i64]) -> Vec<Arrived> {
        let arrived = authors.iter().map(|&author| Arrived {
            arrival: 1,
            moment_id: MomentId(1),
            author: Person {
                id: PersonId(author),
                handle: "lilei".parse().expect("a handle"),
                display_name: String::new(),
                remark: String::new(),
                avatar: None,
            },
        });
        arrived.collect()
    }

    fn ids(authors: &[i64]) -> Vec<i64> {
        newest_authors(&arrived_from(authors))
            .iter()
            .map(|author| author.id.0)
            .collect()
    }

    #[test]
    fn the_authors_of_the_newest_moments_are_shown_once_each() {
        assert_eq!(ids(&[1, 2, 3, 4]), [4, 3, 2]);
        assert_eq!(ids(&[3, 1, 2, 1, 1]), [1, 2, 3]);
        assert!(ids(&[]).is_empty());
    }
}
