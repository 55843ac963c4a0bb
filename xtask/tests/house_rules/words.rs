//! Doc comments that say something.

use crate::sources::{files, name, text};

/// Words that leave the noun out.
const PRONOUNS: [&str; 4] = ["Which", "Who", "Whom", "Whose"];
/// Words in a doc comment.
const WORDS_LEAST: usize = 3;

#[test]
fn doc_comments_say_something() {
    let mut broken = Vec::new();
    let folders = ["src", "crates/wire/src", "server/src", "xtask/src"];
    for file in folders.iter().flat_map(|folder| files(folder, ".rs")) {
        let text = text(&file);
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for (index, line) in lines.iter().enumerate() {
            let Some(first) = line.strip_prefix("/// ") else {
                continue;
            };
            if index > 0 && lines[index - 1].starts_with("///") {
                continue;
            }
            let rest = lines[index + 1..]
                .iter()
                .map_while(|line| line.strip_prefix("///"));
            let words = first.split_whitespace().count()
                + rest
                    .map(|line| line.split_whitespace().count())
                    .sum::<usize>();
            let begins = first
                .split(|c: char| !c.is_alphabetic())
                .next()
                .unwrap_or_default();
            if words < WORDS_LEAST || PRONOUNS.contains(&begins) {
                broken.push(format!("{}:{}: {first}", name(&file), index + 1));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_let_binds_one_name() {
    let mut broken = Vec::new();
    let folders = ["src", "crates/wire/src", "server/src", "xtask/src"];
    for file in folders.iter().flat_map(|folder| files(folder, ".rs")) {
        for (number, line) in text(&file).lines().enumerate() {
            let line = line.trim();
            // A pattern that may not match is one question: `let (Some(a), Some(b)) = … else`.
            let is_pair = line.starts_with("let (") && line.contains(") = (");
            let is_pair = is_pair && !line.contains("Some(");
            if is_pair {
                broken.push(format!("{}:{}: {line}", name(&file), number + 1));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
