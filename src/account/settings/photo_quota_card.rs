//! How much room my photos take.

use js_sys::Number;
use leptos::prelude::*;
use life_circle_wire::photos::{PhotoQuota, ReadPhotoQuota};
use life_circle_wire::{NoArgument, NoQuery};

use crate::data::api::use_api;
use crate::data::load::{loaded, use_load};
use crate::text::parts::{say, say_with};
use crate::text::{Language, parts, use_language};

/// The number and size of my photos, and how much room there is.
#[component]
pub fn PhotoQuotaCard() -> impl IntoView {
    let api = use_api();
    let quota =
        use_load(move || async move { api.read::<ReadPhotoQuota>(&NoArgument, &NoQuery {}).await });
    let room = loaded(quota, |quota| view! { <Room quota /> }.into_any());
    view! {
        <section class="card photo-quota" aria-labelledby="photo-quota-heading">
            <h2 id="photo-quota-heading">{say(|text| text.settings.photo_storage)}</h2>
            {room}
        </section>
    }
}

#[component]
fn Room(
    /// What is used, and what there is.
    quota: PhotoQuota,
) -> impl IntoView {
    let language = use_language();
    // The one of the two that is used up sooner.
    let used = share(quota.bytes, quota.bytes_most)
        .max(share(quota.photos.into(), quota.photos_most.into()));
    let room = move || {
        let language = language.get();
        let number = |number: u32| number_text(f64::from(number), language);
        let size = |bytes| size_text(bytes, language);
        let text = &parts::of(language).settings;
        let photos = (text.photos_of)(&number(quota.photos), &number(quota.photos_most));
        let bytes = (text.bytes_of)(&size(quota.bytes), &size(quota.bytes_most));
        format!("{photos} · {bytes}")
    };
    let advice = say_with(move |text| quota.is_full().then_some(text.settings.photo_storage_full));
    view! {
        <meter
            min="0"
            max="1"
            high="0.9"
            value=used.to_string()
            aria-labelledby="photo-quota-heading"
        ></meter>
        <p class="row-detail">{room}</p>
        <p class="field-error">{advice}</p>
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share needs no more digits")]
fn share(used: u64, most: u64) -> f64 {
    used as f64 / most.max(1) as f64
}

/// A number as it is written in a language, as `10,000`.
fn number_text(number: f64, language: Language) -> String {
    Number::from(number)
        .to_locale_string(language.code())
        .into()
}

/// A size in megabytes or gigabytes, with one decimal if it is below ten.
#[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
fn size_text(bytes: u64, language: Language) -> String {
    let megabytes = bytes as f64 / 1e6;
    let (size, unit) = if megabytes < 1000.0 {
        (megabytes, "MB")
    } else {
        (megabytes / 1000.0, "GB")
    };
    let shown = if size < 10.0 {
        (size * 10.0).round() / 10.0
    } else {
        size.round()
    };
    format!("{} {unit}", number_text(shown, language))
}
