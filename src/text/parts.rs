//! The strings of those parts of the page that are loaded later (`src/shell/parts.rs`). They are
//! loaded together with these parts. [`PartsText`] also gives access to the strings of
//! [`Text`].

mod account;
mod actions;
mod form_errors;
mod moments;
mod notifications;
mod outbox;
mod people;

use std::ops::Deref;

use leptos::prelude::*;

use super::{Language, Text, isolate, use_language};
use crate::reactive::derive;

/// The strings of a language that are loaded later.
pub struct PartsText {
    /// The strings that are loaded with the first screen.
    pub core: &'static Text,
    /// What buttons in several forms say.
    pub actions: actions::ActionsText,
    /// Signing in and up, devices, and the profile.
    pub account: account::AccountText,
    /// Passwords, recovery codes, passkeys, and deleting the account.
    pub security: account::security::SecurityText,
    /// Language, theme and privacy.
    pub settings: account::settings::SettingsText,
    /// Finding people, the list of friends, and blocking.
    pub people: people::PeopleText,
    /// What the reader keeps about a friend.
    pub friend_settings: people::friend_settings::FriendSettingsText,
    /// Friend requests and their answers.
    pub requests: people::requests::RequestsText,
    /// Tags of friends.
    pub tags: people::tags::TagsText,
    /// Links and QR codes that make friends.
    pub links: people::links::LinksText,
    /// Reports to the operator.
    pub reports: people::reports::ReportsText,
    /// Writing a moment.
    pub compose: moments::compose::ComposeText,
    /// Photos of a moment.
    pub photos: moments::photos::PhotosText,
    /// Choosing and previewing who can see a moment.
    pub audience: moments::audience::AudienceText,
    /// A moment's own page with its comments, albums and topics.
    pub moment_pages: moments::pages::PagesText,
    /// The screen to search moments in.
    pub moment_search: moments::search::SearchText,
    /// What was written and is not sent yet.
    pub outbox: outbox::OutboxText,
    /// The list of notifications.
    pub notifications: notifications::NotificationsText,
    /// What an error means in a form.
    pub form_errors: form_errors::FormErrorsText,
}

/// The strings in English.
static ENGLISH: PartsText = PartsText {
    core: &super::ENGLISH,
    actions: actions::ENGLISH,
    account: account::ENGLISH,
    security: account::security::ENGLISH,
    settings: account::settings::ENGLISH,
    people: people::ENGLISH,
    friend_settings: people::friend_settings::ENGLISH,
    requests: people::requests::ENGLISH,
    tags: people::tags::ENGLISH,
    links: people::links::ENGLISH,
    reports: people::reports::ENGLISH,
    compose: moments::compose::ENGLISH,
    photos: moments::photos::ENGLISH,
    audience: moments::audience::ENGLISH,
    moment_pages: moments::pages::ENGLISH,
    moment_search: moments::search::ENGLISH,
    outbox: outbox::ENGLISH,
    notifications: notifications::ENGLISH,
    form_errors: form_errors::ENGLISH,
};

/// The strings in Chinese.
static CHINESE: PartsText = PartsText {
    core: &super::CHINESE,
    actions: actions::CHINESE,
    account: account::CHINESE,
    security: account::security::CHINESE,
    settings: account::settings::CHINESE,
    people: people::CHINESE,
    friend_settings: people::friend_settings::CHINESE,
    requests: people::requests::CHINESE,
    tags: people::tags::CHINESE,
    links: people::links::CHINESE,
    reports: people::reports::CHINESE,
    compose: moments::compose::CHINESE,
    photos: moments::photos::CHINESE,
    audience: moments::audience::CHINESE,
    moment_pages: moments::pages::CHINESE,
    moment_search: moments::search::CHINESE,
    outbox: outbox::CHINESE,
    notifications: notifications::CHINESE,
    form_errors: form_errors::CHINESE,
};

impl Deref for PartsText {
    type Target = Text;
    fn deref(&self) -> &Text {
        self.core
    }
}

/// The strings of a language.
pub const fn of(language: Language) -> &'static PartsText {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

/// A string in the current language, which follows changes of the language.
pub fn say(pick: fn(&'static PartsText) -> &'static str) -> Signal<&'static str> {
    say_with(pick)
}

/// Like [`say`], for text that depends on more than the language.
pub fn say_with<T: Send + Sync + 'static>(
    pick: impl Fn(&'static PartsText) -> T + Send + Sync + 'static,
) -> Signal<T> {
    let language = use_language();
    derive(move || pick(of(language.get())))
}

/// A text about a name, for example the label of a button for screen readers.
pub fn say_of(
    name: Signal<String>,
    pick: fn(&'static PartsText) -> fn(&str) -> String,
) -> Signal<String> {
    say_with(move |text| name.with(|name| pick(text)(&isolate(name))))
}
