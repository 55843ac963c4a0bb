//! Copies of a `PostgreSQL` database, with its own programs `pg_dump` and `pg_restore`.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, anyhow, bail, ensure};
use percent_encoding::percent_decode_str;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};
use url::Url;

use super::super::{Connection, Sql};

/// Writes a copy of the tables into a file.
pub async fn dump(url: &str, file: &Path) -> anyhow::Result<()> {
    let schema = quote(&read_schema(&mut connect(url).await?).await?);
    let mut program = program("pg_dump", url)?;
    program.args(["--format=custom", "--no-owner", "--no-privileges"]);
    program.arg(format!("--schema={schema}"));
    program.arg("--file").arg(file);
    run(program)
}

/// Whether the database has tables of a server.
pub async fn has_tables(url: &str) -> anyhow::Result<bool> {
    let sql = "SELECT 1 FROM pg_tables
               WHERE schemaname = current_schema() AND tablename = '_sqlx_migrations'";
    Ok(Sql::new(sql).exists(&mut connect(url).await?).await?)
}

/// Puts the tables of a copy into the database. Tables that are there are kept in another schema,
/// named `name`. Returns how to find them, if there are any.
pub async fn restore(url: &str, copy: &Path, name: &str) -> anyhow::Result<Option<String>> {
    let has_tables = has_tables(url).await?;
    let schema = read_schema(&mut connect(url).await?).await?;
    let mut connection = AnyConnection::connect(url).await?;
    let now = quote(&schema);
    let then = quote(name);
    let mut change = async |sql: String| {
        let outcome = connection.execute(AssertSqlSafe(sql)).await;
        outcome.with_context(|| {
            format!("this user can't rename the schema {schema}: give it an empty database")
        })
    };
    if has_tables {
        change(format!(
            "ALTER SCHEMA {now} RENAME TO {then}; CREATE SCHEMA {now}"
        ))
        .await?;
    }
    let mut program = program("pg_restore", url)?;
    program.args(["--exit-on-error", "--single-transaction", "--no-owner"]);
    // Without the schema itself, which is there.
    program
        .args(["--no-privileges", "--schema", &schema])
        .arg(copy);
    let outcome = run(program);
    if outcome.is_err() && has_tables {
        change(format!(
            "DROP SCHEMA {now}; ALTER SCHEMA {then} RENAME TO {now}"
        ))
        .await?;
    }
    outcome?;
    Ok(has_tables.then(|| format!("the schema {name}")))
}

async fn connect(url: &str) -> anyhow::Result<Connection> {
    let connection = Connection::alone(url).await;
    connection.context("can't reach the PostgreSQL server")
}

async fn read_schema(connection: &mut Connection) -> anyhow::Result<String> {
    let sql = Sql::new("SELECT CAST(current_schema() AS TEXT)");
    Ok(sql.fetch_scalar(connection).await?)
}

/// A name as it stands in a statement.
fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// One of `PostgreSQL`'s programs, for this database. Everybody on the machine can read a program's
/// arguments, so the password isn't one of them.
fn program(name: &str, url: &str) -> anyhow::Result<Command> {
    let mut url: Url = url.parse().context("--database-url")?;
    let mut program = Command::new(name);
    if let Some(password) = url.password() {
        let password = percent_decode_str(password).decode_utf8()?;
        program.env("PGPASSWORD", OsStr::new(&*password));
        let removed = url.set_password(None);
        removed.map_err(|()| anyhow!("--database-url has no host"))?;
    }
    program.arg("--dbname").arg(url.as_str());
    Ok(program)
}

/// Runs a program to its end.
fn run(mut program: Command) -> anyhow::Result<()> {
    let name = program.get_program().display().to_string();
    let output = match program.output() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => bail!(
            "there is no {name} here: install PostgreSQL's client programs, of the server's \
                version or a later one"
        ),
        output => output.with_context(|| format!("can't run {name}"))?,
    };
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{name} failed: {}", said.trim());
    Ok(())
}
