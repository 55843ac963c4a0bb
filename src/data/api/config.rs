//! Settings that the host of the page writes into `index.html` as a JSON block, so that the page
//! needn't wait for a request.

use leptos::prelude::document;
use serde::Deserialize;

use super::json;

/// The settings of the page.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Config {
    /// The origin of the API, `https://HOST`; empty for the page's own.
    #[serde(default)]
    pub api: String,
}

impl Config {
    /// Reads the block; a broken one counts as empty.
    pub fn read() -> Self {
        let block = document()
            .get_element_by_id("life-circle-config")
            .and_then(|element| element.text_content());
        block
            .and_then(|text| json::parse(&text).ok())
            .unwrap_or_default()
    }
}
