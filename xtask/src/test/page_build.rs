//! The release page, built while other parts run: they often leave a core free.

use std::env;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail};
use xshell::Shell;

use crate::build;
use crate::setup::{self, say};

/// A build of the page that runs in a process of its own. Cargo locks only the folder of the
/// profile that it builds. Lints and tests have another profile, so neither waits for the other.
pub struct PageBuild {
    process: Child,
    /// The file that the build writes its output to.
    output: PathBuf,
}

impl PageBuild {
    /// Installs what the build needs, and starts it.
    pub fn start(shell: &Shell) -> Result<Self> {
        setup::for_page(shell)?;
        let output = build::target_folder().join("page-build.txt");
        let file = File::create(&output)?;
        say(&format!(
            "building the page meanwhile; its output is in {}",
            output.display()
        ));
        // It takes only the time that the tests leave: some of them measure time.
        let process = Command::new("nice")
            .arg(env::current_exe()?)
            .arg("page")
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .context("the build of the page does not start")?;
        Ok(Self { process, output })
    }

    /// Waits for the page. If the build failed, its output is printed.
    #[expect(clippy::print_stderr, reason = "it tells people why the build failed")]
    pub fn wait(mut self) -> Result<()> {
        if !self.process.wait()?.success() {
            eprintln!("{}", fs::read_to_string(&self.output)?);
            bail!("the page does not build: read its output above");
        }
        Ok(())
    }
}
