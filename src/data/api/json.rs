//! JSON by the browser's own parser: that makes the page smaller than a parser in Rust
//! (`docs/decisions/json-in-the-page.md`).

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// Reads a value from JSON text.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, JsValue> {
    let value = js_sys::JSON::parse(text)?;
    Ok(serde_wasm_bindgen::from_value(value)?)
}

/// Writes a value as JSON text.
pub fn write<T: Serialize>(value: &T) -> Result<String, JsValue> {
    let value = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?;
    Ok(js_sys::JSON::stringify(&value)?.into())
}
