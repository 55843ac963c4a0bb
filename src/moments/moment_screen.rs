//! One moment with all its comments.

use leptos::prelude::*;
use life_circle_wire::comments::Comment;
use life_circle_wire::moments::ReadMoment;
use life_circle_wire::reports::Reported;
use life_circle_wire::{ErrorCode, MomentId, NoQuery};

use super::card::{AllLikers, MomentCard};
use super::comments::Thread;
use super::store::use_moments;
use crate::data::api::{ApiError, use_api};
use crate::data::error_note::ErrorNote;
use crate::data::load::{Load, loading_line, use_kept_load};
use crate::data::session::use_session;
use crate::kit::EmptyState;
use crate::people::ReportButton;
use crate::reactive::dynamic;
use crate::routing::Route;
use crate::shell::InnerScreen;
use crate::text::parts::{say, say_with};

/// The screen at `/moments/:id`.
#[component]
pub fn MomentScreen(
    /// The moment to show.
    id: MomentId,
) -> impl IntoView {
    let api = use_api();
    let moments = use_moments();
    let moment = use_kept_load(move |source| async move {
        let asked_at = source.stamp(moments.stamp());
        let answer = api.read_from::<ReadMoment>(source, &id, &NoQuery {}).await;
        let is_gone = |error: &ApiError| error.is_refusal(ErrorCode::NotFound);
        if answer.as_ref().is_err_and(is_gone) {
            moments.set_deleted(id, true);
        }
        answer.map(|moment| moments.take(moment, asked_at))
    });
    let content = dynamic(move || match moment.get() {
        // A moment that a list has already loaded is shown at once.
        Load::Loading if moments.get(id).is_none() => loading_line(),
        Load::Loading | Load::Ready(_) => view! { <MomentWithComments id /> }.into_any(),
        Load::Failed(error) if error.is_refusal(ErrorCode::NotFound) => view! {
            <EmptyState
                icon="circle-off"
                title=say_with(|text| text.moment_pages.moment_gone.to_owned())
            >
                <a class="button" href=Route::Circle.path()>
                    {say(|text| text.common.circle)}
                </a>
            </EmptyState>
        }
        .into_any(),
        Load::Failed(error) => view! { <ErrorNote error retry=moment.reload /> }.into_any(),
    });
    view! {
        <InnerScreen
            title=say_with(|text| text.moment_pages.moment.to_owned())
            otherwise=Route::Circle
        >
            {content}
        </InnerScreen>
    }
}

/// The moment, the people who like it, and its comments.
#[component]
fn MomentWithComments(
    /// The moment to show.
    id: MomentId,
) -> impl IntoView {
    let moments = use_moments();
    let session = use_session();
    let is_deleted = moments.get(id).map(|known| known.is_deleted);
    let of_comment = Callback::new(move |comment: Comment| {
        let is_mine = session.is_me(comment.author.id);
        (!is_mine)
            .then(|| view! { <ReportButton about=Reported::Comment(comment.id) /> })
            .into_any()
    });
    dynamic(move || {
        if is_deleted
            .as_ref()
            .is_some_and(|is_deleted| is_deleted.get())
        {
            return view! {
                <EmptyState
                    icon="circle-off"
                    title=say_with(|text| text.moments.moment_deleted.to_owned())
                />
            }
            .into_any();
        }
        view! {
            <div class="moment-list">
                <MomentCard id is_alone=true />
            </div>
            <AllLikers moment=id />
            <Thread moment=id more=of_comment />
            {(!moments.is_mine(id))
                .then(|| {
                    view! {
                        <p class="section-action">
                            <ReportButton about=Reported::Moment(id) />
                        </p>
                    }
                })}
        }
        .into_any()
    })
}
