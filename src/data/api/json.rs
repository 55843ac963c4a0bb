//! JSON by the browser's own parser: smaller in the page than one of ours (`docs/decisions/json-in-the-page.md`).

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// Reads JSON.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, JsValue> {
    let value = js_sys::JSON::parse(text)?;
    Ok(serde_wasm_bindgen::from_value(value)?)
}

/// Writes JSON.
pub fn write<T: Serialize>(value: &T) -> Result<String, JsValue> {
    let value = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?;
    Ok(js_sys::JSON::stringify(&value)?.into())
}
