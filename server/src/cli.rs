//! The command line: its commands, and where their settings come from.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::config::Config;
use crate::dev::{demo, seed};
use crate::operator;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "life-circle-server",
    version,
    about = "The reference server of Life Circle",
    args_conflicts_with_subcommands = true
)]
pub struct Arguments {
    /// The command to run. Without one the server serves.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The settings for serving without a command.
    #[command(flatten)]
    pub config: Config,
}

/// The commands of the server.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the API and the page (the same as without a command).
    Serve(Box<Config>),
    /// Print the headers that another web server must send with the page.
    Headers(Box<Config>),
    /// Make a demo circle of twelve people in a folder of its own, and print how to sign in.
    Demo(demo::Options),
    /// Invite people, let them back in, and act on reports; works while a server runs, too.
    Operator(operator::Options),
    /// Fill an empty database with people, friendships and moments for tests and measurements.
    Seed(seed::Options),
}

impl Arguments {
    /// Reads flags, environment and the file that they name.
    pub fn read(words: Vec<OsString>) -> Result<Self> {
        let first = Self::command().get_matches_from(words.clone());
        let reads_file = |name: &str| ["serve", "operator"].contains(&name);
        let file = first.subcommand().map_or(Some(&first), |(name, matches)| {
            reads_file(name).then_some(matches)
        });
        let Some(path) = file.and_then(|matches| matches.get_one::<PathBuf>("config")) else {
            return Ok(Self::from_arg_matches(&first)?);
        };
        let settings = read_file(path)?;
        let mut command = Self::command();
        for (name, value) in settings {
            let id = name.replace('-', "_");
            let text = OsString::from(value);
            if command
                .get_arguments()
                .all(|argument| argument.get_id() != id.as_str())
                || id == "config"
            {
                bail!("{}: there is no setting named {name}", path.display());
            }
            let with_default = |command: clap::Command, text: OsString| {
                command.mut_arg(&id, |argument| argument.default_value(text))
            };
            command = with_default(command, text.clone());
            command = command.mut_subcommand("serve", |serve| with_default(serve, text.clone()));
            // The operator's commands take only some of the settings.
            command = command.mut_subcommand("operator", |operator| {
                let takes = operator
                    .get_arguments()
                    .any(|argument| argument.get_id() == id.as_str());
                if takes {
                    with_default(operator, text)
                } else {
                    operator
                }
            });
        }
        Ok(Self::from_arg_matches(&command.get_matches_from(words))?)
    }
}

/// The settings of a TOML file as text.
fn read_file(path: &Path) -> Result<Vec<(String, String)>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("can't read the settings in {}", path.display()))?;
    let table: toml::Table = text
        .parse()
        .with_context(|| format!("{} is not TOML", path.display()))?;
    let setting = |(name, value): (String, toml::Value)| match value {
        toml::Value::String(text) => Ok((name, text)),
        toml::Value::Integer(_) | toml::Value::Boolean(_) => Ok((name, value.to_string())),
        toml::Value::Array(items) => {
            let items: Option<Vec<&str>> = items.iter().map(toml::Value::as_str).collect();
            Ok((
                name,
                items.context("a list of settings holds strings")?.join(","),
            ))
        }
        _ => bail!(
            "{}: {name} is neither text, number, true or false, nor a list",
            path.display()
        ),
    };
    table.into_iter().map(setting).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Arguments> {
        Arguments::read(
            std::iter::once("life-circle-server")
                .chain(words.iter().copied())
                .map(OsString::from)
                .collect(),
        )
    }

    #[test]
    fn a_flag_goes_before_the_file_and_the_file_before_the_default() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("settings.toml");
        std::fs::write(
            &file,
            "request-days = 7\nfriends-most = 10\nallow-origin = [\"https://a.example\", \
                \"https://b.example\"]\n",
        )
        .expect("written");
        let file = file.to_str().expect("UTF-8");
        for words in [
            vec!["--config", file, "--friends-most", "20"],
            vec!["serve", "--config", file, "--friends-most", "20"],
        ] {
            let arguments = read(&words).expect("it reads");
            let config = match arguments.command {
                Some(Command::Serve(config)) => *config,
                _ => arguments.config,
            };
            assert_eq!(
                (config.request_days, config.friends_most, config.node),
                (7, 20, 0)
            );
            assert_eq!(config.allow_origin.len(), 2);
        }
    }

    #[test]
    fn the_operator_uses_the_database_of_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("settings.toml");
        std::fs::write(&file, "data = \"/srv/circle\"\nlisten = \"127.0.0.1:1\"\n")
            .expect("written");
        let file = file.to_str().expect("UTF-8");
        let data = |words: &[&str]| match read(words).expect("it reads").command {
            Some(Command::Operator(options)) => options.data,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            data(&["operator", "--config", file, "log"]),
            Path::new("/srv/circle")
        );
        assert_eq!(
            data(&["operator", "log", "--config", file, "--data", "/else"]),
            Path::new("/else")
        );
    }

    #[test]
    fn a_switch_is_set_and_unset_by_words() {
        let is_behind_proxy = |words: &[&str]| read(words).expect("it reads").config.behind_proxy;
        assert!(is_behind_proxy(&["--behind-proxy"]) && is_behind_proxy(&["--behind-proxy=on"]));
        assert!(!is_behind_proxy(&[]) && !is_behind_proxy(&["--behind-proxy=false"]));
    }

    #[test]
    fn an_unknown_setting_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("settings.toml");
        std::fs::write(&file, "lisen = \"127.0.0.1:1\"\n").expect("written");
        let error = read(&["--config", file.to_str().expect("UTF-8")])
            .expect_err("there is no such setting");
        assert!(error.to_string().contains("lisen"), "{error}");
    }

    #[test]
    fn plain_http_on_the_open_network_is_refused() {
        let check = |words: &[&str]| read(words).expect("it reads").config.check();
        assert!(check(&["--listen", "0.0.0.0:80"]).is_err());
        assert!(
            check(&[
                "--listen",
                "0.0.0.0:80",
                "--public-url",
                "http://circle.example"
            ])
            .is_err()
        );
        assert!(
            check(&[
                "--listen",
                "0.0.0.0:80",
                "--public-url",
                "https://circle.example"
            ])
            .is_ok()
        );
        assert!(check(&[]).is_ok());
        assert!(check(&["--allow-origin", "http://page.example"]).is_err());
        for origin in [
            "https://a.example/x",
            "https://*.a.example",
            "https://a.example:443",
            "HTTPS://a.example",
            "",
        ] {
            assert!(check(&["--allow-origin", origin]).is_err(), "{origin}");
        }
        assert!(
            check(&[
                "--allow-origin",
                "https://a.example:8443,http://localhost:8090"
            ])
            .is_ok()
        );
        assert!(check(&["--public-url", "foo"]).is_err());
        assert!(check(&["--behind-proxy"]).is_err());
        assert!(check(&["--behind-proxy", "--public-url", "https://circle.example"]).is_ok());
    }

    #[test]
    fn an_unencrypted_way_to_a_database_elsewhere_is_refused() {
        let check = |url: &str| {
            let arguments = read(&["--database-url", url]).expect("it reads");
            arguments.config.check()
        };
        for url in [
            "mysql://me:word@db.example/circle",
            "postgres://me:word@db.example/circle",
            "postgres://localhost.db.example/circle",
            "postgres://127.0.0.1.example.org/circle",
            "postgres://localhost:word@DB.EXAMPLE:5432/circle",
            "postgres://me:word@localhost@db.example/circle",
            "postgres://localhost,db.example/circle",
            "postgres://me@[2001:db8::1]:5432/circle",
            "postgres://localhost/circle?host=db.example",
            "postgres://db.example/circle?application_name=host=/run",
            "postgres://db.example/circle?application_name=sslmode=disable",
            "postgres://db.example/circle?sslmode=prefer",
        ] {
            assert!(check(url).is_err(), "{url}");
        }
        for url in [
            "postgres://me:word@db.example/circle?sslmode=verify-full",
            "postgres://db.example/circle?sslmode=disable",
            "postgres://me@127.0.0.1:5433/circle",
            "postgres://me:word@LocalHost:5433/circle",
            "postgresql://me@[::1]:5433/circle",
            "postgres://me@%2Frun%2Fpostgresql/circle",
            "postgres://me@localhost/circle?host=/run/postgresql",
        ] {
            assert!(check(url).is_ok(), "{url}");
        }
    }
}
