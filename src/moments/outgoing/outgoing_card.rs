//! Cards for moments and comments that the server hasn't confirmed yet.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use life_circle_wire::MomentId;

use crate::data::error_note::form_error_text;
use crate::data::uploads::use_uploads;
use crate::kit::{Icon, TapTwiceButton};
use crate::moments::compose::use_composer;
use crate::outbox::{Content, Delivery, Outgoing, use_outbox};
use crate::reactive::{for_each, on_click};
use crate::text::parts::PartsText;
use crate::text::parts::{say, say_with};
use crate::text::{Language, parts, use_language};

/// The comments under a moment, the oldest first; or moments, the newest first.
#[component]
pub fn OutgoingCards(
    /// The moment whose comments to show; `None` for moments, and for comments without one.
    under: Option<MomentId>,
) -> impl IntoView {
    let all = use_outbox().outgoing();
    let here = move || {
        let mut here = all.get();
        here.retain(|outgoing| outgoing.stands_under() == under);
        if under.is_none() {
            here.reverse();
        }
        here
    };
    let key = |outgoing: &Outgoing| format!("{} {}", outgoing.key, outgoing.delivery.step());
    for_each(here, key, |outgoing| {
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
                label=say(|text| text.outbox.discard)
                name=say_with(|text| text.outbox.discard.to_owned())
                action=Callback::new(move |()| outbox.discard(&key.get_value()))
            />
        }
    });
    let language = use_language();
    let state = move || {
        let language = language.get();
        delivery.with_value(|delivery| delivery_text(delivery, language))
    };
    view! {
        <article
            class="outgoing"
            data-kind=(!is_stray).then_some("comment")
            data-state=if is_refused { "refused" } else { "waiting" }
        >
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

fn button(
    label: fn(&'static PartsText) -> &'static str,
    action: Box<dyn FnMut(MouseEvent)>,
) -> AnyView {
    view! {
        <button type="button" class="link-button" on:click=action>
            {say(label)}
        </button>
    }
    .into_any()
}

fn delivery_text(delivery: &Delivery, language: Language) -> String {
    let text = parts::of(language);
    match delivery {
        Delivery::Waiting => text.outbox.waiting_to_send.to_owned(),
        Delivery::OnItsWay => text.common.sending.to_owned(),
        Delivery::TryingAgain => text.outbox.trying_again.to_owned(),
        Delivery::Refused(error) => {
            format!(
                "{}{}{}",
                text.outbox.not_sent,
                text.common.colon,
                form_error_text(error, language)
            )
        }
    }
}
