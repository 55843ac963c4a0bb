//! Comments that say something, in plain words, about files that exist; samples of code as in
//! their files; and lets of one name.

use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{Attribute, FnArg, Item, Pat};

use crate::sources::{RUST, files, name, root, text};

/// Words that leave the noun out.
const PRONOUNS: [&str; 4] = ["Which", "Who", "Whom", "Whose"];
/// Words in a doc comment.
const WORDS_LEAST: usize = 3;
/// Words that a colleague whose second language is English may not know, or that hide the noun.
const BANNED: [&str; 6] = ["anew", "behind", "beside", "dear to", "for who", "lapses"];
/// Terms of the trade with a word that is banned elsewhere.
const TERMS: [&str; 2] = ["behind a proxy", "behind proxy"];
/// The folders that paths in comments begin with.
const FOLDERS: [&str; 7] = [
    "src/", "server/", "crates/", "style/", "e2e/", "xtask/", "docs/",
];

#[test]
fn doc_comments_say_something() {
    let mut broken = Vec::new();
    let folders = ["src", "crates/wire/src", "server/src", "xtask/src"];
    for file in folders.iter().flat_map(|folder| files(folder, ".rs")) {
        let text = text(&file);
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for marker in ["///", "//!"] {
            for (index, line) in lines.iter().enumerate() {
                let is_first = index == 0 || !lines[index - 1].starts_with(marker);
                let Some(first) = line.strip_prefix(marker).filter(|_| is_first) else {
                    continue;
                };
                let words = lines[index..]
                    .iter()
                    .map_while(|line| line.strip_prefix(marker))
                    .flat_map(str::split_whitespace)
                    .count();
                let begins = first.trim().split(|c: char| !c.is_alphabetic()).next();
                if words < WORDS_LEAST || begins.is_some_and(|word| PRONOUNS.contains(&word)) {
                    broken.push(format!("{}:{}:{first}", name(&file), index + 1));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_prop_has_a_doc_comment() {
    let has = |attributes: &[Attribute], name: &str| {
        attributes
            .iter()
            .any(|attribute| attribute.path().is_ident(name))
    };
    let mut broken = Vec::new();
    for file in files("src", ".rs") {
        for item in syn::parse_file(&text(&file)).expect("Rust").items {
            let Item::Fn(component) = item else { continue };
            if !has(&component.attrs, "component") {
                continue;
            }
            for prop in &component.sig.inputs {
                if let FnArg::Typed(prop) = prop
                    && let Pat::Ident(pattern) = &*prop.pat
                    && !has(&prop.attrs, "doc")
                {
                    let component = &component.sig.ident;
                    broken.push(format!("{}: {component}: {}", name(&file), pattern.ident));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn comments_use_plain_words() {
    let mut broken = Vec::new();
    for file in commented_files() {
        for (number, comment) in comments(&file) {
            let words: Vec<String> = comment
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .filter(|word| !word.is_empty())
                .map(str::to_lowercase)
                .collect();
            let words = format!(" {} ", words.join(" "));
            let words = TERMS
                .iter()
                .fold(words, |words, term| words.replace(term, ""));
            for banned in BANNED {
                if words.contains(&format!(" {banned} ")) {
                    broken.push(format!("{}:{number}: {banned}", name(&file)));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn paths_in_comments_exist() {
    let mut broken = Vec::new();
    for file in commented_files() {
        for (number, comment) in comments(&file) {
            for path in paths(&comment) {
                if !root().join(path).exists() {
                    broken.push(format!("{}:{number}: {path}", name(&file)));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The first line of a sample names its file, as `// src/moments/card/mute_button.rs`.
#[test]
fn samples_are_as_in_their_files() {
    let mut broken = Vec::new();
    let pages = files("docs", ".md").into_iter();
    for page in pages.chain([root().join("ARCHITECTURE.md")]) {
        for block in text(&page).split("```rust\n").skip(1) {
            let sample = block.split("```").next().unwrap_or_default();
            let (first, code) = sample.split_once('\n').unwrap_or_default();
            let file = root().join(first.trim_start_matches("// "));
            if !file.is_file() || !text(&file).contains(code) {
                broken.push(format!("{}: {first}", name(&page)));
            }
        }
    }
    assert!(broken.is_empty(), "not as in the file: {broken:?}");
}

/// The files with comments, and the pages of the documentation. Migrations can't change, and the
/// changelog tells of the past: both are left out.
fn commented_files() -> Vec<PathBuf> {
    let mut found = vec![root().join("README.md"), root().join("ARCHITECTURE.md")];
    found.extend(RUST.iter().flat_map(|folder| files(folder, ".rs")));
    found.extend(files("style", ".css"));
    found.extend(files("e2e", ".ts"));
    found.extend(files("e2e", ".mjs"));
    found.extend(files("docs", ".md"));
    found
}

/// The comments of a file, line by line, with the numbers of the lines. Each line of a Markdown
/// page counts.
fn comments(file: &Path) -> Vec<(usize, String)> {
    let is_page = file.extension().is_some_and(|ending| ending == "md");
    let mut is_block = false;
    let mut found = Vec::new();
    for (index, line) in text(file).lines().enumerate() {
        let start = if is_page || is_block {
            Some(0)
        } else {
            // A glob, as `**/api/**`, has no space after its stars.
            let marks = ["//", "/* ", "/** "];
            marks.iter().filter_map(|mark| line.find(mark)).min()
        };
        let Some(start) = start else { continue };
        let comment = &line[start..];
        is_block = (is_block || comment.starts_with("/*")) && !comment.contains("*/");
        found.push((index + 1, comment.to_owned()));
    }
    found
}

/// The paths in a text that begin with a folder of the project. A path with a placeholder is left
/// out: a glob, a choice in braces, or a name in capitals, as `server/src/DOMAIN/sql.rs`.
fn paths(text: &str) -> Vec<&str> {
    let is_end = |c: char| c.is_whitespace() || "`\"'()[],;:#|".contains(c);
    let is_capitals = |name: &str| {
        let stem = name.split('.').next().unwrap_or_default();
        !stem.is_empty() && stem.chars().all(|c| c.is_ascii_uppercase() || c == '_')
    };
    text.split(is_end)
        .map(|word| word.trim_end_matches(['.', '?', '!']))
        .filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)))
        .filter(|path| !path.contains(['*', '{', '<', '…']) && !path.split('/').any(is_capitals))
        .collect()
}

#[test]
fn a_let_binds_one_name() {
    let mut broken = Vec::new();
    for file in RUST.iter().flat_map(|folder| files(folder, ".rs")) {
        let mut pairs = Vec::new();
        find_pairs(text(&file).parse().expect("Rust"), &mut pairs);
        broken.extend(
            pairs
                .iter()
                .map(|pair| format!("{}: let {pair} = …", name(&file))),
        );
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Collects the pattern of each `let (a, b) = (x, y);`. A pattern that may not match is one
/// question: `let (Some(a), Some(b)) = (x, y) else { … };`.
fn find_pairs(tokens: TokenStream, found: &mut Vec<String>) {
    let is_let = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if word == "let");
    let is_semicolon =
        |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';');
    let is_tuple = |group: &Group| group.delimiter() == Delimiter::Parenthesis;
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for statement in tokens.split(is_semicolon) {
        let start = statement.iter().rposition(is_let).unwrap_or_default();
        if let [
            _,
            TokenTree::Group(pattern),
            ..,
            TokenTree::Punct(equals),
            TokenTree::Group(value),
        ] = &statement[start..]
            && is_let(&statement[start])
            && equals.as_char() == '='
            && is_tuple(pattern)
            && is_tuple(value)
        {
            found.push(pattern.to_string());
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            find_pairs(group.stream(), found);
        }
    }
}
