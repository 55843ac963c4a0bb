//! Every arrow points down: a module imports, and exports again, only from modules of its own row
//! and of the rows below.
//!
//! The rows are those of the tables in ARCHITECTURE.md, from the top to the bottom.

use std::collections::{BTreeMap, BTreeSet};

use crate::imports::PAGE;
use crate::sources::{Module, re_exports, references};

/// The rows of a package, each with prefixes of its modules' paths. `*` stands for any name. If
/// several prefixes fit a module, the longest one counts.
type Rows = &'static [&'static [&'static str]];

const SERVER: Rows = &[
    &["cli"],
    &["server", "dev"],
    &["sweep"],
    &["*::routes", "operator", "live::stream"],
    // These services may need the `App` or a call.
    &["accounts", "moments::uploading", "relations"],
    &["http::mounting", "http::call"],
    &["app"],
    // The services of these domains need neither.
    &["audience", "inbox", "live", "moments", "people"],
    &["*::sql"],
    &["rules"],
    &[
        "accounts::passwords",
        "accounts::passkeys",
        "accounts::recovery",
        "people::names",
        "people::suggestions",
    ],
    &["platform"],
    &["http"],
    &[
        "clock",
        "config",
        "error",
        "hex",
        "origin",
        "private_folder",
    ],
];

const WIRE: Rows = &[
    &["notifications", "events", "reports", "search"],
    &["feed", "moments", "comments", "photos"],
    &["visibility"],
    &["audience"],
    &[
        "suggestions",
        "blocks",
        "links",
        "people",
        "friends",
        "requests",
        "tags",
    ],
    &["security", "profile", "privacy", "accounts"],
    &[
        "endpoint", "callers", "cursor", "person", "errors", "folding", "handle", "topic", "text",
        "time", "ids", "limits",
    ],
];

/// The row of a module, and the prefix that puts it there.
fn place<'a>(module: &Module, rows: &[&[&'a str]]) -> Option<(usize, &'a str)> {
    let fits = |prefix: &str| {
        let mut names = module.iter();
        prefix
            .split("::")
            .all(|name| names.next().is_some_and(|own| name == "*" || name == own))
    };
    let in_rows = rows.iter().enumerate();
    let all = in_rows.flat_map(|(row, prefixes)| prefixes.iter().map(move |prefix| (row, *prefix)));
    all.filter(|(_, prefix)| fits(prefix))
        .max_by_key(|(_, prefix)| prefix.split("::").count())
}

fn assert_arrows_point_down(folder: &str, rows: &[&[&str]]) {
    let mut modules = references(folder);
    for (module, targets) in re_exports(folder) {
        modules.entry(module).or_default().extend(targets);
    }
    // The root of a package is in no row: it declares the modules, and all of them may use it.
    modules.remove(&Module::new());
    let mut places = BTreeMap::new();
    let mut broken = BTreeSet::new();
    for module in modules.keys() {
        if let Some(found) = place(module, rows) {
            places.insert(module, found);
        } else {
            broken.insert(format!("{} is in no row", module.join("::")));
        }
    }
    for (module, (row, _)) in &places {
        for target in &modules[*module] {
            if places.get(target).is_some_and(|(other, _)| other < row) {
                let names = [module.join("::"), target.join("::")];
                broken.insert(format!("{}, which is above it", names.join(" imports ")));
            }
        }
    }
    for prefix in rows.iter().copied().flatten() {
        if !places.values().any(|(_, used)| used == prefix) {
            broken.insert(format!("no module has the prefix {prefix}"));
        }
    }
    let broken: Vec<String> = broken.into_iter().collect();
    assert!(broken.is_empty(), "in {folder}:\n{}", broken.join("\n"));
}

#[test]
fn every_arrow_of_the_page_points_down() {
    let names = PAGE.iter().rev().map(|(name, _)| name);
    let rows: Vec<&[&str]> = names.map(std::slice::from_ref).collect();
    assert_arrows_point_down("src", &rows);
}

#[test]
fn every_arrow_of_the_server_points_down() {
    assert_arrows_point_down("server/src", SERVER);
}

#[test]
fn every_arrow_of_the_wire_crate_points_down() {
    assert_arrows_point_down("crates/wire/src", WIRE);
}
