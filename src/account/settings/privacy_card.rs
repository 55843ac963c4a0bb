//! The privacy settings: what others can see and learn about me.

use leptos::prelude::*;
use life_circle_wire::privacy::{AlbumWindow, Privacy, ReadPrivacy, SetPrivacy};
use life_circle_wire::{NoArgument, NoQuery};

use crate::data::action::wish::{Settled, Wish};
use crate::data::api::{Api, use_api};
use crate::data::load::{loaded, use_load};
use crate::data::toasts::{Toasts, use_toasts};
use crate::kit::{Icon, Switch};
use crate::reactive::{derive, on_input, spawn_local};
use crate::routing::Route;
use crate::text::parts::{PartsText, say, say_with};

/// The settings; each is saved as soon as it is changed.
#[component]
pub fn PrivacyCard() -> impl IntoView {
    let api = use_api();
    let privacy =
        use_load(move || async move { api.read::<ReadPrivacy>(&NoArgument, &NoQuery {}).await });
    let settings = loaded(privacy, |privacy| view! { <Settings privacy /> }.into_any());
    view! {
        <section class="card" aria-labelledby="privacy-heading">
            <h2 id="privacy-heading">{say(|text| text.settings.privacy)}</h2>
            {settings}
            <a class="row" href=Route::Blocked.path()>
                <span class="row-text row-title">{say(|text| text.people.blocked_people)}</span>
                <Icon name="chevron-right" />
            </a>
        </section>
    }
}

/// The privacy settings that the reader wants, and those that the server has confirmed.
#[derive(Clone, Copy)]
struct PrivacyChanges {
    wish: RwSignal<Wish<Privacy>>,
    api: Api,
    toasts: Toasts,
}

impl PrivacyChanges {
    /// Applies a change at once, and undoes it if it can't be saved.
    fn apply(self, change: impl Fn(&mut Privacy)) {
        let sent = self.wish.try_update(|wish| {
            let mut privacy = *wish.desired();
            change(&mut privacy);
            wish.set(privacy)
        });
        if let Some(privacy) = sent.flatten() {
            self.send(privacy);
        }
    }

    fn send(self, privacy: Privacy) {
        spawn_local(async move {
            // Only what was changed here: another device may have changed the rest meanwhile.
            let Some(request) = self
                .wish
                .try_with_untracked(|wish| privacy.changed_from(*wish.confirmed()))
            else {
                return;
            };
            let outcome = self
                .api
                .write::<SetPrivacy>(&NoArgument, &request, None)
                .await;
            let settled = self.wish.try_update(|wish| wish.settle(outcome.is_ok()));
            match (settled, outcome) {
                (Some(Settled::Send(newer)), _) => self.send(newer),
                (_, Err(error)) => self.toasts.fail(error),
                (_, Ok(now)) => _ = self.wish.try_update(|wish| wish.learn(now)),
            }
        });
    }
}

#[component]
fn Settings(
    /// The settings as the server sent them.
    privacy: Privacy,
) -> impl IntoView {
    let wish = RwSignal::new(Wish::new(privacy));
    let changes = PrivacyChanges {
        wish,
        api: use_api(),
        toasts: use_toasts(),
    };
    let windows = AlbumWindow::EACH.map(|window| {
        let is_chosen = derive(move || wish.with(|wish| wish.desired().album_window == window));
        let choose_it = on_input(move || changes.apply(|privacy| privacy.album_window = window));
        let name = say_with(move |text| match window {
            AlbumWindow::All => text.settings.window_all,
            AlbumWindow::HalfYear => text.settings.window_half_year,
            AlbumWindow::Month => text.settings.window_month,
            AlbumWindow::ThreeDays => text.settings.window_three_days,
        });
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="album-window"
                    prop:checked=is_chosen
                    on:change=choose_it
                />
                <span>{name}</span>
            </label>
        }
    });
    let switch = move |label: fn(&'static PartsText) -> &'static str,
                       hint: fn(&'static PartsText) -> &'static str,
                       of: fn(&mut Privacy) -> &mut bool| {
        let is_on = derive(move || wish.with(|wish| *of(&mut wish.desired().clone())));
        let set = Callback::new(move |is_on| changes.apply(|privacy| *of(privacy) = is_on));
        view! { <Switch label=say(label) hint=say(hint) is_on on_change=set /> }
    };
    view! {
        <fieldset class="choices">
            <legend>{say(|text| text.settings.album_window)}</legend>
            {windows.into_iter().collect_view()}
            <p class="field-hint">{say(|text| text.settings.album_window_hint)}</p>
        </fieldset>
        <div class="switches">
            {switch(
                |text| text.settings.open_to_strangers,
                |text| text.settings.open_to_strangers_hint,
                |privacy| &mut privacy.is_open_to_strangers,
            )}
            {switch(
                |text| text.settings.suggest_me,
                |text| text.settings.suggest_me_hint,
                |privacy| &mut privacy.is_suggested,
            )}
            {switch(
                |text| text.settings.use_common_friends,
                |text| text.settings.use_common_friends_hint,
                |privacy| &mut privacy.uses_common_friends,
            )}
        </div>
    }
}
