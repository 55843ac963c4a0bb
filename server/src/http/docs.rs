//! The API's documentation, made from the endpoints' types: `OpenAPI` for programs, a plain page
//! for people.

mod arguments;
mod limits;
mod text;

use axum::http::HeaderMap;
use axum::response::Response;
use life_circle_wire::{
    self as wire, Access, Caller, Content, Endpoint, EndpointInfo, ErrorCode, ErrorEnvelope,
};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use arguments::path_parameter;
use limits::with_limits;
use text::Text;

/// The errors that every endpoint may return, besides its own.
const ALWAYS: &[ErrorCode] = &[
    ErrorCode::BadRequest,
    ErrorCode::TooManyRequests,
    ErrorCode::Internal,
    ErrorCode::Overloaded,
    ErrorCode::StorageFull,
];

/// Answers `GET /api/v1/openapi.json` with the API as `OpenAPI`.
pub async fn openapi(headers: HeaderMap) -> Response {
    static DOCUMENT: Text = Text::new("application/json", || with_limits(&document().to_string()));
    DOCUMENT.answer(&headers).await
}

/// Answers `GET /docs` with the API as a page for people.
pub async fn page(headers: HeaderMap) -> Response {
    static PAGE: Text = Text::new("text/html; charset=utf-8", || with_limits(&html()));
    PAGE.answer(&headers).await
}

fn document() -> Value {
    let mut generator = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into())
        .into_generator();
    let mut paths = Map::new();
    macro_rules! add {
        ($($endpoint:path),+) => { $(add_endpoint::<$endpoint>(&mut paths, &mut generator);)+ };
    }
    wire::for_each_endpoint!(add);
    generator.subschema_for::<ErrorEnvelope>();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Life Circle",
            "version": "1.0.0",
            "description": "The API of a private, chronological circle of friends. Quirks: \
                docs/api.md of the project.",
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "securitySchemes": {
                "cookie": { "type": "apiKey", "in": "cookie", "name": "__Host-life-circle" },
                "bearer": { "type": "http", "scheme": "bearer" },
            },
        },
    })
}

fn add_endpoint<E: Endpoint>(paths: &mut Map<String, Value>, generator: &mut SchemaGenerator)
where
    E::Query: JsonSchema,
    E::Request: JsonSchema,
    E::Response: JsonSchema,
{
    let endpoint = EndpointInfo::of::<E>();
    let mut parameters = parameters(&endpoint);
    let query = E::Query::json_schema(generator);
    for (name, schema) in query
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        parameters
            .push(json!({ "name": name, "in": "query", "required": false, "schema": schema }));
    }
    let security = match endpoint.access {
        Access::Anyone => json!([{}, { "cookie": [] }, { "bearer": [] }]),
        Access::SignedIn => json!([{ "cookie": [] }, { "bearer": [] }]),
    };
    let mut operation = json!({
        "operationId": endpoint.name,
        "summary": endpoint.summary.lines().next().unwrap_or_default().trim(),
        "description": one_line(endpoint.summary),
        "tags": [area(endpoint.path)],
        "parameters": parameters,
        "security": security,
        "responses": responses(&endpoint, &generator.subschema_for::<E::Response>().to_value()),
    });
    if E::TAKES == Content::Photo {
        let photo = json!({ "schema": { "type": "string", "format": "binary" } });
        operation["requestBody"] = json!({ "required": true, "content": { "image/*": photo } });
    } else if std::any::TypeId::of::<E::Request>() != std::any::TypeId::of::<wire::Nothing>() {
        let schema = generator.subschema_for::<E::Request>();
        // An empty body counts as `{}`.
        let is_required = serde_json::from_str::<E::Request>("{}").is_err();
        let content = json!({ "application/json": { "schema": schema } });
        operation["requestBody"] = json!({ "required": is_required, "content": content });
    }
    let path = paths.entry(endpoint.path).or_insert_with(|| json!({}));
    path[endpoint.method.as_str().to_ascii_lowercase()] = operation;
}

/// Whether the answers carry an `ETag`. A stream of events never ends, so it has none.
fn has_etag(endpoint: &EndpointInfo) -> bool {
    endpoint.method == wire::Method::Get && endpoint.gives != Content::Events
}

fn parameters(endpoint: &EndpointInfo) -> Vec<Value> {
    let argument = path_parameter(endpoint.path);
    let custom = (endpoint.method != wire::Method::Get).then(|| {
        json!({
            "name": Caller::HEADER,
            "in": "header",
            "required": false,
            "schema": { "type": "string" },
            "description": "1, or the id of the person whom the client takes to be signed in; \
                needed unless a bearer token is sent." })
    });
    let known = has_etag(endpoint).then(|| {
        json!({
            "name": "If-None-Match",
            "in": "header",
            "required": false,
            "schema": { "type": "string" },
            "description": "The ETag of an earlier answer: if nothing has changed, the answer is \
                304." })
    });
    let key = endpoint.is_keyed.then(|| {
        json!({ "name": "Idempotency-Key", "in": "header", "required": true,
            "schema": { "type": "string", "pattern": "^[!-~]{8,64}$" } })
    });
    [argument, custom, known, key]
        .into_iter()
        .flatten()
        .collect()
}

fn responses(endpoint: &EndpointInfo, schema: &Value) -> Value {
    let mut responses = Map::new();
    responses.insert(
        "200".to_owned(),
        json!({ "description": "Done.", "content": match endpoint.gives {
            Content::Json => json!({ "application/json": { "schema": schema } }),
            Content::Photo => json!({
                "image/jpeg": { "schema": { "type": "string", "format": "binary" } }
            }),
            Content::Events => json!({ "text/event-stream": { "schema": { "type": "string" } } }),
        } }),
    );
    if has_etag(endpoint) {
        responses["200"]["headers"] = json!({ "ETag": { "schema": { "type": "string" } } });
        responses.insert("304".to_owned(), json!({ "description": "As it was." }));
    }
    let signed_out = (endpoint.access == Access::SignedIn).then_some(ErrorCode::SignedOut);
    let changing = (endpoint.method != wire::Method::Get)
        .then_some([ErrorCode::CrossSite, ErrorCode::BodyTooLarge]);
    // A path with an argument that can't be read leads nowhere.
    let unreadable = endpoint.path.contains('{').then_some(ErrorCode::NotFound);
    let codes = endpoint
        .errors
        .iter()
        .chain(ALWAYS)
        .copied()
        .chain(unreadable)
        .chain(signed_out)
        .chain(changing.into_iter().flatten());
    for code in codes {
        let entry = responses
            .entry(code.status().to_string())
            .or_insert_with(|| {
                json!({
                    "description": "",
                    "content": {
                        "application/json": {
                            "schema": { "$ref": "#/components/schemas/ErrorEnvelope" }
                        }
                    }
                })
            });
        let described = entry["description"].as_str().unwrap_or_default();
        if !described.contains(code.as_str()) {
            entry["description"] =
                json!(format!("{described}\n`{}`: {}", code.as_str(), code.message()).trim());
        }
    }
    Value::Object(responses)
}

fn area(path: &str) -> &str {
    path.trim_start_matches("/api/v1/")
        .split('/')
        .next()
        .unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The endpoints as an HTML page without scripts.
fn html() -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut body = String::new();
    let mut last_area = "";
    for endpoint in wire::endpoints() {
        if area(endpoint.path) != last_area {
            last_area = area(endpoint.path);
            body.push_str(&format!("<h2>{last_area}</h2>"));
        }
        let errors: Vec<&str> = endpoint.errors.iter().map(|code| code.as_str()).collect();
        body.push_str(&format!(
            "<h3 id=\"{name}\"><code>{method} \
                {path}</code></h3><p>{summary}</p><p>{access}{keyed} {errors}</p>",
            name = endpoint.name,
            method = endpoint.method.as_str(),
            path = endpoint.path,
            summary = escape(&one_line(endpoint.summary)),
            access = match endpoint.access {
                Access::Anyone => "For everybody.",
                Access::SignedIn => "For people who are signed in.",
            },
            keyed = if endpoint.is_keyed {
                " Needs an <code>Idempotency-Key</code>."
            } else {
                ""
            },
            errors = if errors.is_empty() {
                String::new()
            } else {
                format!(
                    " Errors of its own: <code>{}</code>.",
                    errors.join("</code>, <code>")
                )
            },
        ));
    }
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
            content=\"width=device-width\">\
         <title>Life Circle API</title><h1>Life Circle API</h1><p>Types, in full: <a \
         href=\"/api/v1/openapi.json\">openapi.json</a>.</p>{body}</html>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_endpoint_is_documented_and_every_reference_leads_somewhere() {
        let document = document();
        for endpoint in wire::endpoints() {
            let operation =
                &document["paths"][endpoint.path][endpoint.method.as_str().to_ascii_lowercase()];
            assert_eq!(operation["operationId"], endpoint.name);
        }
        let text = document.to_string();
        for reference in text.split("#/components/schemas/").skip(1) {
            let name = reference.split('"').next().unwrap_or_default();
            assert!(
                document["components"]["schemas"].get(name).is_some(),
                "{name} is missing"
            );
        }
    }

    #[test]
    fn limits_are_shown_as_numbers() {
        for text in [document().to_string(), html()] {
            let text = with_limits(&text);
            let unknown = text.split_once("limits::");
            let unknown = unknown.and_then(|(_, rest)| rest.split('`').next());
            assert_eq!(unknown, None, "no limit has this name");
        }
    }
}
