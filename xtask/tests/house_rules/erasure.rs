//! The erasure of an account deletes or empties every column that has the id of its person.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::LitStr;

use crate::sources::{files, root, text};

/// Columns with the id of a person that have no reference, and a name that no reference has.
const OTHER_NAMES: [&str; 2] = ["moment_author_id", "reporter_id"];
/// Columns that the erasure doesn't name, each with its table and the reason.
const LEFT: [(&str, &str, &str); 3] = [
    (
        "likes",
        "moment_author_id",
        "the like goes with the moment that it is for",
    ),
    (
        "comments",
        "moment_author_id",
        "the comment goes with the moment that it is under",
    ),
    (
        "reports",
        "person_id",
        "the operator keeps reports about people who left",
    ),
];

/// The columns of each table, each with its definition.
type Tables = BTreeMap<String, BTreeMap<String, String>>;

/// SQL in small letters, without comments, and with spaces around brackets, commas and semicolons.
fn normalize(sql: &str) -> String {
    let lines = sql
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default());
    let text = lines.collect::<Vec<_>>().join(" ").to_lowercase();
    ["(", ")", ",", ";"]
        .iter()
        .fold(text, |text, sign| text.replace(sign, &format!(" {sign} ")))
}

/// The tables that the migrations leave.
fn tables(migrations: &[String]) -> Tables {
    let mut tables = Tables::new();
    for statement in normalize(&migrations.join("\n;")).split(';') {
        let words: Vec<&str> = statement
            .split_whitespace()
            .filter(|word| !word.starts_with("/*"))
            .collect();
        match words.as_slice() {
            ["create", "table", table, "(", columns @ .., ")"] => {
                tables.insert((*table).to_owned(), columns_of(columns));
            }
            ["alter", "table", table, "add", "column", column @ ..] => {
                let columns = tables.entry((*table).to_owned()).or_default();
                columns.extend(definition(column));
            }
            ["alter", "table", table, "rename", "to", other] => {
                let columns = tables.remove(*table).unwrap_or_default();
                tables.insert((*other).to_owned(), columns);
            }
            ["drop", "table", table] => drop(tables.remove(*table)),
            ["create" | "alter" | "drop", "table", ..] => {
                panic!("teach this test to read {statement}")
            }
            _ => {}
        }
    }
    tables
}

/// The columns between the outer brackets of a `CREATE TABLE`.
fn columns_of(words: &[&str]) -> BTreeMap<String, String> {
    let mut depth = 0;
    let definitions = words.split(|word| {
        match *word {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        *word == "," && depth == 0
    });
    definitions.filter_map(definition).collect()
}

/// The name of a column, and its definition; `None` for a constraint that refers to no table.
fn definition(words: &[&str]) -> Option<(String, String)> {
    match words {
        [] | ["primary" | "unique" | "check", ..] => None,
        ["foreign", "key", "(", name, ")", ..] | [name, ..] => {
            Some(((*name).to_owned(), words.join(" ")))
        }
    }
}

/// Whether a normalized text contains these words, one after the other.
fn contains(text: &str, words: &str) -> bool {
    format!(" {text} ").contains(&format!(" {words} "))
}

/// The columns with the id of a person, each with its table. Without those that the database
/// itself empties when the person's row is deleted.
fn person_columns(tables: &Tables) -> Vec<(&str, &str)> {
    let names: BTreeSet<&str> = tables
        .values()
        .flatten()
        .filter(|(_, definition)| contains(definition, "references people"))
        .map(|(column, _)| column.as_str())
        .chain(OTHER_NAMES)
        .collect();
    let is_left_to_erasure = |definition: &str| {
        !contains(definition, "on delete cascade") && !contains(definition, "on delete set null")
    };
    let mut found = vec![("people", "id")];
    for (table, columns) in tables {
        let of_people = columns.iter().filter(|(column, definition)| {
            names.contains(column.as_str()) && is_left_to_erasure(definition)
        });
        found.extend(of_people.map(|(column, _)| (table.as_str(), column.as_str())));
    }
    found
}

/// Whether a statement deletes the rows of a table that have the person in this column, or empties
/// the column there. What stands in brackets may be about another table, so it doesn't count.
fn erases(statement: &str, table: &str, column: &str) -> bool {
    let mut depth = 0;
    let mut outer = Vec::new();
    for word in normalize(statement).split_whitespace() {
        match word {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ if depth == 0 => outer.push(word.to_owned()),
            _ => {}
        }
    }
    let outer = outer.join(" ");
    let deletes = outer.starts_with(&format!("delete from {table} where "));
    let empties = outer.starts_with(&format!("update {table} set "))
        && contains(&outer, &format!("{column} = null"));
    let is_every_row = contains(&outer, &format!("{column} = $1")) && !contains(&outer, "and");
    (deletes || empties) && is_every_row
}

/// The columns, as `table.column`, in which the erasure of an account leaves the person's id.
fn find_left(migrations: &[String], erasures: &[String]) -> Vec<String> {
    let is_erased = |table: &str, column: &str| {
        erasures
            .iter()
            .any(|statement| erases(statement, table, column))
    };
    person_columns(&tables(migrations))
        .into_iter()
        .filter(|(table, column)| !is_erased(table, column))
        .map(|(table, column)| format!("{table}.{column}"))
        .collect()
}

/// The texts of the statements in the function `list_erasures`.
fn erasures(source: &str) -> Vec<String> {
    let tokens: TokenStream = source.parse().expect("Rust");
    let is_name =
        |token: &TokenTree| matches!(token, TokenTree::Ident(name) if name == "list_erasures");
    let body = tokens
        .into_iter()
        .skip_while(|token| !is_name(token))
        .find_map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
            _ => None,
        });
    string_literals(body.expect("the function has a body").stream())
}

fn string_literals(tokens: TokenStream) -> Vec<String> {
    let literals = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Group(group) => string_literals(group.stream()),
        TokenTree::Literal(literal) => {
            let text = syn::parse_str::<LitStr>(&literal.to_string());
            text.iter().map(LitStr::value).collect()
        }
        _ => Vec::new(),
    });
    literals.collect()
}

#[test]
fn the_erasure_of_an_account_names_every_column_that_refers_to_people() {
    let migrations: Vec<String> = files("server/migrations", ".sql")
        .iter()
        .map(|file| text(file))
        .collect();
    let tables = tables(&migrations);
    assert!(tables.len() > 20, "the migrations are read: {tables:?}");
    for name in OTHER_NAMES {
        let is_there = tables.values().any(|columns| columns.contains_key(name));
        assert!(is_there, "no table has a column {name}");
    }
    let departures = text(&root().join("server/src/relations/sql/departures.rs"));
    let left: BTreeSet<String> = find_left(&migrations, &erasures(&departures))
        .into_iter()
        .collect();
    let expected: BTreeSet<String> = LEFT
        .iter()
        .map(|(table, column, _)| format!("{table}.{column}"))
        .collect();
    assert_eq!(left, expected, "an erased account leaves its id there");
}

/// What an erasure with one more statement leaves in a table of gifts.
fn left_in_gifts(table: &str, erasure: &str) -> Vec<String> {
    let migrations = ["CREATE TABLE people (id BIGINT PRIMARY KEY);", table].map(str::to_owned);
    let erasures = ["DELETE FROM people WHERE id = $1", erasure].map(str::to_owned);
    find_left(&migrations, &erasures)
}

#[test]
fn a_table_that_is_not_erased_is_found() {
    let gifts = "CREATE TABLE gifts (
        id BIGINT PRIMARY KEY, -- its number
        sender_id BIGINT REFERENCES people(id),
        UNIQUE (id, sender_id)
    ) /*clustered*/;";
    for erasure in [
        "",
        "DELETE FROM gifts WHERE id = $1",
        "DELETE FROM wishes WHERE sender_id = $1",
        "DELETE FROM gifts WHERE sender_id = $1 AND id > 5",
        "DELETE FROM gifts WHERE id IN (SELECT id FROM wishes WHERE sender_id = $1)",
        "UPDATE gifts SET id = NULL WHERE sender_id = $1",
    ] {
        assert_eq!(
            left_in_gifts(gifts, erasure),
            ["gifts.sender_id"],
            "{erasure}"
        );
    }
    for erasure in [
        "DELETE FROM gifts WHERE id IN (SELECT id FROM wishes) OR sender_id = $1",
        "UPDATE gifts SET sender_id = NULL, id = 0 WHERE sender_id = $1",
    ] {
        assert!(left_in_gifts(gifts, erasure).is_empty(), "{erasure}");
    }
}

#[test]
fn a_column_is_found_however_it_was_made() {
    for (table, is_left) in [
        ("CREATE TABLE gifts (sender_id BIGINT)", false),
        ("CREATE TABLE gifts (reporter_id BIGINT)", true),
        (
            "CREATE TABLE gifts (id BIGINT); ALTER TABLE gifts ADD COLUMN sender_id BIGINT \
                REFERENCES people",
            true,
        ),
        (
            "CREATE TABLE gifts (sender_id BIGINT, FOREIGN KEY (sender_id) REFERENCES people (id))",
            true,
        ),
        (
            "CREATE TABLE gifts (sender_id BIGINT REFERENCES people (id) ON DELETE CASCADE)",
            false,
        ),
        (
            "CREATE TABLE gifts (sender_id BIGINT REFERENCES people (id)); DROP TABLE gifts",
            false,
        ),
    ] {
        assert_eq!(left_in_gifts(table, "").is_empty(), !is_left, "{table}");
    }
}
