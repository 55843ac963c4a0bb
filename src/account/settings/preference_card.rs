//! Choosing language and theme; both change at once and stay in this browser.

use leptos::prelude::*;

use super::preferences::{Theme, use_preferences};
use crate::reactive::on_input;
use crate::text::Language;
use crate::text::parts::{say, say_with};

/// Language and theme.
#[component]
pub fn PreferenceCard() -> impl IntoView {
    let preferences = use_preferences();
    let languages = Language::ALL.map(|language| {
        let is_chosen = move || preferences.language.get() == language;
        view! {
            <label class="choice" lang=language.code()>
                <input
                    type="radio"
                    name="language"
                    prop:checked=is_chosen
                    on:change=on_input(move || preferences.language.set(language))
                />
                <span>{language.name()}</span>
            </label>
        }
    });
    let themes = [Theme::Auto, Theme::Light, Theme::Dark].map(|theme| {
        let is_chosen = move || preferences.theme.get() == theme;
        let name = say_with(move |text| match theme {
            Theme::Auto => text.settings.theme_auto,
            Theme::Light => text.settings.theme_light,
            Theme::Dark => text.settings.theme_dark,
        });
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="theme"
                    prop:checked=is_chosen
                    on:change=on_input(move || preferences.theme.set(theme))
                />
                <span>{name}</span>
            </label>
        }
    });
    view! {
        <section class="card" aria-labelledby="settings-heading">
            <h2 id="settings-heading">{say(|text| text.settings.settings)}</h2>
            <fieldset class="choices">
                <legend>{say(|text| text.settings.language)}</legend>
                {languages.into_iter().collect_view()}
            </fieldset>
            <fieldset class="choices">
                <legend>{say(|text| text.settings.theme)}</legend>
                {themes.into_iter().collect_view()}
            </fieldset>
        </section>
    }
}
