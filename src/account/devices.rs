//! The list of signed-in devices. Every device but the current one can be signed out here.

use leptos::prelude::*;
use life_circle_wire::accounts::{Device, ListDevices, PasswordRequest, RevokeDevice};
use life_circle_wire::{NoArgument, NoQuery};

use super::confirm_form::ConfirmDialog;
use crate::data::action::tell_screen;
use crate::data::api::use_api;
use crate::data::load::{loaded, use_load};
use crate::kit::{Icon, point_in_time_text};
use crate::reactive::on_click;
use crate::text::parts::{say, say_of};
use crate::text::{parts, use_language};

/// The signed-in devices.
#[component]
pub fn DeviceList() -> impl IntoView {
    let api = use_api();
    let devices =
        use_load(move || async move { api.read::<ListDevices>(&NoArgument, &NoQuery {}).await });
    let list = loaded(devices, move |all| {
        let rows = all
            .items
            .into_iter()
            .map(|device| view! { <DeviceRow device reload=devices.reload /> });
        view! { <ul class="row-list">{rows.collect_view()}</ul> }.into_any()
    });
    view! {
        <section class="card" aria-labelledby="devices-heading">
            <h2 id="devices-heading">{say(|text| text.account.devices)}</h2>
            {list}
        </section>
    }
}

#[component]
fn DeviceRow(
    /// The device to show.
    device: Device,
    /// Reads the list again.
    reload: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let is_open = RwSignal::new(false);
    let language = use_language();
    let id = device.id;
    let last_seen_at = device.last_seen_at;
    let name = Signal::stored(device.name);
    let last_seen = move || {
        let language = language.get();
        (parts::of(language).account.device_last_seen)(&point_in_time_text(last_seen_at, language))
    };
    let revoke = Callback::new(move |password: String| {
        Box::pin(async move {
            api.write::<RevokeDevice>(&id, &PasswordRequest { password }, None)
                .await?;
            tell_screen(reload, ());
            Ok(())
        }) as _
    });
    let end = if device.is_current {
        view! { <span class="badge">{say(|text| text.account.this_device)}</span> }.into_any()
    } else {
        let label = say_of(name, |text| text.account.sign_out_device_of);
        view! {
            <button
                type="button"
                class="button"
                data-kind="quiet"
                aria-label=label
                on:click=on_click(move || is_open.set(true))
            >
                {say(|text| text.account.sign_device_out)}
            </button>
            <ConfirmDialog
                is_open
                title=label
                hint=|text| text.account.sign_device_out_hint
                label=|text| text.account.sign_device_out
                action=revoke
            />
        }
        .into_any()
    };
    view! {
        <li class="row">
            <Icon name="monitor-smartphone" />
            <div class="row-text">
                <p class="row-title">{name.get_untracked()}</p>
                <p class="row-detail">{last_seen}</p>
            </div>
            {end}
        </li>
    }
}
