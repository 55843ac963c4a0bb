//! From the headers and the body of a request to a [`Call`].

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts as _, Query, RawPathParams, Request};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, IF_NONE_MATCH, USER_AGENT};
use axum::http::request::Parts;
use life_circle_wire::callers::Callers as _;
use life_circle_wire::{
    Access, Check as _, Content, DeviceId, Endpoint, EndpointInfo, ErrorCode, KEY_HEADER, Method,
    PersonId,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::Call;
use super::address::client_address;
use crate::accounts::sql::devices;
use crate::app::App;
use crate::hex::hex;
use crate::http::cross_site;
use crate::http::sessions::{Token, Viewer};
use crate::platform::media::upload::Upload;
use crate::{Error, clock, graphemes};

/// Longest JSON body, in bytes.
const BODY_MOST: usize = 256 * 1024;
/// A device's last use is saved at most once in this many milliseconds.
const SEEN_EVERY_MS: i64 = clock::minutes_ms(10);

/// Reads a request and decides whether it may be answered.
pub async fn read_call<E: Endpoint>(app: App, request: Request) -> Result<Call<E>, Error> {
    let (mut parts, body) = request.into_parts();
    let (viewer, renewed_cookie) = admit::<E>(&app, &parts.headers).await?;
    let session = E::Callers::admit(viewer)?;
    let argument = read_argument::<E>(&mut parts, &app).await?;
    let query = Query::<E::Query>::try_from_uri(&parts.uri)
        .map_err(|error| Error {
            cause: Some(anyhow::anyhow!("{error}")),
            ..ErrorCode::BadRequest.into()
        })?
        .0;
    // Checked before a long upload is read.
    let key = if E::IS_KEYED {
        Some(read_key(&parts.headers)?)
    } else {
        None
    };
    let (body, upload) = if E::TAKES == Content::Json {
        (body, None)
    } else {
        let viewer = viewer.ok_or(ErrorCode::SignedOut)?;
        let upload = app.media.receive(viewer.person, &parts.headers, body);
        (Body::empty(), Some(upload.await?))
    };
    let (request, request_hash) = read_request::<E>(&parts, body, upload.as_ref()).await?;
    request.check(graphemes)?;
    Ok(Call {
        argument,
        query,
        request,
        address: client_address(&parts.headers, &parts.extensions, app.config.behind_proxy),
        user_agent: header_text(&parts.headers, USER_AGENT.as_str()).unwrap_or_default(),
        session,
        renewed_cookie,
        target: parts
            .uri
            .path_and_query()
            .map_or_else(String::new, ToString::to_string),
        key,
        upload,
        if_none_match: parts.headers.get(IF_NONE_MATCH).cloned(),
        last_event_id: header_text(&parts.headers, "last-event-id"),
        request_hash,
        app,
    })
}

/// Decides from the headers alone whether a request may be answered. Returns who is signed in, and
/// the `Set-Cookie` that keeps a browser in use signed in.
async fn admit<E: Endpoint>(
    app: &App,
    headers: &HeaderMap,
) -> Result<(Option<Viewer>, Option<String>), Error> {
    let token = Token::of_request(headers);
    let is_by_header = matches!(token, Some((_, false)));
    if E::METHOD != Method::Get
        && !is_by_header
        && !cross_site::is_own(headers, app.config.origins())
    {
        return Err(ErrorCode::CrossSite.into());
    }
    let device = match &token {
        Some((token, _)) => {
            devices::find_device(&mut app.database.read().await?, &token.hash()).await?
        }
        None => None,
    };
    let viewer = device.as_ref().map(|device| Viewer {
        person: PersonId(device.person_id),
        device: DeviceId(device.id),
        has_cookie: !is_by_header,
    });
    E::Callers::admit(viewer)?;
    if let Some(viewer) = viewer {
        // Another tab has signed somebody else in. This page still acts for the earlier person, so
        // its request is refused.
        if E::Callers::ACCESS == Access::SignedIn
            && cross_site::is_for_another(headers, viewer.person)
        {
            return Err(ErrorCode::SignedOut.into());
        }
        app.rate_limits
            .check_call(&EndpointInfo::of::<E>(), viewer.person)?;
    }
    let is_long_ago =
        device.is_some_and(|device| clock::now().0 - device.last_seen_at > SEEN_EVERY_MS);
    let mut renewed_cookie = None;
    if let (true, Some(viewer), Some((token, is_cookie))) = (is_long_ago, viewer, &token) {
        note_use(app.clone(), viewer.device);
        renewed_cookie = is_cookie.then(|| token.cookie());
    }
    Ok((viewer, renewed_cookie))
}

/// A header as text; `None` if it is missing or isn't visible ASCII.
fn header_text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    Some(value.to_owned())
}

/// Saves that a device is in use, in a task of its own. The call neither waits for this write nor
/// fails with it.
fn note_use(app: App, device: DeviceId) {
    let note = async move {
        let mut write = app.database.write().await?;
        let now = clock::now();
        devices::update_last_seen(&mut write, device, now, now.plus_ms(-SEEN_EVERY_MS)).await?;
        write.commit().await
    };
    tokio::spawn(async move {
        if let Err(error) = note.await {
            tracing::warn!(%error, "a device's use was not noted; its next call tries again");
        }
    });
}

/// The path's argument. `NotFound` if it can't be parsed.
async fn read_argument<E: Endpoint>(parts: &mut Parts, app: &App) -> Result<E::Argument, Error> {
    let parameters = RawPathParams::from_request_parts(parts, app)
        .await
        .map_err(|_| ErrorCode::NotFound)?;
    let argument = parameters.iter().next().map_or("", |(_, value)| value);
    argument.parse().map_err(|_| ErrorCode::NotFound.into())
}

async fn read_request<E: Endpoint>(
    parts: &Parts,
    body: Body,
    upload: Option<&Upload>,
) -> Result<(E::Request, String), Error> {
    let bytes = to_bytes(body, BODY_MOST)
        .await
        .map_err(|_| ErrorCode::BodyTooLarge)?;
    let is_json = parts
        .headers
        .get(CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"application/json"));
    if !bytes.is_empty() && !is_json {
        return Err(Error {
            cause: Some(anyhow::anyhow!("the content type isn't application/json")),
            ..ErrorCode::BadRequest.into()
        });
    }
    let json: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
    let request = parse(json)?;
    let hash = Sha256::new()
        .chain_update(E::METHOD.as_str())
        .chain_update(parts.uri.path())
        .chain_update([0])
        .chain_update(upload.map_or(json, |upload| upload.hash.as_slice()))
        .finalize();
    Ok((request, hex(&hash)))
}

/// Reads a request from its JSON, whatever form the client chose for lines and numbers.
fn parse<T: DeserializeOwned>(json: &[u8]) -> Result<T, Error> {
    let mut value: Value = serde_json::from_slice(json).map_err(|error| Error {
        cause: Some(error.into()),
        ..ErrorCode::BadRequest.into()
    })?;
    tidy(&mut value);
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        Error {
            field: (path != ".").then_some(path),
            cause: Some(error.into_inner().into()),
            ..ErrorCode::BadRequest.into()
        }
    })
}

/// Ends lines with LF, and writes whole numbers without a point: in JSON, 5.0 is the same as 5.
fn tidy(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\r') => {
            *text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        Value::Number(number) if number.is_f64() => {
            if let Some(whole) = number.as_f64().and_then(whole) {
                *number = whole.into();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(fields) => fields.values_mut().for_each(tidy),
        _ => {}
    }
}

/// The number as an integer. `None` if something stands after the point, or if it is so large that
/// its last digits may be lost.
fn whole(number: f64) -> Option<i64> {
    let is_exact = number.fract() == 0.0 && number.abs() < 1e14;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it is whole, and small enough"
    )]
    let whole = number as i64;
    is_exact.then_some(whole)
}

/// The `Idempotency-Key`: 8 to 64 visible ASCII characters.
fn read_key(headers: &HeaderMap) -> Result<String, Error> {
    let key = headers
        .get(KEY_HEADER)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let is_key = (8..=64).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    if is_key {
        Ok(key.to_owned())
    } else {
        Err(ErrorCode::KeyMissing.into())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, from_str, json};

    use super::tidy;

    #[test]
    fn lines_end_with_lf_in_every_text_of_a_request() {
        let mut sent = json!({"text": "a\r\nb\rc\n", "photos": [{"alt": "\r\n\r\n"}], "n": 1});
        tidy(&mut sent);
        assert_eq!(
            sent,
            json!({"text": "a\nb\nc\n", "photos": [{"alt": "\n\n"}], "n": 1})
        );
    }

    #[test]
    fn a_whole_number_counts_however_it_is_written() {
        let read = |text| {
            let mut number: Value = from_str(text).expect("a number");
            tidy(&mut number);
            number.as_i64()
        };
        assert_eq!(read("7.0"), Some(7));
        assert_eq!(read("-7e0"), Some(-7));
        assert_eq!(read("99999999999999.0"), Some(99_999_999_999_999));
        assert_eq!(read("9223372036854775807"), Some(i64::MAX));
        for not_whole in ["7.5", "100000000000000.0", "-1e300", "9223372036854775808"] {
            assert_eq!(read(not_whole), None, "{not_whole}");
        }
    }
}
