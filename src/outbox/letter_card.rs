//! Cards for moments and comments that the server hasn't confirmed yet.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use life_circle_wire::MomentId;

use super::letter::{Draft, Letter, Sending};
use super::use_outbox;
use crate::data::error_note::error_text;
use crate::data::uploads::use_uploads;
use crate::kit::{Icon, SureButton, each, tap};
use crate::moments::compose::use_composer;
use crate::text::{Text, say, say_with};

/// The moments that aren't confirmed yet, the newest first. Also the comments that were refused
/// because their moment wasn't found: they have no moment to be shown under.
#[component]
pub fn MomentLetters() -> impl IntoView {
    let letters = use_outbox().letters();
    let moments = move || {
        let letters = letters.get().into_iter().rev();
        letters
            .filter(|letter| letter.stands_under().is_none())
            .collect::<Vec<_>>()
    };
    letter_cards(moments)
}

/// The comments under a moment that aren't confirmed yet, the oldest first.
#[component]
pub fn CommentLetters(
    /// The moment whose comments to show.
    moment: MomentId,
) -> impl IntoView {
    let letters = use_outbox().letters();
    let comments = move || {
        letters
            .get()
            .into_iter()
            .filter(|letter| letter.stands_under() == Some(moment))
            .collect::<Vec<_>>()
    };
    letter_cards(comments)
}

fn letter_cards(letters: impl Fn() -> Vec<Letter> + Send + Sync + 'static) -> AnyView {
    let key = |letter: &Letter| format!("{} {}", letter.key, letter.sending.step());
    each(letters, key, |letter| {
        view! { <LetterCard letter /> }.into_any()
    })
}

#[component]
fn LetterCard(
    /// The moment or comment that isn't confirmed yet.
    letter: Letter,
) -> impl IntoView {
    let outbox = use_outbox();
    let is_stray = letter.stands_under().is_none();
    let (key, sending) = (
        StoredValue::new(letter.key),
        StoredValue::new(letter.sending),
    );
    let previews: Vec<_> = letter
        .draft
        .photos()
        .iter()
        .filter_map(|photo| Some(use_uploads().get(&photo.key)?.preview))
        .collect();
    let photos = (!previews.is_empty()).then(|| {
        let previews = previews
            .into_iter()
            .map(|address| view! { <img class="letter-photo" src=address alt="" /> });
        view! { <div class="letter-photos">{previews.collect_view()}</div> }
    });
    let (written, audience) = match letter.draft {
        Draft::Moment { text, audience, .. } => (text, Some(audience)),
        Draft::Comment { text, .. } => (text, None),
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
    let is_refused = sending.with_value(|sending| matches!(sending, Sending::Refused(_)));
    // A letter that may already be on its way can't be discarded.
    let is_here = is_refused || sending.with_value(|sending| matches!(sending, Sending::Waiting));
    let composer = use_composer();
    let buttons = is_refused.then(|| {
        view! {
            {is_moment
                .then(|| button(
                    |text| text.common.edit,
                    tap(move || composer.edit(key.get_value())),
                ))}
            {button(|text| text.common.retry, tap(move || outbox.retry(&key.get_value())))}
        }
    });
    let discard = is_here.then(|| {
        view! {
            <SureButton
                label=|text| text.outbox.discard
                name=say_with(|text| text.outbox.discard.to_owned())
                action=Callback::new(move |()| outbox.discard(&key.get_value()))
            />
        }
    });
    view! {
        <article class="letter" data-state=if is_refused { "refused" } else { "waiting" }>
            <p class="letter-text" dir="auto">
                {written}
            </p>
            {photos}
            <p class="letter-foot" role="status">
                <Icon name=if is_refused { "circle-alert" } else { "clock" } />
                {kind}
                {say_with(move |text| sending.with_value(|sending| sending_text(sending, text)))}
                {buttons}
                {discard}
            </p>
        </article>
    }
}

fn button(label: fn(&'static Text) -> &'static str, action: Box<dyn FnMut(MouseEvent)>) -> AnyView {
    view! {
        <button type="button" class="link-button" on:click=action>
            {say(label)}
        </button>
    }
    .into_any()
}

fn sending_text(sending: &Sending, text: &'static Text) -> String {
    match sending {
        Sending::Waiting => text.outbox.waiting_to_send.to_owned(),
        Sending::OnItsWay => text.common.sending.to_owned(),
        Sending::TryingAgain => text.outbox.trying_again.to_owned(),
        Sending::Refused(error) => {
            format!(
                "{}{}{}",
                text.outbox.not_sent,
                text.common.colon,
                error_text(error, text)
            )
        }
    }
}
