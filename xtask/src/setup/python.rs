//! Installs schemathesis, a program of Python, into a folder named by its version.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use xshell::{Shell, cmd};

const SCHEMATHESIS_VERSION: &str = "4.32.5";

/// Installs schemathesis if it is missing; returns its program. Fails without Python 3.
pub fn schemathesis(shell: &Shell) -> Result<PathBuf> {
    let folder = super::tools_folder()?.join(format!("schemathesis-{SCHEMATHESIS_VERSION}"));
    let program = folder.join("bin/st");
    if program.exists() {
        return Ok(program);
    }
    super::say(&format!("installing schemathesis {SCHEMATHESIS_VERSION}"));
    let package = format!("schemathesis=={SCHEMATHESIS_VERSION}");
    cmd!(shell, "python3 -m venv --clear {folder}")
        .quiet()
        .run()
        .context("there is no Python 3 with venv")?;
    let pip = folder.join("bin/pip");
    cmd!(
        shell,
        "{pip} install --quiet --disable-pip-version-check {package}"
    )
    .quiet()
    .run()
    .context("schemathesis can't be installed")?;
    Ok(program)
}
