//! Builds the page, the server and the tests.

mod compressing;
mod names;
mod output;
mod page;
mod parts;
mod server;
mod shrinking;
mod worker;

use std::path::PathBuf;

use anyhow::Result;
use xshell::Shell;

pub use output::{DIST, WORKER, files, newest_change, target_folder};
pub use page::{page, page_to_serve, twin_of};
pub use parts::parts_list;
pub use server::{server_to_serve, tests};

/// One binary with the page inside; returns its path.
pub fn everything(shell: &Shell) -> Result<PathBuf> {
    page(shell)?;
    server::server(shell)
}

/// The flag that makes cargo build a server with the page inside, next to a test or a bench; `None`
/// if the page isn't built.
pub fn with_page() -> Option<&'static str> {
    crate::project_root()
        .join("dist/index.html")
        .exists()
        .then_some("--features=embed-page")
}
