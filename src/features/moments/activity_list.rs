//! Who liked or commented on my moments since I last looked.

use leptos::prelude::*;
use life_circle_wire::activity::{Activity, ActivityPage, ListActivity, SetActivitySeen, SetActivitySeenRequest};
use life_circle_wire::limits::PAGE_MOST;
use life_circle_wire::{NoArgument, PageQuery};

use crate::api::use_api;
use crate::erased::{derive, spawn};
use crate::routes::Route;
use crate::state::failures::{tell_screen, use_failures};
use crate::state::load::{Load, Loader, use_load};
use crate::text::{say, say_with};
use crate::ui::{Ago, Avatar, AvatarSize, ErrorNote, When, dynamic, each, tap};

/// So many are shown until all are asked for.
const SHOWN_FIRST: usize = 3;

/// Reads the news for me.
pub fn use_activity() -> Loader<ActivityPage> {
    let api = use_api();
    use_load(move || async move {
        let query = PageQuery { cursor: None, limit: Some(PAGE_MOST) };
        api.read::<ListActivity>(&NoArgument, &query).await
    })
}

/// The news for me; nothing at all where there are none.
#[component]
pub fn ActivityList(
    /// What was read.
    activity: Loader<ActivityPage>,
) -> impl IntoView {
    let (api, failures) = (use_api(), use_failures());
    let mark_read = move |at| {
        spawn(async move {
            match api.write::<SetActivitySeen>(&NoArgument, &SetActivitySeenRequest { at }, None).await {
                Ok(_) => tell_screen(activity.reload, ()),
                Err(error) => failures.tell(error),
            }
        });
    };
    dynamic(move || match activity.get() {
        Load::Loading => ().into_any(),
        Load::Failed(error) => view! { <ErrorNote error retry=activity.reload /> }.into_any(),
        Load::Ready(page) => {
            let news = unseen(page);
            let Some(newest) = news.first().map(|activity| activity.created_at) else { return ().into_any() };
            let (count, is_open) = (news.len(), RwSignal::new(false));
            view! {
                <section class="card activity" aria-labelledby="activity-heading">
                    <header class="card-head">
                        <h2 id="activity-heading">{say(|text| text.activity)}</h2>
                        <button type="button" class="link-button" on:click=tap(move || mark_read(newest))>{say(|text| text.mark_read)}</button>
                    </header>
                    <ul class="row-list">
                        {each(
                            move || if is_open.get() { news.clone() } else { news.iter().take(SHOWN_FIRST).cloned().collect() },
                            |activity| format!("{} {} {}", activity.person.id, activity.moment_id, activity.created_at),
                            |activity| view! { <ActivityRow activity /> }.into_any(),
                        )}
                    </ul>
                    <When is=derive(move || !is_open.get() && count > SHOWN_FIRST)>
                        <button type="button" class="button" data-kind="quiet" on:click=tap(move || is_open.set(true))>
                            {say_with(move |text| (text.show_all)(count))}
                        </button>
                    </When>
                </section>
            }
            .into_any()
        }
    })
}

fn unseen(page: ActivityPage) -> Vec<Activity> {
    let is_new = |activity: &Activity| page.seen_at.is_none_or(|at| activity.created_at > at);
    page.items.iter().filter(|activity| is_new(activity)).cloned().collect()
}

#[component]
fn ActivityRow(
    /// What happened.
    activity: Activity,
) -> impl IntoView {
    let is_comment = activity.comment.is_some();
    let detail = activity.comment.unwrap_or(activity.excerpt);
    view! {
        <li>
            <a class="row" href=Route::Moment(activity.moment_id).path()>
                <Avatar person=activity.person.clone() size=AvatarSize::Small />
                <div class="row-text">
                    <p class="row-title">
                        <strong>{activity.person.display_name}</strong>
                        " "
                        {say_with(move |text| if is_comment { text.commented_on_your_moment } else { text.liked_your_moment })}
                    </p>
                    <p class="row-detail">{detail}</p>
                </div>
                <Ago time=activity.created_at />
            </a>
        </li>
    }
}
