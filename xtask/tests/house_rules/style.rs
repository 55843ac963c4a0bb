//! Style sheets: tokens only, and each class in one sheet and one domain.

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::{files, name, text};

/// Sheets whose classes everybody may use.
const SHARED: [&str; 4] = ["base", "kit", "shell", "tokens"];
/// Modules that put several domains together.
const COMPOSITE: [&str; 2] = ["app", "screens"];

#[test]
fn colours_and_sizes_of_type_come_from_the_tokens() {
    for file in files("style", ".css") {
        if file.ends_with("tokens.css") {
            continue;
        }
        for (number, line) in text(&file).lines().enumerate() {
            let has_own_size = line
                .split_once("font-size:")
                .is_some_and(|(_, size)| !size.contains("var(") && !size.contains("inherit"));
            let raw = ["rgb(", "oklch(", ": #", "!important"];
            let is_raw = has_own_size || raw.iter().any(|raw| line.contains(raw));
            assert!(!is_raw, "{}:{}: {line}", name(&file), number + 1);
        }
    }
}

/// The domain of a sheet or of a file of the page: the first name below `style` or `src`.
fn domain(file: &str) -> String {
    let below = file.split('/').nth(1).unwrap_or_default();
    below.split('.').next().unwrap_or_default().to_owned()
}

/// The classes that a sheet defines: those that a rule within a layer begins with. A class further
/// on in a selector, or in a nested rule, is only used.
fn classes(css: &str) -> BTreeSet<String> {
    let mut code = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        code.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    code.push_str(rest);
    let mut found = BTreeSet::new();
    // The blocks around the text that is read: `true` for one that isn't a rule, as `@layer`.
    let mut blocks = Vec::new();
    let mut text = String::new();
    for c in code.chars() {
        match c {
            '{' => {
                let is_outer = text.trim().starts_with('@');
                if !is_outer && blocks.iter().all(|is_outer| *is_outer) {
                    found.extend(text.split(',').filter_map(first_class));
                }
                blocks.push(is_outer);
                text.clear();
            }
            '}' => {
                blocks.pop();
                text.clear();
            }
            ';' => text.clear(),
            c => text.push(c),
        }
    }
    found
}

/// The class that a selector begins with.
fn first_class(selector: &str) -> Option<String> {
    let class = selector.trim().strip_prefix('.')?;
    let is_part = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    Some(class.chars().take_while(is_part).collect())
}

#[test]
fn a_class_stands_in_one_sheet() {
    let mut sheets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files("style", ".css") {
        for class in classes(&text(&file)) {
            sheets.entry(class).or_default().insert(name(&file));
        }
    }
    sheets.retain(|_, sheets| {
        sheets.len() > 1
            && !sheets
                .iter()
                .all(|sheet| SHARED.contains(&domain(sheet).as_str()))
    });
    assert!(sheets.is_empty(), "classes in several sheets: {sheets:#?}");
}

#[test]
fn a_class_is_used_in_its_domain_only() {
    let mut home: BTreeMap<String, String> = BTreeMap::new();
    for file in files("style", ".css") {
        let domain = domain(&name(&file));
        if !SHARED.contains(&domain.as_str()) {
            home.extend(
                classes(&text(&file))
                    .into_iter()
                    .map(|class| (class, domain.clone())),
            );
        }
    }
    let mut broken = BTreeSet::new();
    for file in files("src", ".rs") {
        let path = name(&file);
        let user = domain(&path);
        if COMPOSITE.contains(&user.as_str()) {
            continue;
        }
        for value in text(&file).split("class=\"").skip(1) {
            let value = value.split('"').next().unwrap_or_default();
            for class in value.split_whitespace() {
                if let Some(owner) = home.get(class).filter(|owner| **owner != user) {
                    broken.insert(format!("{path} uses .{class} of {owner}"));
                }
            }
        }
    }
    let broken: Vec<String> = broken.into_iter().collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
