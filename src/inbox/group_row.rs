//! A row for one group of notifications.

use leptos::prelude::*;
use life_circle_wire::notifications::{Notification, NotificationKind, NotifiedMoment};
use life_circle_wire::person::Person;
use life_circle_wire::photos::PhotoSize;

use super::groups::Group;
use crate::data::people::use_people;
use crate::kit::Ago;
use crate::moments::photos::PhotoImage;
use crate::people::{Avatar, AvatarSize};
use crate::routing::Route;
use crate::text::parts::{PartsText, say, say_with};

/// Most lines, likes not counted, that one row shows. The moment's own page has all comments.
const SHOWN_MOST: usize = 3;
/// Most names of people who like the moment that one row shows.
const NAMES_MOST: usize = 3;

/// A row for one group: who did what. It links to the moment or, without a moment, to the Friends
/// screen or the person.
#[component]
pub fn GroupRow(
    /// The group to show.
    group: Group,
) -> impl IntoView {
    let Some(newest) = group.items.first().cloned() else {
        return ().into_any();
    };
    let leads_to = match (&group.moment, newest.kind) {
        (Some(moment), _) => Route::Moment(moment.id),
        (None, NotificationKind::Request) => Route::Friends,
        (None, _) => Route::Person(newest.person.handle.clone()),
    };
    // The avatar shows the person who is named first: likes come after the other lines.
    let face = group.others().next().unwrap_or(&newest).person.clone();
    let likers = group.likers();
    let likes = (!likers.is_empty()).then(|| view! { <Likes likers /> });
    let lines = group
        .others()
        .take(SHOWN_MOST)
        .cloned()
        .map(|item| view! { <Line item /> })
        .collect_view();
    let more = group.others().count().saturating_sub(SHOWN_MOST);
    let moment = group
        .moment
        .map(|moment| view! { <MomentInShort moment /> });
    view! {
        <li
            class="notification"
            data-state=if group.is_unread { "unread" } else { "read" }
            data-anchor=format!("n{}", newest.number)
        >
            <a class="row" href=leads_to.path()>
                <Avatar person=face size=AvatarSize::Medium />
                <div class="row-text">
                    {group
                        .is_unread
                        .then(|| {
                            view! {
                                <span class="visually-hidden">
                                    {say(|text| text.common.new_mark)}
                                </span>
                            }
                        })} {lines}
                    {(more > 0)
                        .then(|| {
                            view! {
                                <p class="row-detail">
                                    {say_with(move |text| (text
                                        .notifications
                                        .show_all)(more + SHOWN_MOST))}
                                </p>
                            }
                        })} {likes} <p class="row-detail">
                        <Ago time=newest.created_at />
                    </p>
                </div>
                {moment}
            </a>
        </li>
    }
    .into_any()
}

/// The moment's first photo or, without photos, the beginning of its text.
#[component]
fn MomentInShort(
    /// The moment to show.
    moment: NotifiedMoment,
) -> impl IntoView {
    match moment.photo {
        Some(photo) => view! {
            <span class="notified-photo">
                <PhotoImage photo size=PhotoSize::Small />
            </span>
        }
        .into_any(),
        None => view! {
            <span class="notified-excerpt" dir="auto">
                {moment.excerpt}
            </span>
        }
        .into_any(),
    }
}

/// The line that names the people who like the moment.
#[component]
fn Likes(
    /// The people who like the moment, the newest like first.
    likers: Vec<Person>,
) -> impl IntoView {
    let people = use_people();
    let named = likers.len().min(NAMES_MOST);
    let [all, more] =
        [likers.len(), likers.len() - named].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    let line = say_with(move |text| {
        let named = likers[..named].iter();
        let names = text.join_names(named.map(|person| people.name_now(person)));
        let more = if more > 0 {
            (text.moments.likes_more)(more, all)
        } else {
            String::new()
        };
        (names + &more, text.notifications.liked_your_moment)
    });
    view! {
        <p class="notification-line">
            <strong>{move || line.get().0}</strong>
            " "
            {move || line.get().1}
        </p>
    }
}

/// A line for one notification that isn't a like.
#[component]
fn Line(
    /// The notification to show.
    item: Notification,
) -> impl IntoView {
    let name = use_people().name(&item.person);
    let says: fn(&'static PartsText) -> &'static str = match item.kind {
        NotificationKind::Comment => |text| text.notifications.commented_on_your_moment,
        NotificationKind::Reply => |text| text.notifications.replied_to_you,
        NotificationKind::Mention => |text| text.notifications.mentioned_you,
        NotificationKind::Request => |text| text.notifications.wants_to_be_friends,
        NotificationKind::Acceptance => |text| text.notifications.accepted_your_request,
        // Not reached: `Likes` shows the likes, and `grouped` leaves out unknown kinds.
        NotificationKind::Like | NotificationKind::Unknown => return ().into_any(),
    };
    let comment = item.comment.map(|comment| {
        view! {
            <span class="notified-comment" dir="auto">
                {comment.text}
            </span>
        }
    });
    view! {
        <p class="notification-line">
            <strong>{name}</strong>
            " "
            {say(says)}
        </p>
        {comment}
    }
    .into_any()
}
