//! Compares the types with the JSON examples in `golden/`, so that no change of the wire format
//! goes unnoticed. Every example must be readable, and be written again unchanged.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use life_circle_wire::{Endpoint, ErrorEnvelope, endpoints, for_each_endpoint};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The examples of one endpoint. A missing list means one empty object: the endpoint takes or
/// returns nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    #[serde(default = "empty_object")]
    requests: Vec<Value>,
    #[serde(default = "empty_object")]
    responses: Vec<Value>,
}

fn empty_object() -> Vec<Value> {
    vec![json!({})]
}

fn folder() -> PathBuf {
    PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs this"))
        .join("tests/golden")
}

fn read<T: DeserializeOwned>(path: PathBuf) -> T {
    let text = fs::read_to_string(&path).expect("the folder is part of the repository");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The examples of all areas, by the endpoint's name.
fn all_examples() -> BTreeMap<String, Examples> {
    let files = fs::read_dir(folder()).expect("the folder is part of the repository");
    files
        .map(|file| file.expect("a folder's entry can be read").path())
        .filter(|path| !path.ends_with("errors.json"))
        .flat_map(read::<BTreeMap<String, Examples>>)
        .collect()
}

fn holds<T: DeserializeOwned + Serialize>(what: &str, example: &Value) {
    let value: T = serde_json::from_value(example.clone())
        .unwrap_or_else(|error| panic!("{what} is no longer read from {example}: {error}"));
    let written = serde_json::to_value(value).expect("the wire's types are JSON");
    assert_eq!(
        &written, example,
        "{what} is written in another way than it was"
    );
}

#[test]
fn requests_and_responses_of_every_endpoint_read_and_write_the_kept_json() {
    let examples = all_examples();
    macro_rules! check {
        ($($endpoint:path),+) => {$(
            let name = <$endpoint>::NAME;
            let kept = examples.get(name).unwrap_or_else(|| panic!("golden/ has nothing for \
                {name}"));
            for request in &kept.requests {
                holds::<<$endpoint as Endpoint>::Request>(&format!("{name}'s request"), request);
            }
            for response in &kept.responses {
                holds::<<$endpoint as Endpoint>::Response>(&format!("{name}'s response"), response);
            }
        )+};
    }
    for_each_endpoint!(check);
    assert_eq!(
        examples.len(),
        endpoints().len(),
        "golden/ has examples of endpoints that are gone"
    );
}

/// The endpoint whose answer shows people as somebody else sees them.
const SEEN_BY_ANOTHER: &str = "ViewMyAlbumAs";

#[test]
fn every_endpoint_finds_all_people_in_its_answer() {
    let examples = all_examples();
    macro_rules! check {
        ($($endpoint:path),+) => {$(
            let name = <$endpoint>::NAME;
            for example in examples[name].responses.iter().filter(|_| name != SEEN_BY_ANOTHER) {
                let answer: <$endpoint as Endpoint>::Response =
                    serde_json::from_value(example.clone()).expect("an answer");
                let found = <$endpoint>::people(&answer).len();
                // Nothing but a person has this field.
                let named = example.to_string().matches("\"display_name\"").count();
                assert_eq!(found, named, "people in an answer of {name}");
            }
        )+};
    }
    for_each_endpoint!(check);
}

#[test]
fn the_first_line_about_every_endpoint_is_a_whole_sentence() {
    for endpoint in endpoints() {
        let first = endpoint.summary.lines().next().expect("a line");
        assert!(first.ends_with('.'), "{}: {first}", endpoint.name);
    }
}

#[test]
fn errors_read_and_write_the_kept_json() {
    for example in read::<Vec<Value>>(folder().join("errors.json")) {
        holds::<ErrorEnvelope>("the error envelope", &example);
    }
}
