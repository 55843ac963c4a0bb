//! Making recovery codes, shown once.

use leptos::prelude::*;
use life_circle_wire::NoArgument;
use life_circle_wire::accounts::PasswordRequest;
use life_circle_wire::security::MakeRecoveryCodes;

use crate::account::confirm_form::ConfirmForm;
use crate::data::api::use_api;
use crate::kit::CopyButton;
use crate::reactive::dynamic;
use crate::text::parts::say;

/// Asks for the password, then shows the codes.
#[component]
pub fn MakeCodes() -> impl IntoView {
    let api = use_api();
    let codes = RwSignal::new(Vec::<String>::new());
    let make = Callback::new(move |password: String| {
        Box::pin(async move {
            let made = api
                .write::<MakeRecoveryCodes>(&NoArgument, &PasswordRequest { password }, None)
                .await?;
            codes.try_set(made.codes);
            Ok(())
        }) as _
    });
    dynamic(move || {
        let codes = codes.get();
        if codes.is_empty() {
            return view! {
                <p class="field-hint">{say(|text| text.security.recovery_codes_hint)}</p>
                <ConfirmForm label=|text| text.security.make_codes action=make />
            }
            .into_any();
        }
        view! { <RecoveryCodeList codes /> }.into_any()
    })
}

/// The recovery codes, with buttons to copy and to save them.
#[component]
pub fn RecoveryCodeList(
    /// The codes to show.
    codes: Vec<String>,
) -> impl IntoView {
    let all = codes.join("\n");
    let file = format!("data:text/plain,{}", js_sys::encode_uri_component(&all));
    let all = StoredValue::new(all);
    view! {
        <p role="status">{say(|text| text.security.recovery_codes_keep)}</p>
        <ol class="codes">
            {codes
                .into_iter()
                .map(|code| {
                    view! {
                        <li>
                            <code>{code}</code>
                        </li>
                    }
                })
                .collect_view()}
        </ol>
        <div class="button-row">
            <CopyButton label=|text| text.security.copy_codes text=all />
            <a class="button" href=file download="life-circle-recovery-codes.txt">
                {say(|text| text.security.save_codes)}
            </a>
        </div>
    }
}
