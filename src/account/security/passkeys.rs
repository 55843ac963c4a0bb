//! Calls to the passkey functions of the browser.

use js_sys::{Function, JSON, Object, Promise, Reflect};
use leptos::prelude::window;
use life_circle_wire::accounts::{PasswordRequest, SignedIn};
use life_circle_wire::security::{
    AddPasskey, AddPasskeyRequest, BeginPasskey, BeginPasskeySignIn, Ceremony,
    PasskeySignInRequest, SignInWithPasskey,
};
use life_circle_wire::{NoArgument, Nothing};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::data::api::{Api, ApiError};
use crate::text::parts::PartsText;

/// Says why the browser gave no passkey.
pub type Stopped = fn(&'static PartsText) -> &'static str;

/// Why the browser gave no passkey: this device has one of the account already, the person
/// cancelled, or the browser reported another error.
fn stopped_by(error: &JsValue) -> Stopped {
    let name = Reflect::get(error, &"name".into())
        .ok()
        .and_then(|name| name.as_string());
    if name.as_deref() == Some("InvalidStateError") {
        |text| text.security.passkey_known
    } else {
        |text| text.security.passkey_cancelled
    }
}

/// Whether the browser supports passkeys, including `parseCreationOptionsFromJSON`.
pub fn knows_passkeys() -> bool {
    let class = Reflect::get(&window(), &"PublicKeyCredential".into()).unwrap_or(JsValue::NULL);
    class.is_function()
        && Reflect::has(&class, &"parseCreationOptionsFromJSON".into()).unwrap_or(false)
}

/// Makes a passkey and adds it to the account, unless the browser stops it.
pub async fn add_passkey(
    api: Api,
    password: String,
    name: String,
) -> Result<Result<(), Stopped>, ApiError> {
    let begun = api
        .write::<BeginPasskey>(&NoArgument, &PasswordRequest { password }, None)
        .await?;
    let credential = match perform("create", "parseCreationOptionsFromJSON", &begun).await {
        Ok(credential) => credential,
        Err(error) => return Ok(Err(stopped_by(&error))),
    };
    let request = AddPasskeyRequest {
        ceremony: begun.ceremony,
        credential,
        name,
    };
    api.write::<AddPasskey>(&NoArgument, &request, None).await?;
    Ok(Ok(()))
}

/// Signs in with any passkey, unless the browser stops it. The passkey tells which account it
/// belongs to.
pub async fn sign_in_with_passkey(
    api: Api,
    keep_account: bool,
) -> Result<Result<SignedIn, Stopped>, ApiError> {
    let begun = api
        .write::<BeginPasskeySignIn>(&NoArgument, &Nothing {}, None)
        .await?;
    let credential = match perform("get", "parseRequestOptionsFromJSON", &begun).await {
        Ok(credential) => credential,
        Err(error) => return Ok(Err(stopped_by(&error))),
    };
    let request = PasskeySignInRequest {
        ceremony: begun.ceremony,
        credential,
        keep_account,
        bearer: false,
    };
    api.write::<SignInWithPasskey>(&NoArgument, &request, None)
        .await
        .map(Ok)
}

/// Calls `navigator.credentials.<method>` with the options of the server and returns the credential
/// as JSON. `parse` is the static function of `PublicKeyCredential` that reads the options.
async fn perform(method: &str, parse: &str, begun: &Ceremony) -> Result<String, JsValue> {
    let class = Reflect::get(&window(), &"PublicKeyCredential".into())?;
    let parse: Function = Reflect::get(&class, &parse.into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(
        &options,
        &"publicKey".into(),
        &parse.call1(&class, &JSON::parse(&begun.options)?)?,
    )?;
    let credentials = Reflect::get(&window().navigator(), &"credentials".into())?;
    let method: Function = Reflect::get(&credentials, &method.into())?.dyn_into()?;
    let answer: Promise = method.call1(&credentials, &options)?.dyn_into()?;
    let credential = JsFuture::from(answer).await?;
    JSON::stringify(&credential)?
        .as_string()
        .ok_or(JsValue::NULL)
}
