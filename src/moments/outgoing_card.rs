//! Cards for moments and comments that the server hasn't confirmed yet.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use life_circle_wire::MomentId;

use crate::data::error_note::error_text;
use crate::data::uploads::use_uploads;
use crate::kit::{Icon, TapTwiceButton};
use crate::moments::compose::use_composer;
use crate::outbox::{Content, Delivery, Outgoing, use_outbox};
use crate::reactive::{for_each, on_click};
use crate::text::{Text, say, say_with};

/// The moments that aren't confirmed yet, the newest first. Also the comments that were refused
/// because their moment wasn't found: they have no moment to be shown under.
#[component]
pub fn OutgoingMoments() -> impl IntoView {
    let all = use_outbox().outgoing();
    let moments = move || {
        let all = all.get().into_iter().rev();
        all.filter(|outgoing| outgoing.stands_under().is_none())
            .collect::<Vec<_>>()
    };
    cards(moments)
}

/// The comments under a moment that aren't confirmed yet, the oldest first.
#[component]
pub fn OutgoingComments(
    /// The moment whose comments to show.
    moment: MomentId,
) -> impl IntoView {
    let all = use_outbox().outgoing();
    let comments = move || {
        all.get()
            .into_iter()
            .filter(|outgoing| outgoing.stands_under() == Some(moment))
            .collect::<Vec<_>>()
    };
    cards(comments)
}

fn cards(all: impl Fn() -> Vec<Outgoing> + Send + Sync + 'static) -> AnyView {
    let key = |outgoing: &Outgoing| format!("{} {}", outgoing.key, outgoing.delivery.step());
    for_each(all, key, |outgoing| {
        view! { <OutgoingCard outgoing /> }.into_any()
    })
}

#[component]
fn OutgoingCard(
    /// The moment or comment that isn't confirmed yet.
    outgoing: Outgoing,
) -> impl IntoView {
    let outbox = use_outbox();
    let is_stray = outgoing.stands_under().is_none();
    let key = StoredValue::new(outgoing.key);
    let delivery = StoredValue::new(outgoing.delivery);
    let photos = photo_previews(&outgoing.content);
    let (written, audience) = match outgoing.content {
        Content::Moment(moment) => (moment.text, Some(moment.audience)),
        Content::Comment(comment) => (comment.text, None),
    };
    let is_moment = audience.is_some();
    let kind = is_stray.then(|| {
        say_with(move |text| {
            format!(
                "{} · ",
                audience.map_or(text.moments.comment, |audience| text.of_audience(audience))
            )
        })
    });
    let is_refused = delivery.with_value(|delivery| matches!(delivery, Delivery::Refused(_)));
    // One that may already be on its way can't be discarded.
    let is_here =
        is_refused || delivery.with_value(|delivery| matches!(delivery, Delivery::Waiting));
    let composer = use_composer();
    let buttons = is_refused.then(|| {
        view! {
            {is_moment
                .then(|| button(
                    |text| text.common.edit,
                    on_click(move || composer.open_refused(key.get_value())),
                ))}
            {button(|text| text.common.retry, on_click(move || outbox.retry(&key.get_value())))}
        }
    });
    let discard = is_here.then(|| {
        view! {
            <TapTwiceButton
                label=|text| text.outbox.discard
                name=say_with(|text| text.outbox.discard.to_owned())
                action=Callback::new(move |()| outbox.discard(&key.get_value()))
            />
        }
    });
    let state = say_with(move |text| delivery.with_value(|delivery| delivery_text(delivery, text)));
    view! {
        <article class="outgoing" data-state=if is_refused { "refused" } else { "waiting" }>
            <p class="outgoing-text" dir="auto">
                {written}
            </p>
            {photos}
            <p class="outgoing-foot" role="status">
                <Icon name=if is_refused { "circle-alert" } else { "clock" } />
                {kind}
                {state}
                {buttons}
                {discard}
            </p>
        </article>
    }
}

/// The photos of a moment, as this browser keeps them. `None` if there are none.
fn photo_previews(content: &Content) -> Option<AnyView> {
    let uploads = use_uploads();
    let previews: Vec<_> = content
        .photos()
        .iter()
        .filter_map(|photo| Some(uploads.get(&photo.key)?.preview))
        .collect();
    (!previews.is_empty()).then(|| {
        let previews = previews
            .into_iter()
            .map(|address| view! { <img class="outgoing-photo" src=address alt="" /> });
        view! { <div class="outgoing-photos">{previews.collect_view()}</div> }.into_any()
    })
}

fn button(label: fn(&'static Text) -> &'static str, action: Box<dyn FnMut(MouseEvent)>) -> AnyView {
    view! {
        <button type="button" class="link-button" on:click=action>
            {say(label)}
        </button>
    }
    .into_any()
}

fn delivery_text(delivery: &Delivery, text: &'static Text) -> String {
    match delivery {
        Delivery::Waiting => text.outbox.waiting_to_send.to_owned(),
        Delivery::OnItsWay => text.common.sending.to_owned(),
        Delivery::TryingAgain => text.outbox.trying_again.to_owned(),
        Delivery::Refused(error) => {
            format!(
                "{}{}{}",
                text.outbox.not_sent,
                text.common.colon,
                error_text(error, text)
            )
        }
    }
}
