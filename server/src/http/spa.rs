//! Serves the built page from memory. Long only together with its tests.
//!
//! The page is compressed beforehand. Its Content Security Policy lets no other code run.

mod last_version;

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use axum::body::Bytes;
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use self::last_version::{Contents, is_named_by_content, with_last_version};
use crate::config::Config;
use crate::hex::hex;

const INDEX: &str = "index.html";
/// The script that opens the page without a network.
const WORKER: &str = "service-worker.js";
/// It asks this server for the page's files and for photos, and nobody else.
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'";
/// The id of the block with the page's settings.
const CONFIG_ID: &str = "life-circle-config";

/// The built page: its files by path, and its policy.
pub struct Spa {
    files: HashMap<String, File>,
    policy: HeaderValue,
}

struct File {
    bytes: Bytes,
    /// The same bytes compressed with brotli, if the build made them.
    brotli: Option<Bytes>,
    etag: HeaderValue,
    content_type: &'static str,
}

impl Spa {
    /// Reads the page from the folder of `--page`, else from this binary. Without either there are
    /// no files.
    pub fn load(config: &Config) -> Result<Self> {
        Self::from_contents(read(config)?)
    }

    /// Like [`Self::load`], with the parts of the version that this server served before.
    pub fn load_to_serve(config: &Config) -> Result<Self> {
        Self::from_contents(with_last_version(read(config)?, &config.data))
    }

    fn from_contents(mut contents: Contents) -> Result<Self> {
        let index = contents
            .get(INDEX)
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .unwrap_or_default();
        let policy = policy(&index, api_of(&index).as_deref());
        let mut compressed: HashMap<String, Vec<u8>> = contents
            .extract_if(|path, _| path.ends_with(".br"))
            .collect();
        let file = |(path, bytes): (String, Vec<u8>)| {
            let etag = format!("\"{}\"", &hex(&Sha256::digest(&bytes))[..16]);
            let etag =
                HeaderValue::try_from(etag).expect("hexadecimal in quotes is a header's value");
            let brotli = compressed.remove(&format!("{path}.br")).map(Bytes::from);
            let content_type = content_type(&path);
            (
                path,
                File {
                    bytes: bytes.into(),
                    brotli,
                    etag,
                    content_type,
                },
            )
        };
        let files = contents.into_iter().map(file).collect();
        Ok(Self {
            files,
            policy: HeaderValue::try_from(policy).context("the page's policy is no header")?,
        })
    }

    /// The page's Content Security Policy; `None` if there is no page.
    pub fn policy(&self) -> Option<&str> {
        self.files.contains_key(INDEX).then_some(())?;
        self.policy.to_str().ok()
    }

    /// Answers with a file of the page. Any other path that a person opens gets `index.html`: the
    /// page knows its routes.
    pub fn answer(&self, path: &str, headers: &HeaderMap) -> Response {
        let path = path.trim_start_matches('/');
        // A browser that opens a path accepts `text/html`. Programs get the page only at paths
        // without a dot.
        let wants_page = headers
            .get(ACCEPT)
            .is_some_and(|accept| accept.as_bytes().starts_with(b"text/html"));
        let index = || {
            if wants_page || !path.contains('.') {
                self.files.get_key_value(INDEX)
            } else {
                None
            }
        };
        let Some((name, file)) = self.files.get_key_value(path).or_else(index) else {
            return (
                StatusCode::NOT_FOUND,
                if self.files.is_empty() {
                    "The page is not in this binary: see --page, or /docs for the API.\n"
                } else {
                    "Page not found.\n"
                },
            )
                .into_response();
        };
        let is_known = headers
            .get(IF_NONE_MATCH)
            .is_some_and(|known| known.as_bytes().ends_with(file.etag.as_bytes()));
        let takes_brotli = headers
            .get(ACCEPT_ENCODING)
            .is_some_and(|value| value.to_str().is_ok_and(|value| value.contains("br")));
        let mut response = match &file.brotli {
            _ if is_known => StatusCode::NOT_MODIFIED.into_response(),
            Some(brotli) if takes_brotli => (
                [(CONTENT_ENCODING, HeaderValue::from_static("br"))],
                brotli.clone(),
            )
                .into_response(),
            _ => file.bytes.clone().into_response(),
        };
        let cache = if is_named_by_content(name) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.content_type));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(ETAG, file.etag.clone());
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        let policy = match name.as_str() {
            INDEX => Some(self.policy.clone()),
            WORKER => Some(HeaderValue::from_static(WORKER_POLICY)),
            _ => None,
        };
        headers.extend(policy.map(|policy| (CONTENT_SECURITY_POLICY, policy)));
        response
    }
}

/// The byte range of the settings in a page; `None` if it has no block for them.
fn block(index: &str) -> Option<(usize, usize)> {
    let id_at = index.find(CONFIG_ID)?;
    let from = id_at + index[id_at..].find('>')? + 1;
    let to = from + index[from..].find("</script>")?;
    Some((from, to))
}

/// The API that a page calls; `None` if it calls the server that it comes from.
fn api_of(index: &str) -> Option<String> {
    let (from, to) = block(index)?;
    let settings: serde_json::Value = serde_json::from_str(&index[from..to]).ok()?;
    let api = settings.get("api")?.as_str()?;
    // It goes into a header, so only the characters of an origin are allowed.
    let is_origin = api
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || ":/.-_".contains(c))
        && !api.is_empty();
    is_origin.then(|| api.to_owned())
}

/// The page with another API in its settings; `None` if it has no block for them.
fn with_api(index: &str, api: &str) -> Option<String> {
    let (from, to) = block(index)?;
    let settings = serde_json::json!({ "api": api })
        .to_string()
        .replace('<', "\\u003c");
    Some(format!("{}{settings}{}", &index[..from], &index[to..]))
}

/// The files of the page, with the API of the settings in it.
fn read(config: &Config) -> Result<Contents> {
    let mut contents = match &config.page {
        Some(folder) => read_folder(folder)?,
        None => embedded(),
    };
    if config.page.is_some() || config.page_api.is_some() {
        // The compressed twin may be out of date: the settings in the page are edited by hand, or
        // below.
        contents.remove("index.html.br");
    }
    if let (Some(api), Some(index)) = (&config.page_api, contents.get_mut(INDEX)) {
        *index = with_api(&String::from_utf8_lossy(index), api)
            .context("--page-api: the page has no block for its settings")?
            .into_bytes();
    }
    Ok(contents)
}

fn read_folder(folder: &Path) -> Result<Contents> {
    let mut contents = Contents::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next)
            .with_context(|| format!("no folder {}: build the page first", next.display()))?
        {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)?
                    .to_string_lossy()
                    .replace('\\', "/");
                contents.insert(name, std::fs::read(&path)?);
            }
        }
    }
    Ok(contents)
}

#[cfg(feature = "embed-page")]
fn embedded() -> Contents {
    static DIST: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/../dist");
    let mut contents = Contents::new();
    let mut folders = vec![&DIST];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        contents.extend(folder.files().map(|file| {
            (
                file.path().to_string_lossy().into_owned(),
                file.contents().to_vec(),
            )
        }));
    }
    contents
}

#[cfg(not(feature = "embed-page"))]
fn embedded() -> Contents {
    Contents::new()
}

/// The page's Content Security Policy: allows its own files, and the scripts and styles inside it
/// by their hashes.
fn policy(index: &str, api: Option<&str>) -> String {
    let hash = |text: &str| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let scripts: String = inline(index, "script").map(hash).collect();
    let styles: String = inline(index, "style").map(hash).collect();
    let api = api.map(|api| format!(" {api}")).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src \
            'self'{styles}; \
         img-src 'self' data: blob:{api}; connect-src 'self'{api}; font-src 'self'; manifest-src \
         'self'; \
         worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types default"
    )
}

/// The texts of the scripts or styles inside a page. Leaves out scripts that are loaded and JSON
/// data.
fn inline<'a>(html: &'a str, element: &'a str) -> impl Iterator<Item = &'a str> {
    let opening = format!("<{element}");
    let closing = format!("</{element}>");
    let texts: Vec<&str> = html
        .split(&opening)
        .skip(1)
        .filter_map(|rest| {
            let (attributes, rest) = rest.split_once('>')?;
            let (text, _) = rest.split_once(&closing)?;
            let counts = !attributes.contains("src=") && !attributes.contains("application/json");
            counts.then_some(text)
        })
        .collect();
    texts.into_iter()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_api_is_written_into_the_page_however_its_builder_writes_attributes() {
        for opening in [
            r#"<script type="application/json" id="life-circle-config">"#,
            "<script id=life-circle-config type=application/json>",
        ] {
            let page = with_api(
                &format!("<p>{opening}{{}}</script></p>"),
                "https://api.example",
            )
            .expect("the block is there");
            assert_eq!(api_of(&page).as_deref(), Some("https://api.example"));
            assert_eq!(
                page,
                format!("<p>{opening}{{\"api\":\"https://api.example\"}}</script></p>")
            );
        }
        assert_eq!(with_api("<p>no settings</p>", "https://api.example"), None);
    }

    #[test]
    fn the_policy_names_the_scripts_in_the_page_and_no_others() {
        let index = "<script type=\"application/json\" id=\"c\">{}</script><script \
            src=\"/a.js\"></script><script type=\"module\">start()</script><style>a{}</style>";
        assert_eq!(inline(index, "script").collect::<Vec<_>>(), ["start()"]);
        let hash = STANDARD.encode(Sha256::digest("start()"));
        let policy = policy(index, Some("https://api.example"));
        assert!(
            policy.contains(&format!(
                "style-src 'self' 'sha256-{}';",
                STANDARD.encode(Sha256::digest("a{}"))
            )),
            "{policy}"
        );
        assert!(
            policy.contains(&format!("'wasm-unsafe-eval' 'sha256-{hash}';")),
            "{policy}"
        );
        assert!(
            policy.contains("connect-src 'self' https://api.example;")
                && !policy.contains("unsafe-inline"),
            "{policy}"
        );
    }
}
