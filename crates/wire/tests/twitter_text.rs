//! Compares our text entities with twitter-text's conformance cases, if that file is present.

#![expect(
    clippy::print_stdout,
    reason = "the numbers are what one runs this for"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use life_circle_wire::text::{EntityKind, entities};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    tests: BTreeMap<String, Vec<serde_yaml_ng::Value>>,
}

#[derive(Deserialize)]
struct Case {
    description: String,
    text: String,
    expected: Vec<String>,
}

/// The folder that `$LIFE_CIRCLE_DATA` names, or else the shared folder next to the project.
fn data() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs this");
    let shared = PathBuf::from(package).join("../../../shared/data");
    std::env::var_os("LIFE_CIRCLE_DATA").map_or(shared, PathBuf::from)
}

/// The reason why a case doesn't apply to our rules; `None` if it must hold.
fn reason_not_to_apply(group: &str, case: &Case) -> Option<&'static str> {
    let text = &case.text;
    let has_scheme = |expected: &String| expected.to_ascii_lowercase().starts_with("http");
    match group {
        "mentions" if text.to_ascii_lowercase().contains("rt") && text.contains("@username RT") => {
            Some("no retweets here")
        }
        "mentions" if text.to_ascii_lowercase().starts_with("rt@") => Some("no retweets here"),
        "mentions"
            if case
                .expected
                .iter()
                .any(|name| name.len() < 3 || name.len() > 30) =>
        {
            Some("a handle has 3 to 30 letters")
        }
        "hashtags" if text.matches(['#', '＃']).count() > 1 => {
            Some("a second # closes a topic here")
        }
        "urls" if !case.expected.iter().all(has_scheme) => Some("a link needs its scheme"),
        "urls" if !case.expected.iter().all(|link| link.is_ascii()) => {
            Some("a link is ASCII, so that Chinese goes on after it")
        }
        "urls" if text.contains("t.co/") => Some("t.co is no special host here"),
        _ => None,
    }
}

fn found(group: &str, text: &str) -> Vec<String> {
    let name = |kind| match (group, kind) {
        ("mentions", EntityKind::Mention(handle)) => Some(handle.to_string()),
        ("hashtags", EntityKind::Topic(words)) => Some(words),
        ("urls", EntityKind::Link(address)) => Some(address),
        _ => None,
    };
    entities(text)
        .into_iter()
        .filter_map(|entity| name(entity.kind))
        .collect()
}

#[test]
fn our_entities_hold_the_conformance_cases_that_apply() {
    let path = data().join("twitter-text/extract.yml");
    let Ok(yaml) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return;
    };
    let file: File = serde_yaml_ng::from_str(&yaml).expect("the conformance file is YAML");
    let mut failures = Vec::new();
    for group in ["mentions", "hashtags", "urls"] {
        let cases = file.tests[group]
            .iter()
            .filter_map(|case| serde_yaml_ng::from_value::<Case>(case.clone()).ok());
        let mut holding = 0;
        let mut reasons = BTreeMap::<_, usize>::new();
        for case in cases {
            let expected: Vec<String> = case
                .expected
                .iter()
                .map(|name| {
                    if group == "mentions" {
                        name.to_lowercase()
                    } else {
                        name.clone()
                    }
                })
                .collect();
            if let Some(reason) = reason_not_to_apply(group, &case) {
                *reasons.entry(reason).or_default() += 1;
            } else if found(group, &case.text) == expected {
                holding += 1;
            } else {
                failures.push(format!(
                    "{group}: {}\n  text     {:?}\n  expected {expected:?}\n  found    {:?}",
                    case.description,
                    case.text,
                    found(group, &case.text)
                ));
            }
        }
        println!("{group}: {holding} cases hold; don't apply: {reasons:?}");
    }
    assert!(
        failures.is_empty(),
        "{} cases don't hold:\n{}",
        failures.len(),
        failures.join("\n")
    );
}
