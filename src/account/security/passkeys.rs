//! Calls to the passkey functions of the browser.

use js_sys::{Function, JSON, Object, Promise, Reflect};
use leptos::prelude::window;
use life_circle_wire::accounts::SignedIn;
use life_circle_wire::security::{
    AddPasskey, AddPasskeyRequest, BeginPasskey, BeginPasskeySignIn, Ceremony,
    PasskeySignInRequest, PasswordRequest, SignInWithPasskey,
};
use life_circle_wire::{ErrorCode, NoArgument, Nothing};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::data::api::{Api, ApiError};
use crate::data::error_note::form_error_text;
use crate::text::{Language, parts};

/// Why a passkey couldn't be added or used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasskeyError {
    /// The person or the browser cancelled it, or the browser reported another error.
    Cancelled,
    /// This device has a passkey of this account.
    Known,
    /// The server refused it, or the call to the server failed.
    Refused(ApiError),
}

impl PasskeyError {
    /// Whether the server refused with this code.
    pub fn is_refusal(&self, code: ErrorCode) -> bool {
        matches!(self, Self::Refused(error) if error.is_refusal(code))
    }
}

impl From<ApiError> for PasskeyError {
    fn from(error: ApiError) -> Self {
        Self::Refused(error)
    }
}

impl From<JsValue> for PasskeyError {
    fn from(error: JsValue) -> Self {
        let name = Reflect::get(&error, &"name".into())
            .ok()
            .and_then(|name| name.as_string());
        if name.as_deref() == Some("InvalidStateError") {
            Self::Known
        } else {
            Self::Cancelled
        }
    }
}

/// The message to show for an error.
pub fn passkey_error_text(error: &PasskeyError, language: Language) -> &'static str {
    match error {
        PasskeyError::Cancelled => parts::of(language).security.passkey_cancelled,
        PasskeyError::Known => parts::of(language).security.passkey_known,
        PasskeyError::Refused(error) => form_error_text(error, language),
    }
}

/// Whether the browser supports passkeys, including `parseCreationOptionsFromJSON`.
pub fn knows_passkeys() -> bool {
    let class = Reflect::get(&window(), &"PublicKeyCredential".into()).unwrap_or(JsValue::NULL);
    class.is_function()
        && Reflect::has(&class, &"parseCreationOptionsFromJSON".into()).unwrap_or(false)
}

/// Makes a passkey and adds it to the account.
pub async fn add_passkey(api: Api, password: String, name: String) -> Result<(), PasskeyError> {
    let begun = api
        .write::<BeginPasskey>(&NoArgument, &PasswordRequest { password }, None)
        .await?;
    let credential = perform("create", "parseCreationOptionsFromJSON", &begun).await?;
    let request = AddPasskeyRequest {
        ceremony: begun.ceremony,
        credential,
        name,
    };
    api.write::<AddPasskey>(&NoArgument, &request, None).await?;
    Ok(())
}

/// Signs in with any passkey. The passkey tells which account it belongs to.
pub async fn sign_in_with_passkey(api: Api, keep_account: bool) -> Result<SignedIn, PasskeyError> {
    let begun = api
        .write::<BeginPasskeySignIn>(&NoArgument, &Nothing {}, None)
        .await?;
    let credential = perform("get", "parseRequestOptionsFromJSON", &begun).await?;
    let request = PasskeySignInRequest {
        ceremony: begun.ceremony,
        credential,
        keep_account,
        bearer: false,
    };
    Ok(api
        .write::<SignInWithPasskey>(&NoArgument, &request, None)
        .await?)
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
