//! Installs Debian's packages, for machines that reach only package registries.

use std::path::Path;

use anyhow::{Result, bail};
use xshell::{Shell, cmd};

/// Installs the packages. `purpose` ends the sentence "they are needed to …".
pub fn install(shell: &Shell, packages: &[&str], purpose: &str) -> Result<()> {
    let list = packages.join(" ");
    if !Path::new("/usr/bin/apt-get").exists() {
        bail!(
            "install the counterparts of Debian's packages {list} by hand: they are needed to \
                {purpose}"
        );
    }
    if cmd!(shell, "id -u").quiet().read()? != "0" {
        bail!("run `sudo apt-get install {list}` and start again: they are needed to {purpose}");
    }
    super::say(&format!("installing Debian's {list} to {purpose}"));
    let _ = shell.push_env("DEBIAN_FRONTEND", "noninteractive");
    if cmd!(
        shell,
        "apt-get install -qq -y --no-install-recommends {packages...}"
    )
    .quiet()
    .ignore_stdout()
    .ignore_stderr()
    .run()
    .is_err()
    {
        cmd!(shell, "apt-get update -qq").quiet().run()?;
        cmd!(
            shell,
            "apt-get install -qq -y --no-install-recommends {packages...}"
        )
        .quiet()
        .ignore_stdout()
        .run()?;
    }
    Ok(())
}
