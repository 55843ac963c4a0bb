//! What reads the file in the thread that asks.

use sqlx::sqlite::SqliteConnectOptions;

use super::readers::Readers;
use super::version::Version;

/// The connections to a file, and its version.
#[derive(Clone)]
pub struct Here {
    pub readers: Readers,
    pub version: Version,
}

impl Here {
    /// Opens the file of a URL, to which somebody has connected before.
    pub fn open(url: &str) -> anyhow::Result<Self> {
        let options: SqliteConnectOptions = url.parse()?;
        let file = options.get_filename();
        Ok(Self {
            version: Version::of(file)?,
            readers: Readers::of(file.to_owned()),
        })
    }
}
