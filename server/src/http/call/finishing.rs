//! Finishes a call: the answer's headers, the error's envelope, a line in the log and a count in
//! the metrics.

use std::time::Instant;

use axum::http::header::{CACHE_CONTROL, CONNECTION, RETRY_AFTER, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use life_circle_wire::links::ListLinks;
use life_circle_wire::{Endpoint as _, EndpointInfo, ErrorBody, ErrorCode, ErrorEnvelope, Method};

use crate::Error;
use crate::hex::hex;

/// Counts and logs a call, and turns an error into its envelope. Nothing that people wrote is
/// logged.
pub fn finish(
    endpoint: &EndpointInfo,
    request_id: &str,
    started_at: Instant,
    outcome: Result<Response, Error>,
) -> Response {
    let mut response = match outcome {
        Ok(response) => response,
        Err(error) => {
            if error.code.status() >= 500 {
                tracing::error!(request_id, endpoint = endpoint.name, error = %error, "failed");
            }
            refuse(&error, request_id)
        }
    };
    let took = started_at.elapsed();
    let status = response.status().as_u16();
    let labels = [
        ("endpoint", endpoint.name.to_owned()),
        ("status", status.to_string()),
    ];
    metrics::counter!("life_circle_requests_total", &labels).increment(1);
    metrics::histogram!("life_circle_request_seconds", "endpoint" => endpoint.name)
        .record(took.as_secs_f64());
    tracing::info!(
        request_id,
        endpoint = endpoint.name,
        status,
        ms = took.as_millis() as u64,
        "answered"
    );
    let headers = response.headers_mut();
    headers.insert(
        "x-request-id",
        HeaderValue::try_from(request_id).expect("hexadecimal is a header's value"),
    );
    let caching = if may_be_kept(endpoint) {
        "private, no-cache"
    } else {
        "no-store"
    };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(VARY, HeaderValue::from_static("cookie, authorization"));
    response
}

/// Whether a browser may keep the answer on its disk, and ask each time whether it is still right.
/// It may not keep answers to changes, such as tokens and recovery codes, nor the secrets of links.
fn may_be_kept(endpoint: &EndpointInfo) -> bool {
    endpoint.method == Method::Get && endpoint.path != ListLinks::PATH
}

/// A random id that names a request in the log and in the answer.
pub fn new_request_id() -> String {
    hex(&rand::random::<[u8; 8]>())
}

/// The answer for an error: status, envelope and `Retry-After`.
pub fn refuse(error: &Error, request_id: &str) -> Response {
    // The client is told what is wrong with its request, but not what broke in the server.
    let message = match &error.cause {
        Some(cause) if error.code.status() < 500 => format!("{} ({cause})", error.code.message()),
        _ => error.code.message().to_owned(),
    };
    let body = ErrorBody {
        code: error.code,
        message,
        field: error.field.clone(),
        request_id: request_id.to_owned(),
    };
    let status =
        StatusCode::from_u16(error.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, axum::Json(ErrorEnvelope { error: body })).into_response();
    if error.code == ErrorCode::Overloaded {
        // An open connection takes a descriptor, and those may be what is short.
        response
            .headers_mut()
            .insert(CONNECTION, HeaderValue::from_static("close"));
    }
    if let Some(seconds) = error.retry_after_s {
        response
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
