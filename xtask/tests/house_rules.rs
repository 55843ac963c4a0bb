//! Rules of the project that the compiler doesn't check.

use std::fs;
use std::path::{Path, PathBuf};

/// A file with more lines than this must say in its first line why it is long.
const LONG_FROM_LINES: usize = 300;

/// For each folder of the page, the names that may follow `crate::` in its files. A feature may
/// import its own files, but no other feature.
const IMPORTS: &[(&str, &[&str])] = &[
    // `ui` may import `api`, because it draws errors and the states of lists, whose types are in
    // `api`.
    ("ui", &["ui", "routes", "text", "api", "erased"]),
    ("routes", &["routes", "text", "ui"]),
    ("text", &["text", "erased"]),
    ("api", &["api", "config"]),
    ("erased", &["erased"]),
    ("state", &["state", "api", "text", "routes", "erased"]),
    // A screen may import `parts`, because content further down may be in a part that is loaded
    // later.
    (
        "screens",
        &[
            "screens", "features", "state", "api", "routes", "text", "ui", "erased", "parts",
        ],
    ),
];
/// The modules that a feature may import besides itself.
const FEATURE_IMPORTS: &[&str] = &["state", "api", "routes", "text", "ui", "erased"];
/// For each manifest, the dependencies that the package must not have.
const FORBIDDEN_DEPENDENCIES: &[(&str, &[&str])] = &[
    (
        "crates/wire/Cargo.toml",
        &[
            "leptos",
            "axum",
            "sqlx",
            "tokio",
            "web-sys",
            "life-circle-server",
        ],
    ),
    ("server/Cargo.toml", &["leptos", "web-sys", "wasm-bindgen"]),
    (
        "Cargo.toml",
        &["axum =", "sqlx =", "tokio.workspace", "life-circle-server"],
    ),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask stands in the root")
        .to_owned()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)
        .expect("a folder of the project")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// The first name after each `crate::` in a file.
fn imports(text: &str) -> Vec<&str> {
    text.split("crate::")
        .skip(1)
        .filter_map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn the_modules_of_the_page_import_only_what_they_may() {
    let source = root().join("src");
    let mut broken = Vec::new();
    for file in rust_files(&source) {
        let path = file
            .strip_prefix(&source)
            .expect("below src")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&file).expect("a text");
        let module = path.split(['/', '.']).next().unwrap_or_default();
        let feature = path
            .strip_prefix("features/")
            .and_then(|rest| rest.split(['/', '.']).next());
        for import in imports(&text) {
            let is_allowed = match (feature, IMPORTS.iter().find(|(name, _)| *name == module)) {
                (Some(_), _) => FEATURE_IMPORTS.contains(&import) || import == "features",
                (None, Some((_, allowed))) => allowed.contains(&import),
                (None, None) => true,
            };
            if !is_allowed {
                broken.push(format!("{path} imports crate::{import}"));
            }
        }
        if let Some(feature) = feature {
            let others = text
                .split("crate::features::")
                .skip(1)
                .filter(|rest| !rest.starts_with(feature));
            broken.extend(others.map(|rest| {
                format!(
                    "{path} imports the feature {}",
                    rest.split("::").next().unwrap_or_default()
                )
            }));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn packages_do_not_depend_on_what_they_must_not_know() {
    for (manifest, forbidden) in FORBIDDEN_DEPENDENCIES {
        let text = fs::read_to_string(root().join(manifest)).expect("a manifest");
        // The root manifest is also that of the workspace. Only the page's own part counts.
        let text = text
            .split_once("\n[package]")
            .map_or(text.as_str(), |(_, package)| package);
        for name in *forbidden {
            assert!(
                !text.lines().any(|line| line.starts_with(name)),
                "{manifest} depends on {name}"
            );
        }
    }
}

#[test]
fn sql_stands_in_one_place() {
    let server = root().join("server/src");
    let mut broken = Vec::new();
    for file in rust_files(&server) {
        let path = file
            .strip_prefix(&server)
            .expect("below src")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&file).expect("a text");
        let has_sql = ["SELECT ", "INSERT INTO ", "DELETE FROM ", "UPDATE "]
            .iter()
            .any(|word| text.contains(word));
        if has_sql && !path.starts_with("db") {
            broken.push(path);
        }
    }
    assert!(broken.is_empty(), "SQL outside server/src/db: {broken:?}");
}

#[test]
fn long_files_say_why() {
    let folders = ["src", "crates", "server/src", "server/tests", "xtask"];
    let programs = folders
        .iter()
        .flat_map(|folder| rust_files(&root().join(folder)));
    let styles = fs::read_dir(root().join("style"))
        .expect("the styles")
        .flatten()
        .map(|entry| entry.path());
    for file in programs.chain(styles) {
        let text = fs::read_to_string(&file).expect("a text");
        let first = text.lines().next().unwrap_or_default().to_lowercase();
        let lines = text.lines().count();
        assert!(
            lines <= LONG_FROM_LINES || first.contains("long"),
            "{}: {lines} lines, and its first line does not say why it is long",
            file.display()
        );
    }
}

#[test]
fn colours_and_sizes_of_type_come_from_the_tokens() {
    for entry in fs::read_dir(root().join("style"))
        .expect("the styles")
        .flatten()
    {
        let path = entry.path();
        if path.ends_with("tokens.css") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a text");
        for (number, line) in text.lines().enumerate() {
            let has_own_size = line
                .split_once("font-size:")
                .is_some_and(|(_, size)| !size.contains("var(") && !size.contains("inherit"));
            let raw = ["rgb(", "oklch(", ": #", "!important"];
            let is_raw = has_own_size || raw.iter().any(|raw| line.contains(raw));
            assert!(!is_raw, "{}:{}: {line}", path.display(), number + 1);
        }
    }
}
