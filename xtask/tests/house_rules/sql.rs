//! SQL has its places, and an account's erasure names every table that refers to people.

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::{files, name, root, text};

/// Columns that refer to a person.
const PERSON_COLUMNS: [&str; 12] = [
    "person_id",
    "author_id",
    "owner_id",
    "friend_id",
    "actor_id",
    "blocker_id",
    "blocked_id",
    "from_id",
    "to_id",
    "low_id",
    "high_id",
    "reporter_id",
];

fn is_place(file: &str) -> bool {
    let is_sql = file.contains("/sql/") || file.ends_with("/sql.rs");
    let is_rule = file.starts_with("server/src/rules/");
    let is_database = file.starts_with("server/src/platform/db");
    is_sql || is_rule || is_database
}

#[test]
fn sql_stands_in_its_places() {
    let words = ["SELECT ", "INSERT INTO ", "DELETE FROM ", "UPDATE "];
    let broken: Vec<String> = files("server/src", ".rs")
        .iter()
        .filter(|file| !is_place(&name(file)))
        .filter(|file| words.iter().any(|word| text(file).contains(word)))
        .map(|file| name(file))
        .collect();
    assert!(broken.is_empty(), "SQL outside its places: {broken:?}");
}

/// The tables that the migrations leave, each with its columns.
fn tables() -> BTreeMap<String, BTreeSet<String>> {
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files("server/migrations", ".sql") {
        let text = text(&file);
        let text: Vec<&str> = text
            .lines()
            .map(|line| line.split("--").next().unwrap_or_default())
            .collect();
        for statement in text.join("\n").split(';') {
            let words: Vec<&str> = statement.split_whitespace().collect();
            match words.as_slice() {
                ["CREATE", "TABLE", table, ..] => {
                    let columns = statement.split_once('(').map_or("", |(_, columns)| columns);
                    let names = columns.split(['\n', ',', '(', ' ']).map(str::trim);
                    let table = table.trim_end_matches('(').to_owned();
                    tables.insert(table, names.map(str::to_owned).collect());
                }
                ["ALTER", "TABLE", table, "ADD", "COLUMN", column, ..] => {
                    tables
                        .entry((*table).to_owned())
                        .or_default()
                        .insert((*column).to_owned());
                }
                ["ALTER", "TABLE", table, "RENAME", "TO", other, ..] => {
                    let columns = tables.remove(*table).unwrap_or_default();
                    tables.insert((*other).to_owned(), columns);
                }
                ["DROP", "TABLE", table, ..] => drop(tables.remove(*table)),
                _ => {}
            }
        }
    }
    tables
}

#[test]
fn the_erasure_of_an_account_names_every_table_that_refers_to_people() {
    let erasure = text(&root().join("server/src/relations/sql/departures.rs"));
    let tables = tables();
    assert!(tables.len() > 20, "the migrations are read: {tables:?}");
    let is_about_people = |columns: &BTreeSet<String>| {
        PERSON_COLUMNS
            .iter()
            .any(|column| columns.contains(*column))
    };
    let forgotten: Vec<&String> = tables
        .iter()
        .filter(|(_, columns)| is_about_people(columns))
        .map(|(table, _)| table)
        .filter(|table| {
            !erasure
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .any(|word| word == *table)
        })
        .collect();
    assert!(
        forgotten.is_empty(),
        "an erased account leaves rows in {forgotten:?}"
    );
}
