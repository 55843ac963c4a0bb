//! A throw-away `PostgreSQL` for tests and measurements.

use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, thread};

use anyhow::{Context, Result};
use xshell::{Shell, TempDir, cmd};

use crate::setup::{self, say};

/// A temporary server. It is stopped and deleted when this is dropped.
pub struct Postgres {
    /// The URL to connect to: `postgres://…`.
    pub url: String,
    shell: Shell,
    binaries: PathBuf,
    folder: TempDir,
}

impl Postgres {
    /// Starts a server in a temporary folder, on a port that is free, and waits until it answers.
    pub fn start(shell: &Shell) -> Result<Self> {
        let binaries = binaries(shell)?;
        let folder = shell.create_temp_dir()?;
        let data = folder.path().join("data");
        let port = free_port()?;
        say("starting a throw-away PostgreSQL");
        // PostgreSQL refuses to run as root. It runs as another user then, who must own the folder.
        if is_root(shell)? {
            let path = folder.path();
            cmd!(shell, "chown -R postgres {path}").quiet().run()?;
        }
        let postgres = Self {
            url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
            shell: shell.clone(),
            binaries,
            folder,
        };
        postgres.run(
            "initdb",
            &[
                "-D",
                text(&data)?,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
        )?;
        let options = format!("-p {port} -h 127.0.0.1 -k '' -c fsync=off -c max_connections=200");
        let log = folder_file(&postgres.folder, "log")?;
        postgres.run(
            "pg_ctl",
            &[
                "-D",
                text(&data)?,
                "-l",
                &log,
                "-o",
                &options,
                "-w",
                "start",
            ],
        )?;
        Ok(postgres)
    }

    /// The words of `pg_ctl` for this server, without what it shall do.
    pub fn control(&self) -> Result<Vec<String>> {
        let data = self.folder.path().join("data");
        let log = folder_file(&self.folder, "log")?;
        let words = ["-D", text(&data)?, "-l", &log].map(str::to_owned);
        Ok([self.words("pg_ctl")?, words.into()].concat())
    }

    /// The words that run one of its programs, as another user if this one is root.
    fn words(&self, program: &str) -> Result<Vec<String>> {
        let program = text(&self.binaries.join(program))?.to_owned();
        let other_user = [
            "setpriv",
            "--reuid=postgres",
            "--regid=postgres",
            "--clear-groups",
        ];
        let other_user = if is_root(&self.shell)? {
            &other_user[..]
        } else {
            &[]
        };
        let words = other_user.iter().map(|word| (*word).to_owned());
        Ok(words.chain([program]).collect())
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<()> {
        let words = self.words(program)?;
        let (first, rest) = words.split_first().context("the program's name")?;
        let command = cmd!(self.shell, "{first} {rest...} {arguments...}");
        let _in = self.shell.push_dir(self.folder.path());
        command
            .quiet()
            .ignore_stdout()
            .run()
            .with_context(|| format!("{program} failed"))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.folder.path().join("data");
        if let Ok(data) = text(&data) {
            // The folder is deleted, too, so it doesn't matter if the server can't be stopped
            // properly.
            self.run("pg_ctl", &["-D", data, "-m", "immediate", "stop"])
                .ok();
        }
    }
}

/// Starts a server, prints its URL, and keeps it until this process is stopped.
#[expect(clippy::print_stdout, reason = "the URL is what it is for")]
pub fn run_until_interrupted(shell: &Shell) -> Result<()> {
    let postgres = Postgres::start(shell)?;
    println!("{}", postgres.url);
    // Ctrl-C reaches the server, too, which then stops by itself.
    loop {
        thread::sleep(Duration::from_hours(1));
    }
}

/// The folder of `initdb`, which Debian keeps off PATH. Installs the package if it is missing.
fn binaries(shell: &Shell) -> Result<PathBuf> {
    let find = || {
        if let Ok(initdb) = cmd!(shell, "which initdb").quiet().ignore_stderr().read() {
            return Path::new(&initdb).parent().map(Path::to_owned);
        }
        let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
        versions
            .flatten()
            .map(|version| version.path().join("bin"))
            .find(|bin| bin.join("initdb").exists())
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    setup::install_debian(shell, &["postgresql"], "test on PostgreSQL")?;
    find().context("no initdb found: install PostgreSQL and put its programs on PATH")
}

fn is_root(shell: &Shell) -> Result<bool> {
    Ok(cmd!(shell, "id -u").quiet().read()? == "0")
}

fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port())
}

fn text(path: &Path) -> Result<&str> {
    path.to_str()
        .context("the temporary folder's name is not UTF-8")
}

fn folder_file(folder: &TempDir, name: &str) -> Result<String> {
    Ok(text(&folder.path().join(name))?.to_owned())
}
