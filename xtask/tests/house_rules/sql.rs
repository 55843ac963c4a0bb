//! SQL has its places.

use crate::sources::{files, name, text};

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

#[test]
fn a_statement_is_an_sql() {
    let is_database = |file: &str| file.starts_with("server/src/platform/db/");
    let words = ["sqlx::query", "query_as(", "query_scalar("];
    let broken: Vec<String> = files("server/src", ".rs")
        .iter()
        .filter(|file| !is_database(&name(file)))
        .filter(|file| words.iter().any(|word| text(file).contains(word)))
        .map(|file| name(file))
        .collect();
    assert!(
        broken.is_empty(),
        "run these with `Sql` (server/src/platform/db/statement.rs): {broken:?}"
    );
}
