//! The npm packages: wasm-opt, the icons' source and the browser tests' tools.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

/// Where npm puts the packages, from the project's root.
pub const PACKAGES: &str = "e2e/node_modules";

/// Installs exactly what `e2e/package-lock.json` names, unless it is installed already.
pub fn ready(shell: &Shell) -> Result<()> {
    let lock = shell.read_file("e2e/package-lock.json")?;
    let marker = format!("{PACKAGES}/.installed-lock");
    if shell
        .read_file(&marker)
        .is_ok_and(|installed| installed == lock)
    {
        return Ok(());
    }
    super::say("installing the npm packages (wasm-opt, icons, browser tests)");
    let folder = shell.push_dir("e2e");
    cmd!(shell, "npm ci --no-audit --no-fund --loglevel=error")
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .quiet()
        .run()
        .context("`npm ci` failed: Node.js 20 or newer with npm is needed")?;
    drop(folder);
    shell.write_file(marker, lock)?;
    Ok(())
}
