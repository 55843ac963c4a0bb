//! The modules that each module may import. Long, since each module has its row.
//!
//! A module at the top that is missing from its table fails.

use std::collections::BTreeSet;

use crate::sources::{references, root, text};

/// A module at the top of a package, and the others that it may import.
type Table = &'static [(&'static str, &'static [&'static str])];

/// Each module of the page imports only modules above its own line (`arrows.rs`).
pub const PAGE: Table = &[
    ("reactive", &[]),
    ("routing", &[]),
    ("text", &["reactive"]),
    ("kit", &["reactive", "routing", "text"]),
    ("data", &["kit", "reactive", "text"]),
    ("shell", &["data", "kit", "reactive", "routing", "text"]),
    ("outbox", &["data", "reactive"]),
    (
        "people",
        &["data", "kit", "reactive", "routing", "shell", "text"],
    ),
    (
        "moments",
        &[
            "data", "kit", "outbox", "people", "reactive", "routing", "shell", "text",
        ],
    ),
    (
        "inbox",
        &[
            "data", "kit", "moments", "people", "reactive", "routing", "shell", "text",
        ],
    ),
    (
        "account",
        &[
            "data", "kit", "outbox", "people", "reactive", "routing", "shell", "text",
        ],
    ),
    (
        "screens",
        &[
            "account", "data", "inbox", "kit", "moments", "people", "reactive", "routing", "shell",
            "text",
        ],
    ),
    ("live", &["data", "kit", "moments", "people", "reactive"]),
    (
        "app",
        &[
            "account", "data", "inbox", "kit", "live", "moments", "outbox", "people", "reactive",
            "routing", "screens", "shell",
        ],
    ),
];

/// The server's domains have their endpoints and their statements in one folder, so two of them may
/// use each other's statements: its table has no order. `arrows.rs` has the order of its modules.
const SERVER: Table = &[
    ("clock", &[]),
    ("error", &[]),
    ("hex", &[]),
    ("private_folder", &[]),
    ("origin", &[]),
    ("config", &["clock", "origin"]),
    ("platform", &["clock", "error", "hex", "private_folder"]),
    ("rules", &["error", "platform"]),
    (
        "http",
        &[
            "accounts",
            "app",
            "clock",
            "config",
            "error",
            "hex",
            "platform",
            "private_folder",
        ],
    ),
    (
        "app",
        &[
            "accounts", "clock", "config", "http", "live", "people", "platform",
        ],
    ),
    (
        "accounts",
        &[
            "app",
            "clock",
            "error",
            "hex",
            "http",
            "people",
            "platform",
            "relations",
        ],
    ),
    (
        "people",
        &[
            "app",
            "clock",
            "error",
            "http",
            "moments",
            "platform",
            "relations",
            "rules",
        ],
    ),
    (
        "relations",
        &[
            "app", "audience", "clock", "error", "hex", "http", "inbox", "people", "platform",
            "rules",
        ],
    ),
    (
        "audience",
        &[
            "app", "clock", "error", "hex", "http", "people", "platform", "rules",
        ],
    ),
    (
        "moments",
        &[
            "app",
            "audience",
            "clock",
            "error",
            "http",
            "inbox",
            "people",
            "platform",
            "relations",
            "rules",
        ],
    ),
    (
        "inbox",
        &[
            "app",
            "clock",
            "error",
            "http",
            "moments",
            "people",
            "platform",
            "relations",
            "rules",
        ],
    ),
    (
        "live",
        &[
            "accounts",
            "app",
            "clock",
            "error",
            "http",
            "inbox",
            "moments",
            "people",
            "platform",
            "relations",
            "rules",
        ],
    ),
    (
        "operator",
        &[
            "accounts",
            "app",
            "clock",
            "error",
            "http",
            "moments",
            "origin",
            "people",
            "platform",
            "private_folder",
            "relations",
        ],
    ),
    (
        "sweep",
        &[
            "accounts",
            "app",
            "audience",
            "clock",
            "error",
            "http",
            "moments",
            "operator",
            "platform",
            "relations",
        ],
    ),
    (
        "server",
        &[
            "accounts",
            "app",
            "audience",
            "config",
            "error",
            "http",
            "inbox",
            "live",
            "moments",
            "operator",
            "people",
            "relations",
            "sweep",
        ],
    ),
    (
        "dev",
        &[
            "accounts",
            "clock",
            "error",
            "inbox",
            "moments",
            "people",
            "platform",
            "relations",
        ],
    ),
    ("cli", &["config", "dev", "operator"]),
];

/// What must not be in the manifest of a package, since the package must not know of it.
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

fn assert_imports(folder: &str, table: Table) {
    let mut broken = BTreeSet::new();
    for (module, targets) in references(folder) {
        let Some(top) = module.first() else { continue };
        let Some((_, allowed)) = table.iter().find(|(name, _)| name == top) else {
            broken.insert(format!("{top} is missing from the table"));
            continue;
        };
        for target in targets {
            let Some(other) = target.first().filter(|other| *other != top) else {
                continue;
            };
            if !allowed.contains(&other.as_str()) {
                broken.insert(format!(
                    "{} imports {}",
                    module.join("::"),
                    target.join("::")
                ));
            }
        }
    }
    let broken: Vec<String> = broken.into_iter().collect();
    assert!(broken.is_empty(), "in {folder}:\n{}", broken.join("\n"));
}

#[test]
fn the_modules_of_the_page_import_only_what_they_may() {
    assert_imports("src", PAGE);
}

#[test]
fn the_modules_of_the_server_import_only_what_they_may() {
    assert_imports("server/src", SERVER);
}

#[test]
fn only_the_mounting_of_endpoints_imports_them() {
    let mut broken = BTreeSet::new();
    for (module, targets) in references("server/src") {
        let is_mounting = module.first().is_some_and(|top| top == "server");
        for target in targets {
            let Some(routes) = target.get(..2).filter(|path| path[1] == "routes") else {
                continue;
            };
            if !is_mounting && !module.starts_with(routes) {
                broken.insert(format!(
                    "{} imports {}",
                    module.join("::"),
                    target.join("::")
                ));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "what others need of routes belongs in a service: {broken:?}"
    );
}

#[test]
fn packages_do_not_depend_on_what_they_must_not_know() {
    for (manifest, forbidden) in FORBIDDEN_DEPENDENCIES {
        let text = text(&root().join(manifest));
        // The root's manifest is the workspace's, too: only the page's own part counts.
        let text = text
            .split_once("\n[package]")
            .map_or(text.as_str(), |(_, package)| package);
        for name in *forbidden {
            let has = text.lines().any(|line| line.starts_with(name));
            assert!(!has, "{manifest} depends on {name}");
        }
    }
}
